"""The analyser's report: what stands where, at two widths, without colour."""

from hashlib import sha256
from io import StringIO
from pathlib import Path

import click
import pytest
from msgspec.json import decode
from pypdf import PdfReader
from rich.console import Console

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.hazard_report import report
from lastlook.cli.hazard_rules import rules_in, rules_of, without_rules
from lastlook.cli.main import main
from lastlook.hazard.analysis import analysed
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.judged import PROGRAM
from lastlook.hazard.scene import scene
from lastlook.policy.library import shipped
from lastlook.policy.read import PackError, read_pack
from lastlook.policy.stack import StackError
from tests.unit.hazard.test_close_up import close_up, house
from tests.world.typed import production, run

HEADS = (
    "Assumed",
    "How many errors it withstands",
    "What has to go wrong",
    "The shortest stories",
    "Advice",
    "Not covered",
)


def shown(width: int) -> str:
    out = StringIO()
    console = Console(file=out, width=width, color_system=None)
    report(close_up(), console, "house")
    return out.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_assumptions_come_first_and_what_is_not_covered_last(width: int) -> None:
    said = shown(width)
    places = [said.index(f"\n{head}") for head in HEADS]
    assert places == sorted(places)
    assert max(len(line.rstrip()) for line in said.splitlines()) <= width
    assert "\x1b" not in said


def test_numbers_say_what_they_mean_and_stories_have_both_columns() -> None:
    said = shown(120)
    assert "3 errors can be enough; 2 of any are withstood." in said
    alone = "performer brings a live round; slips it in, unseen; points the muzzle"
    assert f"One person alone is enough: {alone}" in " ".join(said.split())
    assert "Whoever slips a round in may have brought it" in said
    assert "the record says" in said
    assert "really in the gun" in said
    assert "on the record and the truth differ." in said


def test_nothing_is_cut_off_on_a_narrow_screen() -> None:
    narrow = " ".join(shown(80).split())
    assert "somebody of the crew" in narrow
    assert "…" not in narrow


def test_where_orders_were_left_out_the_bound_that_was_shown_is_said() -> None:
    out = StringIO()
    found = analysed(scene("close-up", house()), LIVE_ROUND, most=2)
    report(found, Console(file=out, width=80), "house")
    said = " ".join(out.getvalue().split())
    assert "k errors more than 2 It takes more than 2 errors; larger ways" in said


def test_the_rules_of_a_production_are_those_of_its_record(tmp_path: Path) -> None:
    ledger = tmp_path / "set.lastlook"
    wiring.init(wiring.place_of(ledger), "set", [shipped("house")])
    assert rules_in(ledger) == rules_of(("house",))


def test_a_rule_that_is_not_in_force_cannot_be_left_out() -> None:
    with pytest.raises(click.UsageError, match="No rule no-such is in force"):
        without_rules(rules_of(("house",)), ("no-such",))


def test_json_has_the_names_that_others_rely_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("hazard", "--json", "--without", "box-not-proved")
    with pytest.raises(SystemExit) as ended:
        main([*asked, "--orders", "3", "--fail-under", "3"])
    told = decode(capsys.readouterr().out)
    names = "k_errors k_people k_causes cut_sets stories barriers assumptions world"
    assert set(names.split()) <= set(told)
    assert told["undetermined"]
    assert told["program"] == PROGRAM
    assert told["without"] == ["box-not-proved"]
    text = shipped("house")
    assert told["packs"] == [
        {
            "id": "house",
            "version": read_pack(text, "house").version,
            "sha256": sha256(text.encode()).hexdigest(),
        }
    ]
    assert told["k_people_who"] is None
    assert ended.value.code == 0  # every way of fewer was looked for
    assert (told["searched"], told["k_people"], told["barriers"]) == (3, None, [])


def test_the_report_is_written_as_a_pdf_of_the_rules_that_were_judged(
    tmp_path: Path,
) -> None:
    at = tmp_path / "report.pdf"
    without = ("--without", "box-not-proved")
    assert run("hazard", "--report", at, *without).exit_code == 0
    first, *_ = PdfReader(at).pages
    assert "Rules: house, without box-not-proved." in first.extract_text()


@pytest.mark.parametrize(
    ("orders", "at_least", "code", "said"),
    [
        (2, 3, 0, ""),
        (1, 3, 7, "k is more than 1, and was not looked for up to 2: UNDETERMINED"),
        (3, 4, 1, "k is 3, under 4: FAILED\n"),
        (2, 4, 7, "k is more than 2, and was not looked for up to 3: UNDETERMINED"),
    ],
)
def test_it_passes_where_no_fewer_errors_were_left_out_and_else_says_why_not(
    orders: int, at_least: int, code: int, said: str
) -> None:
    words = ("--scene", "rehearsal", "--orders", orders, "--fail-under", at_least)
    asked = run("hazard", *words)
    assert asked.exit_code == code
    assert asked.stderr.startswith(said)
    assert asked.stderr.count("\n") == bool(said)


def test_what_can_never_be_shot_fails_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("lastlook.hazard.analysis.acts_to_shoot", lambda _: None)
    asked = run("hazard", "--scene", "rehearsal", "--json", "--fail-under", 2)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "cannot be shot: refusing everything is no safety. FAILED" in asked.stderr


def test_a_ledgers_key_without_a_ledger_is_refused(tmp_path: Path) -> None:
    key = wiring.vkey(production(tmp_path, stops=0))
    asked = run("hazard", "--vkey", key)
    assert asked.exit_code == exits.USAGE
    assert "it goes with FILE" in asked.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--world", "0x1"), "1 to 9 weapons of 1 to 9 chambers; not 0x1"),
        (("--world", "99x99"), "1 to 9 weapons of 1 to 9 chambers; not 99x99"),
        (("--without", "nope"), "lists a pack's rules"),
        (("--report", "nowhere/at/all.pdf"), "Nothing can be written to nowhere/at"),
        (("--export", "csv=nowhere/at/all"), "Nothing can be written to nowhere/at"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_searched(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.cli.hazard.scene", None)
    asked = run("hazard", *words)
    assert asked.exit_code == exits.USAGE
    assert said in " ".join(asked.output.split())


def test_a_rule_named_twice_is_left_out_once() -> None:
    code = "box-not-proved"
    once = without_rules(rules_of(("house",)), (code,))
    assert without_rules(rules_of(("house",)), (code, code)) == once
    assert not once.policy.asks(code)


def test_a_pack_that_is_no_text_is_told_with_its_line(tmp_path: Path) -> None:
    pack = tmp_path / "campus.toml"
    pack.write_bytes(b'id = "campus"\nname = "\xff"\n')
    with pytest.raises(PackError, match=r"campus\.toml:2: this is no UTF-8"):
        rules_of((str(pack),))


def test_a_pack_of_a_place_alone_is_told_what_it_goes_on_top_of() -> None:
    with pytest.raises(StackError, match="--pack house --pack au-nsw"):
        rules_of(("au-nsw",))


def test_the_report_says_which_weapon_the_packs_bar() -> None:
    out = StringIO()
    barring = analysed(
        scene("rehearsal", rules_of(("house", "au-nsw")).policy), LIVE_ROUND
    )
    report(barring, Console(file=out, width=120, color_system=None), "house, au-nsw")
    said = out.getvalue()
    assert "These packs bar a firearm (live-capable)" in said
    assert "played with one that is blank-adapted." in said
