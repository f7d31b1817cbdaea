"""What is known of rounds, the boxes they are in and the places of those.

1. A box holds one lot. What a lot is said to be, and what was found of it since, stand
   apart: a kind is never changed, a verdict is added.
2. A round taken for live is *suspected* until somebody has examined it.
"""

from typing import Final

from msgspec import Struct

from lastlook.core.words import (
    BlankLoad,
    BoxId,
    Calibre,
    DummyTypeId,
    Grounds,
    LotId,
    MadeFrom,
    Method,
    Ms,
    Owner,
    PersonId,
    PlaceId,
    PlaceKind,
    Primer,
    RoundKind,
    SealId,
    SupplierId,
    Verdict,
)


class DummyType(Struct, frozen=True, gc=False):
    """How a type of dummy shows that it is none but a dummy."""

    id: DummyTypeId
    calibre: Calibre
    hole: bool
    rattle: bool
    primer: Primer

    def signature(self) -> frozenset[Method]:
        """The tests that must be made, round by round, to prove one of these."""
        named: tuple[tuple[Method, bool], ...] = (
            ("hole", self.hole),
            ("rattle", self.rattle),
            ("primer", self.primer in {"none", "inert", "dimpled"}),
        )
        return frozenset(method for method, shown in named if shown)


class Place(Struct, frozen=True, gc=False):
    """A place that holds weapons or boxes."""

    id: PlaceId
    kind: PlaceKind
    locks: bool
    swept_at: Ms | None = None


ANYTHING_BUT_LIVE: Final[frozenset[Verdict]] = frozenset({"blank", "dummy", "inert"})
# What examined rounds of a kind may be found to be, for the doubt to end.
AGREES: Final[dict[RoundKind, frozenset[Verdict]]] = {
    "dummy": frozenset({"dummy", "inert"}),
    "snap-cap": frozenset({"dummy", "inert"}),
    "blank": frozenset({"blank"}),
}


class Lot(Struct, frozen=True, gc=False):
    """A lot of rounds: what was received, and what left boxes and chambers."""

    id: LotId
    kind: RoundKind
    calibre: Calibre
    received: int
    supplier: SupplierId
    dummy_type: DummyTypeId | None = None
    load: BlankLoad | None = None
    made_from: MadeFrom = "factory"
    spent: int = 0
    returned: int = 0
    unaccounted: int = 0
    brass: int = 0  # cases counted in, never more than spent
    owner: Owner = "supplier"
    found_at: Ms | None = None  # when it came to light, from nowhere
    found_in: str | None = None  # in which place or weapon
    verdict: Verdict | None = None  # once everything of it was examined, or one is live
    failed: bool = False  # a round of it failed the signature
    suspected: bool = False  # somebody took a round of it for live

    @property
    def doubtful(self) -> bool:
        """Whether it is live, or a blank where none should be, or none said what."""
        if self.verdict is None:
            return self.suspected or self.failed
        return self.verdict not in AGREES.get(self.kind, ANYTHING_BUT_LIVE)

    @property
    def verdict_left(self) -> Verdict | None:
        """What is left of a verdict when a new doubt arises: only that it is live."""
        return "live" if self.verdict == "live" else None


class Exemption(Struct, frozen=True, gc=False):
    """Live rounds allowed for a coded exception: where, how many in all, until."""

    place: PlaceId
    rounds: int
    until: Ms
    received: int = 0


class Trainer(Struct, frozen=True, gc=False):
    """A hidden trainer round: by whom, since when, and what became of it."""

    by: PersonId
    since: Ms
    box: BoxId | None = None  # known once revealed
    lot: LotId | None = None  # what it was found as; None where nobody found it
    revealed_at: Ms | None = None


class Proof(Struct, frozen=True, gc=False):
    """Every round of a box proved, by whom, when, by which tests."""

    by: PersonId
    at: Ms
    methods: tuple[Method, ...]


class Box(Struct, frozen=True, gc=False):
    """A closed box (belt, pouch, tray) with rounds of one lot."""

    id: BoxId
    lot: LotId
    rounds: int
    place: PlaceId | None
    proof: Proof | None = None
    seal: SealId | None = None
    quarantined: Grounds | None = None
    counted_at: Ms | None = None
    found: bool = False  # from nowhere: no delivery accounts for it
    verdict: Verdict | None = None  # of who examined what is in it now
