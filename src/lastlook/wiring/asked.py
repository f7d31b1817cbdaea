"""The witnesses that a served ledger asks: from a policy file to their cosignatures.

1. A policy by which nobody would have to cosign, whose quorum cannot be asked, or that
   does not know this ledger, is refused at the start: it would be shown as fine, or
   never as fine.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import TYPE_CHECKING

from lastlook.desk.clock import Clock
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier
from lastlook.ledger.tlog_policy import NONE, TlogPolicy, read_policy, shown
from lastlook.wiring.files import Files, WiringError, signer_of
from lastlook.wiring.outside import cosigned_file, witnesses_file
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
    if chosen is None:
        return None
    try:
        return read_policy(chosen.read_bytes())
    except MalformedError as error:
        raise WiringError(f"{chosen}: {error}") from None


@asynccontextmanager
async def asking_of(
    path: Path, log: Log, policy: TlogPolicy, clock: Clock
) -> "AsyncIterator[Asking]":
    """What asks the witnesses of the ledger at `path`; its files closed in the end.

    Raises:
        WiringError: nobody could be asked by this policy.
        AnotherPastError: more was cosigned than the ledger has, or other entries.
    """
    from lastlook.witness.asking import (  # noqa: PLC0415  # only who asks
        Asking,
        Parts,
    )
    from lastlook.witness.link import make_client  # noqa: PLC0415  # waits for them

    check_askable(policy, log.verifier)
    with closing(Cosignatures.at(cosigned_file(path))) as kept:
        async with make_client() as client:
            yield Asking(Parts(log, policy, kept, client, clock.now_ms))


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


def newest_cosigned(path: Path, policy: Path | None = None) -> bytes | None:
    """The newest checkpoint of the ledger at `path` that a quorum has cosigned.

    Raises:
        WiringError: there is no policy.
    """
    known = policy_of(path, policy)
    if known is None:
        raise WiringError(
            f"There is no policy at {witnesses_file(path)}. Name one with --policy."
        )
    if not cosigned_file(path).exists():
        return None
    with closing(Cosignatures.to_read(cosigned_file(path))) as kept:
        seen = kept.seen(known, [signer_of(Files(path)).verifier])
        return seen.note if seen is not None else None
