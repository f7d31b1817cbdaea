import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import MalformedError
from lastlook.ledger.tile_paths import (
    Place,
    bundles_of,
    entries_path,
    read_path,
    tile_path,
    tiles_of,
)

PLACES = st.builds(
    Place,
    level=st.none() | st.integers(0, 63),
    n=st.integers(0, 2**63 - 1),
    width=st.integers(1, 256),
)


def test_the_example_of_the_specification_has_its_path() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"
    assert entries_path(1_234_067) == "tile/entries/x001/x234/067"
    assert tile_path(2, 0, 1) == "tile/2/000.p/1"
    assert entries_path(273, 112) == "tile/entries/273.p/112"


@given(PLACES)
def test_a_path_reads_back_as_the_place_it_names(place: Place) -> None:
    assert read_path(place.path) == place
    assert place.full == Place(place.level, place.n)


@given(PLACES, PLACES)
def test_no_path_is_a_folder_of_another(one: Place, other: Place) -> None:
    assert one == other or not other.path.startswith(f"{one.path}/")


@given(PLACES, st.data())
def test_a_changed_path_names_another_place_or_none(
    place: Place, data: st.DataObject
) -> None:
    path = place.path
    at = data.draw(st.integers(0, len(path) - 1))
    changed = path[:at] + data.draw(st.characters(codec="utf-8")) + path[at + 1 :]
    for wrong in {path[:at], changed} - {path}:
        try:
            found = read_path(wrong)
        except MalformedError:
            continue
        assert found != place
        assert found.path == wrong


@pytest.mark.parametrize(
    "path",
    [
        "",
        "tile/0",
        "tile/0/67",
        "tile/0/0067",
        "tile/0/001/067",
        "tile/0/x001",
        "tile/0/x000/067",
        "tile/00/067",
        "tile/-1/067",
        "tile/64/067",
        "tile/100/067",
        "tile/0/067.p/0",
        "tile/0/067.p/07",
        "tile/0/067.p/256",
        "tile/0/067.p/999",
        "tile/0/067.p",
        "tile/0/067/",
        "tile/0/067\n",
        "/tile/0/067",
        "tile/data/067",
        "tile/0/٠٦٧",
        "tile/0/x999/x999/x999/x999/x999/x999/999",
        "tile/0/../0/067",
    ],
)
def test_what_is_no_tiles_path_is_refused(path: str) -> None:
    with pytest.raises(MalformedError, match="is no tile's path"):
        read_path(path)


@pytest.mark.parametrize(
    ("level", "n", "width"),
    [(-1, 0, 1), (64, 0, 1), (0, -1, 1), (0, 2**63, 1), (0, 0, 0), (0, 0, 257)],
)
def test_there_is_no_path_to_a_tile_that_cannot_be(
    level: int, n: int, width: int
) -> None:
    with pytest.raises(MalformedError, match="There is no"):
        tile_path(level, n, width)


def test_a_tree_has_the_tiles_that_the_specification_says() -> None:
    # tlog-tiles, "Partial Tiles": the tree of 70,000 and that of 256
    tiles = list(tiles_of(70_000))
    assert tiles[:273] == [Place(0, n) for n in range(273)]
    assert tiles[273:] == [
        Place(0, 273, 112),
        Place(1, 0),
        Place(1, 1, 17),
        Place(2, 0, 1),
    ]
    assert list(tiles_of(256)) == [Place(0, 0), Place(1, 0, 1)]
    assert list(tiles_of(0)) == []


@given(st.integers(0, 200_000), st.integers(0, 2_000))
def test_what_a_growing_tree_keeps_is_not_named_again(old: int, more: int) -> None:
    new = old + more
    kept = {place for place in tiles_of(old) if place.width == 256}
    named = set(tiles_of(new, old))
    assert named <= set(tiles_of(new))
    assert set(tiles_of(new)) - named <= kept
    assert not named & kept


@given(st.integers(0, 2_000), st.integers(0, 2_000))
def test_bundles_cover_what_was_asked_and_no_bundle_more(one: int, two: int) -> None:
    start, stop = sorted((one, two))
    covered = [
        n
        for place in bundles_of(start, stop)
        for n in range(place.n * 256, place.n * 256 + place.width)
    ]
    assert covered[start % 256 :] == list(range(start, stop))
