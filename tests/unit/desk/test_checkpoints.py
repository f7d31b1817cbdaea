from collections.abc import Iterator

from lastlook.desk.checkpoints import Checkpoints
from lastlook.ledger.store import Head

HEADS = [Head(0, b"none"), Head(3, b"three"), Head(4, b"four"), Head(9, b"nine")]


def test_an_entry_has_the_checkpoint_whose_tree_was_the_first_to_hold_it() -> None:
    checkpoints = Checkpoints(lambda: iter(HEADS))
    held = [checkpoints.over(n) for n in range(9)]
    assert held == [b"three"] * 3 + [b"four"] + [b"nine"] * 5


def test_they_are_read_once_and_kept() -> None:
    reads: list[int] = []

    def heads() -> Iterator[Head]:
        reads.append(1)
        return iter(HEADS)

    checkpoints = Checkpoints(heads)
    checkpoints.add(Head(9, b"nine"))  # nobody has asked: nothing is kept yet
    assert not reads
    checkpoints.over(0)
    checkpoints.over(8)
    checkpoints.add(Head(12, b"twelve"))
    assert checkpoints.over(10) == b"twelve"
    assert len(reads) == 1


def test_they_are_read_again_where_another_desk_has_signed_more() -> None:
    heads = HEADS[:2]
    checkpoints = Checkpoints(lambda: iter(heads))
    assert checkpoints.over(1) == b"three"
    heads += HEADS[2:]
    assert checkpoints.over(5) == b"nine"
