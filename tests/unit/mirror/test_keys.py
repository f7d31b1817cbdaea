"""A log whose key changes, and the studio that has a copy of it."""

from pathlib import Path

import pytest

from lastlook.ledger.add_checkpoint import AddCheckpoint
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.errors import FolderError, MalformedError, SignatureError
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.handover import hand_over
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import Note, Signer, parse, render
from lastlook.mirror.copy import ContradictedError, Copy
from lastlook.mirror.wire import Upload, packages_of
from tests.world.mirrored import (
    LOG_KEY,
    Studio,
    a_ledger,
    announced,
    bring,
    change_key,
    grow,
    naming,
    package,
    signed,
)

SECOND = Signer(LOG_KEY.name, PrivateKey(b"2" * 32))
THIRD = Signer(LOG_KEY.name, PrivateKey(b"3" * 32))


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def pushed_checkpoint(copy: Copy, log: Log) -> None:
    copy.add_checkpoint(announced(log, copy.standing.pending))


def as_signed_by(log: Log, *signers: Signer, old: int) -> AddCheckpoint:
    """The log's newest checkpoint, shown to continue `old`, signed by these."""
    proof = log.consistency(old) if 0 < old < log.size else []
    text = parse(log.checkpoint).text
    note = render(Note(text, tuple(signer.sign(text) for signer in signers)))
    return AddCheckpoint(old, tuple(proof), note)


def changed(log: Log, copy: Copy) -> None:
    """The log goes on under the second key, and the copy has seen that."""
    change_key(log, SECOND)
    bring(copy, log)


@pytest.mark.parametrize("before", [1, 5, 255, 256, 300])
def test_a_key_that_the_last_one_names_is_followed(studio: Studio, before: int) -> None:
    log, copy = a_ledger(before), studio.copy()
    bring(copy, log)
    grow(log, 3)
    changed(log, copy)
    log.sign_alone(SECOND)
    grow(log, 4)
    bring(copy, log)
    path = copy.path
    assert check_folder(Folder(path), SECOND.verifier).size == before + 8
    [told] = studio.alarms
    assert f"from entry {before + 3} on: {SECOND.verifier.vkey}" in told


def test_it_is_followed_after_a_restart_too_and_from_key_to_key(
    studio: Studio,
) -> None:
    log = a_ledger(5)
    changed(log, studio.copy())
    log.sign_alone(SECOND)
    grow(log, 2)
    bring(studio.copy(), log)
    change_key(log, THIRD)
    grow(log, 1)
    bring(studio.copy(), log)
    log.sign_alone(THIRD)
    grow(log, 1)
    bring(studio.copy(), log)
    grow(log, 1)
    size = log.size - 1
    for keys in ([LOG_KEY], [SECOND], [THIRD], [LOG_KEY, SECOND, THIRD]):
        copy = studio.copy(*keys)
        assert copy.size == size
        with pytest.raises(SignatureError, match=r"gave way|No key"):
            copy.add_checkpoint(as_signed_by(log, SECOND, old=size))
    bring(copy, log)
    assert studio.copy().size == size + 1


@pytest.mark.parametrize("restarted", [False, True])
def test_what_only_a_key_signs_that_gave_way_is_taken_no_more(
    studio: Studio,
    restarted: bool,  # noqa: FBT001  # pytest's
) -> None:
    log, copy = a_ledger(5), studio.copy()
    changed(log, copy)
    grow(log, 3)
    copy = studio.copy() if restarted else copy
    with pytest.raises(SignatureError, match=r"gave way"):
        copy.add_checkpoint(as_signed_by(log, LOG_KEY, old=6))
    # and another end by it is not even compared
    other = signed(9, b"x" * 32)
    with pytest.raises(SignatureError, match=r"gave way"):
        copy.add_checkpoint(AddCheckpoint(6, (), other))
    bring(copy, log)
    assert copy.size == 9


def test_what_it_signed_while_it_was_in_force_still_counts_against_it(
    studio: Studio,
) -> None:
    log, copy = a_ledger(5), studio.copy()
    changed(log, copy)
    with pytest.raises(ContradictedError):
        copy.add_checkpoint(AddCheckpoint(4, (), signed(4, b"x" * 32)))
    with pytest.raises(ContradictedError):
        copy.add_checkpoint(AddCheckpoint(4, (), signed(4, b"x" * 32, SECOND)))
    assert len(list((copy.path / "evidence").iterdir())) == 4


