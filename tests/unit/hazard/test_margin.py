"""How far a weapon is from harm, from any state of the record."""

import ast
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from lastlook import core
from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.state import HeldBy, Person, State
from lastlook.hazard import margin as searching
from lastlook.hazard import standing as found
from lastlook.hazard.analysis import analysed
from lastlook.hazard.errors import Error
from lastlook.hazard.harm import LIVE_ROUND
from lastlook.hazard.margin import Margin, Search, margin, margin_words
from lastlook.hazard.phrases import part
from lastlook.hazard.scene import Scene, scene
from lastlook.hazard.standing import Standing, Unjudged, standing
from lastlook.hazard.world import World
from lastlook.stories.signing import signing_key
from tests.unit.hazard.test_close_up import house

GUN = "revolver-1"
POLICY = house()


@lru_cache
def prepared(name: str = "close-up") -> Scene:
    return scene(name, POLICY)


def then(state: State, *more: AnyAct) -> State:
    for act in more:
        asked = Asked(act, signing_key(state, act), state.now)
        decision = decide(state, asked, POLICY)
        assert isinstance(decision, Granted), decision
        state = after(state, asked, decision)
    return state


def says(kind: Any, by: str, **fields: Any) -> AnyAct:
    at = prepared().state.now
    named = "00000000-0000-7000-8000-000000000000"
    made: AnyAct = kind(
        id=named, production="reference", by=by, at=at, weapon=GUN, **fields
    )
    return made


def look(by: str, method: str, saw: str = "empty") -> AnyAct:
    return says(
        acts.Inspect,
        by,
        chambers=(saw,),
        method=method,
        bore="clear",
        hammer="half-cock",
    )


def stands(state: State) -> Standing:
    one = standing(state, POLICY, GUN, state.now)
    assert isinstance(one, Standing), one
    return one


def far(state: State) -> Margin:
    one = stands(state)
    return margin(Search(one.scene), one, part)


def from_the_beginning(of: Scene) -> Standing:
    """Where the analysis begins: with whatever may have been delivered."""
    search = Search(of)
    starts: dict[tuple[World, tuple[Error, ...]], None] = {}
    todo: list[tuple[World, tuple[Error, ...]]] = [(search.procedure.start(), ())]
    while todo:
        world, errors = todo.pop()
        if (world, errors) in starts:
            continue
        starts[world, errors] = None
        todo += [
            (one.after, tuple(sorted({*errors, *one.errors})))
            for one in search.procedure.deliveries(world)
        ]
    return Standing(of, tuple(starts), ())


@pytest.mark.parametrize("name", ["close-up", "take", "rehearsal"])
def test_from_the_beginning_it_counts_what_the_analysis_counts(name: str) -> None:
    whole = prepared(name)
    begin = from_the_beginning(whole)
    counted = margin(Search(whole), begin, part)
    assert counted.k == analysed(whole, LIVE_ROUND, stories=0).k_errors
    assert len(counted.errors) == counted.k


OUT = says(acts.TakeOut, "armorer")
TAKEN = then(prepared().state, OUT)
SEEN = then(TAKEN, look("armorer", "rattle"), look("first-ad", "primer"))


def test_a_weapon_nobody_looked_into_is_feared_to_be_loaded() -> None:
    counted = far(TAKEN)
    assert counted.k == 2
    assert not any(error.of == "stock" for error in counted.errors)


def test_looks_move_it_away_from_harm_and_their_lapse_back() -> None:
    assert far(SEEN).k == 3
    late = SEEN.now + POLICY.limits.clearance_ms
    one = standing(SEEN, POLICY, GUN, late)
    assert isinstance(one, Standing)
    assert margin(Search(one.scene), one, part).k == 2


def test_a_search_that_knows_answers_from_before_finds_the_same() -> None:
    first = stands(TAKEN)
    search = Search(first.scene)
    margin(search, first, part)
    assert margin(search, stands(SEEN), part) == far(SEEN)


