"""A deed that was refused, as hands would do it all the same.

1. Only what hands can do without a yes is a deed here: taking in, taking out, handing
   over, taking back, sending away, locking up, loading, unloading, firing, and playing
   with what was not called. Of any other act about a weapon it is said why it is none.
2. Whoever offers a weapon and hears no hands it over: what follows the offer is meant.
   What is sent away is in the hands of whoever sends it, and can come back.
3. Doing it is one error, whatever the no said, and once committed it counts no more.
4. Of what is done the record knows nothing, with one exception: a weapon taken in all
   the same is counted as if it had been let in and put where it should be. Less is
   refused of it then, never more.
"""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Act,
    Announce,
    AnyAct,
    Collect,
    ConfirmReturn,
    Decline,
    Discharge,
    Inspect,
    Load,
    LockUp,
    Misfire,
    Offer,
    RecordCondition,
    RegisterWeapon,
    Repair,
    SendBack,
    Show,
    Surrender,
    TakeOut,
    TestBlank,
    Unload,
    VerifyStatus,
)
from lastlook.core.events import WeaponRegistered
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
    Accept
    | Announce
    | Collect
    | Discharge
    | Load
    | LockUp
    | Offer
    | RegisterWeapon
    | SendBack
    | Surrender
    | TakeOut
    | Unload
)
NONE: Final[dict[type[Act], str]] = {
    ConfirmReturn: "it says that the weapon was given back, and moves nothing",
    Decline: "whoever declines a weapon takes none",
    Inspect: "a look changes nothing in the weapon",
    Misfire: "it tells of what has happened already",
    RecordCondition: "it tells how the weapon is, and changes nothing in it",
    Repair: "it tells of what was changed already",
    Show: "whoever is shown a weapon changes nothing in it",
    TestBlank: "what is fired at a test is spent after it",
    VerifyStatus: "it tells what the weapon is, and changes nothing in it",
}  # acts about a weapon that are no deeds, and why
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
        came: what would have been recorded of a weapon that was not let in.
    """

    what: str
    who: PersonId
    at: str = ""
    chambers: tuple[int, ...] = ()
    effect: Effect = ""
    label: Kind = "empty"
    unproved: bool = False
    came: WeaponRegistered | None = None

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
    """The weapon of an act about one; None of any other."""
    about = isinstance(act, Deed) or type(act) in NONE
    return getattr(act, "weapon", None) if about else None


def no_deed(act: AnyAct) -> str:
    """(1) Why an act about a weapon is no deed; empty where it is one."""
    return NONE.get(type(act), "")


def done(act: AnyAct, state: State) -> Done | None:
    """(1) What hands would do; None of an act that is no deed with a known weapon."""
    if isinstance(act, RegisterWeapon):
        return _taken_in(act, state)
    if not isinstance(act, Deed) or act.weapon not in state.weapons:
        return None
    word = act.word
    match act:
        case Offer(to=to):
            return Done("accept", to, to)  # (2)
        case Accept() | Collect() | TakeOut() | SendBack() | Surrender():
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


def _taken_in(act: RegisterWeapon, state: State) -> Done | None:
    known = act.weapon in state.weapons or act.place not in state.places
    if known or not all(other in state.weapons for other in act.like):
        return None
    said = {
        name: getattr(act, name)
        for name in WeaponRegistered.__struct_fields__
        if name not in {"by", "at"}
    }
    came = WeaponRegistered(by=act.by, at=state.now, **said)
    return Done(act.word, act.by, came=came)


def _loaded(act: Load, box: Box | None, state: State) -> Done | None:
    if box is None:
        return None
    kind = kind_of(state.lots[box.lot].kind)
    unproved = box.proof is None
    return Done(act.word, act.by, "", act.chambers, "load", kind, unproved)
