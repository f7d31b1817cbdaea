"""A ledger taken up again by what somebody else kept of it, and one that is not."""

from contextlib import closing
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.cli import exits
from lastlook.ledger.cosignature import cosign, read_cosignatures
from lastlook.wiring.outside import cosigned_file, witnesses_file
from lastlook.witness.kept import Cosignatures
from tests.world.bundled import steps_alone
from tests.world.typed import production, run
from tests.world.witnesses import NOON_S, a_cosigner

NAMES = ("insurer", "bond", "guild")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A production of two entries."""
    return production(tmp_path, stops=1)


def checkpoint(path: Path, name: str = "seen") -> Path:
    """What somebody outside keeps of it now."""
    kept = path.with_name(name)
    with wiring.reading(path) as log:
        kept.write_bytes(log.checkpoint)
    return kept


def cosigned(path: Path, *names: str) -> None:
    """The newest checkpoint, cosigned by these as a desk keeps it."""
    with wiring.reading(path) as log:
        note = log.checkpoint
    with closing(Cosignatures.at(cosigned_file(path))) as kept:
        for name in names:
            line = cosign(note, a_cosigner(name), NOON_S)
            keys = [a_cosigner(name).cosigner]
            [found] = read_cosignatures(note + line, keys).valid
            kept.add(note, found, NOON_S * 1000)


def policy(path: Path, *, with_log: bool = False) -> Path:
    """Two of three, each with an address."""
    lines = [f"log {wiring.vkey(path)}"] if with_log else []
    lines += [
        f"witness {name} {a_cosigner(name).cosigner.vkey} http://{name}/"
        for name in NAMES
    ]
    lines += ["group outside 2 insurer bond guild", "quorum outside"]
    file = witnesses_file(path)
    file.write_text("".join(f"{line}\n" for line in lines))
    return file


# --- a lost head file ------------------------------------------------------------


def test_what_is_said_without_a_head_file_names_commands_that_there_are(
    path: Path,
) -> None:
    wiring.Files(path).head.unlink()
    asked = run("say", path, "stops")
    assert asked.exit_code != 0
    for name in ("adopt", "init"):
        assert f"lastlook {name} " in asked.output
        assert run(name, "--help").exit_code == 0


def test_it_is_taken_up_by_a_checkpoint_that_another_kept(path: Path) -> None:
    seen = checkpoint(path)
    assert run("say", path, "stops").exit_code == 0
    wiring.Files(path).head.unlink()
    made = run("adopt", path, seen)
    assert made.exit_code == 0, made.output
    assert "3 entries, of which 2 were seen" in made.output
    assert run("say", path, "stops").exit_code == 0
    assert run("fsck", path).exit_code == exits.HOLDS


def test_what_is_said_of_a_damaged_head_file_leads_on(path: Path) -> None:
    seen, head = checkpoint(path), wiring.Files(path).head
    head.write_bytes(bytes(8192))
    asked = run("say", path, "stops")
    assert asked.exit_code != 0
    assert "Move it away" in asked.output
    assert "lastlook adopt FILE CHECKPOINT" in asked.output
    head.rename(path.with_name("kept"))
    assert run("adopt", path, seen).exit_code == 0
    assert run("say", path, "stops").exit_code == 0


def test_where_there_is_a_head_file_it_stays(path: Path) -> None:
    before = wiring.Files(path).head.read_bytes()
    asked = run("adopt", path, checkpoint(path))
    assert asked.exit_code != 0
    assert "There is a head file" in asked.output
    assert wiring.Files(path).head.read_bytes() == before


def test_a_ledger_older_than_the_checkpoint_is_not_taken_up(path: Path) -> None:
    backup = path.with_name("backup")
    assert run("backup", path, backup, "--keys", "--people").exit_code == 0
    assert run("say", path, "stops").exit_code == 0
    asked = run("adopt", backup, checkpoint(path))
    assert asked.exit_code == exits.UNREADABLE
    assert "it has 2 entries, and 3 were signed" in asked.output
    assert "lastlook init NEW" in asked.output
    assert not wiring.Files(backup).head.exists()


def test_another_past_and_another_ledgers_checkpoint_are_refused(
    path: Path, tmp_path: Path
) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert run("backup", path, other, "--keys", "--people").exit_code == 0
    assert run("adopt", other, checkpoint(path)).exit_code == 0
    for each in (path, other):  # the same ledger goes on twice
        assert run("say", each, "stops").exit_code == 0
    assert run("backup", path, one, "--keys", "--people").exit_code == 0
    asked = run("adopt", one, checkpoint(other))
    assert asked.exit_code == exits.UNREADABLE
    assert "the first 3 of its entries are not those signed" in asked.output
    run("init", tmp_path / "another", "--production", "another")
    asked = run("adopt", one, checkpoint(tmp_path / "another"))
    assert asked.exit_code != 0
    assert not wiring.Files(one).head.exists()


def test_a_policy_asks_that_witnesses_have_seen_the_checkpoint(path: Path) -> None:
    file = policy(path)
    seen = checkpoint(path)
    wiring.Files(path).head.unlink()
    asked = run("adopt", path, seen, "--policy", file)
    assert "has no quorum" in asked.output
    assert asked.exit_code != 0
    cosigned(path, "insurer", "bond")
    assert run("adopt", path, checkpoint(path), "--policy", file).exit_code == 0


@pytest.mark.parametrize(
    "wrong", [b"a letter", b"\xff", b"a\n\n\xe2\x80\x94 b AAAAAAA=\n"]
)
def test_a_file_that_is_no_checkpoint_is_named(path: Path, wrong: bytes) -> None:
    letter = path.with_name("letter")
    letter.write_bytes(wrong)
    wiring.Files(path).head.unlink()
    for words in (("adopt", path, letter), ("witness", "check", policy(path), letter)):
        asked = run(*words)
        assert asked.exit_code == exits.UNREADABLE
        assert f"{letter} is no checkpoint: " in asked.output
        assert "Name one that somebody kept" in asked.output


def test_a_file_that_is_no_policy_is_named(path: Path) -> None:
    letter, seen = path.with_name("letter"), checkpoint(path)
    letter.write_text("a letter\n")
    for words in (
        ("adopt", path, seen, "--policy", letter),
        ("verify", path, "--policy", letter),
        ("witness", "check", letter, seen),
        ("serve", path, "--witnesses", letter),
    ):
        asked = run(*words)
        assert asked.exit_code == exits.UNREADABLE
        assert f"{letter}: Line 1 of the policy" in asked.output
        assert "lines begin with log, witness, group" in asked.output


# --- bundles that end where a quorum has seen the ledger ---------------------------


def test_a_bundle_ends_at_the_newest_checkpoint_that_the_quorum_has_cosigned(
    path: Path, tmp_path: Path
) -> None:
    file, out, vkey = policy(path, with_log=True), tmp_path / "b.zip", wiring.vkey(path)
    asked = run("export", path, "--out", out, "--witnessed")
    assert asked.exit_code != 0
    assert "No quorum has ever cosigned" in asked.output
    cosigned(path, "insurer", "bond")
    assert run("say", path, "stops").exit_code == 0
    cosigned(path, "guild")  # alone is no quorum
    made = run("export", path, "--out", out, "--witnessed")
    assert made.exit_code == 0, made.output
    assert "2 of 2 entries" in made.output
    # the quorum is met, in both verifiers
    assert steps_alone(out, vkey, "--policy", file) == []
    found = run("verify", out, "--policy", file)
    assert found.exit_code == exits.HOLDS, found.output
    assert "cosigned by bond, insurer" in found.output
    # and a bundle of today is not witnessed
    now = tmp_path / "now.zip"
    assert run("export", path, "--out", now).exit_code == 0
    assert steps_alone(now, vkey, "--policy", file) == [1]
    assert run("verify", now, "--policy", file).exit_code == exits.DOES_NOT_HOLD


def test_after_a_change_of_the_key_it_still_ends_where_it_was_witnessed(
    path: Path, tmp_path: Path
) -> None:
    file, out, first = (
        policy(path, with_log=True),
        tmp_path / "b.zip",
        wiring.vkey(path),
    )
    cosigned(path, "insurer", "bond")
    wiring.rotate_key(path, wiring.Speaker(wiring.Files(path).office))
    wiring.retire_key(path)
    made = run("export", path, "--out", out, "--witnessed")
    assert made.exit_code == 0, made.output
    assert steps_alone(out, first, "--policy", file) == []
    # witnessed under the next key, too, and followed from the first
    assert run("say", path, "stops").exit_code == 0
    cosigned(path, "insurer", "guild")
    out = tmp_path / "later.zip"
    assert run("export", path, "--out", out, "--witnessed").exit_code == 0
    assert steps_alone(out, first, "--policy", file) == []
    assert run("verify", out, "--policy", file).exit_code == exits.HOLDS


def test_a_policy_goes_with_witnessed_and_that_with_a_bundle(
    path: Path, tmp_path: Path
) -> None:
    out = ("--out", tmp_path / "x.zip")
    assert run("export", path, *out, "--policy", policy(path)).exit_code == exits.USAGE
    tiles = ("--tiles", tmp_path / "x")
    assert run("export", path, *tiles, "--witnessed").exit_code == exits.USAGE
