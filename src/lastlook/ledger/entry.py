"""One entry: the act as it was signed and what was decided, as bytes.

1. `leaf(entry)` is the one and only form of an entry: what is hashed, stored, put
   into tiles and handed out. Two different entries never have the same leaf.
2. `read_leaf` takes exactly what `leaf` makes; for anything else it says which
   field is wrong and why. Nothing is re-serialised in order to verify.
3. A leaf is at most 65,535 bytes (tlog-tiles, "Log entries": a 16-bit length).

Does not know what the act or the decision say.
"""

import struct
from functools import lru_cache
from typing import Final

from msgspec import Struct

from lastlook.ledger.errors import EntryTooLongError, MalformedError
from lastlook.ledger.keys import SIGNATURE_BYTES
from lastlook.ledger.together import share_fault, signed_share

LEAF_BYTES_MAX = 65_535
LEAF_TAG = b"lastlook/entry/v1\n"
ACT_DOMAIN = b"lastlook/act/v1\n"
ACT_ID_AT = 40  # where act_id begins in a leaf
ACT_ID_BYTES = 16


_HEX = "0123456789abcdef"
_PACK_LENGTH = 64  # a SHA-256 in hex
# n and recorded_at in 63 bits: every store's integers hold them.
_INTEGER_BITS = 63
_INTEGER_MAX = 2**_INTEGER_BITS - 1
# Rules and packs change some times a day; every entry between names the same.
_REMEMBERED: Final = 64

# tag, then n, recorded_at and act_id with their lengths, then the key's length
_FRONT = struct.Struct(">18sHQHQH16sH")
_LENGTH = struct.Struct(">H")
_FIXED_BYTES = _FRONT.size + 5 * _LENGTH.size + _PACK_LENGTH


class _Fields(Struct, frozen=True, gc=False):
    """What a draft and an entry have in common.

    Attributes:
        recorded_at: when the desk recorded it, ms since 1970 UTC, never going back.
        act_id: the act's UUIDv7, 16 bytes, made by the client, unique for ever.
        key: id of the key that signed the act.
        act: the act, byte for byte as it was signed.
        signature: Ed25519 over `signed_bytes(act)`, 64 bytes; or the act's share of
            a signature over several (`together.sealed`), which is longer.
        decision: the answer as deterministic JSON, made by the desk.
        core: version of the rules in force.
        pack: SHA-256, in lower-case hex, of the pack texts in force.
    """

    recorded_at: int
    act_id: bytes
    key: str
    act: bytes
    signature: bytes
    decision: bytes
    core: str
    pack: str


class Draft(_Fields, frozen=True, gc=False):
    """An entry before the ledger has given it its number."""


class Entry(_Fields, frozen=True, gc=False):
    """An entry of the ledger; `n` counts from 0 without gaps."""

    n: int


def signed_bytes(act: bytes) -> bytes:
    r"""What the phone signs: `lastlook/act/v1\n`, then the act's bytes.

    The prefix keeps a signature made for an act from ever counting as one made for
    something else (domain separation).
    """
    return ACT_DOMAIN + act


def signed_by(entry: _Fields) -> tuple[bytes, bytes]:
    """What the entry's key signed, and the Ed25519 signature over it, 64 bytes.

    Whoever checks an entry's signature asks here: it was made for this act alone, or
    for several together.

    Raises:
        MalformedError: the signature is of neither form.
    """
    if len(entry.signature) == SIGNATURE_BYTES:
        return signed_bytes(entry.act), entry.signature
    return signed_share(entry.act, entry.signature)


def numbered(n: int, draft: Draft) -> Entry:
    """The draft as entry number `n`."""
    return Entry(
        draft.recorded_at,
        draft.act_id,
        draft.key,
        draft.act,
        draft.signature,
        draft.decision,
        draft.core,
        draft.pack,
        n,
    )


