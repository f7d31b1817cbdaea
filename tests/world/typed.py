"""A command as somebody types it, and a production made with some."""

from pathlib import Path

from click.testing import CliRunner, Result

from lastlook.cli.main import main


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
