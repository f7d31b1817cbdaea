"""What the command writes to files, and what it says where it cannot."""

import errno
import os
from pathlib import Path
from typing import Any, BinaryIO
from xml.etree import ElementTree as ET

import pytest
from click.testing import Result
from msgspec.json import decode

from lastlook.cli import exits
from lastlook.cli.hazard_exports import REPORT
from lastlook.hazard.exports.formats import FORMATS, PICTURES
from lastlook.hazard.exports.found import Found
from lastlook.ledger import durable
from tests.world import typed

HELD = ("p.ledger", "p.ledger.head", "p.ledger.key", "p.ledger.office")
ALONE = ("--open-psa", "--fault-tree", "--bow-tie", "--report")


def run(*words: object) -> Result:
    return typed.run("hazard", "--scene", "rehearsal", "--json", *words)


def searches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lastlook.cli.hazard.scene", None)


def test_the_open_psa_file_is_the_unrolled_tree(tmp_path: Path) -> None:
    path = tmp_path / "tree.xml"
    assert run("--open-psa", path).exit_code == 0
    gates = ET.parse(path).getroot().findall(".//define-gate")  # noqa: S314 -- ours
    assert len(gates) > 1


def test_several_exports_are_written_and_named(tmp_path: Path) -> None:
    report, log = tmp_path / "junit.xml", tmp_path / "log.sarif"
    asked = ("--export", f"junit={report}", "--export", f"sarif={log}")
    ended = run(*asked, "--fail-under", "4")
    assert ended.exit_code == 1
    assert report.exists()
    assert log.exists()
    assert f"Written: {log}" in ended.stderr


def test_traces_are_written_to_numbered_files(tmp_path: Path) -> None:
    for _ in range(2):
        ended = run("--export", f"itf={tmp_path / 'story.itf.json'}")
        assert ended.exit_code == 0
        cuts = decode(ended.stdout)["cut_sets"]
        written = sorted(content(tmp_path))
        assert written == sorted(f"story{n + 1}.itf.json" for n in range(len(cuts)))
        assert all(decode((tmp_path / name).read_bytes()) for name in written)


@pytest.mark.parametrize(
    ("asked", "said"), [("pdf=x", "No export format 'pdf'"), ("csv", "FORMAT=FILE")]
)
def test_a_format_there_is_not_is_named_with_those_there_are(
    asked: str, said: str
) -> None:
    ended = run("--export", asked)
    assert ended.exit_code == exits.USAGE
    assert said in ended.stderr


def everything(at: Path) -> list[object]:
    """Every file the command can write, into one folder."""
    words: list[object] = []
    for name in FORMATS:
        words += ["--export", f"{name}={at / name}"]
    for option in ALONE:
        words += [option, at / option.removeprefix("--")]
    return words


def content(at: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in at.iterdir()}


def test_the_same_command_twice_writes_the_same_files(tmp_path: Path) -> None:
    (tmp_path / "csv").touch()  # what is empty is nobody's
    (tmp_path / "dot.new").write_bytes(
        FORMATS["dot"].begins
    )  # of a run that was killed
    asked = everything(tmp_path)
    # The tree is asked for twice, by its own option and by --export: two names.
    asked[asked.index("--open-psa") + 1] = tmp_path / "tree"
    assert run(*asked).exit_code == 0
    before = content(tmp_path)
    assert {name for name in before if name[:3] != "itf"} == {
        *FORMATS,
        *PICTURES,
        "tree",
        "report",
    } - {"itf"}
    assert REPORT.known(before["report"])
    assert run(*asked).exit_code == 0
    assert content(tmp_path) == before


