"""What witnesses have seen, as a test says it."""

from lastlook.witness.standing import Standing, WitnessStanding

MINUTE = 60_000


class Looked:
    """Stands where the asking of witnesses stands in a served production."""

    def __init__(self, standing: Standing, seen: bytes | None = None) -> None:
        self.standing = standing
        self.seen = seen
        self.newest = b"newest\n"


def fine(now: int, size: int) -> Standing:
    """Two witnesses have cosigned everything, a minute ago."""
    at = now - MINUTE
    both = tuple(
        WitnessStanding(name, "cosigned", at, size, at) for name in ("insurer", "bond")
    )
    return Standing(size, size, at, "", both, 1)


def never(now: int, size: int) -> Standing:
    """Nobody has ever cosigned; one does not answer, the other says no."""
    lost = WitnessStanding("insurer", "lost", now - MINUTE, says="It does not answer.")
    no = WitnessStanding("bond", "refused", now, says="It does not know this ledger.")
    return Standing(size, None, None, "outside has 0 of 2", (lost, no), 2)
