"""Acts as people might say them: every kind, names mostly known to the set."""

from typing import Any, Final, get_args, get_type_hints

import msgspec
from hypothesis import strategies as st

from lastlook.core.acts import Act, AnyAct
from lastlook.core.decide import TABLES
from lastlook.core.state import State
from tests.world.values import of

KINDS: Final = get_args(AnyAct)
COMMON: Final = frozenset({"id", "production", "by", "at", "via", "phone_at"})
ID: Final = "01920000-0000-7000-8000-00000000abcd"


@st.composite
def likely_acts(draw: st.DrawFn, state: State, now: int) -> AnyAct:
    """Any act, said by somebody of this production about things it mostly knows."""
    kind: type[Act] = draw(st.sampled_from(KINDS))
    hints = get_type_hints(kind, include_extras=True)
    fields: dict[str, Any] = {
        field.name: draw(_value(field, hints[field.name], state))
        for field in msgspec.structs.fields(kind)
        if field.name not in COMMON
    }
    people = st.sampled_from([*state.people, "stranger"])
    act: AnyAct = kind(  # type: ignore[assignment]  # every kind is one of AnyAct
        id=ID,
        production=draw(st.sampled_from([state.production or "none", "another"])),
        by=draw(people),
        at=draw(st.sampled_from([now, now - 130_000, now + 60_000])),
        via=draw(st.one_of(st.none(), people)),
        **fields,
    )
    return act


def _value(field: Any, hint: Any, state: State) -> st.SearchStrategy[Any]:
    drawn = of(hint)
    if field.name == "hold":
        return st.one_of(st.sampled_from([*state.holds, "replica-first@12A"]), drawn)
    if field.name == "chambers" and "int" not in str(hint):
        six = st.lists(drawn.map(_first), min_size=6, max_size=6).map(tuple)
        return st.one_of(drawn, six)
    known = list(getattr(state, TABLES[field.name])) if field.name in TABLES else []
    if not known:
        return drawn
    names = st.sampled_from(known)
    if "tuple" in str(hint):
        return st.one_of(st.lists(names, min_size=1, max_size=3).map(tuple), drawn)
    return st.one_of(names, names, names, drawn)


def _first(chambers: tuple[str, ...]) -> str:
    return chambers[0] if chambers else "empty"
