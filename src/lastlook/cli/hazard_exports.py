"""What `lastlook hazard` writes to files, and how that is asked for."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from lastlook.hazard.analysis import Analysis
from lastlook.hazard.exports.formats import FORMATS, write
from lastlook.hazard.exports.found import Found
from lastlook.hazard.graph import Graph


class _OutFile(click.Path):
    """A file to be written; that it can be is known before anything is searched."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        if not os.access(path.parent, os.W_OK | os.X_OK):
            self.fail(
                f"Nothing can be written to {path.parent}: no such folder, or "
                "not yours to write to. Name another, or make it.",
                param,
                ctx,
            )
        return path


OUT_FILE: Final = _OutFile(dir_okay=False, writable=True)


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


def export(
    analysis: Analysis,
    graph: Graph,
    wanted: Iterable[tuple[str, Path]],
    fail_under: int | None,
) -> None:
    """Write each export, and say on standard error which files were written."""
    at_least = 1 if fail_under is None else fail_under
    found = Found(analysis, graph, at_least)
    for named, path in wanted:
        for written in write(found, named, path):
            click.echo(f"Written: {written}", err=True)
