"""How far a weapon is from harm, from any state of the record."""

import ast
from functools import lru_cache, partial
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
from lastlook.core.state import Chamber, HeldBy, Look, Lost, Person, State
from lastlook.core.words import Seen
from lastlook.hazard import casting, nearest
from lastlook.hazard import search as searching
from lastlook.hazard.analysis import analysed
from lastlook.hazard.errors import Error
from lastlook.hazard.feared import WRONG_BOX, Start
from lastlook.hazard.margin import Margin, Voice, margin, margin_words
from lastlook.hazard.nearest import Searches
from lastlook.hazard.phrases import part, role_words
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.record import Record, is_fed, recorded_kind
from lastlook.hazard.scene import Scene, scene
from lastlook.hazard.search import Aim, Search
from lastlook.hazard.standing import Standing, Unjudged, standing
from lastlook.hazard.top import BLOW, LIVE_ROUND, TOP_EVENTS
from lastlook.hazard.world import Gun, Kind, World
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
    return Searches(one.scene).nearest(one, part)


def from_the_beginning(of: Scene, search: Search) -> Aim:
    """Where the analysis begins: with whatever may have been delivered."""
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
    return Aim(tuple(Start(of.state, world, errors) for world, errors in starts))


@pytest.mark.parametrize(
    ("name", "top"),
    [
        ("close-up", "live-round"),
        ("take", "live-round"),
        ("rehearsal", "live-round"),
        ("take", "contact"),
        ("take", "wrong-blank"),
    ],
)
def test_from_the_beginning_it_counts_what_the_analysis_counts(
    name: str, top: str
) -> None:
    whole, harm = prepared(name), TOP_EVENTS[top]
    search = Search(whole, harm, Record(whole.state, POLICY))
    voice = Voice(part, role_words)
    counted = margin(search, from_the_beginning(whole, search), voice)
    assert counted.k == analysed(whole, harm, stories=0).k_errors
    assert len(counted.errors) == counted.k


def test_a_blow_is_never_nearer_than_the_trigger() -> None:
    whole = prepared()
    blow, live = (analysed(whole, top, stories=0) for top in (BLOW, LIVE_ROUND))
    assert blow.k_errors is not None
    assert live.k_errors is not None
    assert blow.k_errors >= live.k_errors


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
    assert Searches(one.scene).nearest(one, part).k == 2


def test_a_search_that_knows_answers_from_before_finds_the_same() -> None:
    first = stands(TAKEN)
    searches = Searches(first.scene)
    searches.nearest(first, part)
    assert searches.nearest(stands(SEEN), part) == far(SEEN)


def test_its_story_has_its_errors_and_ends_in_harm() -> None:
    counted = far(SEEN)
    assert sum(line.is_error for line in counted.lines) <= 3
    assert counted.lines[-1].is_error
    assert counted.first
    assert all(line.recorded and line.really for line in counted.lines)


def test_people_are_the_productions_own_whatever_they_are_called() -> None:
    names = {"armorer": "p-1", "first-ad": "armorer", "performer": "p-3", "crew": "p-4"}
    other = casting.renamed(SEEN, names)
    one = standing(other, POLICY, GUN, other.now)
    assert isinstance(one, Standing)
    assert dict(one.people) == {
        "armorer": "p-1",
        "first-ad": "armorer",
        "performer": "p-3",
    }
    called = {"p-1": "Nadia", "armorer": "Tomas", "p-3": "Priya"}
    real = dict(one.people)
    counted = Searches(one.scene).nearest(
        one, lambda who: called.get(real.get(who, ""), who)
    )
    assert counted.k == 3
    # Names stand in the story; what comes first is said by what they do here.
    assert not any("armorer" in line.text for line in counted.lines)
    assert counted.first.startswith("the armorer ")
    assert len(one.scene.state.people) == len(SEEN.people)


def test_whoever_holds_it_has_a_part() -> None:
    crew = SEEN.weapons[GUN]
    held = SEEN.with_weapon(replace(crew, custody=HeldBy("crew", SEEN.now)))
    assert dict(stands(held).people)["performer"] == "crew"
    assert stands(held).posed[0].starts[0].world.guns[0].at == "performer"


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
    assert annotated - {"id", "people"} == casting.NAMES_PEOPLE


def test_chambers_of_which_the_record_says_the_same_are_one() -> None:
    weapon = SEEN.weapons[GUN]
    six = SEEN.with_weapon(replace(weapon, chambers=weapon.chambers * 6))
    assert records(six) == records(SEEN)
    resting = replace(six.weapons[GUN], hammer="down", under=4)
    two = records(six.with_weapon(resting))
    # Where the hammer rests on none of them, nothing is said against it.
    assert [(gun.hammer, gun.under) for gun in two] == [
        ("half-cock", None),
        ("down", 1),
    ]


