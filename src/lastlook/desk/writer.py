"""One batch after another: check, decide, append once, then answer all.

1. Signatures first, each once, whether it is over one act or several; what is not
   signed by the key it names is not heard.
2. An act that was answered before gets the receipt it got then, byte for byte;
   its id with other content is an error, and neither leaves an entry.
3. Each act is decided against the state as it will be after those before it.
4. All are appended at once; nobody is answered before that has succeeded.
5. A failure that wrote nothing is `Busy`; any other stops the desk, and whoever
   asks again after the start gets the answer that the ledger then has.
6. Who is to be forgotten is erased once that is durable, and not before.
7. Nothing is decided on a state that is not the ledger's: what another desk has
   written is taken in first, and whoever was overtaken decides again.

Runs in one thread of its own: it alone appends to the log and moves the state.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeAlias

from msgspec import Raw, Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision, Refused
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Ms
from lastlook.desk.door import (
    Seal,
    Strangers,
    bad_signature,
    may_speak,
    unknown_key,
)
from lastlook.desk.own_key import check_change, check_in_force
from lastlook.desk.parts import Parts, erase_forgotten
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.replay import Rulebook, replay
from lastlook.desk.unanswered import (
    Busy,
    IdTaken,
    Problem,
    Unanswered,
)
from lastlook.desk.wire import CORE, decision_bytes
from lastlook.ledger.entry import LEAF_BYTES_MAX, Draft, Entry
from lastlook.ledger.errors import DuplicateActError, HeadMovedError, RetryableError

BATCH_MAX: Final = 256
ROUNDS_MAX: Final = 8  # how often a batch is decided again when the head moves
THREADS: Final = 2  # that check signatures, the writer's own for one
INLINE_MAX: Final = 4  # signatures not worth another thread
ROOM: Final = LEAF_BYTES_MAX - 512  # for act and decision; the rest is the frame

Answer: TypeAlias = Receipt | Unanswered


class Heard(Struct, frozen=True):
    """An act as it was signed and as it was read.

    `seal` is the signature over it, the same one for all acts signed together.
    """

    envelope: Envelope
    act: AnyAct
    seal: Seal

    @property
    def act_id(self) -> bytes:
        """The act's id as the ledger keeps it."""
        return bytes.fromhex(self.act.id.replace("-", ""))

    def same_as(self, act: bytes, key: str) -> bool:
        """Whether it is this very act, signed by the same key."""
        return self.envelope.act == act and self.envelope.key == key


class Settled(Struct, frozen=True):
    """What became of a batch: an answer for each, and the entries it left.

    `newest` says that nobody had written anything else by then.
    """

    answers: list[Answer]
    entries: list[Entry]
    newest: bool = False


class _Round:
    """A batch while it is decided: the drafts, the state after them, who waits."""

    def __init__(self, state: State, now: Ms) -> None:
        self.state = state
        self.now = now
        self.drafts: list[Draft] = []
        self.drafted: list[int] = []  # the places in the batch they came from
        self.answers: dict[int, Answer] = {}
        self.firsts: dict[bytes, int] = {}
        self.twins: dict[int, int] = {}  # an id's later places to its first

    def is_first(self, place: int, act_id: bytes) -> bool:
        """Whether no earlier act of the batch has this id."""
        first = self.firsts.setdefault(act_id, place)
        if first != place:
            self.twins[place] = first
        return first == place


