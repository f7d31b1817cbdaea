"""How a ledger stands with its witnesses, as values to be shown.

1. What is not known is never fine: no quorum yet, one too old, or a witness that says
   something else is each a warning.
"""

from typing import Final, Literal, TypeAlias

from msgspec import Struct

OLD_MS: Final = 10 * 60_000  # a checkpoint that nobody has seen for so long is old

Link: TypeAlias = Literal["asking", "cosigned", "lost", "refused"]


class WitnessStanding(Struct, frozen=True):
    """One witness.

    Attributes:
        name: as the policy calls it.
        link: *asking* before its first answer since the start, *cosigned* where its
            last answer was a cosignature, *lost* where it does not answer, *refused*
            where it answered something else.
        since: how long that has been so, ms UTC.
        size: number of entries it cosigned last; None if never.
        at: when, by the desk's clock, ms UTC; None if never.
        says: what is wrong, in words; empty where nothing is.
    """

    name: str
    link: Link
    since: int
    size: int | None = None
    at: int | None = None
    says: str = ""

    @property
    def is_well(self) -> bool:
        """Whether its last answer was a cosignature, and nothing was odd about it."""
        return self.link == "cosigned" and not self.says


class Standing(Struct, frozen=True):
    """A ledger and its witnesses.

    Attributes:
        size: number of entries now.
        seen: number of entries of the last checkpoint that a quorum has cosigned;
            None if never.
        at: when the last of that quorum was heard, ms UTC; None if never.
        lacks: what the quorum lacks of the newest checkpoint, in words.
        witnesses: each of them.
        change: goes up whenever anything here but `size` changes.
        old_ms: from which age on `at` is a warning.
    """

    size: int
    seen: int | None
    at: int | None
    lacks: str
    witnesses: tuple[WitnessStanding, ...]
    change: int
    old_ms: int = OLD_MS

    @property
    def troubled(self) -> tuple[str, ...]:
        """The witnesses that were asked and about whom something is wrong."""
        return tuple(
            one.name
            for one in self.witnesses
            if not one.is_well and one.link != "asking"
        )

    def warns(self, now: int) -> bool:
        """Whether a quorum has not seen the ledger lately, as of `now` (ms UTC)."""
        # A time that has not come yet tells nothing about the present.
        return self.at is None or not 0 <= now - self.at <= self.old_ms
