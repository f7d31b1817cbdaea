"""Where a rule comes from, as people read it."""

import pytest

from lastlook.core.controls import CONTROLS
from lastlook.policy.explain import USES, NoSuchRuleError, explain
from lastlook.policy.library import shipped, shipped_names
from lastlook.policy.read import read_pack
from lastlook.policy.schema import BOUNDS, CODES
from tests.world.packs import SECOND, SMALL

OTHER_TEXT = SMALL.replace('id = "small"', 'id = "other"').replace('"warn"', '"hold"')
SMALL_PACK = read_pack(SMALL, "small")
OTHER = read_pack(OTHER_TEXT, "other")
NEWER = read_pack(SECOND, "second")
SHIPPED = [read_pack(shipped(name), name) for name in shipped_names()]
# Every rule is asked by number what is in force; these go by no number of a pack.
BY_RULE = frozenset({"clearance_ms", "lift_ms"})


def test_a_rule_is_told_with_its_control_its_source_and_what_to_do() -> None:
    assert explain([SMALL_PACK], "hand-over-by-handler") == (
        "C05 Only the handler hands the weapon to the performer\n"
        "  Enforced by rules, where a pack asks for them.\n"
        "  No record shows: A hand-over that asked nobody; it can be told afterwards.\n"
        "\n"
        "SMALL-1 (hand-over-by-handler, C05), stop, asked by small 1\n"
        "  The handler hands over.\n"
        "  Source: A statute\n"
        "  Read: The words were read in the document itself.\n"
        "  What to do: Call the handler."
    )


def test_a_rule_of_format_2_is_told_with_its_evidence_dates_and_limits() -> None:
    assert explain([NEWER], "SECOND-2").splitlines() == [
        "SECOND-2 (meeting-too-old, C08), warn, asked by second 7",
        "  A meeting is of today.",
        "  Source: A clause nobody read (not read)",
        (
            "  Read: The document exists; this was not read in it, "
            "and is not claimed as law."
        ),
        "  What to do: Meet.",
        "  Evidence: The meeting.",
        ("  Dates: applies from 2027-01-01 until 2028-01-01; a date switches nothing"),
        "  Limits: meeting_ms 1 d",
    ]


def test_what_a_ban_on_live_rounds_excepts_is_told() -> None:
    assert explain([NEWER], "live-round").endswith(
        "\n  Excepted: sound-recording, range-training"
    )


def test_every_pack_that_asks_is_told_the_strictest_first() -> None:
    said = explain([SMALL_PACK, OTHER], "watch-not-offered").split("\n\n")[1:]

    assert [part.splitlines()[0] for part in said] == [
        "SMALL-2 (watch-not-offered, C14), hold, asked by other 1",
        "SMALL-2 (watch-not-offered, C14), warn, asked by small 1",
    ]
    assert said[0].endswith("\n  Limits: lift_ms 12 h")


def test_of_rules_as_strict_what_was_read_is_told_first() -> None:
    unread = SMALL.replace('id = "small"', 'id = "a"').replace("verified", "unverified")

    said = explain([read_pack(unread, "a"), SMALL_PACK], "hand-over-by-handler")

    assert said.index("asked by small") < said.index("asked by a ")


def test_a_limit_the_pack_leaves_to_others_is_told_so() -> None:
    text = SECOND.replace("meeting_ms = 86_400_000\n", "")

    assert explain([read_pack(text, "x")], "SECOND-2").endswith(
        "\n  Limits: meeting_ms as other packs set it"
    )


@pytest.mark.parametrize("word", ["SMALL-1", "small-1", "SMALL"])
def test_a_rule_is_found_by_its_number(word: str) -> None:
    packs = [read_pack(SMALL.replace("SMALL-1", f"{word}.2"), "x"), NEWER]

    assert f"{word}.2 (hand-over-by-handler" in explain(packs, word.lower())
    assert "SMALL-2 (" in explain(packs, "small-2")


def test_rules_of_a_control_are_told_together() -> None:
    said = explain([SMALL_PACK, NEWER], "c01")

    assert said.startswith("C01 No live ammunition on set; exceptions are explicit\n")
    assert "SECOND-1 (live-round, C14), stop, asked by second 7" in explain(
        [NEWER], "C14"
    )
    assert said.endswith("\n\nc01: no pack here asks for it.")


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: control.number)
def test_every_control_can_be_explained(control: object) -> None:
    number = getattr(control, "number", "")

    assert explain(SHIPPED, number).startswith(f"{number} ")


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_rule_can_be_explained_in_80_columns(code: str) -> None:
    said = explain(SHIPPED, code)

    assert "asked by " in said or said.endswith(": no pack here asks for it.")
    assert all(len(line) <= 80 for line in said.splitlines())


def test_a_rule_nobody_asks_for_is_said_to_be_so() -> None:
    assert explain([SMALL_PACK], "on-break").endswith(
        "\n\non-break: no pack here asks for it."
    )


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("clearance-lapse", "There is no rule clearance-lapse. Did you mean "),
        ("SMALL-11", "There is no rule SMALL-11. Did you mean SMALL-1?"),
        ("C39", "There is no rule C39. Did you mean C3"),
        ("zzzzzz", "There is no rule zzzzzz."),
    ],
)
def test_what_is_no_rule_is_told_the_nearest(word: str, says: str) -> None:
    with pytest.raises(NoSuchRuleError) as caught:
        explain([SMALL_PACK], word)

    assert str(caught.value).startswith(says)


def test_every_limit_belongs_to_a_rule() -> None:
    used = {name for names in USES.values() for name in names}

    assert set(USES) <= CODES
    assert used | BY_RULE == set(BOUNDS)
