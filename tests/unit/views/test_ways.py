from typing import get_args

from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal, ChambersUnseen, ClockAhead, SetStopped
from lastlook.views.sayings import named, sayings
from lastlook.views.ways import WAYS, way
from tests.world.viewed import NAMES, seen


def test_every_way_starts_at_a_reason_there_is_and_needs_only_its_facts() -> None:
    kinds = (*get_args(AnyRefusal), *get_args(AnyImpossibility))
    fields = {kind(*_facts(kind)).code: kind for kind in kinds}
    assert set(WAYS) <= set(fields)
    for code in WAYS:
        kind = fields[code]
        found = way(kind(*_facts(kind)))
        assert found is not None
        assert found.href.startswith("/")
        assert "{" not in found.label


def _facts(kind: type) -> list[object]:
    return ["x" for _ in kind.__struct_fields__]  # type: ignore[attr-defined]


def test_a_remedy_leads_to_where_it_can_be_done() -> None:
    found = way(ChambersUnseen("colt-1", 0, 6))
    assert found is not None
    assert (found.label, found.href) == ("Look into colt-1", "/inspect/colt-1")


def test_some_remedies_have_no_page() -> None:
    assert way(ClockAhead("actor", 1)) is None


def test_people_are_called_by_their_names() -> None:
    assert named(ClockAhead("actor", 1), NAMES) == ClockAhead("Priya", 1)
    assert named(SetStopped("stop-1", "stop"), NAMES) == SetStopped("stop-1", "stop")


def test_a_saying_has_fact_rule_source_remedy_and_way() -> None:
    policy = seen("", "armorer").policy
    (said,) = sayings([ChambersUnseen("colt-1", 0, 6)], policy, NAMES, str)
    assert said.sentence == "0 of 6 chambers of colt-1 have been seen."
    assert said.number.startswith("HOUSE-")
    assert said.remedy
    assert said.source
    assert [by.pack for by in said.asked] == ["house"]
    assert said.rule.startswith(f"Asked by house {said.number} (")
    assert said.next is not None
