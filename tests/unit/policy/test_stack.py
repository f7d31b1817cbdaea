"""The strictest wins, and everyone who asks is kept."""

from hashlib import sha256

import pytest
from msgspec.structs import replace

from lastlook.core.policy import Limits, Policy
from lastlook.core.table import Table
from lastlook.policy.schema import FIRST_BOUNDS, Pack
from lastlook.policy.stack import NEEDS, OPPOSED, StackError, stack
from tests.world.packs import Lists, a_pack, a_rule, the_laxest


def stacked(*packs: Pack) -> Policy:
    return stack((the_laxest(), *packs))


def clashes(*packs: Pack) -> tuple[str, ...]:
    with pytest.raises(StackError) as caught:
        stacked(*packs)
    return caught.value.reasons


def test_the_strictest_of_two_severities_holds_and_both_packs_are_kept() -> None:
    lax = a_pack("lax", rules=(a_rule("replica-first", "warn", pack="lax"),))
    strict = a_pack("strict", rules=(a_rule("replica-first", "stop", pack="strict"),))

    policy = stacked(lax, strict)

    assert policy.severity("replica-first") == "stop"
    assert [rule.pack for rule in policy.rules["replica-first"]] == ["strict", "lax"]


def test_packs_that_ask_for_a_rule_as_strictly_are_kept_in_the_order_of_the_rules() -> (
    None
):
    names = ["a", "b", "c", "d", "e", "f"]

    policy = stacked(
        *(a_pack(n, rules=(a_rule("on-break", pack=n),)) for n in reversed(names))
    )

    assert [rule.pack for rule in policy.rules["on-break"]] == names


def test_a_rule_no_pack_asks_for_is_not_asked() -> None:
    assert stacked().severity("replica-first") is None


@pytest.mark.parametrize(
    ("limit", "one", "other", "strictest"),
    [
        ("clearance_ms", 600_000, 300_000, 300_000),
        ("offer_ms", 60_000, 90_000, 60_000),
        ("late_ms", 60_000, 90_000, 60_000),
        ("ahead_ms", 10_000, 20_000, 10_000),
        ("looks_count", 2, 3, 3),
        ("distance_cm", 610, 900, 900),
        ("misfire_wait_ms", 15_000, 60_000, 60_000),
        ("collect_ms", 60_000, 30_000, 30_000),
        ("lift_ms", 3_600_000, 7_200_000, 3_600_000),
        ("day_ms", 57_600_000, 43_200_000, 43_200_000),
        ("weapons_count", 4, 3, 3),
        ("meeting_ms", 86_400_000, 43_200_000, 43_200_000),
        ("notice_ms", 0, 86_400_000, 86_400_000),
        ("loaded_ms", 60_000, 600_000, 60_000),
        ("look_ms", 500, 2_000, 2_000),
        ("body_looks_count", 1, 2, 2),
        ("distance_full_cm", 900, 1_200, 1_200),
        ("distance_half_cm", 900, 600, 900),
        ("distance_quarter_cm", 300, 600, 600),
    ],
)
def test_the_strictest_of_two_limits_holds(
    limit: str, one: int, other: int, strictest: int
) -> None:
    policy = stacked(
        a_pack("one", limits={limit: one}), a_pack("other", limits={limit: other})
    )

    assert getattr(policy.limits, limit) == strictest


def test_an_act_belongs_to_the_roles_every_pack_names() -> None:
    one = a_pack("one", parts={"wrap": ("second-ad", "first-ad", "director")})
    other = a_pack("other", parts={"wrap": ("first-ad", "second-ad"), "cut": ("crew",)})

    policy = stacked(one, other)

    assert policy.parts == {"wrap": ("first-ad", "second-ad"), "cut": ("crew",)}


def test_handlers_in_a_part_are_those_of_all_packs_together() -> None:
    one = a_pack("one", parts={"load": ("handlers", "first-ad")})
    other = a_pack("other", handlers=("armorer",))

    policy = stacked(one, other)

    assert policy.handlers == ("armorer",)
    assert policy.parts["load"] == ("armorer", "first-ad")


def test_who_lifts_one_kind_of_hold_is_among_those_who_lift_holds() -> None:
    one = a_pack("one", parts={"lift-hold": ("first-ad", "safety-adviser")})
    other = a_pack("other", parts={"lift-hold.stop": ("safety-adviser", "producer")})

    assert stacked(one, other).parts["lift-hold.stop"] == ("safety-adviser",)
    assert stacked(other).parts["lift-hold.stop"] == ("producer", "safety-adviser")


def test_a_finding_is_told_by_the_tests_every_pack_names() -> None:
    policy = stacked(a_pack("one", tests={"dummy": ("hole", "rattle")}))

    assert policy.tests["dummy"] == ("rattle",)


def test_packs_that_leave_an_act_to_nobody_are_named() -> None:
    one = a_pack("one", parts={"wrap": ("first-ad",)})
    other = a_pack("other", parts={"wrap": ("second-ad",)})

    assert clashes(one, other) == ("Under one 1 and other 1 nobody can do this: wrap.",)


def test_the_packs_that_narrow_the_handlers_are_named_with_an_empty_part() -> None:
    one = a_pack("one", parts={"load": ("handlers",)})
    other = a_pack("other", parts={"load": ("property-master",)})
    third = a_pack("third", handlers=("armorer",))

    assert clashes(one, other, third) == (
        "Under laxest 1 and one 1 and other 1 and third 1 nobody can do this: load.",
    )


