"""The worked examples of the format pages, made anew from the code.

One log of three entries; every key's seed is the SHA-256 of a word, so that anybody can
make it again.
"""

import base64
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from lastlook.core.state import State
from lastlook.desk.replay import Rulebook
from lastlook.evidence.audited import CameTo, read_back, write_down
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.entry import Draft, leaf, signed_bytes
from lastlook.ledger.entry_bundle import bundle
from lastlook.ledger.handover import hand_over
from lastlook.ledger.head import HeadInMemory
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.merkle import Frontier, leaf_hash
from lastlook.ledger.note import Signer, sign
from lastlook.ledger.proof import make_proof, write_proof
from lastlook.ledger.tile_paths import bundles_of, tiles_of
from lastlook.policy.library import Library

ORIGIN = "lastlook/long-road"
NOON = 1_714_975_260_000
PACK = "5644660398d306cd184cf0182fe3611c8efcec4a954a4c7f1ef982f1e4d6ded3"


def seed(word: str) -> PrivateKey:
    """The key whose seed is the SHA-256 of a word."""
    return PrivateKey(sha256(word.encode()).digest())


SIGNER = Signer(ORIGIN, seed(ORIGIN))


def draft(n: int) -> Draft:
    """Entry `n`: the armorer stops the set."""
    armorer = seed("armorer")
    at = NOON + 1000 * n
    act_id = bytes.fromhex(f"{at:012x}70008000{n:012x}")
    text = act_id.hex()
    dashed = "-".join(
        (text[:8], text[8:12], text[12:16], text[16:20], text[20:]),
    )
    act = (
        f'{{"act":"stop","at":{at},"by":"armorer","id":"{dashed}",'
        '"production":"long-road"}'
    ).encode()
    return Draft(
        recorded_at=at + 7,
        act_id=act_id,
        key=base64.b64encode(armorer.public).decode(),
        act=act,
        signature=armorer.sign(signed_bytes(act)),
        decision=b'{"answer":"granted","events":[],"remarks":[]}',
        core="lastlook-core/2",
        pack=PACK,
    )


@cache
def log() -> Log:
    """The log of three entries."""
    made = Log.create(MemoryStore(), SIGNER, HeadInMemory())
    made.append([draft(n) for n in range(3)])
    return made


def _leaf() -> str:
    entry = next(iter(log().read(1, 2)))
    octets = leaf(entry)
    ends = [18]
    while ends[-1] < len(octets):
        length = int.from_bytes(octets[ends[-1] : ends[-1] + 2])
        ends.append(ends[-1] + 2 + length)
    parts = [octets[:18], *(octets[a:b] for a, b in pairwise(ends))]
    names = (
        "tag",
        "n",
        "recorded_at",
        "act_id",
        "key",
        "act",
        "signature",
        "decision",
        "core",
        "pack",
    )
    lines = []
    for name, part in zip(names, parts, strict=True):
        lines.append(f"# {name}")
        text = part.hex()
        lines += [text[at : at + 80] for at in range(0, len(text), 80)]
    return "\n".join(lines) + "\n"


def _tiles() -> str:
    paths = [place.path for place in (*tiles_of(70_000), *bundles_of(0, 70_000))]
    ends = [paths[0], "…", *paths[272:278], "…", *paths[-2:]]
    return "checkpoint\n" + "\n".join(ends) + "\n"


def _bundle() -> str:
    return bundle([b"cold", b""]).hex() + "\n"


def _empty() -> str:
    return Log.create(MemoryStore(), SIGNER, HeadInMemory()).checkpoint.decode()


def _three() -> str:
    return log().checkpoint.decode()


def _changed() -> str:
    next_ = Signer(ORIGIN, seed("the next key"))
    stands = read_checkpoint(log().checkpoint, SIGNER.verifier)
    signers = (next_, SIGNER)
    return hand_over(stands, SIGNER.verifier, next_.verifier, signers).decode()


def _audited() -> str:
    auditor = Signer("auditor/me", seed("auditor"))
    frontier = Frontier()
    frontier.extend(map(leaf_hash, log().leaves(0)))
    came_to = CameTo(
        read_checkpoint(log().checkpoint, SIGNER.verifier),
        frontier,
        State(production="long-road", n=3),
        Rulebook(Library()),
        [draft(n).act_id for n in range(3)],
    )
    with TemporaryDirectory() as folder:
        note = Path(folder) / "week-1.audit"
        write_down(note, auditor, came_to)
        with read_back(note, auditor.verifier) as audited:
            assert audited.checkpoint == came_to.checkpoint
        return note.read_text("utf-8")


EXAMPLES: dict[str, dict[str, Callable[[], str]]] = {
    "signed-note": {
        "vkey": lambda: f"{SIGNER.verifier.vkey}\n",
        "note": lambda: sign("The set is cold.\n", [SIGNER]).decode(),
    },
    "hand-over": {"changed": _changed},
    "tlog-checkpoint": {
        "empty": _empty,
        "three": _three,
    },
    "tlog-tiles": {"paths": _tiles, "bundle": _bundle},
    "tlog-proof": {"proof": lambda: write_proof(make_proof(log(), 1)).decode()},
    "leaf": {"leaf": _leaf},
    "audit-note": {"note": _audited},
}
"""By page and by the name behind its fence: the text that must stand there."""
