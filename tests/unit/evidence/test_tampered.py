"""Whatever a keeper does to a bundle is noticed, or stands here as what cannot be.

The page is asked in `tests/browser/test_bundle_page.py`.
"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from lastlook.cli import exits
from lastlook.cli.main import main
from tests.world.bundled import VKEY, steps_alone
from tests.world.tampered import (
    ALL,
    DEFECTS,
    NOT_OURS,
    REFUSED,
    SOME,
    base,
    zipped,
)

# Nobody notices these without something that others kept, and the documents say so.
UNSEEN = {
    "rewritten-from-the-start-with-the-logs-own-key",  # an older checkpoint shows it
    "refusal-left-out",  # the same
    "entry-left-out-of-an-excerpt",  # the whole ledger shows it
}
# What only whoever makes every decision again notices.
ONLY_THE_PROGRAM = {name for name, one in DEFECTS.items() if not one.alone} - UNSEEN


@pytest.mark.parametrize("kind", [ALL, SOME])
def test_a_bundle_that_nobody_touched_holds(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(dict(base(kind))))
    assert steps_alone(path, VKEY) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_the_verifier_in_one_file_notices_at_the_step_it_must(
    name: str, tmp_path: Path
) -> None:
    defect = DEFECTS[name]
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
    said = json.loads(asked.output)
    steps = tuple(sorted({one["step"] for one in said["findings"]}))
    assert (asked.exit_code == exits.DOES_NOT_HOLD) == bool(steps)
    ninth = said["checked"][8]["not_checked"]
    return steps or (NOT_OURS if "not as this program writes" in ninth else ())


@pytest.mark.parametrize("name", DEFECTS)
def test_the_program_notices_at_the_steps_it_must(name: str, tmp_path: Path) -> None:
    defect = DEFECTS[name]
    path = tmp_path / "bundle.zip"
    path.write_bytes(zipped(defect.tamper(dict(base(defect.kind)))))
    assert steps_of_the_program(path) == defect.program


@pytest.mark.parametrize("name", DEFECTS)
def test_both_verifiers_agree_on_the_steps_that_both_take(name: str) -> None:
    # Where a bundle is refused as a whole, the other one says at step 1 or 2 why.
    defect = DEFECTS[name]
    if defect.program == REFUSED:
        assert defect.alone in {(1,), (2,)}
    else:
        taken = (1, 2, 4, 5) if defect.alone != (9,) else (9,)
        assert defect.alone == tuple(one for one in defect.program if one in taken)


def test_what_nobody_can_notice_is_a_short_list() -> None:
    assert {name for name, one in DEFECTS.items() if not one.program} == UNSEEN


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
