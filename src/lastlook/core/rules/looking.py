"""Looks into the metal: chamber by chamber, by a test that can tell.

Rules:

1. A weapon is opened by a handler: whoever looks or is shown it, a handler holds it.
2. A look says what every chamber shows; a chamber not looked into says so.
3. A test counts only for what it can tell: no rod tells a dummy from a live round, and
   no hole proves a type of dummy that has none.
4. A person's later look takes the place of their earlier one.
5. What a look finds against the record is believed: a round nobody knows of is
   entered as found, a round that is gone as unaccounted, and the set stops.
6. A live round, seen in whatever weapon, stops the set; every box that weapon was
   loaded from goes into quarantine, and every box of a lot that is in it. Where the
   record holds the chamber empty it may be of any of their lots: all are in doubt.
7. A blocked bore takes the weapon out of play.
8. After a misfire nobody opens it before the wait is over, to look or to show.
9. A weapon without chambers is looked at too: what it was found to be, by its tag
   where it has a look-alike. What is not what it should be is out of play.
10. How long a look took is kept. One made in no time is remarked.
11. A lot of which a round was taken for live is suspected until it is examined.
12. A live round or a blocked bore is heard by whatever test it was seen: the rest of
    such a look counts only as far as its test can tell.

Does not know how many looks are enough (core/clearance.py).
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Inspect, Show
from lastlook.core.answers import Case, Events, Impossibles, Objections, misdirected
from lastlook.core.clearance import is_as_made
from lastlook.core.doubt import doubted, with_doubt
from lastlook.core.events import (
    AnyEvent,
    Found,
    HoldSet,
    Inspected,
    Quarantined,
    RoundsMissing,
    Shown,
)
from lastlook.core.impossibilities import InPlace, NotThere, WrongChambers
from lastlook.core.refusals import (
    LookHasty,
    MisfireWait,
    OpenedByHandler,
    TestCannotTell,
)
from lastlook.core.state import (
    BodyLook,
    Chamber,
    Look,
    State,
    Stored,
    Weapon,
    touched,
)
from lastlook.core.words import Grounds, HoldKind, Method, RoundKind, Seen

ANSWERS: Final = (Inspect, Show)
APPLIES: Final = (Inspected, Shown)
HEARS: Final = ANSWERS
TELLS_NOTHING: Final = frozenset({"unseen", "unsure", "live"})  # no test is owed
IS: Final[dict[Seen, RoundKind]] = {
    "dummy": "dummy",
    "snap-cap": "snap-cap",
    "blank": "blank",
    "live": "live",
    "spent": "unseen",
}  # a round of this kind is there
GROUNDS: Final[dict[HoldKind, Grounds]] = {
    "live-round": "a-live-round-seen",
    "unaccounted": "a-look-against-the-record",
    "contradiction": "a-look-against-the-record",
    "weapon": "bore-blocked",
}
IN_ORDER: Final = tuple(GROUNDS)
LIVE_NEAR: Final[Grounds] = "live-round-in-a-weapon-loaded-from-it"
BUILT_IN: Final[frozenset[Method]] = frozenset({"hole", "rattle"})  # or not


def impossible(case: Case) -> Impossibles:
    """What the record of the weapon rules out."""
    act = case.act
    if type(act) is not Inspect:
        return
    weapon = case.weapon
    # (1) in somebody's hands, or nobody can look
    if isinstance(weapon.custody, Stored):
        yield InPlace(weapon.id, weapon.custody.place)
    elif weapon.holder is None:
        yield NotThere(weapon.id)
    # (2) as many words as chambers
    if len(act.chambers) != len(weapon.chambers):
        yield WrongChambers(weapon.id, len(act.chambers), len(weapon.chambers))


def objections(case: Case) -> Objections:
    """Every rule about looking the act would break."""
    if case.kind not in ANSWERS:
        return
    weapon = case.weapon
    look = case.act if isinstance(case.act, Inspect) else None
    # (12) an alarm is heard
    if look is not None and case.since(2) and _is_alarm(look):
        return
    # (1) a handler holds it
    holder = weapon.holder
    if holder is not None and not case.handles(holder):
        yield OpenedByHandler(weapon.id, holder)
    # (3) the test can tell
    if look is not None:
        for saw in sorted(set(look.chambers) - TELLS_NOTHING):
            if not _tells(case, look.method, saw):
                yield TestCannotTell(weapon.id, look.method, saw)
    # (8) the wait after a misfire
    wait = case.policy.limits.misfire_wait_ms
    if weapon.misfired_at is not None and case.now < weapon.misfired_at + wait:
        yield MisfireWait(weapon.id, weapon.misfired_at + wait)
    if look is not None and look.took_ms:
        # (10) in no time
        looked = sum(1 for saw in look.chambers if saw != "unseen")
        least = case.policy.limits.look_ms * max(looked, 1)
        if look.took_ms < least:
            yield LookHasty(weapon.id, look.took_ms, least)


def _is_alarm(act: Inspect) -> bool:
    return "live" in act.chambers or act.bore == "blocked"


def _tells(case: Case, method: Method, saw: Seen) -> bool:
    if method not in case.policy.tests.get(saw, ()):
        return False
    if saw != "dummy" or method not in BUILT_IN or not case.since(2):
        return True
    # (3) by what the dummies in it were declared to show
    lots = (c.lot for c in case.weapon.chambers if c.lot is not None)
    types = {case.state.lots[lot].dummy_type for lot in lots} - {None}
    return all(method in case.state.dummy_types[str(t)].signature() for t in types)


def outcome(case: Case) -> Events:
    """The look, and what follows where it and the record disagree."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case Show(weapon=weapon, to=to):
            yield Shown(by=by, at=at, weapon=weapon, to=to)
        case Inspect(weapon=weapon):
            yield Inspected(
                by=by,
                at=at,
                weapon=weapon,
                chambers=_found(case, act),
                method=act.method,
                bore=act.bore,
                hammer=act.hammer,
                took_ms=act.took_ms,
                under=act.under,
                magazine=act.magazine,
                body=act.body,
                tag=act.tag,
            )
            against = tuple(_against_record(case, act))
            yield from against
            if act.tag is not None or act.body != "unseen":
                held = sum(1 for event in against if isinstance(event, HoldSet))
                yield from _another(case, act, held)
        case _:
            raise misdirected(act)


