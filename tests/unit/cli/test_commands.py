"""Each command, on a production of its own."""

import json
import stat
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.demo import until
from lastlook.cli.play import play_story, read_file
from lastlook.cli.status import lines, status
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.wire import CORE
from lastlook.ledger.keys import PrivateKey
from lastlook.policy.library import shipped
from lastlook.stories.story import Said
from tests.world.levels import STORIES
from tests.world.typed import run

BEGUN = """\
day 2024-05-06
production x
packs house
06:00 office opens production-manager key=office-phone
"""


@pytest.fixture
def played(tmp_path: Path) -> Path:
    """The demo's story in a ledger."""
    path = tmp_path / "demo.ledger"
    assert run("play", STORIES / "demo.story", "--into", path).exit_code == 0
    return path


# --- init ------------------------------------------------------------------------


def test_init_makes_five_files_and_says_what_each_is(tmp_path: Path) -> None:
    path = tmp_path / "colt.ledger"
    asked = run("init", path, "--production", "long-road")
    assert asked.exit_code == 0
    for file in wiring.Files(path).all:
        assert str(file) in asked.output
        assert file.exists()
    assert wiring.vkey(path) in asked.output
    assert run("verify", path).exit_code == 0


def test_private_files_are_their_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "colt.ledger"
    run("init", path, "--production", "long-road")
    files = wiring.Files(path)
    for file in (files.key, files.office, files.people):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_init_puts_every_pack_in_force(tmp_path: Path) -> None:
    path, pack = tmp_path / "colt.ledger", tmp_path / "county.toml"
    pack.write_text(shipped("house").replace('id = "house"', 'id = "county"'), "utf-8")
    asked = run("init", path, "--production", "x", "--pack", "house", "--pack", pack)
    assert asked.exit_code == 0
    assert json.loads(run("status", path, "--json").output)["entries"] == 2


@pytest.mark.parametrize(
    "packs", [("us-ca", "house"), ("house", "us-ca"), ("us-ilmsc", "us-ca", "house")]
)
def test_init_takes_packs_in_any_order(tmp_path: Path, packs: tuple[str, ...]) -> None:
    path = tmp_path / "colt.ledger"
    words = [word for pack in packs for word in ("--pack", pack)]
    asked = run("init", path, "--production", "x", *words)
    assert asked.exit_code == 0
    assert f"x is open, under {', '.join(packs)}." in asked.output
    assert json.loads(run("status", path, "--json").output)["entries"] == len(packs)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--production", "x", "--pack", "hose"], "No pack hose comes with Lastlook"),
        (["--production", "x", "--pack", "no.toml"], "No such file"),
        (["--production", "no name"], "cannot be a production's id"),
        (["--production", "a+b"], "cannot be a production's id"),
    ],
)
def test_init_that_cannot_be_leaves_no_file(
    tmp_path: Path, words: list[str], said: str
) -> None:
    path = tmp_path / "colt.ledger"
    asked = run("init", path, *words)
    assert asked.exit_code == exits.UNREADABLE
    assert said in asked.output
    assert not list(tmp_path.iterdir())


def test_init_with_a_bad_pack_says_all_that_is_wrong_with_it(tmp_path: Path) -> None:
    pack = tmp_path / "county.toml"
    pack.write_text('id = "county"\nseverity = 3\n')
    asked = run("init", tmp_path / "x", "--production", "x", "--pack", pack)
    assert asked.exit_code == exits.UNREADABLE
    assert "unknown key `severity`" in asked.output
    assert "line 2" in asked.output
    assert [path.name for path in tmp_path.iterdir()] == ["county.toml"]


def test_init_leaves_what_is_there_alone(tmp_path: Path) -> None:
    path = tmp_path / "colt.ledger"
    path.write_text("a letter")
    asked = run("init", path, "--production", "x")
    assert asked.exit_code == exits.UNREADABLE
    assert "it was left as it is" in asked.output
    assert path.read_text() == "a letter"
    assert len(list(tmp_path.iterdir())) == 1


