from lastlook.views.places import PlaceView, places
from tests.world.viewed import seen

CALLED = """\
08:00 first-ad goes-to 12A
08:01 armorer takes-out colt-1
08:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear
08:03 armorer locks-up colt-1 place=safe-1
19:00 armorer counts B1 rounds=12
19:00 armorer counts B2 rounds=10
20:00 first-ad wraps
20:10 first-ad calls-day 20:10 wrap-by=23:00 in-charge=armorer
20:11 armorer sweeps cart-1 rounds=0
"""


def by_name(lines: str, reader: str = "armorer") -> dict[str, PlaceView]:
    return {row.place.id: row for row in places(seen(lines, reader))}


def test_a_place_where_rounds_hide_is_owed_a_search_from_the_call_on() -> None:
    rows = by_name(CALLED)
    assert rows["table-1"].owed
    assert not rows["cart-1"].owed
    assert not rows["safe-1"].owed
    assert [row.hides for row in rows.values()] == [True, True, False]


def test_what_is_owed_stands_first() -> None:
    assert next(iter(by_name(CALLED))) == "table-1"


def test_a_place_shows_what_is_in_it() -> None:
    safe = by_name("")["safe-1"]
    assert safe.boxes == ("B1", "B2")
    assert safe.weapons == ("colt-1", "rubber-1")


def test_whoever_handles_weapons_may_search() -> None:
    (search,) = by_name("")["table-1"].choices
    assert search.possible
