"""Proofs that some leaves in a row are in a tree (subtree consistency).

1. A proof is accepted only where the range is one that can be a subtree, every hash has
   32 bytes, no hash is missing and none is left over.
2. A check raises where it fails; there is no answer that could be overlooked.

As in draft-ietf-plants-merkle-tree-certs-02, sections 4.1 and 4.4, to which C2SP
tlog-mirror refers: a mirror takes 256 entries at a time, each time with the proof that
they are where the signed tree has them. From 0 on it is RFC 9162's consistency.
"""

from collections.abc import Sequence

from lastlook.ledger.errors import OutOfRangeError, ProofError
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    Nodes,
    node_hash,
    range_root,
)


def is_subtree(start: int, stop: int) -> bool:
    """Whether leaves [start, stop) can be a subtree: start fits its size (4.1)."""
    if not 0 <= start < stop:
        return False
    return start % (1 << (stop - start - 1).bit_length()) == 0


def subtree_proof(nodes: Nodes, start: int, stop: int, size: int) -> list[bytes]:
    """The proof that leaves [start, stop) are in the tree of `size` (4.4.1).

    Returns:
        Hashes of 32 bytes, lowest first; see `verify_subtree`.

    Raises:
        OutOfRangeError: there is no such subtree.
    """
    if not is_subtree(start, stop) or stop > size:
        raise OutOfRangeError(
            f"Entries {start} to {stop} are no subtree of a tree of {size}."
        )
    proof: list[bytes] = []
    low, high, known = 0, size, True
    while (start, stop) != (low, high):
        middle = low + (1 << (high - low - 1).bit_length() - 1)
        if stop <= middle:
            proof.append(range_root(nodes, middle, high))
            high = middle
        else:
            proof.append(range_root(nodes, low, middle))
            # what lies across the middle begins at `low`: its left half is complete,
            # and the checker meets it in the proof instead of knowing it
            known = known and start >= middle
            low, start = middle, max(start, middle)
    if not known:
        proof.append(range_root(nodes, low, high))
    return proof[::-1]


def verify_subtree(
    bounds: tuple[int, int, int],
    proof: Sequence[bytes],
    subtree_root: bytes,
    root: bytes,
) -> None:
    """Check that leaves [start, stop) are in the tree of `size` (4.4.3).

    Args:
        bounds: start, stop and size.
        proof: as `subtree_proof` makes it.
        subtree_root: the root over the leaves, 32 bytes.
        root: the tree's, 32 bytes.

    Raises:
        ProofError: the proof does not show it.
    """
    start, stop, size = bounds
    if start == stop and 0 <= stop <= size:
        # the empty range is in every tree, and there is nothing to show
        if proof or subtree_root != EMPTY_ROOT:
            raise ProofError("An empty subtree has the empty root and no proof.")
        return
    if not is_subtree(start, stop) or stop > size:
        raise ProofError(
            f"Entries {start} to {stop} are no subtree of a tree of {size}."
        )
    for hashed in (subtree_root, *proof) if proof else ():
        if len(hashed) != HASH_BYTES:
            raise ProofError(f"A hash in the proof has {len(hashed)} bytes, not 32.")
    if _roots_of(bounds, proof, subtree_root) != (subtree_root, root):
        raise ProofError(f"Entries {start} to {stop} are not those of the tree.")


def _roots_of(
    bounds: tuple[int, int, int], proof: Sequence[bytes], subtree_root: bytes
) -> tuple[bytes, bytes]:
    """The subtree's and the tree's root as the proof gives them."""
    first, node, last = bounds[0], bounds[1] - 1, bounds[2] - 1
    complete = node == last
    while first != node and (complete or node & 1):
        first, node, last = first >> 1, node >> 1, last >> 1
    path = list(proof)
    if first != node:  # the proof begins with a node that the subtree ends in
        if not path:
            raise ProofError("The subtree proof is empty.")
        inner = outer = path.pop(0)
    else:
        inner = outer = subtree_root
    for sibling in path:
        if last == 0:
            raise ProofError("The subtree proof has hashes left over.")
        if node & 1 or node == last:
            if first < node:
                inner = node_hash(sibling, inner)
            outer = node_hash(sibling, outer)
            while not node & 1:  # a right edge climbs to where it has a sibling
                first, node, last = first >> 1, node >> 1, last >> 1
        else:
            outer = node_hash(outer, sibling)
        first, node, last = first >> 1, node >> 1, last >> 1
    if last != 0:
        raise ProofError("The subtree proof has too few hashes.")
    return inner, outer
