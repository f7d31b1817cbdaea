"""Ledgers of closed versions of the rules, as they were written then."""

import io
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

FIXTURES = Path(__file__).parents[1] / "fixtures"
LENGTH_BYTES = 2  # a leaf has at most 65,535


class Frozen(Struct, frozen=True):
    """A ledger: its leaves in order, its last checkpoint, its public key."""

    name: str
    leaves: tuple[bytes, ...]
    note: bytes
    vkey: str


def file_of(core: str) -> Path:
    """Where the ledgers of a version of the rules are: `lastlook-core/1`."""
    return FIXTURES / f"core-{core.rpartition('/')[2]}.tar.xz"


def frozen(path: Path) -> tuple[Frozen, ...]:
    """The ledgers in a file that `written` made."""
    with tarfile.open(path, "r:xz") as archive:
        parts = {
            member.name: content.read()
            for member in archive
            if (content := archive.extractfile(member)) is not None
        }
    names = [name.removesuffix(".leaves") for name in parts if name.endswith(".leaves")]
    return tuple(
        Frozen(
            name,
            tuple(_apart(parts[f"{name}.leaves"])),
            parts[f"{name}.note"],
            parts[f"{name}.vkey"].decode(),
        )
        for name in names
    )


def written(ledgers: Iterable[Frozen]) -> bytes:
    """These ledgers as one file, the same bytes every time."""
    into = io.BytesIO()
    with tarfile.open(
        fileobj=into, mode="w:xz", format=tarfile.USTAR_FORMAT
    ) as archive:
        for one in ledgers:
            _add(
                archive, f"{one.name}.leaves", b"".join(map(_behind_length, one.leaves))
            )
            _add(archive, f"{one.name}.note", one.note)
            _add(archive, f"{one.name}.vkey", one.vkey.encode())
    return into.getvalue()


def _add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    member = tarfile.TarInfo(name)  # of nobody, at no time
    member.size = len(content)
    archive.addfile(member, io.BytesIO(content))


def _behind_length(leaf: bytes) -> bytes:
    """As bundles of tlog-tiles have it ("Log entries")."""
    return len(leaf).to_bytes(LENGTH_BYTES, "big") + leaf


def _apart(bundle: bytes) -> Iterator[bytes]:
    at = 0
    while at < len(bundle):
        start = at + LENGTH_BYTES
        at = start + int.from_bytes(bundle[at:start], "big")
        yield bundle[start:at]
