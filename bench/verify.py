"""The verifier: hashing, deciding again, signatures, all of it, and its memory.

The ledger is real: acts signed by phones, in an SQLite file, read from it each time.
Floors: SHA-256 over the same leaves in memory; the core alone, deciding the same acts
and folding them in; OpenSSL over the same signatures in as many processes, nothing read
or parsed; for memory (Linux tells it), a ledger of a tenth of the length. Rounds take
turns, and the best of each counts.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from bench.long import SIGNER, write
from bench.table import Row
from lastlook import wiring
from lastlook.core.answers import Asked
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.door import public_bytes
from lastlook.desk.replay import Rulebook, heard
from lastlook.evidence.act_ids import ActIds
from lastlook.evidence.findings import Report
from lastlook.evidence.record import Record
from lastlook.evidence.signatures import AT_ONCE, Signatures
from lastlook.evidence.tree import Tree
from lastlook.evidence.trust import Trusted
from lastlook.evidence.verify import PAGE, verify
from lastlook.ledger.entry import read_leaf, signed_by
from lastlook.policy.library import Library

ROUNDS = 3
ENTRIES = 20_000
SOME = 4_000  # whose signatures are the floor
LENGTHS = 5_000, 50_000  # whose memory is compared
CORES = os.cpu_count() or 1
FOLDER = Path("build")
WORDS = """\
import sys
from pathlib import Path
from bench.verify import whole
whole(Path(sys.argv[1]))
status = Path("/proc/self/status").read_text()
print(next(row.split()[1] for row in status.splitlines() if "VmHWM" in row))
"""


def rows() -> Iterator[Row]:
    """Every figure of the verifier."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory(dir=FOLDER) as folder:
        path = Path(folder) / "ledger"
        write(path, ENTRIES)
        leaves = list(_leaves(path))
        hashes, ours = _best(lambda: _sha256(leaves), lambda: _hashed(path))
        name = "hashes and root, with reading"
        yield Row(name, ours, "entries/s", hashes, ">= 150,000")
        asked = list(_asked(leaves))
        core, again = _best(lambda: _core(asked), lambda: _decided(path))
        yield Row("decided again, with reading", again, "acts/s", core, ">= 40,000")
        with ProcessPoolExecutor(CORES, get_context("spawn")) as pool:
            floor, many, all_of_it = _best(
                lambda: sum(pool.map(library, [leaves[:SOME]] * CORES)),
                lambda: _signatures(leaves),
                lambda: whole(path),
            )
        name = f"signatures, {CORES} processes"
        yield Row(name, many, "per s", floor, "ratio >= 0.8")
        yield Row("all nine steps", all_of_it, "entries/s", floor)
        peaks = [_peak(Path(folder), length) for length in LENGTHS]
        name = f"memory, {LENGTHS[1]:,} entries to {LENGTHS[0]:,}"
        yield Row(name, peaks[1], "MB", peaks[0], "ratio <= 1.1")


def whole(path: Path) -> float:
    """Verify the ledger at `path`; the rate in entries a second."""
    start = perf_counter()
    with wiring.kept(path, SIGNER.verifier.vkey) as kept:
        trusted = Trusted(kept.key, kept.older)
        found = verify(kept.leaves(0), kept.checkpoint, trusted)
    assert found.holds
    assert found.checkpoint is not None
    return found.checkpoint.size / (perf_counter() - start)


def _best(*measured: Callable[[], float]) -> list[float]:
    rounds = [[each() for each in measured] for _ in range(ROUNDS)]
    return [max(rates) for rates in zip(*rounds, strict=True)]


def _leaves(path: Path) -> Iterator[bytes]:
    with wiring.kept(path, SIGNER.verifier.vkey) as kept:
        yield from kept.leaves(0)


def _pages(leaves: Iterator[bytes]) -> Iterator[list[bytes]]:
    while page := list(islice(leaves, PAGE)):
        yield page


def _sha256(leaves: list[bytes]) -> float:
    start = perf_counter()
    for leaf in leaves:
        sha256(leaf).digest()
    return len(leaves) / (perf_counter() - start)


def _hashed(path: Path) -> float:
    start = perf_counter()
    tree = Tree(Report(), ())
    for page in _pages(_leaves(path)):
        tree.grow(page)
    tree.frontier.root()
    return tree.frontier.size / (perf_counter() - start)


def _asked(leaves: list[bytes]) -> Iterator[tuple[Asked, Policy]]:
    state, rulebook = State(), Rulebook(Library())
    for entry in map(read_leaf, leaves):
        asked, decision = heard(entry)
        rulebook.learn(asked.act, state.packs)
        yield asked, rulebook.policy_for(asked.act, state.packs)
        state = after(state, asked, decision)


def _core(asked: list[tuple[Asked, Policy]]) -> float:
    state = State()
    start = perf_counter()
    for one, policy in asked:
        state = after(state, one, decide(state, one, policy))
    return len(asked) / (perf_counter() - start)


def _decided(path: Path) -> float:
    start = perf_counter()
    record = Record(Report(), Rulebook(Library()), ActIds())
    for page in _pages(_leaves(path)):
        record.read(page)
    record.close()
    return record.state.n / (perf_counter() - start)


def library(leaves: list[bytes]) -> float:
    """OpenSSL alone over these leaves' signatures, a second."""
    signed = []
    for entry in map(read_leaf, leaves):
        key = Ed25519PublicKey.from_public_bytes(public_bytes(entry.key) or b"")
        message, signature = signed_by(entry)
        signed.append((key.verify, signature, message))
    start = perf_counter()
    for check, signature, message in signed:
        check(signature, message)
    return len(signed) / (perf_counter() - start)


def _signatures(leaves: list[bytes]) -> float:
    report = Report()
    signatures = Signatures(report)
    # A long ledger's processes were begun long ago.
    for first in range(0, AT_ONCE * 2, PAGE):
        signatures.check(first, leaves[first : first + PAGE])
    signatures.wait()
    begun, start = report.counts[4], perf_counter()
    for first in range(0, len(leaves), PAGE):
        signatures.check(first, leaves[first : first + PAGE])
    signatures.wait()
    taken = perf_counter() - start
    signatures.stop()
    assert report.counts[4] == begun + len(leaves)
    return len(leaves) / taken


def _peak(folder: Path, entries: int) -> float:
    """The most memory a process of its own holds while it verifies, in MB."""
    path = folder / f"{entries}"
    write(path, entries)
    run = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", WORDS, path], capture_output=True, text=True, check=True
    )
    return int(run.stdout) / 1024
