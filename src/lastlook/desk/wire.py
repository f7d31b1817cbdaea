"""Bytes to acts, decisions to bytes and back: parsed once, at the door.

1. An act is at most `ACT_BYTES_MAX` bytes of ASCII JSON: integers and strings, no
   floats, no name twice, no field that the catalogue does not know.
2. What cannot be read is told with what is wrong, where, and what to do.
3. A decision is written in one way only: names in order, no spaces. That equals
   RFC 8785, so any other program writes the same bytes.

Nothing here knows a clock, a key or a store: the verifier reads with it too.
"""

import difflib
import json
import re
from typing import Final, Literal, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from lastlook.core.acts import AnyAct, kebab
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.words import (
    ActId,
    Cm,
    Digest,
    Grounds,
    HoldId,
    KeyText,
    Ms,
    Name,
    NoteText,
    Rounds,
    Token,
)
from lastlook.desk.unanswered import Problem, Unreadable

# The rules' versions, first to last; the last is named in every new entry. Each only
# adds to those before it, so that these rules decide as all of them did (ADR 0017).
CORES: Final = ("lastlook-core/1", "lastlook-core/2", "lastlook-core/3")
CORE: Final = CORES[-1]
EDITIONS: Final = {core: n for n, core in enumerate(CORES, start=1)}
# A leaf of the tree holds 65,535 bytes; 4 KiB of it are kept for the answer.
ACT_BYTES_MAX: Final = 61_440

KINDS: Final[dict[str, type[Struct]]] = {
    kebab(kind.__name__): kind for kind in get_args(AnyAct)
}
# The act's own word, and the fields that it cannot be without.
_NAMES_MIN: Final[dict[type[Struct], int]] = {
    kind: 1 + sum(field.required for field in msgspec.structs.fields(kind))
    for kind in KINDS.values()
}
IN_WORDS: Final = (
    (Name, "an id of letters, digits and . _ / + -, at most 64 characters"),
    (Grounds, "small words joined by hyphens, at most 96 characters"),
    (HoldId, "the name of a hold, such as stop-41"),
    (KeyText, "the public key's 32 bytes as base64"),
    (NoteText, "a signed note as base64"),
    (ActId, "a UUIDv7 in small letters"),
    (Digest, "a SHA-256 in 64 small hexadecimal digits"),
    (Token, "the token of an invitation"),
    (Ms, "whole milliseconds (UTC, since 1970)"),
    (Cm, "whole centimetres"),
    (Rounds, "a whole number of rounds"),
)

_acts: Final = msgspec.json.Decoder(AnyAct)
_decisions: Final = msgspec.json.Decoder(Granted | Refused)
_in_order: Final = msgspec.json.Encoder(order="sorted")
_pairs: Final = json.JSONDecoder(object_pairs_hook=list)


def read_act(act: bytes) -> AnyAct:
    """The act in these bytes; `Unreadable` says what is wrong with them."""
    _check_bytes(act)
    try:
        read: AnyAct = _acts.decode(act)
    except msgspec.ValidationError as error:
        raise Unreadable("unreadable", _misfit(act, str(error))) from error
    except msgspec.DecodeError as error:
        raise Unreadable(
            "unreadable",
            Problem(f"This is not JSON: {error}.", "the act", "Send what was signed."),
        ) from error
    _check_names(act, type(read))
    return read


def read_stored(act: bytes) -> AnyAct:
    """An act that `read_act` has read before; `msgspec.MsgspecError` if not."""
    read: AnyAct = _acts.decode(act)
    return read


def act_bytes(act: AnyAct) -> bytes:
    """An act as the desk's own tools write it: once, before it is signed."""
    plain = json.dumps(
        msgspec.to_builtins(act), sort_keys=True, separators=(",", ":")
    )  # escapes what is not ASCII: a pack's text may quote anything
    return plain.encode("ascii")


def decision_bytes(decision: Decision) -> bytes:
    """A decision in its one form."""
    return _in_order.encode(decision)


def read_decision(decision: bytes) -> Decision:
    """The decision in these bytes; `msgspec.MsgspecError` where there is none."""
    read: Decision = _decisions.decode(decision)
    return read


def in_words(kind: str, field: str) -> str:
    """What a field of an act must be, as a sentence; empty where that is open."""
    if kind not in KINDS or not field:
        return ""
    hint = get_type_hints(KINDS[kind], include_extras=True).get(field)
    inner = (hint, *get_args(hint))  # an optional field's own type is inside
    if words := [
        word for one in inner if get_origin(one) is Literal for word in get_args(one)
    ]:
        return f"Say one of: {', '.join(words)}."
    said = next((said for known, said in IN_WORDS if known in inner), "")
    return said and f"It must be {said}."


def did_you_mean(word: str, known: "tuple[str, ...] | dict[str, type[Struct]]") -> str:
    """The nearest of the known words, as a question."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    if not close:
        return "See the catalogue of acts for what there is."
    return f"Did you mean {close[0]}?"


def _check_bytes(act: bytes) -> None:
    if len(act) > ACT_BYTES_MAX:
        raise Unreadable(
            "too-big",
            Problem(
                f"{len(act)} bytes are more than {ACT_BYTES_MAX}.",
                "the act",
                "Send papers and photos by their digest only.",
            ),
        )
    if not act.isascii():
        at = next(n for n, byte in enumerate(act) if byte > 0x7F)  # noqa: PLR2004
        raise Unreadable(
            "unreadable",
            Problem(
                "There is a byte outside ASCII.",
                f"byte {at}",
                "Write ids, not names; escape what else must be in a pack.",
            ),
        )


def _check_names(act: bytes, kind: type[Struct]) -> None:
    # Readers differ on which of two equal names counts. Acts are flat by now: where no
    # more colons stand there than names that must, or than names that are read, none
    # of them stands there twice.
    colons = act.count(b":")
    if colons == _NAMES_MIN[kind] or colons == len(msgspec.json.decode(act)):
        return
    names = [name for name, _ in _pairs.decode(act.decode("ascii"))]
    if len(names) != len(set(names)):
        twice = next(name for name in names if names.count(name) > 1)
        raise Unreadable(
            "unreadable",
            Problem("The field stands there twice.", twice, "Say it once."),
        )


def _misfit(act: bytes, error: str) -> Problem:
    # Reads again, loosely, to be able to say what was probably meant.
    kind = str(_loosely(act).get("act", "the act"))
    fields = KINDS[kind].__struct_fields__ if kind in KINDS else ()
    if found := re.search(r"unknown field `(.*?)`", error):
        field = found[1]
        return Problem(
            f"{kind} has no field {field}.", field, did_you_mean(field, fields)
        )
    if found := re.search(r"missing required field `(.*?)`", error):
        field = found[1]
        return Problem(f"The field {field} is missing.", kind, "Say it.")
    if "`$.act`" in error:
        return Problem(f"There is no act {kind}.", "act", did_you_mean(kind, KINDS))
    found = re.search(r"`\$\.(\w+)", error)
    field = found[1] if found else ""
    what, matching, _ = error.partition(" - at ")[0].partition(" matching regex")
    return Problem(
        "Its form is wrong." if matching else f"{what}.",
        field or "the act",
        in_words(kind, field) or "Say it as the catalogue of acts does.",
    )


def _loosely(act: bytes) -> dict[str, object]:
    try:
        loose = msgspec.json.decode(act)
    except (msgspec.DecodeError, RecursionError):
        return {}
    return loose if isinstance(loose, dict) else {}
