"""The witness itself: which answer a request gets (C2SP tlog-witness).

1. It cosigns only what its book shows to continue everything it signed before: never
   two roots for one size, never a smaller size, never an earlier time.
2. What it cosigns is durable before the answer is made (`book`).
3. Each no has the status that the protocol gives it, and one sentence that says why.
4. Of a log's keys those that were added later came after: once one of them has signed
   what was cosigned, what only an earlier one signs is refused (403). One origin is one
   log, whichever key signs: sizes, roots and times go on.
5. A checkpoint that its log did sign and that contradicts what was signed before is
   kept: two such notes together prove that the log showed two pasts.

The order of the checks: form (400), log known (404), its signature (403), sizes (400),
what was signed last (409), proof and roots (422).
"""

from collections.abc import Callable
from hashlib import sha256
from http import HTTPStatus
from typing import Final

from msgspec import Struct

from lastlook.ledger.add_checkpoint import (
    SIZE_TYPE,
    AddCheckpoint,
    read_add_checkpoint,
)
from lastlook.ledger.cosignature import CosigningKey, cosign
from lastlook.ledger.errors import MalformedError, ProofError, SignatureError
from lastlook.ledger.merkle import EMPTY_ROOT, verify_consistency
from lastlook.ledger.note import Note, parse, render
from lastlook.ledger.tlog_policy import LogKey, has_signed, shown
from lastlook.witness.book import Book, Signed

TEXT: Final = "text/plain; charset=utf-8"
_CONTRADICTING: Final = {HTTPStatus.CONFLICT, HTTPStatus.UNPROCESSABLE_ENTITY}


class Answer(Struct, frozen=True):
    """What goes back: status, type and body."""

    status: HTTPStatus
    body: bytes
    kind: str = TEXT


