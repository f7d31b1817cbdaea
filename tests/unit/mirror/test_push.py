import asyncio
from pathlib import Path

import httpx
import pytest

from lastlook.ledger.errors import LedgerCorruptError, StoreAwayError
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.log import Log
from lastlook.mirror import packing
from lastlook.mirror.push import (
    ROUNDS_MAX,
    WAIT_MAX_S,
    Destination,
    LinkLostError,
    MirrorRefusesError,
    Pusher,
)
from tests.world.desk import in_a_loop
from tests.world.ledger import a_signer
from tests.world.link import AT, WAYS, Heard, Link, Saying, pushing
from tests.world.mirrored import LOG_KEY, Studio, a_ledger, grow


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path)


def whole(studio: Studio) -> int:
    """The size of the copy on the disk, after looking at every byte of it."""
    path = studio.copy().path
    if not (path / "checkpoint").exists():
        return 0
    return check_folder(Folder(path), LOG_KEY.verifier).size


async def pushed(link: Link, log: Log) -> int:
    """Push once, by a desk that was just started."""
    async with pushing(link, lambda: log) as pusher:
        return await pusher.push()


class Enough(Exception):  # noqa: N818  # the test's own end
    """The test has seen what it came for."""


@in_a_loop
async def test_a_push_brings_everything_and_the_next_only_what_is_new(
    studio: Studio,
) -> None:
    log, heard, link = a_ledger(700), Heard(), Link(studio)
    async with pushing(link, lambda: log, heard) as pusher:
        assert await pusher.push() == 700
        assert whole(studio) == 700
        assert heard.pushed_to == [(0, 700), (700, 700)]
        grow(log, 5)
        assert await pusher.push() == 705
    assert heard.pushed_to[2:] == [(700, 705), (705, 705)]
    assert list(Folder(studio.copy().path).leaves()) == list(log.leaves())
    # the first time it asks what is there
    assert link.asked == [
        "/add-checkpoint",
        "/add-entries",
        "/add-entries",
        "/add-checkpoint",
        "/add-entries",
    ]


@in_a_loop
async def test_an_empty_ledger_pushes_nothing(studio: Studio) -> None:
    link = Link(studio)
    assert await pushed(link, a_ledger()) == 0
    assert not link.asked


@in_a_loop
async def test_a_long_ledger_goes_in_several_requests(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "PACKAGES_MAX", 1)
    heard, log = Heard(), a_ledger(700)
    async with pushing(Link(studio), lambda: log, heard) as pusher:
        await pusher.push()
    have = [have for have, _ in heard.pushed_to]
    assert have == [0, 256, 512, 700]
    assert whole(studio) == 700


@pytest.mark.parametrize("restarted", [False, True])
@pytest.mark.parametrize("fails_at", range(1, 8))
@pytest.mark.parametrize("how", WAYS)
def test_a_link_that_is_lost_at_any_request_loses_nothing(
    studio: Studio,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
    fails_at: int,
    restarted: bool,  # noqa: FBT001  # pytest's
) -> None:
    monkeypatch.setattr(packing, "PACKAGES_MAX", 1)

    @in_a_loop
    async def told() -> None:
        link, log = Link(studio), a_ledger(700)
        await pushed(link, a_ledger(100))
        link.asked.clear()
        link.fails_at, link.how = fails_at, how
        async with pushing(link, lambda: log) as pusher:
            try:
                await pusher.push()
                assert len(link.asked) == 6  # none of them was the seventh
                assert fails_at == 7
            except LinkLostError:
                assert whole(studio) in {100, 700}
            link.fails_at = 0
            if not restarted:
                assert await pusher.push() == 700
        if restarted:
            assert await pushed(link, log) == 700
        assert whole(studio) == 700
        assert not studio.alarms

    told()


@in_a_loop
async def test_a_link_that_carries_little_gets_further_each_time(
    studio: Studio,
) -> None:
    link, log = Link(studio), a_ledger(1000, 1000)
    link.carries = 60_000  # of 150,000, packed
    lost = 0
    async with pushing(link, lambda: log) as pusher:
        while whole(studio) < 2000:
            try:
                await pusher.push()
            except LinkLostError:
                lost += 1
            assert lost < 9
    assert lost > 1


