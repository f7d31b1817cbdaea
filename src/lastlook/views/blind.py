"""What a reader may not see yet: a first look's findings, and hidden trainers.

1. A first look is withheld from everybody who did not make it, until the second was
   made or sight was lost.
2. In a state its findings read *unseen*, so that nothing derived from it is more
   than the truth; in a list of entries it is where the list ends for now.
3. A trainer round that is still hidden is nobody's to know of but those who may hide
   one; an entry shows no more of it than its digest.
"""

from msgspec.structs import replace

from lastlook.core.acts import AnyAct, Inspect
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.views.card import veiled, withheld
from lastlook.views.trainers import may_hide
from lastlook.views.viewpoint import Viewpoint


def seen_by(view: Viewpoint) -> State:
    """The state as this reader may see it."""
    state, weapons = view.state, view.state.weapons
    hidden = {w.id: veiled(w) for w in weapons.values() if withheld(view, w)}
    trainers = state.trainers
    if not may_hide(view):
        for digest, trainer in state.trainers.items():
            if trainer.revealed_at is None:
                trainers = trainers.drop(digest)
    return replace(state, weapons=weapons.put_all(hidden), trainers=trainers)


def is_kept_back(view: Viewpoint, act: AnyAct, recorded_at: Ms) -> bool:
    """Whether an entry is a first look that this reader may not see yet."""
    if not isinstance(act, Inspect):
        return False
    weapon = view.state.weapons.get(act.weapon)
    if weapon is None or not withheld(view, weapon):
        return False
    looks = [look.at for chamber in weapon.chambers for look in chamber.looks]
    looks += [look.at for look in weapon.body]
    return recorded_at >= min(looks)
