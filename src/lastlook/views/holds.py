"""Holds, and whether the reader may lift one."""

from lastlook.core import acts
from lastlook.core.state import Hold
from lastlook.views.choices import Candidate, Choice, answered
from lastlook.views.viewpoint import Viewpoint


def to_lift(view: Viewpoint, hold: Hold) -> Choice | None:
    """Lifting a hold, with the core's answer; None where it cannot be."""
    act = acts.LiftHold(**view.opening(), hold=hold.id, grounds="to-be-said")
    found = answered(view, [Candidate("lift-hold", "Lift the hold", (act,), form=True)])
    return found[0] if found else None
