"""Every act's signature, checked beside the rest, on every core there is.

1. A signature is taken exactly where the desk's library takes it. OpenSSL computes;
   what it lets pass and libsodium does not (keys and points of small order, a key in
   a second spelling) is refused here.
2. Not more than so many pages wait: memory does not grow with the ledger.
3. Few signatures are checked on the spot; many go to processes of their own, for the
   rest of the work holds the interpreter.
4. A process that ends before its time leaves no signature for checked: there is an
   error instead of findings.

The desk checks by libsodium, the verifier by OpenSSL, so that a fault of one library
does not hide itself.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from multiprocessing import get_context
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lastlook.desk.door import public_bytes
from lastlook.evidence.findings import Report
from lastlook.ledger.entry import Entry, read_leaf, signed_by
from lastlook.ledger.errors import MalformedError, RetryableError

AT_ONCE: Final = 2_048  # so many are checked on the spot, before processes are begun
WAITING: Final = 4  # pages for each process
KEYS: Final = 1_024  # whose text was read are remembered

# The y of every point of small order, sign left out (RFC 7748's curve as Edwards).
_SMALL: Final = frozenset(
    bytes.fromhex(y)
    for y in (
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    )
)
_PRIME: Final = 2**255 - 19
_SIGN: Final = 0x80  # of x, the highest bit of the last byte


class CheckerLostError(RetryableError):
    """A process that checked signatures has ended before its time."""

    def __init__(self) -> None:
        super().__init__(
            "A process that was checking signatures was ended, by somebody or for want "
            "of memory. Nothing was found out; verify again."
        )


class Signatures:
    """Checks signatures, now or a little later; `wait` to have them all."""

    def __init__(self, report: Report, processes: int | None = None) -> None:
        self._report = report
        self._processes = processes or os.cpu_count() or 1
        self._pool: Executor | None = None
        self._running: deque[tuple[int, Future[tuple[int, list[int]]]]] = deque()
        self._seen = 0

    def check(self, first: int, leaves: Sequence[bytes]) -> None:
        """Check these leaves' signatures; the first of them is entry `first`."""
        self._seen += len(leaves)
        # (3) few, or many
        if self._seen <= AT_ONCE:
            self._found(first, wrongly_signed(leaves))
            return
        if self._pool is None:
            self._pool = _pool(self._processes)
        try:
            checking = self._pool.submit(wrongly_signed, leaves)
        except BrokenProcessPool as error:
            raise CheckerLostError from error
        self._running.append((first, checking))
        # (2) bounded
        while len(self._running) > WAITING * self._processes:
            self._collect()

    def wait(self) -> None:
        """Wait until all are checked."""
        while self._running:
            self._collect()

    def stop(self) -> None:
        """End the processes, whatever they have left to do."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _collect(self) -> None:
        first, coming = self._running.popleft()
        try:
            self._found(first, coming.result())
        except BrokenProcessPool as error:
            # (4) not checked
            raise CheckerLostError from error

    def _found(self, first: int, found: tuple[int, list[int]]) -> None:
        checked, wrong = found
        self._report.counts[4] += checked
        for place in wrong:
            self._report.add(4, "the signature does not fit the act", first + place)


def wrongly_signed(leaves: Sequence[bytes]) -> tuple[int, list[int]]:
    """How many leaves were looked at, and which of them are not signed as they say.

    A leaf that cannot be read has no signature; who reads the entry says so.
    """
    checked, wrong = 0, []
    for place, leaf in enumerate(leaves):
        try:
            entry = read_leaf(leaf)
        except MalformedError:
            continue
        checked += 1
        if not _is_signed(entry):
            wrong.append(place)
    return checked, wrong


def _is_signed(entry: Entry) -> bool:
    verify = _verifying(entry.key)
    if verify is None:
        return False
    message, signature = signed_by(entry)
    return _fits(verify, message, signature)


# Of acts signed together one signature is checked once: they come one by one.
@lru_cache(maxsize=64)
def _fits(
    verify: Callable[[bytes, bytes], None], message: bytes, signature: bytes
) -> bool:
    # (1) no point of small order
    if _without_sign(signature[:32]) in _SMALL:
        return False
    try:
        verify(signature, message)
    except InvalidSignature:
        return False
    return True


@lru_cache(maxsize=KEYS)
def _verifying(key: str) -> Callable[[bytes, bytes], None] | None:
    """How to check a signature by this key; None where nobody could have made one."""
    public = public_bytes(key)
    if public is None:
        return None
    # (1) no key of small order, none in a second spelling
    y = _without_sign(public)
    if y in _SMALL or int.from_bytes(y, "little") >= _PRIME:
        return None
    return Ed25519PublicKey.from_public_bytes(public).verify


def _without_sign(point: bytes) -> bytes:
    return point[:31] + bytes((point[31] & ~_SIGN,))


def _pool(processes: int) -> Executor:
    # Not forked: a fork takes the threads' locks along as they happen to be.
    return ProcessPoolExecutor(processes, get_context("spawn"), _begin)


def _begin() -> None:
    # Ctrl-C is for whoever began the processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
