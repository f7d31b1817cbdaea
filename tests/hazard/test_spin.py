"""SPIN searches the same graph, and finds harm behind no other errors than we do.

The model made of the graph checks our search; one written by hand checks our reading of
the rules, for the procedure that is small enough to be read so.
"""

import re
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

import pytest

from lastlook.hazard.cuts import Edges, least
from lastlook.hazard.exports.promela import promela
from lastlook.hazard.graph import HARM
from tests.hazard.ground import cuts_of, graph_of, named

HAVE_SPIN = bool(shutil.which("spin") and shutil.which("gcc"))
# Not silenced: `.ci/tools` installs both in CI. Without root it can only say what to
# type, and whoever lacks them still runs the other oracles (brute force, SCRAM).
NO_SPIN = "no SPIN or gcc: sudo apt-get install spin gcc; CI has both, and runs this"
needs_spin = pytest.mark.skipif(not HAVE_SPIN, reason=NO_SPIN)
MODEL = Path(__file__).with_name("rehearsal.pml")
DEEP = "-m2000000"  # steps of one way


class Run(NamedTuple):
    """What SPIN says: whether the assertion held everywhere, and in how many states."""

    holds: bool
    states: int


def searched(model: str, at: Path) -> str:
    """What SPIN prints of a model it has searched."""
    (at / "model.pml").write_text(model, "utf-8")
    for command in (
        ["spin", "-a", "model.pml"],
        ["gcc", "-O1", "-w", "-DSAFETY", "-DNOREDUCE", "-o", "pan", "pan.c"],
        ["./pan", DEEP],
    ):
        run = subprocess.run(  # noqa: S603  # our own words
            command, cwd=at, capture_output=True, text=True, check=False
        )
    return run.stdout


def spun(model: str, at: Path) -> Run:
    """Whether a model's assertion holds, by SPIN."""
    said = searched(model, at)
    assert "errors: " in said, said
    stored = next(line for line in said.splitlines() if "states, stored" in line)
    complete = "Search not completed" not in said and "max search depth" not in said
    holds = "errors: 0" in said
    assert complete or not holds, said
    return Run(holds, int(stored.split()[0]))


def by_hand(model: str, at: Path) -> frozenset[frozenset[str]]:
    """The minimal sets of errors that the model written by hand prints at a harm."""
    said = searched(model, at)
    assert "errors: 0" in said, said
    names = {
        int(bit): name
        for bit, name in re.findall(r"#define \w+ (\d+) +/\* (\S+) \*/", model)
    }
    harms = {int(line.split()[1]) for line in said.splitlines() if "HARM" in line}
    return frozenset(
        frozenset(name for bit, name in names.items() if one & bit)
        for one in least(harms)
    )


def our_states(edges: Edges, start: int, cuts: tuple[int, ...], most: int) -> int:
    """How many pairs of a node and the errors so far there are, counted by us."""
    seen, todo = {(start, 0)}, [(start, 0)]
    while todo:
        at, errors = todo.pop()
        if at == HARM or any(cut & errors == cut for cut in cuts):
            continue
        for to, more in edges[at]:
            pair = to, errors | more
            if pair not in seen and pair[1].bit_count() <= most:
                seen.add(pair)
                todo.append(pair)
    return len(seen)


@needs_spin
@pytest.mark.parametrize(("name", "most"), [("rehearsal", None), ("close-up", 3)])
def test_spin_reaches_harm_only_with_one_of_our_cut_sets(
    name: str, most: int | None, tmp_path: Path
) -> None:
    graph, cuts = graph_of(name), cuts_of(name).sets
    run = spun(promela(graph.edges, graph.start, HARM, cuts, most), tmp_path)
    assert run.holds
    every = len(graph.errors.all) if most is None else most
    assert run.states == our_states(graph.edges, graph.start, cuts, every)


@needs_spin
def test_with_one_cut_set_withheld_spin_finds_it(tmp_path: Path) -> None:
    graph, cuts = graph_of("rehearsal"), cuts_of("rehearsal").sets
    model = promela(graph.edges, graph.start, HARM, cuts[:-1])
    assert not spun(model, tmp_path).holds


def test_more_errors_than_one_word_holds_are_written_in_two() -> None:
    edges: Edges = [[], [(2, 1 << 40)], [(HARM, 1)]]
    model = promela(edges, 1, HARM, [1 | 1 << 40])
    assert "errors[2]" in model
    assert "takes_0[] = {0, 512, 1, 0};" in model
    assert "cut_0[] = {1, 512};" in model


@needs_spin
def test_two_words_of_errors_are_searched_as_one_is(tmp_path: Path) -> None:
    edges: Edges = [[], [(2, 1 << 40)], [(HARM, 1), (1, 2)]]
    both = promela(edges, 1, HARM, [1 | 1 << 40])
    run = spun(both, tmp_path)
    assert run.holds
    assert run.states == our_states(edges, 1, (1 | 1 << 40,), 41)


@needs_spin
def test_what_somebody_read_in_the_rules_comes_to_the_same_cut_sets(
    tmp_path: Path,
) -> None:
    graph, cuts = graph_of("rehearsal"), cuts_of("rehearsal").sets
    assert all(cut.bit_count() <= 6 for cut in cuts)  # `MOST` of the model
    assert by_hand(MODEL.read_text("utf-8"), tmp_path) == named(graph, cuts)


@needs_spin
def test_another_reading_comes_to_others(tmp_path: Path) -> None:
    """Here the armorer needs no yes to hand the weapon on to the performer."""
    read = MODEL.read_text("utf-8")
    other = read.replace(
        "gun == armorer && may(PERFORMER_MOVES) -> err(PERFORMER_MOVES);",
        "gun == armorer ->",
    )
    assert other != read
    expected = named(graph_of("rehearsal"), cuts_of("rehearsal").sets)
    assert by_hand(other, tmp_path) != expected
