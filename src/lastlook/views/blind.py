"""What a reader may not see before having looked: the first look's findings.

1. A first look is withheld from everybody who did not make it, until the second was
   made or sight was lost.
2. In a state its findings read *unseen*, so that nothing derived from it is more
   than the truth; in a list of entries it is where the list ends for now.
"""

from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Inspect
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.views.card import veiled, withheld
from lastlook.views.viewpoint import Viewpoint


def seen_by(view: Viewpoint) -> State:
    """The state as this reader may see it."""
    weapons = view.state.weapons
    hidden = {w.id: veiled(w) for w in weapons.values() if withheld(view, w)}
    return replace(view.state, weapons=weapons.put_all(hidden))


def is_kept_back(view: Viewpoint, act: AnyAct, recorded_at: Ms) -> bool:
    """Whether an entry is a first look that this reader may not see yet."""
    if not isinstance(act, Inspect):
        return False
    weapon = view.state.weapons.get(act.weapon)
    if weapon is None or not withheld(view, weapon):
        return False
    looks = [look.at for chamber in weapon.chambers for look in chamber.looks]
    return recorded_at >= min(looks)
