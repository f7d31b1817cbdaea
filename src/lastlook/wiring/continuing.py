"""A ledger whose end is lost, and the new one that says so.

1. A loss is declared and not hidden: the statement names the old ledger, the end of
   what is kept of it, and the last checkpoint that was signed, both as signed notes;
   a later one too, where nobody knows whether what it signs was answered.
2. The new ledger's entry commits to the statement's bytes by their SHA-256, in a
   correction of its own opening, signed by its first person.
3. The new ledger has another name: two trees never go under one, and no witness is
   asked to believe that the old one went on.

Nothing of the old ledger's state is taken over: what lies where is looked at again.
"""

import asyncio
from collections.abc import Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Final

from msgspec import Struct

from lastlook.core.acts import Correct
from lastlook.core.answers import Refused
from lastlook.core.words import ProductionId
from lastlook.desk.clock import SystemClock
from lastlook.desk.receipt import Receipt
from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.errors import RolledBackError, SignatureError
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.store import Store
from lastlook.ledger.tlog_policy import has_signed
from lastlook.wiring import stores
from lastlook.wiring.desks import open_desk
from lastlook.wiring.files import (
    WiringError,
    former_of,
    origin,
    pen,
    public_key,
    signer_of,
)
from lastlook.wiring.stores import Where, place_of

KIND: Final = "lastlook/continues/v1"
GROUNDS: Final = "continues-"  # then the statement's digest


class Loss(Struct, frozen=True):
    """What is known of an old ledger.

    Attributes:
        log: its public key, by which the end of what is kept is signed.
        kept: the newest checkpoint of what is kept, a signed note.
        kept_to: the same, read.
        signed: the last one that was signed, a note; None where nobody knows.
        signed_to: the same, read.
        doubt: one signed after it that is not in what is kept, and of which nobody
            knows whether it was answered, a note; None where there is none.
        doubt_to: the same, read.
        continues: whether what is kept goes on from what was signed last.
        later: the key that signed last, where it was changed after what is kept.
    """

    log: Verifier
    kept: bytes
    kept_to: Checkpoint
    signed: bytes | None
    signed_to: Checkpoint | None
    doubt: bytes | None
    doubt_to: Checkpoint | None
    continues: bool
    later: Verifier | None = None

    @property
    def said(self) -> str:
        """How much of it is lost at least, and how much perhaps."""
        if self.doubt_to is None or self.signed_to is None:
            return self._at_least
        first = max(self.kept_to.size, self.signed_to.size)
        if first >= self.doubt_to.size:
            first = self.signed_to.size  # what is kept is others' work from there on
        which = _entries(first, self.doubt_to.size)
        return (
            f"{self._at_least} Perhaps more: {which} signed last, and nobody here "
            "knows whether that was answered."
        )

    @property
    def _at_least(self) -> str:
        kept, signed = self.kept_to.size, self.signed_to
        if signed is None:
            return (
                f"{kept} entries are kept; its head file is lost, so nobody here knows "
                "whether there were more."
            )
        if signed.size > kept:
            at_least = "" if self.doubt is None else "at least "
            lost = _entries(kept, signed.size, "is", "are")
            return f"{kept} entries are kept; {at_least}{lost} lost."
        if not self.continues:
            return (
                f"{kept} entries are kept, which are not those that were signed: the "
                f"{signed.size} of the last checkpoint are lost, or others' work."
            )
        known = "signed" if self.doubt is None else "surely answered"
        return f"{kept} entries are kept; of what was {known} nothing is lost."


def _entries(start: int, stop: int, one: str = "was", many: str = "were") -> str:
    """Entries [start, stop), and the verb that goes with them."""
    if stop == start + 1:
        return f"entry {start} {one}"
    return f"entries {start}-{stop - 1} {many}"


class Continued(Struct, frozen=True):
    """A loss that was put on record: where the statement is, and which entry it is."""

    path: Path
    entry: int
    said: str


