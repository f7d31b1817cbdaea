"""Where a rule comes from, as people read it."""

from lastlook.policy.explain import explain
from lastlook.policy.library import Library
from tests.world.packs import SMALL

OTHER = SMALL.replace('id = "small"', 'id = "other"').replace('"warn"', '"hold"')


def test_a_rule_is_told_with_its_source_and_what_to_do() -> None:
    library = Library()
    policy = library.policy((library.learn(SMALL, "small"),))

    assert explain(policy, "hand-over-by-handler") == (
        "SMALL-1 (hand-over-by-handler, C05), stop, asked by small\n"
        "  The handler hands over.\n"
        "  Source: A statute (verified)\n"
        "  What to do: Call the handler."
    )


def test_every_pack_that_asks_is_told_the_strictest_first() -> None:
    library = Library()
    both = (library.learn(SMALL, "small"), library.learn(OTHER, "other"))

    said = explain(library.policy(both), "watch-not-offered").split("\n\n")

    assert [part.splitlines()[0] for part in said] == [
        "SMALL-2 (watch-not-offered), hold, asked by other",
        "SMALL-2 (watch-not-offered), warn, asked by small",
    ]


def test_a_rule_nobody_asks_for_is_said_to_be_so() -> None:
    library = Library()
    policy = library.policy((library.learn(SMALL, "small"),))

    assert explain(policy, "on-break") == "on-break: no pack in force asks for it."