def _found(case: Case, act: Inspect) -> tuple[Seen, ...]:
    # (12) what the test cannot tell, nobody has seen by it
    if not case.since(2) or not _is_alarm(act):
        return act.chambers
    return tuple(
        saw if saw in TELLS_NOTHING or _tells(case, act.method, saw) else "unsure"
        for saw in act.chambers
    )


def _against_record(case: Case, act: Inspect) -> Events:
    by, at, weapon = act.by, case.now, case.weapon
    kinds: set[HoldKind] = set()
    pairs = zip(weapon.chambers, act.chambers, strict=True)
    for number, (chamber, saw) in enumerate(pairs, start=1):
        if chamber.lot is None:
            # (5) a round from nowhere
            if saw in IS:
                yield Found(
                    by=by,
                    at=at,
                    lot=case.found_name(number),
                    rounds=1,
                    looks=IS[saw],
                    weapon=weapon.id,
                    chamber=number,
                )
                kinds.add("live-round" if saw == "live" else "unaccounted")
        # (5) a round that is gone
        elif saw == "empty":
            yield RoundsMissing(
                by=by,
                at=at,
                lot=chamber.lot,
                rounds=1,
                weapon=weapon.id,
                chamber=number,
            )
            kinds.add("unaccounted")
        elif saw not in {"unseen", "unsure"}:
            kinds |= _other_kind(case, chamber, saw)
    # (7) a blocked bore holds the weapon, the others hold the set
    if act.bore == "blocked":
        kinds.add("weapon")
    if not kinds:
        return
    for nth, kind in enumerate(k for k in IN_ORDER if k in kinds):
        yield HoldSet(
            by=by,
            at=at,
            hold=case.hold_name(kind, nth),
            kind=kind,
            grounds=GROUNDS[kind],
            involved=weapon.touched_by if kind != "weapon" else (),
            weapon=weapon.id if kind == "weapon" else None,
            exhibit=weapon.id if kind == "live-round" and case.since(2) else None,
        )
    # (6) every box it was loaded from, and of every lot in it
    if "live-round" in kinds:
        yield from _boxes_stop(case, act)


