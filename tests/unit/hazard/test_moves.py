"""What can be done from where record and world stand."""

from lastlook.core.acts import Load
from lastlook.hazard.moves import Move, Moves
from lastlook.hazard.procedure import Procedure
from lastlook.hazard.record import Record
from lastlook.hazard.scene import Scene
from lastlook.hazard.top import LIVE_ROUND
from lastlook.hazard.world import put_in, unlocked
from tests.hazard.ground import scene_of


def moves_of(of: Scene) -> Moves:
    return Moves(Procedure(of, LIVE_ROUND), Record(of.state, of.policy))


def named(moves: Moves, move: Move) -> list[str]:
    return [error.name for error in moves.errors.of(move.errors)]


def loading(moves: Moves) -> list[Move]:
    """Of a weapon that was taken out, and of which the record says nothing yet."""
    out = unlocked(moves.procedure.start(), 0, "armorer")
    assert out is not None
    here = moves.all(moves.record.first, moves.world(out))
    return [move for move in here if move.what == "load"]


def test_what_is_refused_can_be_done_all_the_same_and_says_why_it_was_refused() -> None:
    moves = moves_of(scene_of("close-up"))
    bypasses = [move for move in loading(moves) if move.act is None]
    assert bypasses
    for move in bypasses:
        assert named(moves, move) == ["bypass.loading.armorer"]
        assert move.record == moves.record.first
        assert "box-not-proved" in move.codes


def test_what_is_told_and_not_done_leaves_the_world_as_it_was() -> None:
    moves = moves_of(scene_of("close-up"))
    world = moves.world(moves.procedure.start())
    told = [
        move
        for move in moves.all(moves.record.first, world)
        if move.act is not None and move.world == world and move.errors
    ]
    assert told
    for move in told:
        assert named(moves, move) == [f"untrue.{task(move)}.{move.who}"]
        assert move.record != moves.record.first


def task(move: Move) -> str:
    tasks = {"take-out": "custody", "prove": "proof", "inspect": "look"}
    return tasks.get(move.what, move.what)


def test_what_is_asked_and_granted_changes_both_and_takes_no_error() -> None:
    moves = moves_of(scene_of("close-up"))
    begin = moves.procedure.start()
    here = moves.all(moves.record.first, moves.world(begin))
    [out] = [one for one in here if one.what == "take-out" and not one.errors]
    assert out.act is not None
    assert moves.worlds[out.world] == unlocked(begin, 0, "armorer")
    assert moves.record.states[out.record].weapons != moves.record.states[0].weapons


def test_a_round_that_is_put_in_is_in_the_world_after_it() -> None:
    moves = moves_of(scene_of("close-up"))
    out = unlocked(moves.procedure.start(), 0, "armorer")
    assert out is not None
    assert {
        moves.worlds[move.world] for move in loading(moves) if move.act is None
    } == {put_in(out, 0, 0, "dummy")}
    assert not [move for move in loading(moves) if isinstance(move.act, Load)]


def test_a_delivery_is_wrong_in_any_combination_each_once() -> None:
    moves = moves_of(scene_of("close-up"))
    wrong = [set(named(moves, move)) for move in moves.deliveries()]
    assert sorted(map(sorted, wrong)) == [
        ["stock.box.supplier"],
        ["stock.box.supplier", "stock.weapon.supplier"],
        ["stock.weapon.supplier"],
    ]
