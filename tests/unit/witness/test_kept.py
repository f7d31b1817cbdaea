"""What a desk keeps of its witnesses."""

from pathlib import Path

import apsw
import pytest

from lastlook.ledger.cosignature import Cosignature, read_cosignatures
from lastlook.ledger.errors import StoreUnusableError
from lastlook.witness.kept import Cosignatures
from lastlook.witness.past import AnotherPastError
from tests.world.asking import TWO_OF_THREE
from tests.world.ledger import a_signer
from tests.world.witnesses import NOON_S, a_cosigner, a_ledger, cosigned, grow

LOGS = [a_signer().verifier]
ONE, TWO = (a_ledger(*"ab"[:n]).checkpoint for n in (1, 2))


def by(name: str, note: bytes, at_seconds: int = NOON_S) -> Cosignature:
    whole = cosigned(note, name, at_seconds=at_seconds)
    [found] = read_cosignatures(whole, [a_cosigner(name).cosigner]).valid
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Cosignatures:
    return Cosignatures.at(tmp_path / "cosigned")


def test_the_newest_that_a_quorum_has_seen_is_not_the_newest_that_one_has(
    kept: Cosignatures,
) -> None:
    for name, at in (("w1", 10), ("w2", 30), ("w3", 20)):
        kept.add(ONE, by(name, ONE), at)
    kept.add(TWO, by("w1", TWO), 40)
    seen = kept.seen(TWO_OF_THREE, LOGS)
    assert seen is not None
    assert (seen.size, seen.at) == (1, 20)
    assert TWO_OF_THREE.check(seen.note).checkpoint.size == 1
    assert kept.newest() == TWO
    assert kept.seen_at(2, TWO_OF_THREE, LOGS) is None
    assert kept.newest_by(a_cosigner("w1").cosigner.vkey) == (2, 40)
    assert kept.newest_by(a_cosigner("w4").cosigner.vkey) is None


def test_a_quorum_is_found_however_far_back_it_is(kept: Cosignatures) -> None:
    log = a_ledger("a")
    for name in ("w1", "w2"):
        kept.add(log.checkpoint, by(name, log.checkpoint), 10)
    for number in range(70):
        grow(log, f"{number}")
        kept.add(log.checkpoint, by("w1", log.checkpoint), 20 + number)
    seen = kept.seen(TWO_OF_THREE, LOGS)
    assert seen is not None
    assert (seen.size, seen.at) == (1, 10)


def test_a_checkpoint_carries_the_newest_cosignature_of_each(
    kept: Cosignatures,
) -> None:
    assert kept.under(ONE) == ONE
    kept.add(ONE, by("w1", ONE), 10)
    newer = by("w1", ONE, NOON_S + 60)
    kept.add(ONE, newer, 70)
    kept.add(ONE, by("w2", ONE), 20)
    assert kept.under(ONE) == ONE + newer.line + by("w2", ONE).line
    other = a_ledger("OTHER").checkpoint
    assert kept.under(other) == other


def test_one_size_has_one_checkpoint(kept: Cosignatures) -> None:
    kept.add(ONE, by("w1", ONE), 10)
    other = a_ledger("OTHER").checkpoint
    with pytest.raises(AnotherPastError):
        kept.add(other, by("w1", other), 20)
    assert kept.under(ONE) == ONE + by("w1", ONE).line


def test_nothing_that_is_kept_can_be_changed(
    tmp_path: Path, kept: Cosignatures
) -> None:
    kept.add(ONE, by("w1", ONE), 10)
    connection = apsw.Connection(str(tmp_path / "cosigned"))
    for statement in ("DELETE FROM cosignatures", "UPDATE checkpoints SET size = 9"):
        with pytest.raises(apsw.ConstraintError, match="append-only"):
            connection.execute(statement)


def test_what_was_put_into_the_file_by_others_makes_no_quorum(
    tmp_path: Path, kept: Cosignatures
) -> None:
    kept.add(ONE, by("w1", ONE), 10)
    forged = by("w2", TWO)
    connection = apsw.Connection(str(tmp_path / "cosigned"))
    connection.execute(
        "INSERT INTO cosignatures (size, vkey, line, received_at) VALUES (1, ?, ?, 20)",
        (forged.cosigner.vkey, forged.line),
    )
    assert kept.seen(TWO_OF_THREE, LOGS) is None


def test_a_reader_reads_while_a_desk_adds_and_can_add_nothing(
    tmp_path: Path, kept: Cosignatures
) -> None:
    reader = Cosignatures.to_read(tmp_path / "cosigned")
    kept.add(ONE, by("w1", ONE), 10)
    assert reader.newest() == ONE
    with pytest.raises(Exception, match="readonly"):
        reader.add(TWO, by("w1", TWO), 20)
    with pytest.raises(StoreUnusableError, match="no file of cosignatures"):
        Cosignatures.to_read(tmp_path / "none")
