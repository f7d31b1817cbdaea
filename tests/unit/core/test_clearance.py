"""What a weapon may be called now, until when, and what is missing."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.clearance import (
    Clearance,
    call_for,
    clearance,
    content,
    is_as_made,
)
from lastlook.core.policy import Policy
from lastlook.core.refusals import (
    BodyOtherwise,
    BodyUnseen,
    BoreNotClear,
    ChambersUnseen,
    ClearanceLapsed,
    ContentUnclear,
    SameTestTwice,
    SecondLookMissing,
)
from lastlook.core.state import UNSEEN, BodyLook, Chamber, Look, Make, Weapon
from lastlook.core.words import Body, Called, Method, Seen, Severity
from tests.world.production import MINUTE, a_set, house, ms

SEVEN = ms("07:00")
UNTIL = ms("07:10")


def look(
    saw: Seen = "empty", by: str = "armorer", method: Method = "rod", at: int = SEVEN
) -> Look:
    return Look(by, method, at, saw)


def chamber(*looks: Look) -> Chamber:
    return Chamber(looks=looks)


def seen(saw: Seen) -> Chamber:
    """Seen alike by two people by two tests."""
    return chamber(look(saw), look(saw, "first-ad", "light"))


EMPTY = seen("empty")


def colt(*chambers: Chamber) -> Weapon:
    """The set's colt with these chambers and a clear bore."""
    plain = a_set().colt
    return replace(plain, chambers=chambers, bore="clear", bore_at=SEVEN)


def six(one: Chamber, rest: Chamber = EMPTY) -> Weapon:
    """Five chambers alike after one that is not."""
    return colt(one, *[rest] * 5)


def missing(weapon: Weapon, at: int = SEVEN) -> list[object]:
    return list(clearance(weapon, house(), at).missing)


# --- what is seen ------------------------------------------------------------


@pytest.mark.parametrize(
    ("looks", "what"),
    [
        ((), "unseen"),
        (("empty",), "empty"),
        (("dummy", "dummy"), "dummy"),
        (("dummy", "empty"), "unsure"),
        (("unsure",), "unsure"),
        (("live", "dummy", "dummy"), "unsure"),
    ],
)
def test_a_chamber_holds_what_all_its_looks_agree_on(
    looks: tuple[Seen, ...], what: Seen
) -> None:
    assert content(chamber(*(look(saw) for saw in looks))) == what


@pytest.mark.parametrize(
    ("found", "called"),
    [
        (("empty", "empty"), "empty"),
        (("empty", "dummy"), "dummies"),
        (("dummy", "snap-cap"), "dummies"),
        (("snap-cap", "empty"), "dummies"),
        (("empty", "blank"), "blanks"),
        (("dummy", "blank"), "blanks"),
        (("empty", "spent"), "not-cleared"),
        (("empty", "live"), "not-cleared"),
        (("blank", "unsure"), "not-cleared"),
        (("empty", "unseen"), "not-cleared"),
        ((), "empty"),
    ],
)
def test_a_weapon_is_called_after_the_most_dangerous_of_what_is_in_it(
    found: tuple[Seen, ...], called: Called
) -> None:
    chambers = [UNSEEN if saw == "unseen" else chamber(look(saw)) for saw in found]
    assert call_for(colt(*chambers)) == called


# --- a clearance -------------------------------------------------------------


def test_two_people_by_two_tests_clear_a_weapon_for_ten_minutes() -> None:
    held = clearance(six(EMPTY), house(), SEVEN)
    assert held == Clearance("empty", UNTIL, ())
    assert held.holds


@pytest.mark.parametrize(("saw", "called"), [("dummy", "dummies"), ("blank", "blanks")])
def test_a_cleared_weapon_is_called_after_what_was_seen(
    saw: Seen, called: Called
) -> None:
    assert clearance(six(seen(saw)), house(), SEVEN).called == called


@pytest.mark.parametrize("unseen", [1, 3, 6])
def test_three_of_six_are_not_six_of_six(unseen: int) -> None:
    partly = colt(*[UNSEEN] * unseen, *[EMPTY] * (6 - unseen))
    held = clearance(partly, house(), SEVEN)
    assert held == Clearance(
        "not-cleared", None, (ChambersUnseen("colt-1", 6 - unseen, 6),)
    )
    assert not held.holds


def test_one_chamber_one_person_saw_is_not_enough() -> None:
    once = chamber(look())
    assert missing(six(once)) == [SecondLookMissing("colt-1", 1, 2)]


