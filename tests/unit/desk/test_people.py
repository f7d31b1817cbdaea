import hashlib
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest
from msgspec.structs import replace

from lastlook.desk.people import (
    SALT_BYTES,
    Details,
    People,
    PeopleFileError,
    pin_fits,
    pin_hash,
)

SALT = bytes(range(SALT_BYTES))
ZOE = Details(name="Zoë Example", contact="+34 600 000 000")


def digest(*parts: bytes) -> bytes:
    return hashlib.sha256(b"".join(parts)).digest()


def test_the_ledger_gets_a_commitment_that_only_salt_and_details_open() -> None:
    people = People(":memory:")
    commitment = people.enter("actor-1", ZOE, SALT)
    opening = people.opening("actor-1")
    assert opening is not None
    assert opening.commitment == commitment
    name = digest(digest(b"name", SALT), "Zoë Example".encode())
    contact = digest(digest(b"contact", SALT), b"+34 600 000 000")
    assert commitment == digest(name, contact).hex()


def test_a_name_is_opened_and_the_contact_stays_shut() -> None:
    people = People(":memory:")
    commitment = people.enter("actor-1", ZOE, SALT)
    opening = people.opening("actor-1")
    assert opening is not None
    alone = opening.name_alone
    assert alone.commitment == commitment
    assert alone.name == "Zoë Example"
    assert alone.rest == digest(digest(b"contact", SALT), b"+34 600 000 000")
    assert SALT not in {alone.salt, alone.rest}
    assert replace(alone, name="Zoe Example").commitment != commitment


def test_another_salt_hides_the_same_name_behind_another_commitment() -> None:
    people = People(":memory:")
    first = people.enter("actor-1", ZOE, SALT)
    assert people.enter("actor-1", ZOE, SALT[::-1]) != first


def test_details_are_found_again_by_id_and_names_all_at_once() -> None:
    people = People(":memory:")
    people.enter("actor-1", ZOE, SALT)
    people.set_pin("actor-2", pin_hash("2580"))
    assert people.details("actor-1") == ZOE
    assert people.details("actor-2") is None
    assert people.names() == {"actor-1": "Zoë Example"}


def test_entering_details_again_keeps_the_pin() -> None:
    people = People(":memory:")
    people.set_pin("actor-1", pin_hash("2580"))
    people.enter("actor-1", ZOE, SALT)
    hashed = people.pin_of("actor-1")
    assert hashed is not None
    assert pin_fits(hashed, "2580")
    assert not pin_fits(hashed, "2581")


def test_whoever_is_erased_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "day.lastlook.people"
    people = People(str(path))
    people.enter("actor-1", ZOE, SALT)
    assert "Zoë".encode() in path.read_bytes()
    assert people.erase("actor-1")
    people.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "Zoë".encode() not in left
    assert SALT not in left


def test_what_is_erased_or_replaced_stays_in_no_journal(tmp_path: Path) -> None:
    # A second name for the journal shows what was left in it when it was removed.
    path, journal = tmp_path / "names.people", tmp_path / "names.people-journal"
    people = People(str(path))
    people.enter("actor-1", ZOE, SALT)
    people.set_pin("actor-1", hashed := pin_hash("2580"))
    writes: tuple[Callable[[], object], ...] = (
        lambda: people.enter("actor-1", Details("Somebody Else"), SALT[::-1]),
        lambda: people.set_pin("actor-1", pin_hash("1111")),
        lambda: people.erase("actor-1"),
    )
    kept = []
    for number, write in enumerate(writes):
        journal.touch()
        kept.append(tmp_path / f"kept-{number}")
        kept[-1].hardlink_to(journal)
        write()
        assert not journal.exists()
    people.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert all(file.stat().st_size for file in kept)
    for gone in ("Zoë", "Somebody", hashed):
        assert gone.encode() not in left
    assert SALT not in left


def test_among_many_only_the_erased_ones_are_gone(tmp_path: Path) -> None:
    path = tmp_path / "names.people"
    people = People(str(path))
    for number in range(300):
        long = Details(f"Person Number {number:03}", "x" * (number * 40))
        people.enter(f"actor-{number}", long, SALT)
    for number in range(0, 300, 2):
        assert people.erase(f"actor-{number}")
    left = path.read_bytes()
    for number in range(300):
        there = f"Person Number {number:03}".encode() in left
        assert there == bool(number % 2)
    assert len(people.names()) == 150


def test_another_who_has_the_file_open_keeps_none_of_it(tmp_path: Path) -> None:
    path = tmp_path / "names.people"
    desk, tool = People(str(path)), People(str(path))
    desk.enter("actor-1", ZOE, SALT)
    assert tool.names() == desk.names() == {"actor-1": ZOE.name}
    assert tool.erase("actor-1")
    assert desk.details("actor-1") is None
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "Zoë".encode() not in left


def test_the_file_is_made_for_its_owner_alone_whatever_the_umask(
    tmp_path: Path,
) -> None:
    path = tmp_path / "names.people"
    before = os.umask(0)
    try:
        people = People(str(path))
        people.enter("actor-1", ZOE, SALT)
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_others_can_use_is_refused_with_the_command_to_mend_it(
    tmp_path: Path,
) -> None:
    path = tmp_path / "names.people"
    People(str(path)).close()
    path.chmod(0o640)
    with pytest.raises(PeopleFileError, match=r"mode 0640.*chmod 600 .*names\.people"):
        People(str(path))


def test_erasing_somebody_unknown_says_so() -> None:
    assert not People(":memory:").erase("nobody")


@pytest.mark.parametrize("pin", ["", "123", "12345678901234", "12a4", "١٢٣٤"])
def test_a_pin_is_four_digits_or_a_few_more(pin: str) -> None:
    with pytest.raises(ValueError, match="4 to 12 digits"):
        pin_hash(pin)


def test_a_short_salt_is_no_salt() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        People(":memory:").enter("actor-1", ZOE, b"salt")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but long enough to look like a page" * 40)
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(PeopleFileError, match=r"notes\.txt cannot be used"):
        People(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    apsw.Connection(str(path)).pragma("application_id", 7)
    path.chmod(0o600)
    before = path.read_bytes()
    with pytest.raises(PeopleFileError, match="some other program's"):
        People(str(path))
    assert path.read_bytes() == before


def test_names_may_be_asked_from_several_threads_at_once() -> None:
    people = People(":memory:")
    people.enter("actor-1", ZOE, SALT)
    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(people.names) for _ in range(400)]
    assert all(one.result() == {"actor-1": ZOE.name} for one in asked)
