"""The rules themselves: what it costs to decide an act and to fold it in.

Nothing is signed, hashed or kept here. The floor of a replay is reading the same
bytes, acts and decisions, and doing nothing with them.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from statistics import median
from time import perf_counter

from bench.day import Day, a_day
from bench.table import Row
from lastlook.core.answers import Granted
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.replay import NO_PACKS, Rulebook, replay
from lastlook.desk.wire import act_bytes, decision_bytes, read_decision, read_stored
from lastlook.ledger.entry import Draft, Entry, numbered
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.policy.stack import StackError, stack

ROUNDS = 5
HAND_OVERS = 400  # of ten acts each


def rows() -> Iterator[Row]:
    """Every figure of the core."""
    for weapons in (0, 200):
        day = a_day(weapons, HAND_OVERS)
        name = f"of {len(day.state.weapons)} weapons"
        deciding = _best(partial(_decided, day))
        yield Row(f"decide and evolve, {name}", deciding * 1e6, "µs/act", None, "<= 25")
    day, largest = a_day(0, HAND_OVERS), the_largest_stack()
    for packs, policy in (("house", day.policy), ("largest stack", largest)):
        middle, share = _under(day, policy)
        row = f"  median, {packs}, {share:.0f} % no"
        yield Row(row, middle * 1e6, "µs/act", None, "<= 25")
    day = a_day(0, HAND_OVERS)
    counts = Counter(isinstance(one, Granted) for one in day.decisions)
    yield Row("  of these acts, refused", 100 * counts[False] / counts.total(), "%")
    entries = list(_entries(day))
    reading = 1 / _best(partial(_read, entries))
    folding = 1 / _best(partial(_replayed, entries))
    yield Row("replay, with reading", folding, "acts/s", reading, ">= 40,000")


def _best(measured: Callable[[], float]) -> float:
    return min(measured() for _ in range(ROUNDS))


def _decided(day: Day) -> float:
    state, policy = State(), NO_PACKS
    taken = perf_counter()
    for asked in day.asked:
        decision = decide(state, asked, policy)
        state = after(state, asked, decision)
        policy = day.policy
    taken = perf_counter() - taken
    assert state == day.state
    return taken / len(day.asked)


def the_largest_stack() -> Policy:
    """The house rules with every shipped pack that goes with what is there already."""
    library = Library()
    packs = [library.pack(library.learn(shipped("house"), "house"))]
    for name in shipped_names():
        more = library.pack(library.learn(shipped(name), name))
        try:
            stack([*packs, more])
        except StackError:
            continue
        packs.append(more)
    return stack(packs)


def _under(day: Day, policy: Policy) -> tuple[float, float]:
    """The median act (s) of a day when decided under these packs, and % refused.

    The state goes on as it was under the house rules: each act meets the same set.
    """
    times, refused, state = [], 0, State()
    for asked, decided in zip(day.asked, day.decisions, strict=True):
        taken = perf_counter()
        answer = decide(state, asked, policy if state.n else NO_PACKS)
        after(state, asked, answer)
        times.append(perf_counter() - taken)
        refused += not isinstance(answer, Granted)
        state = after(state, asked, decided)
    return median(times), 100 * refused / len(times)


def _entries(day: Day) -> Iterator[Entry]:
    asked_and_decided = zip(day.asked, day.decisions, strict=True)
    for n, (asked, decision) in enumerate(asked_and_decided):
        draft = Draft(
            recorded_at=asked.now,
            act_id=sha256(asked.act.id.encode()).digest()[:16],
            key=asked.key,
            act=act_bytes(asked.act),
            signature=bytes(64),
            decision=decision_bytes(decision),
            core="1",
            pack=day.policy.digest,
        )
        yield numbered(n, draft)


def _read(entries: list[Entry]) -> float:
    taken = perf_counter()
    for entry in entries:
        read_stored(entry.act)
        read_decision(entry.decision)
    return (perf_counter() - taken) / len(entries)


def _replayed(entries: list[Entry]) -> float:
    rulebook = Rulebook(Library())
    state = replay(entries[:1], rulebook)  # the opening: its pack is read once
    taken = perf_counter()
    replay(entries[1:], rulebook, state)
    return (perf_counter() - taken) / (len(entries) - 1)