@in_a_loop
async def test_a_week_without_a_link_loses_nothing_and_waits_longer_each_time(
    studio: Studio,
) -> None:
    link, log, heard = Link(studio), a_ledger(10), Heard()
    link.down = True
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) < 2000:
            grow(log, 1)
        elif len(slept) == 2000:
            link.down = False
        elif not link.down and len(slept) > 2001:
            raise Enough

    async with pushing(link, lambda: log, heard) as pusher:
        with pytest.raises(Enough):
            await pusher.follow(sleep)
    assert whole(studio) == log.size == 10 + 1999
    waits = [wait for _, wait in heard.failures]
    assert len(waits) == 2000
    first = [wait for wait in waits[:8] if wait is not None]
    assert first == sorted(first)
    assert set(waits[20:]) == {WAIT_MAX_S}
    assert sum(slept) > 6 * 24 * 3600


@in_a_loop
async def test_what_is_committed_while_following_is_pushed(studio: Studio) -> None:
    link, log = Link(studio), a_ledger(3)
    sizes = []

    async def sleep(_: float) -> None:
        sizes.append(whole(studio))
        if len(sizes) == 3:
            raise Enough
        if len(sizes) == 1:
            grow(log, 300)

    async with pushing(link, lambda: log) as pusher:
        with pytest.raises(Enough):
            await pusher.follow(sleep)
    assert sizes == [3, 303, 303]
    assert link.asked.count("/add-checkpoint") == 2  # nothing new, nothing asked


# --- refused ----------------------------------------------------------------------


@in_a_loop
async def test_a_rewritten_past_is_refused_and_named(studio: Studio) -> None:
    link = Link(studio)
    await pushed(link, a_ledger(300))
    for other in (a_ledger(400, changed=7), a_ledger(300, changed=7)):
        with pytest.raises(MirrorRefusesError, match="another past"):
            await pushed(link, other)
    assert whole(studio) == 300
    assert len(studio.alarms) == 2


@in_a_loop
async def test_a_ledger_that_was_rolled_back_is_named_on_the_set(
    studio: Studio,
) -> None:
    link = Link(studio)
    await pushed(link, a_ledger(300))
    with pytest.raises(MirrorRefusesError, match=r"has had 300 .* has 200: it"):
        await pushed(link, a_ledger(200))
    assert not studio.alarms


@in_a_loop
async def test_the_other_half_of_a_split_view_is_refused_whoever_comes_first(
    studio: Studio,
) -> None:
    one, other, link = a_ledger(300), a_ledger(300, changed=299), Link(studio)
    outcomes = await asyncio.gather(
        pushed(link, one), pushed(link, other), return_exceptions=True
    )
    kept = whole(studio)
    assert kept == 300
    assert sorted(map(str, map(type, outcomes))) == sorted(
        map(str, (int, MirrorRefusesError))
    )
    leaves = list(Folder(studio.copy().path).leaves())
    assert leaves in (list(one.leaves()), list(other.leaves()))
    assert len(studio.alarms) == 1


@in_a_loop
async def test_two_who_push_the_same_ledger_at_once_bring_it_once(
    studio: Studio,
) -> None:
    log, link = a_ledger(700), Link(studio)
    outcomes = await asyncio.gather(
        *(pushed(link, log) for _ in range(4)), return_exceptions=True
    )
    for outcome in outcomes:
        assert outcome == 700 or isinstance(outcome, LinkLostError)
    assert 700 in outcomes
    assert whole(studio) == 700
    assert not studio.alarms


@in_a_loop
async def test_another_who_pushed_a_newer_checkpoint_is_no_rollback(
    studio: Studio,
) -> None:
    log, link = a_ledger(300), Link(studio)
    given = [a_ledger(200), log, log]  # the first look is out of date by then
    await pushed(link, log)
    async with pushing(link, lambda: given.pop(0)) as pusher:
        with pytest.raises(LinkLostError, match="is at 300 by now"):
            await pusher.push()
        assert await pusher.push() == 300


@in_a_loop
async def test_a_mirror_that_does_not_know_the_log_says_so(studio: Studio) -> None:
    other = a_signer("other.example")
    link = Link(studio, other)
    with pytest.raises(MirrorRefusesError, match="Let the studio add its public key"):
        await pushed(link, a_ledger(3))
    impostor = a_ledger(3, key=other)
    link = Link(studio)
    with pytest.raises(MirrorRefusesError, match="does not know"):
        await pushed(link, impostor)


@in_a_loop
async def test_a_mirror_that_refuses_is_asked_again_after_the_longest_wait(
    studio: Studio,
) -> None:
    link, heard = Link(studio, a_signer("other.example")), Heard()

    async def sleep(seconds: float) -> None:
        assert seconds == WAIT_MAX_S
        if len(heard.failures) == 3:
            raise Enough

    async with pushing(link, lambda: a_ledger(3), heard) as pusher:
        with pytest.raises(Enough):
            await pusher.follow(sleep)
    assert {type(error) for error, _ in heard.failures} == {MirrorRefusesError}


