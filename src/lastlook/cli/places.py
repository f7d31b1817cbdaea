"""What somebody types for a ledger, for its key, and for where something listens.

1. A path where nothing is is said first, before anything else that lacks there.
2. What was moved away is never taken for the production as it is: it is said, and
   where only the production itself will do it is refused.
3. A public key is its text, or a file in which that stands.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import click

from lastlook import wiring

NAME_MAX: Final = 256  # no file has a longer name
IfMoved: TypeAlias = Literal["told", "refused", "left"]


class Ledger(click.ParamType[wiring.Where]):
    """A file's path stays one; an address becomes a place."""

    name = "ledger"

    def __init__(
        self, *, there: bool = True, folder: bool = False, if_moved: IfMoved = "told"
    ) -> None:
        """What is typed.

        Args:
            there: whether a file has to be there.
            folder: whether it may be a folder.
            if_moved: what happens where it was moved away; `left` to the command.
        """
        self._path = click.Path(path_type=Path, dir_okay=folder)
        self._there = there
        self._if_moved = if_moved

    def convert(
        self,
        value: str | wiring.Where,
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> wiring.Where:
        """The place that was typed."""
        if not isinstance(value, str):
            return value
        where: wiring.Where
        if wiring.is_address(value):
            where = wiring.place_at(value)
        else:
            where = self._path.convert(value, param, ctx)
        place = wiring.place_of(where)
        if self._there:
            wiring.check_there(place)
        if place.files.moved.exists() and self._if_moved != "left":
            note = place.files.moved.read_text("utf-8").strip()
            if self._if_moved == "refused":
                raise wiring.WiringError(note)
            click.secho(f"What is here is old. {note}", fg="yellow", err=True)
        return where


class Vkey(click.ParamType[str]):
    """A public key's text, out of its file where one is named."""

    name = "key"

    def convert(
        self,
        value: str,
        param: click.Parameter | None,  # noqa: ARG002  # click's
        ctx: click.Context | None,  # noqa: ARG002  # click's
    ) -> str:
        """The key's text; not looked at yet."""
        file = Path(value)
        if len(file.name) < NAME_MAX and file.is_file():
            return file.read_text("utf-8").strip()
        if value and "+" not in value:
            raise wiring.WiringError(
                f"{value!r} is no public key (name+id+key), and no file is there."
            )
        return value


class Host(click.ParamType[str]):
    """A name or an address of this machine: nothing is not every one it has."""

    name = "text"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The host."""
        if not value.strip():
            self.fail("It is empty: leave it out, or name an address.", param, ctx)
        return value


LEDGER = Ledger()
LEDGER_IN_USE = Ledger(if_moved="refused")
LEDGER_OR_FOLDER = Ledger(folder=True)
LEDGER_OR_OLD = Ledger(if_moved="left")
ANY_PLACE = Ledger(there=False, if_moved="left")
VKEY = Vkey()
HOST = Host()
PORT = click.IntRange(0, 65_535)
ITS_KEY: Callable[[Any], Any] = click.option(
    "--vkey", type=VKEY, help="The ledger's public key, where FILE.key is not at hand."
)
