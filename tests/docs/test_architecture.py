"""ARCHITECTURE.md is the tree as it is, and the decisions are kept in order."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.tidy.repository import ROOT, tracked

TEXT = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
ADRS = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
PARTS = (
    "Context",
    "Decision",
    "Consequences",
    "Drawbacks",
    "Prior art",
    "Unresolved",
)
STATUS = re.compile(
    r"^Status: (accepted|proposed|superseded by \[\d{4}\]\(.+\))", re.MULTILINE
)
PAGE = 70  # lines


def rooms() -> set[str]:
    """The folders and lone modules of the product."""
    here = [
        path.parts[2:] for path in tracked() if path.parts[:2] == ("src", "lastlook")
    ]
    folders = {f"{parts[0]}/" for parts in here if len(parts) > 1}
    modules = {parts[0] for parts in here if len(parts) == 1}
    return (folders | modules) - {"__init__.py", "py.typed"}


def test_every_folder_has_its_line_and_no_other_has() -> None:
    table = TEXT.partition("## Rooms")[2].partition("\n## ")[0]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    said = {re.sub("[ `]", "", row) for row in rows}
    assert said == rooms()


def test_every_import_contract_is_explained() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    for contract in settings["tool"]["importlinter"]["contracts"]:
        assert contract["name"] in TEXT


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in ADRS]
    assert numbers == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_one_page_with_its_parts(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith(f"# {path.name[:4]}. ")
    assert STATUS.search(text)
    assert tuple(re.findall(r"^## (.+)$", text, re.MULTILINE)) == PARTS
    assert len(text.splitlines()) <= PAGE


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_linked_from_the_architecture(path: Path) -> None:
    assert f"docs/adr/{path.name}" in TEXT
