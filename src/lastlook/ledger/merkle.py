"""The Merkle tree of RFC 6962 and RFC 9162: hashes, roots, proofs and their checks.

1. A leaf is hashed with 00 in front, a node with 01 (RFC 9162, 2.1.1), so that a
   leaf can never pass for a node.
2. A proof is accepted only where every size fits, every hash has 32 bytes, no hash
   is missing and none is left over (RFC 9162, 2.1.3.2 and 2.1.4.2).
3. A check raises where it fails; there is no answer that could be overlooked.

Heights count from 0 at the leaves: the node (height, index) stands over the 2^height
leaves from index * 2^height on. Does not know where nodes are kept (tiles.py).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from hashlib import sha256
from typing import TypeAlias

from lastlook.ledger.errors import OutOfRangeError, ProofError

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

Nodes: TypeAlias = Callable[[int, int], bytes]
"""Looks up the hash of a complete subtree by (height, index)."""


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(00 || leaf), 32 bytes."""
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(01 || left || right), 32 bytes."""
    return sha256(b"\x01" + left + right).digest()


def root(leaf_hashes: Iterable[bytes]) -> bytes:
    """The root over these leaf hashes (RFC 9162, 2.1.1)."""
    frontier = Frontier()
    frontier.extend(leaf_hashes)
    return frontier.root()


class Frontier:
    """The right edge of a growing tree: at most one complete subtree per height.

    Enough to append and to give the root, whatever the tree's size: 32 bytes for
    each binary digit of it.
    """

    __slots__ = ("_edge", "size")

    def __init__(self) -> None:
        self.size = 0
        self._edge: list[bytes | None] = []

    @classmethod
    def at(cls, size: int, nodes: Nodes) -> "Frontier":
        """The frontier of a tree of `size` leaves whose nodes are kept."""
        frontier = cls()
        frontier.size = size
        frontier._edge = [
            nodes(height, (size >> height) - 1) if size >> height & 1 else None
            for height in range(size.bit_length())
        ]
        return frontier

    @classmethod
    def of_edge(cls, size: int, edge: Sequence[bytes | None]) -> "Frontier":
        """The frontier of a tree of `size` leaves, from what `edge` gave.

        Raises:
            ProofError: a subtree that such a tree has is not there, or one too many.
        """
        there = [each is not None and len(each) == HASH_BYTES for each in edge]
        if there != [bool(size >> height & 1) for height in range(size.bit_length())]:
            raise ProofError(f"These are not the subtrees of a tree of {size}.")
        frontier = cls()
        frontier.size = size
        frontier._edge = list(edge)
        return frontier

    @property
    def edge(self) -> tuple[bytes | None, ...]:
        """The complete subtree at each height, lowest first; None where there is none.

        Whoever knows the root knows from it whether an edge is that tree's.
        """
        return tuple(self._edge)

    def copy(self) -> "Frontier":
        """Another frontier of the same tree, growing on its own."""
        twin = Frontier()
        twin.size = self.size
        twin._edge = self._edge.copy()
        return twin

    def append(self, leaf_hash: bytes) -> None:
        """Grow by one leaf."""
        self.extend((leaf_hash,))

    def extend(self, leaf_hashes: Iterable[bytes]) -> list[list[bytes]]:
        """Grow by these leaves, a height at a time.

        Returns:
            The hashes of the subtrees that became complete, by height, in order:
            at 0 the leaf hashes themselves, at 1 the nodes over two of them, ...
        """
        row = list(leaf_hashes)
        self.size += len(row)
        grown = []
        height = 0
        while row:
            grown.append(row)
            if height == len(self._edge):
                self._edge.append(None)
            waiting = self._edge[height]
            if waiting is not None:
                row = [waiting, *row]
            self._edge[height] = row[-1] if len(row) & 1 else None
            pairs = zip(row[::2], row[1::2], strict=False)  # an odd last one waits
            row = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
            height += 1
        return grown

    def root(self) -> bytes:
        """The root of the tree so far, 32 bytes; SHA-256 of nothing when empty."""
        right = None
        for left in self._edge:
            if left is not None:
                right = left if right is None else node_hash(left, right)
        return EMPTY_ROOT if right is None else right


def range_root(nodes: Nodes, start: int, stop: int) -> bytes:
    """The root over leaves [start, stop), from complete subtrees.

    `start` must be a multiple of the largest power of two below the range's length,
    as it is for every range that RFC 9162's proofs ask for.
    """
    left = []
    while start < stop:
        height = (stop - start).bit_length() - 1
        left.append(nodes(height, start >> height))
        start += 1 << height
    if not left:
        return EMPTY_ROOT
    right = left.pop()
    while left:
        right = node_hash(left.pop(), right)
    return right


def inclusion_proof(nodes: Nodes, n: int, size: int) -> list[bytes]:
    """The proof that leaf `n` is in the tree of `size` leaves (RFC 9162, 2.1.3.1).

    Returns:
        The siblings on the way from the leaf to the root, lowest first.

    Raises:
        OutOfRangeError: not 0 <= n < size.
    """
    if not 0 <= n < size:
        raise OutOfRangeError(f"There is no leaf {n} in a tree of {size}.")
    proof = []
    start, stop = 0, size
    while stop - start > 1:
        middle = start + _split(stop - start)
        if n < middle:
            proof.append(range_root(nodes, middle, stop))
            stop = middle
        else:
            proof.append(range_root(nodes, start, middle))
            start = middle
    return proof[::-1]


def all_inclusion_proofs(leaf_hashes: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """The root of a small tree, and the proof of every leaf, each as joined hashes.

    The tree has at least one leaf. Costs one hash a leaf, where as many calls of
    `inclusion_proof` cost one or more for each hash in each proof.
    """
    count = len(leaf_hashes)
    if count == 1:
        return leaf_hashes[0], [b""]
    middle = _split(count)
    left, left_proofs = all_inclusion_proofs(leaf_hashes[:middle])
    right, right_proofs = all_inclusion_proofs(leaf_hashes[middle:])
    proofs = [proof + right for proof in left_proofs]
    proofs += [proof + left for proof in right_proofs]
    return node_hash(left, right), proofs


def consistency_proof(nodes: Nodes, old: int, new: int) -> list[bytes]:
    """The proof that the tree of `new` leaves continues that of `old` (2.1.4.1).

    Returns:
        The hashes in the order of RFC 9162; none where the sizes are equal.

    Raises:
        OutOfRangeError: not 1 <= old <= new. (Everything continues the empty tree;
            there is nothing to prove.)
    """
    if not 1 <= old <= new:
        raise OutOfRangeError(
            f"There is no proof from {old} to {new} entries: the older size must be at "
            "least 1, and at most the newer."
        )
    proof = []
    start, stop = 0, new
    while old != stop:
        middle = start + _split(stop - start)
        if old <= middle:
            proof.append(range_root(nodes, middle, stop))
            stop = middle
        else:
            proof.append(range_root(nodes, start, middle))
            start = middle
    if start:  # else the old tree is a subtree that the checker knows already
        proof.append(range_root(nodes, start, stop))
    return proof[::-1]


def verify_inclusion(
    leaf_hash: bytes, n: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that leaf `n` of the tree (`size`, `root`) has this hash (2.1.3.2).

    Raises:
        ProofError: the proof does not show it.
    """
    if inclusion_root(leaf_hash, n, size, proof) != root:
        raise ProofError(f"Leaf {n} is not in the tree of {size} with this root.")


