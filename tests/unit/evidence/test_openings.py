"""Names come out only when asked for, proved where they can be."""

import hashlib

import pytest

from lastlook.desk.people import SALT_BYTES, Details, Opening, People
from lastlook.desk.replay import heard
from lastlook.evidence.openings import (
    Openings,
    openings,
    openings_bytes,
    read_openings,
)
from tests.world.recorded import recorded

CONTACT = "+1 505 555 0100"


def kept() -> dict[str, Opening]:
    people = People(":memory:")
    for person, name in (("gaffer", "Noor"), ("armorer", "Nadia"), ("driver", "Ivo")):
        salt = hashlib.sha256(person.encode()).digest()[:SALT_BYTES]
        people.enter(person, Details(name, CONTACT), salt)
    found = {person: people.opening(person) for person in people.names()}
    return {person: opening for person, opening in found.items() if opening}


def opened(names: dict[str, Opening]) -> Openings:
    digest = kept()["gaffer"].commitment
    gone = "ab" * 32
    lines = f"""\
06:58 office enrols gaffer roles=crew details={digest}
06:58 office enrols grip roles=crew details={gone}
"""
    return openings(map(heard, recorded(lines)), names)


def test_a_name_that_was_committed_to_comes_with_its_proof() -> None:
    [gaffer] = opened(kept()).people
    assert (gaffer.person, gaffer.name) == ("gaffer", "Noor")
    assert gaffer.opening.commitment == kept()["gaffer"].commitment


def test_one_that_nobody_committed_to_stands_apart() -> None:
    assert opened(kept()).unproved == {"armorer": "Nadia"}


def test_one_that_was_changed_since_is_not_the_one_committed_to() -> None:
    names = kept()
    names["gaffer"] = names["driver"]
    assert opened(names).people == ()
    assert opened(names).unproved["gaffer"] == "Ivo"


def test_whom_an_entry_forgets_is_erased_whether_committed_to_or_not() -> None:
    lines = "06:58 office forgets camera grounds=asked-by-themselves\n"
    assert openings(map(heard, recorded(lines)), kept()).erased == ("camera",)


def test_whoever_committed_and_is_kept_no_longer_is_erased() -> None:
    assert opened(kept()).erased == ("grip",)
    assert opened({}).erased == ("gaffer", "grip")


def test_nobody_comes_out_who_is_not_in_the_entries() -> None:
    assert b"Ivo" not in openings_bytes(opened(kept()))


def test_no_contact_and_no_salt_that_opens_one_comes_out() -> None:
    written = openings_bytes(opened(kept()))
    assert CONTACT.encode() not in written
    secret = kept()["gaffer"].salt
    for spelled in (secret.hex(), hashlib.sha256(b"contact" + secret).hexdigest()):
        assert spelled.encode() not in written


def test_they_read_back_as_they_were_written() -> None:
    written = openings_bytes(opened(kept()))
    assert read_openings(written) == opened(kept())
    assert openings_bytes(read_openings(written)) == written


def test_a_field_that_nobody_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown field"):
        read_openings(b'{"contacts": {}}')