def test_a_tree_that_names_a_key_and_is_not_signed_by_it_is_not_cosigned(
    studio: Studio,
) -> None:
    log, copy = a_ledger(5), studio.copy()
    bring(copy, log)
    change_key(log, SECOND)
    copy.add_checkpoint(as_signed_by(log, LOG_KEY, old=5))
    tree = copy.tree_of(Upload(log.origin, 5, 6))
    copy.add_package((5, 6), package(log, 5, 6, 6), tree)
    with pytest.raises(SignatureError, match="gave way"):
        copy.finish(tree)
    assert copy.size == 5
    # the same tree, signed as it must be, is
    bring_again(copy, log)
    assert copy.size == 6
    assert studio.copy().size == 6


def bring_again(copy: Copy, log: Log) -> None:
    copy.add_checkpoint(announced(log, copy.standing.pending))
    start = copy.standing.following
    tree = copy.tree_of(Upload(log.origin, start, log.size))
    for at in packages_of(start, log.size):
        copy.add_package(at, package(log, *at, log.size), tree)
    copy.finish(tree)


def test_a_wrong_line_in_the_next_keys_name_spoils_nothing(studio: Studio) -> None:
    log, copy = a_ledger(5), studio.copy()
    bring(copy, log)
    change_key(log, SECOND)
    text = parse(log.checkpoint).text
    real, next_ = LOG_KEY.sign(text), SECOND.sign(text)
    false = Signer(SECOND.name, PrivateKey(b"9" * 32)).sign(text).signature
    wrong = type(next_)(next_.name, next_.key_id, false)
    asked = announced(log, 5)
    note = render(Note(text, (real, wrong)))
    copy.add_checkpoint(AddCheckpoint(5, asked.proof, note))
    copy.add_checkpoint(announced(log, 6))  # by the desk itself
    bring_again(copy, log)
    assert copy.size == 6
    published = parse(Folder(copy.path).checkpoint).signatures
    assert wrong not in published
    assert {real, next_} <= {*published}


def test_a_checkpoint_that_comes_again_takes_no_signature_away(
    studio: Studio,
) -> None:
    log, copy = a_ledger(5), studio.copy()
    bring(copy, log)
    change_key(log, SECOND)
    copy.add_checkpoint(announced(log, 5))  # by both keys, as it must be
    copy.add_checkpoint(as_signed_by(log, LOG_KEY, old=6))
    tree = copy.tree_of(Upload(log.origin, 5, 6))
    copy.add_package((5, 6), package(log, 5, 6, 6), tree)
    copy.finish(tree)
    assert copy.size == 6
    assert read_checkpoint(Folder(copy.path).checkpoint, SECOND.verifier).size == 6


# --- a key that was lost ----------------------------------------------------------


def test_a_key_that_comes_after_a_loss_has_to_be_named_by_the_keeper(
    studio: Studio,
) -> None:
    log = a_ledger(5)
    bring(studio.copy(), log)
    change_key(log, SECOND, lost=True)
    log.sign_alone(SECOND)
    grow(log, 2)
    with pytest.raises(SignatureError, match="lastlook mirror FOLDER --log OLD --log"):
        pushed_checkpoint(studio.copy(), log)
    copy = studio.copy(LOG_KEY, SECOND)
    bring(copy, log)
    assert copy.size == 8
    # whoever has the lost key gets nothing past it, after a restart neither
    grow(log, 1)
    for one in (copy, studio.copy(LOG_KEY, SECOND)):
        with pytest.raises(SignatureError, match="gave way"):
            one.add_checkpoint(as_signed_by(log, LOG_KEY, old=8))


def test_a_lost_key_goes_nowhere_once_the_one_the_keeper_named_was_heard(
    studio: Studio,
) -> None:
    # before any entry says so: only its checkpoint has come
    log = a_ledger(5)
    bring(studio.copy(), log)
    change_key(log, SECOND, lost=True)
    copy = studio.copy(LOG_KEY, SECOND)
    pushed_checkpoint(copy, log)
    grow(log, 1)
    with pytest.raises(SignatureError, match="gave way"):
        copy.add_checkpoint(as_signed_by(log, LOG_KEY, old=6))


