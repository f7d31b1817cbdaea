"""`lastlook push`: push a ledger to a studio's mirror."""

from pathlib import Path

import click

from lastlook import wiring


class Said:
    """Tells on the error stream how pushing goes: what changed, once."""

    def __init__(self, url: str) -> None:
        """Tell of the mirror at `url`."""
        self._url = url
        self._last = ""

    def pushed(self, have: int, size: int) -> None:
        """So many of the ledger's entries are at the mirror."""
        self._say(f"mirror {self._url}: {have:,} of {size:,} entries")

    def failed(self, error: Exception, wait_s: float | None) -> None:
        """It failed; where it is to be tried again, after how long."""
        again = "not tried again" if wait_s is None else "trying again"
        self._say(f"mirror {self._url}: {again}: {error}")

    def _say(self, line: str) -> None:
        if line != self._last:
            self._last = line
            click.echo(line, err=True)


@click.command("push")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("url")
@click.option("--mirror-key", help="The mirror's public key, as text or in a file.")
@click.option("--follow", is_flag=True, help="Go on until stopped.")
def command(file: Path, url: str, mirror_key: str | None, *, follow: bool) -> None:
    """Push a ledger to a studio's mirror.

    Sends what the mirror at URL does not have yet; a desk may be writing meanwhile.
    What broke off is gone on with. With --mirror-key it is done only once the mirror
    has cosigned what it has.
    """
    to = wiring.Push(url, mirror_key, Said(url))
    have = wiring.push(file, to, follow=follow)
    click.echo(f"The mirror at {url} has {have} entries.")
