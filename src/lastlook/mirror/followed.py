"""The entries of a copy by which its log's keys were followed.

1. An entry is looked at in the tree that stood before it, and in no other.
2. Which entries they were is kept beside the copy, in the file `keys`: a number a line.
   Nothing in that file is believed: each entry is read and followed again.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final, TypeAlias

from lastlook.ledger.durable import write_whole
from lastlook.ledger.errors import FolderError
from lastlook.ledger.folder import Folder
from lastlook.ledger.handover import Handover
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash, range_root
from lastlook.ledger.tiles import Edge
from lastlook.mirror.keys import LogKeys

KEYS: Final = "keys"

Named: TypeAlias = tuple[Handover, int, bytes]
"""A hand-over, the number of its entry, and the root of the tree before that."""

HandOverIn: TypeAlias = Callable[[bytes], Handover | None]
"""The hand-over of the log's key that a leaf brings, if any."""


def named_in(
    edge: Edge, leaves: Sequence[bytes], hand_over_in: HandOverIn
) -> Iterator[Named]:
    """The hand-overs in these leaves, which come behind `edge`."""
    for at, leaf in enumerate(leaves):
        found = hand_over_in(leaf)
        if found is not None:
            before = edge.copy()
            before.extend(map(leaf_hash, leaves[:at]))
            yield found, before.size, before.root()


def keep_followed(path: Path, numbers: Sequence[int]) -> None:
    """Keep the numbers of these entries as well, for the copy at `path`."""
    file = path / KEYS
    known = file.read_bytes() if file.exists() else b""
    write_whole(file, known + b"".join(b"%d\n" % n for n in numbers))


def follow_again(folder: Folder, keys: LogKeys, hand_over_in: HandOverIn) -> None:
    """Take the keys that were followed before, each from its entry.

    Raises:
        FolderError: an entry that is named in the file names no key.
    """
    file = folder.path / KEYS
    numbers = file.read_text("ascii").split() if file.exists() else []
    for n in map(int, numbers):
        if n >= folder.size:
            continue  # written before a crash; it is found again
        found = hand_over_in(next(folder.leaves(n, n + 1)))
        root = range_root(folder.nodes(folder.size), 0, n) if n else EMPTY_ROOT
        if found is None or (found.size, found.root) != (n, root):
            raise FolderError(
                f"{file}",
                f"entry {n} does not name the key that was followed",
                "Keep the folder as it is; begin another copy beside it.",
            )
        keys.follow(found, n, root)
