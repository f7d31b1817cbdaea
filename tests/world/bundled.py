"""Bundles of stories, and what their verifiers say of them."""

import io
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from lastlook.desk.people import Opening
from lastlook.evidence import alone
from lastlook.evidence.archive import write_archive
from lastlook.evidence.bundle import open_bundle
from lastlook.evidence.bundling import Wanted, write_bundle
from lastlook.evidence.excerpt import of_thing
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN, story
from tests.world.recorded import a_ledger_of

VKEY = a_signer(ORIGIN).verifier.vkey
ALONE = Path(alone.__file__)
SMALL = [  # the points of small order, in every spelling: none may sign anything
    bytes(32),
    bytes(31) + b"\x80",
    b"\1" + bytes(31),
    b"\1" + bytes(30) + b"\x80",
    b"\xec" + b"\xff" * 30 + b"\x7f",
    b"\xec" + b"\xff" * 31,
    b"\xed" + b"\xff" * 30 + b"\x7f",
    b"\xed" + b"\xff" * 31,
    b"\xee" + b"\xff" * 30 + b"\x7f",
    b"\xee" + b"\xff" * 31,
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
    bytes.fromhex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
    bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"),
]
Files = Mapping[str, bytes]


@cache
def bundle_of(
    name: str, thing: str | None = None, names: tuple[tuple[str, Opening], ...] = ()
) -> bytes:
    """The bundle of a story, or of what in it touches a thing."""
    into = io.BytesIO()
    with a_ledger_of(story(name)) as log:
        numbers = None if thing is None else of_thing(log.read(), thing)
        write_bundle(into, log, Wanted(numbers, dict(names) if names else None))
    return into.getvalue()


def zipped(files: Files) -> bytes:
    """These files as a zip of the one form."""
    into = io.BytesIO()
    write_archive(into, sorted(files.items()))
    return into.getvalue()


def files_of(path: Path) -> dict[str, bytes]:
    """The files of the bundle at `path`."""
    with open_bundle(path) as opened:
        return dict(opened.files)


def unpacked(files: Files, folder: Path) -> Path:
    """These files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def said_alone(path: Path, vkey: str = VKEY, *words: object) -> tuple[int, str]:
    """The exit code and words of the verifier in one file, run in this process."""
    said, before = io.StringIO(), sys.argv
    sys.argv = ["verify.py", str(path), "--vkey", vkey, *map(str, words)]
    try:
        with redirect_stdout(said):
            code = alone.main()
    finally:
        sys.argv = before
    return code, said.getvalue()


def steps_alone(path: Path, vkey: str = VKEY, *words: object) -> list[int]:
    """The steps at which the verifier in one file finds something, in order."""
    code, said = said_alone(path, vkey, *words)
    steps = sorted({int(step) for step in re.findall(r"^\((\d)\)", said, re.MULTILINE)})
    assert code == (1 if steps else 0)
    return steps


def run(words: Iterable[object]) -> subprocess.CompletedProcess[str]:
    """Run a command line; its output."""
    return subprocess.run(  # noqa: S603  # our own words
        [str(word) for word in words], capture_output=True, text=True, check=False
    )
