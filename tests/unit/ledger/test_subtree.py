import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import OutOfRangeError, ProofError
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    Nodes,
    consistency_proof,
    leaf_hash,
    root,
)
from lastlook.ledger.subtree import is_subtree, subtree_proof, verify_subtree

SIZE_MAX = 40
HASHES = [leaf_hash(b"%d" % n) for n in range(SIZE_MAX)]


def nodes(height: int, index: int) -> bytes:
    return root(HASHES[index << height : (index + 1) << height])


NODES: Nodes = nodes
SUBTREES = [
    (start, stop, size)
    for size in range(1, SIZE_MAX + 1)
    for stop in range(1, size + 1)
    for start in range(stop)
    if is_subtree(start, stop)
]


def test_every_proof_of_every_subtree_holds() -> None:
    for start, stop, size in SUBTREES:
        proof = subtree_proof(NODES, start, stop, size)
        subtree_root = root(HASHES[start:stop])
        verify_subtree((start, stop, size), proof, subtree_root, root(HASHES[:size]))


@given(st.sampled_from(SUBTREES))
def test_no_other_root_is_accepted(bounds: tuple[int, int, int]) -> None:
    start, stop, size = bounds
    proof = subtree_proof(NODES, start, stop, size)
    subtree_root, whole = root(HASHES[start:stop]), root(HASHES[:size])
    for wrong in ((EMPTY_ROOT, whole), (subtree_root, EMPTY_ROOT)):
        with pytest.raises(ProofError):
            verify_subtree(bounds, proof, *wrong)


@given(st.sampled_from(SUBTREES), st.sampled_from(SUBTREES))
def test_no_proof_shows_other_leaves(
    bounds: tuple[int, int, int], other: tuple[int, int, int]
) -> None:
    start, stop, size = bounds
    proof = subtree_proof(NODES, start, stop, size)
    claimed = root(HASHES[other[0] : other[1]])
    if (start, stop) != other[:2]:
        with pytest.raises(ProofError):
            verify_subtree(bounds, proof, claimed, root(HASHES[:size]))


@given(st.sampled_from(SUBTREES), st.data())
def test_a_proof_with_a_hash_too_many_too_few_or_changed_is_refused(
    bounds: tuple[int, int, int], data: st.DataObject
) -> None:
    start, stop, size = bounds
    proof = subtree_proof(NODES, start, stop, size)
    at = data.draw(st.integers(0, len(proof)))
    spoiled = [[*proof[:at], HASHES[0], *proof[at:]]]
    if at < len(proof):
        rest = proof[at + 1 :]
        spoiled.append([*proof[:at], *rest])
        spoiled.append([*proof[:at], leaf_hash(b"changed"), *rest])
        spoiled.append([*proof[:at], proof[at][:31], *rest])
    for wrong in spoiled:
        with pytest.raises(ProofError):
            verify_subtree(bounds, wrong, root(HASHES[start:stop]), root(HASHES[:size]))


@given(st.integers(1, SIZE_MAX), st.integers(1, SIZE_MAX))
def test_from_the_first_leaf_on_it_is_the_consistency_proof(one: int, two: int) -> None:
    old, new = sorted((one, two))
    proof = subtree_proof(NODES, 0, old, new)
    assert proof == consistency_proof(NODES, old, new)


def test_only_what_starts_where_its_size_fits_is_a_subtree() -> None:
    assert is_subtree(0, 5)
    assert is_subtree(256, 300)
    assert is_subtree(256, 512)
    for start, stop in ((0, 0), (3, 2), (1, 3), (2, 5), (256, 513), (-1, 0), (-2, 0)):
        assert not is_subtree(start, stop)


@pytest.mark.parametrize(
    ("start", "stop", "size"), [(0, 5, 4), (1, 3, 8), (2, 2, 8), (-4, -2, 8)]
)
def test_there_is_no_proof_of_what_is_no_subtree(
    start: int, stop: int, size: int
) -> None:
    with pytest.raises(OutOfRangeError, match="are no subtree"):
        subtree_proof(NODES, start, stop, size)
    with pytest.raises(ProofError):
        verify_subtree((start, stop, size), [], HASHES[0], root(HASHES[:8]))
