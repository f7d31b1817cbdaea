"""A desk asks its witnesses, in the background.

1. No answer of the desk ever waits for a witness.
2. All are asked for one checkpoint at a time, the newest there is: so a quorum comes to
   stand on the same one. The next round begins when the quorum has cosigned, or when
   all who answer have answered; then after the next entry, or after `REPEAT_S`.
3. A witness that does not answer, or says no, or for which this desk's own store is
   away just now, is asked again after ever longer waits, `WAIT_MAX_S` at most, and
   holds up nobody meanwhile.
4. What comes back is kept only where the witness's own key signed it, on the very
   checkpoint it was asked for.
5. Where a witness holds another past of this ledger, that ends the asking (`past.py`).
6. How it stands is known at any time; nothing unknown is said to be fine.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any, Final, TypeAlias

import httpx
from msgspec import Struct
from tenacity import AsyncRetrying, retry_if_exception_type, wait_random_exponential

from lastlook.ledger.add_checkpoint import (
    AddCheckpoint,
    read_size,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.cosignature import Cosignature, read_cosignatures
from lastlook.ledger.errors import InputError, RetryableError
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier, parse
from lastlook.ledger.tlog_policy import TlogPolicy, Witness, shown
from lastlook.witness import link
from lastlook.witness.kept import Cosignatures
from lastlook.witness.link import NoAnswerError
from lastlook.witness.past import ADD_LOG, Past
from lastlook.witness.standing import Link, Standing, WitnessStanding

PAUSE_S: Final = 1.0  # between rounds, however fast entries come
REPEAT_S: Final = 120.0  # on a quiet set the time on the last checkpoint stays fresh
WAIT_MAX_S: Final = 60.0
TURNS_MAX: Final = 3  # in one asking: its size, perhaps moved on, once more

Moved: TypeAlias = Callable[[int], Awaitable[object]]
"""Waits until the ledger has more than so many entries."""


class Parts(Struct, frozen=True):
    """What asking is made of.

    Attributes:
        log: the ledger.
        policy: who is asked, and who of them is enough.
        kept: where their cosignatures go.
        client: by which they are asked.
        now_ms: the desk's clock.
        sleep: waits so many seconds.
        earlier: the log's keys before its own, each with the size up to which it
            signed; None where that is not known.
    """

    log: Log
    policy: TlogPolicy
    kept: Cosignatures
    client: httpx.AsyncClient
    now_ms: Callable[[], int]
    sleep: Callable[[float], Coroutine[Any, Any, None]] = asyncio.sleep
    earlier: tuple[tuple[Verifier, int | None], ...] = ()


_log: Final = logging.getLogger(__name__)
_MEANS: Final[dict[int, str]] = {
    HTTPStatus.NOT_FOUND: f"It does not know this ledger. {ADD_LOG} @",
    HTTPStatus.FORBIDDEN: f"It knows this ledger by another key. {ADD_LOG} @",
    HTTPStatus.UNPROCESSABLE_ENTITY: (
        "It says that this ledger does not continue what it has seen."
    ),
}


class RefusedError(Exception):
    """A witness answered, and not with a cosignature; says what."""


class _Asked:
    """One witness while it is asked."""

    def __init__(
        self, witness: Witness, last: tuple[int, int] | None, now: int
    ) -> None:
        self.witness = witness
        self.old: int | None = None
        self.at: int | None = None
        if last is not None:
            self.old, self.at = last
        self.odd = ""  # what it did that an honest witness does not
        self.lags = ""  # what its keeper has to do before it is too late
        self.link: Link = "asking"
        self.since = now
        self.says = ""
        self.answered = 0  # the last round it has answered
        self.failing = False

    @property
    def standing(self) -> WitnessStanding:
        return WitnessStanding(
            shown(self.witness.name),
            self.link,
            self.since,
            self.old,
            self.at,
            self.says or self.odd or self.lags,
        )


class Asking:
    """The witnesses of one ledger. `run` asks them; the rest tells how it stands."""

    def __init__(self, parts: Parts) -> None:
        """Take up where the cosignatures that are kept end.

        Raises:
            AnotherPastError: more was cosigned than the ledger has, or other entries.
        """
        self._parts = parts
        self._log = parts.log
        self._keys = [parts.log.verifier, *(key for key, _ in parts.earlier)]
        self._past = Past(parts.log, parts.earlier)
        self._past.prove(parts.kept.newest())
        now = parts.now_ms()
        self._each = [
            _Asked(witness, parts.kept.newest_by(witness.cosigner.vkey), now)
            for witness in parts.policy.witnesses
            if witness.url is not None
        ]
        self._seen = parts.kept.seen(parts.policy, self._keys)
        self._round = 0
        self._target = self._log.checkpoint
        self._signed: set[str] = set()  # who has cosigned in this round
        self._lines: dict[str, bytes] = {}  # by each of them, under the target
        self._moved = asyncio.Event()
        self._change = 0

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        seen = self._seen
        return Standing(
            size=self._log.size,
            seen=seen.size if seen is not None else None,
            at=seen.at if seen is not None else None,
            lacks=self._parts.policy.lacks(self._signed),
            witnesses=tuple(each.standing for each in self._each),
            change=self._change,
        )

    @property
    def seen(self) -> bytes | None:
        """The newest checkpoint that a quorum has cosigned, cosignatures and all."""
        return self._seen.note if self._seen is not None else None

    @property
    def newest(self) -> bytes:
        """The newest checkpoint, with the cosignatures that it has by now."""
        note = self._log.checkpoint
        return note + b"".join(self._lines.values()) if note == self._target else note

    async def run(self, moved: Moved) -> None:
        """Ask for ever.

        Raises:
            AnotherPastError: a witness holds what this ledger does not continue.
            FatalError: the cosignatures cannot be kept.
        """
        tasks = [asyncio.create_task(self._rounds(moved))]
        tasks += [asyncio.create_task(self._keep_asking(each)) for each in self._each]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)

    async def until(self, holds: Callable[[Standing], bool]) -> Standing:
        """Wait until this holds of how it stands."""
        while not holds(self.standing):
            await self._moved.wait()
        return self.standing

    # --- rounds -----------------------------------------------------------------

    async def _rounds(self, moved: Moved) -> None:
        while True:
            newest = self._log.checkpoint
            if newest != self._target:
                self._target, self._lines = newest, {}
            self._round += 1
            self._signed.clear()
            self._notify()
            # (2) one checkpoint at a time
            while not self._is_settled():
                await self._moved.wait()
            size = _read(self._target).size
            await self._parts.sleep(PAUSE_S)
            await _first(moved(size), self._parts.sleep(REPEAT_S))

    def _is_settled(self) -> bool:
        return self._parts.policy.is_met_by(self._signed) or all(
            each.failing or each.answered == self._round for each in self._each
        )

    async def _keep_asking(self, asked: _Asked) -> None:
        # (3) ever longer, for as long as it takes
        patiently = AsyncRetrying(
            retry=retry_if_exception_type(
                (NoAnswerError, RefusedError, RetryableError)
            ),
            wait=wait_random_exponential(multiplier=1, max=WAIT_MAX_S),
            sleep=self._parts.sleep,
        )
        while True:
            while asked.answered == self._round:
                await self._moved.wait()
            async for attempt in patiently:
                with attempt:
                    await self._asked_once(asked)

    async def _asked_once(self, asked: _Asked) -> None:
        round_ = self._round
        try:
            await self._ask(asked)
        except NoAnswerError as error:
            self._fail(asked, "lost", f"{error}")
            raise
        except RefusedError as error:
            self._fail(asked, "refused", f"{error}")
            raise
        except RetryableError as error:
            # it is not the witness that fails
            self._fail(asked, asked.link, f"It cannot be asked now: {error}")
            raise
        asked.answered = round_
        asked.failing = False
        self._notify()

    def _fail(self, asked: _Asked, link_: Link, says: str) -> None:
        self._set(asked, link_, says)
        asked.failing = True
        self._notify()

    def _set(self, asked: _Asked, link_: Link, says: str) -> None:
        if says and says != asked.says:
            _log.warning("witness %s: %s", shown(asked.witness.name), says)
        if asked.link != link_:
            asked.link, asked.since = link_, self._parts.now_ms()
        asked.says = says

    def _notify(self) -> None:
        self._change += 1
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    # --- one witness --------------------------------------------------------------

    async def _ask(self, asked: _Asked) -> None:
        """Get one cosignature on the round's checkpoint, and keep it."""
        client, url = self._parts.client, asked.witness.url or ""
        note = self._target
        size = _read(note).size
        old = asked.old or 0
        for _ in range(TURNS_MAX):
            proof = await asyncio.to_thread(self._proof, old, size)
            body = write_add_checkpoint(AddCheckpoint(old, tuple(proof), note))
            reply = await link.add_checkpoint(client, url, body)
            if reply.status == HTTPStatus.OK:
                await self._keep(asked, note, reply.body)
                await self._look_whether_it_follows(asked)
                self._set(asked, "cosigned", "")
                return
            if reply.status != HTTPStatus.CONFLICT:
                later = await self._look_behind(asked, reply)
                raise RefusedError(later or _no(reply, self._log.verifier))
            old = _told(reply)
            if old < (asked.old or 0):
                asked.odd = (
                    f"It had cosigned {asked.old} entries and says {old}: its book was "
                    "put back from a backup, or it is not one witness."
                )
            if old > size:
                later = await self._look_behind(asked, reply)
                ahead = f"It has seen {old} entries of this ledger, which has {size}."
                raise RefusedError(later or ahead)
        raise RefusedError("It says another size each time it is asked.")

    def _proof(self, old: int, size: int) -> list[bytes]:
        return self._log.consistency(old, size) if 0 < old <= size else []

    async def _keep(self, asked: _Asked, note: bytes, lines: bytes) -> None:
        cosignature = _cosignature(asked.witness, note, lines)
        now = self._parts.now_ms()
        parts, logs = self._parts, self._keys
        size = _read(note).size
        await asyncio.to_thread(parts.kept.add, note, cosignature, now)
        seen = await asyncio.to_thread(parts.kept.seen_at, size, parts.policy, logs)
        asked.old, asked.at = size, now
        if note == self._target:
            self._signed.add(asked.witness.name)
            self._lines[asked.witness.name] = cosignature.line
        if seen is not None and (self._seen is None or self._seen.size <= size):
            self._seen = seen

    async def _look_whether_it_follows(self, asked: _Asked) -> None:
        """While two keys sign: see whether a witness knows the one that will be left.

        What it shows of the checkpoint it cosigned has the signatures it knows.
        """
        was, asked.lags = asked.lags, ""
        if self._log.former is None:
            return
        url, key = asked.witness.url or "", self._log.verifier
        try:
            held = await link.latest(self._parts.client, url, self._log.origin)
            knows = held.status != HTTPStatus.OK or any(
                map(key.knows, parse(held.body).signatures)
            )
        except (NoAnswerError, InputError):
            return  # what it does not show is not known
        if not knows:
            asked.lags = (
                "It cosigns by the key that gives way, and does not know the next. "
                f"Before lastlook key retire: {ADD_LOG} {key.vkey}"
            )
            if not was:
                name = shown(asked.witness.name)
                _log.warning("witness %s: %s", name, asked.lags)

    async def _look_behind(self, asked: _Asked, reply: link.Reply) -> str:
        """See whether what a witness holds proves another past of this ledger.

        Returns:
            What else it shows, in words; empty where nothing.
        """
        if reply.status not in {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}:
            return ""
        url, origin = asked.witness.url or "", self._log.origin
        try:
            held = await link.latest(self._parts.client, url, origin)
        except NoAnswerError:
            return ""  # what it does not show proves nothing
        if held.status != HTTPStatus.OK:
            return ""
        return await asyncio.to_thread(self._past.prove, held.body)


