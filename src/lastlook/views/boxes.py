"""Boxes of rounds: what is in them, whether it was proved, what can be done.

What was taken for live is *suspected* until somebody examined it. Only then is it
*confirmed*, or nothing of the kind; the two are never shown alike.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.state import Box, DummyType, Lot
from lastlook.core.words import BoxId
from lastlook.views.choices import Candidate, Choice, answered
from lastlook.views.viewpoint import Viewpoint

Doubt: TypeAlias = Literal["none", "failed", "suspected", "confirmed"]


class BoxView(Struct, frozen=True):
    """One box, the lot it holds and how its dummies show what they are."""

    box: Box
    lot: Lot | None
    dummy_type: DummyType | None
    choices: tuple[Choice, ...] = ()

    @property
    def doubt(self) -> Doubt:
        """What is feared of its rounds, or known."""
        return doubt(self.lot) if self.lot is not None else "none"


def doubt(lot: Lot) -> Doubt:
    """Whether a lot is taken for live, confirmed as such, or failed its proof."""
    if lot.verdict is not None:
        return "confirmed" if lot.verdict == "live" else "none"
    if lot.suspected:
        return "suspected"
    return "failed" if lot.failed else "none"


def boxes(view: Viewpoint) -> tuple[BoxView, ...]:
    """Every box, those with rounds in them first."""
    rows = [_bare(view, box) for box in view.state.boxes.values()]
    return tuple(sorted(rows, key=lambda row: not row.box.rounds))


def box_view(view: Viewpoint, box_id: BoxId) -> BoxView:
    """One box with what can be done; KeyError where there is none of that id."""
    bare = _bare(view, view.state.boxes[box_id])
    choices = answered(view, _candidates(view, bare))
    return BoxView(bare.box, bare.lot, bare.dummy_type, choices)


def may_receive(view: Viewpoint) -> Choice | None:
    """Whether the reader could receive a delivery now; None where nothing could."""
    asked = tuple(
        acts.Receive(
            **view.opening(),
            lot=_unused("lot", view.state.lots),
            kind="unseen",
            calibre="unknown",
            rounds=1,
            supplier="unknown",
            box=_unused("box", view.state.boxes),
            place=place,
        )
        for place in view.state.places
    )
    found = answered(view, [Candidate("receive", "Receive a box", asked, form=True)])
    return found[0] if found else None


def _unused(stem: str, known: dict[str, Lot] | dict[str, Box]) -> str:
    number = 1
    while f"{stem}-{number}" in known:
        number += 1
    return f"{stem}-{number}"


def _bare(view: Viewpoint, box: Box) -> BoxView:
    lot = view.state.lots.get(box.lot)
    dummy_type = lot.dummy_type if lot is not None else None
    shown = view.state.dummy_types.get(dummy_type) if dummy_type is not None else None
    return BoxView(box, lot, shown)


def _candidates(view: Viewpoint, row: BoxView) -> Iterator[Candidate]:
    said, box, rounds = view.opening(), row.box.id, row.box.rounds
    methods = tuple(sorted(row.dummy_type.signature())) if row.dummy_type else ()
    yield Candidate(
        "prove",
        "Prove every round",
        (acts.Prove(**said, box=box, proved=rounds, methods=methods),),
        form=True,
    )
    yield Candidate(
        "count",
        "Count the rounds",
        (acts.Count(**said, box=box, rounds=rounds),),
        form=True,
    )
    places = (place for place in view.state.places if place != row.box.place)
    yield Candidate(
        "move",
        "Carry it to another place",
        tuple(acts.Move(**said, box=box, place=place) for place in places),
        form=True,
    )
    yield Candidate(
        "seal", "Seal it", (acts.Seal(**said, box=box, seal="seal"),), form=True
    )
    yield Candidate(
        "break-seal",
        "Break the seal",
        (acts.BreakSeal(**said, box=box, intact=True),),
        form=True,
    )
    yield Candidate(
        "quarantine",
        "Take it out of use",
        (acts.Quarantine(**said, box=box, grounds="doubt"),),
        form=True,
    )
    yield Candidate(
        "return-to-supplier",
        "Give it back to the supplier",
        (acts.ReturnToSupplier(**said, box=box),),
    )
    yield from _out_of_doubt(view, row)


def _out_of_doubt(view: Viewpoint, row: BoxView) -> Iterator[Candidate]:
    said, box = view.opening(), row.box.id
    if row.doubt != "none" or row.box.found or row.box.quarantined is not None:
        examine = acts.Examine(**said, box=box, verdict="inert")
        yield Candidate("examine", "Say what they are", (examine,), form=True)
    release = acts.Release(**said, box=box, grounds="examined")
    yield Candidate("release", "Out of quarantine", (release,), form=True)
    expend = acts.Expend(**said, box=box, rounds=1)
    yield Candidate("expend", "Live rounds were fired", (expend,), form=True)
