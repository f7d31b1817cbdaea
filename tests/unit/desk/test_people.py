import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

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


def test_the_ledger_gets_a_commitment_that_only_salt_and_details_open() -> None:
    people = People(":memory:")
    commitment = people.enter("actor-1", ZOE, SALT)
    opening = people.opening("actor-1")
    assert opening is not None
    assert opening.commitment == commitment
    plain = '{"contact":"+34 600 000 000","name":"Zoë Example"}'.encode()
    assert commitment == hashlib.sha256(SALT + plain).hexdigest()


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
    before = path.read_bytes()
    with pytest.raises(PeopleFileError, match=r"notes\.txt cannot be used"):
        People(str(path))
    assert path.read_bytes() == before


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    apsw.Connection(str(path)).pragma("application_id", 7)
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
