"""Forms about one thing: a weapon, a box, a scene, the day.

Each asks a few things before one act is signed. Acts that need no more than their own
fields asked are in `asking.py`.
"""

from collections.abc import Callable
from typing import Final, TypeAlias, get_args

from lastlook.api.house import wall_clock
from lastlook.core.rules.desk_key import unconfirmed
from lastlook.core.state import State, Weapon
from lastlook.core.words import (
    BlankLoad,
    Hammer,
    MadeFrom,
    Method,
    Occasion,
    Outside,
    Owner,
    Protection,
    Residual,
    Role,
    RoundKind,
    Topic,
    Vent,
)
from lastlook.web.labels import option
from lastlook.web.questions import (
    YES_NO,
    Field,
    Form,
    Option,
    options,
    people,
    places,
)

Maker: TypeAlias = Callable[[State, str], Form]


def _held(state: State, weapon: str) -> tuple[Option, ...]:
    chambers = state.weapons[weapon].chambers
    return tuple(
        Option(str(n), str(n)) for n, c in enumerate(chambers, 1) if c.lot is not None
    )


# --- weapons -------------------------------------------------------------------


def _lock_up(state: State, weapon: str) -> Form:
    locks = tuple(o for o in places(state) if state.places[o.value].locks)
    where = Field("place", "Where?", locks)
    return Form(f"Lock {weapon} up", "It is locked", (where,), "weapon", "/hands")


def _show(state: State, weapon: str) -> Form:
    to = Field("to", "Who saw into it?", people(state), kind="list", many=True)
    return Form(f"Show {weapon}", "They saw it", (to,), "weapon", f"/weapons/{weapon}")


def _discharge(state: State, weapon: str) -> Form:
    fields = (
        Field(
            "chambers",
            "From which chambers?",
            _held(state, weapon),
            kind="numbers",
            many=True,
            short=True,
        ),
        Field("planned", "Was the shot planned?", YES_NO, kind="yes-no"),
    )
    return Form(
        f"{weapon} was fired", "Record the shot", fields, "weapon", f"/weapons/{weapon}"
    )


def _misfire(state: State, weapon: str) -> Form:
    chamber = Field(
        "chamber", "Which chamber?", _held(state, weapon), kind="number", short=True
    )
    return Form(
        f"{weapon} did not fire",
        "Record the misfire",
        (chamber,),
        "weapon",
        f"/weapons/{weapon}",
    )


def _tell(state: State, weapon: str) -> Form:
    fields = (
        Field("what", "What happened?", options(get_args(Outside))),
        Field("happened_at", "How many minutes ago?", kind="minutes-ago", start="1"),
        Field("to", "To whom, if to anybody?", people(state), needed=False),
        Field("grounds", "In a few small words", kind="grounds", needed=False),
    )
    noun = "weapon" if weapon else ""
    return Form("What happened unasked", "Tell it", fields, noun, "/board")


def _record_condition(state: State, weapon: str) -> Form:
    known = state.weapons[weapon]
    fields = (
        Field(
            "occasion",
            "Why now?",
            tuple(Option(o, option("occasion", o)) for o in get_args(Occasion)),
            start=(*known.upkeep.owed, "routine")[0],
        ),
        Field("sound", "Is it sound?", YES_NO, kind="yes-no"),
        Field(
            "hammer",
            "Where is the hammer?",
            tuple(Option(h, option("hammer", h)) for h in get_args(Hammer)),
            start="unseen",
            needed=False,
        ),
        *_vent(known),
        Field("photos", "Photographs", kind="list", needed=False, files="photo"),
        Field(
            "tag",
            "A tag put on it",
            needed=False,
            note=f"On it by the record: {known.make.tag or 'none'}.",
        ),
    )
    title = f"Condition of {weapon}"
    return Form(title, "Sign the condition", fields, "weapon", f"/weapons/{weapon}")


def _vent(weapon: Weapon) -> tuple[Field, ...]:
    if weapon.weapon_class != "blank-firing" or weapon.make.vent != "unknown":
        return ()
    ways = tuple(Option(v, option("vent", v)) for v in get_args(Vent) if v != "unknown")
    return (Field("vent", "Which way does it vent?", ways, needed=False),)


# --- boxes -----------------------------------------------------------------------


