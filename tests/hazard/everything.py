"""A broad menu: every kind of act a set may ask for, about all that a state knows.

The same menu is written for any state at any moment, in the same order: what one state
calls the third act, another that stands for it calls the third act too. Counts are
those of the state's own boxes, and times are told from its own now.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lastlook.core import acts
from lastlook.core.acts import Act, AnyAct
from lastlook.core.state import Hold, State
from lastlook.core.words import Ms

Fields: TypeAlias = dict[str, Any]
Saying: TypeAlias = tuple[type[Any], str, Fields]
ID: Final = "00000000-0000-7000-8000-000000000000"
HOUR: Final = 3_600_000
PEOPLE: Final = ("armorer", "first-ad", "performer", "adviser", "office", "crew")
# What these ask is about numbers and names that a projection drops (`projection.py`).
NOT_ASKED: Final[frozenset[type[Act]]] = frozenset(
    {
        acts.Open,
        acts.AdoptPack,
        acts.Invite,
        acts.AddKey,
        acts.Forget,
        acts.ChangeDeskKey,
        acts.LoseDeskKey,
        acts.ConfirmDeskKey,
        acts.SeedTrainer,
        acts.RevealTrainer,
        acts.CountBrass,
        acts.Correct,
        acts.AllowLive,
        acts.Expend,
    }
)


def menu(state: State, now: Ms) -> Iterator[AnyAct]:
    """Every act of the menu, as it is said in this state at that moment."""
    for kind, by, fields in _sayings(state, now):
        yield kind(id=ID, production=state.production or "", by=by, at=now, **fields)


def _sayings(state: State, now: Ms) -> Iterator[Saying]:
    for weapon in state.weapons:
        if state.weapons[weapon].fires:
            yield from _of_weapon(state, weapon)
    for box in state.boxes:
        if not state.boxes[box].found:
            yield from _of_box(state, box)
    yield from _of_scenes(state)
    yield from _of_people(now)
    yield from _of_day(now)
    for hold in sorted(distinct(state), key=str):
        for by in PEOPLE:
            fields = {"hold": distinct(state)[hold].id, "grounds": "looked-into"}
            yield acts.LiftHold, by, fields


def distinct(state: State) -> dict[tuple[object, ...], Hold]:
    """The holds that a projection tells apart, one of each."""
    police = state.notices.get("police")
    return {
        (
            one.kind,
            one.weapon,
            one.box,
            one.exhibit,
            tuple(sorted(one.involved)),
            police is not None and police >= one.since,
        ): one
        for one in state.holds.values()
    }


def _of_weapon(state: State, weapon: str) -> Iterator[Saying]:
    count = len(state.weapons[weapon].chambers)
    of: Fields = {"weapon": weapon}
    yield from _of_hands(of)
    yield from _of_looks(of, count)
    yield from _of_rounds(of, tuple(range(1, count + 1)))
    yield from _of_keeping(of)


def _of_hands(of: Fields) -> Iterator[Saying]:
    for by in ("armorer", "performer"):
        yield acts.TakeOut, by, of
        yield acts.TakeOut, by, {**of, "to_make_safe": True}
        yield acts.Collect, by, of
        yield acts.ConfirmReturn, by, of
        yield acts.LockUp, by, {**of, "place": "safe"}
        for to in ("performer", "armorer", "crew"):
            yield acts.Offer, by, {**of, "to": to}
    for by in ("performer", "crew"):
        yield acts.Accept, by, {**of, "look": "taken"}
        yield acts.Decline, by, of
    for called in ("empty", "dummies", "blanks", "not-cleared"):
        yield acts.Announce, "first-ad", {**of, "called": called}


def _of_looks(of: Fields, count: int) -> Iterator[Saying]:
    for by in ("armorer", "first-ad", "performer"):
        for saw in ("empty", "dummy", "blank", "spent"):
            for method in ("eye", "light", "rattle", "primer"):
                fields = {**of, "chambers": (saw,) * count, "method": method}
                yield acts.Inspect, by, fields
                sure = {"bore": "clear", "hammer": "half-cock"}
                yield acts.Inspect, by, {**fields, **sure}
    if count > 1:
        yield from _of_a_magazine(of, ("unseen",) * (count - 1))
    found = {"chambers": ("live",) * count, "method": "primer"}
    yield acts.Inspect, "first-ad", {**of, **found}
    yield acts.Show, "armorer", {**of, "to": ("performer",)}


def _of_a_magazine(of: Fields, unseen: tuple[str, ...]) -> Iterator[Saying]:
    looks = (("empty", *unseen), (*unseen, "empty"))
    for saw in looks:
        for magazine in ("in", "out"):
            fields = {"chambers": saw, "method": "light", "magazine": magazine}
            yield acts.Inspect, "armorer", {**of, **fields, "bore": "clear"}


def _of_rounds(of: Fields, numbers: tuple[int, ...]) -> Iterator[Saying]:
    for box in ("dummy-box", "blank-box"):
        fields: Fields = {**of, "chambers": numbers, "box": box}
        yield acts.Load, "armorer", {**fields, "watchers": ("performer",)}
        yield acts.Load, "armorer", fields
        yield acts.Unload, "armorer", fields
    for planned in (True, False):
        fields = {**of, "chambers": numbers[:1], "planned": planned}
        yield acts.Discharge, "armorer", fields
    yield acts.Misfire, "armorer", {**of, "chamber": 1}
    test = {"box": "blank-box", "rounds": 1, "distance_cm": 600}
    yield acts.TestBlank, "armorer", {**of, **test}


def _of_keeping(of: Fields) -> Iterator[Saying]:
    for occasion in ("routine", "fired", "malfunction", "before-test"):
        sound = {"sound": occasion != "malfunction", "occasion": occasion}
        yield acts.RecordCondition, "armorer", {**of, **sound}
    yield acts.VerifyStatus, "armorer", of
    yield acts.Repair, "armorer", {**of, "what": "a-new-spring"}
    yield acts.SendBack, "armorer", of
    yield acts.Surrender, "armorer", {**of, "reference": "P-1"}
    for what in ("handed-over", "left-unattended", "lost", "discharged"):
        told = {"what": what, "happened_at": 0, "to": "performer"}
        yield acts.Report, "first-ad", {**of, **told}


def _of_box(state: State, box: str) -> Iterator[Saying]:
    rounds, of = state.boxes[box].rounds, {"box": box}
    tests = ("rattle", "primer", "eye")
    yield acts.Prove, "armorer", {**of, "proved": rounds, "methods": tests}
    yield acts.Prove, "armorer", {**of, "proved": rounds, "methods": ("eye",)}
    short = {"proved": max(rounds - 1, 0), "methods": tests, "failed": 1}
    yield acts.Prove, "armorer", {**of, **short}
    yield acts.Count, "armorer", {**of, "rounds": rounds}
    yield acts.Seal, "armorer", {**of, "seal": "S-1"}
    yield acts.BreakSeal, "armorer", {**of, "intact": True}
    yield acts.BreakSeal, "armorer", {**of, "intact": False}
    for place in ("cart", "safe"):
        yield acts.Move, "armorer", {**of, "place": place}
    into = {**of, "into": "tray", "rounds": 1, "place": "cart"}
    yield acts.Transfer, "armorer", into
    yield acts.Transfer, "armorer", {**into, "into": "blank-box"}
    yield acts.Quarantine, "armorer", {**of, "grounds": "none-given"}
    yield acts.Release, "adviser", {**of, "grounds": "looked-into"}
    for verdict in ("dummy", "live"):
        yield acts.Examine, "adviser", {**of, "verdict": verdict}
    yield acts.ReturnToSupplier, "armorer", of
    found = {"box": "stray", "rounds": 1, "looks": "live", "place": "cart"}
    yield acts.Find, "crew", found


def _of_scenes(state: State) -> Iterator[Saying]:
    for scene in state.scenes:
        of = {"scene": scene}
        risk = {"residual": "low", "before": "high", "measures": ("a-screen",)}
        yield acts.AssessRisk, "adviser", {**of, **risk, "affected": ("crew",)}
        yield acts.Endorse, "armorer", of
        yield acts.ApproveScene, "adviser", of
        there = ("armorer", "first-ad", "director", "performer", "crew")
        topics = ("action", "deviations", "abort", "emergency", "chain-of-command")
        meeting = {**of, "present": there, "dry_run": True, "topics": topics}
        yield acts.HoldMeeting, "first-ad", meeting
        yield acts.HoldMeeting, "first-ad", {**of, "present": ("armorer",)}
        notice = {**of, "what": "police", "reference": "P-2", "officer": True}
        yield acts.GiveNotice, "office", notice
    yield acts.GiveNotice, "office", {"what": "police", "reference": "P-3"}
    for name, one in state.set_ups.items():
        yield acts.ChangeSetUp, "first-ad", {"set_up": name}
        fields = {
            field: getattr(one, field)
            for field in acts.PlanSetUp.__struct_fields__
            if field in one.__struct_fields__ and field not in {"id", "by", "at"}
        }
        yield acts.PlanSetUp, "director", {"set_up": name, **fields}
        issue = {"set_up": name, "to": ("performer",), "what": ("ears", "eyes")}
        yield acts.IssueProtection, "armorer", issue


def _of_people(now: Ms) -> Iterator[Saying]:
    new = {"person": "newcomer", "roles": ("crew",), "key": "newcomer-phone"}
    yield acts.Enrol, "office", new
    duty = {"person": "performer", "duty": "weapons"}
    hours = {"starts_at": now - HOUR, "ends_at": now + HOUR}
    yield acts.AssignDuty, "office", {**duty, **hours}
    dates = {"valid_from": now - HOUR, "valid_until": now + HOUR}
    yield (
        acts.RecordPermit,
        "office",
        {"person": "first-ad", "classes": ("firearm",), **dates},
    )
    course = {"weapon_class": "firearm", "action": "draw", "valid_until": now + HOUR}
    yield acts.RecordTraining, "armorer", {"person": "crew", **course}
    yield (
        acts.RevokeKey,
        "office",
        {"key": "performer-phone", "grounds": "lost"},
    )
    yield acts.RegisterPlace, "armorer", {"place": "table", "kind": "table"}
    yield (
        acts.RegisterWeapon,
        "armorer",
        {
            "weapon": "late",
            "weapon_class": "rubber",
            "mechanism": "none",
            "chambers": 0,
            "calibre": "none",
            "serial": "N-1",
            "supplier": "shop",
            "place": "safe",
        },
    )
    dummy = {"calibre": ".38", "hole": True, "rattle": True, "primer": "none"}
    yield acts.RegisterDummyType, "armorer", {"dummy_type": "holed", **dummy}
    lot = {"kind": "dummy", "calibre": ".45LC", "rounds": 6, "supplier": "shop"}
    put = {"lot": "more", "box": "more-box", "place": "cart", "dummy_type": "rattler"}
    yield acts.Receive, "armorer", {**lot, **put}


def _of_day(now: Ms) -> Iterator[Saying]:
    hours = {"call_at": now, "wrap_by": now + 8 * HOUR, "in_charge": "armorer"}
    yield acts.CallDay, "first-ad", hours
    yield acts.PutInCharge, "office", {"person": "armorer"}
    for kind in (acts.Break, acts.Resume, acts.Cut, acts.Wrap):
        yield kind, "first-ad", {}
    yield acts.Stop, "crew", {}
    for rounds in (0, 1):
        yield acts.Sweep, "armorer", {"place": "cart", "rounds": rounds}
    for code in ("distance-too-short", "second-look-missing"):
        lift = {"hold": f"{code}@12B", "grounds": "looked-into"}
        yield acts.LiftHold, "adviser", lift