def test_how_many_people_look_is_for_the_packs_to_say() -> None:
    limits = replace(house().limits, looks_count=3)
    three = replace(house(), limits=limits)
    held = clearance(six(EMPTY), three, SEVEN)
    assert held.missing == (SecondLookMissing("colt-1", 2, 3),)
    third = chamber(*EMPTY.looks, look(by="adviser", method="finger"))
    assert clearance(six(third, third), three, SEVEN).holds


def test_the_same_test_twice_is_one_test() -> None:
    same = chamber(look(), look(by="first-ad"))
    assert missing(six(same, same)) == [SameTestTwice("colt-1", "rod")]
    assert missing(six(same)) == [SameTestTwice("colt-1", "rod")]


def test_a_third_person_brings_the_second_test() -> None:
    three = chamber(look(), look(by="first-ad"), look(by="adviser", method="light"))
    assert missing(six(three, three)) == []


@pytest.mark.parametrize("bore", ["unseen", "blocked"])
def test_a_weapon_that_fires_has_had_its_bore_seen_clear(bore: str) -> None:
    closed = replace(six(EMPTY), bore=bore)
    assert missing(closed) == [BoreNotClear("colt-1")]
    assert clearance(closed, house(), SEVEN).called == "not-cleared"
    rubber = replace(closed, weapon_class="rubber")
    assert missing(rubber) == [BodyUnseen("colt-1", 0, 1)]
    assert missing(replace(rubber, body=(body(),))) == []


def test_a_clearance_holds_until_its_last_millisecond() -> None:
    assert clearance(six(EMPTY), house(), UNTIL - 1).holds
    lapsed = clearance(six(EMPTY), house(), UNTIL)
    assert lapsed == Clearance("not-cleared", None, (ClearanceLapsed("colt-1", UNTIL),))


def test_a_clearance_is_as_old_as_the_oldest_look_it_rests_on() -> None:
    old = chamber(look(at=SEVEN - MINUTE), look(by="first-ad", method="light"))
    for weapon in (six(old), colt(*[EMPTY] * 5, old)):
        assert clearance(weapon, house(), SEVEN).until == UNTIL - MINUTE


def test_how_long_it_holds_is_for_the_packs_to_say() -> None:
    limits = replace(house().limits, clearance_ms=MINUTE)
    short = replace(house(), limits=limits)
    assert clearance(six(EMPTY), short, SEVEN).until == SEVEN + MINUTE


@pytest.mark.parametrize("saw", ["spent", "live", "unsure"])
def test_a_case_a_live_round_or_a_doubt_is_called_nothing(saw: Seen) -> None:
    held = clearance(six(seen(saw)), house(), SEVEN)
    assert held == Clearance("not-cleared", None, (ContentUnclear("colt-1"),))


def test_two_who_disagree_have_cleared_nothing() -> None:
    parted = chamber(look("empty"), look("dummy", "first-ad", "rattle"))
    assert missing(six(parted)) == [ContentUnclear("colt-1")]


def test_what_one_person_saw_is_for_the_second_to_find_out() -> None:
    once = six(chamber(look("unsure")))
    assert missing(once) == [SecondLookMissing("colt-1", 1, 2)]
    twice = six(chamber(look("unsure"), look("unsure", "first-ad", "rattle")))
    assert missing(twice) == [ContentUnclear("colt-1")]


def test_everything_that_is_missing_is_named() -> None:
    never = replace(a_set().colt, chambers=(UNSEEN,) * 6)
    assert missing(never) == [ChambersUnseen("colt-1", 0, 6), BoreNotClear("colt-1")]
    once = replace(six(chamber(look("live"))), bore="unseen")
    assert missing(once, UNTIL) == [
        SecondLookMissing("colt-1", 1, 2),
        BoreNotClear("colt-1"),
        ClearanceLapsed("colt-1", UNTIL),
    ]


def test_what_was_partly_seen_is_not_called_unclear_before_it_is_seen() -> None:
    partly = colt(UNSEEN, *[seen("live")] * 5)
    assert missing(partly) == [ChambersUnseen("colt-1", 5, 6)]


def test_where_nobody_need_look_a_weapon_without_chambers_is_empty_for_ever() -> None:
    rubber = a_set().state.weapons["rubber-1"]
    old = house().without("body-unseen")
    assert clearance(rubber, old, UNTIL) == Clearance("empty", None, ())


def test_a_weapon_out_of_use_is_never_cleared() -> None:
    unsound = replace(six(EMPTY), sound=False)
    assert clearance(unsound, house(), SEVEN) == Clearance("not-cleared", None, ())


# --- under other packs -------------------------------------------------------


