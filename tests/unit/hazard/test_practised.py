"""What was really done on a day is for analysis, and for no production."""

from lastlook.hazard.practised import AS_PRACTISED, practised
from lastlook.policy.library import shipped_names
from lastlook.policy.read import read_pack


def test_no_production_can_adopt_it_by_name() -> None:
    assert AS_PRACTISED not in shipped_names()
    assert practised("house") is None


def test_it_says_itself_that_it_is_never_to_be_used() -> None:
    pack = read_pack(practised(AS_PRACTISED) or "", AS_PRACTISED)

    assert pack.purpose.lstrip().startswith("NEVER TO BE USED ON SET.")


def test_each_of_its_rules_says_where_it_was_read_and_how_far() -> None:
    pack = read_pack(practised(AS_PRACTISED) or "", AS_PRACTISED)

    assert pack.rules
    assert all(rule.source and rule.status == "partial" for rule in pack.rules)