def _prove(state: State, box: str) -> Form:
    lot = state.lots.get(state.boxes[box].lot)
    kind = state.dummy_types.get(lot.dummy_type or "") if lot else None
    owed = kind.signature() if kind else frozenset()
    tests = sorted(get_args(Method), key=lambda test: test not in owed)
    fields = (
        Field(
            "methods",
            "By which tests, round by round?",
            tuple(Option(t, t, "asked for" if t in owed else "") for t in tests),
            kind="list",
            many=True,
        ),
        Field("proved", "How many rounds passed every test?", kind="number"),
        Field("failed", "How many failed?", kind="number", start="0"),
    )
    return Form(f"Prove {box}", "Sign the proof", fields, "box", f"/boxes/{box}")


def _count(_: State, box: str) -> Form:
    rounds = Field("rounds", "How many rounds are in it? Count them.", kind="number")
    return Form(f"Count {box}", "Sign the count", (rounds,), "box", f"/boxes/{box}")


def _count_brass(_: State, lot: str) -> Form:
    cases = Field("cases", "How many spent cases?", kind="number")
    return Form(f"Brass of {lot}", "Sign the count", (cases,), "lot", "/boxes")


def _move(state: State, box: str) -> Form:
    place = Field("place", "To which place?", places(state))
    return Form(f"Carry {box}", "It is there", (place,), "box", f"/boxes/{box}")


def _seal(_: State, box: str) -> Form:
    seal = Field("seal", "The number on the seal")
    return Form(f"Seal {box}", "It is sealed", (seal,), "box", f"/boxes/{box}")


def _break_seal(_: State, box: str) -> Form:
    whole = Field(
        "intact", "Was it whole, and the right number?", YES_NO, kind="yes-no"
    )
    return Form(
        f"Break the seal of {box}", "It is broken", (whole,), "box", f"/boxes/{box}"
    )


def _quarantine(_: State, box: str) -> Form:
    why = Field("grounds", "Why? In a few small words", kind="grounds")
    return Form(f"Take {box} out of use", "Out of use", (why,), "box", f"/boxes/{box}")


def _receive(state: State, _: str) -> Form:
    fields = (
        Field("kind", "What are they said to be?", options(get_args(RoundKind))),
        Field("box", "The box's id"),
        Field("lot", "The lot's id"),
        Field("rounds", "How many rounds? Count them.", kind="number"),
        Field("calibre", "Calibre"),
        Field("supplier", "Who supplied them?"),
        Field("place", "Where does the box stand?", places(state)),
        Field("dummy_type", "Type of dummy", options(state.dummy_types), needed=False),
        Field("load", "Load, if blanks", options(get_args(BlankLoad)), needed=False),
        Field(
            "made_from",
            "How were they made?",
            tuple(Option(m, option("made_from", m)) for m in get_args(MadeFrom)),
            start="factory",
            needed=False,
        ),
        Field(
            "owner",
            "Whose are they?",
            tuple(Option(o, option("owner", o)) for o in get_args(Owner)),
            start="supplier",
            needed=False,
        ),
    )
    return Form("Receive a box", "Receive", fields, "", "/boxes")


def _find(state: State, _: str) -> Form:
    fields = (
        Field("looks", "What do they look like?", options(get_args(RoundKind))),
        Field("rounds", "How many? Count them.", kind="number"),
        Field("box", "An id for the box you put them in"),
        Field("place", "Where does the box stand?", places(state)),
    )
    return Form("Rounds were found", "They were found", fields, "", "/boxes")


# --- scenes and day ----------------------------------------------------------------


def _assess_risk(_: State, scene: str) -> Form:
    risks = options(get_args(Residual))
    fields = (
        Field("before", "What risk is there without measures?", risks, needed=False),
        Field(
            "measures",
            "What is done about it?",
            kind="grounds-list",
            needed=False,
            note="In a few small words, with commas between them.",
        ),
        Field(
            "affected",
            "Whom does it concern?",
            options(get_args(Role)),
            kind="list",
            many=True,
            needed=False,
        ),
        Field("residual", "What risk remains?", risks),
        Field("paper", "The paper", needed=False, files="paper"),
    )
    return Form(f"Scene {scene}", "Sign the assessment", fields, "scene", "/scenes")


def _hold_meeting(state: State, scene: str) -> Form:
    fields = (
        Field("present", "Who was there?", people(state), kind="list", many=True),
        Field(
            "topics",
            "What was made clear?",
            tuple(Option(t, option("topics", t)) for t in get_args(Topic)),
            kind="list",
            many=True,
            needed=False,
        ),
        Field("dry_run", "With a dry run?", YES_NO, kind="yes-no"),
    )
    return Form(f"Scene {scene}", "The meeting was held", fields, "scene", "/scenes")


