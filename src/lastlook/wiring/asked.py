"""The witnesses that a served ledger asks: from a policy file to their cosignatures.

1. A policy by which nobody would have to cosign, whose quorum cannot be asked, or that
   does not know this ledger, is refused at the start: it would be shown as fine, or
   never as fine.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from lastlook.desk.clock import Clock
from lastlook.desk.desk import Desk
from lastlook.desk.own_key import hand_over_in, keys_before
from lastlook.ledger.note import Verifier
from lastlook.ledger.tlog_policy import (
    NONE,
    KnownLog,
    TlogPolicy,
    shown,
)
from lastlook.wiring import stores
from lastlook.wiring.files import WiringError, signer_of
from lastlook.wiring.given import policy_in
from lastlook.wiring.outside import cosigned_file, witnesses_file
from lastlook.wiring.stores import Place, Where, place_of
from lastlook.witness.kept import Cosignatures

if TYPE_CHECKING:
    from lastlook.witness.asking import Asking  # at run time only who asks waits for it


def policy_of(path: Path, policy: Path | None) -> TlogPolicy | None:
    """The policy in `policy`, else the one beside the ledger; None where there is none.

    Raises:
        WiringError: it cannot be read; says where and why.
    """
    beside = witnesses_file(path)
    chosen = policy or (beside if beside.exists() else None)
    return policy_in(chosen) if chosen is not None else None


@asynccontextmanager
async def asking_of(
    path: Path, desk: Desk, policy: TlogPolicy, clock: Clock
) -> "AsyncIterator[Asking]":
    """What asks the witnesses of the desk at `path`; its files closed in the end.

    Raises:
        WiringError: nobody could be asked by this policy.
        AnotherPastError: more was cosigned than the ledger has, or other entries.
    """
    from lastlook.witness.asking import (  # noqa: PLC0415  # only who asks
        Asking,
        Parts,
    )
    from lastlook.witness.link import make_client  # noqa: PLC0415  # waits for them

    log, earlier = desk.log, keys_before(desk.log, desk.state.desk_keys)
    policy = followed(policy, [log.verifier, *(key for key, _ in earlier)])
    check_askable(policy, log.verifier)
    with closing(Cosignatures.at(cosigned_file(path))) as kept:
        async with make_client() as client:
            parts = Parts(log, policy, kept, client, clock.now_ms, earlier=earlier)
            yield Asking(parts)


def followed(policy: TlogPolicy, keys: Sequence[Verifier]) -> TlogPolicy:
    """The policy, which knows all of a ledger's own keys where it knows one of them.

    For the ledger's own desk only: who checks it from outside follows by its entries.
    """
    known = {one.key for one in policy.logs}
    if known.isdisjoint(keys):
        return policy
    more = tuple(KnownLog(key) for key in keys if key not in known)
    return replace(policy, logs=(*policy.logs, *more))


def check_askable(policy: TlogPolicy, log: Verifier) -> None:
    """Refuse a policy by which a desk cannot be witnessed.

    Raises:
        WiringError: it is one; says why.
    """
    if policy.quorum == NONE:
        raise WiringError(
            "The policy's quorum is none: nobody would have to see the record. Name "
            "those who must."
        )
    if policy.logs and log.vkey not in {known.key.vkey for known in policy.logs}:
        raise WiringError(
            f"The policy does not know this ledger. Its line is: log {log.vkey}"
        )
    asked = {each.name for each in policy.witnesses if each.url is not None}
    if not policy.is_met_by(asked):
        without = [shown(w.name) for w in policy.witnesses if w.url is None]
        raise WiringError(
            "The policy's quorum cannot be asked, for these have no address: "
            f"{', '.join(without)}. Write it behind their keys."
        )


def with_cosignatures(path: Path, note: bytes) -> bytes:
    """A checkpoint of the ledger at `path`, with what was cosigned of it by now."""
    if not cosigned_file(path).exists():
        return note
    with closing(Cosignatures.to_read(cosigned_file(path))) as kept:
        return kept.under(note)


def newest_cosigned(where: Where, policy: Path | None = None) -> bytes | None:
    """The newest checkpoint of the ledger there that a quorum has cosigned.

    Raises:
        WiringError: there is no policy.
    """
    place = place_of(where)
    path = place.ledger
    known = policy_of(path, policy)
    if known is None:
        raise WiringError(
            f"There is no policy at {witnesses_file(path)}. Name one with --policy."
        )
    if not cosigned_file(path).exists():
        return None
    with closing(Cosignatures.to_read(cosigned_file(path))) as kept:
        keys = keys_of(place)
        seen = kept.seen(followed(known, keys), keys)
        return seen.note if seen is not None else None


def keys_of(place: Place) -> list[Verifier]:
    """Every key that signs the ledger there or once did, the one in use first."""
    keys = [signer_of(place.files).verifier]
    with closing(stores.open_to_read(place)) as store:
        head = store.head()
        for leaf in store.read(0, head.size if head is not None else 0):
            found = hand_over_in(leaf)
            if found is not None:
                keys += (found.last, found.next)
    return list(dict.fromkeys(keys))
