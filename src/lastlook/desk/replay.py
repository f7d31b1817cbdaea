"""The state of a ledger, rebuilt from its entries.

1. Each act is read, each pack learned, and the *stored* decision is folded in:
   nothing is decided again (the verifier does that).
2. The state after n entries is the same wherever and whenever it is rebuilt.
3. Entries that cannot be read or do not follow each other are a damaged ledger:
   the error says which entry, and nothing is guessed.
"""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

import msgspec

from lastlook.core.acts import AdoptPack, AnyAct, Open
from lastlook.core.answers import Asked, Decision
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.unanswered import Problem, Unreadable
from lastlook.desk.wire import read_decision, read_stored
from lastlook.ledger.entry import Entry
from lastlook.ledger.errors import LedgerCorruptError
from lastlook.policy.library import Library, digest
from lastlook.policy.read import PackError
from lastlook.policy.stack import StackError

TOLD_EVERY: Final = 4096  # entries between two words about progress
WITH_PACK: Final = (Open, AdoptPack)
NO_PACKS: Final = Policy(digest=sha256(b"").hexdigest())  # before the opening


class Rulebook:
    """The policy in force for each act, stacked once for each change of packs."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts: dict[str, str] = {}  # of packs that acts brought, by digest
        # One name for both, so that another thread never sees half of a change.
        self._stacked: tuple[tuple[str, ...], Policy] = (), NO_PACKS

    def learn(self, act: AnyAct, packs: tuple[str, ...]) -> None:
        """Learn the pack an act brings, and that it goes with those in force.

        Raises:
            Unreadable: it is no pack, or does not; with everything that is wrong.
        """
        # Of the class first: it is asked of every act (and `isinstance` is slow here).
        if type(act) not in WITH_PACK or not isinstance(act, WITH_PACK):
            return
        where = f"the pack of act {act.id}"
        try:
            learned = self._library.learn(act.pack, where)
            self._texts[learned] = act.pack
            self._library.policy(
                (learned,) if isinstance(act, Open) else (*packs, learned)
            )
        except PackError as error:
            raise _bad_pack(error) from error
        except StackError as error:
            clashes = [
                Problem(reason, where, "Mend the pack, or choose others with it.")
                for reason in error.reasons
            ]
            raise Unreadable("bad-pack", *clashes) from error

    def texts(self, packs: tuple[str, ...]) -> tuple[str, ...]:
        """The texts of these packs, which acts brought."""
        return tuple(self._texts[sha] for sha in packs)

    @property
    def known(self) -> tuple[str, ...]:
        """The texts of all packs, in force or not."""
        return tuple(self._texts.values())

    def learn_texts(self, texts: tuple[str, ...]) -> tuple[str, ...]:
        """Learn packs in force by their texts; answers their digests.

        Raises:
            Unreadable: one is no pack.
        """
        where = "the pack of a snapshot"
        try:
            learned = tuple(self._library.learn(text, where) for text in texts)
        except PackError as error:
            raise _bad_pack(error) from error
        self._texts |= zip(learned, texts, strict=True)
        return learned

    def policy(self, packs: tuple[str, ...]) -> Policy:
        """The policy of these packs; of none, one that asks for nothing."""
        known, policy = self._stacked
        if packs != known:
            policy = self._library.policy(packs) if packs else NO_PACKS
            self._stacked = packs, policy
        return policy

    def policy_for(self, act: AnyAct, packs: tuple[str, ...]) -> Policy:
        """The policy an act is decided under: an opening under its own pack."""
        if not packs and isinstance(act, Open):
            return self._library.policy((digest(act.pack),))
        return self.policy(packs)


def _bad_pack(error: PackError) -> Unreadable:
    faults = [
        Problem(f"{fault.wrong}.", f"{fault.where}, line {fault.line}", fault.remedy)
        for fault in error.faults
    ]
    return Unreadable("bad-pack", *faults)


def heard(entry: Entry) -> tuple[Asked, Decision]:
    """What was asked and answered in an entry; `msgspec.MsgspecError` if unreadable."""
    act = read_stored(entry.act)
    return Asked(act, entry.key, entry.recorded_at), read_decision(entry.decision)


def replay(
    entries: Iterable[Entry],
    rulebook: Rulebook,
    state: State = State(),  # noqa: B008  # frozen
    progress: Callable[[int], None] | None = None,
) -> State:
    """The state after `entries`, which go on from `state`."""
    for entry in entries:
        state = _folded(state, entry, rulebook)
        if progress is not None and entry.n % TOLD_EVERY == 0:
            progress(entry.n)
    return state


def _folded(state: State, entry: Entry, rulebook: Rulebook) -> State:
    if entry.n != state.n:
        raise LedgerCorruptError(f"entry {state.n} is missing", f"entry {entry.n}")
    try:
        asked, decision = heard(entry)
        rulebook.learn(asked.act, state.packs)
        return after(state, asked, decision)
    except (msgspec.MsgspecError, Unreadable, KeyError) as error:
        raise LedgerCorruptError(
            f"it does not follow from what is before it: {error!r}", f"entry {entry.n}"
        ) from error
