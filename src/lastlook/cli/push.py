"""`lastlook push`: push a ledger to a studio's mirror."""

from typing import Final

import click

from lastlook import wiring
from lastlook.cli.places import LEDGER

BEHIND: Final = 256  # entries; what is less is brought in one request


class Said:
    """Tells on the error stream how pushing goes: what changed, not each commit."""

    def __init__(self, url: str) -> None:
        """Tell of the mirror at `url`."""
        self._url = url
        self._last = ""
        self._up_to_date = False

    def pushed(self, have: int, size: int) -> None:
        """So many of the ledger's entries are at the mirror."""
        if self._up_to_date and size - have < BEHIND:
            return
        self._up_to_date = have == size
        self._say(f"{have:,} of {size:,} entries")

    def failed(self, error: Exception, wait_s: float | None) -> None:
        """It failed; where it is to be tried again, after how long."""
        self._up_to_date = False
        again = "not tried again" if wait_s is None else "trying again"
        self._say(f"{again}: {error}")

    def _say(self, what: str) -> None:
        if what != self._last:
            self._last = what
            click.echo(f"mirror {self._url}: {what}", err=True)


@click.command("push")
@click.argument("file", type=LEDGER)
@click.argument("url")
@click.option("--mirror-key", help="The mirror's public key, as text or in a file.")
@click.option("--follow", is_flag=True, help="Go on until stopped.")
def command(
    file: wiring.Where, url: str, mirror_key: str | None, *, follow: bool
) -> None:
    """Push a ledger to a studio's mirror.

    Sends what the mirror at URL does not have yet; a desk may be writing meanwhile.
    What broke off is gone on with. With --mirror-key it is done only once the mirror
    has cosigned what it has.
    """
    to = wiring.Push(url, mirror_key, Said(url))
    have = wiring.push(file, to, follow=follow)
    click.echo(f"The mirror at {url} has {have} entries.")
