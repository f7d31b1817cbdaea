"""The day as the first assistant director steers it, and the scenes behind it."""

from collections.abc import Iterator

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.state import Hold, Scene, SetUp
from lastlook.views.board import DayStatus, day_status, stops
from lastlook.views.card import Card, card
from lastlook.views.choices import Candidate, Choice, answered
from lastlook.views.outstanding import Outstanding, outstanding
from lastlook.views.viewpoint import Viewpoint

PLAINLY_NEXT = ("cut", "resume", "call-day")  # the one thing to call at that moment
TWELVE_HOURS = 43_200_000  # what the form proposes; the packs decide


class DayView(Struct, frozen=True):
    """The day, what can be called next, and every weapon that is out."""

    status: DayStatus
    stops: tuple[Hold, ...]
    main: Choice | None  # what is called next, where that is plain
    choices: tuple[Choice, ...]
    set_ups: tuple[Choice, ...]
    out: tuple[Card, ...]
    outstanding: tuple[Outstanding, ...]


class SceneView(Struct, frozen=True):
    """A scene with its set-ups and what can be done about it."""

    scene: Scene
    set_ups: tuple[SetUp, ...]
    choices: tuple[Choice, ...]


def day_view(view: Viewpoint) -> DayView:
    """The day from where the reader stands."""
    state = view.state
    out = [w.id for w in state.weapons.values() if w.holder is not None]
    choices = answered(view, _calls(view))
    main = next((c for c in choices if c.possible and c.name in PLAINLY_NEXT), None)
    if (
        main is not None
        and main.name == "cut"
        and not (state.day and state.day.in_play)
    ):
        main = None
    return DayView(
        status=day_status(state),
        stops=stops(state),
        main=main,
        choices=tuple(c for c in choices if c is not main),
        set_ups=answered(view, _set_ups(view)),
        out=tuple(card(view, weapon) for weapon in out),
        outstanding=outstanding(view),
    )


def _calls(view: Viewpoint) -> Iterator[Candidate]:
    said, day = view.opening(), view.state.day
    cut = Candidate("cut", "CUT", (acts.Cut(**said),))
    if day is not None and day.in_play:
        yield cut
    yield Candidate("resume", "Resume", (acts.Resume(**said),))
    yield Candidate(
        "call-day",
        "Call the day",
        (acts.CallDay(**said, call_at=view.now, wrap_by=view.now + TWELVE_HOURS),),
        form=True,
    )
    yield Candidate("break", "Break", (acts.Break(**said),))
    yield Candidate("wrap", "Wrap the day", (acts.Wrap(**said),))
    if day is not None and not day.in_play:
        yield cut


def _set_ups(view: Viewpoint) -> Iterator[Candidate]:
    here = view.state.set_up
    for set_up in view.state.set_ups.values():
        if here is None or here.id != set_up.id:
            act = acts.ChangeSetUp(**view.opening(), set_up=set_up.id)
            yield Candidate("change-set-up", set_up.id, (act,))


def scenes(view: Viewpoint) -> tuple[SceneView, ...]:
    """Every scene with a set-up in it."""
    return tuple(
        SceneView(
            scene=scene,
            set_ups=tuple(
                s for s in view.state.set_ups.values() if s.scene == scene.id
            ),
            choices=answered(view, _scene(view, scene)),
        )
        for scene in view.state.scenes.values()
    )


def _scene(view: Viewpoint, scene: Scene) -> Iterator[Candidate]:
    said = view.opening()
    if scene.assessed_by is None:
        assess = acts.AssessRisk(**said, scene=scene.id, residual="low")
        yield Candidate("assess-risk", "Assess the risk", (assess,), form=True)
    if scene.approved_by is None:
        approve = acts.ApproveScene(**said, scene=scene.id)
        yield Candidate("approve-scene", "Approve as planned", (approve,))
    meet = acts.HoldMeeting(**said, scene=scene.id, present=tuple(view.state.people))
    yield Candidate("hold-meeting", "Hold the safety meeting", (meet,), form=True)
