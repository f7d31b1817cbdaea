"""Whether a file was written since one looked."""

from pathlib import Path


def written(file: Path) -> tuple[int, int]:
    """Another pair whenever it was written or replaced; the same if it was only read.

    Returns:
        The file's inode, and when it was written last (ns).
    """
    told = file.stat()
    return told.st_ino, told.st_mtime_ns
