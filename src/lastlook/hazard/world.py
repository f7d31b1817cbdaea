"""What is really so: true kinds and places, and what hands can do to them.

The record is what people said; this is what is in the gun. The physics is small, is
an assumption of every answer, and is printed with it (`assumptions.py`):

1. A weapon is in a locked place, in somebody's hands, or lies where anybody can take
   it. Only a lock is physics; that somebody *may not* is a rule.
2. A chamber holds one thing of one kind. Which of the chambers that hold the same
   comes under the hammer, nothing decides: any may.
3. A box holds rounds of the kind on its label; if one other is among them, any draw may
   be that one, and looking at every round finds it.
4. A shot needs a round under the hammer and a finger, a blow or a plan; it hurts who is
   in front of the muzzle.
5. A bullet stuck in the bore goes out with the next charge behind it. Nothing in the
   chambers shows it; a look through the bore does.
6. What was adapted takes no live round, and lets nothing solid out of its barrel.
7. A single-action revolver is opened, loaded and unloaded at half cock. Where its
   hammer is down it rests on the first chamber, and a knock fires what is in it.
8. What is fed from a magazine has its barrel first and the magazine's places after it.
   Whoever has it in hand may work its action, and nobody is told: what is in the barrel
   is thrown out, and whichever round of the magazine is on top comes up.
9. It has one magazine, in reach of whoever slips a round in, wherever the weapon is.

Knows no rule and no record: a deed is possible or it is not.
"""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple, TypeAlias

from lastlook.core.words import Seen

Kind: TypeAlias = Literal["empty", "dummy", "blank", "live", "spent", "primed", "heavy"]
# `primed`: looks like a dummy and has a live primer. `heavy`: a blank stronger than
# its box says.
# In which boxes a strange round is taken for one of theirs.
PASSES_FOR: Final[dict[Kind, frozenset[Kind]]] = {
    "live": frozenset({"dummy", "blank"}),
    "primed": frozenset({"dummy"}),
    "heavy": frozenset({"blank"}),
    "blank": frozenset({"dummy"}),
}
KIND_OF: Final[dict[str, Kind]] = {
    "dummy": "dummy",
    "snap-cap": "dummy",
    "blank": "blank",
}
SAFE: Final = "locked"
LYING: Final = "lying"
AWAY: Final = "away"  # gone back to where it came from


def may_hide(stray: Kind, label: Kind, *, proved: bool) -> bool:
    """Whether a stray lies unseen among rounds of that label, though each was seen."""
    if label not in PASSES_FOR.get(stray, ()):
        return False
    return not proved or SEEN_AS[stray] == SEEN_AS[label]


def kind_of(lot: str) -> Kind:
    """A round of a lot of that kind; neither dummy nor blank, it is feared live."""
    return KIND_OF.get(lot, "live")


class Gun(NamedTuple):
    """One weapon: where it is, what is in it.

    It is `locked`, `lying`, `away`, or with whoever holds it.
    """

    at: str
    chambers: tuple[Kind, ...]
    bore_blocked: bool = False
    down: bool = False  # the hammer rests on the first chamber
    adapted: bool = False
    fed: bool = False  # from a magazine: the barrel is its first chamber

    def takes(self, kind: Kind) -> bool:
        """(6) Whether a round of a kind goes into its chambers."""
        return not (self.adapted and kind == "live")

    @property
    def in_hand(self) -> bool:
        """Whether somebody holds it."""
        return self.at not in {SAFE, LYING, AWAY}

    def within_reach_of(self, person: str) -> bool:
        """Whether that person can have it in their hands without anybody's leave."""
        return self.at in {person, LYING}

    def with_chamber(self, nth: int, kind: Kind) -> "Gun":
        """The same with something else in one chamber (counted from 0)."""
        return self._replace(
            chambers=(*self.chambers[:nth], kind, *self.chambers[nth + 1 :])
        )


class World(NamedTuple):
    """The weapons, and for each box the one strange round in it, if there is one."""

    guns: tuple[Gun, ...]
    strays: tuple[Kind | None, ...]

    def with_gun(self, nth: int, gun: Gun) -> "World":
        """The same with one weapon otherwise."""
        return self._replace(guns=(*self.guns[:nth], gun, *self.guns[nth + 1 :]))

    def with_stray(self, box: int, kind: Kind | None) -> "World":
        """The same with a strange round in a box, or none any more."""
        return self._replace(strays=(*self.strays[:box], kind, *self.strays[box + 1 :]))


def moved(world: World, nth: int, to: str, *, by: str) -> World | None:
    """The weapon in other hands, laid down or locked away; None where it cannot be.

    Who is handed it need do nothing; who moves it has to reach it.
    """
    gun = world.guns[nth]
    if gun.at == to or not gun.within_reach_of(by):
        return None
    return world.with_gun(nth, gun._replace(at=to))


def unlocked(world: World, nth: int, to: str) -> World | None:
    """The weapon taken out of the lock by whoever has the key."""
    gun = world.guns[nth]
    return world.with_gun(nth, gun._replace(at=to)) if gun.at == SAFE else None


def put_in(world: World, nth: int, chamber: int, kind: Kind) -> World | None:
    """A round put into an empty chamber; None where it is not, or takes none such."""
    gun = world.guns[nth]
    if gun.chambers[chamber] != "empty" or not gun.takes(kind):
        return None
    return world.with_gun(nth, opened(gun.with_chamber(chamber, kind)))


def opened(gun: Gun) -> Gun:
    """(7) The weapon with its gate open: at half cock."""
    return gun._replace(down=False) if gun.down else gun


def come_up(gun: Gun) -> Iterator[Gun]:
    """(8) The weapon after its action was worked, whichever round was on top."""
    if not gun.fed:
        return
    magazine = gun.chambers[1:]
    for kind in dict.fromkeys(one for one in magazine if one != "empty"):
        nth = 1 + magazine.index(kind)
        yield gun.with_chamber(0, kind).with_chamber(nth, "empty")


def taken_from(world: World, nth: int, chamber: int) -> tuple[World, Kind] | None:
    """A chamber emptied, and what came out; None where nothing was in it."""
    gun = world.guns[nth]
    kind = gun.chambers[chamber]
    if kind == "empty":
        return None
    return world.with_gun(nth, opened(gun.with_chamber(chamber, "empty"))), kind


def fired(world: World, nth: int, chamber: int) -> World | None:
    """The weapon after the hammer fell on a chamber; None where nothing goes off.

    What has a charge leaves a case and clears the bore; a primer alone drives the
    bullet of a dummy into the bore, where it stays (5), or against what closes it (6).
    """
    gun = world.guns[nth]
    kind = gun.chambers[chamber]
    if kind in {"empty", "dummy", "spent"}:
        return None
    after = gun.with_chamber(chamber, "spent")
    stuck = kind == "primed" and not gun.adapted
    return world.with_gun(nth, after._replace(bore_blocked=stuck))


SEEN_AS: Final[dict[Kind, Seen]] = {
    "empty": "empty",
    "dummy": "dummy",
    "primed": "live",  # by its primer; to whoever takes it for a dummy: a misreading
    "blank": "blank",
    "heavy": "blank",  # nobody sees how strong a charge is
    "spent": "spent",
    "live": "live",
}
