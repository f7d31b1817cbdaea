"""What of a production's state can still matter: a state with finitely many forms.

The searched state is a `State` like any other, so that the production's own `decide`
and `evolve` answer in it, unmodified. `projected` only chooses, among the states
that no later answer can tell apart, always the same one:

1. A moment matters by what it is compared with. A lease *holds* or *has lapsed*: of an
   age only the longest limit it has reached is kept. Two moments that are compared
   with each other keep their order.
2. What no rule reads any more is dropped: entry numbers, what a phone said last,
   who had a hand on a weapon that nobody will judge, counts of rounds that are spent.
3. Boxes do not run empty: one that has a round has plenty. More is possible then
   than on a set, never less.
4. In a search no time passes. Where it is to, that is a move of its own (`waited`):
   every age becomes at least so long. What is younger than its limit stays young, which
   allows more, never less.
5. Two holds of one kind on one thing, by the same hands, are one: whoever may lift one
   may lift both.

`tests/properties/test_projection.py` walks the full core and the projection side by
side and compares every answer to every act, but for those that ask after what was
dropped: numbers of entries, of spent cases and of live rounds allowed, invitations,
trainers, packs and keys to come. What an alarm finds is named after its entry and
judged by who had a hand on it; both are dropped, and nothing is searched behind one
(`record.py`). What is assumed with it: the people's duties, permits and training last
as long as the search looks ahead, and the day was called for now.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.policy import Limits
from lastlook.core.state import (
    BodyLook,
    Box,
    Chamber,
    Custody,
    Day,
    HeldBy,
    Hold,
    Look,
    Lot,
    OnDuty,
    Permit,
    Person,
    Place,
    Scene,
    State,
    Stored,
    Unattended,
    Weapon,
)
from lastlook.core.table import Table
from lastlook.core.words import HIDEAWAYS, NOWHERE, LotId, Ms, NoticeKind

NOW: Final[Ms] = 1_000_000_000_000  # the one moment at which everything is asked
FOREVER: Final[Ms] = 2 * NOW
PLENTY: Final = 1_000  # rounds, (3)
# The order in which moments of one day stand to each other, as ms before NOW.
_CALLED, _SWEPT, _PLAYED, _SWEPT_SINCE = 4, 3, 2, 1


class Leases(Struct, frozen=True):
    """The limits that make a moment matter, in ms."""

    clearance: Ms
    offer: Ms
    loaded: Ms
    misfire: Ms
    collect: Ms
    meeting: Ms
    notice: Ms
    day: Ms

    @classmethod
    def of(cls, limits: Limits) -> "Leases":
        """Those of a policy."""
        return cls(
            clearance=limits.clearance_ms,
            offer=limits.offer_ms,
            loaded=limits.loaded_ms,
            misfire=limits.misfire_wait_ms,
            collect=limits.collect_ms,
            meeting=limits.meeting_ms,
            notice=limits.notice_ms,
            day=limits.day_ms,
        )

    @property
    def waits(self) -> tuple[Ms, ...]:
        """Every length of waiting that lapses something more than a shorter one."""
        lengths = {
            self.clearance,
            self.offer,
            self.loaded,
            self.misfire,
            self.collect,
            self.meeting,
        }
        return tuple(sorted(length for length in lengths if length))


class Moments(Struct, frozen=True):
    """How moments of a state are written anew: since when, and after what wait."""

    now: Ms
    leases: Leases
    wait: Ms = 0

    def aged(self, at: Ms, *limits: Ms) -> Ms:
        """(1) A moment that is only ever asked whether these limits are over."""
        age = max(self.now - at, self.wait)
        return NOW - max((limit for limit in limits if age >= limit), default=0)


def framed(state: State) -> State:
    """The state with what a scene does not change reduced to whether it is so now."""
    now = state.now
    return replace(
        state,
        people=Table({name: _person(one, now) for name, one in state.people.items()}),
        keys=Table(
            {
                key: replace(
                    one,
                    since=0,
                    last=None,
                    revoked_at=None
                    if one.revoked_at is None or now < one.revoked_at
                    else 0,
                )
                for key, one in state.keys.items()
            }
        ),
        live=Table(
            {
                name: replace(one, until=FOREVER)
                for name, one in state.live.items()
                if now < one.until
            }
        ),
        lifted=Table(
            {
                name: replace(one, until=FOREVER)
                for name, one in state.lifted.items()
                if now < one.until
            }
        ),
        trainers=Table(),
        desk_keys=tuple(replace(one, n=0) for one in state.desk_keys),
    )


def _person(person: Person, now: Ms) -> Person:
    duties = {on.duty for on in person.duties if on.covers(now)}
    permits = {
        (permit.classes, permit.document)
        for permit in person.permits
        if permit.valid_from <= now < permit.valid_until
    }
    trained = dict.fromkeys(
        replace(one, valid_until=FOREVER)
        for one in person.training
        if now < one.valid_until
    )
    return replace(
        person,
        duties=tuple(OnDuty(duty, 0, FOREVER) for duty in sorted(duties)),
        permits=tuple(
            Permit(classes, 0, FOREVER, document)
            for classes, document in sorted(permits, key=repr)
        ),
        training=tuple(trained),
        invitation=None,
        erased=None,
    )


def projected(state: State, leases: Leases, wait: Ms = 0) -> State:
    """The one state that stands for all that no later answer tells from this one."""
    moments = Moments(state.now, leases, wait)
    cut_at = state.day.cut_at if state.day is not None else None
    weapons = Table(
        {name: _weapon(one, moments, cut_at) for name, one in state.weapons.items()}
    )
    police = state.notices.get("police")
    holds = _holds(state.holds.values(), police)
    boxes = Table(
        {name: _box(one, state.day, moments) for name, one in state.boxes.items()}
    )
    return replace(
        state,
        n=0,
        now=NOW,
        weapons=weapons,
        boxes=boxes,
        lots=_lots(state.lots, weapons, boxes),
        places=_places(state),
        scenes=Table(
            {
                name: _scene(one, moments, state.stood_down_at)
                for name, one in state.scenes.items()
            }
        ),
        stood_down_at=None if state.stood_down_at is None else NOW - 2,
        day=None if state.day is None else _day(state.day, moments),
        holds=holds,
        holds_made=len(holds),
        notices=_told_of(holds, police),
        out=tuple(name for name in weapons if weapons[name].is_out),
    )


def waited(state: State, leases: Leases, wait: Ms) -> State:
    """(4) A projected state after so long."""
    return projected(state, leases, wait)


def _weapon(weapon: Weapon, moments: Moments, cut_at: Ms | None) -> Weapon:
    leases, upkeep = moments.leases, weapon.upkeep
    misfired = weapon.misfired_at
    if misfired is not None:
        misfired = moments.aged(misfired, leases.misfire)
        misfired = None if misfired == NOW - leases.misfire else misfired
    offer = weapon.offer
    return replace(
        weapon,
        chambers=tuple(_chamber(one, moments) for one in weapon.chambers),
        custody=_custody(weapon.custody, cut_at),
        bore_at=0
        if weapon.bore == "unseen"
        else moments.aged(weapon.bore_at, leases.clearance),
        lapse="never-seen",
        offer=None
        if offer is None
        else replace(offer, at=moments.aged(offer.at, leases.offer)),
        called=None if weapon.called is None else replace(weapon.called, by="", at=0),
        misfired_at=misfired,
        shown_to=(),
        touched_by=(),
        fed_from=tuple(sorted(weapon.fed_from)),
        bypasses=0,
        body=tuple(_body(look, moments) for look in sorted(weapon.body, key=_by)),
        upkeep=replace(
            upkeep,
            owed=tuple(sorted(upkeep.owed)),
            loaded_at=None
            if upkeep.loaded_at is None
            else moments.aged(upkeep.loaded_at, leases.loaded),
            tests=tuple(sorted(set(upkeep.tests))),
        ),
    )


def _by(look: Look | BodyLook) -> str:
    return look.by


def _body(look: BodyLook, moments: Moments) -> BodyLook:
    return replace(look, at=moments.aged(look.at, moments.leases.clearance))


def _chamber(chamber: Chamber, moments: Moments) -> Chamber:
    if not chamber.looks:
        return chamber
    clearance = moments.leases.clearance
    looks = tuple(
        Look(look.by, look.method, moments.aged(look.at, clearance), look.saw)
        for look in sorted(chamber.looks, key=_by)
    )
    return replace(chamber, looks=looks)


def _custody(custody: Custody, cut_at: Ms | None) -> Custody:
    # (1) compared with the cut, and with nothing else
    match custody:
        case HeldBy(holder=holder, since=since):
            after_cut = cut_at is not None and since > cut_at
            return HeldBy(holder, NOW if after_cut else 0)
        case Stored(place=place, locked=locked):
            return Stored(place, locked, 0)
        case Unattended():
            return Unattended(0)
        case _:
            return replace(custody, since=0)


def _box(box: Box, day: Day | None, moments: Moments) -> Box:
    counted = (
        day is not None
        and box.counted_at is not None
        and moments.now >= day.call_at
        and box.counted_at >= day.call_at
    )
    return replace(
        box,
        rounds=PLENTY if box.rounds else 0,  # (3)
        proof=None if box.proof is None else replace(box.proof, at=0),
        counted_at=NOW if counted else None,
    )


def _lots(
    lots: Table[LotId, Lot],
    weapons: Table[str, Weapon],
    boxes: Table[str, Box],
) -> Table[LotId, Lot]:
    # (2) of a lot only what it is and what was found of it
    kept = {box.lot for box in boxes.values()}
    kept |= {c.lot for one in weapons.values() for c in one.chambers if c.lot}
    return Table(
        {
            name: replace(
                lot,
                received=PLENTY,
                spent=0,
                returned=0,
                unaccounted=0,
                brass=0,
                found_at=None if lot.found_at is None else 0,
                found_in=None,
            )
            for name, lot in lots.items()
            if name in kept or lot.supplier != NOWHERE
        }
    )


def _places(state: State) -> Table[str, Place]:
    day = state.day
    return Table(
        {
            name: replace(place, swept_at=_swept(place, day))
            for name, place in state.places.items()
        }
    )


def _swept(place: Place, day: Day | None) -> Ms | None:
    at = place.swept_at
    if at is None or day is None or place.kind not in HIDEAWAYS or at < day.called_at:
        return None
    return NOW - (_SWEPT_SINCE if at >= day.played_at else _SWEPT)


def _scene(scene: Scene, moments: Moments, stood_down: Ms | None) -> Scene:
    meeting, leases = scene.meeting, moments.leases
    if meeting is not None:
        at = moments.aged(meeting.at, leases.meeting)
        if at != NOW - leases.meeting:
            owed = stood_down is not None and meeting.at <= stood_down
            at = NOW - 3 if owed else NOW - 1
        meeting = replace(meeting, at=at)
    notices = dict.fromkeys(
        replace(one, at=moments.aged(one.at, leases.notice, leases.day))
        for one in scene.notices
    )
    return replace(scene, meeting=meeting, notices=tuple(notices))


def _day(day: Day, moments: Moments) -> Day:
    now = moments.now
    played = day.played_at >= day.called_at and day.played_at > 0
    return replace(
        day,
        call_at=NOW + 1 if now < day.call_at else 0,
        wrap_by=NOW if now >= day.wrap_by else FOREVER,
        hot=tuple(sorted(day.hot)),
        cut_at=None
        if day.cut_at is None
        else min(moments.aged(day.cut_at, moments.leases.collect), NOW - 1),
        called_at=NOW - _CALLED,
        played_at=NOW - _PLAYED if played else 0,
    )


def _holds(holds: Iterable[Hold], police: Ms | None) -> Table[str, Hold]:
    # (5) by what they stand on, who had a hand in it, and whether the police know
    ways = sorted(
        {
            (
                one.kind,
                one.weapon,
                one.box,
                one.exhibit,
                tuple(sorted(set(one.involved))),
                one.kind == "loss" and (police is None or police < one.since),
            )
            for one in holds
        },
        key=repr,
    )
    named = {}
    for nth, (kind, weapon, box, exhibit, involved, untold) in enumerate(ways, start=1):
        name = f"{kind}-{nth}"
        since = NOW - 1 if untold else 0
        named[name] = Hold(
            name, kind, since, "", "held", involved, weapon, box, exhibit
        )
    return Table(named)


def _told_of(holds: Table[str, Hold], police: Ms | None) -> Table[NoticeKind, Ms]:
    # (2) what is asked of a notice is whether it came after a loss
    told = any(one.kind == "loss" and not one.since for one in holds.values())
    return Table({"police": 0}) if police is not None and told else Table()
