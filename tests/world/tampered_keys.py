"""A malicious keeper and the log's own keys: each way of naming one falsely.

The record is one whose key was handed over twice; whoever checks it trusts the first.
Added to `DEFECTS` in `tampered`.
"""

import base64
from collections.abc import Callable
from hashlib import sha256

from msgspec.structs import replace

from lastlook.core.acts import ChangeDeskKey
from lastlook.desk.door import key_text
from lastlook.desk.player import key_called
from lastlook.desk.wire import act_bytes, read_stored
from lastlook.evidence.manifest import manifest_bytes, read_manifest
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, read_leaf, signed_bytes
from lastlook.ledger.handover import hand_over
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.merkle import all_inclusion_proofs, leaf_hash, root
from lastlook.ledger.note import Note, Signer, parse, render, sign
from lastlook.ledger.proof import TlogProof, write_proof
from tests.world.levels import ORIGIN
from tests.world.tampered import (
    HANDED_OVER,
    LOG,
    SECOND,
    SOME_HANDED_OVER,
    THIRD,
    Defect,
    Files,
    base,
    decision_rewritten,
    leaves_in,
    noted,
    paged,
    remade,
    with_its_manifest,
)

OUTSIDER = Signer(ORIGIN, PrivateKey(sha256(b"an outsider").digest()))
OUTSIDERS_NEXT = Signer(ORIGIN, PrivateKey(sha256(b"an outsider's").digest()))
Change = Callable[[list[Entry]], list[Entry]]


def _places(entries: list[Entry]) -> tuple[int, int]:
    """Where the two keys are named."""
    named = [n for n, one in enumerate(entries) if b'"change-desk-key"' in one.act]
    return named[0], named[1]


def _text(signer: Signer) -> str:
    return key_text(signer.verifier.public)


def _saying(entry: Entry, note: bytes, next_: Signer) -> Entry:
    """The entry with another note, said and signed by the office as its own is."""
    act = read_stored(entry.act)
    assert isinstance(act, ChangeDeskKey)
    key, text = _text(next_), base64.b64encode(note).decode()
    said = act_bytes(replace(act, key=key, note=text))
    decision = entry.decision.replace(act.key.encode(), key.encode())
    signature = key_called("office-phone").sign(signed_bytes(said))
    return replace(entry, act=said, signature=signature, decision=decision)


def _before(entries: list[Entry], n: int) -> Checkpoint:
    return Checkpoint(ORIGIN, n, root(leaf_hash(leaf(one)) for one in entries[:n]))


def renumbered(entries: list[Entry]) -> list[Entry]:
    """The entries with the numbers and times of their new places."""
    times = sorted(one.recorded_at for one in entries)
    return [
        replace(one, n=n, recorded_at=at)
        for n, (one, at) in enumerate(zip(entries, times, strict=True))
    ]


def signed_by(signer: Signer, change: Change) -> Callable[[Files], Files]:
    """Change the entries, and sign the tree again with this key."""

    def tamper(files: Files) -> Files:
        leaves = [leaf(one) for one in change([*map(read_leaf, leaves_in(files))])]
        tree = Checkpoint(ORIGIN, len(leaves), root(map(leaf_hash, leaves)))
        return with_its_manifest(remade(files, leaves, sign_checkpoint(tree, signer)))

    return tamper


def excerpted(tamper: Callable[[Files], Files]) -> Callable[[Files], Files]:
    """Tamper with the whole, and hand over the same excerpt of that."""

    def excerpt(files: Files) -> Files:
        whole = tamper(dict(base(HANDED_OVER)))
        leaves, note = leaves_in(whole), whole["checkpoint"]
        _, proofs = all_inclusion_proofs([*map(leaf_hash, leaves)])
        told = read_manifest(files["manifest.json"])
        numbers = tuple(n for n in told.entries or () if n < len(leaves))
        told = replace(told, entries=numbers, size=len(leaves))
        kept = {name: files[name] for name in files if not name.startswith("proofs/")}
        for n in numbers:
            path = [proofs[n][at : at + 32] for at in range(0, len(proofs[n]), 32)]
            proof = TlogProof(leaves[n], n, tuple(path), note)
            kept[f"proofs/{n}.tlog-proof"] = write_proof(proof)
        return paged(kept | {"checkpoint": note, "manifest.json": manifest_bytes(told)})

    return excerpt


