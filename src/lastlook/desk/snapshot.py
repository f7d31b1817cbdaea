"""The state after n entries as bytes, so that a reader need not begin at entry 0.

1. `read_snapshot` gives back exactly what `snapshot_bytes` was given: the same values,
   every table in the same order, the packs in force with their texts.
2. The same state always makes the same bytes, so that their digest names it.
3. Bytes that another version of the rules made, or another shape of the state, are
   refused: a field that is missing is never taken for its default.
4. A state that does not come back from its bytes is not written.

A snapshot saves time and proves nothing. Who reads one must know by other means, such
as a digest they signed themselves, that it is the one they made.
"""

from functools import cache
from hashlib import sha256
from typing import Any, Final, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from lastlook.core.state import State
from lastlook.core.table import Table
from lastlook.desk.replay import Rulebook
from lastlook.desk.wire import CORE

_HINTS: Final = get_type_hints(State, include_extras=True)
_TABLES: Final = frozenset(
    name for name, hint in _HINTS.items() if get_origin(hint) is Table
)
# A `Table` is written as the dictionary it is; msgspec reads a dictionary back.
_Row: Final = msgspec.defstruct(
    "_Row",
    [
        (name, dict[get_args(hint)] if name in _TABLES else hint)  # type: ignore[misc]
        for name, hint in _HINTS.items()
    ],
    forbid_unknown_fields=True,
)


class SnapshotError(ValueError):
    """Bytes that are no snapshot this program may go on from."""


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """How a snapshot stands in its bytes."""

    core: str
    shape: str
    packs: tuple[str, ...]
    state: msgspec.Raw


def snapshot_bytes(state: State, rulebook: Rulebook) -> bytes:
    """The state, and the texts of its packs as `rulebook` learned them, as JSON.

    Raises:
        SnapshotError: it would not come back the same.
    """
    texts = rulebook.texts(state.packs)
    written = msgspec.json.encode(state)
    # (4) as it would be read
    try:
        again = _read_state(written)
    except msgspec.MsgspecError as error:
        raise SnapshotError(f"This state cannot be written: {error}.") from error
    if again != state or msgspec.json.encode(again) != written:
        raise SnapshotError("This state would not come back from its bytes the same.")
    return msgspec.json.encode(_Written(CORE, _shape(), texts, msgspec.Raw(written)))


def read_snapshot(snapshot: bytes, rulebook: Rulebook) -> State:
    """The state in these bytes; `rulebook` learns the packs in force.

    Raises:
        SnapshotError: there is none, or one of other rules; says what to do.
        Unreadable: one of its packs is none.
    """
    try:
        written = msgspec.json.decode(snapshot, type=_Written)
        # (3) of these rules and this shape
        if (written.core, written.shape) != (CORE, _shape()):
            raise SnapshotError(
                f"The snapshot was made by {written.core} and this program goes by "
                f"{CORE}, or its state has another shape. Begin at entry 0."
            )
        state = _read_state(bytes(written.state))
    except msgspec.MsgspecError as error:
        raise SnapshotError(
            f"This is no snapshot: {error}. Begin at entry 0."
        ) from error
    if rulebook.learn_texts(written.packs) != state.packs:
        raise SnapshotError(
            "The snapshot's packs are not those its state names. Begin at entry 0."
        )
    return state


def _read_state(written: bytes) -> State:
    row = _decoder().decode(written)
    fields = {name: getattr(row, name) for name in _HINTS}
    fields |= {name: Table(fields[name]) for name in _TABLES}
    return State(**fields)


@cache
def _decoder() -> "msgspec.json.Decoder[Any]":
    return msgspec.json.Decoder(_Row)


def _shape() -> str:
    """A digest over every field and type a state is made of."""
    schema = msgspec.json.schema(_Row)
    return sha256(msgspec.json.encode(schema, order="sorted")).hexdigest()
