"""A deed that was refused, as hands would do it all the same.

1. Only what hands can do without a yes is a deed here: taking out, handing over, taking
   back, locking up, loading, unloading, firing, and playing with what was not called.
   A look of which nobody knows changes nothing.
2. Whoever offers a weapon and hears no hands it over: what follows the offer is meant.
3. Doing it is one error, whatever the no said, and once committed it counts no more.

Knows nothing of what the record says of it: that stays as it was.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    AnyAct,
    Collect,
    Discharge,
    Load,
    LockUp,
    Offer,
    TakeOut,
    Unload,
)
from lastlook.core.state import Box, State
from lastlook.core.words import PersonId, WeaponId
from lastlook.hazard.errors import TASKS, Error
from lastlook.hazard.procedure import FIRST_AD
from lastlook.hazard.world import (
    SAFE,
    Kind,
    World,
    fired,
    kind_of,
    may_hide,
    put_in,
    taken_from,
)

Deed: TypeAlias = (
    Accept | Announce | Collect | Discharge | Load | LockUp | Offer | TakeOut | Unload
)
Effect: TypeAlias = Literal["", "load", "unload", "fire"]


class Done(Struct, frozen=True):
    """What was done all the same, and by whom.

    Attributes:
        what: the act's own word.
        who: by whom it is done; of an offer, who takes it.
        at: where the weapon is then: with whom, or locked; empty where it was before.
        chambers: by number, those that hands are put to.
        effect: what is done to them.
        label: of a load, the kind of the box's label.
        unproved: whether nobody has proved that box.
    """

    what: str
    who: PersonId
    at: str = ""
    chambers: tuple[int, ...] = ()
    effect: Effect = ""
    label: Kind = "empty"
    unproved: bool = False

    @property
    def to(self) -> PersonId | None:
        """In whose hands it is then, where they are others."""
        return self.at if self.at not in {"", SAFE} else None

    @property
    def error(self) -> Error:
        """(3) The one error of doing it."""
        if self.what == "announce":
            return Error("bypass", TASKS[self.what], FIRST_AD)
        return Error("bypass", TASKS[self.what], self.who)

    def renamed(self, names: Mapping[str, str]) -> "Done":
        """The same, with people called as the record is searched."""
        at = names.get(self.at, self.at)
        return replace(self, who=names.get(self.who, self.who), at=at)

    def rounds(self, stray: Kind) -> tuple[Kind, ...]:
        """Of a load, what may come out of the box: the kind of its label first."""
        hidden = may_hide(stray, self.label, proved=not self.unproved)
        return (self.label, stray) if hidden else (self.label,)

    def after(self, world: World, chamber: int, round_: Kind) -> World:
        """The world after it was done to a chamber (from 0), with a round of that kind.

        What hands cannot do leaves the chamber as it was.
        """
        found: World | None = None
        match self.effect:
            case "load":
                found = put_in(world, 0, chamber, round_)
            case "unload":
                emptied = taken_from(world, 0, chamber)
                found = emptied[0] if emptied is not None else None
            case "fire":
                found = fired(world, 0, chamber)
            case "":
                pass
        return world if found is None else found


def weapon_of(act: AnyAct) -> WeaponId | None:
    """The weapon of an act that hands could do all the same; None of any other."""
    return act.weapon if isinstance(act, Deed) else None


def done(act: AnyAct, state: State) -> Done | None:
    """(1) What hands would do; None of an act that is no deed with a known weapon."""
    if not isinstance(act, Deed) or act.weapon not in state.weapons:
        return None
    word = act.word
    match act:
        case Offer(to=to):
            return Done("accept", to, to)  # (2)
        case Accept() | Collect() | TakeOut():
            return Done(word, act.by, act.by)
        case LockUp():
            return Done(word, act.by, SAFE)
        case Announce():
            return Done(word, act.by)
        case Discharge():
            return Done(word, act.by, "", act.chambers, "fire")
        case Unload():
            return Done(word, act.by, "", act.chambers, "unload")
        case Load():
            return _loaded(act, state.boxes.get(act.box), state)


def _loaded(act: Load, box: Box | None, state: State) -> Done | None:
    if box is None:
        return None
    kind = kind_of(state.lots[box.lot].kind)
    unproved = box.proof is None
    return Done(act.word, act.by, "", act.chambers, "load", kind, unproved)