@in_a_loop
async def test_a_ledger_that_cannot_be_read_ends_the_pushing_and_is_told() -> None:
    def damaged() -> Log:
        raise LedgerCorruptError("entry 3", "here")

    async def sleep(_: float) -> None:
        raise AssertionError

    async with httpx.AsyncClient(base_url=AT) as web:
        with pytest.raises(LedgerCorruptError):
            await Pusher(Destination(web), damaged, Heard()).follow(sleep)


@in_a_loop
async def test_a_ledger_that_cannot_be_read_just_now_is_followed_all_the_same(
    studio: Studio,
) -> None:
    log, heard, looked = a_ledger(5), Heard(), 0

    def latest() -> Log:
        nonlocal looked
        looked += 1
        if looked % 2:
            raise StoreAwayError("the database", "restarted")
        return log

    async def sleep(_: float) -> None:
        if len(heard.failures) == 2:
            raise Enough

    async with pushing(Link(studio), latest, heard) as pusher:
        with pytest.raises(Enough):
            await pusher.follow(sleep)
    assert heard.pushed_to[-1] == (5, 5)
    assert [type(error) for error, _ in heard.failures] == [StoreAwayError] * 2
    assert all(wait is not None for _, wait in heard.failures)


# --- a server that is none ----------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (500, b"broken"),
        (302, b""),
        (409, b"seven\n"),
        (409, b"07\n"),
        (409, b"1\n" * 100_000),
        (400, b""),
    ],
)
def test_an_answer_that_is_no_mirrors_is_a_lost_link(
    status: int, content: bytes
) -> None:
    @in_a_loop
    async def told() -> None:
        transport = Saying(status, content)
        async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
            pusher = Pusher(Destination(web), lambda: a_ledger(3), Heard())
            with pytest.raises(LinkLostError):
                await pusher.push()

    told()


@in_a_loop
async def test_a_server_that_contradicts_itself_is_not_asked_for_ever() -> None:
    transport = Saying(409, b"1\n")
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        pusher = Pusher(Destination(web), lambda: a_ledger(3), Heard())
        with pytest.raises(LinkLostError, match="contradicts itself"):
            await pusher.push()


@in_a_loop
async def test_a_mirror_that_is_elsewhere_by_now_is_asked_anew() -> None:
    transport = Saying(409, b"900\n0\n\n", first=(200, b""))
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        pusher = Pusher(Destination(web), lambda: a_ledger(3), Heard())
        with pytest.raises(LinkLostError, match="is at 900"):
            await pusher.push()
    assert transport.asked == 2


@in_a_loop
async def test_a_mirror_that_gets_no_further_is_not_asked_for_ever() -> None:
    transport = Saying(202, b"3\n0\n\n", first=(200, b""))
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        pusher = Pusher(Destination(web), lambda: a_ledger(3), Heard())
        with pytest.raises(LinkLostError, match="gets no further"):
            await pusher.push()
    assert transport.asked <= 1 + ROUNDS_MAX


@in_a_loop
async def test_a_yes_without_the_studios_cosignature_is_no_yes() -> None:
    transport = Saying(200, b"")
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        key = Studio(Path()).keeper.key.cosigner
        pusher = Pusher(Destination(web, key), lambda: a_ledger(3), Heard())
        with pytest.raises(MirrorRefusesError, match="did not cosign as"):
            await pusher.push()
    transport = Saying(200, b"no line\n")
    async with httpx.AsyncClient(transport=transport, base_url=AT) as web:
        pusher = Pusher(Destination(web, key), lambda: a_ledger(3), Heard())
        with pytest.raises(MirrorRefusesError, match="The mirror's answer"):
            await pusher.push()


@in_a_loop
async def test_stopping_waits_until_nobody_reads_the_ledger() -> None:
    begun, going = asyncio.Event(), asyncio.get_running_loop()
    ended = []

    def slow() -> Log:
        going.call_soon_threadsafe(begun.set)
        log = a_ledger(300)
        ended.append(log.size)
        return log

    async with httpx.AsyncClient(base_url=AT) as web:
        pusher = Pusher(Destination(web), slow, Heard())
        running = asyncio.create_task(pusher.push())
        await begun.wait()
        running.cancel()
        await asyncio.wait({running})
    assert running.cancelled()
    assert ended == [300]