def inclusion_root(
    leaf_hash: bytes, n: int, size: int, proof: Sequence[bytes]
) -> bytes:
    """The root of the tree of `size` of which this is leaf `n` (2.1.3.2, steps 1 to 4).

    Raises:
        ProofError: the proof is not one for this place in a tree of this size.
    """
    if not 0 <= n < size:
        raise ProofError(f"There is no leaf {n} in a tree of {size}.")
    _check_hashes((leaf_hash, *proof))
    node, last = n, size - 1
    hashed = leaf_hash
    for sibling in proof:
        if last == 0:
            raise ProofError("The inclusion proof has hashes left over.")
        if node & 1 or node == last:
            hashed = node_hash(sibling, hashed)
            # A right edge has no siblings of its own: climb to where it has one. It
            # ends, for an even node here equals `last`, which is not 0.
            while not node & 1:
                node, last = node >> 1, last >> 1
        else:
            hashed = node_hash(hashed, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise ProofError("The inclusion proof has too few hashes.")
    return hashed


def root_before(n: int, size: int, proof: Sequence[bytes]) -> bytes:
    """The root of the first `n` leaves, by the inclusion proof of leaf `n`.

    The hashes on the left of the leaf's way stand over complete trees that are, from
    the largest to the smallest, all of the leaves before it: so the proof of an entry
    also shows the tree as it was when the entry came. Meaningful only of a proof that
    `verify_inclusion` has taken.
    """
    left: list[bytes] = []
    for sibling in reversed(proof):
        split = _split(size)
        if n < split:
            size = split
        else:
            n, size = n - split, size - split
            left.append(sibling)
    if not left:
        return EMPTY_ROOT
    return reduce(lambda right, beside: node_hash(beside, right), reversed(left))


def verify_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> None:
    """Check that the tree (`new`, `new_root`) continues (`old`, `old_root`) (2.1.4.2).

    Raises:
        ProofError: the proof does not show it.
    """
    if not 1 <= old <= new:
        raise ProofError(f"A tree of {new} leaves cannot be shown to continue {old}.")
    if old == new:
        if proof or old_root != new_root:
            raise ProofError(f"Two trees of {old} leaves differ, or carry a proof.")
        return
    if not proof:
        raise ProofError("The consistency proof is empty.")
    # A complete old tree is the proof's first node, and not repeated in it.
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    _check_hashes(path)
    if _roots_of(path, old, new) != (old_root, new_root):
        raise ProofError(f"The tree of {new} does not continue the one of {old}.")


def beginning_shown(
    old: int, new: int, proof: Sequence[bytes], new_root: bytes
) -> bytes | None:
    """The root of the first `old` leaves of the tree (`new`, `new_root`), by a proof.

    For whoever finds that a consistency proof does not lead from the old root they
    know: where it leads from another, the tree has another beginning.

    Returns:
        None where the proof shows nothing, or where it does not carry the old root
        because that tree is complete (2.1.4.2, step 2).
    """
    if not 1 <= old < new or old & (old - 1) == 0 or not proof:
        return None
    try:
        _check_hashes(proof)
        first, second = _roots_of(proof, old, new)
    except ProofError:
        return None
    return first if second == new_root else None


def _roots_of(path: Sequence[bytes], old: int, new: int) -> tuple[bytes, bytes]:
    """Both roots as the consistency path gives them (2.1.4.2, steps 4 to 6)."""
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    first = second = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("The consistency proof has hashes left over.")
        if node & 1 or node == last:
            first = node_hash(sibling, first)
            second = node_hash(sibling, second)
            while not node & 1:  # as above
                node, last = node >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        node, last = node >> 1, last >> 1
    if last != 0:
        raise ProofError("The consistency proof has too few hashes.")
    return first, second


def _check_hashes(hashes: Iterable[bytes]) -> None:
    for each in hashes:
        if len(each) != HASH_BYTES:
            raise ProofError(f"A hash in the proof has {len(each)} bytes, not 32.")


def _split(count: int) -> int:
    """The largest power of two below `count`: where RFC 9162 parts a range."""
    return 1 << (count - 1).bit_length() - 1
