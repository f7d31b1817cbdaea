"""A ledger whose head file is lost, taken up again by what somebody else kept of it.

1. Nothing here can tell whether entries are missing at the end. So it takes a
   checkpoint that another kept: of that many entries at least it is shown that they
   are there, and that they are the same.
2. A ledger that lacks what the checkpoint has, or has other entries, is not taken up.
3. Where there is a head file it is left alone: it is what says that a ledger is older.
"""

from contextlib import closing

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint, read_checkpoint
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.log import Log, adopt
from lastlook.ledger.tlog_policy import TlogPolicy
from lastlook.wiring import stores
from lastlook.wiring.asked import followed, keys_of
from lastlook.wiring.files import WiringError, held, signer_of
from lastlook.wiring.stores import Where, place_of


class Adopted(Struct, frozen=True):
    """How many entries there are, and how many of them another had seen."""

    size: int
    seen: Checkpoint


def adopt_ledger(
    where: Where, note: bytes, policy: TlogPolicy | None = None
) -> Adopted:
    """Make the head file of the ledger there anew.

    Args:
        where: the ledger's file, or its address.
        note: a checkpoint of it that somebody else kept.
        policy: who has to have cosigned that, where anybody has to.

    Raises:
        WiringError: the ledger lacks what the checkpoint has.
        SignatureError: the checkpoint is not this ledger's, or not cosigned.
        HeadFileError: there is a head file.
    """
    place = place_of(where)
    signer, keys = signer_of(place.files), keys_of(place)
    with (
        held(place.files),
        closing(stores.open_to_write(place)) as store,
        closing(HeadOnDisk(place.files.head)) as head_file,
    ):
        seen = read_checkpoint(note, *keys)
        if policy is not None:
            followed(policy, keys).check(note, keys)
        log = Log.open_to_read(store, signer.verifier)
        # (2) all that was seen, and the same
        if seen.size > log.size or log.root(seen.size) != seen.root:
            lacks = (
                f"it has {log.size} entries, and {seen.size} were signed"
                if seen.size > log.size
                else f"the first {seen.size} of its entries are not those signed"
            )
            raise WiringError(
                f"{place} is not the ledger that the checkpoint is of: {lacks}. Keep "
                "both as they are. If the rest is lost, begin a new ledger that says "
                "so: lastlook init NEW --production ID --continues OLD"
            )
        # (3) refused where there is one
        adopt(store, signer, head_file)
        return Adopted(log.size, seen)