def _issue_protection(state: State, set_up: str) -> Form:
    planned = state.set_ups[set_up]
    near = (*planned.performers, *planned.near)
    fields = (
        Field(
            "to",
            "To whom?",
            people(state),
            kind="list",
            many=True,
            starts=tuple(p for p in near if p not in planned.protected),
        ),
        Field("what", "What?", options(get_args(Protection)), kind="list", many=True),
    )
    return Form(f"Protection for {set_up}", "They have it", fields, "set_up", "/scenes")


def _call_day(state: State, _: str) -> Form:
    fields = (
        Field("in_charge", "Who is in charge of all weapons?", _on_weapons(state)),
        Field("call_at", "From", kind="time", start="07:00"),
        Field("wrap_by", "To", kind="time", start="19:00"),
    )
    return Form("Call the day", "Call the day", fields, "", "/day")


def _put_in_charge(state: State, _: str) -> Form:
    in_charge = state.day.in_charge if state.day is not None else None
    there = _on_weapons(state)
    others = tuple(one for one in there if one.value != in_charge)
    who = Field("person", "Who is in charge from now on?", others or there)
    return Form("In charge of all weapons", "They are in charge", (who,), "", "/day")


def _on_weapons(state: State) -> tuple[Option, ...]:
    """Everybody with weapons duty still to come; everybody, where nobody has one."""
    found = tuple(
        one
        for one in people(state)
        if any(
            on.duty == "weapons" and on.ends_at > state.now
            for on in state.people[one.value].duties
        )
    )
    return found or people(state)


# --- people and the record -----------------------------------------------------------


def _revoke_key(state: State, person: str) -> Form:
    keys = tuple(
        Option(text, f"{text[:8]}…", wall_clock(key.since))
        for text, key in state.keys.items()
        if key.person == person and key.revoked_at is None
    )
    fields = (
        Field("key", "Which phone's key, added when?", keys),
        Field("grounds", "Why? In a few small words", kind="grounds"),
    )
    return Form(f"End a phone of {person}", "End this key", fields, "", "/people")


def _forget(_: State, person: str) -> Form:
    why = Field(
        "grounds",
        "Why? In a few small words",
        kind="grounds",
        start="asked-by-themselves",
        note="Name, contact and PIN are erased and cannot be brought back. What was "
        "done by this id stays in the record.",
    )
    return Form(f"Erase the details of {person}", "Erase", (why,), "person", "/people")


def _confirm_desk_key(state: State, _: str) -> Form:
    waiting = tuple(
        Option(known.key, f"{known.key[:8]}…", f"named by {known.lost_by}")
        for known in unconfirmed(state)
    )
    key = Field(
        "key",
        "Which key is it now? Let whoever was at the desk read it to you",
        waiting,
    )
    title = "The desk's key was lost"
    return Form(title, "I confirm it", (key,), "", "/board")


def _correct(state: State, _: str) -> Form:
    fields = (
        Field("entry", "The number of the entry", kind="number"),
        Field("weapon", "The weapon it is about", options(state.weapons), needed=False),
        Field("grounds", "What is right? In a few small words", kind="grounds"),
    )
    return Form("Correct an entry", "Sign the correction", fields, "", "/log")


FORMS: Final[dict[str, Maker]] = {
    "lock-up": _lock_up,
    "show": _show,
    "discharge": _discharge,
    "misfire": _misfire,
    "tell": _tell,
    "record-condition": _record_condition,
    "prove": _prove,
    "count": _count,
    "count-brass": _count_brass,
    "move": _move,
    "seal": _seal,
    "break-seal": _break_seal,
    "quarantine": _quarantine,
    "receive": _receive,
    "find": _find,
    "revoke-key": _revoke_key,
    "correct": _correct,
    "forget": _forget,
    "confirm-desk-key": _confirm_desk_key,
    "assess-risk": _assess_risk,
    "hold-meeting": _hold_meeting,
    "issue-protection": _issue_protection,
    "call-day": _call_day,
    "put-in-charge": _put_in_charge,
}
ACTS: Final = {"tell": "report"}  # where the page is not named after the act
TABLES: Final = {
    "weapon": "weapons",
    "box": "boxes",
    "lot": "lots",
    "scene": "scenes",
    "set_up": "set_ups",
    "place": "places",
    "person": "people",
}
