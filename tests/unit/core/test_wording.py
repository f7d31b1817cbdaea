"""How a no is said: the fact, the rule, its source, what to do."""

from typing import Any, get_args

import pytest

from lastlook.core.acts import Act, AnyAct, kebab
from lastlook.core.events import AnyEvent
from lastlook.core.impossibilities import (
    AnyImpossibility,
    NotTheHolder,
    StillToCome,
    TimeWentBack,
)
from lastlook.core.policy import Policy, Rule
from lastlook.core.refusals import (
    AnyRefusal,
    ChambersUnseen,
    ClearanceLapsed,
    OnBreak,
    OutOfHours,
)
from lastlook.core.table import Table
from lastlook.core.wording import (
    READ,
    READ_IN_FULL,
    TIMES,
    UNREAD,
    AskedBy,
    Saying,
    saying,
    sentence,
)
from lastlook.core.words import Ms, Severity
from lastlook.policy.schema import STATUSES
from tests.world.production import house, ms

REFUSALS: tuple[Any, ...] = get_args(AnyRefusal)
IMPOSSIBLE: tuple[Any, ...] = get_args(AnyImpossibility)


def clock(at: Ms) -> str:
    return f"{(at - ms('00:00')) // 60_000} minutes past midnight"


def an(kind: Any) -> Any:
    """One of these, with a fact in every field."""
    return kind(
        *(7 if name in TIMES else name.upper() for name in kind.__struct_fields__)
    )


def test_a_refusal_is_said_as_its_fact_with_its_times_in_the_readers_clock() -> None:
    assert sentence(ChambersUnseen("colt-1", 3, 6), clock) == (
        "3 of 6 chambers of colt-1 have been seen."
    )
    assert sentence(ClearanceLapsed("colt-1", ms("07:10")), clock) == (
        "The clearance of colt-1 lapsed at 430 minutes past midnight."
    )
    assert sentence(OutOfHours("colt-1", ms("00:01"), ms("00:02")), clock) == (
        "colt-1 may be out from 1 minutes past midnight "
        "to 2 minutes past midnight only."
    )
    assert sentence(TimeWentBack(ms("00:01"), ms("00:02")), clock) == (
        "The desk's clock reads 1 minutes past midnight, before its last entry at "
        "2 minutes past midnight."
    )


@pytest.mark.parametrize(
    "kind", [*REFUSALS, *IMPOSSIBLE], ids=lambda kind: kind.__name__
)
def test_every_reason_can_be_said(kind: Any) -> None:
    said = sentence(an(kind), str)
    assert said.endswith(".")
    assert "{" not in said
    for name in kind.__struct_fields__:
        if f"{{{name}}}" in kind.says:
            assert ("7" if name in TIMES else name.upper()) in said


@pytest.mark.parametrize(
    "kind", [*REFUSALS, *IMPOSSIBLE], ids=lambda kind: kind.__name__
)
def test_every_moment_in_a_reason_is_written_by_the_readers_clock(kind: Any) -> None:
    types = kind.__annotations__
    for name in kind.__struct_fields__:
        assert (types[name] is Ms) == (name in TIMES), name


def test_no_time_is_listed_that_no_reason_has() -> None:
    named = {
        name for kind in (*REFUSALS, *IMPOSSIBLE) for name in kind.__struct_fields__
    }
    assert named >= TIMES - {"last", "now"}


def test_every_code_is_its_class_written_small_and_there_once() -> None:
    codes = [an(kind).code for kind in (*REFUSALS, *IMPOSSIBLE)]
    assert codes == [kebab(kind.__name__) for kind in (*REFUSALS, *IMPOSSIBLE)]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("name", "word"),
    [("Stop", "stop"), ("LiftHold", "lift-hold"), ("ConfirmReturn", "confirm-return")],
)
def test_a_class_is_written_small(name: str, word: str) -> None:
    assert kebab(name) == word


