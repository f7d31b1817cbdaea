"""Trainer rounds: inert and odd to look at, hidden to see whether anybody looks.

1. What is still hidden is a number, for those who may hide one and for nobody else:
   not where it is, and not since when.
2. What was revealed is measured: found or missed, and how long it took to be found.
"""

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.state import State, Trainer
from lastlook.core.words import BoxId, LotId, Ms, PersonId
from lastlook.views.choices import Candidate, answered
from lastlook.views.viewpoint import Viewpoint

A_DIGEST = "0" * 64  # of no trainer: this is only a question


class Revealed(Struct, frozen=True):
    """A trainer round that was revealed; `took_ms` is None where nobody found it."""

    box: BoxId
    by: PersonId
    hidden_at: Ms
    lot: LotId | None = None
    took_ms: Ms | None = None


class Trainers(Struct, frozen=True):
    """How many are hidden, and what became of the others."""

    hidden: int
    found: int
    missed: int
    revealed: tuple[Revealed, ...]  # the last one first


def may_hide(view: Viewpoint) -> bool:
    """Whether the reader may hide trainer rounds, and so may know of them."""
    act = acts.SeedTrainer(**view.opening(), digest=A_DIGEST)
    asked = Candidate("seed-trainer", "Hide a trainer round", (act,), form=True)
    return any(not choice.not_your_part for choice in answered(view, (asked,)))


def trainers(state: State) -> Trainers:
    """What became of every trainer round."""
    hidden = sum(1 for one in state.trainers.values() if one.revealed_at is None)
    shown = [one for one in state.trainers.values() if one.revealed_at is not None]
    shown.sort(key=lambda one: -(one.revealed_at or 0))
    found = sum(1 for one in shown if one.lot is not None)
    return Trainers(
        hidden=hidden,
        found=found,
        missed=len(shown) - found,
        revealed=tuple(_revealed(state, one) for one in shown),
    )


def candidates(state: State) -> tuple[LotId, ...]:
    """The lots from nowhere that a trainer round may have been found as."""
    since = [one.since for one in state.trainers.values() if one.revealed_at is None]
    return tuple(
        lot.id
        for lot in state.lots.values()
        if since
        and lot.found_at is not None
        and lot.found_at >= min(since)
        and lot.verdict is None
    )


def _revealed(state: State, trainer: Trainer) -> Revealed:
    lot = state.lots.get(trainer.lot) if trainer.lot is not None else None
    found_at = lot.found_at if lot is not None else None
    return Revealed(
        box=trainer.box or "",
        by=trainer.by,
        hidden_at=trainer.since,
        lot=trainer.lot,
        took_ms=None if found_at is None else found_at - trainer.since,
    )
