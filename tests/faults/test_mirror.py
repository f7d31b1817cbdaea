"""A studio's mirror and a set's push as real processes, killed in the middle."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.api.mirroring import origin_hash
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.note import read_vkey
from lastlook.policy.library import shipped
from tests.world.long_ledger import a_long_ledger, grown
from tests.world.typed import begun, line

SIZE = 20_000  # goes in three requests


@contextmanager
def mirror(folder: Path, ledger: Path, port: int = 0) -> Iterator[tuple[str, str]]:
    """A mirror's address and key; killed in the end."""
    process = begun(
        "mirror", folder, "--log", wiring.vkey(ledger), "--port", port, "--name", "s/m"
    )
    try:
        url = line(process.stdout).removeprefix("Mirror at ").split(" ")[0]
        assert url.startswith("http://127.0.0.1:"), process.communicate()
        yield url, line(process.stdout).removeprefix("Its key: ").strip()
    finally:
        process.kill()
        process.communicate()


def copied(folder: Path, ledger: Path) -> int:
    """The size of the copy on the disk, after looking at every byte of it."""
    key = read_vkey(wiring.vkey(ledger))
    copy = folder / origin_hash(key.name)
    return check_folder(Folder(copy), key).size


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return a_long_ledger(tmp_path / "colt.ledger", SIZE)


def test_either_side_killed_in_the_middle_of_a_push_loses_nothing(
    ledger: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    with mirror(folder, ledger) as (url, _):
        push = begun("push", ledger, url)
        assert "0 of 20,000" in line(push.stderr)
        assert " of 20,000" in line(push.stderr)  # the first request is answered
        push.kill()
        push.communicate()
        killed_by = begun("push", ledger, url)
        assert " of 20,000" in line(killed_by.stderr)
    # now the studio is gone while the desk pushes
    said, why = killed_by.communicate()
    assert killed_by.returncode in (0, 6), (said, why)
    with mirror(folder, ledger) as (url, key):
        push = begun("push", ledger, url, "--mirror-key", key)
        said, why = push.communicate()
        assert push.returncode == 0, why
        assert f"has {SIZE} entries" in said
    assert copied(folder, ledger) == SIZE


def test_a_following_push_brings_what_was_missed_while_the_studio_was_away(
    ledger: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    with mirror(folder, ledger) as (url, key):
        push = begun("push", ledger, url, "--mirror-key", key, "--follow")
        while "20,000 of 20,000" not in line(push.stderr):
            assert push.poll() is None
    grown(ledger, SIZE + 300)
    while "trying again" not in line(push.stderr):
        assert push.poll() is None
    port = int(url.rstrip("/").rpartition(":")[2])
    with mirror(folder, ledger, port):
        while "20,300 of 20,300" not in line(push.stderr):
            assert push.poll() is None
        push.kill()
        push.communicate()
    assert copied(folder, ledger) == SIZE + 300


def test_two_mirrors_do_not_write_one_copy(ledger: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    with mirror(folder, ledger):
        second = begun("mirror", folder, "--log", wiring.vkey(ledger), "--port", 0)
        _, why = second.communicate()
    assert second.returncode == 6
    assert "is being written by somebody else" in why


def test_a_studio_verifies_its_copy_while_the_mirror_goes_on(tmp_path: Path) -> None:
    ledger, folder = tmp_path / "film.ledger", tmp_path / "copies"
    wiring.init(ledger, "colt-45", [shipped("house")])
    vkey = wiring.vkey(ledger)
    with mirror(folder, ledger) as (url, key):
        push = begun("push", ledger, url, "--mirror-key", key)
        _, why = push.communicate()
        assert push.returncode == 0, why
        copy = folder / origin_hash(read_vkey(vkey).name)
        verify = begun("verify", copy, "--vkey", vkey)
        said, why = verify.communicate()
        assert verify.returncode == 0, (said, why)
        assert "Everything holds" in said