def test_its_story_has_its_errors_and_ends_in_harm() -> None:
    counted = far(SEEN)
    assert sum(line.is_error for line in counted.lines) <= 3
    assert counted.lines[-1].is_error
    assert counted.first
    assert all(line.recorded and line.really for line in counted.lines)


def test_people_are_the_productions_own_whatever_they_are_called() -> None:
    names = {"armorer": "p-1", "first-ad": "armorer", "performer": "p-3", "crew": "p-4"}
    other = found._renamed(SEEN, names)  # noqa: SLF001
    one = standing(other, POLICY, GUN, other.now)
    assert isinstance(one, Standing)
    assert dict(one.people) == {
        "armorer": "p-1",
        "first-ad": "armorer",
        "performer": "p-3",
    }
    called = {"p-1": "Nadia", "armorer": "Tomas", "p-3": "Priya"}
    real = dict(one.people)
    counted = margin(
        Search(one.scene), one, lambda who: called.get(real.get(who, who), who)
    )
    assert counted.k == 3
    assert not any("armorer" in line.text for line in counted.lines)
    assert len(one.scene.state.people) == len(SEEN.people)


def test_whoever_holds_it_has_a_part() -> None:
    crew = SEEN.weapons[GUN]
    held = SEEN.with_weapon(replace(crew, custody=HeldBy("crew", SEEN.now)))
    assert dict(stands(held).people)["performer"] == "crew"
    assert stands(held).starts[0][0].guns[0].at == "performer"


def test_every_field_that_names_people_is_renamed() -> None:
    texts = (
        (Path(core.__path__[0]) / f"{name}.py").read_text("utf-8")
        for name in ("state", "stock", "weapons")
    )
    annotated = {
        node.target.id
        for text in texts
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.AnnAssign)
        and isinstance(node.target, ast.Name)
        and "PersonId" in ast.unparse(node.annotation)
    }
    # A person's own id and the table of people are renamed by themselves.
    assert annotated - {"id", "people"} == found.NAMES_PEOPLE


def test_chambers_of_which_the_record_says_the_same_are_one() -> None:
    weapon = SEEN.weapons[GUN]
    six = SEEN.with_weapon(replace(weapon, chambers=weapon.chambers * 6))
    assert stands(six).scene.size == prepared().size
    resting = six.with_weapon(replace(six.weapons[GUN], hammer="down", under=4))
    alone = stands(resting).scene.state.weapons[GUN]
    assert (len(alone.chambers), alone.under) == (2, 2)


def test_what_cannot_be_judged_is_unknown_with_its_reason() -> None:
    weapon = replace(SEEN.weapons[GUN], mechanism="semi-automatic")
    said = standing(SEEN.with_weapon(weapon), POLICY, GUN, SEEN.now)
    assert isinstance(said, Unjudged)
    assert margin_words(Margin(None, why=said.why)).startswith("UNKNOWN")


def test_past_so_many_states_it_is_unknown_and_past_so_many_errors_it_is_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "STATES_MAX", 10)
    assert margin_words(far(SEEN)).startswith("UNKNOWN")
    monkeypatch.undo()
    monkeypatch.setattr(searching, "MOST", 1)
    assert far(SEEN) == Margin(None)
    assert margin_words(Margin(None)) == "more than 1 errors from harm"


def test_nothing_known_is_said_in_words_too() -> None:
    assert margin_words(None) == "UNKNOWN how many errors from harm"
    assert margin_words(Margin(1)) == "1 error from harm"
    assert margin_words(Margin(0)) == "NO error from harm"


def test_nobody_with_a_role_is_nobody_with_a_part() -> None:
    alone = replace(
        SEEN, people=type(SEEN.people)({"armorer": Person("armorer", ("armorer",))})
    )
    # The performer is planned for; nobody is there who calls.
    assert set(dict(stands(alone).people)) == {"armorer", "performer"}