def test_init_in_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    asked = run("init", tmp_path / "none" / "x", "--production", "x")
    assert asked.exit_code == exits.UNREADABLE
    assert "There is no folder" in asked.output


# --- play ------------------------------------------------------------------------


def test_play_tells_a_story() -> None:
    asked = run("play", STORIES / "the-2021-day.story")
    assert asked.exit_code == 0
    assert "What Lastlook would not have caught" in asked.output
    assert "Everything is as the story expects." in asked.output


def test_play_names_file_and_line_of_what_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "wrong.story"
    text = (STORIES / "a-retry.story").read_text("utf-8")
    for name in ("a-set-is-ready",):
        used = (STORIES / f"{name}.story").read_text("utf-8")
        (tmp_path / f"{name}.story").write_text(used, "utf-8")
    path.write_text(text.replace("impossible: unknown", "refused: not-your-part", 1))
    line = text.splitlines().index("  impossible: unknown")
    asked = run("play", path)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert f"wrong.story:{line}" in asked.output
    both = run("play", path, STORIES / "lunch.story")
    assert both.exit_code == exits.DOES_NOT_HOLD
    assert "do not fit" in both.output
    assert "lunch.story: 62 acts, fits" in both.output


def test_play_as_json_says_what_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "wrong.story"
    path.write_text(f"{BEGUN}06:01 nobody wraps signed-by=office-phone\n", "utf-8")
    asked = run("play", path, "--json")
    assert asked.exit_code == exits.DOES_NOT_HOLD
    (story,) = json.loads(asked.output)
    assert (story["acts"], story["fits"]) == (2, False)
    (mismatch,) = story["mismatches"]
    assert mismatch["where"].endswith("wrong.story:5")
    assert mismatch["got"] == "impossible: unknown"


def test_a_story_with_a_typo_is_told_with_its_place_and_the_way_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "typo.story"
    path.write_text(f"{BEGUN}06:01 office wrpas\n", "utf-8")
    asked = run("play", path)
    assert asked.exit_code == exits.UNREADABLE
    assert "typo.story:5:" in asked.output
    assert 'Did you mean "wraps"?' in asked.output


def test_only_one_story_is_played_into_a_ledger(tmp_path: Path) -> None:
    story = STORIES / "demo.story"
    asked = run("play", story, story, "--into", tmp_path / "x")
    assert asked.exit_code == exits.USAGE


def test_a_story_played_into_a_ledger_verifies_and_leaves_the_same_entries(
    tmp_path: Path,
) -> None:
    story = STORIES / "an-ordinary-good-day.story"
    logs = []
    for path in (tmp_path / "one", tmp_path / "other"):
        assert run("play", story, "--into", path).exit_code == 0
        assert run("verify", path).exit_code == 0
        logs.append(run("log", path, "--as", "json").output)
    assert logs[0] == logs[1]


# --- log, status, verify ---------------------------------------------------------


def test_a_ledger_printed_as_a_story_plays_to_the_same_decisions(
    played: Path, tmp_path: Path
) -> None:
    again = tmp_path / "again.story"
    again.write_text(run("log", played).output, "utf-8")
    asked = run("play", again, "--json")
    assert asked.exit_code == 0
    assert json.loads(asked.output)[0]["acts"] == 51


def test_a_ledger_printed_as_json_is_one_entry_a_line(played: Path) -> None:
    entries = [
        json.loads(line)
        for line in run("log", played, "--as", "json").output.splitlines()
    ]
    assert [entry["n"] for entry in entries] == list(range(51))
    assert entries[0]["act"]["act"] == "open"
    assert entries[-2]["decision"]["answer"] == "refused"


def test_log_as_a_manifest_says_what_is_missing(played: Path) -> None:
    asked = run("log", played, "--as", "manifest")
    assert asked.exit_code == 0
    said = json.loads(asked.output)
    assert said["size"] == json.loads(run("status", played, "--json").output)["entries"]
    assert {"not-returned", "attachment-absent"} <= {g["kind"] for g in said["gaps"]}


