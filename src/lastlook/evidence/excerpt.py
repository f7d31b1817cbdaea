"""Which entries touch one thing, or one incident.

1. *Everything that was said of the thing*: every act and event that names it, refused
   ones too, and the holds about it with their end.
2. *Where its rounds came from*: every box they may have come out of, back to the
   delivery; of those boxes, too, everything that was said.
3. *What makes it readable*: the opening, every pack, the entry that enrolled each key
   that signed, and each person who is named; corrections of any of these. And by which
   key it is to be believed: every change of the desk's own.
4. An incident is an entry or a hold. It is followed to the weapons and boxes it names;
   where it names none, to those that were out.

Left out is what was planned, permitted or said about other things: an excerpt shows
what became of one thing, not that nothing else happened.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.acts import (
    AddKey,
    AdoptPack,
    AnyAct,
    ChangeDeskKey,
    ConfirmDeskKey,
    Correct,
    Enrol,
    Invite,
    LiftHold,
    LoseDeskKey,
    Open,
)
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.events import (
    AnyEvent,
    Found,
    HoldSet,
    Loaded,
    Received,
    Transferred,
    Unloaded,
)
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.desk.replay import heard
from lastlook.evidence.openings import people_in
from lastlook.ledger.entry import Entry

# Fields by which an act or an event names a weapon, a box or a lot.
THINGS: Final = ("weapon", "box", "into", "lot")


class NotThereError(LookupError):
    """No such thing, entry or hold is in the ledger; says what to ask for."""


class Heard(Struct, frozen=True):
    """An entry as it was asked and answered, with the state it made."""

    n: int
    key: str
    asked: Asked
    decision: Decision

    @property
    def events(self) -> tuple[AnyEvent, ...]:
        """What was recorded; nothing where it was refused."""
        return self.decision.events if isinstance(self.decision, Granted) else ()

    @property
    def _reasons(self) -> tuple[Struct, ...]:
        answer = self.decision
        if isinstance(answer, Granted):
            return answer.remarks
        return (*answer.impossible, *answer.reasons, *answer.remarks)

    @property
    def things(self) -> set[str]:
        """Every weapon, box and lot it names."""
        return {
            value
            for said in (self.asked.act, *self.events, *self._reasons)
            for name in THINGS
            if isinstance(value := getattr(said, name, None), str)
        }


def of_thing(entries: Iterable[Entry], thing: str) -> tuple[int, ...]:
    """The numbers of the entries that touch a weapon (by id or tag), box or lot.

    Raises:
        NotThereError: nothing of that name is in the ledger.
    """
    record = Record(entries)
    ids = record.called(thing)
    if not ids:
        raise NotThereError(
            f"No weapon, box or lot is called {thing}. `lastlook status` names them."
        )
    return record.touching(ids, set())


def of_incident(entries: Iterable[Entry], incident: str) -> tuple[int, ...]:
    """The numbers of the entries that touch an entry's, or a hold's, things.

    Raises:
        NotThereError: no such entry or hold is in the ledger.
    """
    record = Record(entries)
    n = record.entry_of(incident)
    if n is None:
        raise NotThereError(
            f"{incident} is neither the number of an entry nor the name of a hold, "
            "such as stop-4. `lastlook log` has both."
        )
    return record.touching(record.at(n), {n})


class Record:
    """A ledger, read for what its entries have to do with each other."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._heard: list[Heard] = []
        self._tags: dict[str, set[str]] = defaultdict(set)
        self._out: list[tuple[str, ...]] = []  # before each entry
        state = State()
        for entry in entries:
            asked, decision = heard(entry)
            self._out.append(state.out)
            one = Heard(entry.n, entry.key, asked, decision)
            self._heard.append(one)
            for said in (asked.act, *one.events):
                tag = getattr(said, "tag", None)
                if isinstance(tag, str):
                    self._tags[tag].add(getattr(said, "weapon", tag))
            state = after(state, asked, decision)

    def called(self, thing: str) -> set[str]:
        """The ids of the thing with this id or tag."""
        ids = self._tags.get(thing, set())
        known = any(thing in one.things for one in self._heard)
        return ids | ({thing} if known else set())

    def entry_of(self, incident: str) -> int | None:
        """The entry of an incident: its number, or the one that set the hold."""
        if incident.isdecimal() and int(incident) < len(self._heard):
            return int(incident)
        for one in self._heard:
            for event in one.events:
                if isinstance(event, HoldSet) and event.hold == incident:
                    return one.n
        return None

    def at(self, n: int) -> set[str]:
        """The weapons, boxes and lots an entry is about; those out where it says none.

        (4)
        """
        return self._heard[n].things or {*self._out[n]}

    def touching(self, things: set[str], extra: set[int]) -> tuple[int, ...]:
        """Every entry that touches these, with what makes them readable."""
        touched = self._sources(things)
        holds = set(self._holds(touched, extra))
        chosen = {
            one.n
            for one in self._heard
            if one.things & touched or _hold_of(one.asked.act) in holds
        } | extra
        return tuple(sorted(self._readable(chosen)))

    def _sources(self, things: set[str]) -> set[str]:
        # (2) upstream: a weapon from its boxes, a box from boxes, and from its lot
        upstream: dict[str, set[str]] = defaultdict(set)
        weapons: set[str] = set()
        for one in self._heard:
            weapons |= {getattr(said, "weapon", "") or "" for said in one.events}
            for event in one.events:
                for into, source in _flows(event):
                    upstream[into].add(source)
        found: set[str] = set()
        waiting = [*things, *self._boxes_of(things)]
        while waiting:
            thing = waiting.pop()
            if thing not in found:
                found.add(thing)
                waiting += upstream[thing]
        # Of another weapon only what it has to do with one of these boxes.
        return found - (weapons - things)

    def _boxes_of(self, things: set[str]) -> set[str]:
        """Every box that ever held rounds of one of these lots."""
        boxes: set[str] = set()
        for one in self._heard:
            for event in one.events:
                match event:
                    case Received(lot=lot, box=box) if lot in things:
                        boxes.add(box)
                    case Found(lot=lot, box=str(box)) if lot in things:
                        boxes.add(box)
                    case Transferred(box=box, into=into) if box in boxes:
                        boxes.add(into)
                    case _:
                        pass
        return boxes

    def _holds(self, things: set[str], extra: set[int]) -> Iterator[str]:
        for one in self._heard:
            for event in one.events:
                if not isinstance(event, HoldSet):
                    continue
                if one.n in extra or {event.weapon, event.box} & things:
                    yield event.hold

    def _readable(self, chosen: set[int]) -> set[int]:
        # (3) until nothing more is needed
        before = -1
        while len(chosen) != before:
            before = len(chosen)
            some = [self._heard[n] for n in sorted(chosen)]
            needs = _Needs(
                keys={one.key for one in some},
                people={person for one in some for person in people_in(one.asked)},
                joined={
                    one.asked.act.by
                    for one in some
                    if isinstance(one.asked.act, AddKey)
                },
                chosen=chosen,
            )
            chosen = chosen | {
                one.n for one in self._heard if needs.need(one.asked.act)
            }
            # What a correction points at is read with it.
            pointed = {
                one.asked.act.entry
                for one in some
                if isinstance(one.asked.act, Correct)
            }
            chosen |= {n for n in pointed if n < len(self._heard)}
        return chosen


class _Needs(Struct):
    """What the entries that were chosen need to be read."""

    keys: set[str]
    people: set[str]
    joined: set[str]
    chosen: set[int]

    def need(self, act: AnyAct) -> bool:
        match act:
            case Open() | AdoptPack():
                return True
            case ChangeDeskKey() | LoseDeskKey() | ConfirmDeskKey():
                return True
            case Enrol(person=person):
                return person in self.people
            case Invite(person=person):
                return person in self.joined
            case Correct(entry=entry):
                return entry in self.chosen
            case _:  # a key that is added, or ended
                return getattr(act, "key", None) in self.keys


def _flows(event: AnyEvent) -> Iterator[tuple[str, str]]:
    """What an event brings rounds into, and out of what."""
    match event:
        case Received(lot=lot, box=box):
            yield box, lot
        case Found(lot=lot, box=str(box)):
            yield box, lot
        case Transferred(box=box, into=into):
            yield into, box
        case Loaded(weapon=weapon, box=box):
            yield weapon, box
        case Unloaded(weapon=weapon, box=box):
            yield box, weapon
        case _:
            pass


def _hold_of(act: AnyAct) -> str | None:
    return act.hold if isinstance(act, LiftHold) else None
