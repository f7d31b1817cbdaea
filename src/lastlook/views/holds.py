"""Holds, and whether the reader may lift one."""

from lastlook.core import acts
from lastlook.core.words import HoldId
from lastlook.views.choices import Candidate, Choice, answered
from lastlook.views.viewpoint import Viewpoint


def to_lift(view: Viewpoint, hold: HoldId) -> Choice | None:
    """Lifting a hold, with the core's answer; None where there is none to lift.

    A rule of severity *hold* is lifted by its code and subject, without a hold
    that stands in the state.
    """
    act = acts.LiftHold(**view.opening(), hold=hold, grounds="to-be-said")
    found = answered(view, [Candidate("lift-hold", "Lift the hold", (act,), form=True)])
    return found[0] if found else None
