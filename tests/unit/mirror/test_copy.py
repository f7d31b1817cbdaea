import threading
from contextlib import suppress
from pathlib import Path

import pytest

from lastlook.ledger.add_checkpoint import AddCheckpoint
from lastlook.ledger.cosignature import read_cosignatures
from lastlook.ledger.errors import (
    FolderError,
    LedgerError,
    MalformedError,
    ProofError,
    SignatureError,
)
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash
from lastlook.ledger.note import Note, Signature, parse, render
from lastlook.mirror.copy import ConflictError, ContradictedError
from lastlook.mirror.wire import Package, Upload
from tests.world.breaking import breaking_at
from tests.world.ledger import a_signer, flip
from tests.world.mirrored import (
    LOG_KEY,
    STUDIO,
    Studio,
    a_ledger,
    announced,
    bring,
    grow,
    package,
    signed,
)
from tests.world.written import written


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def whole(studio: Studio) -> int:
    """The size of the copy on the disk, after looking at every byte of it."""
    path = studio.copy().path
    if not (path / "checkpoint").exists():
        return 0
    folder = Folder(path)
    size = check_folder(folder, LOG_KEY.verifier).size
    [one] = read_cosignatures(folder.checkpoint, [STUDIO.cosigner]).valid
    assert one.at_seconds
    return size


def test_a_copy_has_what_the_log_has_and_cosigns_it(studio: Studio) -> None:
    log, copy = a_ledger(300), studio.copy()
    line = bring(copy, log)
    assert whole(studio) == copy.size == 300
    folder = Folder(copy.path)
    assert list(folder.leaves()) == list(log.leaves())
    assert folder.checkpoint == log.checkpoint + line


def test_a_copy_grows_by_whatever_was_committed_and_is_whole_each_time(
    studio: Studio,
) -> None:
    log = a_ledger()
    copy = studio.copy()
    for count in (1, 1, 253, 1, 1, 255, 1, 600):
        grow(log, count)
        bring(copy, log)
        assert whole(studio) == log.size
    assert not list(copy.path.rglob("*.new"))


def test_a_restarted_studio_goes_on_where_it_was(studio: Studio) -> None:
    log = a_ledger(300)
    copy = studio.copy()
    copy.add_checkpoint(announced(log, 0))
    tree = copy.tree_of(Upload(log.origin, 0, 300))
    copy.add_package((0, 256), package(log, 0, 256, 300), tree)
    again = studio.copy()
    assert (again.size, again.standing.pending, again.standing.following) == (
        0,
        300,
        256,
    )
    bring(again, log)
    assert whole(studio) == 300
    grow(log, 7)
    copy = studio.copy()
    copy.add_checkpoint(announced(log, 300))
    tree = copy.tree_of(Upload(log.origin, 300, 307))
    copy.add_package((300, 307), package(log, 300, 307, 307), tree)
    assert studio.copy().standing.following == 307
    bring(studio.copy(), log)
    assert whole(studio) == 307


@pytest.mark.parametrize("fails_at", range(1, 14))
def test_a_disk_that_breaks_at_any_file_loses_and_breaks_nothing(
    studio: Studio, fails_at: int
) -> None:
    log = a_ledger(200)
    bring(studio.copy(), log)
    grow(log, 400)
    with breaking_at(fails_at):
        try:
            bring(studio.copy(), log)
        except OSError:
            assert whole(studio) == 200
    bring(studio.copy(), log)
    assert whole(studio) == 600
    # a copy in memory that was let down by its disk goes on too
    grow(log, 400)
    copy = studio.copy()
    with breaking_at(fails_at), suppress(OSError):
        bring(copy, log)
    bring(copy, log)
    assert whole(studio) == 1000


def test_what_another_key_signed_is_not_taken(studio: Studio) -> None:
    with pytest.raises(SignatureError):
        studio.copy().add_checkpoint(
            announced(a_ledger(3, key=a_signer("other.example")), 0)
        )
    assert not studio.copy().standing.pending


