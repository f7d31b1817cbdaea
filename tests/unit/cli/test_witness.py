"""`lastlook witness`: a witness is kept, and who has cosigned is told."""

import stat
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lastlook.cli.main import main
from lastlook.desk.clock import SystemClock
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.tlog_policy import read_policy
from lastlook.witness.book import Book
from lastlook.witness.keeper import Keeper
from tests.world.ledger import a_signer
from tests.world.witnesses import (
    Ticking,
    a_cosigner,
    a_ledger,
    asks,
    cosigned,
    policy_text,
)

LOG = a_signer("lastlook/colt")
NOTE = sign_checkpoint(Checkpoint(LOG.name, 7, bytes(32)), LOG)
POLICY = policy_text(
    f"log {LOG.verifier.vkey}",
    "group outside 2 insurer bond adviser",
    "quorum outside",
    names=("insurer", "bond", "adviser"),
)


def check(folder: Path, note: bytes, policy: bytes = POLICY, *more: str) -> Result:
    (folder / "policy").write_bytes(policy)
    (folder / "checkpoint").write_bytes(note)
    words = ["witness", "check", str(folder / "policy"), str(folder / "checkpoint")]
    words += more
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


def test_an_old_checkpoint_is_stale_where_one_of_today_is_asked_for(
    tmp_path: Path,
) -> None:
    now = SystemClock().now_ms() // 1000
    old = cosigned(NOTE, "insurer", "bond", at_seconds=now - 3600)
    newer = cosigned(old, "adviser", at_seconds=now - 60)
    told = check(tmp_path, newer, POLICY, "--max-age", "30")
    assert (told.exit_code, "STALE: cosigned by the quorum at" in told.output) == (
        1,
        True,
    )
    assert check(tmp_path, newer, POLICY, "--max-age", "90").exit_code == 0
    assert check(tmp_path, newer).exit_code == 0
    fresh = cosigned(newer, "bond", at_seconds=now - 10)
    assert check(tmp_path, fresh, POLICY, "--max-age", "30").exit_code == 0
    ahead = cosigned(NOTE, "insurer", "bond", at_seconds=now + 3600)
    assert check(tmp_path, ahead, POLICY, "--max-age", "30").exit_code == 1


def test_where_nobody_need_cosign_no_age_is_known(tmp_path: Path) -> None:
    policy = policy_text(f"log {LOG.verifier.vkey}", "quorum none")
    assert check(tmp_path, NOTE, policy).exit_code == 0
    told = check(tmp_path, NOTE, policy, "--max-age", "30")
    assert (told.exit_code, "STALE: cosigned by the quorum never" in told.output) == (
        1,
        True,
    )


def test_a_file_that_is_no_policy_is_told_by_its_line(tmp_path: Path) -> None:
    told = check(tmp_path, NOTE, b"# ours\nquorum nobody\n")
    assert told.exit_code == 3
    assert "Line 2 of the policy: no line above defines nobody." in told.output


def witness(*words: str) -> Result:
    return CliRunner().invoke(main, ["witness", *words])


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "insurer"
    made = witness("init", str(path), "insurer.example/w")
    assert made.exit_code == 0
    return path


def test_a_new_witness_prints_its_line_for_a_policy(tmp_path: Path) -> None:
    made = witness("init", str(tmp_path / "w"), "insurer.example/w")
    line = made.output.splitlines()[-1].strip()
    policy = read_policy(f"{line}\nquorum insurer.example/w\n".encode())
    assert policy.witnesses[0].cosigner.name == "insurer.example/w"


def test_a_witnesss_key_is_for_its_owner_only(book: Path) -> None:
    key = book.with_name("insurer.key")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.chmod(0o644)
    told = witness("serve", str(book), "--port", "0")
    assert (told.exit_code, "can be used by others" in told.output) == (3, True)


def test_a_witness_is_not_made_over_another(book: Path, tmp_path: Path) -> None:
    before = book.with_name("insurer.key").read_text()
    told = witness("init", str(book), "other.example")
    assert (told.exit_code, "left as it is" in told.output) == (3, True)
    assert book.with_name("insurer.key").read_text() == before
    told = witness("init", str(tmp_path / "none" / "w"), "w.example")
    assert (told.exit_code, "There is no folder" in told.output) == (3, True)
    told = witness("init", str(tmp_path / "w"), "two words")
    assert (told.exit_code, "cannot name a key" in told.output) == (3, True)
    assert not (tmp_path / "w").exists()


def test_a_witness_tells_of_each_log_it_knows(book: Path) -> None:
    vkey = LOG.verifier.vkey
    assert witness("show", str(book)).output.startswith("insurer.example/w+")
    assert "known from now on" in witness("add-log", str(book), vkey).output
    assert "this key was known" in witness("add-log", str(book), vkey).output
    told = witness("show", str(book))
    assert told.exit_code == 0
    assert told.output.splitlines()[1:] == ["lastlook/colt: nothing cosigned yet"]


def test_what_is_no_logs_key_is_not_added(book: Path) -> None:
    told = witness("add-log", str(book), "lastlook/colt+00000000+AAAA")
    assert told.exit_code == 3


def test_a_ledger_that_showed_two_pasts_is_told_with_the_proof(book: Path) -> None:
    witness("add-log", str(book), a_signer().verifier.vkey)
    mark = HeadOnDisk(book.with_name("insurer.mark"))
    with closing(Book.open(book, mark)) as opened:
        keeper = Keeper(opened, a_cosigner("insurer.example/w"), Ticking())
        keeper.add_checkpoint(asks(a_ledger("one", "two"), 0))
        other = a_ledger("one", "TWO")
        assert keeper.add_checkpoint(asks(other, 2)).status == 422
    told = witness("show", str(book))
    assert told.exit_code == 1
    assert "2 entries, cosigned at 2025-06-15 15:06:40 UTC" in told.output
    assert "TWO PASTS: at 2025-06-15 15:06:40 UTC it showed other 2" in told.output
    assert other.checkpoint.decode() in told.output
