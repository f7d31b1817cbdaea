"""Appends to a ledger until it is killed; prints an act's id once it is answered.

Run as `python -m tests.world.appender FOLDER SEED`. Draft so-and-so becomes entry
so-and-so, so whoever looks afterwards knows what must be where.
"""

import random
import sys
from pathlib import Path

from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.sqlite import SqliteStore
from tests.world.ledger import a_signer, drafts


def append_for_ever(folder: Path, seed: int) -> None:
    """Append batches of 1 to 64 drafts; answer each batch when it is in."""
    store = SqliteStore.open(folder / "ledger.db")
    log = Log.open(store, a_signer(), HeadOnDisk(folder / "head"))
    draw = random.Random(seed)  # noqa: S311  # the same every time
    while True:
        batch = drafts(log.size, log.size + draw.randint(1, 64))
        answered = [entry.act_id.hex() for entry in log.append(batch)]
        sys.stdout.write("".join(f"{act_id}\n" for act_id in answered))
        sys.stdout.flush()


if __name__ == "__main__":
    append_for_ever(Path(sys.argv[1]), int(sys.argv[2]))
