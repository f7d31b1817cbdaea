"""A ledger whose key changes: one log, whichever key signs, and one view of it."""

import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from lastlook.ledger.add_checkpoint import AddCheckpoint, write_add_checkpoint
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer, parse, sign
from lastlook.wiring.asked import followed
from lastlook.witness.keeper import Keeper
from lastlook.witness.past import AnotherPastError
from tests.world.asking import TWO_OF_THREE, Answers, Set, on_set
from tests.world.ledger import a_signer
from tests.world.witnesses import a_ledger, a_witness, add_key, asks, grow

FIRST = a_signer()
SECOND = Signer(FIRST.name, PrivateKey(b"2" * 32))
POLICY = followed(TWO_OF_THREE, [SECOND.verifier, FIRST.verifier])
ALL = ("w1", "w2", "w3")


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Keeper]:
    with a_witness(tmp_path, "w1") as keeper:
        yield keeper


def told(log: Log, old: int, *signers: Signer) -> bytes:
    """The same request with the checkpoint signed by these keys instead."""
    proof = log.consistency(old) if old else ()
    note = sign(parse(log.checkpoint).text, signers)
    return write_add_checkpoint(AddCheckpoint(old, tuple(proof), note))


# --- the witness ---------------------------------------------------------------


def test_while_both_keys_sign_a_witness_that_knows_the_first_goes_on(
    keeper: Keeper,
) -> None:
    log = a_ledger("one")
    assert keeper.add_checkpoint(asks(log, 0)).status == 200
    log.rekey(SECOND)
    grow(log, "two")
    assert keeper.add_checkpoint(asks(log, 1)).status == 200
    log.sign_alone(SECOND)
    grow(log, "three")
    assert keeper.add_checkpoint(asks(log, 2)).status == 403


def test_told_of_the_new_key_it_goes_on_from_what_it_had_seen(
    keeper: Keeper, tmp_path: Path
) -> None:
    log = a_ledger("one", "two")
    assert keeper.add_checkpoint(asks(log, 0)).status == 200
    add_key(tmp_path, SECOND.verifier, "w1")
    log.sign_alone(SECOND)
    grow(log, "three")
    behind = keeper.add_checkpoint(asks(log, 0))
    assert (behind.status, behind.body) == (409, b"2\n")
    assert keeper.add_checkpoint(asks(log, 2)).status == 200
    # and another past under the new key is another past of the same log
    other = a_ledger("one", "2", "3", "four")
    assert keeper.add_checkpoint(told(other, 3, SECOND)).status == 422


def test_once_the_new_key_has_signed_the_old_one_alone_gets_nothing(
    keeper: Keeper, tmp_path: Path
) -> None:
    log = a_ledger("one")
    add_key(tmp_path, SECOND.verifier, "w1")
    assert keeper.add_checkpoint(told(log, 0, FIRST)).status == 200
    grow(log, "two")
    assert keeper.add_checkpoint(told(log, 1, FIRST, SECOND)).status == 200
    grow(log, "three")
    no = keeper.add_checkpoint(told(log, 2, FIRST))
    assert no.status == 403
    assert b"lastlook witness add-log BOOK VKEY" in no.body
    assert keeper.add_checkpoint(told(log, 2, SECOND)).status == 200
    grow(log, "four")
    assert keeper.add_checkpoint(told(log, 3, FIRST)).status == 403
    assert keeper.add_checkpoint(told(log, 3, FIRST, SECOND)).status == 200


# --- the desk ------------------------------------------------------------------


def changed(stage: Set) -> None:
    """The desk is started again under its next key, and both sign."""
    stage.earlier = ((FIRST.verifier, stage.log.size),)
    stage.log.rekey(SECOND)
    stage.grow("the next key")


def retired(stage: Set) -> None:
    stage.log.sign_alone(SECOND)
    stage.grow("by the next key alone")


def test_what_was_cosigned_under_the_key_before_counts_after_the_change(
    tmp_path: Path,
) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            await stage.until(asking, lambda s: s.seen == 1)
        changed(stage)
        retired(stage)
        asking = stage.asking()  # nobody has been asked yet
        assert asking.standing.seen == 1
        assert asking.seen is not None
        assert parse(asking.seen).text.split("\n")[1] == "1"

    on_set(tmp_path, a_ledger("one"), test, POLICY)


