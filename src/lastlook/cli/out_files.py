"""Files that a command writes besides what it prints: nothing there is lost by it.

1. What is there already is replaced only where it is empty, or an earlier one of the
   same kind; so the same command can be given twice.
2. That is looked at before the command's work begins, and again before a file is put
   there.
3. A file is there whole or not at all. Of a disk that is full nothing cut off stays.
4. A pipe or a device is written to as it is.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import click

from lastlook.ledger.durable import sync_directory, unfinished, write_whole

# Whether a whole file's bytes are an earlier one of a kind.
Known: TypeAlias = Callable[[bytes], bool]


class _OutFile(click.Path):
    """A file to be written; that it can be is known before anything is searched."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Path:
        path = Path(os.fsdecode(super().convert(value, param, ctx)))
        folder = path.resolve().parent
        if not os.access(folder, os.W_OK | os.X_OK):
            self.fail(
                f"Nothing can be written to {path.parent}: no such folder, or "
                "not yours to write to. Name another, or make it.",
                param,
                ctx,
            )
        return path


OUT_FILE = _OutFile(dir_okay=False, writable=True)


def check_free(path: Path, words: str, known: Known) -> None:
    """(1) Refuse a place that holds something else.

    Args:
        path: where a file is to be written.
        words: what it is called.
        known: whether a whole file's bytes are an earlier one of the same kind.

    Raises:
        click.UsageError: something else is there.
    """
    if _takes_bytes(path):
        return
    there = path.resolve()
    for one in (there, unfinished(there)):
        if not os.path.lexists(one) or _may_go(one, known):
            continue
        raise click.UsageError(
            f"{path if one is there else one} is there already and is no earlier "
            f"{words}: choose another place."
        )


def _takes_bytes(path: Path) -> bool:
    """(4) Whether it keeps nothing that could be lost: a pipe or a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def _may_go(path: Path, known: Known) -> bool:
    return path.is_file() and (not path.stat().st_size or known(path.read_bytes()))


def put(path: Path, content: bytes, words: str, known: Known) -> None:
    """(2, 3) Write a file; the other arguments as `check_free`.

    Raises:
        click.UsageError: something else has come there meanwhile.
        OSError: it cannot be written; names it.
    """
    if _takes_bytes(path):
        path.write_bytes(content)
        return
    check_free(path, words, known)
    there = path.resolve()
    write_whole(there, content)
    sync_directory(there.parent)
