"""The two shapes of a pack file, key by key.

1. A text without the key `format` is of format 1. That format is closed: old records
   hold such texts, and they are read for ever as they were.
2. Format 2 has every key of format 1 and more. Each of its rules says by what record
   it is shown to be kept.
3. Dates inform and switch nothing: the same record gives the same answers on every
   day it is read.
"""

from typing import Any, Final

from msgspec import Struct

from lastlook.policy.schema import (
    ActName,
    Code,
    Control,
    Date,
    Document,
    Finding,
    FirstLimitName,
    Format,
    Handler,
    Level,
    LimitName,
    Line,
    Notice,
    Number,
    Opening,
    Paragraph,
    Part,
    Sentence,
    Status,
    Test,
    TopicName,
    Word,
)


class RuleRow1(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[rule]]` of a pack file of format 1."""

    number: Word
    code: Code
    requirement: Sentence
    source: Line
    status: Status
    severity: Level
    remedy: Sentence
    control: Control = ""


class PackFile1(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pack file of format 1, row by row."""

    id: Word
    name: Line
    version: Word
    date: Date
    purpose: Paragraph
    effective_from: Date | None = None
    handlers: tuple[Handler, ...] = ()
    limits: dict[FirstLimitName, Number] = {}
    parts: dict[ActName, tuple[Part, ...]] = {}
    tests: dict[Finding, tuple[Test, ...]] = {}
    rule: tuple[RuleRow1, ...] = ()


class RuleRow2(RuleRow1, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[rule]]` of a pack file of format 2."""

    evidence: Line
    effective_from: Date | None = None
    effective_until: Date | None = None
    exceptions: tuple[Opening, ...] = ()


class NoticeRows(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`[notices]`: who is told before weapons are seen or heard."""

    always: tuple[Notice, ...] = ()
    public: tuple[Notice, ...] = ()


class PackFile2(PackFile1, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A pack file of format 2, row by row."""

    format: Format
    jurisdiction: Line = ""
    documents: tuple[Document, ...] = ()
    topics: tuple[TopicName, ...] = ()
    notices: NoticeRows = NoticeRows()
    limits: dict[LimitName, Number] = {}
    rule: tuple[RuleRow2, ...] = ()


# What a row of format 1 might be meant to have, when a pack forgets to say its format.
LATER: Final = {
    PackFile1: frozenset(PackFile2.__struct_fields__),
    RuleRow1: frozenset(RuleRow2.__struct_fields__),
}


def shape(document: dict[str, Any]) -> type[PackFile1]:
    """The shape a pack file is read by."""
    return PackFile2 if "format" in document else PackFile1