def test_status_says_who_has_what_and_what_it_may_be_called(played: Path) -> None:
    asked = run("status", played)
    assert asked.exit_code == 0
    assert "rubber-1  safe-1  not-cleared" in asked.output
    assert "colt-1    safe-1  not-cleared" in asked.output
    assert "0 of 6 chambers of colt-1 have been seen." in asked.output
    assert "(over)" in asked.output
    told = json.loads(run("status", played, "--json").output)
    assert told["production"] == "long-road"
    assert {one["weapon"] for one in told["weapons"]} >= {"colt-1", "rubber-1"}


def test_status_shows_what_is_on_hold(tmp_path: Path) -> None:
    path = tmp_path / "stopped"
    run("play", STORIES / "the-2021-day.story", "--into", path)
    holds = json.loads(run("status", path, "--json").output)["holds"]
    assert holds
    shown = run("status", path).output
    for hold in holds:
        assert f"HOLD {hold['id']} on " in shown


def test_status_of_nothing_is_said_in_words() -> None:
    said = list(lines(status(State(), Policy(), 0)))
    assert said == [
        "Not opened, 0 entries, 1970-01-01T00:00",
        "No day is called: weapons stay locked.",
    ]


def test_verify_says_what_it_checked(played: Path) -> None:
    asked = run("verify", played)
    assert asked.exit_code == 0
    assert "7  decisions made again                 51 checked" in asked.output
    assert "9  manifest complete                    nothing to check" in asked.output
    assert "The key beside the file was trusted" in asked.output
    assert "Everything holds." in asked.output
    assert json.loads(run("verify", played, "--json").output)["findings"] == []