@pytest.mark.parametrize(("severity", "holds"), [("stop", False), ("hold", False)])
def test_a_rule_that_stops_keeps_a_weapon_from_its_name(
    severity: str, *, holds: bool
) -> None:
    assert _under(severity).holds is holds


@pytest.mark.parametrize("severity", ["warn", "note"])
def test_a_rule_that_warns_leaves_it_its_name_and_says_so(severity: str) -> None:
    held = _under(severity)
    assert held.called == "empty"
    assert held.until == UNTIL
    assert held.missing == (BoreNotClear("colt-1"),)


def _under(severity: str) -> Clearance:
    under = a_set().under("bore-not-clear", severity).policy  # type: ignore[arg-type]
    return clearance(replace(six(EMPTY), bore="unseen"), under, SEVEN)


def test_what_no_pack_asks_for_keeps_nothing_back() -> None:
    once = six(chamber(look()), chamber(look()))
    held = clearance(once, Policy(), SEVEN)
    assert held.called == "empty"
    unclear = clearance(six(seen("live")), Policy(), SEVEN)
    assert unclear.called == "not-cleared"


# --- which looks it rests on -------------------------------------------------


def test_a_third_persons_older_look_takes_nothing_away() -> None:
    early = look(by="adviser", method="finger", at=SEVEN - 9 * MINUTE)
    three = chamber(early, *EMPTY.looks)
    held = clearance(six(three, three), house(), SEVEN)
    assert held == Clearance("empty", UNTIL, ())
    assert clearance(six(three), house(), UNTIL - 1).holds
    assert not clearance(six(three), house(), UNTIL).holds


def test_looks_that_need_the_older_one_are_as_old_as_that() -> None:
    early = look(by="adviser", method="finger", at=SEVEN - MINUTE)
    alone = chamber(early, look())
    assert clearance(six(alone), house(), SEVEN).until == UNTIL - MINUTE
    same_test = chamber(early, look(), look(by="first-ad"))
    assert clearance(six(same_test), house(), SEVEN).until == UNTIL - MINUTE


def test_a_doubt_does_not_grow_old() -> None:
    doubt = look("unsure", by="adviser", method="finger", at=SEVEN - 9 * MINUTE)
    three = chamber(doubt, *EMPTY.looks)
    assert missing(six(three), SEVEN + 2 * MINUTE) == [ContentUnclear("colt-1")]


def test_too_few_looks_are_as_old_as_the_oldest() -> None:
    once = six(chamber(look(at=SEVEN - MINUTE)), chamber(look()))
    assert ClearanceLapsed("colt-1", UNTIL - MINUTE) in missing(once, UNTIL - MINUTE)


def test_the_bore_grows_old_like_any_chamber() -> None:
    bore = replace(six(EMPTY), bore_at=SEVEN - MINUTE)
    assert clearance(bore, house(), SEVEN).until == UNTIL - MINUTE
    rubber = replace(bore, weapon_class="rubber", body=(body(),))
    assert clearance(rubber, house(), SEVEN).until == UNTIL
    assert clearance(replace(bore, bore_at=UNTIL), house(), SEVEN).until == UNTIL


def test_the_test_made_twice_is_named_where_it_was_made_twice() -> None:
    twice = chamber(
        look("empty", method="finger"), look(by="first-ad", method="finger")
    )
    assert missing(colt(*[EMPTY] * 5, twice)) == [SameTestTwice("colt-1", "finger")]


def test_looks_that_are_not_enough_are_as_old_as_the_oldest_of_them() -> None:
    same = chamber(look(at=SEVEN - MINUTE), look(by="first-ad"))
    lapsed = ClearanceLapsed("colt-1", UNTIL - MINUTE)
    assert missing(six(same), UNTIL - MINUTE) == [
        SameTestTwice("colt-1", "rod"),
        lapsed,
    ]


def test_where_three_must_look_the_third_look_counts_however_old() -> None:
    early = look(by="adviser", method="finger", at=SEVEN - MINUTE)
    three = chamber(early, *EMPTY.looks)
    strict = replace(house(), limits=replace(house().limits, looks_count=3))
    assert clearance(six(three, three), strict, SEVEN).until == UNTIL - MINUTE


def test_what_is_called_nothing_holds_until_no_time() -> None:
    lax = house().without("content-unclear")
    unclear = clearance(six(seen("live")), lax, SEVEN)
    assert unclear == Clearance("not-cleared", None, (ContentUnclear("colt-1"),))


# --- without chambers --------------------------------------------------------


def body(found: Body = "soft", by: str = "armorer", at: int = SEVEN) -> BodyLook:
    return BodyLook(by, at, found)