def leaf(entry: Entry) -> bytes:
    r"""The entry's bytes, at most 65,535.

    The tag `lastlook/entry/v1\n` (18 bytes), then nine fields, each a 16-bit
    big-endian length and so many bytes, nothing after the last:

        at  0  tag
        at 18  length 8,  n, 64-bit big-endian
        at 28  length 8,  recorded_at, 64-bit big-endian, ms since 1970 UTC
        at 38  length 16, act_id
        at 56  length,    key, UTF-8
               length,    act
               length 64, signature (or longer: `together.sealed`)
               length,    decision
               length,    core, UTF-8
               length 64, pack, lower-case hex

    Raises:
        EntryTooLongError: it would be longer.
        MalformedError: a field is not of its form.
    """
    return leaf_of(entry.n, entry)


def leaf_of(n: int, fields: _Fields) -> bytes:
    """The leaf of a draft that becomes entry `n`; see `leaf`.

    Raises:
        As `leaf` does.
    """
    wrong = _wrong_field(n, fields)
    if wrong:
        raise MalformedError(f"Entry {n} cannot be written: {wrong}.")
    try:
        written = _joined(n, fields, fields.key.encode())
    except UnicodeEncodeError as error:
        raise MalformedError(f"Entry {n}: key or core: {error}.") from None
    if len(written) > LEAF_BYTES_MAX:
        raise _too_long(len(written))
    return written


def read_leaf(leaf: bytes) -> Entry:
    """The entry whose leaf this is; the inverse of `leaf`.

    Raises:
        EntryTooLongError: it is longer than any entry.
        MalformedError: it is not a leaf; says which field is wrong.
    """
    if len(leaf) > LEAF_BYTES_MAX:
        raise _too_long(len(leaf))
    if len(leaf) < _FRONT.size:
        raise MalformedError(f"A leaf of {len(leaf)} bytes ends before its key.")
    (tag, n_length, n, at_length, recorded_at, id_length, act_id, key_length) = (
        _FRONT.unpack_from(leaf)
    )
    if tag != LEAF_TAG:
        raise MalformedError(
            f"A leaf begins with {LEAF_TAG!r}, this one with {tag!r}: it is of another "
            "version, or no leaf."
        )
    if n_length != 8 or at_length != 8 or id_length != ACT_ID_BYTES:  # noqa: PLR2004
        raise MalformedError("A leaf's n, recorded_at and act_id have 8, 8, 16 bytes.")
    key, act, signature, decision, ending = _parts(leaf, key_length)
    try:
        core_and_pack = _core_and_pack(ending)
        if core_and_pack is None:
            raise _misfit(leaf, key_length)
        core, pack = core_and_pack
        entry = Entry(
            recorded_at, act_id, key.decode(), act, signature, decision, core, pack, n
        )
    except UnicodeDecodeError as error:
        raise MalformedError(f"Entry {n}: key, core or pack: {error}.") from None
    wrong = _wrong_field(n, entry)
    if wrong:
        raise MalformedError(f"Entry {n}: {wrong}.")
    return entry


def act_id_in(leaf: bytes) -> bytes:
    """The act's id, read out of its place in a leaf."""
    return leaf[ACT_ID_AT : ACT_ID_AT + ACT_ID_BYTES]


def _joined(n: int, fields: _Fields, key: bytes) -> bytes:
    """The fields, each behind its length."""
    act, signature, decision = fields.act, fields.signature, fields.decision
    try:
        return b"".join(
            (
                _FRONT.pack(
                    LEAF_TAG,
                    8,
                    n,
                    8,
                    fields.recorded_at,
                    ACT_ID_BYTES,
                    fields.act_id,
                    len(key),
                ),
                key,
                _LENGTH.pack(len(act)),
                act,
                _LENGTH.pack(len(signature)),
                signature,
                _LENGTH.pack(len(decision)),
                decision,
                _ending(fields.core, fields.pack),
            )
        )
    except struct.error:  # a length beyond 16 bits
        varying = (key, act, signature, decision, fields.core.encode())
        raise _too_long(_FIXED_BYTES + sum(map(len, varying))) from None


