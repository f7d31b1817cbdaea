"""A snapshot of any frozen ledger, cut anywhere, goes on to the state of the whole."""

from functools import cache

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from lastlook.core.state import State
from lastlook.desk.replay import Rulebook, replay
from lastlook.desk.snapshot import read_snapshot, snapshot_bytes
from lastlook.desk.snapshots import named, rules
from lastlook.ledger.entry import Entry, read_leaf
from lastlook.policy.library import Library
from tests.world.frozen import FIXTURES, Frozen, frozen


@cache
def ledgers() -> tuple[Frozen, ...]:
    """Every ledger of every closed version: each story, as it was played then."""
    files = sorted(FIXTURES.glob("core-*.tar.xz"))
    return tuple(one for file in files for one in frozen(file))


@cache
def entries(nth: int) -> tuple[Entry, ...]:
    return tuple(read_leaf(each) for each in ledgers()[nth].leaves)


def same(one: State, other: State) -> bool:
    """Equal, and every table in the same order."""
    return one == other and msgspec.json.encode(one) == msgspec.json.encode(other)


@given(st.data())
def test_a_ledger_cut_anywhere_goes_on_to_the_state_of_the_whole(
    data: st.DataObject,
) -> None:
    whole = entries(data.draw(st.integers(0, len(ledgers()) - 1)))
    cut = data.draw(st.integers(0, len(whole)))
    first, then = Rulebook(Library()), Rulebook(Library())
    written = snapshot_bytes(replay(whole[:cut], first), first)
    again = replay(whole[cut:], then, read_snapshot(written, then))
    assert same(again, replay(whole, Rulebook(Library())))


def test_the_rules_have_one_name_as_long_as_nobody_changes_them() -> None:
    assert rules() == rules.__wrapped__()
    files = [("a.py", b"1"), ("rules/b.py", b"2")]
    assert named(files) == named(files[::-1])
    one, other = [("a.py", b"1\nrules/b.py 1\n2")], [files[0], ("rules/b.py", b"3")]
    for changed in ([], files[:1], one, other):
        assert named(changed) != named(files)
