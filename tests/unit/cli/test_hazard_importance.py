"""What `--importance` adds: rules, errors and ways, and what their numbers mean."""

from io import StringIO

import pytest
from msgspec.json import decode
from rich.console import Console

from lastlook.cli.hazard_importance import report, weighed
from lastlook.cli.main import main
from lastlook.hazard.analysis import analysed
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import scene
from lastlook.hazard.told_importance import MEANING
from tests.unit.hazard.test_close_up import house


def test_json_has_the_worth_of_rules_errors_and_ways(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["hazard", "--scene", "rehearsal", "--importance", "--json"])
    assert ended.value.code in {0, None}
    told = decode(capsys.readouterr().out)
    rules = told["rule_importance"]
    assert rules["whole"]["k_errors"] == told["k_errors"]
    assert len(rules["rules"]) == len(house().rules)
    events = {one["event"] for one in told["event_importance"]}
    assert events == {name for cut in told["cut_sets"] for name in cut}
    assert all(one["because"] for one in told["event_importance"])
    ranked = [one["cut_set"] for one in told["ranks"]["cut_sets"]]
    assert sorted(ranked) == sorted(told["cut_sets"])


def test_no_likelihood_is_told_without_its_band_and_what_it_means() -> None:
    prepared = scene("rehearsal", house())
    found = analysed(prepared, LIVE_ROUND, stories=0)
    weights = weighed(found, lambda rules: scene("rehearsal", rules), house(), 1)
    out = StringIO()
    report(weights, Console(file=out, width=200, color_system=None))
    said = " ".join(out.getvalue().split())
    assert MEANING in said
    assert f"{weights.ranks.low:.1e} to {weights.ranks.high:.1e}" in said
    assert "(every rule in force)" in said
