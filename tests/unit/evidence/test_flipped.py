"""Every byte of a small bundle, flipped: the verdict changes, or the byte is free.

The zip's own bytes are in `test_archive.py`: none of them is free. Here a keeper makes
the zip anew around each changed file, so that its sums fit.
"""

import io
import json
import zipfile
from functools import cache, partial

import pytest

from lastlook.desk.people import SALT_BYTES, Details, Opening, People
from lastlook.evidence import alone
from lastlook.evidence.bundling import Wanted, write_bundle
from lastlook.ledger.keys import is_signed
from lastlook.stories import read
from tests.world.bundled import VKEY
from tests.world.packs import SMALL
from tests.world.recorded import a_ledger_of

# All of the bytes that the verifier in one file leaves free, file by file. The program
# looks at them as well.
FREE = {"README.txt", "index.html", "verify.py"}
# Of these it reads one field; the rest is what the exporter says is missing.
READ_IN_PART = {"manifest.json"}


@cache
def kept() -> Opening:
    people = People(":memory:")
    people.enter("gaffer", Details("Noor"), bytes(SALT_BYTES))
    opening = people.opening("gaffer")
    assert opening is not None
    return opening


@cache
def small(*numbers: int) -> tuple[tuple[str, bytes], ...]:
    """The files of a bundle of three entries, or of an excerpt of it."""
    told = f"""\
day 2024-05-06
production x
packs small

06:00 office opens production-manager key=office-phone
06:01 office enrols gaffer roles=crew key=gaffer-phone details={kept().commitment}
06:02 gaffer stops
"""
    into = io.BytesIO()
    with a_ledger_of(read(told, "a.story", pack=lambda _: SMALL)) as log:
        write_bundle(into, log, Wanted(numbers or None, {"gaffer": kept()}))
    with zipfile.ZipFile(into) as written:
        return tuple((name, written.read(name)) for name in written.namelist())


def holds(files: dict[str, bytes]) -> bool:
    """What the verifier in one file finds in a zip of these files."""
    record = alone.Record()
    try:
        readers: alone.Files = {
            name: partial(bytes, one) for name, one in files.items()
        }
        alone.check(record, readers, alone.read_vkey(VKEY, alone.SIGNS), None)
    except Exception:  # noqa: BLE001  # as its `main` does
        return False
    return not record.faults


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures by libsodium: as strict, and a hundred times as fast."""
    monkeypatch.setattr(alone, "is_signed", is_signed)


def unnoticed_in(files: dict[str, bytes], names: set[str]) -> dict[str, set[int]]:
    """Where in these files a byte can be flipped and nothing is found."""
    unnoticed: dict[str, set[int]] = {}
    for name in sorted(names):
        for at in range(len(files[name])):
            changed = bytearray(files[name])
            changed[at] ^= 1 << at % 8
            if holds(files | {name: bytes(changed)}):
                unnoticed.setdefault(name, set()).add(at)
    return unnoticed


WHOLE_OR_NOT = pytest.mark.parametrize(
    "numbers", [(), (0, 1, 2)], ids=["everything", "an excerpt"]
)


@WHOLE_OR_NOT
def test_what_is_in_the_page_as_well_has_no_free_byte(numbers: tuple[int, ...]) -> None:
    files = dict(small(*numbers))
    assert holds(files)
    assert unnoticed_in(files, {"manifest.json", "openings.json"}) == {}


@WHOLE_OR_NOT
def test_every_flipped_byte_is_noticed_or_free(numbers: tuple[int, ...]) -> None:
    # Beside a page in which no bundle can be read, so that no page says it.
    files = dict(small(*numbers)) | {"index.html": b""}
    assert holds(files)
    unnoticed = unnoticed_in(files, files.keys() - FREE)
    assert {*unnoticed} <= READ_IN_PART | {"openings.json"}
    # Of the openings: spaces, and the words of fields it does not read.
    free = bytes(files["openings.json"][at] for at in unnoticed["openings.json"])
    assert len(free) < 120
    opened = json.loads(files["openings.json"])
    for field in ("person", "name", "salt", "rest"):
        assert opened["people"][0][field].encode() not in free


def test_the_list_of_free_files_is_as_short_as_it_is() -> None:
    files = dict(small())
    for name in sorted(FREE):
        assert holds(files | {name: b""})
    for name in sorted(files.keys() - FREE):
        assert not holds(files | {name: b""}), name
