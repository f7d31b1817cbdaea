"""Counts: a number typed, not a box ticked, and what follows when it is another."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Count,
    CountBrass,
    Find,
    Quarantine,
    Receive,
    ReturnToSupplier,
    Seal,
)
from lastlook.core.events import (
    BrassCounted,
    Counted,
    Found,
    HoldSet,
    Quarantined,
    RoundsMissing,
)
from lastlook.core.impossibilities import GoneBack, KnownAlready, MoreThanThereAre
from lastlook.core.invariants import broken
from lastlook.core.refusals import BoxSealed
from lastlook.core.state import Box, Lot
from lastlook.core.words import NOWHERE, RoundKind
from tests.world.production import (
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}


def count(rounds: int, box: str = "B1") -> Said:
    return says("armorer", Count, box, rounds)


def stop(kind: str, grounds: str, box: str | None = None) -> HoldSet:
    hold: Any = {"hold": f"{kind}-1", "kind": kind}
    return HoldSet(**NOW, **hold, grounds=grounds, box=box)


def fired(spent: int) -> Production:
    lot = replace(a_set().lot("K1"), spent=spent)
    box = replace(a_set().box("B2"), rounds=10 - spent)
    state = a_set().state.with_lot(lot).with_box(box)
    return replace(a_set(), state=state)


def test_a_count_that_adds_up_is_kept_and_stops_nothing() -> None:
    assert granted(a_set().ask(count(12))) == (Counted(**NOW, box="B1", rounds=12),)
    counted = a_set().having(count(12)).box("B1")
    assert counted == replace(a_set().box("B1"), counted_at=ms("07:00"))


def test_one_short_is_unaccounted_and_stops_the_set() -> None:
    assert granted(a_set().ask(count(11))) == (
        Counted(**NOW, box="B1", rounds=11),
        RoundsMissing(**NOW, lot="D1", rounds=1, box="B1"),
        stop("unaccounted", "count-short", "B1"),
    )
    short = a_set().having(count(11))
    assert short.box("B1").rounds == 11
    assert short.lot("D1").unaccounted == 1
    assert short.box("B1").quarantined is None


def test_what_is_missing_adds_up() -> None:
    assert a_set().having(count(11), count(9)).lot("D1").unaccounted == 3


def test_one_beyond_came_from_nowhere_and_takes_the_box_with_it() -> None:
    name = f"found-{a_set().state.n}"
    assert granted(a_set().ask(count(13))) == (
        Counted(**NOW, box="B1", rounds=13),
        Found(**NOW, lot=name, rounds=1, looks="unseen", box=name, place="safe-1"),
        Quarantined(**NOW, box="B1", grounds="more-than-recorded"),
        stop("unaccounted", "count-beyond", "B1"),
    )
    beyond = a_set().having(count(13))
    assert (beyond.box("B1").rounds, beyond.box("B1").proof) == (12, None)
    assert beyond.box(name) == Box(
        name, name, 1, "safe-1", quarantined="from-nowhere", found=True
    )
    assert beyond.lot(name) == Lot(
        name,
        "unseen",
        "unknown",
        1,
        NOWHERE,
        found_at=ms("07:00"),
        found_in="safe-1",
        suspected=True,
    )


def test_a_box_in_quarantine_keeps_its_grounds_when_it_holds_too_many() -> None:
    wet = a_set().having(says("armorer", Quarantine, "B1", "wet"), count(14))
    assert wet.box("B1").quarantined == "wet"
    assert wet.lot(f"found-{a_set().state.n + 1}").received == 2


def test_what_is_under_seal_is_not_counted() -> None:
    sealed = a_set().having(says("armorer", Seal, "B1", "S-1"))
    assert refused(sealed.ask(count(12))) == (BoxSealed("B1", "S-1"),)


def test_what_went_back_is_not_counted() -> None:
    gone = a_set().having(says("armorer", ReturnToSupplier, "B1"))
    assert refused(gone.ask(count(0))) == (GoneBack("B1"),)


def test_as_many_cases_come_back_as_were_fired() -> None:
    said = says("armorer", CountBrass, "K1", 2)
    assert granted(fired(2).ask(said)) == (BrassCounted(**NOW, lot="K1", cases=2),)
    assert fired(2).having(said).lot("K1").brass == 2


def test_one_case_short_stops_the_set() -> None:
    said = says("armorer", CountBrass, "K1", 1)
    assert granted(fired(2).ask(said)) == (
        BrassCounted(**NOW, lot="K1", cases=1),
        stop("unaccounted", "brass-short"),
    )
    assert fired(2).having(said).lot("K1").brass == 1


def test_no_more_cases_come_back_than_were_fired() -> None:
    answer = fired(2).ask(says("armorer", CountBrass, "K1", 3))
    assert refused(answer) == (MoreThanThereAre("K1", 3, 2),)


@pytest.mark.parametrize(
    ("looks", "kind"),
    [
        ("live", "live-round"),
        ("unseen", "live-round"),
        ("dummy", "unaccounted"),
        ("blank", "unaccounted"),
        ("snap-cap", "unaccounted"),
    ],
)
def test_what_is_found_and_on_no_record_stops_the_set(
    looks: RoundKind, kind: str
) -> None:
    said = says("camera", Find, "jar", 3, looks, "table-1")
    name = f"found-{a_set().state.n}"
    found, hold = granted(a_set().ask(said))
    assert found == Found(
        by="camera",
        at=ms("07:00"),
        lot=name,
        rounds=3,
        looks=looks,
        box="jar",
        place="table-1",
    )
    assert isinstance(hold, HoldSet)
    assert (hold.hold, hold.kind, hold.grounds) == (f"{kind}-1", kind, "found")
    assert (hold.by, hold.box, hold.weapon, hold.involved) == ("camera", None, None, ())
    jar = a_set().having(said).box("jar")
    assert jar == Box("jar", name, 3, "table-1", quarantined="from-nowhere", found=True)


def test_what_was_found_is_not_put_under_a_name_there_is() -> None:
    answer = a_set().ask(says("camera", Find, "B1", 3, "live", "table-1"))
    assert refused(answer) == (KnownAlready("box", "B1"),)


def test_what_was_found_takes_no_name_there_is() -> None:
    n = a_set().state.n
    lot = ("blank", ".45LC", 5, "hire-house")
    taken = a_set().having(
        says("armorer", Receive, f"found-{n + 2}", *lot, "B3", "safe-1"),
        says("armorer", Receive, "K3", *lot, f"found-{n + 2}.", "safe-1"),
    )
    beyond = taken.having(count(13))
    assert beyond.lot(f"found-{n + 2}").received == 5
    assert beyond.box(f"found-{n + 2}.").rounds == 5
    assert beyond.box(f"found-{n + 2}..") == Box(
        f"found-{n + 2}..",
        f"found-{n + 2}..",
        1,
        "safe-1",
        quarantined="from-nowhere",
        found=True,
    )
    assert list(broken(beyond.state)) == []
    jar = taken.having(says("camera", Find, "jar", 3, "live", "table-1"))
    assert jar.box("jar").lot == f"found-{n + 2}.."


@pytest.mark.parametrize(
    ("looks", "suspected"),
    [
        ("live", True),
        ("unseen", True),
        ("dummy", False),
        ("blank", False),
        ("snap-cap", False),
    ],
)
def test_what_is_found_is_suspected_where_it_may_be_live(
    looks: RoundKind, *, suspected: bool
) -> None:
    found = a_set().having(says("camera", Find, "jar", 3, looks, "table-1", at="07:05"))
    lot = found.lot(found.box("jar").lot)
    assert lot == Lot(
        lot.id,
        looks,
        "unknown",
        3,
        NOWHERE,
        found_at=ms("07:05"),
        found_in="table-1",
        suspected=suspected,
    )
    assert lot.doubtful is suspected
