"""The acts of a reference scene: what people there can say to the core.

1. Every act is said at the one moment there is, by whose task it is.
2. A look is by the test that can tell what is said to be seen, and by another for the
   second pair of eyes.
3. A magazine that comes out is out for it. Whoever looks into the magazine alone sees
   neither bore nor hammer.
"""

from typing import Any, Final, TypeVar

from lastlook.core.acts import (
    Accept,
    Act,
    AnyAct,
    Discharge,
    Inspect,
    Load,
    Prove,
    Unload,
)
from lastlook.core.words import Called, PersonId, Seen, WeaponId
from lastlook.hazard.projection import NOW, PLENTY
from lastlook.hazard.scene import Scene, Sort
from lastlook.hazard.world import SEEN_AS, Kind

ARMORER: Final[PersonId] = "armorer"
FIRST_AD: Final[PersonId] = "first-ad"
PERFORMER: Final[PersonId] = "performer"
CREW: Final[PersonId] = "crew"
EMPTY: Final[Kind] = "empty"
CALLS: Final[dict[Kind, Called]] = {
    "empty": "empty",
    "dummy": "dummies",
    "blank": "blanks",
    "heavy": "blanks",
}
_ID: Final = "00000000-0000-7000-8000-000000000000"
A = TypeVar("A", bound=Act)


class Sayings:
    """The acts, made for one scene."""

    def __init__(self, scene: Scene) -> None:
        self._production = scene.state.production or ""
        self._weapons = scene.state.weapons
        self.boxes = scene.outline.boxes
        self._tests = {SEEN_AS[sort.kind]: sort.tests for sort in self.boxes}

    def act(self, kind: type[A], by: PersonId, **fields: Any) -> A:
        """An act of a class, with its fields."""
        return kind(id=_ID, production=self._production, by=by, at=NOW, **fields)

    def accept(self, weapon: WeaponId, who: PersonId = PERFORMER) -> AnyAct:
        """Somebody takes the weapon over, and looks."""
        return self.act(Accept, who, weapon=weapon, look="taken")

    def look(
        self,
        weapon: WeaponId,
        who: PersonId,
        saw: tuple[Seen, ...],
        *,
        bore: bool = True,
    ) -> AnyAct:
        """(2) A look, the bore clear or not, the hammer at half cock."""
        out = self._weapons[weapon].magazine_comes_out
        if saw[0] == "unseen":  # (3)
            rests = {}
        else:
            rests = {"bore": "clear" if bore else "blocked", "hammer": "half-cock"}
        return self.act(
            Inspect,
            who,
            weapon=weapon,
            chambers=saw,
            method=self._test(saw)[0 if who == ARMORER else 1],
            magazine="out" if out else "unseen",
            **rests,
        )

    def _test(self, saw: tuple[Seen, ...]) -> tuple[Any, Any]:
        for one in ("dummy", "blank"):
            if one in saw and one in self._tests:
                return self._tests[one]
        return self.boxes[0].tests

    def load(self, weapon: WeaponId, chamber: int, sort: Sort) -> AnyAct:
        """One chamber (from 0) loaded from a box."""
        return self.act(
            Load,
            ARMORER,
            weapon=weapon,
            chambers=(chamber + 1,),
            box=sort.box,
            watchers=(PERFORMER,),
        )

    def unload(self, weapon: WeaponId, chamber: int, sort: Sort) -> AnyAct:
        """One chamber (from 0) emptied into a box."""
        numbers = (chamber + 1,)
        return self.act(Unload, ARMORER, weapon=weapon, chambers=numbers, box=sort.box)

    def shot(self, weapon: WeaponId, chamber: int, *, planned: bool) -> AnyAct:
        """A shot from one chamber (from 0)."""
        return self.act(
            Discharge, ARMORER, weapon=weapon, chambers=(chamber + 1,), planned=planned
        )

    def proof(self, sort: Sort, *, failed: bool) -> AnyAct:
        """Every round of a box proved; one failed, or none."""
        tests = ("rattle", "primer") if sort.load == "dummy" else ("eye",)
        return self.act(
            Prove,
            ARMORER,
            box=sort.box,
            proved=PLENTY - 1 if failed else PLENTY,
            failed=int(failed),
            methods=tests,
        )
