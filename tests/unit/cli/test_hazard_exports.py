"""What the command writes to files, and what it says where it cannot."""

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from lastlook.cli.main import main

SMALL = ("hazard", "--scene", "rehearsal", "--json")


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main([*SMALL, *words])
    return int(ended.value.code or 0)


def test_the_open_psa_file_is_the_unrolled_tree(tmp_path: Path) -> None:
    path = tmp_path / "tree.xml"
    assert run("--open-psa", str(path)) == 0
    gates = ET.parse(path).getroot().findall(".//define-gate")  # noqa: S314 -- ours
    assert len(gates) > 1


def test_several_exports_are_written_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, log = tmp_path / "junit.xml", tmp_path / "log.sarif"
    ended = run(
        "--export", f"junit={report}", "--export", f"sarif={log}", "--fail-under", "4"
    )
    assert ended == 1
    assert report.exists()
    assert log.exists()
    assert f"Written: {log}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "said"), [("pdf=x", "No export format 'pdf'"), ("csv", "FORMAT=FILE")]
)
def test_a_format_there_is_not_is_named_with_those_there_are(
    asked: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("--export", asked) == 2
    assert said in capsys.readouterr().err
