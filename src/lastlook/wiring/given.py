"""Files that somebody names: a policy, a checkpoint that was kept.

1. A file that is none is refused by its name, with what belongs there; of one that is,
   nothing is believed yet.
"""

from pathlib import Path

from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.errors import MalformedError
from lastlook.ledger.note import parse as parse_note
from lastlook.ledger.tlog_policy import TlogPolicy, read_policy
from lastlook.wiring.files import WiringError


def policy_in(file: Path) -> TlogPolicy:
    """The policy in a file (C2SP tlog-policy).

    Raises:
        WiringError: it is none; says where and why.
    """
    try:
        return read_policy(file.read_bytes())
    except MalformedError as error:
        raise WiringError(
            f"{file}: {error} A policy's lines begin with log, witness, group or "
            "quorum (C2SP tlog-policy)."
        ) from None


def checkpoint_in(file: Path) -> bytes:
    """The checkpoint in a file, as a signed note, whoever signed it.

    Raises:
        WiringError: it is none; says why.
    """
    note = file.read_bytes()
    try:
        parse_checkpoint(parse_note(note).text)
    except MalformedError as error:
        raise WiringError(
            f"{file} is no checkpoint: {error} Name one that somebody kept, as the "
            "file `checkpoint` of a bundle or of a mirror's copy."
        ) from None
    return note
