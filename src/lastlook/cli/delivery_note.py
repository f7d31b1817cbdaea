"""A hire house's delivery note as CSV, read row by row into acts' fields.

1. The first line names the columns, in any order; `what` says of each row whether it
   is a weapon, a lot of rounds or a type of dummy (COLUMNS has the rest).
2. Text is UTF-8, with or without the mark that some programs put in front; cells are
   divided by commas, semicolons or tabs. Anything else is refused, not guessed.
3. Every row that is wrong is named with its line, its column and the reason; a note
   with any such row is no note.
4. Types of dummies come first, whatever the order of the rows: lots refer to them.

Does not know whether the production wants any of it: the rules say that.
"""

import csv
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import Struct

from lastlook.core.acts import Act, Receive, RegisterDummyType, RegisterWeapon, kebab
from lastlook.desk.wire import in_words

BYTES_MAX: Final = 1_048_576
ROWS_MAX: Final = 5_000
WHAT: Final = "what"
YES_NO: Final = {"yes": True, "no": False}
NUMBERS: Final = frozenset({"chambers", "rounds"})
ANSWERS: Final = frozenset({"hole", "rattle", "transfer-bar"})
FAULTS_SHOWN: Final = 20

# What each kind of row makes, and which column says which field of it.
KINDS: Final[dict[str, type[Act]]] = {
    "dummy-type": RegisterDummyType,
    "weapon": RegisterWeapon,
    "lot": Receive,
}
COLUMNS: Final[dict[str, dict[str, str]]] = {
    "dummy-type": {
        "id": "dummy_type",
        "calibre": "calibre",
        "hole": "hole",
        "rattle": "rattle",
        "primer": "primer",
    },
    "weapon": {
        "id": "weapon",
        "class": "weapon_class",
        "mechanism": "mechanism",
        "chambers": "chambers",
        "calibre": "calibre",
        "serial": "serial",
        "supplier": "supplier",
        "place": "place",
        "transfer-bar": "transfer_bar",
    },
    "lot": {
        "id": "lot",
        "kind": "kind",
        "calibre": "calibre",
        "rounds": "rounds",
        "supplier": "supplier",
        "box": "box",
        "place": "place",
        "dummy-type": "dummy_type",
        "load": "load",
        "made-from": "made_from",
    },
}
MAY_BE_EMPTY: Final = frozenset({"transfer-bar", "dummy-type", "load", "made-from"})
KNOWN: Final = (WHAT, *dict.fromkeys(c for kind in COLUMNS.values() for c in kind))


class Fault(Struct, frozen=True):
    """One thing wrong in a note: on which line, in which column, why."""

    line: int
    column: str
    why: str

    def __str__(self) -> str:
        where = f", column {self.column}" if self.column else ""
        return f"line {self.line}{where}: {self.why}"


