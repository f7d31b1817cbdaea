"""Any value that the catalogues allow: acts, events, reasons, decisions."""

from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st
from msgspec import Meta, Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.events import AnyEvent
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import State
from lastlook.core.table import Table


def of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value of this type."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(inner[0], inner[1])
    if origin is Literal:
        return st.sampled_from(inner)
    if origin in {Union, UnionType}:
        return st.one_of(*map(of, inner))
    if origin is Table:
        rows = st.dictionaries(of(inner[0]), of(inner[1]), max_size=2)
        return rows.map(Table)
    if origin is tuple and inner[-1] is not Ellipsis:
        return st.tuples(*map(of, inner))
    if origin is tuple:
        return st.lists(of(inner[0]), max_size=3).map(tuple)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _struct(hint)
    return _PLAIN[hint]


def _bounded(kind: Any, meta: Meta) -> st.SearchStrategy[Any]:
    if meta.pattern is not None:
        return st.from_regex(meta.pattern, fullmatch=True)
    if kind is int:
        return st.integers(int(meta.ge or 0), int(meta.le or 2**53 - 1))
    if kind is str:
        return st.text(min_size=meta.min_length or 0, max_size=20)
    items = of(get_args(kind)[0])
    return st.lists(items, min_size=meta.min_length or 0, max_size=3).map(tuple)


def _struct(kind: type[Struct]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind, include_extras=True)
    fields = {
        field.name: of(hints[field.name]) for field in msgspec.structs.fields(kind)
    }
    return st.builds(kind, **fields)


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    type(None): st.none(),
    bool: st.booleans(),
    int: st.integers(0, 2**53 - 1),
    # A reason's facts are words of the record; a quarantine's grounds and the like.
    str: st.text(st.characters(codec="ascii"), max_size=20),
}

acts: st.SearchStrategy[AnyAct] = st.one_of(*map(of, get_args(AnyAct)))
decisions: st.SearchStrategy[Decision] = st.one_of(
    st.builds(
        Granted,
        st.lists(of(AnyEvent), max_size=4).map(tuple),
        st.lists(of(AnyRefusal), max_size=2).map(tuple),
    ),
    st.builds(
        Refused,
        st.lists(of(AnyRefusal), max_size=3).map(tuple),
        st.lists(of(AnyImpossibility), max_size=3).map(tuple),
    ),
)
states: st.SearchStrategy[State] = of(State)
