"""What `--importance` adds: rules, errors and ways, and what their numbers mean."""

from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from msgspec.json import decode
from rich.console import Console

from lastlook.cli import exits
from lastlook.cli.hazard_importance import report
from lastlook.cli.main import main
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.scene import scene
from lastlook.hazard.weighing import MEANING, Weighed, weighed, weight_tables
from lastlook.hazard.what_if import outcome_of
from lastlook.paper.hazard import hazard_pdf
from tests.unit.hazard.test_close_up import house
from tests.unit.paper.test_hazard import words
from tests.world.typed import run


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


@cache
def weighing() -> tuple[Analysis, Weighed]:
    found = analysed(scene("rehearsal", house()), LIVE_ROUND, stories=0)
    return found, weighed(
        found, lambda rules: scene("rehearsal", rules), house(), seed=1
    )


def test_no_likelihood_is_told_without_its_band_and_what_it_means() -> None:
    _, weights = weighing()
    out = StringIO()
    report(weights, Console(file=out, width=200, color_system=None))
    said = " ".join(out.getvalue().split())
    assert MEANING in said
    assert f"{weights.ranks.low:.1e} to {weights.ranks.high:.1e}" in said
    assert "(every rule in force)" in said


def test_the_sheet_has_the_tables_of_the_terminal_each_with_what_it_means() -> None:
    found, weights = weighing()
    printed = words(hazard_pdf(outcome_of(found), "house", weights))
    tables = list(weight_tables(weights))
    assert [len(table.rows) > 0 for table in tables] == [True] * 3
    for table in tables:
        assert table.title in printed
        assert table.said in printed
        for row in table.rows:
            assert " ".join(row) in printed
    assert tables[0].title not in words(hazard_pdf(outcome_of(found), "house"))


def test_stopped_while_it_weighs_it_leaves_no_report_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lastlook.cli.hazard.weighed", stopped)
    asked = ("--scene", "rehearsal", "--importance", "--report", tmp_path / "r.pdf")
    assert run("hazard", *asked).exit_code == exits.STOPPED
    assert not list(tmp_path.iterdir())
