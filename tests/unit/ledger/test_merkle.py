from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import OutOfRangeError, ProofError
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    Nodes,
    all_inclusion_proofs,
    beginning_shown,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    range_root,
    root,
    root_before,
    verify_consistency,
    verify_inclusion,
)

# The leaves and roots that Certificate Transparency's implementations share; RFC 9162
# (2.1.5) draws the tree of seven.
LEAVES = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
HASHES = [leaf_hash(b"%d" % n) for n in range(70)]
SIZES = st.integers(1, len(HASHES))


def nodes_of(hashes: Sequence[bytes]) -> Nodes:
    def node(height: int, index: int) -> bytes:
        start = index << height
        return root_by_definition(hashes[start : start + (1 << height)])

    return node


def root_by_definition(hashes: Sequence[bytes]) -> bytes:
    """RFC 9162, 2.1.1, word for word."""
    if not hashes:
        return EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return node_hash(root_by_definition(hashes[:k]), root_by_definition(hashes[k:]))


@pytest.mark.parametrize("size", range(9))
def test_the_root_of_the_shared_leaves_is_the_published_one(size: int) -> None:
    assert root(map(leaf_hash, LEAVES[:size])).hex() == ROOTS[size]


@given(st.lists(st.integers(0, 20), max_size=8))
def test_the_frontier_has_the_root_of_the_definition_however_it_grew(
    counts: list[int],
) -> None:
    hashes: list[bytes] = []
    frontier = Frontier()
    for count in counts:
        more = [leaf_hash(b"%d" % n) for n in range(len(hashes), len(hashes) + count)]
        frontier.extend(more)
        hashes += more
        assert frontier.size == len(hashes)
        assert frontier.root() == root_by_definition(hashes)


@given(SIZES, SIZES)
def test_growing_tells_every_subtree_that_became_complete(old: int, more: int) -> None:
    frontier = Frontier()
    hashes = [leaf_hash(b"%d" % n) for n in range(old + more)]
    frontier.extend(hashes[:old])
    grown = frontier.extend(hashes[old:])
    nodes = nodes_of(hashes)
    for height, row in enumerate(grown):
        new = range(old >> height, (old + more) >> height)
        assert row == [nodes(height, index) for index in new]


def test_a_copy_of_a_frontier_grows_on_its_own() -> None:
    frontier = Frontier()
    frontier.extend(HASHES[:5])
    twin = frontier.copy()
    twin.append(HASHES[5])
    assert frontier.root() == root_by_definition(HASHES[:5])
    assert twin.root() == root_by_definition(HASHES[:6])


@given(SIZES)
def test_a_frontier_is_found_again_from_the_nodes(size: int) -> None:
    frontier = Frontier.at(size, nodes_of(HASHES))
    assert frontier.root() == root_by_definition(HASHES[:size])
    frontier.append(HASHES[0])
    assert frontier.root() == root_by_definition([*HASHES[:size], HASHES[0]])


def test_the_root_over_no_leaves_is_the_hash_of_nothing() -> None:
    assert range_root(nodes_of([]), 0, 0) == EMPTY_ROOT


@given(SIZES, st.data())
def test_every_inclusion_proof_is_accepted_and_no_other_leaf_is(
    size: int, data: st.DataObject
) -> None:
    n = data.draw(st.integers(0, size - 1))
    other = data.draw(st.integers(0, size).filter(lambda other: other != n))
    proof = inclusion_proof(nodes_of(HASHES), n, size)
    signed = root_by_definition(HASHES[:size])
    verify_inclusion(HASHES[n], n, size, proof, signed)
    with pytest.raises(ProofError):
        verify_inclusion(HASHES[n], other, size, proof, signed)
    with pytest.raises(ProofError):
        verify_inclusion(leaf_hash(b"other"), n, size, proof, signed)


@given(SIZES, SIZES)
def test_every_consistency_proof_is_accepted_and_no_other_root_is(
    one: int, other: int
) -> None:
    old, new = sorted((one, other))
    proof = consistency_proof(nodes_of(HASHES), old, new)
    old_root = root_by_definition(HASHES[:old])
    new_root = root_by_definition(HASHES[:new])
    verify_consistency(old, new, proof, old_root, new_root)
    for wrong in ((EMPTY_ROOT, new_root), (old_root, EMPTY_ROOT)):
        with pytest.raises(ProofError):
            verify_consistency(old, new, proof, *wrong)


@given(SIZES, SIZES, st.data())
def test_a_proof_with_a_hash_too_many_too_few_or_changed_is_refused(
    one: int, other: int, data: st.DataObject
) -> None:
    old, new = sorted((one, other))
    nodes = nodes_of(HASHES)
    roots = root_by_definition(HASHES[:old]), root_by_definition(HASHES[:new])
    for wrong in _spoiled(inclusion_proof(nodes, old - 1, new), data):
        with pytest.raises(ProofError):
            verify_inclusion(HASHES[old - 1], old - 1, new, wrong, roots[1])
    for wrong in _spoiled(consistency_proof(nodes, old, new), data):
        with pytest.raises(ProofError):
            verify_consistency(old, new, wrong, *roots)


