"""What was looked into before a scene begins because the packs ask for it.

1. Nothing honest counts that nobody has to do. A look counts here where a weapon could
   be loaded with it and not without it: the core is asked both.
2. Where it counts, what was delivered wrong was missed by whoever looked.

Knows no rule: which one asks for the look, the core knows.
"""

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Load
from lastlook.core.answers import Asked, Refused
from lastlook.core.decide import decide
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import BoxId, WeaponId
from lastlook.stories.signing import signing_key

_ID: Final = "00000000-0000-7000-8000-000000000000"


def owed_looks(state: State, policy: Policy) -> frozenset[str]:
    """The boxes that were proved, and the weapons verified, as the packs ask."""
    return frozenset(_owed(state, policy))


def _owed(state: State, policy: Policy) -> Iterator[str]:
    for weapon in state.weapons.values():
        for box in state.boxes.values():
            said = _against(state, policy, weapon.id, box.id)
            if box.proof is not None:
                unproved = state.with_box(replace(box, proof=None))
                if _against(unproved, policy, weapon.id, box.id) - said:
                    yield box.id
            if weapon.make.verified:
                paper = replace(weapon.make, verified=False)
                declared = state.with_weapon(replace(weapon, make=paper))
                if _against(declared, policy, weapon.id, box.id) - said:
                    yield weapon.id


def _against(state: State, policy: Policy, weapon: WeaponId, box: BoxId) -> set[str]:
    """What is said against loading one round."""
    act = Load(
        id=_ID,
        production=state.production or "",
        by="armorer",
        at=state.now,
        weapon=weapon,
        chambers=(1,),
        box=box,
        watchers=("performer",),
    )
    decision = decide(state, Asked(act, signing_key(state, act), state.now), policy)
    return set(decision.codes) if isinstance(decision, Refused) else set()