def test_an_entry_that_is_not_proved_is_not_written(studio: Studio) -> None:
    log, other = a_ledger(300), a_ledger(300, changed=7)
    copy = studio.copy()
    copy.add_checkpoint(announced(log, 0))
    tree = copy.tree_of(Upload(log.origin, 0, 300))
    good = package(log, 0, 256, 300)
    for leaves, proof in (
        (package(other, 0, 256, 300).leaves, good.proof),
        (good.leaves, package(other, 0, 256, 300).proof[:-1]),
        (good.leaves, ()),
        (good.leaves[::-1], good.proof),
        (good.leaves[:-1], good.proof),
    ):
        with pytest.raises(ProofError):
            copy.add_package((0, 256), Package(leaves, proof), tree)
    assert not (copy.path / "tile").exists()
    assert copy.standing.following == 0


def test_a_package_ahead_of_its_turn_is_told_where_the_copy_stands(
    studio: Studio,
) -> None:
    log, copy = a_ledger(600), studio.copy()
    copy.add_checkpoint(announced(log, 0))
    tree = copy.tree_of(Upload(log.origin, 0, 600))
    with pytest.raises(ConflictError) as caught:
        copy.add_package((256, 512), package(log, 256, 512, 600), tree)
    assert caught.value.standing.following == 0
    with pytest.raises(ConflictError):
        copy.finish(tree)
    with pytest.raises(ConflictError):
        copy.tree_of(Upload(log.origin, 1, 600))
    bring(copy, log)


def test_what_is_brought_twice_is_written_once(studio: Studio) -> None:
    log, copy = a_ledger(300), studio.copy()
    bring(copy, log)
    before = written(copy.path / "tile/entries/000")
    tree = copy.tree_of(Upload(log.origin, 0, 300))
    for bounds in ((0, 256), (256, 300), (256, 280)):
        copy.add_package(bounds, package(log, *bounds, 300), tree)
    assert copy.finish(tree) in Folder(copy.path).checkpoint
    assert written(copy.path / "tile/entries/000") == before
    assert copy.standing.following == 300


def test_an_upload_that_repeats_too_much_is_told_where_to_go_on(
    studio: Studio,
) -> None:
    log, copy = a_ledger(1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 600), None
    copy = studio.copy()
    bring(copy, log)
    with pytest.raises(ConflictError) as caught:
        copy.tree_of(Upload(log.origin, 0, log.size))
    assert caught.value.standing.following == log.size


def test_an_older_pending_checkpoint_can_still_be_filled(studio: Studio) -> None:
    log, copy = a_ledger(100), studio.copy()
    copy.add_checkpoint(announced(log, 0))
    old = copy.tree_of(Upload(log.origin, 0, 100))
    first = package(log, 0, 100, 100)
    grow(log, 100)
    copy.add_checkpoint(announced(log, 100))
    copy.add_package((0, 100), first, old)
    copy.finish(old)
    assert whole(studio) == 100
    bring(copy, log)
    assert whole(studio) == 200
    with pytest.raises(ConflictError) as caught:
        copy.finish(old)
    assert caught.value.standing.pending == 200


def test_the_pusher_says_what_it_continues_and_is_told_otherwise(
    studio: Studio,
) -> None:
    log, copy = a_ledger(100), studio.copy()
    bring(copy, log)
    grow(log, 5)
    for old in (0, 99, 101):
        proof = tuple(log.consistency(old)) if old else ()
        with pytest.raises(ConflictError) as caught:
            copy.add_checkpoint(AddCheckpoint(old, proof, log.checkpoint))
        assert caught.value.standing.pending == 100
    with pytest.raises(MalformedError, match="does not continue one of 106"):
        copy.add_checkpoint(AddCheckpoint(106, (), log.checkpoint))


