"""What contradicts a copy, kept beside it.

1. Both sides are kept, as the log signed them, and neither is ever replaced.
2. What is only unproved has a limit of its own: it crowds out nothing that is proved.
"""

from hashlib import sha256
from pathlib import Path
from typing import Final

from lastlook.ledger.add_checkpoint import AddCheckpoint, write_add_checkpoint
from lastlook.ledger.durable import sync_directory, write_whole

KEPT_MAX: Final = 256  # of each kind; more of them say nothing new


def keep_both(
    folder: Path, brought: AddCheckpoint, ours: bytes, *, proved: bool
) -> Path:
    """Keep a checkpoint that was refused, and the one that it does not go with.

    Args:
        folder: where, made where there is none.
        brought: the refused one with its proof, and with the log's signature alone.
        ours: the newest that was taken.
        proved: whether the two contradict each other, or are only not shown to agree.

    Returns:
        The file with the refused one; `.ours` is beside it.
    """
    folder.mkdir(exist_ok=True)
    kind = "contradicts" if proved else "unproved"
    file = folder / f"{kind}-{sha256(brought.note).hexdigest()[:32]}"
    if not file.exists() and len(list(folder.glob(f"{kind}-*"))) < 2 * KEPT_MAX:
        write_whole(folder / f"{file.name}.ours", ours)
        write_whole(file, write_add_checkpoint(brought))
        sync_directory(folder)
    return file
