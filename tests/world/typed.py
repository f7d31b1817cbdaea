"""A command as somebody types it, and a production made with some."""

import subprocess
import sys
from pathlib import Path
from typing import IO

from click.testing import CliRunner, Result

from lastlook.cli.main import main

START = """
from signal import SIG_IGN, SIGINT, default_int_handler, signal
signal(SIGINT, {hears})
from lastlook.cli.start import main
main()
"""


def run(*words: object) -> Result:
    """What `lastlook` says to these words, and with which exit code."""
    return CliRunner().invoke(main, [str(word) for word in words])


def production(at: Path, *, stops: int) -> Path:
    """A production of one entry, and of so many more in which somebody stops it."""
    path = at / "colt.ledger"
    run("init", path, "--production", "colt-45")
    for _ in range(stops):
        assert run("say", path, "stops").exit_code == 0
    return path


def begun(*words: object, behind: bool = False) -> subprocess.Popen[str]:
    """A command as a process of its own; `behind` a terminal it hears no Ctrl-C."""
    start = START.format(hears="SIG_IGN" if behind else "default_int_handler")
    return subprocess.Popen(  # noqa: S603  # ourselves
        [sys.executable, "-u", "-c", start, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def line(stream: IO[str] | None) -> str:
    """The next line a process of its own says."""
    assert stream is not None
    return stream.readline()