def forged(entries: list[Entry]) -> list[Entry]:
    """Whoever wants to be the next key signs for the last one as well."""
    place, _ = _places(entries)
    before, last = _before(entries, place), LOG.verifier
    note = hand_over(before, last, OUTSIDER.verifier, [OUTSIDER])
    [real] = parse(note).signatures
    false = OUTSIDER.sign(parse(note).text).signature
    line = replace(real, key_id=last.key_id, signature=false)
    whole = render(Note(parse(note).text, (line, real)))
    return [*entries[:place], _saying(entries[place], whole, OUTSIDER)]


def by_outsider(entries: list[Entry]) -> list[Entry]:
    """A hand-over between two keys of an outsider, each signed as it must be."""
    return _by_outsider(entries, _places(entries)[0])


def by_later_outsider(entries: list[Entry]) -> list[Entry]:
    """The same in the place of the second hand-over: the first is as it was."""
    return _by_outsider(entries, _places(entries)[1])


def _by_outsider(entries: list[Entry], place: int) -> list[Entry]:
    before, next_ = _before(entries, place), OUTSIDERS_NEXT
    signers = [OUTSIDER, next_]
    note = hand_over(before, OUTSIDER.verifier, next_.verifier, signers)
    return [*entries[:place], _saying(entries[place], note, next_)]


def left_out(entries: list[Entry]) -> list[Entry]:
    """The first hand-over is gone: the second is by a key that nobody named."""
    place, _ = _places(entries)
    kept = [*entries[:place], *entries[place + 1 :]]
    return [replace(one, n=n) for n, one in enumerate(kept)]


def reordered(entries: list[Entry]) -> list[Entry]:
    one, other = _places(entries)
    entries[one], entries[other] = entries[other], entries[one]
    return renumbered(entries)


def later(entries: list[Entry]) -> list[Entry]:
    """The hand-over comes an entry later than it came."""
    place, _ = _places(entries)
    entries[place], entries[place + 1] = entries[place + 1], entries[place]
    return renumbered(entries)


def proof_of_it_dropped(files: Files) -> Files:
    """An exporter who leaves a hand-over out of an excerpt, everywhere."""
    entries = [*map(read_leaf, leaves_in(dict(base(HANDED_OVER))))]
    gone, _ = _places(entries)
    told = read_manifest(files["manifest.json"])
    kept = replace(told, entries=tuple(n for n in told.entries or () if n != gone))
    left = {name: files[name] for name in files if name != f"proofs/{gone}.tlog-proof"}
    return paged(left | {"manifest.json": manifest_bytes(kept)})


def resigned(signer: Signer) -> Callable[[Files], Files]:
    """The same tree, signed by one of its keys that is not in force any more."""
    return lambda files: noted(files, sign(parse(files["checkpoint"]).text, [signer]))


WHOLE: dict[str, tuple[Callable[[Files], Files], tuple[int, ...]]] = {
    "hand-over-forged": (signed_by(OUTSIDER, forged), (1,)),
    "hand-over-by-an-outsider": (signed_by(OUTSIDERS_NEXT, by_outsider), (1,)),
    "second-hand-over-by-an-outsider": (
        signed_by(OUTSIDERS_NEXT, by_later_outsider),
        (1,),
    ),
    "hand-over-left-out": (signed_by(THIRD, left_out), (1,)),
    "hand-overs-reordered": (signed_by(THIRD, reordered), (1, 7)),
    "hand-over-moved": (signed_by(THIRD, later), (1, 7)),
    "past-rewritten-by-the-next-key": (signed_by(THIRD, decision_rewritten), (1, 7)),
    "signed-by-a-key-that-gave-way": (resigned(LOG), (1,)),
    "signed-by-the-second-key-that-gave-way": (resigned(SECOND), (1,)),
}
KEY_DEFECTS: dict[str, Defect] = {
    **{
        name: Defect(HANDED_OVER, tamper, steps, (1,), (1,))
        for name, (tamper, steps) in WHOLE.items()
    },
    **{
        f"{name}-in-an-excerpt": Defect(
            SOME_HANDED_OVER, excerpted(tamper), (1,), (1,), (1,)
        )
        for name, (tamper, _) in WHOLE.items()
    },
    "hand-over-left-out-of-an-excerpt": Defect(
        SOME_HANDED_OVER, proof_of_it_dropped, (1,), (1,), (1,)
    ),
}
