"""What a caller brings, by which a checkpoint is believed.

1. Keys and quorum come from the caller; nothing that is checked brings its own.
2. With a policy the newest checkpoint needs the witnesses it asks for; an older one
   needs the log's signature only, for who kept it saw it themselves.
3. With a key and a policy both must be satisfied.
4. With neither, what a checkpoint says is compared and not believed.
"""

from msgspec import Struct
from msgspec.structs import replace

from lastlook.evidence.audited import Audited
from lastlook.evidence.findings import Report
from lastlook.ledger.checkpoint import Checkpoint, parse, read_checkpoint
from lastlook.ledger.errors import InputError
from lastlook.ledger.note import Verifier
from lastlook.ledger.note import parse as parse_note
from lastlook.ledger.tlog_policy import NONE, TlogPolicy


class Trusted(Struct, frozen=True):
    """What the caller trusts and holds.

    Attributes:
        key: the log's public key; None where the caller was given none.
        older: checkpoints they kept.
        audited: where an earlier audit of theirs ended.
        policy: which logs, and how many of which witnesses.
        without: which older checkpoint should be at hand and is not, and what nobody
            knows for that; empty where none is missing.
    """

    key: Verifier | None = None
    older: tuple[bytes, ...] = ()
    audited: Audited | None = None
    policy: TlogPolicy | None = None
    without: str = ""

    @property
    def anybody(self) -> bool:
        """Whether the caller trusts anybody at all."""
        return self.key is not None or self.policy is not None

    def newest(self, note: bytes) -> tuple[Checkpoint, str]:
        """The checkpoint in the newest note, and on whose word it is believed.

        Raises:
            InputError: it is not to be believed; says why.
        """
        if self.policy is None:
            return self.earlier(note), "no policy was given: no witness was asked for"
        witnessed = self.policy.check(note, [] if self.key is None else [self.key])
        # (3) both
        self._by_key(note)
        by = ", ".join(sorted(witnessed.by))
        return witnessed.checkpoint, f"cosigned by {by}" if by else "quorum: none"

    def earlier(self, note: bytes) -> Checkpoint:
        """The checkpoint in an older note, by the log's word alone.

        Raises:
            InputError: it is not to be believed; says why.
        """
        if self.policy is None:
            return self._by_key(note)
        # (2) no witnesses
        alone = replace(self.policy, quorum=NONE)
        witnessed = alone.check(note, [] if self.key is None else [self.key])
        self._by_key(note)
        return witnessed.checkpoint

    def _by_key(self, note: bytes) -> Checkpoint:
        # (4) nobody's word
        return read_checkpoint(note, self.key) if self.key else claimed(note)


def believed(report: Report, note: bytes, trusted: Trusted) -> Checkpoint | None:
    """Step 1: the newest checkpoint, as the caller trusts it; None where it is none."""
    try:
        if trusted.anybody:
            report.counts[1] += 1
            signed, word = trusted.newest(note)
            report.remark(1, word)
            return signed
        signed = claimed(note)
    except InputError as error:
        report.add(1, str(error))
        return None
    # (4) nobody's word
    report.leave(
        1,
        f"you gave no key and no policy, so nobody whom you trust says that these are "
        f"the {signed.size} entries of {signed.origin}",
    )
    return signed


def claimed(note: bytes) -> Checkpoint:
    """What a note says, whoever signed it.

    Raises:
        MalformedError: it is no checkpoint.
    """
    return parse(parse_note(note).text)


def stated_in(note: bytes) -> Checkpoint | None:
    """The same; None where it is no checkpoint."""
    try:
        return claimed(note)
    except InputError:
        return None