def _another(case: Case, act: Inspect, held: int) -> Events:
    """A hold on a weapon that is not the one, or not what it is registered as."""
    weapon, grounds = case.weapon, []
    if act.tag is not None and act.tag != weapon.make.tag:
        grounds.append("another-tag")
    if act.body != "unseen" and not is_as_made(weapon, act.body):
        grounds.append("not-what-it-is-registered-as")
    # (9) out of play, beside whatever else this look has stopped
    for nth, why in enumerate(grounds, start=held):
        yield HoldSet(
            by=act.by,
            at=case.now,
            hold=case.hold_name("contradiction", nth),
            kind="contradiction",
            grounds=why,
            weapon=weapon.id,
        )


def _other_kind(case: Case, chamber: Chamber, saw: Seen) -> set[HoldKind]:
    kind = case.state.lots[chamber.lot].kind if chamber.lot is not None else "unseen"
    known = "spent" if chamber.spent else kind
    # What came from nowhere is of no known kind: to see it again is no news.
    if saw == known or (known == "unseen" and saw != "live"):
        return set()
    return {"live-round" if saw == "live" else "contradiction"}


def _boxes_stop(case: Case, act: Inspect) -> Events:
    weapon, grounds = case.weapon, LIVE_NEAR
    lots = {c.lot for c in weapon.chambers if c.lot is not None}
    pairs = zip(weapon.chambers, act.chambers, strict=True)
    if case.since(2) and any(c.lot is None and saw == "live" for c, saw in pairs):
        fed = {case.state.boxes[box].lot for box in weapon.fed_from}
        yield from doubted(case, weapon.id, sorted(fed | lots), grounds)
        return
    for box in case.state.boxes.values():
        touches = box.id in weapon.fed_from or box.lot in lots
        if touches and box.quarantined is None:
            yield Quarantined(by=act.by, at=case.now, box=box.id, grounds=grounds)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a look."""
    match event:
        case Shown(weapon=weapon, to=to):
            now = state.weapons[weapon]
            shown = tuple(dict.fromkeys((*now.shown_to, *to)))
            return state.with_weapon(replace(now, shown_to=shown))
        case Inspected(weapon=weapon):
            now = touched(state.weapons[weapon], event.by)
            chambers = _chambers(now, event)
            if event.bore == "unseen":
                now = replace(now, chambers=chambers, misfired_at=None)
            else:
                now = replace(
                    now,
                    chambers=chambers,
                    misfired_at=None,
                    bore=event.bore,
                    bore_at=event.at,
                )
            now = _mechanism(now, event)
            if "live" in event.chambers:
                state = _suspected(state, now, event)
            return state.with_weapon(now)
        case _:
            raise misdirected(event)


def _mechanism(weapon: Weapon, event: Inspected) -> Weapon:
    if event.hammer != "unseen":
        weapon = replace(weapon, hammer=event.hammer, under=event.under)
    elif event.method == "dry-fire":
        weapon = replace(weapon, hammer="unseen", under=None)  # it has fallen
    if event.bore != "unseen" and weapon.upkeep.fired:
        weapon = replace(weapon, upkeep=replace(weapon.upkeep, fired=False))
    if event.method == "dry-fire":
        weapon = replace(weapon, dry_fired=True)
    # (9) what it is, and which
    if event.tag is not None and event.tag == weapon.make.tag:
        weapon = replace(weapon, tag_read=True)
    if event.body != "unseen":
        others = tuple(look for look in weapon.body if look.by != event.by)
        look = BodyLook(event.by, event.at, event.body)
        weapon = replace(weapon, body=(*others, look))
    return weapon


def _suspected(state: State, weapon: Weapon, event: Inspected) -> State:
    # (11) until it is examined
    for chamber, saw in zip(weapon.chambers, event.chambers, strict=True):
        if saw == "live" and chamber.lot is not None:
            state = with_doubt(state, chamber.lot)
    return state


def _chambers(weapon: Weapon, event: Inspected) -> tuple[Chamber, ...]:
    # Chambers that were alike and show the same are alike again: one for all of them.
    after: dict[tuple[Chamber, Seen], Chamber] = {}
    chambers = []
    for pair in zip(weapon.chambers, event.chambers, strict=True):
        looked = after.get(pair)
        if looked is None:
            looked = after[pair] = _looked(*pair, event)
        chambers.append(looked)
    return tuple(chambers)


def _looked(chamber: Chamber, saw: Seen, event: Inspected) -> Chamber:
    if saw == "unseen":
        return chamber
    # (4) one look a person
    others = [look for look in chamber.looks if look.by != event.by]
    look = Look(event.by, event.method, event.at, saw, event.took_ms)
    return replace(chamber, looks=(*others, look))
