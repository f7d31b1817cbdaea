"""The same analysis is the same bytes; other names and another order change nothing.

The first place of a weapon fed from a magazine is its barrel, and stays where it is. A
revolver's `under` is a number of a chamber and turns with them.
"""

import os
import subprocess
import sys
from itertools import permutations
from random import Random
from typing import Any, Final

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from lastlook.cli.hazard_rules import rules_of
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Decision, Granted, Refused
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.core.table import Table
from lastlook.core.words import Mechanism
from lastlook.hazard.analysis import analysed
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.record import ALARMS
from lastlook.hazard.scene import Size, scene
from lastlook.hazard.told import as_json
from tests.hazard.everything import menu
from tests.hazard.ground import committed, cuts_of, graph_of, house, named, scene_of
from tests.hazard.walks import answer, asked_of, walks

ASKED: Final = "from lastlook.cli.main import main; main()"
OTHER_NAMES: Final = {
    "revolver-1": "colt",
    "adviser": "zero",
    "office": "another",
    "medic": "nurse",
    "director": "boss",
}
CHAMBERS: Final = 3
TURNS: Final = tuple(permutations(range(CHAMBERS)))[1:]
BARREL_FIRST: Final = tuple(turn for turn in TURNS if turn[0] == 0)


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_with_another_hash_seed_writes_the_same_bytes(
    seed: str,
) -> None:
    found = as_json(analysed(scene_of("rehearsal"), LIVE_ROUND))
    here = msgspec.json.encode(rules_of(["house"]).as_json() | found)
    there = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", ASKED, "hazard", "--scene", "rehearsal", "--json"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    assert there.stdout.rstrip(b"\n") == here


def test_the_same_graph_is_built_again() -> None:
    one, again = graph_of("rehearsal"), Graph(scene_of("rehearsal"), LIVE_ROUND)
    assert (one.nodes, one.edges) == (again.nodes, again.edges)
    assert one.worlds == again.worlds
    assert committed(one) == committed(again)


def renamed(value: Any) -> Any:
    """The same value with other names in it."""
    match value:
        case str():
            return OTHER_NAMES.get(value, value)
        case tuple():
            return tuple(renamed(one) for one in value)
        case Table():
            return Table({renamed(key): renamed(value[key]) for key in value})
        case Struct():
            fields = value.__struct_fields__
            return replace(value, **{f: renamed(getattr(value, f)) for f in fields})
        case _:
            return value


def test_other_names_of_weapons_and_people_change_nothing() -> None:
    prepared = scene_of("close-up")
    other = replace(prepared, state=renamed(prepared.state))
    assert other.state != prepared.state
    graph = Graph(other, LIVE_ROUND)
    found = minimal_cuts(graph.edges, graph.start, HARM)
    same = graph_of("close-up")
    assert len(graph.nodes) == len(same.nodes)
    assert named(graph, found.sets) == named(same, cuts_of("close-up").sets)


def turned(state: State, turn: tuple[int, ...]) -> State:
    """The state with the cylinder's chambers in another order."""
    weapon = state.weapons["revolver-1"]
    under = None if weapon.under is None else turn.index(weapon.under - 1) + 1
    chambers = tuple(weapon.chambers[old] for old in turn)
    return state.with_weapon(replace(weapon, chambers=chambers, under=under))


def act_turned(act: AnyAct, turn: tuple[int, ...]) -> AnyAct:
    """The same act, of the chambers where they are then."""
    said: Any = act
    changes: dict[str, Any] = {}
    numbers = getattr(act, "chambers", None)
    if act.word == "inspect":
        changes["chambers"] = tuple(said.chambers[old] for old in turn)
        if said.under is not None:
            changes["under"] = turn.index(said.under - 1) + 1
    elif isinstance(numbers, tuple):
        changes["chambers"] = tuple(turn.index(n - 1) + 1 for n in numbers)
    elif act.word == "misfire":
        changes["chamber"] = turn.index(said.chamber - 1) + 1
    turned_act: AnyAct = replace(said, **changes)
    return turned_act


def varied(act: AnyAct, dice: Random) -> AnyAct:
    """An act of some chambers and not of the others."""
    said: Any = act
    if act.word == "inspect":
        seen = ("empty", "dummy", "blank", "unseen")
        saw = tuple(dice.choice(seen) for _ in range(CHAMBERS))
        under = dice.choice((None, 1, CHAMBERS))
        hammer = dice.choice(("down", "half-cock"))
        out = dice.choice(("in", "out", "unseen"))
        looked: AnyAct = replace(
            said, chambers=saw, under=under, hammer=hammer, magazine=out
        )
        return looked
    if act.word in {"load", "unload"}:
        some = sorted(dice.sample(range(1, CHAMBERS + 1), dice.randint(1, CHAMBERS)))
        filled: AnyAct = replace(said, chambers=tuple(some))
        return filled
    return act


def is_loud(decision: Decision) -> bool:
    """Whether what is found is named after its chamber."""
    return isinstance(decision, Granted) and any(
        isinstance(event, ALARMS) for event in decision.events
    )


@pytest.mark.parametrize(
    ("mechanism", "turns"),
    [("single-action-revolver", TURNS), ("semi-automatic", BARREL_FIRST)],
)
def test_the_core_does_not_ask_in_which_order_chambers_are(
    mechanism: Mechanism, turns: tuple[tuple[int, ...], ...]
) -> None:
    policy = house()
    dice = Random(7)  # noqa: S311  # the same every time
    prepared = scene("close-up", policy, Size(1, CHAMBERS))
    weapon = replace(prepared.state.weapons["revolver-1"], mechanism=mechanism)
    prepared = replace(prepared, state=prepared.state.with_weapon(weapon))
    compared = 0
    for state in walks(prepared, policy, dice, steps=2):
        turn = dice.choice(turns)
        other = turned(state, turn)
        for plain in menu(state, state.now):
            if not hasattr(plain, "weapon"):
                continue
            act = varied(plain, dice)
            there = act_turned(act, turn)
            one, two = answer(state, act, policy), answer(other, there, policy)
            assert type(one) is type(two), act
            if isinstance(one, Refused) and isinstance(two, Refused):
                assert set(one.codes) == set(two.codes), act
            elif not is_loud(one):
                compared += 1
                then = after(state, asked_of(state, act), one)
                same = after(other, asked_of(other, there), two)
                assert turned(then, turn) == same, act
    assert compared