def test_a_loss_that_the_lost_key_itself_shows_is_not_followed(studio: Studio) -> None:
    log, copy = a_ledger(5), studio.copy()
    change_key(log, SECOND, lost=True)
    copy.add_checkpoint(as_signed_by(log, LOG_KEY, old=0))
    tree = copy.tree_of(Upload(log.origin, 0, 6))
    copy.add_package((0, 6), package(log, 0, 6, 6), tree)
    copy.finish(tree)
    log.sign_alone(SECOND)
    grow(log, 1)
    with pytest.raises(SignatureError, match="No key that this mirror knows"):
        pushed_checkpoint(copy, log)


def test_the_new_key_alone_does_not_open_a_copy_that_the_old_one_signed(
    studio: Studio,
) -> None:
    bring(studio.copy(), a_ledger(5))
    with pytest.raises(FolderError, match="behind that the one that came after it"):
        studio.copy(SECOND)


# --- keys that nobody in force named -----------------------------------------------


def test_a_key_named_by_one_that_gave_way_is_not_followed(studio: Studio) -> None:
    log, copy = a_ledger(5), studio.copy()
    changed(log, copy)
    # a second heir of the first key, in the second key's own log
    log.sign_alone(LOG_KEY)
    change_key(log, THIRD)
    asked = as_signed_by(log, SECOND, old=6)
    copy.add_checkpoint(asked)
    tree = copy.tree_of(Upload(log.origin, 6, 7))
    copy.add_package((6, 7), package(log, 6, 7, 7), tree)
    copy.finish(tree)
    grow(log, 1)
    with pytest.raises(SignatureError, match="No key that this mirror knows"):
        copy.add_checkpoint(as_signed_by(log, THIRD, old=7))


def test_numbers_beside_the_copy_are_not_believed(studio: Studio) -> None:
    log, copy = a_ledger(5), studio.copy()
    changed(log, copy)
    (copy.path / "keys").write_text("3\n")
    with pytest.raises(FolderError, match="entry 3 does not name the key"):
        studio.copy()
    (copy.path / "keys").write_text("99\n")  # of a crash: it is found again, or not
    with pytest.raises(FolderError):
        Copy(copy.path, [THIRD.verifier], studio.keeper)


def of_another_tree(log: Log, before: Checkpoint) -> None:
    """Name the third key by a note of this tree, which is not the one before it."""
    note = hand_over(before, LOG_KEY.verifier, THIRD.verifier, [LOG_KEY, THIRD])
    log.append([naming(log.size, note)])


OTHER_TREES = [(4, None), (5, b"x" * 32)]  # an older one; one that never was


@pytest.mark.parametrize(("size", "root"), OTHER_TREES)
def test_a_hand_over_of_another_tree_is_not_followed(
    studio: Studio, size: int, root: bytes | None
) -> None:
    log, copy = a_ledger(4, 1), studio.copy()
    of_another_tree(log, Checkpoint(log.origin, size, root or log.root(size)))
    bring(copy, log)
    assert copy.size == 6
    assert studio.alarms == []
    grow(log, 1)
    for one in (copy, studio.copy()):
        with pytest.raises(SignatureError, match="No key that this mirror knows"):
            one.add_checkpoint(as_signed_by(log, THIRD, old=6))


@pytest.mark.parametrize(("size", "root"), OTHER_TREES)
def test_nor_is_one_that_the_file_beside_the_copy_names(
    studio: Studio, size: int, root: bytes | None
) -> None:
    log, copy = a_ledger(4, 1), studio.copy()
    of_another_tree(log, Checkpoint(log.origin, size, root or log.root(size)))
    bring(copy, log)
    (copy.path / "keys").write_text("5\n")
    with pytest.raises(FolderError, match="entry 5 does not name the key"):
        studio.copy()


def test_an_empty_tree_has_the_empty_root_by_any_key(studio: Studio) -> None:
    note = signed(0, b"x" * 32)
    with pytest.raises(MalformedError, match="the empty root"):
        studio.copy().add_checkpoint(AddCheckpoint(0, (), note))
