"""A form for any act, made from the act's own fields.

1. Every field of the act has one question; what may be left out says so. Of an act
   about one thing the thing is not asked: it stands in the address.
2. What must be known already is picked from what is known; what the act makes new
   is typed (`core.decide.TABLES` and `MAKES` say which is which).
3. A form forbids nothing: what it sends the core answers, as always.

What questions are called, `labels.py` says.
"""

from collections.abc import Callable, Iterable, Mapping
from types import NoneType
from typing import Annotated, Any, Final, Literal, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields

from lastlook.core import words
from lastlook.core.acts import Act, AnyAct, Transfer, Unload
from lastlook.core.decide import KINDS, MAKES, TABLES
from lastlook.core.state import Box, State
from lastlook.web import labels
from lastlook.web.questions import YES_NO, Field, Form, Option, people, places

ACTS: Final[dict[str, type[Act]]] = {
    str(act.__struct_config__.tag): act for act in get_args(AnyAct)
}
OPENING: Final = frozenset({"id", "production", "by", "at", "via", "phone_at"})
# A box not known yet is made at the place given with it.
MADE_AT_A_PLACE: Final[dict[type[Act], str]] = {Transfer: "into", Unload: "box"}
MANY_TO_PICK: Final = 12  # beyond that a list that rolls is quicker than buttons
ID_WORDS: Final = "Letters, digits and . - _ / +, no spaces."
MEANINGS: Final[tuple[tuple[Any, str], ...]] = (
    (words.Name, ID_WORDS),
    (words.Grounds, "A few small words."),
    (words.KeyText, "Base64, as the phone shows it."),
    (words.NoteText, "A signed note, as base64."),
    (words.Digest, "SHA-256, as 64 letters and digits."),
    (words.Token, "As it stands in the invitation."),
    (words.HoldId, "As the hold is called: stop-4."),
)
OF_KIND: Final = {"test-blank": "blank"}  # no other box is of use
FILES: Final = {"paper": "paper", "photos": "photo"}  # the digest of a file
FEW: Final = 1000  # beyond that nobody needs to be told how many are too many
BEGINS: Final = frozenset({"starts_at", "valid_from"})  # the phone says when now is


class _Slot(Struct, frozen=True):
    """One field of an act: what it takes, one or several, needed or not."""

    act: type[Act]
    name: str
    takes: Any
    many: bool
    needed: bool
    start: str

    @property
    def word(self) -> str:
        return str(self.act.__struct_config__.tag)

    @property
    def table(self) -> str:
        return TABLES.get(self.name, "")

    @property
    def new(self) -> bool:
        """Whether the answer may name something that is not known yet."""
        made = MAKES.get(self.act, frozenset())
        return self.name in made or MADE_AT_A_PLACE.get(self.act) == self.name


def form(word: str, state: State, start: Mapping[str, str]) -> Form:
    """Everything to ask before an act is signed; `start` is answered beforehand."""
    act = ACTS[word]
    head = labels.heading(word)
    asked = tuple(_field(slot, state, start) for slot in _slots(act))
    return Form(head.title, head.button, asked, "", head.then)


def about(word: str, state: State, thing: str) -> Form:
    """Everything to ask before an act about one known thing is signed."""
    head, noun = labels.heading(word), labels.ABOUT[word]
    asked = tuple(
        _field(slot, state, {}) for slot in _slots(ACTS[word]) if slot.name != noun
    )
    # What is asked for without a thing too has no place for its name in the heading.
    told = head.title if "{}" in head.title else f"{head.title}: {{}}"
    title, then = told.format(thing), head.then.format(thing)
    return Form(title, head.button, asked, noun, then)


def _slots(act: type[Act]) -> Iterable[_Slot]:
    hints = get_type_hints(act, include_extras=True)
    for field in fields(act):
        if field.name not in OPENING:
            takes, many = _taken(hints[field.name])
            needed = field.default is NODEFAULT
            start = _start(field.name, field.default)
            yield _Slot(act, field.name, takes, many, needed, start)


def _taken(hint: Any) -> tuple[Any, bool]:
    """What one answer is, and whether there may be several."""
    if NoneType in get_args(hint):
        hint = next(one for one in get_args(hint) if one is not NoneType)
    bare = get_args(hint)[0] if get_origin(hint) is Annotated else hint
    if get_origin(bare) is tuple:
        return get_args(bare)[0], True
    return hint, False


def _start(name: str, default: Any) -> str:
    if name in BEGINS:
        return "now"
    if isinstance(default, bool):
        return "yes" if default else "no"
    return str(default) if isinstance(default, int | str) else ""


def _field(slot: _Slot, state: State, start: Mapping[str, str]) -> Field:
    choices = _options(slot, state)
    kind, pattern, unit = _typed(slot)
    if choices and kind != "yes-no":
        kind = "list" if slot.many else ""
    return Field(
        slot.name,
        labels.question(slot.word, slot.name),
        choices if slot.needed or slot.many else _or_none(slot, choices),
        kind=kind,
        many=slot.many,
        needed=slot.needed,
        start=start.get(slot.name, slot.start),
        note=labels.note(slot.word, slot.name) if choices else _note(slot, state),
        meaning="" if choices else _meaning(slot),
        unit=unit,
        pattern="" if choices else pattern,
        known=() if choices else _known(slot, state),
        files=FILES.get(slot.name, ""),
    )