class NoteError(Exception):
    """A file that is no delivery note, and everything that is wrong with it."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        shown = [str(fault) for fault in self.faults[:FAULTS_SHOWN]]
        if len(self.faults) > FAULTS_SHOWN:
            shown.append(f"and {len(self.faults) - FAULTS_SHOWN} more")
        return "nothing of the note was taken in:\n  " + "\n  ".join(shown)


class Row(Struct, frozen=True):
    """One row: its line, what it makes, and the fields of that act."""

    line: int
    kind: type[Act]
    fields: dict[str, Any]

    @property
    def thing(self) -> str:
        """What the row is about: `weapon colt-1`."""
        what = next(what for what, kind in KINDS.items() if kind is self.kind)
        return f"{what} {self.fields[COLUMNS[what]['id']]}"


def read_note(note: bytes) -> list[Row]:
    """The rows of a note, dummy types first; NoteError tells what is wrong."""
    text = _text(note)
    lines = _lines(text)
    header = next(lines, (1, []))[1]
    faults = list(_wrong_header(header))
    if faults:
        raise NoteError(*faults)
    rows: list[Row] = []
    for line, cells in lines:
        if any(cells):
            row = _row(line, header, cells)
            if isinstance(row, Row):
                rows.append(row)
            else:
                faults += row
    faults += _twice(rows)
    if not rows and not faults:
        faults = [Fault(2, "", "There is no row under the header.")]
    if faults:
        raise NoteError(*sorted(faults, key=lambda fault: fault.line))
    order = list(KINDS.values())
    return sorted(rows, key=lambda row: order.index(row.kind))


def _text(note: bytes) -> str:
    if len(note) > BYTES_MAX:
        why = f"The file has {len(note)} bytes; {BYTES_MAX} is the most."
        raise NoteError(Fault(1, "", f"{why} Bring it in in parts."))
    if note[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in note:
        raise NoteError(Fault(1, "", f"The file is UTF-16. {_SAVE_AGAIN}"))
    try:
        return note.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = note[: error.start].count(b"\n") + 1
        byte = note[error.start]
        why = f"The byte {byte:02x} is not UTF-8; it may be Latin-1. {_SAVE_AGAIN}"
        raise NoteError(Fault(line, "", why)) from error


_SAVE_AGAIN: Final = 'Save it again as "CSV UTF-8".'


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.partition("\n")[0]
    divider = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=divider, strict=True)
    line = 1
    try:
        for count, cells in enumerate(reader):
            if count > ROWS_MAX:
                why = f"There are more than {ROWS_MAX} rows. Bring it in in parts."
                raise NoteError(Fault(line, "", why))
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        why = f"The quotes do not fit: {error}. Check the cells with quotes."
        raise NoteError(Fault(line, "", why)) from error


def _wrong_header(header: Sequence[str]) -> Iterator[Fault]:
    if not any(column in KNOWN for column in header):
        yield Fault(1, "", f"It names no columns. {_there_is()}")
        return
    for column in dict.fromkeys(header):
        if column not in KNOWN:
            close = difflib.get_close_matches(column.lower(), KNOWN, n=1)
            meant = f"Did you mean {close[0]}?" if close else _there_is()
            yield Fault(1, column, f"There is no such column. {meant}")
        elif header.count(column) > 1:
            yield Fault(1, column, "The column stands there twice.")
    if WHAT not in header:
        yield Fault(1, WHAT, "The column is missing; it says what each row is.")


def _there_is() -> str:
    return f"There is: {', '.join(KNOWN)}."


def _row(line: int, header: Sequence[str], cells: Sequence[str]) -> Row | list[Fault]:
    if len(cells) != len(header):
        why = f"The row has {len(cells)} cells, the header {len(header)}."
        return [Fault(line, "", why)]
    said = {column: cell for column, cell in zip(header, cells, strict=True) if cell}
    what = said.pop(WHAT, "")
    if what not in KINDS:
        why = f"It is {what!r}; say one of: {', '.join(KINDS)}."
        return [Fault(line, WHAT, why)]
    columns = COLUMNS[what]
    faults = [
        Fault(line, column, f"A {what} has none; leave the cell empty.")
        for column in said
        if column not in columns
    ]
    fields: dict[str, Any] = {}
    for column, field in columns.items():
        if column in said:
            try:
                fields[field] = _value(KINDS[what], field, column, said[column])
            except ValueError as error:
                faults.append(Fault(line, column, str(error)))
        elif column not in MAY_BE_EMPTY:
            faults.append(Fault(line, column, f"It is empty; every {what} has one."))
    return faults or Row(line, KINDS[what], fields)


def _value(kind: type[Act], field: str, column: str, cell: str) -> Any:
    value: object = cell
    if column in ANSWERS:
        if cell not in YES_NO:
            raise ValueError(f"It is {cell[:40]!r}; say yes or no.")
        value = YES_NO[cell]
    elif column in NUMBERS:
        if not re.fullmatch(r"[0-9]{1,7}", cell):
            raise ValueError(f"It is {cell[:40]!r}, not a whole number in digits.")
        value = int(cell)
    try:
        return msgspec.convert(value, _hints(kind)[field])
    except msgspec.ValidationError as error:
        wanted = in_words(kebab(kind.__name__), field)
        reason = wanted or f"{str(error).replace('`', '')}."
        raise ValueError(f"It is {cell[:40]!r}. {reason}") from error


@cache
def _hints(kind: type[Act]) -> dict[str, Any]:
    return {field.name: field.type for field in msgspec.structs.fields(kind)}


def _twice(rows: Sequence[Row]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for row in rows:
        first = seen.setdefault(row.thing, row.line)
        if first != row.line:
            yield Fault(row.line, "id", f"{row.thing} stands in line {first} already.")
