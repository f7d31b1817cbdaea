"""A crowd at a desk: asks until it is killed; prints every receipt once it has it.

Run as `python -m tests.world.crowd FOLDER`. Each line it reads is a seed: a process of
its own says its number, then asks, 1 to 64 at once, until somebody kills that process.
Then the line `over` follows, and the next seed may come. What is loaded is loaded once.
"""

import asyncio
import os
import random
import sys
from hashlib import sha256
from pathlib import Path

from lastlook.core.acts import Invite
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.sqlite import SqliteStore
from tests.world.desk import Company

OVER = b"over\n"


def company_in(folder: Path) -> Company:
    """The company whose ledger is in this folder; begun where there is none."""
    path, head_file = folder / "ledger", HeadOnDisk(folder / "head")
    if path.exists():
        return Company(SqliteStore.open(path), head_file, begun=True)
    return Company(SqliteStore.create(path), head_file)


async def ask_for_ever(company: Company, seed: int) -> None:
    """Invite, again and again, many at once: granted, and the state grows no larger."""
    draw = random.Random(seed)  # noqa: S311  # the same every time
    number = 0
    async with company.desk() as desk:

        async def invite() -> None:
            nonlocal number
            number += 1
            digest = sha256(b"%d %d" % (seed, number)).hexdigest()
            signed = company.office.says(
                Invite, person="office", digest=digest, until=company.clock.at + 1
            )
            receipt = await desk.submit(signed)
            sys.stdout.buffer.write(signed.act + b" " + receipt.to_json() + b"\n")
            sys.stdout.buffer.flush()

        while True:
            await asyncio.gather(*(invite() for _ in range(draw.randint(1, 64))))


def ask(folder: Path, seed: int) -> None:
    """Say who asks, then ask."""
    sys.stdout.buffer.write(b"%d\n" % os.getpid())
    sys.stdout.buffer.flush()
    company = company_in(folder)
    company.clock.at += seed  # later than whoever asked before
    asyncio.run(ask_for_ever(company, seed))


def main() -> None:
    """Let one crowd after another ask at the desk in a folder."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            ask(Path(sys.argv[1]), int(line))
        os.waitpid(child, 0)
        sys.stdout.buffer.write(OVER)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
