"""Cosigns until it is killed; prints size, root and time once it has answered.

Run as `python -m tests.world.cosigning FOLDER PAST`. It goes on from where the
witness's book ends; ledgers of different PASTs differ from the first entry on.
"""

import sys
from hashlib import sha256
from pathlib import Path

from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.note import parse
from lastlook.witness.keeper import Keeper
from tests.world.ledger import a_signer
from tests.world.witnesses import Ticking, a_ledger, a_witness, asks, grow

ORIGIN = sha256(a_signer().name.encode()).hexdigest()


def seen_by(keeper: Keeper) -> int:
    """The size that this witness cosigned last."""
    latest = keeper.latest(ORIGIN)
    if latest.status != 200:
        return 0
    return parse_checkpoint(parse(latest.body).text).size


def cosign_for_ever(folder: Path, past: str) -> None:
    """One entry, one cosignature, again and again."""
    clock = Ticking()
    with a_witness(folder, clock=clock) as keeper:
        old = seen_by(keeper)
        clock.at_seconds += old
        log = a_ledger(*(f"{past} {n}" for n in range(old)))
        while True:
            grow(log, f"{past} {log.size}")
            clock.at_seconds += 1
            answer = keeper.add_checkpoint(asks(log, old))
            old = log.size
            root = parse_checkpoint(parse(log.checkpoint).text).root.hex()
            sys.stdout.write(f"{answer.status} {log.size} {root}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    cosign_for_ever(Path(sys.argv[1]), sys.argv[2])