def test_the_desk_says_which_witness_lags_before_it_is_too_late(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(stage: Set) -> None:
        add_key(tmp_path, SECOND.verifier, "w1", "w2")
        changed(stage)
        async with stage.run() as asking:
            standing = await stage.until(asking, lambda s: s.troubled == ("w3",))
        assert standing.witnesses[2].size == 2
        command = f"lastlook witness add-log BOOK {SECOND.verifier.vkey}"
        says = standing.witnesses[2].says
        assert says.startswith("It cosigns by the key that gives way")
        assert says.endswith(command)
        assert command in caplog.text
        add_key(tmp_path, SECOND.verifier, "w3")
        stage.grow("more")
        async with stage.run() as asking:
            await stage.until(asking, lambda s: all(w.size == 3 for w in s.witnesses))
            await stage.until(asking, lambda s: s.troubled == ())

    with caplog.at_level(logging.WARNING):
        on_set(tmp_path, a_ledger("one"), test, POLICY)


def test_a_witness_that_knows_the_old_key_alone_is_told_of_with_the_command(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            await stage.until(
                asking, lambda s: all(one.size == 1 for one in s.witnesses)
            )
        changed(stage)
        retired(stage)
        add_key(tmp_path, SECOND.verifier, "w1", "w2")
        async with stage.run() as asking:
            standing = await stage.until(
                asking, lambda s: s.seen == 3 and s.witnesses[2].link == "refused"
            )
        command = f"lastlook witness add-log BOOK {SECOND.verifier.vkey}"
        assert command in standing.witnesses[2].says
        assert command in caplog.text

    on_set(tmp_path, a_ledger("one"), test, POLICY)


def test_another_past_that_the_old_key_signed_while_in_force_stops_the_desk(
    tmp_path: Path,
) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            await stage.until(
                asking, lambda s: all(one.size == 3 for one in s.witnesses)
            )
        # the ledger was put back to its first entry, and went on otherwise
        stage.log = a_ledger("one", "other", "third")
        changed(stage)
        for name in ("cosigned", "cosigned-wal", "cosigned-shm"):
            (tmp_path / name).unlink(missing_ok=True)
        assert isinstance(await stage.ends(), AnotherPastError)

    on_set(tmp_path, a_ledger("one", "two", "three"), test, POLICY)


@pytest.mark.parametrize("status", [409, 422])
def test_what_somebody_signs_later_with_the_old_key_stops_no_desk(
    tmp_path: Path, status: int
) -> None:
    thiefs = sign_checkpoint(Checkpoint(FIRST.name, 9, b"x" * 32), FIRST)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.method == "GET":
            return httpx.Response(200, content=thiefs)
        return httpx.Response(status, content=b"9\n")

    async def test(stage: Set) -> None:
        changed(stage)
        retired(stage)
        add_key(tmp_path, SECOND.verifier, *ALL)
        stage.network.doors["w1"] = Answers(answer)
        async with stage.run() as asking:
            standing = await stage.until(
                asking, lambda s: s.seen == 3 and s.witnesses[0].link == "refused"
            )
        assert "somebody else has that key" in standing.witnesses[0].says

    on_set(tmp_path, a_ledger("one"), test, POLICY)


def forgotten(stage: Set) -> None:
    """The desk has nothing any more of what the witnesses cosigned."""
    for name in ("cosigned", "cosigned-wal", "cosigned-shm"):
        (stage.folder / name).unlink(missing_ok=True)


@pytest.mark.parametrize("along", [True, False])
def test_a_disk_put_back_stops_the_desk_though_a_witness_knows_the_old_key_alone(
    tmp_path: Path,
    along: bool,  # noqa: FBT001  # pytest's
) -> None:
    async def test(stage: Set) -> None:
        changed(stage)
        stage.grow("three", "four", "five", "six", "seven")
        async with stage.run() as asking:
            await stage.until(
                asking, lambda s: all(one.size == 7 for one in s.witnesses)
            )
        forgotten(stage)
        # all of it is as it was at the third entry
        stage.log = a_ledger("one")
        changed(stage)
        stage.grow("three")
        if not along:  # and nothing on record says that the old key signs no more
            stage.log.sign_alone(SECOND)
            stage.earlier = ((FIRST.verifier, None),)
            add_key(tmp_path, SECOND.verifier, *ALL)
        ended = await stage.ends()
        assert isinstance(ended, AnotherPastError)
        assert (ended.store_size, ended.seen_size) == (3, 7)

    on_set(tmp_path, a_ledger("one"), test, POLICY)