def loss_of(old: Where, production: ProductionId, vkey: str | None = None) -> Loss:
    """What is kept of the ledger at `old`, and what was signed last.

    `vkey` is its public key, where the file of its private one is gone, or where the
    key was changed after what is kept: the one of then.

    Raises:
        WiringError: `production` is the old one's name.
        LedgerError: what is kept cannot be read or does not hold.
    """
    place = place_of(old)
    files = place.files
    log = public_key(files, vkey)
    if log.name == origin(production):
        raise WiringError(
            f"{old} is the ledger of {production}, and two ledgers never go under one "
            f"name. Call the new one otherwise: {production}-2, for example."
        )
    own = signer_of(files).verifier if files.key.exists() else None
    others = () if own is None else (own,)
    with closing(stores.open_to_read(place)) as store:
        former = former_of(files)
        reading = _kept(store, (log,) if former is None else (log, former.verifier))
        log = reading.verifier
        kept_to, kept = reading.verify(), reading.checkpoint
        head_file = HeadOnDisk(files.head)
        signed = head_file.read()
        signed_to = (
            read_checkpoint(signed, log, *others) if signed is not None else None
        )
        by_log = signed is None or has_signed(signed, log)
        doubt = _in_doubt(reading, head_file, (log, *others))
        doubt_to = read_checkpoint(doubt, log, *others) if doubt is not None else None
        try:
            compared = head_file if signed is not None else None
            Log.open_to_read(store, log, compared, others)
            continues = True
        except RolledBackError:
            continues = False
    return Loss(
        log=log,
        kept=kept,
        kept_to=kept_to,
        signed=signed,
        signed_to=signed_to,
        doubt=doubt,
        doubt_to=doubt_to,
        continues=continues,
        later=None if by_log else own,
    )


def _kept(store: Store, keys: Sequence[Verifier]) -> Log:
    """What is kept, by whichever of these keys has signed its end."""
    head = store.head()
    signed = [key for key in keys if head is not None and has_signed(head.note, key)]
    try:
        return Log.open_to_read(store, (signed or keys)[0])
    except SignatureError as error:
        raise WiringError(
            f"{error} Where the key was changed after what is kept, name by --vkey the "
            "one in force then: the line that lastlook init printed or, of a later "
            "key, lastlook key show."
        ) from None


def _in_doubt(
    kept: Log, head_file: HeadOnDisk, keys: Sequence[Verifier]
) -> bytes | None:
    """The note of a batch that is not in what is kept, and may have been answered."""
    pending = head_file.pending()
    if pending is None:
        return None
    then = read_checkpoint(pending.note, *keys)
    there = then.size <= kept.size and kept.root(then.size) == then.root
    return None if there else pending.note


def continue_from(loss: Loss, where: Where, production: ProductionId) -> Continued:
    """Put on record in the new production there what it continues."""
    text = _statement(loss, production).encode()
    ledger = place_of(where).ledger
    beside = ledger.with_name(f"{ledger.name}.continues")
    with beside.open("xb") as file:
        file.write(text)
    grounds = GROUNDS + sha256(text).hexdigest()
    receipt = asyncio.run(_corrected(where, production, grounds))
    if isinstance(receipt.answer, Refused):
        raise WiringError(
            f"{where} is open, but its packs do not let office say what it continues "
            f"({', '.join(receipt.answer.codes)}). Let somebody correct entry 0 whose "
            f"part it is, with grounds={grounds}"
        )
    return Continued(beside, receipt.n, loss.said)


async def _corrected(where: Where, production: ProductionId, grounds: str) -> Receipt:
    clock = SystemClock()
    office = pen(production, place_of(where).files.office)
    async with open_desk(where, clock) as desk:
        act = office.act(Correct, clock.now_ms(), entry=0, grounds=grounds)
        return await desk.submit(office.signed(act))


def _statement(loss: Loss, production: ProductionId) -> str:
    """The statement: what is continued, in words and as signed notes."""
    signed = "not known\n" if loss.signed is None else loss.signed.decode()
    if loss.doubt is not None:
        signed += f"\nSigned after that, answered or not:\n{loss.doubt.decode()}"
    later = loss.later
    changed = f"\nIts key was changed later, to:\n{later.vkey}\n" if later else ""
    return (
        f"{KIND}\n"
        f"{origin(production)} continues {loss.log.name}.\n"
        f"{loss.said}\n"
        f"\nIts public key:\n{loss.log.vkey}\n{changed}"
        f"\nThe end of what is kept:\n{loss.kept.decode()}"
        f"\nWhat was signed last:\n{signed}"
    )
