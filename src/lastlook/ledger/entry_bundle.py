"""Entry bundles: up to 256 entries in one file (C2SP tlog-tiles, "Log entries").

1. A bundle is the entries' bytes in order, each behind its length as a big-endian
   uint16, and nothing else; there is one bundle for some entries, and the reverse.
2. `read_bundle` refuses what is cut off, what has bytes left over, what holds no
   entry and what holds more than 256.

Does not know what an entry is: their hashes say whether they are the log's.
"""

import struct
from collections.abc import Sequence
from typing import Final

from lastlook.ledger.entry import LEAF_BYTES_MAX
from lastlook.ledger.errors import EntryTooLongError, MalformedError
from lastlook.ledger.store import TILE_WIDTH

_LENGTH: Final = struct.Struct(">H")
BUNDLE_BYTES_MAX: Final = TILE_WIDTH * (_LENGTH.size + LEAF_BYTES_MAX)


def bundle(leaves: Sequence[bytes]) -> bytes:
    """The bundle of 1 to 256 entries.

    Raises:
        MalformedError: none, or too many.
        EntryTooLongError: an entry has more than 65,535 bytes.
    """
    if not 1 <= len(leaves) <= TILE_WIDTH:
        raise MalformedError(
            f"A bundle holds 1 to {TILE_WIDTH} entries, not {len(leaves)}."
        )
    parts: list[bytes] = []
    for leaf in leaves:
        if len(leaf) > LEAF_BYTES_MAX:
            raise EntryTooLongError(len(leaf), LEAF_BYTES_MAX)
        parts += (_LENGTH.pack(len(leaf)), leaf)
    return b"".join(parts)


def read_bundle(octets: bytes) -> list[bytes]:
    """The entries in a bundle; the inverse of `bundle`.

    Raises:
        MalformedError: it is none; says at which entry.
    """
    leaves, at = whole_entries(octets, 0, TILE_WIDTH)
    left = len(octets) - at
    if left and len(leaves) == TILE_WIDTH:
        raise MalformedError(f"The bundle has {left} bytes after 256 entries.")
    if left and left < _LENGTH.size:
        raise MalformedError(f"Entry {len(leaves)} of the bundle has half a length.")
    if left:
        (length,) = _LENGTH.unpack_from(octets, at)
        raise MalformedError(
            f"Entry {len(leaves)} of the bundle is cut off: it says "
            f"{length} bytes, {left - _LENGTH.size} are there."
        )
    if not leaves:
        raise MalformedError("The bundle is empty; an empty one is never written.")
    return leaves


def whole_entries(octets: bytes, at: int, count: int) -> tuple[list[bytes], int]:
    """Up to `count` entries that are whole in these bytes from `at` on.

    Returns:
        The entries, and where the next one begins.
    """
    leaves: list[bytes] = []
    end = len(octets)
    while len(leaves) < count and at + _LENGTH.size <= end:
        start = at + _LENGTH.size
        stop = start + (octets[at] << 8 | octets[at + 1])
        if stop > end:
            break
        leaves.append(octets[start:stop])
        at = stop
    return leaves, at