class _No(Exception):  # noqa: N818  # an answer, not an error
    """A request that is not granted."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


class Keeper:
    """A witness: its key, its book, its clock."""

    def __init__(
        self, book: Book, key: CosigningKey, now_seconds: Callable[[], int]
    ) -> None:
        """`now_seconds` gives the time, in seconds since 1970 UTC."""
        self._book = book
        self._key = key
        self._now = now_seconds

    @property
    def vkey(self) -> str:
        """The witness's public key, as those who ask it are given it."""
        return self._key.cosigner.vkey

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer `POST /add-checkpoint`.

        Raises:
            LedgerError: the book could not be written; nothing was given out.
        """
        try:
            asked, origin = _read(body)
            keys = self._book.keys(origin)
            signers = _signers(asked, keys)

            def continued(last: Signed | None) -> Signed:
                _check_in_force(signers, keys, last)
                return self._continued(asked, signers, last)

            signed = self._book.sign(origin, continued)
        except _No as no:
            # (5) its log did sign it, or it would have been turned away before
            if no.answer.status in _CONTRADICTING:
                self._keep_contradiction(asked)
            return no.answer
        cosigner = self._key.cosigner
        ours = [s for s in parse(signed.note).signatures if cosigner.knows(s)]
        lines = render(Note("\n", tuple(ours))).removeprefix(b"\n\n")
        return Answer(HTTPStatus.OK, lines)

    def latest(self, origin_hash: str) -> Answer:
        """Answer `GET /<origin hash>/checkpoint`: what was cosigned last of a log."""
        for origin in self._book.origins():
            if sha256(origin.encode()).hexdigest() == origin_hash:
                signed = self._book.latest(origin)
                if signed is not None:
                    return Answer(HTTPStatus.OK, signed.note)
        return Answer(
            HTTPStatus.NOT_FOUND, b"No checkpoint of such a log was cosigned here.\n"
        )

    def _continued(
        self,
        asked: AddCheckpoint,
        signers: list[LogKey],
        last: Signed | None,
    ) -> Signed:
        """What is signed next, where it continues what was signed last."""
        old = last.size if last is not None else 0
        if asked.old != old:
            body = f"{old}\n".encode()
            raise _No(Answer(HTTPStatus.CONFLICT, body, SIZE_TYPE))
        try:
            # (1) nothing but what continues
            _check_continues(asked, last)
        except ProofError as error:
            raise _no(HTTPStatus.UNPROCESSABLE_ENTITY, f"{error}") from None
        note = parse(asked.note)
        logs = tuple(s for s in note.signatures if any(k.knows(s) for k in signers))
        kept = render(Note(note.text, logs))
        at_seconds = max(self._now(), last.at_seconds if last is not None else 1)
        line = cosign(kept, self._key, at_seconds)
        checkpoint = asked.checkpoint
        return Signed(checkpoint.size, checkpoint.root, at_seconds, kept + line)

    def _keep_contradiction(self, asked: AddCheckpoint) -> None:
        """Keep what its log signed, where it contradicts what was signed before."""
        checkpoint = asked.checkpoint
        known = self._book.root_at(checkpoint.origin, checkpoint.size)
        if known is None or known == checkpoint.root:
            return  # a proof that does not verify may be the asker's fault
        found = Signed(checkpoint.size, checkpoint.root, self._now(), asked.note)
        self._book.refuse(checkpoint.origin, found)


def _read(body: bytes) -> tuple[AddCheckpoint, str]:
    try:
        asked = read_add_checkpoint(body)
        origin = asked.checkpoint.origin
    except MalformedError as error:
        raise _no(HTTPStatus.BAD_REQUEST, f"{error}") from None
    return asked, origin


def _signers(asked: AddCheckpoint, keys: list[LogKey]) -> list[LogKey]:
    """The known keys that signed: at least one did, none wrongly, and sizes fit."""
    origin = shown(asked.checkpoint.origin)
    if not keys:
        raise _no(HTTPStatus.NOT_FOUND, f"{origin} is not a log that is known here.")
    try:
        signers = [key for key in keys if has_signed(asked.note, key)]
    except SignatureError as error:
        raise _no(HTTPStatus.FORBIDDEN, f"{error}") from None
    if not signers:
        raise _no(
            HTTPStatus.FORBIDDEN, f"No key that is known for {origin} signed this."
        )
    if asked.old > asked.checkpoint.size:
        raise _no(
            HTTPStatus.BAD_REQUEST,
            f"The old size {asked.old} is larger than the checkpoint's "
            f"{asked.checkpoint.size}.",
        )
    return signers


def _check_in_force(
    signers: list[LogKey], keys: list[LogKey], last: Signed | None
) -> None:
    """Refuse what only keys signed that gave way to one that has signed since."""
    if last is None:
        return
    # (4) `keys` are in the order they were added
    before = [keys.index(key) for key in keys if has_signed(last.note, key)]
    if max(map(keys.index, signers)) < max(before, default=0):
        raise _no(
            HTTPStatus.FORBIDDEN,
            f"{shown(keys[max(before)].vkey)} has signed what was cosigned last, and "
            "this is signed only by a key that was known before it. If the ledger "
            "has a newer key, add that: lastlook witness add-log BOOK VKEY",
        )


def _no(status: HTTPStatus, why: str) -> _No:
    return _No(Answer(status, f"{why}\n".encode()))


def _check_continues(asked: AddCheckpoint, last: Signed | None) -> None:
    """Refuse a checkpoint that is not shown to continue what was signed last."""
    size, root = asked.checkpoint.size, asked.checkpoint.root
    if size == 0 and root != EMPTY_ROOT:
        raise ProofError("A tree of no entries has not this root.")
    if asked.old == 0:
        if asked.proof:
            raise ProofError("From no entries there is nothing to prove.")
        return
    if last is None:
        raise ProofError("Nothing was cosigned yet.")
    verify_consistency(asked.old, size, asked.proof, last.root, root)
