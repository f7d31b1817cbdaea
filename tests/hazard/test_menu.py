"""Every kind of act in every class of error: in the menu, or left out for a reason."""

from collections.abc import Iterator
from typing import get_args

from lastlook.core.acts import AnyAct, kebab
from lastlook.hazard.errors import TASKS, Class
from lastlook.hazard.harm import LIVE_ROUND, TOP_EVENTS, ways_to_harm
from lastlook.hazard.menu import ACTS, CLASSES, IN_MENU, LEFT_OUT, why_not
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.projection import Leases, framed, projected
from lastlook.hazard.scene import SCENES, Size, scene
from lastlook.hazard.stage import stage
from lastlook.hazard.world import World
from tests.hazard.ground import house, procedure_of, scene_of

Pair = tuple[Class, str]
TWO = Size(weapons=2)
ADAPTED_ONLY = ("house", "au", "au-nsw")
MIXED = ("take", "hand-back")  # scenes in which everything is done that can be mixed up


def worlds(procedure: Procedure) -> Iterator[World]:
    """Every world that deeds of the procedure can come to."""
    todo = [procedure.start()]
    seen = set(todo)
    while todo:
        world = todo.pop()
        yield world
        after = [deed.after for deed in procedure.deeds(world)]
        after += [one.after for one in procedure.covert(world)]
        after += [one.after for one in procedure.deliveries(world)]
        todo += [one for one in dict.fromkeys(after) if one not in seen]
        seen.update(after)


def missed_before(procedure: Procedure) -> Iterator[Pair]:
    """What was told before the scene of something that was delivered wrong."""
    for world in worlds(procedure):
        for came in procedure.deliveries(world):
            for error in came.errors:
                if error.of == "untrue":
                    yield from (
                        ("untrue", act) for act in ACTS if TASKS.get(act) == error.what
                    )


def really(procedure: Procedure) -> Iterator[Pair]:
    """What the procedure of a scene lets go wrong."""
    yield from missed_before(procedure)
    state = projected(framed(procedure.scene.state), Leases.of(house().limits))
    for told in procedure.told(state):
        if not told.honest:
            yield "untrue", told.act.word
    for world in worlds(procedure):
        for deed in procedure.deeds(world):
            for act in deed.untrue:
                yield "untrue", act.word
            for act in deed.mixed:
                yield "mixup", act.word
            if deed.report is not None and deed.after != world:
                yield "bypass", deed.report.word
        at = stage(state, procedure.weapons)
        for way in ways_to_harm(procedure, at, world):
            if any(error.of == "bypass" and error.what == "call" for error in way):
                yield "bypass", "announce"


def two_weapons(name: str) -> Procedure:
    """A scene with two weapons, both of which are handled."""
    return Procedure(scene(name, house(), TWO), LIVE_ROUND, whole=True)


def test_what_is_in_the_menu_is_what_the_procedure_does() -> None:
    done = {
        pair
        for procedure in (
            *(procedure_of(name, top) for name in SCENES for top in TOP_EVENTS),
            *(two_weapons(name) for name in MIXED),
            Procedure(scene_of("close-up", *ADAPTED_ONLY), LIVE_ROUND),
        )
        for pair in really(procedure)
        if pair != ("bypass", "prove")  # of which nothing is left but the report
    }
    assert done == {(of, act) for of in CLASSES for act in IN_MENU[of]}


def test_every_act_is_in_the_menu_or_left_out_for_a_reason() -> None:
    assert {kebab(act.__name__) for act in get_args(AnyAct)} == set(ACTS)
    for act in ACTS:
        for of in CLASSES:
            why = why_not(act, of)
            assert (why is None) is (act in IN_MENU[of])
            assert why is None or why.endswith(".")


def test_an_act_nobody_has_thought_of_is_missed() -> None:
    """What names every act says something of the class alone, and of three only."""
    for one in LEFT_OUT:
        assert one.acts != ACTS or not {"untrue", "bypass"} & {*one.classes}


def test_nothing_is_left_out_that_there_is_not() -> None:
    for one in LEFT_OUT:
        assert set(one.acts) <= set(ACTS)
        if one.acts != ACTS:
            of = [c for c in one.classes if set(one.acts) & IN_MENU[c]]
            assert not of, one.why
    assert scene_of("close-up").policy == house()