def records(state: State) -> list[Any]:
    """What the record says of each chamber, as if there were no other."""
    starts = [start for posed in stands(state).posed for start in posed.starts]
    return list(dict.fromkeys(start.state.weapons[GUN] for start in starts))


DUMMY = Chamber(lot=next(lot.id for lot in SEEN.lots.values() if lot.kind == "dummy"))
EMPTY = SEEN.weapons[GUN].chambers[0]


def told(chamber: Chamber, saw: Seen) -> Chamber:
    """The chamber as two people saw it just now."""
    first = Look("armorer", "rattle", SEEN.now, saw)
    return replace(chamber, looks=(first, Look("first-ad", "primer", SEEN.now, saw)))


@pytest.mark.parametrize(
    "chambers",
    [
        (DUMMY, Chamber()),
        (told(DUMMY, "dummy"), EMPTY),
        (DUMMY, EMPTY),
        (told(DUMMY, "dummy"), Chamber()),
    ],
    ids=["none seen", "both seen", "dummy unseen", "empty unseen"],
)
def test_chamber_by_chamber_it_counts_what_all_of_them_together_count(
    chambers: tuple[Chamber, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    weapon = replace(SEEN.weapons[GUN], chambers=chambers)
    state = SEEN.with_weapon(replace(weapon, custody=HeldBy("performer", SEEN.now)))
    alone = far(state)
    monkeypatch.setattr(searching, "Procedure", partial(Procedure, whole=True))
    monkeypatch.setattr(searching, "STATES_MAX", 200_000)
    assert together(state).k == alone.k


def together(state: State) -> Margin:
    """The same weapon with every chamber in the world, and each of them moving."""
    alone, chambers = stands(state).scene, state.weapons[GUN].chambers
    weapon = replace(alone.state.weapons[GUN], chambers=chambers)
    whole = alone.state.with_weapon(weapon)
    kinds = tuple(recorded_kind(state, chamber) for chamber in chambers)
    gun = Gun("performer", kinds, fed=is_fed(weapon))
    unseen = [nth for nth, chamber in enumerate(chambers) if not chamber.looks]
    guns = [gun, *(gun.with_chamber(nth, "live") for nth in unseen)]
    boxes: tuple[tuple[tuple[Kind | None], tuple[Error, ...]], ...]
    boxes = ((None,), ()), (("live",), WRONG_BOX)
    starts = [
        Start(whole, World((one,), strays), errors)
        for one in guns
        for strays, errors in boxes
    ]
    search = Search(replace(alone, state=whole), LIVE_ROUND, Record(whole, POLICY))
    return margin(search, Aim(tuple(starts)), Voice(part, role_words))


# --- the nearest of several harms -----------------------------------------------------


def test_with_blanks_in_play_the_nearest_harm_is_named_and_the_live_round_beside() -> (
    None
):
    counted = far(then(prepared("take").state, OUT))
    assert (counted.k, counted.by, counted.live) == (1, "a blank against the skin", 2)
    assert counted.first == "the performer holds the muzzle to a head"


def test_without_blanks_it_is_a_live_round() -> None:
    assert [posed.top for posed in stands(SEEN).posed] == [LIVE_ROUND]
    assert (far(SEEN).by, far(SEEN).live) == ("a live round", None)


def test_what_cannot_be_judged_is_unknown_with_its_reason() -> None:
    weapon = replace(SEEN.weapons[GUN], custody=Lost(SEEN.now))
    said = standing(SEEN.with_weapon(weapon), POLICY, GUN, SEEN.now)
    assert isinstance(said, Unjudged)
    assert margin_words(Margin(None, why=said.why)).startswith("UNKNOWN")


def test_past_so_many_states_it_is_unknown_and_past_so_many_errors_it_is_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(searching, "STATES_MAX", 10)
    assert margin_words(far(SEEN)).startswith("UNKNOWN")
    monkeypatch.undo()
    monkeypatch.setattr(nearest, "MOST", 1)
    assert far(SEEN) == Margin(None)
    assert margin_words(Margin(None)) == "more than 4 errors from harm"


def test_a_search_that_has_grown_too_large_is_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searches = Searches(stands(SEEN).scene)
    searches.nearest(stands(SEEN), part)
    monkeypatch.setattr(searching, "STATES_MAX", 850)  # more than the next one needs
    loaded = SEEN.with_weapon(replace(SEEN.weapons[GUN], chambers=(DUMMY,)))
    assert searches.nearest(stands(loaded), part).is_known


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
