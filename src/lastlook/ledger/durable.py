"""Making writes stay.

1. When these return, what was written survives a power cut, as far as the disk keeps
   its word; of a new file's name `sync_directory` makes sure.
2. A file that `write_whole` wrote is there whole or not at all, whenever one looks; of
   one that could not be written nothing stays.
3. `give_name` puts nothing in the place of what is there.
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# macOS has no fdatasync; there fsync does more than is needed.
sync_content = getattr(os, "fdatasync", os.fsync)


def sync_directory(directory: Path) -> None:
    """Make the names in a directory stay: new files, renamed files."""
    opened = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Name the file in an error that names none, as of a disk that is full."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def unfinished(path: Path) -> Path:
    """What a file is called until it is whole."""
    return path.with_name(path.name + ".new")


def write_whole(path: Path, content: bytes) -> None:
    """Put a file there, or another in its place; its name stays once it is synced."""
    beside = unfinished(path)
    try:
        with beside.open("wb") as file, named(path):
            file.write(content)
            file.flush()
            sync_content(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def give_name(part: Path, name: Path) -> None:
    """Give a finished file its name; its old one may be there still.

    Raises:
        FileExistsError: something has that name; it was left as it is.
    """
    try:
        os.link(part, name)
    except FileExistsError:
        raise
    except OSError:  # a disk without links, as many sticks are
        if name.exists():
            raise FileExistsError(errno.EEXIST, "File exists", str(name)) from None
        part.rename(name)
