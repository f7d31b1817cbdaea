"""What is to be verified, wherever it is: a ledger, a tiles folder, a bundle.

1. Nothing of it is checked here, and nothing in it says whom to trust.
2. A key lies beside a ledger's own file only; whoever uses that is told so.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from msgspec import Struct

from lastlook.evidence.bundle import MANIFEST, PAGE, Bundle, is_bundle, open_bundle
from lastlook.evidence.complete import Along
from lastlook.evidence.openings import Named
from lastlook.ledger.folder import Folder
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.note import Verifier, read_vkey
from lastlook.ledger.opening import check_begun, said_to_be_signed
from lastlook.ledger.proof import TlogProof
from lastlook.ledger.tlog_policy import TlogPolicy
from lastlook.wiring import stores
from lastlook.wiring.asked import with_cosignatures
from lastlook.wiring.files import Files, WiringError, public_key
from lastlook.wiring.reading import without_head
from lastlook.wiring.stores import Where, place_of

NEWEST_ALONE: Final = (
    "of the checkpoints in the ledger only the newest was read; lastlook fsck reads "
    "them all"
)


class Kept(Struct, frozen=True):
    """What is kept of a ledger, as it is, for the verifier: nothing of it checked.

    Attributes:
        checkpoint: the newest.
        leaves: gives the leaves from an entry on.
        key: the ledger's public key; None where only a policy says whom to trust.
        older: what the head file beside it says was signed.
        without: that there is no such file, where one should be.
        along: what came with the entries.
        proofs: of an excerpt, each entry with its proof; then there are no leaves.
    """

    checkpoint: bytes
    leaves: Callable[[int], Iterator[bytes]]
    key: Verifier | None
    older: tuple[bytes, ...] = ()
    without: str = ""
    along: Along = Along()
    proofs: Callable[[], Iterator[TlogProof]] | None = None


@contextmanager
def kept(
    where: Where, key: str | None = None, policy: TlogPolicy | None = None
) -> Iterator[Kept]:
    """A ledger's bytes and its newest checkpoint.

    Args:
        where: the ledger's file or address, a tiles folder, or a bundle, zipped or
            unpacked.
        key: its public key.
        policy: whom the caller trusts. Without it and `key`, the key beside a ledger's
            file; of a folder or a bundle, nobody.
    """
    place = place_of(where)
    files, path = place.files, place.ledger
    if place.database is None and (
        path.is_dir() or (path.is_file() and is_bundle(path))
    ):
        verifier = read_vkey(key) if key else None
        with _handed_over(path, verifier) as handed:
            yield handed
        return
    store = stores.open_to_read(place)
    with closing(store):
        head, head_file = store.head(), HeadOnDisk(files.head)
        if head is None:
            check_begun(store, said_to_be_signed(head_file))
            raise WiringError(f"No ledger was begun in {place}.")
        signed = head_file.read()
        yield Kept(
            with_cosignatures(path, head.note),
            lambda start: store.read(start, head.size),
            _key(files, key, policy),
            (signed,) if signed is not None else (),
            without_head(place) or "",
            Along(unread=NEWEST_ALONE),
        )


@contextmanager
def _handed_over(path: Path, key: Verifier | None) -> Iterator[Kept]:
    """What somebody was handed: nothing in it says whom to trust."""
    if not is_bundle(path):
        folder = Folder(path)
        along = Along(tile=folder.tile)
        yield Kept(folder.checkpoint, _leaves_of(folder), key, along=along)
        return
    with open_bundle(path) as bundle:
        opened = bundle.openings
        along = Along(
            bundle.files[MANIFEST],
            tuple((named.person, _commitment(named)) for named in opened.people),
            tuple(opened.unproved),
            (lambda place: bundle.files[place.path])
            if bundle.numbers is None
            else None,
            tuple(bundle.strangers()),
            PAGE if bundle.page_of_another else "",
        )
        proofs = None if bundle.numbers is None else bundle.proofs
        leaves = _leaves_of(bundle)
        yield Kept(bundle.checkpoint, leaves, key, along=along, proofs=proofs)


def _leaves_of(source: Folder | Bundle) -> Callable[[int], Iterator[bytes]]:
    # A shorter log than was audited has no leaves from there on.
    return lambda start: source.leaves(min(start, source.size), source.size)


def _commitment(named: Named) -> str:
    try:
        return named.opening.commitment
    except ValueError:
        return ""  # what nobody can have committed to


def _key(files: Files, key: str | None, policy: TlogPolicy | None) -> Verifier | None:
    if key is None and policy is not None:
        return None
    return public_key(files, key)