def _spoiled(proof: list[bytes], data: st.DataObject) -> list[list[bytes]]:
    at = data.draw(st.integers(0, len(proof)))
    spoiled = [[*proof[:at], HASHES[0], *proof[at:]]]
    if at < len(proof):
        rest = proof[at + 1 :]
        spoiled.append([*proof[:at], *rest])
        spoiled.append([*proof[:at], leaf_hash(b"changed"), *rest])
        spoiled.append([*proof[:at], proof[at][:31], *rest])
    return spoiled


@pytest.mark.parametrize(("n", "size"), [(-1, 3), (3, 3), (0, 0), (4, 3)])
def test_there_is_no_inclusion_proof_of_a_leaf_outside_the_tree(
    n: int, size: int
) -> None:
    with pytest.raises(OutOfRangeError, match=f"no leaf {n} in a tree of {size}"):
        inclusion_proof(nodes_of(HASHES), n, size)
    with pytest.raises(ProofError, match=f"no leaf {n} in a tree of {size}"):
        verify_inclusion(HASHES[0], n, size, [], HASHES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (0, 0), (4, 3), (-1, 3)])
def test_there_is_no_consistency_proof_from_nothing_or_backwards(
    old: int, new: int
) -> None:
    with pytest.raises(OutOfRangeError):
        consistency_proof(nodes_of(HASHES), old, new)
    with pytest.raises(ProofError):
        verify_consistency(old, new, HASHES[:2], HASHES[0], HASHES[1])


def test_what_is_not_a_hash_proves_nothing_even_where_it_would_fit() -> None:
    joined = HASHES[0] + HASHES[1]
    with pytest.raises(ProofError, match="has 64 bytes, not 32"):
        verify_inclusion(joined, 0, 1, [], joined)
    with pytest.raises(ProofError, match="has 0 bytes, not 32"):
        verify_inclusion(HASHES[0], 0, 2, [b""], node_hash(HASHES[0], b""))
    new_root = node_hash(joined, HASHES[2])
    with pytest.raises(ProofError, match="has 64 bytes, not 32"):
        verify_consistency(2, 3, [HASHES[2]], joined, new_root)


def test_the_root_of_a_smaller_tree_does_not_pass_for_that_of_a_larger() -> None:
    a, b, c, d = HASHES[:4]
    two, four = node_hash(a, b), node_hash(node_hash(a, b), node_hash(c, d))
    with pytest.raises(ProofError, match="inclusion proof has too few"):
        verify_inclusion(a, 0, 3, [b], two)
    with pytest.raises(ProofError, match="consistency proof has too few"):
        verify_consistency(1, 3, [b], a, two)
    with pytest.raises(ProofError, match="inclusion proof has hashes left over"):
        verify_inclusion(a, 0, 2, [b, node_hash(c, d)], four)
    with pytest.raises(ProofError, match="consistency proof has hashes left over"):
        verify_consistency(1, 2, [b, node_hash(c, d)], a, four)


def test_a_leaf_that_looks_like_a_node_does_not_pass_for_it() -> None:
    left, right = HASHES[:2]
    assert leaf_hash(left + right) != node_hash(left, right)


@given(SIZES)
def test_all_proofs_of_a_small_tree_are_those_of_each_leaf(size: int) -> None:
    top, proofs = all_inclusion_proofs(HASHES[:size])
    assert top == root_by_definition(HASHES[:size])
    assert proofs == [
        b"".join(inclusion_proof(nodes_of(HASHES), n, size)) for n in range(size)
    ]


@given(SIZES, SIZES)
def test_a_proof_shows_with_what_root_a_tree_began(one: int, two: int) -> None:
    old, new = sorted((one, two))
    proof = consistency_proof(nodes_of(HASHES), old, new)
    whole = root_by_definition(HASHES[:new])
    shown = beginning_shown(old, new, proof, whole)
    complete = old & (old - 1) == 0
    expected = None if complete or old == new else root_by_definition(HASHES[:old])
    assert shown == expected
    assert beginning_shown(old, new, proof, EMPTY_ROOT) is None
    assert beginning_shown(old, new, proof[1:], whole) is None
    assert beginning_shown(old, new, [b"short", *proof[1:]], whole) is None


@given(SIZES)
def test_the_proof_of_a_leaf_shows_the_tree_before_it(size: int) -> None:
    for n in range(size):
        proof = inclusion_proof(nodes_of(HASHES), n, size)
        assert root_before(n, size, proof) == root_by_definition(HASHES[:n])
