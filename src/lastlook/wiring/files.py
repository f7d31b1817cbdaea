"""A production's files, and the keys that are in them.

A production at FILE is five files beside each other, and a sixth that may be missing:

    FILE          the ledger, SQLite; not there where it is in a database
    FILE.head     the last signed checkpoint: never back it up, never restore it
    FILE.key      the desk's private key, for its owner's eyes only
    FILE.people   names, contacts and PINs; erasable
    FILE.office   the first person's private key, for its owner's eyes only
    FILE.snapshot what the ledger says, for a quick start; made anew where missing

While the desk's key is being changed there is one more:

    FILE.key.next    the key that comes, until the record names it
    FILE.key.former  the key that went, for as long as it signs along

And where the production was moved away:

    FILE.moved    where it is now
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct

from lastlook.core.words import PersonId, ProductionId
from lastlook.desk.pen import Pen, read_key
from lastlook.ledger.errors import InputError
from lastlook.ledger.keys import read_key_file
from lastlook.ledger.log import Former
from lastlook.ledger.note import Signer, Verifier, read_skey, read_vkey


class WiringError(Exception):
    """What was chosen does not go together; says what to do."""


class HeldError(WiringError):
    """Another process holds the production's files; try again when it is over."""


class Files(Struct, frozen=True):
    """The files of one production."""

    ledger: Path

    @property
    def head(self) -> Path:
        """The last signed checkpoint."""
        return self._beside("head")

    @property
    def key(self) -> Path:
        """The desk's private key."""
        return self._beside("key")

    @property
    def people(self) -> Path:
        """Names, contacts and PINs."""
        return self._beside("people")

    @property
    def office(self) -> Path:
        """The first person's private key."""
        return self._beside("office")

    @property
    def next_key(self) -> Path:
        """The desk's next private key, while it is being changed."""
        return self._beside("key.next")

    @property
    def former_key(self) -> Path:
        """The desk's private key before this one, while it signs along."""
        return self._beside("key.former")

    @property
    def snapshot(self) -> Path:
        """The state after so many entries: never needed, and never the record."""
        return self._beside("snapshot")

    @property
    def moved(self) -> Path:
        """Where the production is now, if it was moved away."""
        return self._beside("moved")

    @property
    def all(self) -> tuple[Path, ...]:
        """Every one that must be there."""
        return (self.ledger, self.head, self.key, self.people, self.office)

    def _beside(self, ending: str) -> Path:
        return self.ledger.with_name(f"{self.ledger.name}.{ending}")


@contextmanager
def held(files: Files) -> Iterator[None]:
    """Hold a production's files for writing, alone: a desk for as long as it runs.

    Who only reads holds nothing, and goes on beside it. The files are those of this
    machine: another desk of the same production, with a folder of its own, is not
    seen here.

    Raises:
        HeldError: another process holds them.
    """
    try:
        opened = os.open(files.head, os.O_RDONLY)
    except FileNotFoundError:
        yield  # whoever opens the ledger says what that means
        return
    try:
        _lock(opened, files)
        yield
    finally:
        os.close(opened)


def _lock(opened: int, files: Files) -> None:
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise HeldError(
            f"A desk runs on {files.head}, or another command is at work there; "
            "nothing was changed. Stop the desk first and do it again, or say it on a "
            "phone. What only reads (status, log, verify, export, backup, fsck) goes "
            "on beside a desk."
        ) from None


def origin(production: ProductionId) -> str:
    """The name of a production's ledger, in every checkpoint it signs."""
    return f"lastlook/{production}"


def check_id(production: ProductionId) -> None:
    """Refuse what cannot be a production's id.

    Raises:
        WiringError: it cannot; says why.
    """
    try:
        msgspec.convert(production, ProductionId)
        read_vkey(Verifier(origin(production), bytes(32)).vkey)
    except (msgspec.ValidationError, InputError) as error:
        raise WiringError(
            f"{production!r} cannot be a production's id: letters, digits and . _ / -, "
            "at most 64 of them, no spaces."
        ) from error


def signer_of(files: Files) -> Signer:
    """The desk's key, with the ledger's name.

    Raises:
        WiringError: there is no such file.
        KeyFileError: it is no key's, or others can read it.
    """
    if not files.key.exists():
        raise WiringError(
            f"There is no {files.key}, the desk's own key, and nothing is signed "
            "without it. Put it back from a backup that was made with --keys. If it "
            "is gone, go on under a new one: lastlook key lost FILE --vkey KEY"
        )
    return read_skey(read_key_file(files.key))


def public_key(files: Files, vkey: str | None) -> Verifier:
    """The ledger's public key: the one that was named, else that of the key beside it.

    Raises:
        WiringError: none was named, and there is no key beside it.
    """
    if vkey:
        return read_vkey(vkey)
    if not files.key.exists():
        raise WiringError(
            f"There is no {files.key}, as beside a backup or a copy. Name the ledger's "
            "public key by --vkey: the line that lastlook init printed or, where the "
            "key was changed, the one that lastlook key show prints."
        )
    return signer_of(files).verifier


def former_of(files: Files) -> Former | None:
    """The key before the desk's own, where it still signs along."""
    if not files.former_key.exists():
        return None
    signer = read_skey(read_key_file(files.former_key))
    return Former(signer.verifier, signer)


def is_changing(files: Files, name: str) -> bool:
    """Whether the key of the ledger of that name is being changed: its next is there.

    Another ledger's key in its place is none, and stands in nobody's way.
    """
    if not files.next_key.exists():
        return False
    try:
        return read_skey(read_key_file(files.next_key)).name == name
    except InputError:
        return True  # whose it is, nobody can say


def pen(
    production: ProductionId, key_file: Path, person: PersonId | None = None
) -> Pen:
    """The pen of the person whose key is in this file, or of `person` with it."""
    whose, key = read_key(read_key_file(key_file))
    return Pen(person or whose, key, production, secrets.token_bytes)
