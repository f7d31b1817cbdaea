"""A set in the middle of a story, as somebody sees it."""

from collections.abc import Mapping

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision
from lastlook.core.decide import decide
from lastlook.core.words import Ms, PersonId
from lastlook.policy.library import shipped
from lastlook.stories import CorePlayer, play, read
from lastlook.views.viewpoint import Viewpoint
from tests.world.levels import STORIES, rules

HEAD = """\
day 2024-05-06
production long-road
packs house

use a-set-is-ready

"""
OUT = """\
08:00 first-ad goes-to 12A
08:01 armorer takes-out colt-1
"""
ONE_LOOK = f"""{OUT}\
08:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear
"""
CLEARED = f"""{ONE_LOOK}\
08:03 first-ad inspects colt-1 chambers=empty*6 method=light bore=clear
"""
OFFERED = f"""{CLEARED}\
08:04 armorer offers colt-1 to=actor
"""
HANDED_OVER = f"""{OFFERED}\
08:05 actor accepts colt-1 look=taken
"""
NAMES: Mapping[PersonId, str] = {"armorer": "Nadia", "actor": "Priya"}
MINUTE: Ms = 60_000


def seen(lines: str, reader: PersonId, later: Ms = 0) -> Viewpoint:
    """What `reader` sees after these lines on a set that is ready."""
    told = read(HEAD + lines, "a.story", use=text_of, pack=shipped)
    player = CorePlayer(rules)
    played = play(told, player, rules)
    assert played.fits, "\n".join(map(str, played.mismatches))
    state, policy = player.state, rules(tuple(pack.text for pack in told.packs))
    now = state.now + later
    keys = [key for key, known in state.keys.items() if known.person == reader]

    def ask(act: AnyAct) -> Decision:
        return decide(state, Asked(act, keys[0], now), policy)

    return Viewpoint(state, policy, now, reader, ask)


def text_of(name: str) -> str | None:
    path = STORIES / f"{name}.story"
    return path.read_text("utf-8") if path.exists() else None
