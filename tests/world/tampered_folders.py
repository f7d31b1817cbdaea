"""A bundle that was unpacked or zipped again, and what happened to it on the way.

Most of it nobody meant: a desk's own litter, a packer that compresses. Both verifiers
refuse all of it before they look at an entry. Added to what `tampered` does to files.
"""

import os
import zipfile
from collections.abc import Callable
from pathlib import Path


def with_a_link(folder: Path) -> Path:
    """A file is elsewhere, and a link to it in its place."""
    there = folder.with_name("elsewhere")
    (folder / "README.txt").rename(there)
    (folder / "README.txt").symlink_to(there)
    return folder


def with_a_linked_folder(folder: Path) -> Path:
    """The same of a whole folder."""
    there = folder.with_name("elsewhere")
    (folder / "tile").rename(there)
    (folder / "tile").symlink_to(there)
    return folder


def with_a_pipe(folder: Path) -> Path:
    """A file that never ends."""
    os.mkfifo(folder / "verify-this")
    return folder


def with_a_desks_litter(folder: Path) -> Path:
    """What macOS leaves in every folder it shows."""
    (folder / "tile" / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    return folder


def with_a_packers_litter(folder: Path) -> Path:
    """What macOS puts into every zip."""
    beside = folder / "__MACOSX"
    beside.mkdir()
    (beside / "._index.html").write_bytes(b"\0\5\x16\7")
    return folder


def _zipped(folder: Path, how: int) -> Path:
    path = folder.with_name("again.zip")
    with zipfile.ZipFile(path, "w", how) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder).as_posix())
    return path


def zipped_again(folder: Path) -> Path:
    """The same files in a zip of another form: with their times."""
    return _zipped(folder, zipfile.ZIP_STORED)


def zipped_smaller(folder: Path) -> Path:
    """The same files, compressed."""
    return _zipped(folder, zipfile.ZIP_DEFLATED)


# How it is handed over, and what to do that both verifiers say.
FOLDER_DEFECTS: dict[str, tuple[Callable[[Path], Path], str]] = {
    "folder-with-a-link": (with_a_link, "README.txt"),
    "folder-with-a-linked-folder": (with_a_linked_folder, "tile"),
    "folder-with-a-pipe": (with_a_pipe, "verify-this"),
    "folder-with-a-ds-store": (with_a_desks_litter, "tile/.DS_Store"),
    "folder-with-a-macosx": (with_a_packers_litter, "__MACOSX/._index.html"),
    "zipped-again": (zipped_again, "npack it and check the folder"),
    "zipped-again-and-compressed": (zipped_smaller, "npack it and check the folder"),
}
