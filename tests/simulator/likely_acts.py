"""What people on one set are likely to ask next, sensible and not, drawn by a seed.

They know what is on the board: the state that is passed in, which may be stale.
"""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from lastlook.core import acts
from lastlook.core.acts import Act
from lastlook.core.state import State

Wish = tuple[type[Act], str, dict[str, Any]]

GUN: Final = "colt-1"
HANDLERS: Final = ("armorer", "prop-master")
LOOKERS: Final = (*HANDLERS, "first-ad", "adviser")
METHODS: Final = ("eye", "light", "rod", "rattle", "primer")
PLACES: Final = ("safe-1", "cart-1", "table-1")
BOXES: Final = ("B1", "B2")


def likely_act(dice: Random, state: State, now: int) -> Wish:
    """The next act somebody asks for: its kind, who, and its own fields."""
    return dice.choices(ASKED, WEIGHTS)[0](dice, state, now)


def _takes_out(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.TakeOut, dice.choice(HANDLERS), {"weapon": GUN}


def _looks(dice: Random, state: State, now: int) -> Wish:
    del now
    weapon = state.weapons.get(GUN)
    seen = tuple(
        "empty"
        if chamber.lot is None
        else "spent"
        if chamber.spent
        else {"dummy": "dummy", "blank": "blank"}.get(
            state.lots[chamber.lot].kind, "unsure"
        )
        for chamber in (weapon.chambers if weapon else ())
    )
    if dice.random() < 0.1:
        seen = ("unsure",) * 6
    fields = {"chambers": seen, "method": dice.choice(METHODS), "bore": "clear"}
    return (
        acts.Inspect,
        dice.choice(LOOKERS),
        {"weapon": GUN, "hammer": "half-cock", **fields},
    )


def _offers(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.Offer, dice.choice(HANDLERS), {"weapon": GUN, "to": "actor"}


def _accepts(dice: Random, state: State, now: int) -> Wish:
    del state, now
    by = dice.choice(("actor", "actor", "armorer"))
    return acts.Accept, by, {"weapon": GUN, "look": dice.choice(("taken", "declined"))}


def _collects(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.Collect, dice.choice(HANDLERS), {"weapon": GUN}


def _locks_up(dice: Random, state: State, now: int) -> Wish:
    del state, now
    place = dice.choice(PLACES)
    return acts.LockUp, dice.choice(HANDLERS), {"weapon": GUN, "place": place}


def _loads(dice: Random, state: State, now: int) -> Wish:
    del state, now
    chambers = tuple(sorted(dice.sample(range(1, 7), dice.randint(1, 3))))
    fields = {"chambers": chambers, "box": dice.choice(BOXES), "watchers": ("actor",)}
    return acts.Load, dice.choice(HANDLERS), {"weapon": GUN, **fields}


def _unloads(dice: Random, state: State, now: int) -> Wish:
    del now
    weapon = state.weapons.get(GUN)
    full = [
        n
        for n, chamber in enumerate(weapon.chambers if weapon else (), 1)
        if chamber.lot is not None
    ]
    chambers = tuple(full) or (1,)
    fields = {"chambers": chambers, "box": dice.choice(BOXES), "place": "cart-1"}
    return acts.Unload, dice.choice(HANDLERS), {"weapon": GUN, **fields}


def _announces(dice: Random, state: State, now: int) -> Wish:
    del state, now
    called = dice.choice(("empty", "dummies", "blanks"))
    return acts.Announce, "first-ad", {"weapon": GUN, "called": called}


def _counts(dice: Random, state: State, now: int) -> Wish:
    del now
    box = dice.choice(BOXES)
    known = state.boxes.get(box)
    rounds = (known.rounds if known else 0) + dice.choice((0, 0, 0, 0, 1))
    return acts.Count, "armorer", {"box": box, "rounds": rounds}


def _proves(dice: Random, state: State, now: int) -> Wish:
    del now
    box = dice.choice(BOXES)
    known = state.boxes.get(box)
    fields = {"proved": known.rounds if known else 1, "failed": 0}
    return (
        acts.Prove,
        "armorer",
        {"box": box, "methods": ("rattle", "primer", "eye"), **fields},
    )


def _moves(dice: Random, state: State, now: int) -> Wish:
    del state, now
    fields = {"box": dice.choice(BOXES), "place": dice.choice(PLACES)}
    return acts.Move, dice.choice(HANDLERS), fields


def _calls(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return dice.choice((acts.Break, acts.Resume, acts.Cut)), "first-ad", {}


def _goes_to(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.ChangeSetUp, "first-ad", {"set_up": dice.choice(("12A", "12B"))}


def _sweeps(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.Sweep, "armorer", {"place": dice.choice(PLACES[1:]), "rounds": 0}


def _stops(dice: Random, state: State, now: int) -> Wish:
    del state, now
    return acts.Stop, dice.choice(("camera", "actor", "director")), {}


def _lifts(dice: Random, state: State, now: int) -> Wish:
    del now
    hold = dice.choice([*state.holds, "stop-1"])
    by = dice.choice(("adviser", "office"))
    return acts.LiftHold, by, {"hold": hold, "grounds": "looked-into"}


def _tells(dice: Random, state: State, now: int) -> Wish:
    del state
    what = dice.choice(("handed-over", "left-unattended"))
    fields = {"weapon": GUN, "to": "actor", "happened_at": now}
    return acts.Report, "first-ad", {"what": what, **fields}


def _corrects(dice: Random, state: State, now: int) -> Wish:
    del now
    entry = dice.randint(0, state.n + 1)
    return acts.Correct, "first-ad", {"entry": entry, "grounds": "mistyped"}


def _fires(dice: Random, state: State, now: int) -> Wish:
    del state, now
    chambers = (dice.randint(1, 6),)
    return (
        acts.Discharge,
        "armorer",
        {"weapon": GUN, "chambers": chambers, "planned": dice.random() < 0.5},
    )


LIKELY: Final[tuple[tuple[Callable[[Random, State, int], Wish], int], ...]] = (
    (_takes_out, 6),
    (_looks, 10),
    (_offers, 5),
    (_accepts, 6),
    (_collects, 6),
    (_locks_up, 5),
    (_loads, 6),
    (_unloads, 6),
    (_announces, 3),
    (_counts, 4),
    (_proves, 4),
    (_moves, 3),
    (_calls, 3),
    (_goes_to, 4),
    (_sweeps, 3),
    (_stops, 1),
    (_lifts, 6),
    (_tells, 2),
    (_corrects, 2),
    (_fires, 1),
)
ASKED: Final = tuple(asked for asked, _ in LIKELY)
WEIGHTS: Final = tuple(weight for _, weight in LIKELY)
