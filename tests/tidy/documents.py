"""What is wrong with a document: titles, links, traces of one machine."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from tests.tidy.code import finding

TITLES: Final = "One title a document"
LINKS: Final = "Links lead somewhere"
MACHINES: Final = "Nothing of one machine"
HEADINGS: Final = (TITLES, LINKS, MACHINES)

_FENCE: Final = re.compile(r"^```.*?^```\s*?$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"\[[^\]]*\]\(<?([^)>\s]+)>?\)")
_HEADING: Final = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
_ELSEWHERE: Final = re.compile(r"^[a-z][a-z0-9+.-]*:")
# Folders of the machine somebody worked on, and where packages happened to come from.
_MACHINE: Final = re.compile(
    r"(?<![\w.<])/(?:work|root|home|Users)/\w|(?<!\w)[A-Z]:\\Users"
    r"|\b(?:registry\.npm(?:js)\.org|files\.python(?:hosted)\.org|py(?:pi)\.org)\b"
)


def titles(where: str, text: str) -> Iterator[str]:
    """Not exactly one title."""
    found = re.findall(r"^# \S.*$", prose(text), re.MULTILINE)
    if len(found) != 1:
        what = f"{len(found)} lines begin with `# `"
        yield finding(where, what, "Give it exactly one title", TITLES)


def links(path: Path, text: str, root: Path) -> Iterator[str]:
    """Relative links that lead nowhere."""
    where = path.relative_to(root).as_posix()
    for target in _LINK.findall(_without_code(prose(text))):
        if _ELSEWHERE.match(target):
            continue
        file, _, anchor = unquote(target).partition("#")
        there = (path.parent / file).resolve() if file else path
        if not there.exists():
            remedy = "Name a file that is there"
            yield finding(
                where, f"links to {target}, which is not there", remedy, LINKS
            )
        elif anchor and there.suffix == ".md" and anchor not in anchors(_read(there)):
            remedy = "Name a heading that is there"
            yield finding(where, f"links to {target}: no such heading", remedy, LINKS)


def machines(where: str, text: str) -> Iterator[str]:
    """Paths and hosts of the machine it was written on."""
    for number, line in enumerate(text.splitlines(), start=1):
        found = _MACHINE.search(line)
        if found:
            yield finding(
                f"{where}:{number}",
                f"names {found.group()}",
                "Say it for any machine",
                MACHINES,
            )


def anchors(text: str) -> set[str]:
    """The anchors of a document's headings, as forges make them."""
    said = (heading.lower() for heading in _HEADING.findall(prose(text)))
    return {re.sub(r"[^\w\- ]", "", one).replace(" ", "-") for one in said}


def prose(text: str) -> str:
    """A document without its fenced blocks."""
    return _FENCE.sub("", text)


def _without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", text)


def _read(path: Path) -> str:
    return path.read_text("utf-8")