async def _first(*waits: Awaitable[object]) -> None:
    """Wait for the first of these; let go of the others."""
    tasks = [asyncio.ensure_future(each) for each in waits]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


def _read(note: bytes) -> Checkpoint:
    """Our own checkpoint."""
    return parse_checkpoint(parse(note).text)


def _cosignature(witness: Witness, note: bytes, lines: bytes) -> Cosignature:
    """The newest cosignature by this witness among the lines it answered."""
    try:
        found = read_cosignatures(note + lines, [witness.cosigner]).valid
    except InputError as error:
        raise RefusedError(f"Its answer is no cosignature: {error}") from None
    dated = [each for each in found if each.at_seconds]
    if not dated:
        raise RefusedError("Its answer has no cosignature by its key with a time.")
    return max(dated, key=lambda each: each.at_seconds)


def _told(reply: link.Reply) -> int:
    try:
        return read_size(reply.body.removesuffix(b"\n"))
    except InputError:
        raise RefusedError("It answers 409 without a size.") from None


def _no(reply: link.Reply, key: Verifier) -> str:
    """What a refusal means, in words."""
    means = _MEANS.get(reply.status, f"It answers {reply.status}.")
    means = means.replace("@", key.vkey)
    said = reply.body[:200].decode(errors="replace").strip()
    return f"{means} ({said})" if said else means
