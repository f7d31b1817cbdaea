"""A pack's text, read: whole or not at all.

1. Everything wrong is said at once (up to a hundred things), in the order of the
   text: where, on which line, what, and what to do.
2. A pack that was read asks for rules, acts, roles and tests that exist, in units
   that make sense, each once.
3. The same text always gives the same pack; nothing else is looked at.
"""

import datetime as dt
import re
import tomllib
from hashlib import sha256
from itertools import islice
from typing import Any

from msgspec import Struct, convert
from msgspec.structs import replace

from lastlook.core.controls import SERVES
from lastlook.core.policy import Rule
from lastlook.core.table import Table
from lastlook.policy.check import Fault, faults_of
from lastlook.policy.formats import PackFile1, PackFile2, RuleRow1, RuleRow2, shape
from lastlook.policy.lines import Lines
from lastlook.policy.schema import Pack

_MOST_FAULTS = 100  # nobody mends more at once, and a hostile text has no end of them
_LONGEST_LINE = 1_000  # `tomllib` takes its time over a key of many thousand parts


class PackFault(Struct, frozen=True):
    """One thing wrong in a pack, with its line."""

    where: str
    line: int
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}:{self.line}: {self.wrong}. {self.remedy}"


class PackError(ValueError):
    """A text that is no pack, and everything that is wrong with it."""

    def __init__(self, faults: tuple[PackFault, ...]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def digest(text: str) -> str:
    """SHA-256 (hex) of a pack's text: the name the record knows it by."""
    return sha256(text.encode()).hexdigest()


def read_pack(text: str, where: str) -> Pack:
    """The pack in a TOML text; `where` names the text in what is wrong with it."""
    document = _document(text, where)
    faults = tuple(islice(faults_of(document), _MOST_FAULTS))
    if faults:
        raise PackError(_placed(faults, text, where))
    return _pack(convert(document, shape(document)), digest(text))


def _document(text: str, where: str) -> dict[str, Any]:
    for n, written in enumerate(text.split("\n"), 1):
        if len(written) > _LONGEST_LINE:
            wrong = f"this line is longer than {_LONGEST_LINE} characters"
            raise PackError((PackFault(where, n, wrong, "Break it in two."),))
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        place = re.search(r" \(at line (\d+), column \d+\)$", str(error))
        line = int(place[1]) if place else text.count("\n") + 1
        wrong = f"this is no TOML: {str(error).partition(' (at ')[0]}"
        fault = PackFault(where, line, wrong, "Mend it; nothing after it was read.")
        raise PackError((fault,)) from error


def _placed(faults: tuple[Fault, ...], text: str, where: str) -> tuple[PackFault, ...]:
    lines = Lines(text)
    placed = [
        PackFault(where, lines.of(fault.path), fault.wrong, fault.remedy)
        for fault in faults
    ]
    return tuple(sorted(placed, key=lambda fault: fault.line))


def _pack(file: PackFile1, sha: str) -> Pack:
    pack = Pack(
        digest=sha,
        id=file.id,
        name=file.name,
        version=file.version,
        date=file.date,
        purpose=" ".join(file.purpose.split()),
        effective_from=file.effective_from,
        handlers=file.handlers,
        limits=Table(file.limits),
        parts=Table(file.parts),
        tests=Table(file.tests),
        rules=tuple(_rule(row, file.id) for row in file.rule),
    )
    if not isinstance(file, PackFile2):
        return pack
    return replace(
        pack,
        jurisdiction=file.jurisdiction,
        documents=file.documents,
        topics=file.topics,
        notices=file.notices.always,
        public_notices=file.notices.public,
    )


def _rule(row: RuleRow1, pack: str) -> Rule:
    rule = Rule(
        code=row.code,
        number=row.number,
        pack=pack,
        requirement=row.requirement,
        source=row.source,
        status=row.status,
        severity=row.severity,
        remedy=row.remedy,
        control=row.control,
    )
    if not isinstance(row, RuleRow2):
        return rule
    return replace(
        rule,
        control=row.control or SERVES.get(row.code, ""),
        evidence=row.evidence,
        effective_from=_iso(row.effective_from),
        effective_until=_iso(row.effective_until),
        exceptions=row.exceptions,
    )


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""
