"""What `lastlook hazard` writes to files, and how that is asked for.

1. Two files for one place are refused before anything is searched, and so is a place
   that holds something else (`out_files.py`).
2. Files are written when everything that stands in them is known, and not before.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations, count, takewhile
from pathlib import Path
from typing import Any, Final, NamedTuple

import click

from lastlook.cli.hazard_report import STORIES
from lastlook.cli.out_files import OUT_FILE, check_free, put
from lastlook.hazard.exports.formats import FORMATS, PICTURES, Format, numbered
from lastlook.hazard.exports.found import Found
from lastlook.hazard.what_if import one_of_each, outcome_of
from lastlook.paper.hazard import hazard_pdf


class _Export(click.ParamType[tuple[str, Path]]):
    """`FORMAT=FILE`."""

    name = "export"

    def convert(
        self,
        value: str | tuple[str, Path],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, Path]:
        if isinstance(value, tuple):
            return value
        named, equals, file = value.partition("=")
        if not equals or not file:
            self.fail(f"An export is FORMAT=FILE; not {value!r}.", param, ctx)
        if named not in FORMATS:
            known = ", ".join(FORMATS)
            self.fail(f"No export format {named!r}; there are {known}.", param, ctx)
        return named, OUT_FILE.convert(file, param, ctx)


EXPORT: Final = _Export()


def _report(found: Found) -> bytes:
    outcome = outcome_of(found.analysis, one_of_each(found.analysis, STORIES))
    return hazard_pdf(outcome, found.judged.rules, found.weights)


REPORT: Final = Format("report (PDF)", b"%PDF-", _report, b"/Author(Lastlook)")


class Wanted(NamedTuple):
    """A file that is asked for; one of several is numbered beside its path."""

    of: Format
    path: Path

    def there(self) -> Iterator[Path]:
        """The paths that are looked at before anything is searched."""
        if not self.of.numbered:
            return iter((self.path,))
        paths = (numbered(self.path, nth) for nth in count(1))
        return takewhile(Path.exists, paths)

    def meets(self, other: "Wanted") -> bool:
        """Whether it may be written where the other is."""
        one, two = self.path.resolve(), other.path.resolve()
        if self.of.numbered is other.of.numbered:
            return one == two
        many, single = (one, two) if self.of.numbered else (two, one)
        length = len(single.name) - len(many.name)
        stem = many.name.partition(".")[0]
        nth = single.name[len(stem) : len(stem) + length]
        return nth.isdecimal() and int(nth) > 0 and numbered(many, int(nth)) == single


def wanted(asked: dict[str, Any]) -> tuple[Wanted, ...]:
    """(1) What the options ask for.

    Raises:
        click.UsageError: two for one place, or something else is there.
    """
    named = [("open-psa", asked["open_psa"]), *asked["exports"]]
    pictures = [(name, asked[name.replace("-", "_")]) for name in PICTURES]
    all_ = [
        *(Wanted(PICTURES[name], path) for name, path in pictures if path),
        *([Wanted(REPORT, asked["report"])] if asked["report"] else []),
        *(Wanted(FORMATS[name], path) for name, path in named if path),
    ]
    for one, other in combinations(all_, 2):
        if one.meets(other):
            raise click.UsageError(
                f"{other.path} would be written twice, as {one.of.words} and as "
                f"{other.of.words}: choose another place for one of them."
            )
    for one in all_:
        for path in one.there():
            check_free(path, one.of.words, one.of.known)
    return tuple(all_)


def write(found: Found, wanted: Sequence[Wanted]) -> None:
    """(2) Write each file, and say on standard error which were written.

    Raises:
        click.UsageError, OSError: one cannot be; those before it are there.
    """
    for of, path in wanted:
        made = of.make(found)
        if isinstance(made, bytes):
            parts = [(path, made)]
        else:
            parts = [(numbered(path, nth), one) for nth, one in enumerate(made, 1)]
        for one, _ in parts:
            check_free(one, of.words, of.known)
        for one, content in parts:
            put(one, content, of.words, of.known)
            click.echo(f"Written: {one}", err=True)
