"""Whatever a keeper does to a bundle is noticed, or stands here as what cannot be.

The page is asked in `tests/browser/test_bundle_page.py`.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lastlook.cli import exits
from lastlook.cli.main import main
from lastlook.ledger.note import Signer, signature_line
from tests.world.bundled import VKEY, said_alone, steps_alone, unpacked
from tests.world.tampered import (
    ALL,
    DEFECTS,
    HANDED_OVER,
    LOST,
    NOT_OURS,
    REFUSED,
    SECOND,
    SOME,
    SOME_HANDED_OVER,
    THIRD,
    base,
    paged,
    zipped,
)
from tests.world.tampered_folders import FOLDER_DEFECTS
from tests.world.tampered_keys import KEY_DEFECTS
from tests.world.tampered_notes import MOST, NOTE_DEFECTS, OF_NOBODY, beside_the_logs

EVERY = DEFECTS | KEY_DEFECTS | NOTE_DEFECTS

# Nobody notices these without something that others kept, and the documents say so.
UNSEEN = {
    "rewritten-from-the-start-with-the-logs-own-key",  # an older checkpoint shows it
    "refusal-left-out",  # the same
    "entry-left-out-of-an-excerpt",  # the whole ledger shows it
}
# What only whoever makes every decision again notices.
ONLY_THE_PROGRAM = {name for name, one in EVERY.items() if not one.alone} - UNSEEN


@pytest.mark.parametrize("kind", [ALL, SOME, HANDED_OVER, SOME_HANDED_OVER])
def test_a_bundle_that_nobody_touched_holds(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(dict(base(kind))))
    assert steps_alone(path, VKEY) == []


def test_both_take_as_many_signatures_as_a_note_may_have(tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(beside_the_logs(MOST)(dict(base(ALL)))))
    assert steps_alone(path, VKEY) == []
    # (9) its page is not the one that would be written
    assert steps_of_the_program(path) in {(), NOT_OURS}


@pytest.mark.parametrize("name", EVERY)
def test_the_verifier_in_one_file_notices_at_the_step_it_must(
    name: str, tmp_path: Path
) -> None:
    defect = EVERY[name]
    files = dict(base(defect.kind))
    tampered = defect.tamper(files)
    assert tampered != files
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(tampered))
    assert tuple(steps_alone(path, VKEY)) == defect.alone


def steps_of_the_program(path: Path) -> tuple[int, ...]:
    """What `lastlook verify` says, in the words of `Defect.program`."""
    words = ["verify", str(path), "--vkey", VKEY, "--json"]
    asked = CliRunner().invoke(main, words)
    if asked.exit_code == exits.UNREADABLE:
        return REFUSED
    said = json.loads(asked.stdout)
    steps = tuple(sorted({one["step"] for one in said["findings"]}))
    assert (asked.exit_code == exits.DOES_NOT_HOLD) == bool(steps)
    ninth = said["checked"][8]["not_checked"]
    return steps or (NOT_OURS if "not as this program writes" in ninth else ())


@pytest.mark.parametrize("name", EVERY)
def test_the_program_notices_at_the_steps_it_must(name: str, tmp_path: Path) -> None:
    defect = EVERY[name]
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(defect.tamper(dict(base(defect.kind)))))
    assert steps_of_the_program(path) == defect.program


@pytest.mark.parametrize("name", EVERY)
def test_both_verifiers_agree_on_the_steps_that_both_take(name: str) -> None:
    # Where a bundle is refused as a whole, the other one says at step 1 or 2 why.
    defect = EVERY[name]
    if defect.program == REFUSED:
        assert defect.alone in {(1,), (2,), (1, 2)}
    else:
        taken = (1, 2, 4, 5) if defect.alone != (9,) else (9,)
        assert defect.alone == tuple(one for one in defect.program if one in taken)


@pytest.mark.parametrize("name", FOLDER_DEFECTS)
def test_both_refuse_what_happened_on_the_way_and_say_what_to_do(
    name: str, tmp_path: Path
) -> None:
    change, said = FOLDER_DEFECTS[name]
    path = change(unpacked(dict(base(ALL)), tmp_path / "bundle"))
    code, told = said_alone(path, VKEY)
    assert code == 1
    assert "(2) " in told
    assert "No entry was looked at.\nDOES NOT HOLD\n" in told
    asked = CliRunner().invoke(main, ["verify", str(path), "--vkey", VKEY])
    assert asked.exit_code == exits.UNREADABLE
    for words in (told, asked.stderr):
        assert said in words
        assert ("emove it" in words) == name.endswith(("-store", "-macosx"))
    if not name.endswith(("link", "linked-folder", "pipe")):
        assert "the entries were not looked at" in asked.stderr.lower()


def test_names_on_the_keepers_word_alone_are_told_by_both(tmp_path: Path) -> None:
    files = dict(base(ALL))
    opened = json.loads(files["openings.json"]) | {"unproved": {"actor": "Ada"}}
    path = tmp_path / "bundle.zip"
    path.write_bytes(
        zipped(paged(files | {"openings.json": json.dumps(opened).encode()}))
    )
    code, said = said_alone(path, VKEY)
    assert code == 0
    assert "Names not proved, the keeper's word alone: actor\n" in said
    asked = CliRunner().invoke(main, ["verify", str(path), "--vkey", VKEY])
    assert asked.exit_code == exits.IN_PART
    assert "the names of actor: the keeper's word alone" in asked.stdout
    assert "not proved" not in said_alone(bundled(ALL, tmp_path), VKEY)[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("page-replaced", "The page was not checked: no bundle can be read in"),
        ("verifier-replaced", "The page has this bundle in it. How it shows that was"),
    ],
)
def test_of_a_page_the_verifier_in_one_file_says_what_it_did_not_check(
    name: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(EVERY[name].tamper(dict(base(ALL)))))
    code, told = said_alone(path, VKEY)
    assert code == 0
    assert said in told


def test_who_has_cosigned_since_makes_no_other_page(tmp_path: Path) -> None:
    files = dict(base(ALL))
    note = files["checkpoint"] + signature_line(OF_NOBODY).encode()
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(files | {"checkpoint": note}))
    assert steps_alone(path, VKEY) == []
    assert steps_of_the_program(path) == NOT_OURS


def test_what_nobody_can_notice_is_a_short_list() -> None:
    assert {name for name, one in EVERY.items() if not one.program} == UNSEEN


def test_what_only_the_program_notices_is_written_down() -> None:
    assert {
        "decision-rewritten",
        "key-revoked-act-after",
        "manifest-shortened",
        "pack-digest-replaced",
        "page-replaced",
        "rounds-conjured",
        "verifier-replaced",
    } == ONLY_THE_PROGRAM


def bundled(kind: str, folder: Path) -> Path:
    path = folder / "bundle.zip"
    path.write_bytes(zipped(dict(base(kind))))
    return path


@pytest.mark.parametrize("kind", [HANDED_OVER, SOME_HANDED_OVER])
@pytest.mark.parametrize("key", [SECOND, THIRD])
def test_whoever_has_a_later_key_needs_no_other(
    key: Signer, kind: str, tmp_path: Path
) -> None:
    path, vkey = bundled(kind, tmp_path), key.verifier.vkey
    assert steps_alone(path, vkey) == []
    asked = CliRunner().invoke(main, ["verify", str(path), "--vkey", vkey, "--json"])
    assert json.loads(asked.stdout)["findings"] == []


def test_the_verifier_in_one_file_says_which_key_follows(tmp_path: Path) -> None:
    code, said = said_alone(bundled(HANDED_OVER, tmp_path), VKEY)
    assert code == 0
    for key in (SECOND, THIRD):
        assert f"on the key of the log is {key.verifier.vkey}" in said


def test_of_a_lost_key_both_say_who_lost_it_and_who_confirmed_it(
    tmp_path: Path,
) -> None:
    path, next_ = bundled(LOST, tmp_path), SECOND.verifier.vkey
    code, said = said_alone(path, VKEY)
    assert code == 1
    assert "declared lost by office, and adviser confirmed it" in said
    assert f"on the key of the log is {next_}" in said
    asked = CliRunner().invoke(main, ["verify", str(path), "--vkey", VKEY])
    assert asked.exit_code == exits.DOES_NOT_HOLD
    told = "declared lost here by office; as a second person adviser confirmed it"
    assert told in asked.output
    assert next_ in asked.output
    assert steps_alone(path, next_) == []
