"""Making writes stay.

1. When these return, what was written survives a power cut, as far as the disk keeps
   its word.
"""

import os
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
