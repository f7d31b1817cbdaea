"""The nearest harm of a weapon as it stands, and how far it is.

1. Every harm that fits what is in play is searched, the live round first; of the others
   only what is nearer than the nearest so far.
2. Where one of them cannot be searched nothing is known: a harm that was not looked for
   may be the nearest.
3. What the core answered for one harm is not asked again for another. A search that has
   grown too large is begun anew before its answer is *unknown*.
"""

from functools import partial

from msgspec.structs import replace

from lastlook.hazard.casting import role
from lastlook.hazard.margin import Margin, Voice, margin
from lastlook.hazard.phrases import Name
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.search import MOST, STATES_MAX, Aim, Search
from lastlook.hazard.standing import Posed, Standing
from lastlook.hazard.top import LIVE_ROUND


class Searches:
    """The searches of one weapon, kept from one question to the next."""

    def __init__(self, scene: Scene) -> None:
        """Those of `scene`, whatever its weapon's record says later."""
        self._scene = scene
        self._by_harm: dict[str, Search] = {}
        self._record = Record(scene.state, scene.policy)

    def nearest(self, standing: Standing, name: Name) -> Margin:
        """How far the nearest harm is; people are called by `name` in its story."""
        scene = standing.scene
        voice = Voice(name, partial(role, scene.state, scene.policy))
        nearest = live = Margin(None)
        for posed in standing.posed:
            most = MOST if nearest.k is None else nearest.k - 1
            found = self._margin(posed, Aim(posed.starts, standing.free, most), voice)
            if not found.is_known:
                return found  # (2)
            if posed.top == LIVE_ROUND:
                live = nearest = found
            elif found.k is not None:
                nearest = replace(found, live=live.k)  # (1)
        return nearest

    def _margin(self, posed: Posed, aim: Aim, voice: Voice) -> Margin:
        if len(self._record.states) > STATES_MAX:
            self._record = Record(self._scene.state, self._scene.policy)
            self._by_harm.clear()
        search = self._by_harm.get(posed.top.name)
        found = margin(search, aim, voice) if search is not None else None
        if found is None or not found.is_known:  # (3) begun anew
            search = Search(self._scene, posed.top, self._record)
            self._by_harm[posed.top.name] = search
            found = margin(search, aim, voice)
        return found