class Writer:
    """The one hand that writes."""

    def __init__(self, parts: Parts, rulebook: Rulebook, state: State) -> None:
        """Go on from `state`, which is what the log holds."""
        self.state = state
        self._parts = parts
        self._log = parts.log
        self._rulebook = rulebook
        self._strangers = Strangers()
        self._threads = ThreadPoolExecutor(THREADS - 1, "lastlook-signatures")

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown()

    def settle(self, batch: Sequence[Heard]) -> Settled:
        """Answer a batch; a `FatalError` means that nobody may be answered."""
        # (1) signatures
        answers = self._unsigned(batch)
        entries: list[Entry] = []
        put_off: dict[int, Answer] = {}
        known = False
        for _ in range(ROUNDS_MAX):
            round_ = _Round(self.state, self.state.now)
            try:
                # (7) from what others have written
                entries += self._catch_up()
                # (2) looked up only when the ledger knows one of the ids already
                answers |= self._repeated(batch, answers) if known else {}
                # (3) one by one, on the state as it will be
                round_ = self._decide(batch, answers)
                # (4) all at once
                entries += self._append(round_)
                break
            except DuplicateActError:
                known = True
            except HeadMovedError:
                continue
            except RetryableError as error:
                # (5) nothing was written
                put_off = _put_off(batch, str(error))
                break
        else:
            put_off = _put_off(batch, "The ledger keeps moving under the desk.")
        answers = (put_off or round_.answers) | answers
        for place, first in round_.twins.items():
            answers[place] = _twin(batch[place], batch[first], answers[first])
        told = [answers[place] for place in range(len(batch))]
        return Settled(told, entries, newest=bool(entries))

    def look(self) -> Settled:
        """Take in what others have written, while nobody asks anything."""
        try:
            self._log.catch_up()
            return Settled([], self._catch_up(), newest=True)
        except RetryableError:
            return Settled([], [])  # it is looked for again before anything is decided

    def _unsigned(self, batch: Sequence[Heard]) -> dict[int, Answer]:
        seals = list({id(heard.seal): heard.seal for heard in batch}.values())
        count = len(seals)
        share = count if count <= INLINE_MAX else -(-count // THREADS)
        # One share is this thread's own: to wake a thread takes as long as a signature.
        others = [seals[at : at + share] for at in range(share, count, share)]
        checked = self._threads.map(_not_fitting, others)
        wrong = _not_fitting(seals[:share]).union(*checked)
        return {
            place: bad_signature(heard.envelope)
            for place, heard in enumerate(batch)
            if wrong and id(heard.seal) in wrong
        }

    def _repeated(
        self, batch: Sequence[Heard], answered: dict[int, Answer]
    ) -> dict[int, Answer]:
        found: dict[int, Answer] = {}
        for place, heard in enumerate(batch):
            if place in answered:
                continue
            entry = self._log.find(heard.act_id)
            if entry is None:
                continue
            if heard.same_as(entry.act, entry.key):
                found[place] = _receipt(entry, self._log.signed_over(entry.n))
            else:
                found[place] = _id_taken(heard)
        return found

    def _decide(self, batch: Sequence[Heard], answered: dict[int, Answer]) -> _Round:
        # The log's time never goes back, whatever the clock does.
        round_ = _Round(self.state, max(self._parts.clock.now_ms(), self.state.now))
        for place, heard in enumerate(batch):
            if place in answered or not round_.is_first(place, heard.act_id):
                continue
            try:
                self._draft(round_, heard)
                round_.drafted.append(place)
            except Unanswered as no:
                round_.answers[place] = no
        return round_

    def _draft(self, round_: _Round, heard: Heard) -> None:
        envelope, state = heard.envelope, round_.state
        stranger = envelope.key not in state.keys
        if not may_speak(state, heard.act, envelope.key) or (
            stranger and self._strangers.are_many(round_.now)
        ):
            raise unknown_key(envelope.key)
        self._rulebook.learn(heard.act, state.packs)
        policy = self._rulebook.policy_for(heard.act, state.packs)
        asked = Asked(heard.act, envelope.key, round_.now)
        decision, then = _decided(state, asked, policy)
        check_change(self._log, state, heard.act, decision)
        if stranger and isinstance(decision, Refused):
            self._strangers.refused(round_.now)
        written = decision_bytes(decision)
        if len(envelope.act) + len(written) > ROOM:
            raise _too_long(heard)
        round_.drafts.append(
            Draft(
                recorded_at=round_.now,
                act_id=heard.act_id,
                key=envelope.key,
                act=envelope.act,
                signature=envelope.signature,
                decision=written,
                core=CORE,
                pack=policy.digest,
            )
        )
        round_.state = then

    def _append(self, round_: _Round) -> list[Entry]:
        if not round_.drafts:
            # (7) a no that leaves no entry is not said on an old state either
            if round_.answers:
                self._log.catch_up()
            if self._log.size != self.state.n:
                raise HeadMovedError(self.state.n, self._log.size)
            return []
        entries = self._log.append(round_.drafts)
        self._moved(round_.state)
        checkpoint = self._log.checkpoint
        for place, entry in zip(round_.drafted, entries, strict=True):
            round_.answers[place] = _receipt(entry, checkpoint)
        return entries

    def _catch_up(self) -> list[Entry]:
        """The entries that others have written, now in the state."""
        if self._log.size == self.state.n:
            return []
        entries = list(self._log.read(self.state.n))
        self._moved(replay(entries, self._rulebook, self.state))
        check_in_force(self._log, self.state)
        return entries

    def _moved(self, state: State) -> None:
        before, self.state = self.state, state
        if state.people is not before.people:
            # (6) durable first
            erase_forgotten(self._parts.people, state)


def _not_fitting(seals: list[Seal]) -> set[int]:
    return {id(seal) for seal in seals if not seal.fits}


def _decided(state: State, asked: Asked, policy: Policy) -> tuple[Decision, State]:
    try:
        decision = decide(state, asked, policy)
        return decision, after(state, asked, decision)
    except Exception as error:
        # One act that the rules cannot answer must not keep a STOP from being heard.
        raise Unanswered(
            "broken",
            Problem(
                f"The rules failed over it ({error!r}); it is not recorded.",
                f"act {asked.act.id}",
                "Not cleared. Report this with the act as it stands.",
            ),
        ) from error


def _receipt(entry: Entry, checkpoint: bytes) -> Receipt:
    return Receipt(entry.n, entry.recorded_at, Raw(entry.decision), checkpoint.decode())


def _put_off(batch: Sequence[Heard], why: str) -> dict[int, Answer]:
    """What is answered where nothing else is."""
    problem = Problem(why, "the ledger", "Nothing was recorded; try again.")
    return dict.fromkeys(range(len(batch)), Busy("not-written", problem))


def _id_taken(heard: Heard) -> IdTaken:
    return IdTaken(
        "id-taken",
        Problem(
            "Another act was sent with this id.",
            f"act {heard.act.id}",
            "Make a new id for a new act; send the old one unchanged to ask again.",
        ),
    )


def _twin(heard: Heard, first: Heard, answer: Answer) -> Answer:
    if heard.same_as(first.envelope.act, first.envelope.key):
        return answer
    if isinstance(answer, Receipt):
        return _id_taken(heard)
    # The first of the two came to nothing, and must not stand in the other's way.
    return Busy(
        "same-id-at-once",
        Problem("Two acts came with this id.", f"act {heard.act.id}", "Send it again."),
    )


def _too_long(heard: Heard) -> Unanswered:
    return Unanswered(
        "answer-too-long",
        Problem(
            "The act and its answer together do not fit into one entry.",
            f"act {heard.act.id}",
            "Do it for fewer weapons or people at a time.",
        ),
    )
