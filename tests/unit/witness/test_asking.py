"""A desk asks its witnesses in the background."""

import re
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from lastlook.ledger.errors import StoreAwayError
from lastlook.ledger.log import Log
from lastlook.ledger.tlog_policy import read_policy
from lastlook.witness.asking import PAUSE_S, REPEAT_S, WAIT_MAX_S
from lastlook.witness.kept import Cosignatures
from lastlook.witness.standing import Standing
from tests.world.asking import TWO_OF_THREE, Answers, Set, on_set
from tests.world.witnesses import a_ledger


def seen(size: int, *, by: int) -> Callable[[Standing], bool]:
    """Whether a quorum, and so many witnesses, have cosigned so many entries."""

    def holds(standing: Standing) -> bool:
        count = sum(each.size == size for each in standing.witnesses)
        return standing.seen == size and count >= by

    return holds


def test_before_anybody_has_answered_nothing_is_said_to_be_seen(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        standing = stage.asking().standing
        assert (standing.seen, standing.at) == (None, None)
        assert standing.warns(stage.waits.now_ms())
        assert {each.link for each in standing.witnesses} == {"asking"}

    on_set(tmp_path, a_ledger("one"), test)


def test_a_quorum_comes_to_stand_on_the_newest_checkpoint(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            standing = await stage.until(asking, seen(2, by=3))
            assert standing.at == stage.waits.now_ms()
            assert not standing.warns(stage.waits.now_ms())
            assert asking.seen is not None
            assert TWO_OF_THREE.check(asking.seen).checkpoint.size == 2
            assert sorted(TWO_OF_THREE.check(asking.newest).by) == ["w1", "w2", "w3"]
            stage.grow("three", "four")
            assert asking.newest == stage.log.checkpoint
            await stage.waits.after(PAUSE_S)
            await stage.until(asking, seen(4, by=3))

    on_set(tmp_path, a_ledger("one", "two"), test)


def test_one_witness_that_does_not_answer_holds_up_nobody(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        stage.network.cut.add("w2")
        async with stage.run() as asking:
            await stage.until(asking, seen(1, by=2))
            for act in ("two", "three"):
                stage.grow(act)
                await stage.waits.after(PAUSE_S)
                await stage.until(asking, seen(stage.log.size, by=2))
            [_, lost, _] = asking.standing.witnesses
            assert (lost.link, lost.size) == ("lost", None)
            assert "does not answer (refused)" in lost.says

    on_set(tmp_path, a_ledger("one"), test)


def test_a_link_that_comes_back_is_used_again(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        stage.network.cut |= {"w1", "w2"}
        async with stage.run() as asking:
            standing = await stage.until(
                asking,
                lambda s: [w.link for w in s.witnesses] == ["lost", "lost", "cosigned"],
            )
            assert (standing.seen, standing.lacks) == (
                None,
                "outside has 1 of 2 (w1 has not cosigned; w2 has not cosigned)",
            )
            stage.network.cut.clear()
            await stage.waits.pass_by(WAIT_MAX_S, sleepers=3)
            await stage.until(
                asking, lambda s: {w.link for w in s.witnesses} == {"cosigned"}
            )
            await stage.until(asking, seen(1, by=3))

    on_set(tmp_path, a_ledger("one"), test)


def test_without_a_quorum_what_was_seen_grows_old_and_says_so(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            at = (await stage.until(asking, seen(1, by=3))).at
            stage.network.cut |= {"w1", "w2", "w3"}
            stage.grow("two")
            await stage.waits.after(PAUSE_S)
            standing = await stage.until(
                asking, lambda s: {w.link for w in s.witnesses} == {"lost"}
            )
            assert (standing.size, standing.seen, standing.at) == (2, 1, at)
            assert at is not None
            assert not standing.warns(at + standing.old_ms)
            assert standing.warns(at + standing.old_ms + 1)
            assert standing.warns(at - 1)

    on_set(tmp_path, a_ledger("one"), test)


def test_on_a_quiet_set_the_last_checkpoint_is_seen_again(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            first = await stage.until(asking, seen(1, by=3))
            await stage.waits.after(PAUSE_S)
            stage.clock.at_seconds += 600
            await stage.waits.after(REPEAT_S)
            await stage.until(asking, lambda s: s.at != first.at)

    on_set(tmp_path, a_ledger("one"), test)


def test_after_a_restart_it_goes_on_from_what_was_kept(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            before = await stage.until(asking, seen(2, by=3))
        stage.network.cut |= {"w1", "w2", "w3"}
        stage.grow("three")
        again = stage.asking()
        assert (again.standing.seen, again.standing.at) == (2, before.at)
        assert [w.size for w in again.standing.witnesses] == [2, 2, 2]
        assert {w.link for w in again.standing.witnesses} == {"asking"}
        assert again.seen is not None
        TWO_OF_THREE.check(again.seen)

    on_set(tmp_path, a_ledger("one", "two"), test)


def test_a_witness_that_was_ahead_of_what_is_kept_is_caught_up_with(
    tmp_path: Path,
) -> None:
    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            await stage.until(asking, seen(1, by=3))
        (tmp_path / "cosigned").unlink()
        (tmp_path / "cosigned-wal").unlink(missing_ok=True)
        stage.grow("two", "three")
        async with stage.run() as asking:
            await stage.until(asking, seen(3, by=3))

    on_set(tmp_path, a_ledger("one"), test)


def answers(status: int, body: bytes = b"") -> Answers:
    return Answers(lambda _: httpx.Response(status, content=body))


WORDS = {
    "unknown": (answers(404, b"who?"), "does not know this ledger.*who"),
    "another key": (answers(403), "by another key"),
    "not continued": (answers(422), "does not continue what it has seen"),
    "broken": (answers(500), "answers 500"),
    "no cosignature": (answers(200, b"hello"), "is no cosignature"),
    "somebody else's": (answers(200, "— w2 AAAABBBB\n".encode()), "no cosignature"),
    "no size": (answers(409, b"many"), "409 without a size"),
    "ever another size": (answers(409, b"1\n"), "another size each time"),
    "more than there is": (answers(409, b"9\n"), "seen 9 entries .* has 1"),
    "moved": (Answers(lambda _: httpx.Response(302, headers={"location": "/"})), "302"),
}


@pytest.mark.parametrize(("answer", "said"), WORDS.values(), ids=WORDS)
def test_what_is_not_a_cosignature_is_told_and_does_not_count(
    tmp_path: Path, answer: Answers, said: str
) -> None:
    async def test(stage: Set) -> None:
        stage.network.doors["w1"] = answer
        async with stage.run() as asking:
            await stage.until(asking, seen(1, by=2))
            standing = await stage.until(
                asking, lambda s: s.witnesses[0].link == "refused"
            )
            first = standing.witnesses[0]
            assert (first.size, first.is_well) == (None, False)
            assert re.search(said, first.says), first.says

    on_set(tmp_path, a_ledger("one"), test)


def test_an_answer_without_end_is_not_read(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        stage.network.doors["w1"] = answers(200, bytes(200_000))
        async with stage.run() as asking:
            standing = await stage.until(
                asking, lambda s: s.witnesses[0].link == "lost"
            )
            assert "more than 131072 bytes" in standing.witnesses[0].says

    on_set(tmp_path, a_ledger("one"), test)


def test_a_refusing_witness_is_asked_ever_more_rarely(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        stage.network.doors["w1"] = answers(404)
        async with stage.run() as asking:
            await stage.until(asking, seen(1, by=2))
            for _ in range(80):
                change = asking.standing.change
                stage.grow("more")
                await stage.waits.after(PAUSE_S)
                await stage.until(asking, seen(stage.log.size, by=2))
                assert asking.standing.change > change
        times = stage.network.asked.count("w1")
        assert 2 <= times <= 40 < stage.network.asked.count("w2")

    on_set(tmp_path, a_ledger("one"), test)


@pytest.mark.parametrize(
    "what", [(Log, "consistency"), (Cosignatures, "add")], ids=["ledger", "kept"]
)
def test_a_store_that_is_away_ends_nothing_and_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: tuple[type, str]
) -> None:
    def away(*_: object) -> None:
        raise StoreAwayError("the database", "restarted")

    async def test(stage: Set) -> None:
        async with stage.run() as asking:
            await stage.until(asking, seen(1, by=3))
            with monkeypatch.context() as patched:
                patched.setattr(*what, away)
                stage.grow("two")
                await stage.waits.after(PAUSE_S)
                standing = await stage.until(
                    asking, lambda s: all("cannot be" in w.says for w in s.witnesses)
                )
            assert (standing.seen, standing.troubled) == (1, ("w1", "w2", "w3"))
            assert {one.link for one in standing.witnesses} == {"cosigned"}
            await stage.waits.pass_by(WAIT_MAX_S, sleepers=4)
            standing = await stage.until(asking, seen(2, by=3))
            await stage.until(asking, lambda s: s.troubled == ())

    on_set(tmp_path, a_ledger("one"), test)


def test_a_witness_without_an_address_is_not_asked(tmp_path: Path) -> None:
    async def test(stage: Set) -> None:
        asking = stage.asking()
        assert [each.name for each in asking.standing.witnesses] == ["w1"]

    lines = [
        f"witness {w.name} {w.cosigner.vkey} {w.url if w.name == 'w1' else ''}\n"
        for w in TWO_OF_THREE.witnesses
    ]
    policy = read_policy("".join([*lines, "quorum w1\n"]).encode())
    on_set(tmp_path, a_ledger("one"), test, policy)
