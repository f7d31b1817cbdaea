"""Who must be there, and what people near the weapon must have."""

from typing import Any

import pytest

from lastlook.core.acts import (
    Accept,
    Announce,
    AssignDuty,
    Collect,
    Enrol,
    IssueProtection,
    Load,
    LockUp,
    Offer,
    RecordTraining,
    RegisterWeapon,
    TakeOut,
)
from lastlook.core.events import ProtectionIssued
from lastlook.core.refusals import (
    ContactNotNamed,
    CourseMissing,
    NobodyInCharge,
    NoMedic,
    NoSafetyAdviser,
    ProtectionMissing,
    TooFewHandlers,
)
from tests.world.production import (
    Production,
    Said,
    a_plan,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

TAKES = says("armorer", TakeOut, "colt-1")
LOADS = says("armorer", Load, "colt-1", (1,), "B2", ("actor",))
OFFERS = says("armorer", Offer, "colt-1", "actor")
ACCEPTS = says("actor", Accept, "colt-1", "taken")
CALLS = says("first-ad", Announce, "colt-1", "empty")
PLAYED = pytest.mark.parametrize(
    "said", [LOADS, OFFERS, ACCEPTS, CALLS], ids=lambda said: said.kind.__name__
)
IN_HAND = pytest.mark.parametrize(
    "said", [OFFERS, ACCEPTS, CALLS], ids=lambda said: said.kind.__name__
)


def under(code: str, **limits: int) -> Production:
    """At the set-up with blanks, colt-1 offered; this rule alone is kept."""
    return a_set().ready("12B").offered().only(code).limited(**limits)


def duty(person: str, kind: str, since: str = "06:00", until: str = "20:00") -> Said:
    return says("office", AssignDuty, person, kind, ms(since), ms(until))


# --- in charge ---------------------------------------------------------------


@PLAYED
def test_somebody_is_named_in_charge(said: Said) -> None:
    named = under("nobody-in-charge")
    assert granted(named.ask(said))
    nobody = named.with_day(in_charge=None)
    assert refused(nobody.ask(said)) == (NobodyInCharge("colt-1"),)


def test_somebody_is_in_charge_before_anything_comes_out() -> None:
    locked = a_set().only("nobody-in-charge")
    assert granted(locked.ask(TAKES))
    nobody = locked.with_day(in_charge=None)
    assert refused(nobody.ask(TAKES)) == (NobodyInCharge("colt-1"),)


@pytest.mark.parametrize("person", ["first-ad", "actor", "medic"])
def test_who_handles_no_weapons_is_in_charge_of_none(person: str) -> None:
    other = under("nobody-in-charge").having(duty(person, "weapons"))
    answer = refused(other.with_day(in_charge=person).ask(OFFERS))
    assert answer == (NobodyInCharge("colt-1"),)


@pytest.mark.parametrize(
    ("at", "may"),
    [
        ("07:59:59.999", False),
        ("08:00", True),
        ("08:59:59.999", True),
        ("09:00", False),
    ],
)
def test_who_is_in_charge_is_on_weapons_duty(at: str, *, may: bool) -> None:
    off = under("nobody-in-charge").with_person("armorer", duties=())
    short = off.having(
        duty("armorer", "props"), duty("armorer", "weapons", "08:00", "09:00")
    )
    answer = short.ask(says("armorer", Offer, "colt-1", "actor", at=at))
    if may:
        assert granted(answer)
    else:
        assert refused(answer) == (NobodyInCharge("colt-1"),)


def test_before_the_day_is_called_that_is_what_is_missing() -> None:
    locked = a_set().only("nobody-in-charge").without_day()
    assert granted(locked.ask(TAKES))


@pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "prop-master"),
        says("armorer", LockUp, "colt-1", "safe-1"),
        says("prop-master", Collect, "colt-1"),
        says("first-ad", Announce, "colt-1", "not-cleared"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_making_safe_waits_for_nobody(said: Said) -> None:
    codes = [
        "nobody-in-charge",
        "too-few-handlers",
        "no-safety-adviser",
        "contact-not-named",
        "no-medic",
        "protection-missing",
        "course-missing",
    ]
    ready = a_set().ready("12B").only(*codes).with_person("medic", duties=())
    assert granted(ready.with_day(in_charge=None).ask(said))


# --- how many are out --------------------------------------------------------


def with_colts(*names: str, weapon_class: str = "firearm") -> Production:
    """The set with more revolvers under lock."""
    colt: Any = (weapon_class, "double-action-revolver", 6, ".45LC")
    more = a_set()
    for name in names:
        arrives = says(
            "armorer", RegisterWeapon, name, *colt, f"S-{name}", "hire-house", "safe-1"
        )
        more = more.having(arrives).with_upkeep(name, owed=())
    return more


def test_no_more_weapons_are_out_than_the_handlers_on_duty_can_mind() -> None:
    three = with_colts("colt-2", "colt-3").only("too-few-handlers")
    one_each = three.limited(weapons_count=1)
    two = one_each.having(TAKES, says("prop-master", TakeOut, "colt-2"))
    third = says("armorer", TakeOut, "colt-3")
    assert refused(two.ask(third)) == (TooFewHandlers("colt-3", 3, 2),)
    assert granted(two.limited(weapons_count=2).ask(third))


@pytest.mark.parametrize("weapon_class", ["rubber", "replica", "deactivated"])
def test_what_cannot_fire_needs_no_minder(weapon_class: str) -> None:
    three = with_colts("prop-2", "prop-3", weapon_class=weapon_class)
    kept = three.only("too-few-handlers").limited(weapons_count=1)
    outside = kept.having(
        says("armorer", TakeOut, "prop-2"), says("armorer", TakeOut, "prop-3")
    )
    alone = outside.with_person("prop-master", duties=())
    assert granted(alone.ask(TAKES))
    assert granted(
        kept.limited(weapons_count=0).ask(says("armorer", TakeOut, "prop-2"))
    )


def test_a_weapon_offered_is_counted_among_those_out_and_once() -> None:
    both = with_colts("colt-2").having(TAKES, says("prop-master", TakeOut, "colt-2"))
    kept = both.only("too-few-handlers").limited(weapons_count=1)
    assert granted(kept.ask(OFFERS))
    alone = kept.with_person("prop-master", duties=())
    assert refused(alone.ask(OFFERS)) == (TooFewHandlers("colt-1", 2, 1),)
    assert granted(alone.limited(weapons_count=2).ask(OFFERS))


def test_one_handler_minds_nothing_where_none_is_on_duty() -> None:
    nobody = a_set().only("too-few-handlers").limited(weapons_count=1)
    nobody = nobody.with_person("armorer", duties=())
    nobody = nobody.with_person("prop-master", duties=())
    assert refused(nobody.ask(TAKES)) == (TooFewHandlers("colt-1", 1, 0),)


def test_who_handles_no_weapons_minds_none_on_weapons_duty() -> None:
    kept = with_colts("colt-2").only("too-few-handlers").limited(weapons_count=1)
    helped = kept.having(TAKES, duty("camera", "weapons"))
    alone = helped.with_person("prop-master", duties=())
    answer = alone.ask(says("armorer", TakeOut, "colt-2"))
    assert refused(answer) == (TooFewHandlers("colt-2", 2, 1),)


def test_what_was_locked_up_again_needs_no_minder() -> None:
    kept = with_colts("colt-2").only("too-few-handlers").limited(weapons_count=1)
    kept = kept.with_person("prop-master", duties=())
    takes = says("armorer", TakeOut, "colt-2")
    assert refused(kept.having(TAKES).ask(takes)) == (TooFewHandlers("colt-2", 2, 1),)
    assert granted(kept.having(TAKES).locked_up().ask(takes))


@pytest.mark.parametrize(
    "said", [LOADS, ACCEPTS, CALLS], ids=lambda said: said.kind.__name__
)
def test_how_many_are_out_is_asked_when_one_more_comes_or_goes_on(said: Said) -> None:
    assert granted(under("too-few-handlers", weapons_count=0).ask(said))
    answer = refused(under("too-few-handlers", weapons_count=0).ask(OFFERS))
    assert answer == (TooFewHandlers("colt-1", 1, 2),)


# --- an adviser, a contact, a medic ------------------------------------------


@PLAYED
def test_a_safety_adviser_is_there_where_a_pack_asks_for_one(said: Said) -> None:
    without = under("no-safety-adviser")
    assert refused(without.ask(said)) == (NoSafetyAdviser("colt-1"),)
    assert granted(without.having(duty("adviser", "safety")).ask(said))


def test_a_safety_adviser_is_there_before_anything_comes_out() -> None:
    without = a_set().only("no-safety-adviser")
    assert refused(without.ask(TAKES)) == (NoSafetyAdviser("colt-1"),)
    assert granted(without.having(duty("adviser", "safety")).ask(TAKES))


def test_a_safety_adviser_has_no_other_duty() -> None:
    both = under("no-safety-adviser").having(
        duty("adviser", "safety"), duty("adviser", "other", "08:00", "09:00")
    )
    at_eight = says("armorer", Offer, "colt-1", "actor", at="08:00")
    assert granted(both.ask(OFFERS))
    assert refused(both.ask(at_eight)) == (NoSafetyAdviser("colt-1"),)
    assert granted(both.ask(says("armorer", Offer, "colt-1", "actor", at="09:00")))


def test_a_safety_adviser_put_on_duty_twice_is_on_one_duty() -> None:
    longer = under("no-safety-adviser").having(
        duty("adviser", "safety", "06:00", "12:00"), duty("adviser", "safety")
    )
    assert granted(longer.ask(OFFERS))


def test_whoever_else_has_that_duty_is_no_safety_adviser() -> None:
    other = under("no-safety-adviser").having(duty("camera", "safety"))
    assert refused(other.ask(OFFERS)) == (NoSafetyAdviser("colt-1"),)


def test_one_of_two_roles_makes_a_safety_adviser() -> None:
    both = ("crew", "safety-adviser")
    second = says("office", Enrol, "adviser-2", both, "adviser-2-phone")
    there = under("no-safety-adviser").having(second, duty("adviser-2", "safety"))
    assert granted(there.ask(OFFERS))


@PLAYED
def test_somebody_is_named_whom_people_can_turn_to(said: Said) -> None:
    without = under("contact-not-named")
    assert refused(without.ask(said)) == (ContactNotNamed("colt-1"),)
    assert granted(without.having(duty("camera", "contact")).ask(said))
    over = without.having(duty("camera", "contact", "06:00", "07:00"))
    assert refused(over.ask(said)) == (ContactNotNamed("colt-1"),)


def test_somebody_is_named_before_anything_comes_out() -> None:
    without = a_set().only("contact-not-named")
    assert refused(without.ask(TAKES)) == (ContactNotNamed("colt-1"),)


@PLAYED
def test_where_blanks_are_fired_a_medic_is_there(said: Said) -> None:
    there = under("no-medic")
    assert granted(there.ask(said))
    gone = there.with_person("medic", duties=())
    assert refused(gone.ask(said)) == (NoMedic("colt-1"),)


def test_whoever_else_has_that_duty_is_no_medic() -> None:
    gone = under("no-medic").with_person("medic", duties=())
    other = gone.having(duty("camera", "medical"))
    assert refused(other.ask(OFFERS)) == (NoMedic("colt-1"),)


@pytest.mark.parametrize("load", ["none", "dummy"])
def test_where_no_blank_is_fired_nobody_waits_for_a_medic(load: str) -> None:
    gone = under("no-medic").with_person("medic", duties=())
    assert granted(gone.with_set_up("12B", load=load).ask(OFFERS))


def test_to_take_out_what_will_fire_blanks_asks_for_no_medic() -> None:
    gone = a_set().at_set_up("12B").only("no-medic", "protection-missing")
    gone = gone.with_person("medic", duties=()).with_set_up("12B", protected=())
    assert granted(gone.ask(TAKES))


# --- protection and courses --------------------------------------------------


@IN_HAND
def test_who_plays_and_who_is_near_has_protection(said: Said) -> None:
    given = under("protection-missing")
    assert granted(given.ask(said))
    none = given.with_set_up("12B", protected=())
    assert refused(none.ask(said)) == (
        ProtectionMissing("actor", "12B"),
        ProtectionMissing("camera", "12B"),
    )
    one = given.with_set_up("12B", protected=("actor",))
    assert refused(one.ask(said)) == (ProtectionMissing("camera", "12B"),)


def test_who_plays_and_is_near_is_named_once() -> None:
    both = under("protection-missing").with_set_up(
        "12B", protected=(), near=("actor", "camera", "camera")
    )
    assert refused(both.ask(OFFERS)) == (
        ProtectionMissing("actor", "12B"),
        ProtectionMissing("camera", "12B"),
    )


@pytest.mark.parametrize("load", ["none", "dummy"])
def test_where_no_blank_is_fired_nobody_is_owed_protection(load: str) -> None:
    none = under("protection-missing").with_set_up("12B", protected=(), load=load)
    assert granted(none.ask(OFFERS))


def test_it_is_loaded_before_protection_is_issued() -> None:
    none = under("protection-missing").with_set_up("12B", protected=())
    assert granted(none.ask(LOADS))


def course(person: str, until: str = "20:00", action: str = "safety-course") -> Said:
    return says("armorer", RecordTraining, person, "firearm", action, ms(until))


@IN_HAND
def test_where_a_pack_asks_for_it_who_is_near_had_a_course(said: Said) -> None:
    none = under("course-missing")
    assert refused(none.ask(said)) == (
        CourseMissing("actor", "12B"),
        CourseMissing("camera", "12B"),
    )
    one = none.having(course("camera"))
    assert refused(one.ask(said)) == (CourseMissing("actor", "12B"),)
    assert granted(one.having(course("actor")).ask(said))


def test_a_course_counts_until_its_last_millisecond() -> None:
    taken = under("course-missing").having(course("camera"), course("actor", "08:00"))
    last = says("armorer", Offer, "colt-1", "actor", at="07:59:59.999")
    assert granted(taken.ask(last))
    over = says("armorer", Offer, "colt-1", "actor", at="08:00")
    assert refused(taken.ask(over)) == (CourseMissing("actor", "12B"),)


def test_a_training_for_an_action_is_no_course() -> None:
    drawn = under("course-missing").having(
        course("camera"), course("actor", action="draw")
    )
    assert refused(drawn.ask(OFFERS)) == (CourseMissing("actor", "12B"),)


def test_a_course_is_owed_whatever_is_loaded_and_not_before_it_is_offered() -> None:
    none = under("course-missing").with_set_up("12B", load="dummy", near=())
    assert refused(none.ask(OFFERS)) == (CourseMissing("actor", "12B"),)
    assert granted(none.ask(LOADS))


@pytest.mark.parametrize("code", ["no-medic", "protection-missing", "course-missing"])
def test_what_cannot_fire_asks_nobody_near_for_anything(code: str) -> None:
    gone = under(code).with_person("medic", duties=())
    gone = gone.with_set_up("12B", protected=())
    assert refused(gone.ask(OFFERS))
    rubber = says("armorer", Offer, "rubber-1", "actor")
    out = gone.having(says("armorer", TakeOut, "rubber-1"))
    assert granted(out.ask(rubber))


@pytest.mark.parametrize("code", ["no-medic", "protection-missing", "course-missing"])
def test_where_no_set_up_is_called_nobody_is_near(code: str) -> None:
    out = a_set().out().only(code).with_person("medic", duties=())
    assert granted(out.ask(OFFERS))


@pytest.mark.parametrize(
    "code",
    [
        "nobody-in-charge",
        "too-few-handlers",
        "no-safety-adviser",
        "contact-not-named",
        "no-medic",
        "protection-missing",
        "course-missing",
    ],
)
def test_a_pack_that_warns_has_it_remarked(code: str) -> None:
    bare = under(code).only(code, severity="warn").limited(weapons_count=0)
    bare = bare.with_person("medic", duties=()).with_day(in_charge=None)
    answer = bare.with_set_up("12B", protected=(), near=()).ask(OFFERS)
    assert [remark.code for remark in remarks(answer)] == [code]
    assert remarks(bare.only().ask(OFFERS)) == ()


def test_everything_that_is_missing_is_named_in_order() -> None:
    bare = under("nobody-in-charge").limited(weapons_count=0)
    bare = bare.only(
        "course-missing",
        "contact-not-named",
        "nobody-in-charge",
        "no-medic",
        "no-safety-adviser",
        "protection-missing",
        "too-few-handlers",
    )
    bare = bare.with_person("medic", duties=()).with_day(in_charge=None)
    assert refused(bare.with_set_up("12B", protected=(), near=()).ask(OFFERS)) == (
        NobodyInCharge("colt-1"),
        TooFewHandlers("colt-1", 1, 2),
        NoSafetyAdviser("colt-1"),
        ContactNotNamed("colt-1"),
        CourseMissing("actor", "12B"),
        NoMedic("colt-1"),
        ProtectionMissing("actor", "12B"),
    )


# --- issuing it --------------------------------------------------------------


def test_protection_is_issued_for_a_set_up_and_adds_up() -> None:
    said = says("armorer", IssueProtection, "12B", ("double", "camera"), ("eyes",))
    assert granted(a_set().ask(said)) == (
        ProtectionIssued(
            by="armorer",
            at=ms("07:00"),
            set_up="12B",
            to=("double", "camera"),
            what=("eyes",),
        ),
    )
    issued = a_set().having(said).state.set_ups
    assert issued["12B"].protected == ("actor", "camera", "double")
    assert issued["12A"].protected == ()


def test_a_new_plan_asks_for_protection_anew() -> None:
    assert a_set().state.set_ups["12B"].protected
    planned = a_set().having(a_plan("12B"))
    assert planned.state.set_ups["12B"].protected == ()
