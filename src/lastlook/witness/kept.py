"""What a desk keeps of its witnesses: their cosignatures, beside the ledger.

1. A cosignature is kept with the checkpoint it is on, durably, and never taken away.
2. One size has one checkpoint: another for a size that was cosigned is refused.
3. What is given out was checked against the policy when it was read.

Nothing here is needed to open the ledger or to answer; whoever loses this file has
only to be cosigned anew.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from msgspec import Struct

from lastlook.ledger.cosignature import Cosignature
from lastlook.ledger.errors import InputError
from lastlook.ledger.note import parse
from lastlook.ledger.tlog_policy import LogKey, TlogPolicy
from lastlook.witness.past import AnotherPastError
from lastlook.witness.sqlite import Form, Sqlite, stays

FORM: Final = Form(
    "file of cosignatures",
    0x4C4C6373,  # "LLcs"
    1,
    (
        """CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    note BLOB NOT NULL
) STRICT""",
        """CREATE TABLE cosignatures (
    n INTEGER PRIMARY KEY,
    size INTEGER NOT NULL REFERENCES checkpoints (size),
    vkey TEXT NOT NULL,
    line BLOB NOT NULL,
    received_at INTEGER NOT NULL
) STRICT""",
        "CREATE INDEX cosignatures_on ON cosignatures (size)",
        "CREATE INDEX cosignatures_by ON cosignatures (vkey, size)",
        *stays("checkpoints"),
        *stays("cosignatures"),
    ),
)


class Seen(Struct, frozen=True):
    """A checkpoint that a quorum has cosigned.

    Attributes:
        size: number of entries.
        note: the checkpoint with the newest cosignature of each witness.
        at: when the last of the quorum was heard, by the desk's clock, ms UTC.
    """

    size: int
    note: bytes
    at: int


class Cosignatures:
    """The file of cosignatures of one ledger, open."""

    def __init__(self, file: Sqlite) -> None:
        self._file = file

    @classmethod
    def at(cls, path: Path) -> "Cosignatures":
        """The file at `path`, made where there is none."""
        there = path.exists()
        return cls(Sqlite.open(path, FORM) if there else Sqlite.create(path, FORM))

    @classmethod
    def to_read(cls, path: Path) -> "Cosignatures":
        """The file at `path`, for reading; a desk may be adding to it."""
        return cls(Sqlite.open_to_read(path, FORM))

    def add(self, note: bytes, cosignature: Cosignature, received_at: int) -> None:
        """Keep one more, durably.

        Args:
            note: the checkpoint as its log signed it.
            cosignature: on this very checkpoint, checked.
            received_at: by the desk's clock, ms UTC.

        Raises:
            AnotherPastError: another checkpoint of this size was cosigned before.
        """
        size = _size(note)
        one = "SELECT note FROM checkpoints WHERE size = ?"
        with self._file.writing() as connection:
            known = next((n for (n,) in connection.execute(one, (size,))), None)
            if known is None:
                into = "INSERT INTO checkpoints (size, note) VALUES (?, ?)"
                connection.execute(into, (size, note))
            elif parse(known).text != parse(note).text:
                # (2) one size, one checkpoint
                raise AnotherPastError(size, size)
            connection.execute(
                "INSERT INTO cosignatures (size, vkey, line, received_at) "
                "VALUES (?, ?, ?, ?)",
                (size, cosignature.cosigner.vkey, cosignature.line, received_at),
            )

    def newest(self) -> bytes | None:
        """The newest checkpoint that anybody cosigned, without cosignatures."""
        last = "SELECT note FROM checkpoints ORDER BY size DESC LIMIT 1"
        return next((note for (note,) in self._file.rows(last)), None)

    def newest_by(self, vkey: str) -> tuple[int, int] | None:
        """The largest size that a witness cosigned, and when it last did, ms UTC."""
        last = (
            "SELECT size, received_at FROM cosignatures WHERE vkey = ? "
            "ORDER BY size DESC, n DESC LIMIT 1"
        )
        return next((tuple(row) for row in self._file.rows(last, (vkey,))), None)

    def under(self, note: bytes) -> bytes:
        """The checkpoint with the newest cosignature of each who has cosigned it."""
        size = _size(note)
        one = "SELECT note FROM checkpoints WHERE size = ?"
        known = next((n for (n,) in self._file.rows(one, (size,))), None)
        if known is None or parse(known).text != parse(note).text:
            return note
        return note + b"".join(line for line, _ in self._on(size).values())

    def seen(self, policy: TlogPolicy, logs: Iterable[LogKey]) -> Seen | None:
        """The newest checkpoint that the policy's quorum has cosigned."""
        names = {each.cosigner.vkey: each.name for each in policy.witnesses}
        sizes = "SELECT size, note FROM checkpoints WHERE size <= ? ORDER BY size DESC"
        below, page = 2**63 - 1, 64
        while rows := self._file.rows(f"{sizes} LIMIT {page}", (below,)):
            for size, note in rows:
                seen = self._seen(size, note, names, (policy, tuple(logs)))
                if seen is not None:
                    return seen
            below = rows[-1][0] - 1
        return None

    def seen_at(
        self, size: int, policy: TlogPolicy, logs: Iterable[LogKey]
    ) -> Seen | None:
        """The checkpoint of this size, where the policy's quorum has cosigned it."""
        names = {each.cosigner.vkey: each.name for each in policy.witnesses}
        one = "SELECT note FROM checkpoints WHERE size = ?"
        for (note,) in self._file.rows(one, (size,)):
            return self._seen(size, note, names, (policy, tuple(logs)))
        return None

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _seen(
        self,
        size: int,
        note: bytes,
        names: Mapping[str, str],
        trusted: tuple[TlogPolicy, tuple[LogKey, ...]],
    ) -> Seen | None:
        policy, logs = trusted
        on = {vkey: on for vkey, on in self._on(size).items() if vkey in names}
        if not policy.is_met_by({names[vkey] for vkey in on}):
            return None
        whole = note + b"".join(line for line, _ in on.values())
        try:
            # (3) the file is not believed
            policy.check(whole, logs)
        except InputError:
            return None
        at = policy.seen_at({names[vkey]: heard for vkey, (_, heard) in on.items()})
        return Seen(size, whole, at) if at is not None else None

    def _on(self, size: int) -> dict[str, tuple[bytes, int]]:
        """The newest cosignature of each witness on a size, and when it was heard."""
        some = (
            "SELECT vkey, line, received_at FROM cosignatures WHERE size = ? ORDER BY n"
        )
        return {vkey: (line, at) for vkey, line, at in self._file.rows(some, (size,))}


def _size(note: bytes) -> int:
    return int(note.split(b"\n", 2)[1])
