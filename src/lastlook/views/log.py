"""The log: every entry as a plain sentence, refusals too.

What a look found is left out while it must stay unknown to whoever makes the second.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from msgspec import Struct

from lastlook.core.acts import AnyAct, Inspect, RevealTrainer, kebab
from lastlook.core.answers import Decision, Granted
from lastlook.core.events import AnyEvent, HoldSet, RoundsMissing, SightLost
from lastlook.core.words import Ms, PersonId
from lastlook.views.clocks import apart

SAYS: Final[dict[str, str]] = {
    "open": "{by} [opened|open] the production",
    "adopt-pack": "{by} [put|put] another pack of rules in force",
    "enrol": "{by} [enrolled|enrol] {person} as {roles}",
    "invite": "{by} [invited|invite] {person} to add a phone",
    "add-key": "{by} [added|add] a phone",
    "revoke-key": "{by} [revoked|revoke] a phone: {grounds}",
    "assign-duty": "{by} [put|put] {person} on duty: {duty}",
    "record-permit": "{by} [recorded|record] a permit of {person} for {classes}",
    "record-training": "{by} [recorded|record] {person} as trained: {action}",
    "register-place": "{by} [registered|register] {place}, a {kind}",
    "register-weapon": "{by} [registered|register] {weapon}, a {weapon_class}",
    "verify-status": "{by} [verified|verify] here what {weapon} is",
    "repair": "{by} [repaired|repair] {weapon}: {what}",
    "send-back": "{by} [gave|give] {weapon} back to where it came from",
    "surrender": "{by} [gave|give] {weapon}, as it was, to {reference}",
    "register-dummy-type": "{by} [declared|declare] how {dummy_type} is told apart",
    "plan-set-up": "{by} [planned|plan] {set_up} of scene {scene}: {weapon_class}",
    "assess-risk": "{by} [assessed|assess] the risk of scene {scene}: {residual}",
    "endorse": "{by} [endorsed|endorse] the assessment of scene {scene}",
    "approve-scene": "{by} [approved|approve] scene {scene} as planned",
    "hold-meeting": "{by} [held|hold] the meeting for scene {scene} with {present}",
    "give-notice": "{by} [gave|give] notice: {what}, reference {reference}",
    "issue-protection": "{by} [gave|give] {to} protection for {set_up}: {what}",
    "receive": "{by} [received|receive] {rounds} rounds, {kind}, lot {lot}, in {box}",
    "prove": "{by} [proved|prove] {proved} of {box} by {methods}, {failed} failed",
    "transfer": "{by} [put|put] {rounds} rounds from {box} into {into}",
    "move": "{by} [carried|carry] {box} to {place}",
    "seal": "{by} [sealed|seal] {box} with {seal}",
    "break-seal": "{by} [broke|break] the seal of {box}",
    "count": "{by} [counted|count] {rounds} rounds in {box}",
    "count-brass": "{by} [counted|count] {cases} spent cases of {lot}",
    "quarantine": "{by} [took|take] {box} out of use: {grounds}",
    "return-to-supplier": "{by} [gave|give] {box} back to its supplier",
    "sweep": "{by} [searched|search] {place}: {rounds} loose rounds",
    "examine": "{by} [examined|examine] {box}: {verdict}",
    "release": "{by} [took|take] {box} out of quarantine: {grounds}",
    "test-blank": "{by} [tested|test] {rounds} of {box} in {weapon}: {distance_cm} cm",
    "allow-live": "{by} [allowed|allow] {rounds} live rounds in {place}: {exception}",
    "expend": "{by} [fired|fire] {rounds} live rounds of {box} under an exception",
    # Whoever reads it learns nothing before it is opened, by whomever it was closed.
    "seed-trainer": "{by} [committed|commit] to something that is opened later",
    "reveal-trainer": "{by} [revealed|reveal] the trainer round of {box}: {lot}",
    "find": "{by} [found|enter] {rounds} rounds that look {looks}",
    "inspect": "{by} [looked|look] into {weapon} by {method}: {chambers}",
    "show": "{by} [showed|show] {weapon} to {to}",
    "load": "{by} [loaded|load] chambers {chambers} of {weapon} from {box}",
    "unload": "{by} [emptied|empty] chambers {chambers} of {weapon} into {box}",
    "discharge": "{by} [recorded|record] a shot from {weapon}, chambers {chambers}",
    "misfire": "{by} [recorded|record] that chamber {chamber} of {weapon} did not fire",
    "take-out": "{by} [took|take] {weapon} out",
    "offer": "{by} [offered|offer] {weapon} to {to}",
    "accept": "{by} [accepted|accept] {weapon}; the look was {look}",
    "decline": "{by} [declined|decline] {weapon}",
    "collect": "{by} [took|take] {weapon} back",
    "confirm-return": "{by} [confirmed|confirm] giving {weapon} back",
    "lock-up": "{by} [locked|lock] {weapon} up in {place}",
    "record-condition": "{by} [recorded|record] the condition of {weapon}",
    "call-day": "{by} [called|call] the day, {call_at} to {wrap_by}, under {in_charge}",
    "put-in-charge": "{by} [put|put] {person} in charge of all weapons",
    "break": "{by} [called|call] a break",
    "resume": "{by} [resumed|resume] after the break",
    "change-set-up": "{by} [went|go] to {set_up}",
    "announce": "{by} [called|call] {weapon} {called}",
    "cut": "{by} [called|call] the cut",
    "wrap": "{by} [wrapped|wrap] the day",
    "stop": "{by} [stopped|stop] the set",
    "lift-hold": "{by} [lifted|lift] {hold}: {grounds}",
    "report": "{by} [told|tell] what happened unasked: {what}",
    "forget": "{by} [erased|erase] the details of {person}: {grounds}",
    "change-desk-key": "{by} [changed|change] the desk's key",
    "lose-desk-key": "{by} [declared|declare] the desk's key lost, for another one",
    "confirm-desk-key": "{by} [confirmed|confirm] that the desk's key was lost",
    "correct": "{by} [corrected|correct] entry {entry}: {grounds}",
}
VERB: Final = re.compile(r"\[(.*?)\|(.*?)\]")  # [what was done|what was asked]
PEOPLE: Final = frozenset({"by", "person", "to", "present", "in_charge"})
TIMES: Final = frozenset({"call_at", "wrap_by", "happened_at"})


class LogLine(Struct, frozen=True):
    """One entry as it is read: when, what was asked, and what came of it."""

    n: int
    at: Ms
    act: str
    granted: bool
    sentence: str
    so: tuple[str, ...] = ()  # what followed: sight lost, a hold, rounds missing
    decision: Decision | None = None
    phone_at: Ms | None = None  # what the phone's own clock said, where it disagrees


class Reading(Struct, frozen=True):
    """How a log is read: names, clock, and weapons whose first look is withheld."""

    names: Mapping[PersonId, str]
    clock: Callable[[Ms], str]
    withheld: frozenset[str] = frozenset()


def line(n: int, at: Ms, act: AnyAct, decision: Decision, reading: Reading) -> LogLine:
    """An entry as one line of the log."""
    granted = isinstance(decision, Granted)
    word = kebab(type(act).__name__)
    said = VERB.sub(r"\1" if granted else r"asked to \2", SAYS[word])
    sentence = said.format(**_facts(act, reading))
    via = f", on {_name(act.via, reading)}'s phone" if act.via is not None else ""
    events = decision.events if isinstance(decision, Granted) else ()
    so = tuple(text for event in events if (text := _so(event)))
    times = apart(act, at)
    phone_at = times.phone_at if times is not None else None
    return LogLine(n, at, word, granted, f"{sentence}{via}.", so, decision, phone_at)


def _facts(act: AnyAct, reading: Reading) -> dict[str, str]:
    facts = {
        field: _fact(field, getattr(act, field), reading)
        for field in act.__struct_fields__
    }
    if isinstance(act, Inspect):
        if not act.chambers:
            facts["chambers"] = act.body
        if act.weapon in reading.withheld:
            facts["chambers"] = "what was found is withheld until the second look"
    if isinstance(act, RevealTrainer) and act.lot is None:
        facts["lot"] = "nobody found it"
    return facts


def _fact(field: str, value: Any, reading: Reading) -> str:
    if field in PEOPLE:
        people = value if isinstance(value, tuple) else (value,)
        return ", ".join(_name(person, reading) for person in people)
    if field in TIMES:
        return reading.clock(value)
    if isinstance(value, tuple):
        return ", ".join(_runs(value))
    return str(value)


def _runs(parts: tuple[Any, ...]) -> Iterator[str]:
    for part, run in groupby(parts):
        times = len(list(run))
        yield f"{part} ×{times}" if times > 1 else str(part)  # noqa: RUF001


def _name(person: PersonId | None, reading: Reading) -> str:
    return "nobody" if person is None else reading.names.get(person, person)


def _so(event: AnyEvent) -> str:
    match event:
        case SightLost(weapon=weapon, because=because):
            return f"{weapon} is not cleared: {because.replace('-', ' ')}"
        case HoldSet(hold=hold, kind=kind):
            return f"{hold} stands ({kind})"
        case RoundsMissing(lot=lot, rounds=rounds):
            return f"{rounds} rounds of {lot} are unaccounted for"
        case _:
            return ""