def test_verify_says_how_much_more_was_found(
    played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lastlook.evidence.findings.FINDINGS_MAX", 1)
    monkeypatch.setattr("lastlook.evidence.record.CORES", ("another/9",))
    asked = run("verify", played)
    assert f"(6) entry 0: it was decided by {CORE}" in asked.output
    assert "and 50 more" in asked.output


def test_an_empty_ledger_has_nothing_to_print(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.ledger"
    wiring.create(path, "x", PrivateKey(bytes(32)))
    asked = run("log", path)
    assert asked.exit_code == 0
    assert "Nothing is in it yet." in asked.output


def test_a_break_is_shown(tmp_path: Path) -> None:
    lunch = (STORIES / "lunch.story").read_text("utf-8")
    until_it = lunch.partition("first-ad resumes")[0].rpartition("\n")[0]
    path = tmp_path / "lunch.story"
    path.write_text(until_it, "utf-8")
    ready = (STORIES / "a-set-is-ready.story").read_text("utf-8")
    (tmp_path / "a-set-is-ready.story").write_text(ready, "utf-8")
    assert run("play", path, "--into", tmp_path / "x").exit_code == 0
    assert "on a break" in run("status", tmp_path / "x").output


def test_a_pack_beside_a_story_comes_before_a_shipped_one(tmp_path: Path) -> None:
    path = tmp_path / "own.story"
    path.write_text(BEGUN.replace("packs house", "packs own"), "utf-8")
    (tmp_path / "own.toml").write_text(shipped("house"), "utf-8")
    assert run("play", path).exit_code == 0


def test_verify_by_another_key_does_not_pass(played: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.ledger"
    run("init", other, "--production", "other")
    asked = run("verify", played, "--vkey", wiring.vkey(other))
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "(1) " in asked.output
    assert "Everything holds" not in asked.output


def test_verify_against_an_older_checkpoint(played: Path, tmp_path: Path) -> None:
    kept, foreign = tmp_path / "kept", tmp_path / "foreign"
    with wiring.reading(played) as log:
        kept.write_bytes(log.checkpoint)
    assert run("verify", played, "--older", kept).exit_code == 0
    other = tmp_path / "other.ledger"
    run("init", other, "--production", "other")
    with wiring.reading(other) as log:
        foreign.write_bytes(log.checkpoint)
    asked = run("verify", played, "--older", foreign)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "3  older checkpoints continued          2 checked" in asked.output
    assert "DOES NOT HOLD" in asked.output
    assert "It does not hold. Keep the file as it is." in asked.output


@pytest.mark.parametrize("command", ["log", "status", "verify"])
def test_no_ledger_a_cut_off_one_and_another_file_are_told_apart(
    command: str, played: Path, tmp_path: Path
) -> None:
    missing = run(command, tmp_path / "none")
    assert missing.exit_code == exits.UNREADABLE
    assert "There is no ledger at" in missing.output
    cut = tmp_path / "cut"
    cut.write_bytes(played.read_bytes()[:5000])
    assert run(command, cut).exit_code in {exits.UNREADABLE, exits.DAMAGED}
    letter = tmp_path / "letter"
    letter.write_text("Dear all, " * 100)
    other = run(command, letter)
    assert other.exit_code == exits.UNREADABLE
    assert "letter" in other.output


def test_a_ledger_rolled_back_is_noticed_by_the_head_file(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.ledger"
    run("init", path, "--production", "x")
    before = path.read_bytes()
    asked = run("import", path, _dummy_type(tmp_path))
    assert asked.exit_code == 0
    _empty_wal(path)
    path.write_bytes(before)
    verified = run("verify", path)
    assert verified.exit_code == exits.DOES_NOT_HOLD
    assert "(3) a checkpoint of 2 entries was signed, here are 1" in verified.output
    assert run("status", path).exit_code == exits.DAMAGED


def _dummy_type(folder: Path) -> Path:
    note = folder / "note.csv"
    note.write_text(
        "what,id,calibre,hole,rattle,primer\ndummy-type,r,.45LC,no,yes,none\n"
    )
    return note


def _empty_wal(path: Path) -> None:
    for file in path.parent.glob(f"{path.name}-*"):
        file.unlink()


# --- serve, demo -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Name a FILE, or a --store."),
        (["x", "--store", "sqlite:x"], "Name a FILE, or a --store."),
    ],
)
def test_serve_asks_for_one_store(words: list[str], said: str) -> None:
    asked = run("serve", *words)
    assert asked.exit_code == exits.USAGE
    assert said in asked.output


def test_a_store_that_nobody_knows_is_told_which_there_are() -> None:
    asked = run("serve", "--store", "mysql://x")
    assert asked.exit_code == exits.UNREADABLE
    assert "mysql: is no store this program knows" in asked.output


def test_serve_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    asked = run("serve", "--store", f"sqlite:{tmp_path / 'none'}")
    assert asked.exit_code == exits.UNREADABLE
    assert "There is no ledger at" in asked.output


def test_a_served_production_is_told_where_and_by_which_link(
    played: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[wiring.Serving] = []

    def serve(serving: wiring.Serving) -> None:
        asked.append(serving)
        serving.ready("http://127.0.0.1:8021/", "http://127.0.0.1:8021/join#office~x")
        raise KeyboardInterrupt

    monkeypatch.setattr(wiring, "serve", serve)
    said = run("serve", played, "--port", "8022", "--lan")
    assert said.exit_code == 0
    assert "Open http://127.0.0.1:8021/" in said.output
    assert "join#office~x" in said.output
    assert "Closed. Every answer that was given is in" in said.output
    assert (asked[0].address.port, asked[0].address.lan, asked[0].demo) == (
        8022,
        True,
        False,
    )


def test_the_demo_tells_the_2021_day_and_serves_a_production_of_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    served: list[wiring.Serving] = []
    monkeypatch.setattr(wiring, "serve", served.append)
    words = ("demo", "--stories", STORIES, "--folder", tmp_path / "demo")
    first = run(*words)
    assert first.exit_code == 0
    assert "What Lastlook would not have caught" in first.output
    assert served[0].demo
    told = json.loads(run("status", served[0].place, "--json").output)
    assert told["now"] < told["day_until"]  # the day is not over
    again = run(*words)
    assert again.exit_code == 0
    assert served[1].place == served[0].place  # and is not played twice


def test_a_story_moved_to_another_day_still_fits() -> None:
    story = read_file(STORIES / "an-ordinary-good-day.story")
    moved = until(story, 1_900_000_000_000)
    said = [line for line in moved.lines if isinstance(line, Said)]
    assert said[-1].time <= 1_900_000_000_000
    assert play_story(moved).fits