def test_every_act_and_event_knows_its_own_word() -> None:
    for kind in get_args(AnyAct):
        word = kind.__struct_config__.tag
        assert word == kebab(kind.__name__)
        assert issubclass(kind, Act)
    assert len(get_args(AnyEvent)) == len(set(get_args(AnyEvent)))


def test_a_refusal_is_lifted_under_its_code_and_subject() -> None:
    assert ChambersUnseen("colt-1", 3, 6).hold == "chambers-unseen@colt-1"


def test_a_refusal_comes_with_its_rule_its_source_and_the_way_out() -> None:
    rule = house().rules["chambers-unseen"][0]
    said = saying(ChambersUnseen("colt-1", 3, 6), house(), clock)
    assert said == Saying(
        code="chambers-unseen",
        sentence="3 of 6 chambers of colt-1 have been seen.",
        remedy=rule.remedy,
        number=rule.number,
        source=rule.source,
        severity="stop",
        asked=(AskedBy("house", rule.number, "stop", rule.status, rule.source),),
    )


def asking(*rules: tuple[str, Severity, str, str]) -> Policy:
    """A policy of rules on breaks, each by pack, severity, status and source."""
    return Policy(
        rules=Table(
            {
                "on-break": tuple(
                    Rule(
                        *("on-break", f"{pack.upper()}-1", pack, "", source, status),
                        severity=severity,
                        remedy=f"As {pack} says.",
                    )
                    for pack, severity, status, source in rules
                )
            }
        )
    )


def test_a_refusal_names_every_pack_that_asks_for_it_and_speaks_for_the_strictest() -> (
    None
):
    policy = asking(
        ("a", "stop", "verified", "law"),
        ("b", "warn", "partial", "a bulletin"),
        ("c", "warn", "house", "house"),
    )

    said = saying(OnBreak("colt-1"), policy, clock)

    assert (said.number, said.source, said.remedy) == ("A-1", "law", "As a says.")
    assert said.severity == "stop"
    assert said.asked == (
        AskedBy("a", "A-1", "stop", "verified", "law"),
        AskedBy("b", "B-1", "warn", "partial", "a bulletin"),
        AskedBy("c", "C-1", "warn", "house", "house"),
    )
    assert said.rule == (
        "Asked by a A-1 (verified), b B-1 (read as quoted), c C-1 (own rule). "
        "Source: law"
    )


def test_what_nobody_read_is_said_to_be_not_read_and_is_never_shown_as_law() -> None:
    said = saying(OnBreak("colt-1"), asking(("a", "warn", UNREAD, "§ 1")), clock)

    assert said.source == "§ 1 (not read)"
    assert [by.source for by in said.asked] == ["§ 1 (not read)"]
    assert said.rule == "Asked by a A-1 (not read). Source: § 1 (not read)"


def test_of_rules_as_strict_one_that_was_read_speaks_first() -> None:
    policy = asking(
        ("a", "stop", UNREAD, "§ 1"),
        ("b", "stop", "house", "house"),
        ("c", "warn", "verified", "§ 2"),
    )

    said = saying(OnBreak("colt-1"), policy, clock)

    assert [by.pack for by in said.asked] == ["b", "a", "c"]
    assert (said.number, said.source) == ("B-1", "house")


def test_how_far_a_source_was_read_is_said_of_every_status_short_and_in_full() -> None:
    assert set(READ) == set(READ_IN_FULL) == STATUSES
    assert len({*READ.values()}) == len({*READ_IN_FULL.values()}) == len(STATUSES)


def test_what_the_record_rules_out_comes_from_no_pack() -> None:
    reason = NotTheHolder("colt-1", "camera", "armorer")
    assert saying(reason, Policy(), clock) == Saying(
        code="not-the-holder",
        sentence="camera does not have colt-1; by the record it is with armorer.",
        remedy=NotTheHolder.remedy,
        number="record",
        source="the record",
        severity="stop",
        asked=(),
    )
    assert saying(reason, Policy(), clock).rule == "The record itself"
    assert saying(StillToCome(ms("00:01")), Policy(), clock).sentence == (
        "1 minutes past midnight is still to come."
    )
