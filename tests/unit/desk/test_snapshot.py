"""A state comes back from its bytes as it was, or does not come back at all."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.acts import AdoptPack, Open
from lastlook.core.state import State
from lastlook.core.table import Table
from lastlook.desk import snapshot
from lastlook.desk.replay import Rulebook
from lastlook.desk.snapshot import SnapshotError, read_snapshot, snapshot_bytes
from lastlook.desk.unanswered import Unreadable
from lastlook.policy.library import Library, digest
from tests.world.values import states
from tests.world.walk import Walk

STORIES = ("the-2021-day", "a-live-round-found", "loading", "an-ordinary-good-day")


@cache
def walked(name: str) -> tuple[tuple[State, ...], Rulebook]:
    """Every state of a story, and the packs its acts brought."""
    walk, rulebook = Walk.of(name), Rulebook(Library())
    for state, asked, _, _ in walk.asked:
        if isinstance(asked.act, Open | AdoptPack):
            rulebook.learn(asked.act, state.packs)
    return (*(state for state, *_ in walk.asked), walk.state), rulebook


def in_order(value: Any) -> Any:
    """A value with the order of its tables, which equality passes over."""
    if isinstance(value, Table):
        return [(key, in_order(row)) for key, row in value.items()]
    if isinstance(value, msgspec.Struct):
        return [in_order(getattr(value, name)) for name in value.__struct_fields__]
    return value


def rewritten(change: Callable[[dict[str, Any]], object]) -> bytes:
    """A good snapshot with something changed in its bytes."""
    moments, rulebook = walked("the-2021-day")
    written = msgspec.json.decode(snapshot_bytes(moments[-1], rulebook))
    change(written)
    return msgspec.json.encode(written)


@given(st.data())
def test_any_state_of_a_story_comes_back_as_it_was(data: st.DataObject) -> None:
    moments, rulebook = walked(data.draw(st.sampled_from(STORIES)))
    state = data.draw(st.sampled_from(moments))
    written = snapshot_bytes(state, rulebook)
    learning = Rulebook(Library())
    again = read_snapshot(written, learning)
    assert again == state
    assert in_order(again) == in_order(state)
    assert learning.policy(state.packs) == rulebook.policy(state.packs)
    assert snapshot_bytes(again, learning) == written


@given(states)
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    deadline=None,
)
def test_any_state_there_can_be_comes_back_as_it_was(state: State) -> None:
    state = replace(state, packs=())
    written = snapshot_bytes(state, Rulebook(Library()))
    again = read_snapshot(written, Rulebook(Library()))
    assert in_order(again) == in_order(state)
    assert snapshot_bytes(again, Rulebook(Library())) == written


def test_a_state_that_would_not_come_back_is_not_written() -> None:
    too_late = replace(State(), now=2**60)  # a time no act can say
    with pytest.raises(SnapshotError, match="cannot be written"):
        snapshot_bytes(too_late, Rulebook(Library()))
    other = replace(State(), out=["colt-1"])  # a list
    with pytest.raises(SnapshotError, match="would not come back"):
        snapshot_bytes(other, Rulebook(Library()))


@pytest.mark.parametrize("what", ["core", "shape"])
def test_a_snapshot_of_other_rules_is_refused(what: str) -> None:
    other = rewritten(lambda written: written.update({what: "another"}))
    with pytest.raises(SnapshotError, match="Begin at entry 0"):
        read_snapshot(other, Rulebook(Library()))


def test_a_state_that_lacks_a_field_is_not_filled_with_a_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    older = rewritten(lambda written: written["state"].pop("has_live"))
    with pytest.raises(SnapshotError, match="has_live"):
        read_snapshot(older, Rulebook(Library()))
    older = rewritten(lambda written: written["state"].update(more=1))
    with pytest.raises(SnapshotError, match="more"):
        read_snapshot(older, Rulebook(Library()))
    # An older program had a state of another shape, and says so.
    good = rewritten(len)
    fewer = msgspec.defstruct("Fewer", [("n", int)])
    monkeypatch.setattr(snapshot, "_Row", fewer)
    with pytest.raises(SnapshotError, match="another shape"):
        read_snapshot(good, Rulebook(Library()))


@pytest.mark.parametrize("bytes_", [b"", b"{}", b"[]", b"\xff"])
def test_what_is_no_snapshot_is_refused(bytes_: bytes) -> None:
    with pytest.raises(SnapshotError, match="no snapshot"):
        read_snapshot(bytes_, Rulebook(Library()))


def test_packs_other_than_those_in_force_are_refused() -> None:
    none = rewritten(lambda written: written.update(packs=[]))
    with pytest.raises(SnapshotError, match="packs"):
        read_snapshot(none, Rulebook(Library()))
    no_pack = rewritten(lambda written: written.update(packs=["x"]))
    with pytest.raises(Unreadable):
        read_snapshot(no_pack, Rulebook(Library()))


def test_a_rulebook_has_the_texts_that_acts_brought() -> None:
    moments, rulebook = walked("the-2021-day")
    texts = rulebook.texts(moments[-1].packs)
    assert tuple(map(digest, texts)) == moments[-1].packs
