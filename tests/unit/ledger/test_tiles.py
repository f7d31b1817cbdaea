import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.ledger.errors import LedgerCorruptError
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.merkle import Frontier, leaf_hash, root
from lastlook.ledger.store import Batch, Head, Tile
from lastlook.ledger.tiles import Edge, StoredNodes
from tests.world.ledger import act_id


def leaves(start: int, stop: int) -> list[bytes]:
    return [b"t" * 40 + act_id(number) for number in range(start, stop)]


def stored(*batches: int) -> tuple[MemoryStore, Edge]:
    """A store with so many leaves and their tiles, and the edge that wrote them."""
    store, edge = MemoryStore(), Edge()
    store.append(Batch(None, [], [], Head(0, b"")))
    for count in batches:
        size = edge.size
        more = leaves(size, size + count)
        tiles = edge.extend(map(leaf_hash, more))
        store.append(Batch(size, more, tiles, Head(edge.size, b"")))
    return store, edge


@settings(max_examples=25)
@given(st.lists(st.integers(1, 700), min_size=1, max_size=4))
def test_tiles_do_not_depend_on_how_the_leaves_were_batched(counts: list[int]) -> None:
    store, edge = stored(*counts)
    size = sum(counts)
    hashes = list(map(leaf_hash, leaves(0, size)))
    assert edge.root() == root(hashes)
    for n in range(size // 256):
        of_tile = hashes[n * 256 : n * 256 + 256]
        assert store.tile(0, n) == Tile(0, n, root(of_tile), b"".join(of_tile))
    assert store.tile(0, size // 256) is None


@settings(max_examples=25)
@given(st.integers(1, 1500), st.integers(0, 11), st.data())
def test_every_node_is_found_in_full_tiles_and_at_the_edge(
    size: int, height: int, data: st.DataObject
) -> None:
    store, _ = stored(size)
    if size >> height:
        index = data.draw(st.integers(0, (size >> height) - 1))
        under = leaves(index << height, (index + 1) << height)
        assert StoredNodes(store, size)(height, index) == root(map(leaf_hash, under))


def test_a_tile_of_tiles_is_written_once_there_are_65536_leaves() -> None:
    store, edge = stored(65_000, 1000)
    frontier = Frontier()
    frontier.extend(map(leaf_hash, leaves(0, 65_536)))
    upper = store.tile(1, 0)
    assert upper is not None
    assert upper.root == frontier.root()
    assert upper.hashes == b"".join(store.roots(0, 0, 256))
    assert StoredNodes(store, edge.size)(16, 0) == frontier.root()
    again = Edge.of(store, edge.size)
    assert again.root() == edge.root()


@settings(max_examples=25)
@given(st.integers(0, 1500), st.integers(1, 600))
def test_an_edge_found_again_in_the_store_goes_on_like_the_one_that_wrote_it(
    size: int, more: int
) -> None:
    store, edge = stored(size)
    again = Edge.of(store, size)
    hashes = list(map(leaf_hash, leaves(size, size + more)))
    assert again.extend(hashes) == edge.extend(hashes)
    assert again.root() == edge.root()
    assert again.size == edge.size == size + more


def test_a_copy_of_an_edge_leaves_the_first_as_it_was() -> None:
    _, edge = stored(300)
    before = edge.root()
    edge.copy().extend(map(leaf_hash, leaves(300, 600)))
    assert (edge.size, edge.root()) == (300, before)
    tiles = edge.extend(map(leaf_hash, leaves(300, 600)))
    assert [(tile.level, tile.n) for tile in tiles] == [(0, 1)]


@pytest.mark.parametrize(
    ("lost", "size", "said"),
    [
        ((0, 0), 300, "tile 0 of level 0 is missing or short"),
        ((0, 1), 600, "a tile of level 0 is missing from 0 to 2"),
    ],
)
def test_a_lost_tile_is_damage_and_is_named(
    lost: tuple[int, int], size: int, said: str
) -> None:
    store, _ = stored(size)
    del store._tiles[lost]  # noqa: SLF001  # the loss itself
    nodes = StoredNodes(store, size)
    with pytest.raises(LedgerCorruptError, match=said):
        nodes(0, 0), nodes(8, 1)


def test_a_node_beyond_the_edge_is_damage() -> None:
    store, _ = stored(5)
    with pytest.raises(LedgerCorruptError, match="tile 0 of level 0 lacks hashes"):
        StoredNodes(store, 5)(2, 1)