@lru_cache(_REMEMBERED)
def _ending(core: str, pack: str) -> bytes:
    """The last two fields, each behind its length."""
    written = core.encode()
    core_length, pack_length = _LENGTH.pack(len(written)), _LENGTH.pack(_PACK_LENGTH)
    return b"".join((core_length, written, pack_length, pack.encode()))


def _parts(leaf: bytes, key_length: int) -> tuple[bytes, bytes, bytes, bytes, bytes]:
    """Key, act, signature and decision, each without its length; then what is left."""
    key_stop = _FRONT.size + key_length
    try:
        act_at = key_stop + 2
        act_stop = act_at + (leaf[key_stop] << 8 | leaf[key_stop + 1])
        signed_at = act_stop + 2
        signed_stop = signed_at + (leaf[act_stop] << 8 | leaf[act_stop + 1])
        decided_at = signed_stop + 2
        decided_stop = decided_at + (leaf[signed_stop] << 8 | leaf[signed_stop + 1])
    except IndexError:
        raise _misfit(leaf, key_length) from None
    return (
        leaf[_FRONT.size : key_stop],
        leaf[act_at:act_stop],
        leaf[signed_at:signed_stop],
        leaf[decided_at:decided_stop],
        leaf[decided_stop:],
    )


@lru_cache(_REMEMBERED)
def _core_and_pack(ending: bytes) -> tuple[str, str] | None:
    """The last two fields, without their lengths; None where they do not fit."""
    core_stop = _LENGTH.size + int.from_bytes(ending[: _LENGTH.size], "big")
    pack_at = core_stop + _LENGTH.size
    pack_length = int.from_bytes(ending[core_stop:pack_at], "big")
    if len(ending) != pack_at + pack_length:
        return None
    return ending[_LENGTH.size : core_stop].decode(), ending[pack_at:].decode()


def _misfit(leaf: bytes, key_length: int) -> MalformedError:
    """Which field of a leaf does not fit, a field at a time."""
    at, length = _FRONT.size, key_length
    for name in ("key", "act", "signature", "decision", "core", "pack"):
        stop = at + length
        if stop > len(leaf):
            return MalformedError(f"The leaf ends before its {name} does.")
        at = stop + _LENGTH.size
        length = int.from_bytes(leaf[stop:at], "big")
    return MalformedError(f"The leaf goes on for {len(leaf) - stop} bytes after pack.")


def _too_long(length: int) -> EntryTooLongError:
    return EntryTooLongError(length, LEAF_BYTES_MAX)


def _wrong_field(n: int, fields: _Fields) -> str | None:
    """What is wrong with a field of fixed form; None where all are right."""
    recorded_at, act_id, signature = fields.recorded_at, fields.act_id, fields.signature
    # Nearly always nothing is, which one look tells.
    if (
        not (n | recorded_at) >> _INTEGER_BITS
        and len(act_id) == ACT_ID_BYTES
        and len(signature) == SIGNATURE_BYTES
        and _is_digest(fields.pack)
    ):
        return None
    if not 0 <= n <= _INTEGER_MAX:
        return f"n is {n}, not a number from 0"
    if not 0 <= recorded_at <= _INTEGER_MAX:
        return f"recorded_at is {recorded_at}, not ms since 1970"
    if len(act_id) != ACT_ID_BYTES:
        return f"act_id has {len(act_id)} bytes, not {ACT_ID_BYTES}"
    if len(signature) != SIGNATURE_BYTES:
        wrong = share_fault(signature)
        if wrong:
            return f"signature is neither 64 bytes nor a share of one: {wrong}"
    if not _is_digest(fields.pack):
        return f"pack is {fields.pack[:80]!r}, not a SHA-256 in lower-case hex"
    return None


@lru_cache(_REMEMBERED)
def _is_digest(pack: str) -> bool:
    return len(pack) == _PACK_LENGTH and not pack.strip(_HEX)
