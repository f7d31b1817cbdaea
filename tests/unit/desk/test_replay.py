from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from lastlook.core.acts import AdoptPack, Stop
from lastlook.core.state import State
from lastlook.desk.replay import NO_PACKS, TOLD_EVERY, Rulebook, replay
from lastlook.ledger.entry import Entry
from lastlook.ledger.errors import LedgerCorruptError
from lastlook.policy.library import Library, shipped
from tests.world.desk import Company, in_a_loop


async def entries_of(company: Company) -> tuple[list[Entry], State]:
    async with company.open_desk(armorer=("armorer",)) as desk:
        pack = shipped("house").replace('id = "house"', 'id = "stricter"')
        await desk.submit(company.office.says(AdoptPack, pack=pack))
        await desk.submit(company.phone("armorer").says(Stop))
        return list(desk.log.read()), desk.state


@in_a_loop
async def test_the_state_is_the_same_wherever_it_is_rebuilt() -> None:
    entries, state = await entries_of(Company())
    assert replay(entries, Rulebook(Library())) == state


@in_a_loop
async def test_a_replay_goes_on_from_where_another_ended() -> None:
    entries, state = await entries_of(Company())
    rulebook = Rulebook(Library())
    half = replay(entries[:2], rulebook)
    assert replay(entries[2:], rulebook, half) == state


@in_a_loop
async def test_the_stored_decision_counts_and_is_not_made_again() -> None:
    entries, _ = await entries_of(Company())
    stop = replace(entries[-1], decision=b'{"answer":"granted","events":[]}')
    state = replay([*entries[:-1], stop], Rulebook(Library()))
    assert not state.holds
    assert state.n == len(entries)


@in_a_loop
async def test_a_missing_entry_is_named() -> None:
    entries, _ = await entries_of(Company())
    with pytest.raises(LedgerCorruptError, match="entry 1 is missing"):
        replay([entries[0], *entries[2:]], Rulebook(Library()))


@in_a_loop
async def test_an_entry_that_cannot_be_read_is_named() -> None:
    entries, _ = await entries_of(Company())
    rulebook = Rulebook(Library())
    for broken in (
        replace(entries[2], act=b"{}"),
        replace(entries[2], decision=b"{}"),
        replace(
            entries[0], act=entries[0].act.replace(b"clearance_ms", b"clarence_ms")
        ),
    ):
        entries_ = [*entries]
        entries_[broken.n] = broken
        with pytest.raises(LedgerCorruptError, match=rf"\(entry {broken.n}\)"):
            replay(entries_, rulebook)


@in_a_loop
async def test_progress_is_told_now_and_then() -> None:
    entries, state = await entries_of(Company())

    def many() -> Iterator[Entry]:
        yield from entries
        for n in range(len(entries), TOLD_EVERY + 2):
            yield replace(entries[-1], n=n)

    told: list[int] = []
    replay(many(), Rulebook(Library()), progress=told.append)
    assert told == [0, TOLD_EVERY]
    assert state.n < TOLD_EVERY


def test_before_the_opening_the_rules_ask_for_nothing() -> None:
    assert Rulebook(Library()).policy(()) is NO_PACKS