def test_of_nothing_nothing_is_proved(studio: Studio) -> None:
    log, copy = a_ledger(100), studio.copy()
    with pytest.raises(ProofError):
        copy.add_checkpoint(AddCheckpoint(0, (bytes(32),), log.checkpoint))
    with pytest.raises(MalformedError, match="has the empty root"):
        copy.add_checkpoint(AddCheckpoint(0, (), signed(0, bytes(32))))
    with pytest.raises(ContradictedError, match="No checkpoint of this log"):
        copy.tree_of(Upload(log.origin, 0, 100))
    copy.add_checkpoint(AddCheckpoint(0, (), signed(0, EMPTY_ROOT)))
    copy.add_checkpoint(announced(log, 0))


# --- what a desk's owner might try ------------------------------------------------


def evidence(studio: Studio) -> list[str]:
    folder = studio.copy().path / "evidence"
    return sorted(file.name.split("-")[0] for file in folder.glob("*[!s]"))


@pytest.mark.parametrize("size", [200, 299, 300])
def test_a_rewritten_past_is_refused_told_and_kept(studio: Studio, size: int) -> None:
    bring(studio.copy(), a_ledger(300))
    other = a_ledger(size, changed=7)
    with pytest.raises(ContradictedError, match="contradicts this copy of 300"):
        studio.copy().add_checkpoint(announced(other, 0))
    assert evidence(studio) == ["contradicts"]
    [alarm] = studio.alarms
    assert LOG_KEY.name in alarm
    file = Path(alarm.rpartition("kept: ")[2].removesuffix("."))
    assert file.read_bytes() == b"old 300\n\n" + other.checkpoint
    ours = file.with_name(f"{file.name}.ours").read_bytes()
    assert ours == a_ledger(300).checkpoint
    assert whole(studio) == 300


def test_a_longer_log_with_another_past_is_refused_told_and_kept(
    studio: Studio,
) -> None:
    bring(studio.copy(), a_ledger(300))
    other = a_ledger(400, changed=7)
    with pytest.raises(ContradictedError, match="is not shown to continue"):
        studio.copy().add_checkpoint(AddCheckpoint(300, (), other.checkpoint))
    assert evidence(studio) == ["unproved"]
    # its own proof shows that it began otherwise
    with pytest.raises(ContradictedError, match="contradicts"):
        studio.copy().add_checkpoint(announced(other, 300))
    assert evidence(studio) == ["contradicts", "unproved"]
    assert studio.copy().standing.pending == whole(studio) == 300


def test_a_proof_that_shows_nothing_is_no_contradiction(studio: Studio) -> None:
    bring(studio.copy(), a_ledger(300))
    good = a_ledger(400)
    other = a_ledger(400, changed=7)
    proof = tuple(good.consistency(300))
    for wrong in (proof[:-1], proof[::-1], tuple(other.consistency(300))):
        with pytest.raises(ContradictedError, match="is not shown to continue"):
            studio.copy().add_checkpoint(AddCheckpoint(300, wrong, good.checkpoint))
    bring(studio.copy(), good)
    assert whole(studio) == 400


def test_two_pending_checkpoints_of_one_size_are_a_split_view(studio: Studio) -> None:
    copy = studio.copy()
    copy.add_checkpoint(announced(a_ledger(300), 0))
    other = a_ledger(300, changed=299)
    with pytest.raises(ContradictedError, match="contradicts"):
        copy.add_checkpoint(AddCheckpoint(300, (), other.checkpoint))
    assert evidence(studio) == ["contradicts"]
    bring(copy, a_ledger(300))
    assert whole(studio) == 300


def test_an_older_checkpoint_of_the_same_past_is_no_evidence(studio: Studio) -> None:
    bring(studio.copy(), a_ledger(300))
    with pytest.raises(ConflictError):
        studio.copy().add_checkpoint(announced(a_ledger(200), 0))
    assert not (studio.copy().path / "evidence").exists()
    assert not studio.alarms


