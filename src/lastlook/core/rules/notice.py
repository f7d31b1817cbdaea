"""Who outside the company was told.

Rules:

1. Notice is given of a scene, or of none (of a loss), with a reference that can be
   asked after.
2. A scene with weapons stands in the call sheet; one the public can see or hear is
   known to whom the packs name.
3. Outsiders are told early enough to pass it on.
4. Where a pack asks for an officer, one is there on that day.

Does not know whether anybody read it.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Accept, Announce, ChangeSetUp, GiveNotice, Load, Offer
from lastlook.core.answers import Case, Events, Objections, misdirected, recorded
from lastlook.core.events import AnyEvent, NoticeGiven
from lastlook.core.refusals import NoticeMissing, NoticeTooLate, OfficerMissing
from lastlook.core.state import Notice, SetUp, State

ANSWERS: Final = (GiveNotice,)
APPLIES: Final = (NoticeGiven,)
HEARS: Final = (*ANSWERS, ChangeSetUp, Load, Offer, Accept, Announce)


def objections(case: Case) -> Objections:
    """Every notice that is owed before a weapon is seen."""
    if isinstance(case.act, ChangeSetUp):
        yield from _owed(case, case.state.set_ups[case.act.set_up])
    elif case.puts_in_play and case.set_up is not None:
        yield from _owed(case, case.set_up)


def _owed(case: Case, set_up: SetUp) -> Objections:
    policy, scene = case.policy, case.state.scenes[set_up.scene]
    # The first of a kind counts: telling them again is not telling them later.
    given = {notice.what: notice.at for notice in reversed(scene.notices)}
    # (2) in the call sheet
    for what in policy.notices:
        if what not in given:
            yield NoticeMissing(scene.id, what)
    if not set_up.public_view:
        return
    for what in policy.public_notices:
        if what not in given:
            # (2) where the public can see it
            if what not in policy.notices:
                yield NoticeMissing(scene.id, what)
        elif case.now < given[what] + policy.limits.notice_ms:
            # (3) early enough
            yield NoticeTooLate(scene.id, what, given[what])
    # (4) an officer
    since = case.now - policy.limits.day_ms
    if not any(notice.officer and notice.at > since for notice in scene.notices):
        yield OfficerMissing(scene.id)


def outcome(case: Case) -> Events:
    """The notice, with its reference."""
    if not isinstance(case.act, GiveNotice):
        raise misdirected(case.act)
    yield recorded(NoticeGiven, case)


def applied(state: State, event: AnyEvent) -> State:
    """The state after somebody was told."""
    if not isinstance(event, NoticeGiven):
        raise misdirected(event)
    if event.scene is None:
        # (1) of no scene
        return replace(state, notices=state.notices.put(event.what, event.at))
    scene = state.scenes[event.scene]
    notice = Notice(event.what, event.at, event.officer)
    return state.with_scene(replace(scene, notices=(*scene.notices, notice)))
