"""What one pack asks for and another does not, or not as strictly."""

from itertools import pairwise

import pytest
from msgspec.structs import replace

from lastlook.policy.differences import differences
from lastlook.policy.library import shipped, shipped_names
from lastlook.policy.read import read_pack
from lastlook.policy.schema import Pack
from tests.world.packs import SECOND, SMALL, Lists, a_pack, a_rule

SHIPPED = [read_pack(shipped(name), name) for name in shipped_names()]


@pytest.mark.parametrize("pack", SHIPPED, ids=lambda pack: pack.id)
def test_a_pack_does_not_differ_from_itself(pack: Pack) -> None:
    assert differences(pack, pack) == ()
    assert differences(pack, replace(pack, digest="", version="9", purpose="")) == ()


@pytest.mark.parametrize(
    "pair", [*pairwise(SHIPPED)], ids=lambda pair: f"{pair[0].id}-{pair[1].id}"
)
def test_packs_that_differ_differ_both_ways_in_80_columns(
    pair: tuple[Pack, Pack],
) -> None:
    one, other = pair

    there, back = differences(one, other), differences(other, one)

    assert there[0] == f"Only {one.id} {one.version} asks for"
    assert f"Only {one.id} {one.version} asks for" in back
    assert all(len(line) <= 80 for line in (*there, *back))


def test_rules_of_one_pack_only_and_of_both_but_not_as_strict_are_told() -> None:
    one = a_pack(
        "one", rules=(a_rule("on-break", pack="one"), a_rule("live-round", "stop"))
    )
    two = a_pack(
        "two",
        rules=(a_rule("no-medic", "warn", pack="two"), a_rule("live-round", "hold")),
    )

    assert differences(one, two) == (
        "Only one 1 asks for",
        "  on-break, stop (one-on-break)",
        "",
        "Only two 1 asks for",
        "  no-medic, warn (two-no-medic)",
        "",
        "Both ask for, not as strictly",
        "  live-round: stop in one 1, hold in two 1; one 1 is stricter",
    )
    assert differences(two, one)[-1] == (
        "  live-round: hold in two 1, stop in one 1; one 1 is stricter"
    )


def test_limits_are_told_with_the_stricter() -> None:
    one = a_pack("one", limits={"distance_cm": 610, "offer_ms": 60_000, "day_ms": 1})
    two = a_pack("two", limits={"distance_cm": 900, "offer_ms": 90_000, "late_ms": 2})

    assert differences(one, two) == (
        "Limits",
        "  offer_ms: 1 min in one 1, 90 s in two 1; one 1 is stricter",
        "  late_ms: not set in one 1, 2 ms in two 1; two 1 is stricter",
        "  distance_cm: 610 cm in one 1, 900 cm in two 1; two 1 is stricter",
        "  day_ms: 1 ms in one 1, not set in two 1; one 1 is stricter",
    )


def test_lists_parts_and_tests_are_told_by_who_has_which_word() -> None:
    ban = a_rule("live-round", exceptions=("documentary",))
    one = a_pack(
        "one",
        handlers=("armorer", "property-master"),
        parts={"load": ("handlers",), "wrap": ("first-ad",)},
        tests={"dummy": ("hole", "rattle")},
        lists=Lists(topics=("abort", "action"), notices=("police",)),
        rules=(ban,),
    )
    two = a_pack(
        "two",
        handlers=("armorer", "assistant-armorer"),
        parts={"wrap": ("second-ad",)},
        tests={"dummy": ("rattle",), "empty": ("eye",)},
        lists=Lists(topics=("action", "emergency"), documents=("ffl",)),
        rules=(replace(ban, exceptions=()),),
    )

    assert differences(one, two) == (
        "Lists",
        "  topics, only in one 1: abort; only in two 1: emergency",
        "  notices, always, only in one 1: police",
        ("  exceptions from the ban on live rounds, only in one 1: documentary"),
        "  documents, only in two 1: ffl",
        "",
        "Parts",
        "  only in one 1: load",
        "  handlers, only in one 1: property-master; only in two 1: assistant-armorer",
        "  wrap, only in one 1: first-ad; only in two 1: second-ad",
        "",
        "Tests",
        "  only in two 1: empty",
        "  dummy, only in one 1: hole",
    )


def test_the_order_of_words_is_no_difference() -> None:
    one = a_pack("one", handlers=("armorer", "property-master"))
    two = a_pack("two", handlers=("property-master", "armorer"))

    assert differences(one, two) == ()


def test_two_versions_of_a_pack_are_compared_by_the_words_of_their_rules() -> None:
    old = read_pack(SECOND, "second")
    new = read_pack(
        SECOND.replace('"7"', '"8"')
        .replace("A clause nobody read", "A clause")
        .replace("2028-01-01", "2029-01-01"),
        "second",
    )

    assert differences(old, new) == (
        "Both ask for, in other words",
        "  meeting-too-old: source, effective_until",
    )
    assert differences(old, replace(new, id="third")) == ()


def test_texts_of_one_version_are_told_apart_by_their_place() -> None:
    longer = SMALL.replace("distance_cm = 610", "distance_cm = 900")

    assert differences(read_pack(SMALL, "a"), read_pack(longer, "b")) == (
        "Limits",
        "  distance_cm: 610 cm in small 1 (first), 900 cm in small 1 (second); small 1",
        "    (second) is stricter",
    )
