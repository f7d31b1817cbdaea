"""Several acts under one signature, each of which can still be checked alone.

1. What a key signs for several acts is a tag, their number and the root of the RFC 6962
   tree over their bytes. The tag is another than that for one act, so that neither
   signature ever counts as the other.
2. Each act's entry keeps its *share*: the signature, the act's place, the number of
   acts and the proof that it stands there in the tree. So an entry says by itself what
   was signed, whatever became of the other acts.
3. A share has exactly one form. No hash is missing and none is left over.

Does not know what an act says, or whose key it is.
"""

import struct
from collections.abc import Sequence
from typing import Final

from lastlook.ledger.errors import MalformedError
from lastlook.ledger.keys import SIGNATURE_BYTES
from lastlook.ledger.merkle import (
    HASH_BYTES,
    all_inclusion_proofs,
    inclusion_root,
    leaf_hash,
)

ACTS_DOMAIN: Final = b"lastlook/acts/v1\n"
TOGETHER_MAX: Final = 50  # acts under one signature

_FRONT = struct.Struct(f">{SIGNATURE_BYTES}sBB")


def together_bytes(acts: Sequence[bytes]) -> bytes:
    r"""What a key signs for these acts.

    The tag `lastlook/acts/v1\n` (17 bytes), the number of acts (one byte), the root
    of the tree over the acts' bytes in their order (32 bytes).

    Args:
        acts: 1 to `TOGETHER_MAX` of them, each as the bytes that are sent.

    Raises:
        MalformedError: there are none, or more.
    """
    root, _ = _tree(acts)
    return _signed(len(acts), root)


def sealed(acts: Sequence[bytes], signature: bytes) -> tuple[bytes, list[bytes]]:
    """What was signed for these acts, and each one's share of this signature.

    A share is what an entry has in place of a signature of its own:

        at  0  the signature, 64 bytes
        at 64  place of the act among those signed together, from 0, one byte
        at 65  number of those acts, 1 to 50, one byte
        at 66  the inclusion proof of RFC 9162, 2.1.3.1: hashes of 32 bytes, lowest
               first; none where there is one act, six at most

    Raises:
        MalformedError: no acts, or too many.
    """
    count = len(acts)
    root, proofs = _tree(acts)
    shares = [
        _FRONT.pack(signature, place, count) + proof
        for place, proof in enumerate(proofs)
    ]
    return _signed(count, root), shares


def share_fault(share: bytes) -> str | None:
    """What is wrong with the form of a share; None where nothing is."""
    if len(share) < _FRONT.size:
        return f"it has {len(share)} bytes"
    _, place, count = _FRONT.unpack_from(share)
    if not place < count <= TOGETHER_MAX:
        return f"there is no act {place} of {count} under one signature"
    due = _FRONT.size + HASH_BYTES * _proof_length(place, count)
    if len(share) != due:
        return f"for act {place} of {count} it has {len(share)} bytes, not {due}"
    return None


def signed_share(act: bytes, share: bytes) -> tuple[bytes, bytes]:
    """What was signed, as this act and its share say, and the 64 bytes of signature.

    Raises:
        MalformedError: it is no share.
    """
    wrong = share_fault(share)
    if wrong:
        raise MalformedError(f"This is no share of a signature: {wrong}.")
    signature, place, count = _FRONT.unpack_from(share)
    proof = [
        share[at : at + HASH_BYTES] for at in range(_FRONT.size, len(share), HASH_BYTES)
    ]
    root = inclusion_root(leaf_hash(act), place, count, proof)
    return _signed(count, root), signature


def _tree(acts: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    if not 1 <= len(acts) <= TOGETHER_MAX:
        raise MalformedError(
            f"{len(acts)} acts cannot be signed together: 1 to {TOGETHER_MAX} can."
        )
    return all_inclusion_proofs([leaf_hash(act) for act in acts])


def _signed(count: int, root: bytes) -> bytes:
    return ACTS_DOMAIN + bytes((count,)) + root


def _proof_length(place: int, count: int) -> int:
    """How many hashes the proof has.

    One for each level below that where the way of the last act is met; above it, one
    for each complete subtree to the left.
    """
    inner = (place ^ count - 1).bit_length()
    return inner + (place >> inner).bit_count()
