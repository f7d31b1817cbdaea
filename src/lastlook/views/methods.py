"""The tests by which a look can be made, and what each can tell."""

from msgspec import Struct

from lastlook.core.policy import Policy
from lastlook.core.state import Weapon
from lastlook.core.words import Method, Seen


class MethodView(Struct, frozen=True):
    """One test: its name, what it can tell, whether a look that counts used it."""

    name: Method
    tells: tuple[Seen, ...]
    used: bool


def methods(policy: Policy, weapon: Weapon) -> tuple[MethodView, ...]:
    """Every test the packs know; those not used on this weapon yet come first."""
    used = {look.method for chamber in weapon.chambers for look in chamber.looks}
    names = dict.fromkeys(name for found in policy.tests.values() for name in found)
    found = [MethodView(name, tells(policy, name), name in used) for name in names]
    return tuple(sorted(found, key=lambda one: one.used))


def tells(policy: Policy, method: Method) -> tuple[Seen, ...]:
    """What can be told by a test, by the packs in force."""
    owed: tuple[Seen, ...] = ("empty", "dummy", "snap-cap", "blank", "spent")
    return tuple(saw for saw in owed if method in policy.tests.get(saw, ()))
