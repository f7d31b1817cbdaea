"""Where a ledger is, as somebody types it: a file's path, or a store's address."""

from pathlib import Path

import click

from lastlook import wiring


class Ledger(click.ParamType[wiring.Where]):
    """A file's path stays one; an address becomes a place."""

    name = "ledger"

    def __init__(self, *, exists: bool = False, folder: bool = False) -> None:
        """Of a file, `exists` asks that it is there; a `folder` may be one too."""
        self._file = click.Path(path_type=Path, dir_okay=folder, exists=exists)

    def convert(
        self,
        value: str | wiring.Where,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> wiring.Where:
        """The place that was typed."""
        if not isinstance(value, str):
            return value
        if wiring.is_address(value):
            return wiring.place_at(value)
        file: Path = self._file.convert(value, param, ctx)
        return file


LEDGER = Ledger()
LEDGER_THERE = Ledger(exists=True)
LEDGER_OR_FOLDER = Ledger(folder=True)