def prop(*looks: BodyLook, **changed: Any) -> Weapon:
    """The set's rubber revolver, looked at."""
    return replace(a_set().weapon("rubber-1"), body=looks, **changed)


def two_look(*codes: str, severity: Severity = "stop") -> Policy:
    """Where two people look at what has no chamber, and these rules are kept."""
    asked = codes or ("body-unseen", "body-otherwise", "clearance-lapsed")
    return a_set().only(*asked, severity=severity).limited(body_looks_count=2).policy


BOTH = (body(), body(by="first-ad"))


def test_what_has_no_chamber_is_looked_at_by_enough_people() -> None:
    assert clearance(prop(*BOTH), two_look(), SEVEN) == Clearance("rubber", UNTIL, ())
    once = clearance(prop(body()), two_look(), SEVEN)
    assert once == Clearance("not-cleared", None, (BodyUnseen("rubber-1", 1, 2),))
    never = clearance(prop(), two_look(), SEVEN)
    assert never == Clearance("not-cleared", None, (BodyUnseen("rubber-1", 0, 2),))


def test_how_many_look_at_it_is_for_the_packs_to_say() -> None:
    limits = replace(two_look().limits, body_looks_count=1)
    one = replace(two_look(), limits=limits)
    assert clearance(prop(body()), one, SEVEN) == Clearance("rubber", UNTIL, ())


@pytest.mark.parametrize(
    ("weapon_class", "edge", "found", "called"),
    [
        ("deactivated", "none", "inert", "deactivated"),
        ("airsoft", "none", "inert", "airsoft"),
        ("airsoft", "none", "fires", "airsoft"),
        ("replica", "none", "inert", "replica"),
        ("replica", "none", "soft", "replica"),
        ("rubber", "none", "soft", "rubber"),
        ("rubber", "none", "inert", "rubber"),
        ("bow", "none", "sound", "bow"),
        ("blade", "sharp", "sharp", "blade"),
        ("blade", "blunted", "blunt", "blade"),
        ("blade", "retractable", "retracts", "blade"),
        ("blade", "soft", "soft", "blade"),
    ],
)
def test_it_is_called_what_it_is_where_it_is_what_it_should_be(
    weapon_class: str, edge: str, found: Body, called: Called
) -> None:
    looks = (body(found), body(found, "first-ad"))
    weapon = prop(*looks, weapon_class=weapon_class, make=Make(edge=edge))  # type: ignore[arg-type]
    assert is_as_made(weapon, found)
    assert clearance(weapon, two_look(), SEVEN) == Clearance(called, UNTIL, ())


@pytest.mark.parametrize(
    ("weapon_class", "edge", "found"),
    [
        ("deactivated", "none", "soft"),
        ("deactivated", "none", "fires"),
        ("airsoft", "none", "soft"),
        ("replica", "none", "sound"),
        ("rubber", "none", "damaged"),
        ("bow", "none", "damaged"),
        ("blade", "none", "sharp"),
        ("blade", "none", "blunt"),
        ("blade", "none", "soft"),
        ("blade", "sharp", "blunt"),
        ("blade", "blunted", "sharp"),
        ("blade", "retractable", "sticks"),
        ("blade", "soft", "blunt"),
    ],
)
def test_it_is_called_nothing_where_anybody_saw_it_to_be_otherwise(
    weapon_class: str, edge: str, found: Body
) -> None:
    weapon = prop(
        *BOTH,
        body(found, "adviser", SEVEN - 1),
        weapon_class=weapon_class,
        make=Make(edge=edge),  # type: ignore[arg-type]
    )
    assert not is_as_made(weapon, found)
    held = clearance(weapon, two_look(), SEVEN)
    assert held.called == "not-cleared"
    assert BodyOtherwise("rubber-1", found) in held.missing


def test_everything_missing_of_a_body_is_named() -> None:
    held = clearance(prop(body("sharp")), two_look(), UNTIL)
    assert held.missing == (
        BodyUnseen("rubber-1", 1, 2),
        BodyOtherwise("rubber-1", "sharp"),
        ClearanceLapsed("rubber-1", UNTIL),
    )


def test_a_body_is_as_old_as_the_oldest_of_the_newest_looks_that_are_enough() -> None:
    early = body(by="adviser", at=SEVEN - 9 * MINUTE)
    newer = body(by="director", at=SEVEN - MINUTE)
    three = prop(early, body(), newer)
    assert clearance(three, two_look(), SEVEN).until == UNTIL - MINUTE
    two = prop(early, body())
    assert clearance(two, two_look(), SEVEN).until == UNTIL - 9 * MINUTE
    alone = clearance(prop(early), two_look(), SEVEN + MINUTE)
    assert alone.missing[-1] == ClearanceLapsed("rubber-1", UNTIL - 9 * MINUTE)