def test_packs_that_leave_nobody_to_lift_a_hold_are_named() -> None:
    one = a_pack("one", parts={"lift-hold": ("first-ad",)})
    other = a_pack("other", parts={"lift-hold.stop": ("safety-adviser",)})

    assert clashes(one, other) == (
        "Under one 1 and other 1 nobody can do this: lift-hold.stop.",
    )


def test_packs_without_a_handler_in_common_are_named() -> None:
    one = a_pack("one", handlers=("assistant-armorer",))

    assert clashes(one) == ("Under laxest 1 and one 1 nobody handles weapons.",)


def test_packs_without_a_test_in_common_are_named() -> None:
    one = a_pack("one", tests={"dummy": ("hole",)})

    assert clashes(one) == ("Under laxest 1 and one 1 no test can tell dummy.",)


def test_packs_that_leave_something_unsaid_are_no_policy() -> None:
    with pytest.raises(StackError) as caught:
        stack([a_pack("one", limits={"distance_cm": 610})])

    said = str(caught.value)
    assert "No pack says who handles weapons." in said
    assert "No pack sets the limit clearance_ms." in said
    assert "No pack says which test can tell dummy." in said
    assert "distance_cm" not in said


def without(*limits: str) -> Pack:
    """The laxest pack there is, but for these limits."""
    laxest = the_laxest()
    kept = {name: most for name, most in laxest.limits.items() if name not in limits}
    return replace(laxest, limits=Table(kept))


@pytest.mark.parametrize(("code", "limit"), NEEDS.items())
def test_a_limit_is_owed_where_a_rule_that_needs_it_is_asked_for(
    code: str, limit: str
) -> None:
    asking = a_pack("us-x", rules=(a_rule(code, "note", pack="us-x"),))
    also = a_pack("us-y", rules=(a_rule(code, pack="us-y"),))

    assert getattr(stack([without(limit)]).limits, limit) == getattr(Limits(), limit)
    mended = stack([without(limit), asking, a_pack("z", limits={limit: 7})])
    assert getattr(mended.limits, limit) == 7
    with pytest.raises(StackError) as caught:
        stack([without(limit), asking])
    assert caught.value.reasons == (
        f"us-x 1 asks for {code}, and no pack sets {limit}.",
    )
    with pytest.raises(StackError, match="us-x 1 and us-y 1 ask for "):
        stack([without(limit), also, asking])


def test_a_limit_nobody_needs_need_not_be_set() -> None:
    later = [name for name in the_laxest().limits if name not in FIRST_BOUNDS]

    limits = stack([without(*later)]).limits

    assert {getattr(limits, name) for name in later} == {0}


@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_rules_that_ask_for_opposite_things_are_named_on_both_sides(
    one: str, other: str
) -> None:
    barred = a_pack("us-x", rules=(a_rule(one, "note", pack="us-x"),))
    owed = a_pack("house", rules=(a_rule(other, pack="house"),))
    also = a_pack("uk", rules=(a_rule(other, pack="uk"),))

    assert clashes(owed, barred) == (
        (
            f"us-x 1 (us-x-{one}) asks for {one}, "
            f"but house 1 (house-{other}) asks for {other}: "
            "nobody can keep both. Choose one of the packs."
        ),
    )
    assert (
        f"house 1 (house-{other}) and uk 1 (uk-{other}) ask for"
        in (clashes(owed, barred, also)[0])
    )
    assert stacked(owed, also).asks(other)
    assert stacked(barred).asks(one)


def test_papers_topics_and_notices_add_up_in_an_order_of_their_own() -> None:
    one = a_pack(
        "one",
        lists=Lists(
            documents=("ffl", "card"), topics=("abort",), notices=("neighbours",)
        ),
    )
    other = a_pack(
        "other",
        lists=Lists(
            documents=("card",),
            topics=("emergency", "action"),
            notices=("police",),
            public_notices=("campus-safety", "police"),
        ),
    )

    policy = stacked(one, other)

    assert policy.documents == ("card", "ffl")
    assert policy.topics == ("action", "abort", "emergency")
    assert policy.notices == ("police", "neighbours")
    assert policy.public_notices == ("police", "campus-safety")


def test_an_exception_from_the_ban_is_one_that_every_ban_lists() -> None:
    wide = a_rule(
        "live-round", pack="one", exceptions=("sound-recording", "range-training")
    )
    narrow = a_rule("live-round", pack="two", exceptions=("sound-recording",))
    one, two = a_pack("one", rules=(wide,)), a_pack("two", rules=(narrow,))
    bare = a_pack("bare", rules=(a_rule("live-round", "note", pack="bare"),))

    assert stacked().exceptions == ()
    assert stacked(one).exceptions == ("range-training", "sound-recording")
    assert stacked(one, a_pack("silent")).exceptions == stacked(one).exceptions
    assert stacked(one, two).exceptions == ("sound-recording",)
    assert stacked(one, two, bare).exceptions == ()


def test_the_same_pack_twice_is_once() -> None:
    one = a_pack("one", rules=(a_rule("replica-first"),))

    assert stacked(one, one) == stacked(one)


def test_the_digest_of_a_policy_is_over_the_sorted_digests_of_its_packs() -> None:
    one = a_pack("one")
    both = "\n".join(sorted([the_laxest().digest, one.digest]))

    assert stacked(one).digest == sha256(both.encode()).hexdigest()
