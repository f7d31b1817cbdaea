"""The desk's side: bring a studio's mirror up to where the ledger is (tlog-mirror).

1. It reads the ledger in threads, a bundle at a time, and writes nothing: no answer
   waits for it, and none fails by it.
2. The mirror says where it stands; what it has is not sent again, and whatever broke
   off is gone on with, after a restart of either side too.
3. A link that fails, or a ledger that cannot be read just now, is tried again, after a
   longer wait each time; a mirror that refuses is named, told once, and asked again at
   the longest wait.
4. A mirror is up to date only when it says so; where its key is known, only when its
   cosignature holds.
5. A mirror that knows only an earlier key is shown the checkpoints that both signed, in
   their order, before anybody is told that it needs the new one by hand.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import Final, Protocol

import httpx
from msgspec import Struct
from tenacity import AsyncRetrying, RetryCallState, wait_exponential_jitter

from lastlook.ledger.add_checkpoint import (
    ADD_CHECKPOINT,
    AddCheckpoint,
    read_size,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.cosignature import Cosigner, read_cosignatures
from lastlook.ledger.errors import InputError, MalformedError, RetryableError
from lastlook.ledger.log import Log
from lastlook.ledger.note import parse as parse_note
from lastlook.mirror.packing import Packing, in_thread
from lastlook.mirror.wire import (
    ADD_ENTRIES,
    Standing,
    Upload,
    read_standing,
)

ROUNDS_MAX: Final = 20  # requests without the mirror getting any further
ANSWER_BYTES_MAX: Final = 100_000
WAIT_S: Final = 1.0  # after the first failure; doubled after each
WAIT_MAX_S: Final = 300.0
PAUSE_S: Final = 2.0  # between looking whether there is more to push


class LinkLostError(RetryableError):
    """The mirror could not be asked, or did not answer as one."""


class MirrorRefusesError(InputError):
    """The mirror will not take this log; trying again changes nothing by itself."""


class OtherKeyError(MirrorRefusesError):
    """The mirror knows this log, and not by the key that signs it now."""


class Telling(Protocol):
    """Hears how pushing goes."""

    def pushed(self, have: int, size: int) -> None:
        """So many of the ledger's entries are at the mirror."""

    def failed(self, error: Exception, wait_s: float | None) -> None:
        """It failed, and is tried again after so many seconds; None: not again."""


class Destination(Struct, frozen=True):
    """Where to push.

    Attributes:
        web: asks below the mirror's submission prefix.
        key: the mirror's, where it is known.
        earlier: the ledger as it was whenever its key had just been changed, the oldest
            first: by these a mirror is led from a key it knows to the one of today.
    """

    web: httpx.AsyncClient
    key: Cosigner | None = None
    earlier: Callable[[], Sequence[Log]] = list