def test_a_body_is_cleared_until_its_last_millisecond() -> None:
    assert clearance(prop(*BOTH), two_look(), UNTIL - 1).holds
    lapsed = clearance(prop(*BOTH), two_look(), UNTIL)
    assert lapsed == Clearance(
        "not-cleared", None, (ClearanceLapsed("rubber-1", UNTIL),)
    )


def test_a_body_out_of_use_is_never_cleared() -> None:
    unsound = prop(*BOTH, sound=False)
    assert clearance(unsound, two_look(), SEVEN) == Clearance("not-cleared", None, ())


@pytest.mark.parametrize("severity", ["warn", "note"])
def test_where_a_pack_only_warns_a_body_keeps_its_name(severity: Severity) -> None:
    warned = two_look(severity=severity)
    held = clearance(prop(body("sharp")), warned, SEVEN)
    assert (held.called, held.until) == ("rubber", UNTIL)
    assert held.missing == (
        BodyUnseen("rubber-1", 1, 2),
        BodyOtherwise("rubber-1", "sharp"),
    )
    never = clearance(prop(), warned, SEVEN)
    assert never == Clearance("not-cleared", None, (BodyUnseen("rubber-1", 0, 2),))


def test_a_hold_keeps_a_body_from_its_name_as_a_stop_does() -> None:
    held = clearance(prop(body()), two_look(severity="hold"), SEVEN)
    assert held.called == "not-cleared"


@pytest.mark.parametrize("found", ["inert", "fires"])
def test_what_can_fire_is_judged_by_its_chambers_whatever_its_body(
    found: Body,
) -> None:
    looks = (body(found), body(found, "first-ad"))
    assert not is_as_made(six(EMPTY), found)
    asked = two_look("body-unseen", "body-otherwise", "chambers-unseen")
    fires = replace(six(EMPTY), body=looks)
    assert clearance(fires, asked, SEVEN) == Clearance("empty", UNTIL, ())
    never = replace(a_set().colt, body=looks, bore="clear", bore_at=SEVEN)
    unseen = (ChambersUnseen("colt-1", 0, 6),)
    assert clearance(never, asked, SEVEN) == Clearance("not-cleared", None, unseen)


def test_before_a_pack_asks_for_a_look_what_has_no_chamber_is_empty() -> None:
    other = two_look("body-otherwise", "clearance-lapsed")
    assert clearance(prop(body("sharp")), other, UNTIL) == Clearance("empty", None, ())


def test_what_can_fire_is_looked_into_and_not_at() -> None:
    asked = a_set().only("body-unseen").policy
    assert clearance(six(EMPTY), asked, SEVEN) == Clearance("empty", UNTIL, ())


def test_what_cannot_fire_and_has_chambers_is_looked_at_and_into() -> None:
    asked = a_set().only("body-unseen", "chambers-unseen").policy
    bare = replace(six(EMPTY), weapon_class="replica")
    assert clearance(bare, asked, SEVEN) == Clearance(
        "not-cleared", None, (BodyUnseen("colt-1", 0, 1),)
    )
    unseen = replace(bare, chambers=(UNSEEN,) * 6, body=(body(),))
    assert clearance(unseen, asked, SEVEN) == Clearance(
        "not-cleared", None, (ChambersUnseen("colt-1", 0, 6),)
    )
    both = replace(bare, body=(body(),))
    assert clearance(both, asked, SEVEN) == Clearance("replica", UNTIL, ())


@pytest.mark.parametrize(("saw", "called"), [("dummy", "dummies"), ("blank", "blanks")])
def test_what_cannot_fire_is_called_by_what_is_in_it(saw: Seen, called: Called) -> None:
    asked = a_set().only("body-unseen").policy
    filled = replace(six(seen(saw)), weapon_class="replica", body=(body(),))
    assert clearance(filled, asked, SEVEN) == Clearance(called, UNTIL, ())


def test_what_cannot_fire_is_as_old_as_the_older_of_the_two() -> None:
    asked = a_set().only("body-unseen").policy
    early = SEVEN - MINUTE
    old_body = replace(six(EMPTY), weapon_class="replica", body=(body(at=early),))
    held = Clearance("replica", UNTIL - MINUTE, ())
    assert clearance(old_body, asked, SEVEN) == held
    old = chamber(look(at=early), look(by="first-ad", method="light"))
    inside = replace(six(old), weapon_class="replica", body=(body(),))
    assert clearance(inside, asked, SEVEN) == held
