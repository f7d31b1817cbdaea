"""What it means that somebody outside holds another past of a ledger.

1. It is said only of a checkpoint that the desk's own key signed: nobody else can make
   one. Where this ledger does not continue it, that was rolled back or forked.
2. Of a key that gave way this counts for as long as it signs along, and then as far as
   it did: what a lost or retired key signs later stops no desk, and is said.
"""

from contextlib import suppress
from typing import Final

from lastlook.ledger.checkpoint import Checkpoint, parse, read_checkpoint
from lastlook.ledger.errors import FatalError, InputError, ProofError
from lastlook.ledger.log import Log
from lastlook.ledger.merkle import verify_consistency
from lastlook.ledger.note import Verifier
from lastlook.ledger.note import parse as parse_note

ADD_LOG: Final = "Have its keeper add the key: lastlook witness add-log BOOK"


class AnotherPastError(FatalError):
    """A checkpoint signed by this desk is not one that its ledger continues.

    Attributes:
        store_size: number of entries in the ledger.
        seen_size: number of entries of the checkpoint.
    """

    def __init__(self, store_size: int, seen_size: int) -> None:
        found = (
            f"it has {store_size} entries, and this desk has signed {seen_size}"
            if store_size < seen_size
            else f"the first {seen_size} of its {store_size} entries are not those "
            "that this desk has signed"
        )
        super().__init__(
            f"The ledger was rolled back or replaced: {found}, as a witness has seen. "
            "Answers may have been given that it no longer holds. Put back the ledger "
            "that the witnesses saw; if it is lost, begin a new one and keep both as "
            "evidence."
        )
        self.store_size = store_size
        self.seen_size = seen_size


class Past:
    """What a ledger has been, and what of it others may hold."""

    def __init__(
        self, log: Log, earlier: tuple[tuple[Verifier, int | None], ...] = ()
    ) -> None:
        """Args: the ledger; keys before its own, and up to which size they signed."""
        self._log, self._earlier = log, earlier

    def prove(self, note: bytes | None) -> str:
        """Hold what somebody shows, perhaps nothing, to the ledger.

        Returns:
            What to say where a key signed that had given way by then, else nothing.

        Raises:
            AnotherPastError: this desk's key signed what the ledger does not continue.
        """
        other, in_force = self._signed_by_us(note)
        if other is None:
            return ""  # (1) not ours: it proves nothing
        if in_force is not None and other.size > in_force:
            return (
                f"It has cosigned {other.size} entries by a key that gave way after "
                f"{in_force}: somebody else has that key. {ADD_LOG} "
                f"{self._log.verifier.vkey}"
            )
        ours = parse(parse_note(self._log.checkpoint).text)
        if other.size > ours.size:
            raise AnotherPastError(ours.size, other.size)
        if other.size == 0:
            return ""
        proof = self._log.consistency(other.size, ours.size)
        try:
            verify_consistency(other.size, ours.size, proof, other.root, ours.root)
        except ProofError:
            raise AnotherPastError(ours.size, other.size) from None
        return ""

    def _signed_by_us(self, note: bytes | None) -> tuple[Checkpoint | None, int | None]:
        """What a key of ours signed, and up to which size; None for without end."""
        # (2) whose end is not known, and who signs along, has none
        ends = [(self._log.verifier, None), *self._earlier]
        for key, end in ends if note is not None else ():
            with suppress(InputError):
                found = read_checkpoint(note or b"", key)
                return found, None if key == self._log.former else end
        return None, None