class Pusher:
    """Pushes one ledger to one mirror."""

    def __init__(
        self, destination: Destination, latest: Callable[[], Log], telling: Telling
    ) -> None:
        """Push what `latest` gives, each time it is asked."""
        self._web = destination.web
        self._key = destination.key
        self._earlier = destination.earlier
        self._latest = latest
        self._telling = telling
        self._pending = 0  # what the mirror said last
        self._following: int | None = None
        self._ticket = b""

    async def push(self) -> int:
        """Bring the mirror up to where the ledger is now.

        Returns:
            How many entries the mirror has.

        Raises:
            LinkLostError: it broke off; ask again.
            MirrorRefusesError: the mirror will not take it; says why.
        """
        return await self._led(await in_thread(self._latest))

    async def _led(self, log: Log) -> int:
        try:
            return await self._push(log)
        except OtherKeyError:
            # (5) by what both keys signed, from one to the next
            for earlier in await in_thread(self._earlier):
                with suppress(MirrorRefusesError, LinkLostError):
                    await self._push(earlier)
            return await self._push(log)

    async def _push(self, log: Log) -> int:
        note = log.checkpoint
        size = parse_checkpoint(parse_note(note).text).size
        if not size:
            return 0
        try:
            await self._announce(log, note, size)
            lines = await self._bring(log, size)
        except (httpx.HTTPError, MalformedError) as error:
            # (2) some of it may have arrived: ask before sending it again
            self._following = None
            raise LinkLostError(f"{self._web.base_url}: {error!r}") from error
        self._check(note, lines)
        self._telling.pushed(size, size)
        return size

    async def follow(self, sleep: Callable[[float], Awaitable[None]]) -> None:
        """Push for as long as this runs, whatever comes between."""
        reached = -1
        retrying = AsyncRetrying(
            sleep=sleep,
            wait=self._wait,
            before_sleep=self._told,
            retry=lambda state: _failed(state) is not None,
        )
        while True:
            reached = await retrying(self._further, reached)
            await sleep(PAUSE_S)

    async def _further(self, reached: int) -> int:
        log = await in_thread(self._latest)
        return reached if log.size == reached else await self._led(log)

    def _wait(self, state: RetryCallState) -> float:
        if isinstance(_failed(state), RetryableError):
            return wait_exponential_jitter(WAIT_S, WAIT_MAX_S)(state)
        return WAIT_MAX_S

    def _told(self, state: RetryCallState) -> None:
        error = _failed(state)
        if isinstance(error, Exception):
            self._telling.failed(error, state.upcoming_sleep)

    # --- the two requests -------------------------------------------------------

    async def _announce(self, log: Log, note: bytes, size: int) -> None:
        """Make the ledger's checkpoint pending at the mirror."""
        for _ in range(ROUNDS_MAX):
            old = self._pending
            if old > size:
                raise await self._ahead(old, log.origin)
            proof = await in_thread(_proof, log, old, size)
            asked = write_add_checkpoint(AddCheckpoint(old, proof, note))
            answer = await self._post(ADD_CHECKPOINT, asked)
            if answer.status_code == HTTPStatus.OK:
                self._pending = size
                return
            if answer.status_code != HTTPStatus.CONFLICT:
                raise _refused(answer, log)
            self._pending = read_size(answer.content.removesuffix(b"\n"))
        raise LinkLostError(f"{self._web.base_url} contradicts itself.")

    async def _ahead(self, old: int, origin: str) -> Exception:
        """Why the mirror may be ahead: another pushes too, or the ledger went back."""
        newest = await in_thread(self._latest)
        if newest.size >= old:
            return LinkLostError(f"{self._web.base_url} is at {old} by now.")
        return MirrorRefusesError(
            f"{self._web.base_url} has had {old} entries of {origin}, and this ledger "
            f"has {newest.size}: it was rolled back. Do not go on with it; put back "
            "the ledger that goes with its head file."
        )

    async def _bring(self, log: Log, size: int) -> bytes:
        """Send what is missing; the cosignature lines."""
        packing = Packing(log)
        try:
            return await self._bring_packed(log, size, packing)
        finally:
            await packing.close()

    async def _bring_packed(self, log: Log, size: int, packing: Packing) -> bytes:
        stuck = 0
        while stuck < ROUNDS_MAX:
            # Who does not know what the mirror has asks by an upload of nothing.
            start = size
            if self._following is not None:
                start = min(self._following, size)
                self._telling.pushed(start, size)
            upload = Upload(log.origin, start, size, self._ticket)
            sent = await packing.body(upload)
            answer = await self._post(ADD_ENTRIES, sent, packed=True)
            if answer.status_code == HTTPStatus.OK:
                self._following, self._ticket = size, b""
                return answer.content
            if answer.status_code not in {HTTPStatus.ACCEPTED, HTTPStatus.CONFLICT}:
                raise _refused(answer, log)
            standing = read_standing(answer.content)
            stuck = 0 if standing.following > start else stuck + 1
            self._learn(standing)
            if standing.pending != size:
                # somebody else has pushed a newer one: begin again from there
                raise LinkLostError(f"{self._web.base_url} is at {standing.pending}.")
        raise LinkLostError(f"{self._web.base_url} gets no further.")

    def _learn(self, standing: Standing) -> None:
        self._pending = standing.pending
        self._following = standing.following
        self._ticket = standing.ticket

    async def _post(
        self, path: str, content: bytes, *, packed: bool = False
    ) -> httpx.Response:
        headers = {"content-type": "application/octet-stream"}
        if packed:
            headers["content-encoding"] = "gzip"
        answer = await self._web.post(path, content=content, headers=headers)
        if len(answer.content) > ANSWER_BYTES_MAX:
            raise LinkLostError(f"{self._web.base_url} answers too much.")
        return answer

    def _check(self, note: bytes, lines: bytes) -> None:
        """(4) the mirror's word, under the very checkpoint that was pushed."""
        if self._key is None:
            return
        try:
            found = read_cosignatures(note + lines, [self._key])
        except InputError as error:
            raise MirrorRefusesError(f"The mirror's answer: {error}") from None
        if not found.valid:
            raise MirrorRefusesError(
                f"{self._web.base_url} did not cosign as {self._key.name}. Ask the "
                "studio for its key."
            )


def _proof(log: Log, old: int, size: int) -> tuple[bytes, ...]:
    return tuple(log.consistency(old, size)) if old else ()


def _refused(answer: httpx.Response, log: Log) -> Exception:
    """What an answer that is neither yes nor *elsewhere* means."""
    said = f"{answer.request.url} answered {answer.status_code}: {answer.text[:300]}"
    match answer.status_code:
        case HTTPStatus.NOT_FOUND:
            return MirrorRefusesError(
                f"The mirror does not know {log.origin}. Let the studio add its public "
                f"key: lastlook mirror FOLDER --log {log.verifier.vkey} ({said})"
            )
        case HTTPStatus.FORBIDDEN:
            return OtherKeyError(
                f"The mirror does not know {log.origin} by this key. Where the desk's "
                "key was lost nothing leads from the old one to the new: let the "
                "studio name both, the new one last: lastlook mirror FOLDER --log OLD "
                f"--log {log.verifier.vkey} ({said})"
            )
        case HTTPStatus.UNPROCESSABLE_ENTITY:
            return MirrorRefusesError(
                f"The mirror has another past of {log.origin} than this ledger. Keep "
                f"both as they are, and find out which was changed. ({said})"
            )
        case _:
            return LinkLostError(said)


def _failed(state: RetryCallState) -> BaseException | None:
    """The error of an attempt, where it is one to be tried again."""
    error = state.outcome.exception() if state.outcome is not None else None
    return error if isinstance(error, RetryableError | MirrorRefusesError) else None
