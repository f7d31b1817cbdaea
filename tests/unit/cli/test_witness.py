"""`lastlook witness`: who has cosigned a checkpoint."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook.cli.main import main
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from tests.world.ledger import a_signer
from tests.world.witnesses import cosigned, policy_text

LOG = a_signer("lastlook/colt")
NOTE = sign_checkpoint(Checkpoint(LOG.name, 7, bytes(32)), LOG)
POLICY = policy_text(
    f"log {LOG.verifier.vkey}",
    "group outside 2 insurer bond adviser",
    "quorum outside",
    names=("insurer", "bond", "adviser"),
)


def check(folder: Path, note: bytes, policy: bytes = POLICY) -> Result:
    (folder / "policy").write_bytes(policy)
    (folder / "checkpoint").write_bytes(note)
    words = ["witness", "check", str(folder / "policy"), str(folder / "checkpoint")]
    return CliRunner().invoke(main, words)


def test_who_has_cosigned_is_told_with_the_time_and_who_has_not(tmp_path: Path) -> None:
    told = check(tmp_path, cosigned(NOTE, "insurer", "adviser"))
    assert told.exit_code == 0
    assert told.output.splitlines() == [
        "lastlook/colt, 7 entries",
        "insurer  cosigned at 2025-06-15 15:06:40 UTC",
        "bond     has not cosigned",
        "adviser  cosigned at 2025-06-15 15:06:40 UTC",
        "The quorum has cosigned it.",
    ]


def test_a_checkpoint_without_a_quorum_is_told_whom_it_lacks(tmp_path: Path) -> None:
    told = check(tmp_path, cosigned(NOTE, "bond"))
    assert told.exit_code == 1
    assert "outside has 1 of 2 (insurer has not cosigned; adviser has" in told.output


def test_a_changed_checkpoint_does_not_hold(tmp_path: Path) -> None:
    note = cosigned(NOTE, "insurer", "bond").replace(b"\n7\n", b"\n6\n")
    told = check(tmp_path, note)
    assert (told.exit_code, told.output) == (
        1,
        "The signature by lastlook/colt is wrong.\n",
    )


@pytest.mark.parametrize("at_seconds", [2**63 - 1, 2**40])
def test_a_time_in_no_calendar_is_told_as_it_is(
    tmp_path: Path, at_seconds: int
) -> None:
    note = cosigned(NOTE, "insurer", "bond", at_seconds=at_seconds)
    told = check(tmp_path, note)
    assert told.exit_code == 0
    assert f"insurer  cosigned at {at_seconds} seconds after 1970" in told.output


def test_a_file_that_is_no_policy_is_told_by_its_line(tmp_path: Path) -> None:
    told = check(tmp_path, NOTE, b"# ours\nquorum nobody\n")
    assert told.exit_code == 3
    assert "Line 2 of the policy: no line above defines nobody." in told.output