# --- answers to pick -----------------------------------------------------------


def _options(slot: _Slot, state: State) -> tuple[Option, ...]:
    if slot.takes is bool:
        return YES_NO
    if get_origin(slot.takes) is Literal:
        said = get_args(slot.takes)
        return tuple(Option(v, labels.option(slot.name, v)) for v in said)
    if not slot.table or slot.new:
        return ()
    listed = LISTED.get(slot.table)
    if listed is not None:
        kind = OF_KIND.get(slot.word)
        return tuple(one for one in listed(state) if kind in {None, _kind(state, one)})
    return tuple(Option(one, one) for one in getattr(state, slot.table))


def _or_none(slot: _Slot, choices: tuple[Option, ...]) -> tuple[Option, ...]:
    # An answer that was picked can be taken back only by picking another.
    if not choices or slot.start:
        return choices
    return (Option("", "leave it open"), *choices)


def _boxes(state: State) -> tuple[Option, ...]:
    return tuple(
        Option(b.id, b.id, f"{b.rounds} {_rounds(state, b)}, {b.place or 'nowhere'}")
        for b in state.boxes.values()
        if b.rounds
    )


def _rounds(state: State, box: Box) -> str:
    return state.lots[box.lot].kind if box.lot in state.lots else "rounds"


def _kind(state: State, box: Option) -> str:
    known = state.boxes.get(box.value)
    return _rounds(state, known) if known is not None else ""


LISTED: Final[dict[str, Callable[[State], tuple[Option, ...]]]] = {
    "people": people,
    "places": places,
    "boxes": _boxes,
}


# --- answers to type -----------------------------------------------------------


def _typed(slot: _Slot) -> tuple[str, str, str]:
    """How a typed answer is read, what it may look like, and its unit."""
    takes = slot.takes
    if takes is bool:
        return "yes-no", "", ""
    if takes == words.Ms and not slot.name.endswith("_ms"):
        return "moment", "", ""
    if takes == words.Cm:
        return "metres", r"[0-9]+([.,][0-9]{1,2})?", "metres"
    if _is_number(takes):
        return "numbers-list" if slot.many else "number", "", ""
    if takes == words.Grounds:
        return "grounds-list" if slot.many else "grounds", "", ""
    return ("words-list", "", "") if slot.many else ("", _pattern(takes), "")


def _is_number(takes: Any) -> bool:
    bare = get_args(takes)[0] if get_origin(takes) is Annotated else takes
    return bare is int


def _limits(takes: Any) -> Meta:
    said = getattr(takes, "__metadata__", ())
    return said[0] if said and isinstance(said[0], Meta) else Meta()


def _pattern(takes: Any) -> str:
    # A browser reads patterns by stricter rules: within brackets `/` and a last `-`
    # are escaped, and the whole answer is always meant.
    pattern = (_limits(takes).pattern or "").removeprefix(r"\A").removesuffix(r"\Z")
    return pattern.replace("/", r"\/").replace("-]", r"\-]")


def _meaning(slot: _Slot) -> str:
    """What a typed answer has to look like, in words."""
    said = next((text for kind, text in MEANINGS if slot.takes == kind), "")
    most = _limits(slot.takes).le
    if _is_number(slot.takes) and most is not None and most <= FEW:
        return f"{_limits(slot.takes).ge or 0} to {most}."
    return said


def _note(slot: _Slot, state: State) -> str:
    said = [labels.note(slot.word, slot.name)]
    if slot.table and not slot.new:
        said = [f"No {KINDS[slot.table]} is entered yet."]
    if slot.new or not said[0]:
        said.append(_meaning(slot) if slot.name not in BEFORE else "")
    there = list(getattr(state, slot.table)) if slot.table and slot.new else []
    if there:
        said.append(f"There already: {', '.join(there[-MANY_TO_PICK:])}.")
    return " ".join(one for one in said if one)


def _known(slot: _Slot, state: State) -> tuple[str, ...]:
    if slot.table:
        # What comes first in a sentence is what the act makes: a new one, mostly.
        first = next(iter(_slots(slot.act))).name == slot.name
        return tuple(getattr(state, slot.table)) if slot.new and not first else ()
    before = BEFORE.get(slot.name)
    return tuple(dict.fromkeys(before(state))) if before is not None else ()


def _actions(state: State) -> Iterable[str]:
    yield from (t.action for p in state.people.values() for t in p.training)
    yield from (s.action for s in state.set_ups.values())


def _calibres(state: State) -> Iterable[str]:
    yield from (w.calibre for w in state.weapons.values())
    yield from (lot.calibre for lot in state.lots.values())


def _suppliers(state: State) -> Iterable[str]:
    yield from (w.supplier for w in state.weapons.values())
    yield from (lot.supplier for lot in state.lots.values())


BEFORE: Final[dict[str, Callable[[State], Iterable[str]]]] = {
    "action": _actions,
    "calibre": _calibres,
    "supplier": _suppliers,
}