def test_evidence_is_not_replaced_when_it_comes_again(studio: Studio) -> None:
    log, copy = a_ledger(10), studio.copy()
    bring(copy, log)
    asked = AddCheckpoint(10, (), signed(10, b"a" * 32))
    with pytest.raises(ContradictedError):
        copy.add_checkpoint(asked)
    [ours] = (copy.path / "evidence").glob("*.ours")
    before = ours.read_bytes()
    grow(log, 5)
    bring(copy, log)
    with pytest.raises(ContradictedError):
        copy.add_checkpoint(asked)
    assert ours.read_bytes() == before


def test_evidence_is_kept_once_and_has_a_limit(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.mirror.evidence.KEPT_MAX", 2)
    copy = studio.copy()
    bring(copy, a_ledger(10))
    for root in (b"a", b"a", b"b", b"c"):
        with pytest.raises(ContradictedError):
            copy.add_checkpoint(AddCheckpoint(10, (), signed(10, root * 32)))
    assert evidence(studio) == ["contradicts"] * 2
    with pytest.raises(ContradictedError):
        copy.add_checkpoint(AddCheckpoint(10, (), signed(11, b"a" * 32)))
    assert evidence(studio) == ["contradicts"] * 2 + ["unproved"]


def test_a_wrong_cosignature_that_somebody_put_in_does_not_spoil_the_copy(
    studio: Studio,
) -> None:
    log, copy = a_ledger(10), studio.copy()
    good = parse(log.checkpoint)
    ours = STUDIO.cosigner
    bad = Signature(ours.name, ours.key_id, bytes(72))
    note = render(Note(good.text, (bad, *good.signatures, *good.signatures, bad)))
    copy.add_checkpoint(AddCheckpoint(0, (), note))
    bring(copy, log)
    assert whole(studio) == 10


# --- damage at the studio -----------------------------------------------------------


def test_a_pending_entry_that_was_changed_on_the_disk_is_never_cosigned(
    studio: Studio,
) -> None:
    log, copy = a_ledger(300), studio.copy()
    copy.add_checkpoint(announced(log, 0))
    tree = copy.tree_of(Upload(log.origin, 0, 300))
    copy.add_package((0, 256), package(log, 0, 256, 300), tree)
    flip(copy.path / "tile/entries/000", 100)
    with pytest.raises(FolderError, match="has not the root that was signed of 300"):
        bring(studio.copy(), log)
    assert not (copy.path / "checkpoint").exists()


def test_a_copy_whose_tiles_were_changed_is_not_opened(studio: Studio) -> None:
    bring(studio.copy(), a_ledger(300))
    flip(studio.copy().path / "tile/0/001.p/44", 100)
    with pytest.raises(FolderError, match="have not the root that was signed"):
        studio.copy()


@pytest.mark.parametrize("name", ["checkpoint", "pending"])
def test_a_copy_with_another_logs_checkpoint_is_not_opened(
    studio: Studio, name: str
) -> None:
    path = studio.copy().path
    bring(studio.copy(), a_ledger(3))
    (path / name).write_bytes(a_ledger(3, key=a_signer("other.example")).checkpoint)
    with pytest.raises(FolderError, match=f"{name}: it is no checkpoint of"):
        studio.copy()


def test_many_at_once_bring_the_same_and_it_is_there_once(studio: Studio) -> None:
    log, copy = a_ledger(900), studio.copy()
    faults: list[BaseException] = []

    def pushes() -> None:
        try:
            for _ in range(5):
                try:
                    bring(copy, log)
                except ConflictError:
                    continue
                break
        except LedgerError as error:
            faults.append(error)

    threads = [threading.Thread(target=pushes) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults
    assert whole(studio) == 900
    hashes = [leaf_hash(leaf) for leaf in Folder(copy.path).leaves()]
    assert len(set(hashes)) == 900