@pytest.mark.parametrize("name", HELD)
@pytest.mark.parametrize("option", [*ALONE, *(f"--export {one}" for one in FORMATS)])
def test_a_productions_files_are_never_written_over(
    name: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches_nothing(monkeypatch)
    for held in HELD:
        (tmp_path / held).write_text("SQLite format 3")
    (tmp_path / "p1.ledger").write_text("story")
    before = content(tmp_path)
    kind, _, of = option.partition(" ")
    path = tmp_path / (name if of != "itf" else "p.ledger")
    ended = run(kind, f"{of}={path}" if of else path)
    assert ended.exit_code == exits.USAGE
    there = tmp_path / "p1.ledger" if of == "itf" else path
    said = " ".join(ended.stderr.split())
    assert f"{there} is there already and is no earlier" in said
    assert "choose another place." in said
    assert content(tmp_path) == before


@pytest.mark.parametrize("link", ["hard", "soft"])
def test_a_link_to_something_else_is_no_place_either(
    link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches_nothing(monkeypatch)
    ledger, path = tmp_path / "p.ledger", tmp_path / "out.csv"
    ledger.write_text("SQLite format 3")
    (os.link if link == "hard" else os.symlink)(ledger, path)
    assert run("--export", f"csv={path}").exit_code == exits.USAGE
    assert ledger.read_text() == "SQLite format 3"


def test_what_stands_in_the_way_of_an_unfinished_file_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches_nothing(monkeypatch)
    (tmp_path / "out.csv.new").write_text("my own notes")
    ended = run("--export", f"csv={tmp_path / 'out.csv'}")
    assert ended.exit_code == exits.USAGE
    assert f"{tmp_path / 'out.csv.new'} is there already" in ended.stderr
    assert content(tmp_path) == {"out.csv.new": b"my own notes"}


@pytest.mark.parametrize(
    "asked",
    [
        ("--export", "csv={}/a", "--export", "sarif={}/a"),
        ("--export", "csv={}/a", "--export", "csv={}/sub/../a"),
        ("--report", "{}/a", "--fault-tree", "{}/a"),
        ("--export", "itf={}/a.json", "--export", "csv={}/a12.json"),
        ("--export", "itf={}/a.json", "--export", "itf={}/a.json"),
    ],
)
def test_two_files_for_one_place_are_refused_before_anything_is_searched(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches_nothing(monkeypatch)
    (tmp_path / "sub").mkdir()
    ended = run(*(word.format(tmp_path) for word in asked))
    assert ended.exit_code == exits.USAGE
    assert "would be written twice" in ended.stderr


@pytest.mark.parametrize(
    "others",
    [
        "csv={}/b.json",
        "csv={}/ax.json",
        "csv={}/a.json",
        "csv={}/a01.json",
        "csv={}/a0.json",
    ],
)
def test_what_no_trace_is_called_may_stand_beside_them(
    others: str, tmp_path: Path
) -> None:
    traces = f"itf={tmp_path}/a.json"
    asked = ("--export", traces, "--export", others.format(tmp_path))
    assert run(*asked).exit_code == exits.HOLDS


def test_what_came_there_during_the_search_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "story2.json"

    def meanwhile(*found: Any) -> Found:
        path.write_text("mine")
        return Found(*found)

    monkeypatch.setattr("lastlook.cli.hazard.Found", meanwhile)
    ended = run("--export", f"itf={tmp_path / 'story.json'}")
    assert ended.exit_code == exits.USAGE
    assert content(tmp_path) == {"story2.json": b"mine"}


@pytest.mark.parametrize("before", [None, FORMATS["csv"].begins + b"\r\n1"])
def test_on_a_full_disk_nothing_cut_off_stays_and_the_file_is_named(
    before: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "out.csv"
    if before is not None:
        path.write_bytes(before)

    def full(_: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(durable, "sync_content", full)
    ended = run("--export", f"csv={path}")
    assert ended.exit_code == exits.BUSY
    assert "There is no room left for" in ended.stderr
    assert str(path) in ended.stderr
    assert content(tmp_path) == ({} if before is None else {"out.csv": before})


def test_what_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: BinaryIO) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(durable, "sync_content", broken)
    ended = run("--report", tmp_path / "r.pdf")
    assert ended.exit_code == exits.UNREADABLE
    assert str(tmp_path / "r.pdf") in ended.stderr
    assert os.strerror(errno.EIO) in ended.stderr
    assert not content(tmp_path)


def test_a_pipe_is_written_to_as_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        ended = run("--export", f"csv={pipe}")
        assert ended.exit_code == exits.HOLDS, ended.output
        assert os.read(reading, 1 << 16).startswith(b"number,order,people,")
    finally:
        os.close(reading)
    assert [*tmp_path.iterdir()] == [pipe]
