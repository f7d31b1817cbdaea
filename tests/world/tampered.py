"""A malicious keeper: one bundle for each way of tampering with one.

`DEFECTS` has them by name. Each says where it must be noticed: at which steps of the
program, of the verifier in one file and of the page. Nothing is kept as a file; all of
it is made anew from a story, the same every time.
"""

import base64
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256

from msgspec import Struct
from msgspec.structs import replace

from lastlook.desk.door import key_text
from lastlook.desk.people import SALT_BYTES, Details, Opening, People
from lastlook.desk.player import key_called
from lastlook.evidence.archive import write_archive
from lastlook.evidence.bundling import Wanted, write_bundle
from lastlook.evidence.excerpt import of_thing
from lastlook.evidence.manifest import manifest, manifest_bytes, read_manifest
from lastlook.evidence.page import OnPage, Shown, page
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, read_leaf, signed_bytes
from lastlook.ledger.entry_bundle import bundle, read_bundle
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.ledger.note import Signer, parse, sign
from lastlook.ledger.proof import read_proof, write_proof
from lastlook.policy.library import shipped
from lastlook.stories import read
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN
from tests.world.recorded import a_ledger_of
from tests.world.viewed import HEAD, text_of

Files = dict[str, bytes]
ALL, SOME = "everything", "an excerpt"
HANDED_OVER, SOME_HANDED_OVER = "everything, by three keys", "an excerpt, by three keys"
LOST = "everything, a key lost"
LOG = a_signer(ORIGIN)
SECOND = Signer(ORIGIN, key_called("second-desk-key"))
THIRD = Signer(ORIGIN, key_called("third-desk-key"))
HANDED = """\
07:20 office changes-desk-key key=second-desk-key note=signed-by-both
07:21 armorer counts B1 rounds=12
07:22 office changes-desk-key key=third-desk-key note=signed-by-both
07:23 armorer counts B1 rounds=12
"""
CHANGES = {
    ALL: "",
    SOME: "",
    HANDED_OVER: HANDED,
    SOME_HANDED_OVER: HANDED,
    LOST: """\
07:20 office loses-desk-key key=second-desk-key note=signed-by-it last=of-the-first
07:21 adviser confirms-desk-key key=second-desk-key
07:22 armorer counts B1 rounds=12
""",
}
GRANTED = b'{"answer":"granted","events":[],"remarks":[]}'
NAMES = {"gaffer": "Noor", "grip": "Ivo"}


def _kept() -> dict[str, Opening]:
    people = People(":memory:")
    for person, name in NAMES.items():
        salt = sha256(person.encode()).digest()[:SALT_BYTES]
        people.enter(person, Details(name, "nowhere@example.org"), salt)
    found = {person: people.opening(person) for person in NAMES}
    return {person: opening for person, opening in found.items() if opening}


def _story() -> str:
    kept = _kept()
    enrolled = "".join(
        f"06:58 office enrols {person} roles=crew key={person}-phone "
        f"details={kept[person].commitment}\n"
        for person in NAMES
    )
    return f"""\
{enrolled}\
07:00 first-ad goes-to 12A
07:01 first-ad takes-out colt-1
  refused: not-your-part
07:02 armorer takes-out colt-1
07:03 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:04 first-ad inspects colt-1 chambers=empty*6 method=light
07:05 armorer offers colt-1 to=actor
07:06 actor accepts colt-1 look=taken
07:07 gaffer stops
07:08 grip stops
07:09 office revokes-key grip-phone grounds=lost
07:10 grip stops
  refused: key-revoked
07:11 armorer counts B1 rounds=12
"""


@cache
def base(kind: str) -> tuple[tuple[str, bytes], ...]:
    """The files of a bundle that nobody tampered with."""
    into = io.BytesIO()
    told = read(HEAD + _story() + CHANGES[kind], "a.story", use=text_of, pack=shipped)
    with a_ledger_of(told) as log:
        some = kind in {SOME, SOME_HANDED_OVER}
        numbers = of_thing(log.read(), "colt-1") if some else None
        write_bundle(into, log, Wanted(numbers, _kept()))
    with zipfile.ZipFile(into) as written:
        files = {name: written.read(name) for name in written.namelist()}
    if kind in {HANDED_OVER, SOME_HANDED_OVER}:
        files = noted(files, sign(parse(files["checkpoint"]).text, [THIRD]))
    return tuple(files.items())


def noted(files: Files, note: bytes) -> Files:
    """The bundle under another checkpoint of the same tree."""
    changed = files | {"checkpoint": note}
    for name in files:
        if name.startswith("proofs/"):
            proof = read_proof(files[name])
            changed[name] = write_proof(replace(proof, checkpoint=note))
    return paged(changed)


def zipped(files: Files) -> bytes:
    """A zip of these files."""
    into = io.BytesIO()
    write_archive(into, sorted(files.items()))
    return into.getvalue()


class Defect(Struct, frozen=True):
    """One way of tampering, and at which steps it must be noticed by whom.

    Attributes:
        kind: whether everything or an excerpt is tampered with.
        tamper: gives the files as the keeper hands them over.
        program: steps of `lastlook verify`; `REFUSED` or `NOT_OURS` instead.
        alone: steps of the verifier in one file; empty where it cannot notice.
        page: steps of the page; empty where it cannot notice.
    """

    kind: str
    tamper: Callable[[Files], Files]
    program: tuple[int, ...]
    alone: tuple[int, ...] = ()
    page: tuple[int, ...] = ()


# --- what a keeper does with files ------------------------------------------------


def leaves_in(files: Files) -> list[bytes]:
    """The leaves of a whole bundle."""
    [name] = [name for name in files if name.startswith("tile/entries/")]
    return read_bundle(files[name])


def remade(files: Files, leaves: Iterable[bytes], note: bytes | None = None) -> Files:
    """The bundle with these leaves, and whatever follows from them made anew.

    Signed again with the log's own key, where no checkpoint is given.
    """
    leaves = [*leaves]
    hashes = [leaf_hash(one) for one in leaves]
    signed = Checkpoint(ORIGIN, len(leaves), root(hashes))
    kept = {name: files[name] for name in files if not name.startswith("tile/")}
    kept["checkpoint"] = note or sign_checkpoint(signed, LOG)
    kept[f"tile/entries/000.p/{len(leaves)}"] = bundle(leaves)
    kept[f"tile/0/000.p/{len(leaves)}"] = b"".join(hashes)
    return paged(kept)


def paged(files: Files) -> Files:
    """The bundle with a page that fits its other files."""
    if any(name.startswith("proofs/") for name in files):
        names = sorted(
            (name for name in files if name.startswith("proofs/")),
            key=lambda name: int(name.split("/")[1].split(".")[0]),
        )
        proofs = [read_proof(files[name]) for name in names]
        entries = tuple(OnPage(p.index, p.extra or b"", p.hashes) for p in proofs)
    else:
        entries = tuple(OnPage(n, one) for n, one in enumerate(leaves_in(files)))
    shown = Shown(
        files["checkpoint"], files["manifest.json"], files["openings.json"], entries
    )
    return files | {"index.html": page(shown)}


def resigned(change: Callable[[list[Entry]], list[Entry]]) -> Callable[[Files], Files]:
    """Change entries, and sign the tree again with the log's own key."""

    def tamper(files: Files) -> Files:
        entries = change([read_leaf(one) for one in leaves_in(files)])
        return with_its_manifest(remade(files, map(leaf, entries)))

    return tamper


def with_its_manifest(files: Files) -> Files:
    """The bundle with the manifest that its entries make, where they make one."""
    try:
        told = manifest([read_leaf(one) for one in leaves_in(files)])
    except Exception:  # noqa: BLE001  # a keeper keeps what cannot be made anew
        return files
    return paged(files | {"manifest.json": manifest_bytes(told)})


def unsigned(change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Files], Files]:
    """Change leaves and leave the checkpoint as it is."""

    def tamper(files: Files) -> Files:
        return remade(files, change(leaves_in(files)), files["checkpoint"])

    return tamper


def place_of(entries: list[Entry], *words: bytes) -> int:
    """The last entry whose act or answer has all of these words."""
    found = [
        n
        for n, one in enumerate(entries)
        if all(word in one.act or word in one.decision for word in words)
    ]
    return found[-1]


# --- the ways of tampering ----------------------------------------------------------


def entry_changed(leaves: list[bytes]) -> list[bytes]:
    place = place_of([*map(read_leaf, leaves)], b'"count"')
    changed = leaves[place].replace(b'"rounds":12', b'"rounds":11')
    return [*leaves[:place], changed, *leaves[place + 1 :]]


def entry_dropped(leaves: list[bytes]) -> list[bytes]:
    place = place_of([*map(read_leaf, leaves)], b'"refused"')
    return [*leaves[:place], *leaves[place + 1 :]]


def reordered(leaves: list[bytes]) -> list[bytes]:
    return [*leaves[:-2], leaves[-1], leaves[-2]]


def refusal_left_out(entries: list[Entry]) -> list[Entry]:
    place = place_of(entries, b'"not-your-part"')
    kept = [*entries[:place], *entries[place + 1 :]]
    return [replace(one, n=n) for n, one in enumerate(kept)]


def signatures_swapped(entries: list[Entry]) -> list[Entry]:
    one, other = entries[-1], entries[-2]
    entries[-1] = replace(one, signature=other.signature)
    entries[-2] = replace(other, signature=one.signature)
    return entries


def act_changed(entries: list[Entry]) -> list[Entry]:
    place = place_of(entries, b'"count"')
    act = entries[place].act.replace(b'"rounds":12', b'"rounds":11')
    entries[place] = replace(entries[place], act=act)
    return entries


def decision_rewritten(entries: list[Entry]) -> list[Entry]:
    place = place_of(entries, b'"not-your-part"')
    entries[place] = replace(entries[place], decision=GRANTED)
    return entries


def pack_replaced(entries: list[Entry]) -> list[Entry]:
    act = entries[0].act.replace(b"late_ms", b"mate_ms", 1)
    entries[0] = replace(entries[0], act=act)
    return entries


def digest_replaced(entries: list[Entry]) -> list[Entry]:
    entries[-1] = replace(entries[-1], pack="0" * 64)
    return entries


def act_id_reused(entries: list[Entry]) -> list[Entry]:
    return [*entries, replace(entries[-1], n=len(entries))]


def filed_elsewhere(entries: list[Entry]) -> list[Entry]:
    entries[-1] = replace(entries[-1], act_id=bytes(16))
    return entries


def time_back(entries: list[Entry]) -> list[Entry]:
    entries[-1] = replace(entries[-1], recorded_at=entries[-3].recorded_at - 1)
    return entries


def number_wrong(entries: list[Entry]) -> list[Entry]:
    entries[-1] = replace(entries[-1], n=len(entries) + 3)
    return entries


def revoked_and_granted(entries: list[Entry]) -> list[Entry]:
    place = place_of(entries, b'"key-revoked"')
    entries[place] = replace(entries[place], decision=GRANTED)
    return entries


def rounds_conjured(entries: list[Entry]) -> list[Entry]:
    place = place_of(entries, b'"receive"', b'"D1"')
    one = entries[place]
    decision = one.decision.replace(b'"rounds":12', b'"rounds":13')
    entries[place] = replace(one, decision=decision)
    return entries


def stranger_signed(entries: list[Entry]) -> list[Entry]:
    stranger = PrivateKey(sha256(b"a stranger").digest())
    signature = stranger.sign(signed_bytes(entries[-1].act))
    key = key_text(stranger.public)
    entries[-1] = replace(entries[-1], key=key, signature=signature)
    return entries


def of_no_form(files: Files) -> Files:
    leaves = leaves_in(files)
    return remade(files, [*leaves[:-1], leaves[-1][:50]])


def checkpoint_signed(signer: Signer, origin: str = ORIGIN) -> Callable[[Files], Files]:
    """The same tree, signed by somebody else."""

    def tamper(files: Files) -> Files:
        hashes = [leaf_hash(one) for one in leaves_in(files)]
        signed = Checkpoint(origin, len(hashes), root(hashes))
        return paged(files | {"checkpoint": sign_checkpoint(signed, signer)})

    return tamper


def checkpoint_alone(signer: Signer) -> Callable[[Files], Files]:
    """The checkpoint of an excerpt, signed by somebody else; its proofs are left."""

    def tamper(files: Files) -> Files:
        text = parse(files["checkpoint"]).text
        return paged(files | {"checkpoint": sign(text, [signer])})

    return tamper


def checkpoint_older(files: Files) -> Files:
    hashes = [leaf_hash(one) for one in leaves_in(files)][:-5]
    signed = Checkpoint(ORIGIN, len(hashes), root(hashes))
    return paged(files | {"checkpoint": sign_checkpoint(signed, LOG)})


def rewritten(files: Files) -> Files:
    """Another past, signed by its phones and by the log: only others can tell."""
    told = read(HEAD + "07:00 camera stops\n", "a.story", use=text_of, pack=shipped)
    empty = b'{"form":"lastlook/openings/1","people":[],"unproved":{},"erased":[]}'
    with a_ledger_of(told) as log:
        return with_its_manifest(remade(files | {"openings.json": empty}, log.leaves()))


def tile_changed(files: Files) -> Files:
    [name] = [name for name in files if name.startswith("tile/0/")]
    changed = bytearray(files[name])
    changed[40] ^= 1
    return files | {name: bytes(changed)}


def manifest_shortened(files: Files) -> Files:
    told = read_manifest(files["manifest.json"])
    kept = tuple(gap for gap in told.gaps if gap.kind != "refused-then-done")
    assert len(kept) < len(told.gaps)
    return paged(files | {"manifest.json": manifest_bytes(replace(told, gaps=kept))})


def openings_swapped(files: Files) -> Files:
    told = json.loads(files["openings.json"])
    one, other = told["people"]
    one["person"], other["person"] = other["person"], one["person"]
    return paged(files | {"openings.json": json.dumps(told).encode()})


def name_changed(files: Files) -> Files:
    changed = files["openings.json"].replace(b'"Noor"', b'"Nora"')
    return paged(files | {"openings.json": changed})


def page_of_an_older_bundle(files: Files) -> Files:
    """The page that told of the ledger when it was shorter; the rest is of today."""
    older = remade(files, leaves_in(files)[:-5])
    return files | {"index.html": older["index.html"]}


def page_with_another_name(files: Files) -> Files:
    return files | {"index.html": name_changed(files)["index.html"]}


def page_of_fewer_entries(files: Files) -> Files:
    return files | {"index.html": entry_left_out(files)["index.html"]}


def rewritten_as(encoding: str) -> Callable[[Files], Files]:
    """The manifest in an encoding that JSON does not have."""

    def tamper(files: Files) -> Files:
        text = files["manifest.json"].decode()
        return files | {"manifest.json": text.encode(encoding)}

    return tamper


def openings_with(**more: object) -> Callable[[Files], Files]:
    """Names beside which something stands that has no place there."""

    def tamper(files: Files) -> Files:
        told = json.loads(files["openings.json"]) | more
        return paged(files | {"openings.json": json.dumps(told).encode()})

    return tamper


def proof_of_another(files: Files) -> Files:
    names = sorted(name for name in files if name.startswith("proofs/"))
    return files | {names[1]: files[names[2]]}


def leaf_changed(files: Files) -> Files:
    name = next(name for name in sorted(files) if name.startswith("proofs/"))
    proof = read_proof(files[name])
    changed = (proof.extra or b"")[:-1] + b"0"
    old, new = (base64.b64encode(one) for one in (proof.extra or b"", changed))
    return paged(files | {name: files[name].replace(old, new)})


def proof_dropped(files: Files) -> Files:
    *_, last = sorted(name for name in files if name.startswith("proofs/"))
    return {name: files[name] for name in files if name != last}


def entry_left_out(files: Files) -> Files:
    """An exporter who leaves an entry out of an excerpt, everywhere."""
    told = read_manifest(files["manifest.json"])
    gone = max(told.entries or ())
    kept = replace(told, entries=tuple(n for n in told.entries or () if n != gone))
    left = {name: files[name] for name in files if name != f"proofs/{gone}.tlog-proof"}
    return paged(left | {"manifest.json": manifest_bytes(kept)})


def without(name: str) -> Callable[[Files], Files]:
    """A file is missing."""
    return lambda files: {one: files[one] for one in files if one != name}


def beside(name: str) -> Callable[[Files], Files]:
    """A file too many."""
    return lambda files: files | {name: b"read me first"}


def replaced(name: str, content: bytes) -> Callable[[Files], Files]:
    """A file of another's making."""
    return lambda files: files | {name: content}


REFUSED = (0,)  # it is no whole bundle: said at once, with the file
NOT_OURS = (-9,)  # no finding, but step 9 is not checked in full, and says why
OTHER = a_signer("lastlook.example/other")
DESK = Signer(ORIGIN, PrivateKey(sha256(b"desk").digest()))
DEFECTS: dict[str, Defect] = {
    # what a keeper without the log's key can do
    "entry-changed": Defect(ALL, unsigned(entry_changed), (2, 4, 7), (2, 4), (2, 4)),
    "entry-dropped": Defect(ALL, unsigned(entry_dropped), REFUSED, (2,), (2, 5)),
    "entry-reordered": Defect(ALL, unsigned(reordered), (2, 5, 7), (2, 5), (2, 5)),
    "checkpoint-of-another-log": Defect(
        ALL, checkpoint_signed(OTHER, OTHER.name), (1,), (1,), (1,)
    ),
    "checkpoint-older": Defect(ALL, checkpoint_older, REFUSED, (2,), (2,)),
    "checkpoint-resigned-by-desk-key": Defect(
        ALL, checkpoint_signed(DESK), (1,), (1,), (1,)
    ),
    "tile-changed": Defect(ALL, tile_changed, (2,), (2,)),
    "manifest-shortened": Defect(ALL, manifest_shortened, (9,)),
    "opening-swapped": Defect(ALL, openings_swapped, (9,), (9,), (9,)),
    "opened-name-changed": Defect(ALL, name_changed, (9,), (9,), (9,)),
    "zip-member-missing": Defect(ALL, without("openings.json"), REFUSED, (2,)),
    "zip-manifest-missing": Defect(ALL, without("manifest.json"), REFUSED, (2,)),
    "zip-member-extra": Defect(ALL, beside("READ-ME-FIRST.txt"), REFUSED, (2,)),
    "zip-page-missing": Defect(ALL, without("index.html"), REFUSED, (2,)),
    "manifest-of-no-bytes": Defect(ALL, replaced("manifest.json", b""), REFUSED, (2,)),
    "manifest-emptied": Defect(ALL, replaced("manifest.json", b"{}"), REFUSED, (2,)),
    "manifest-of-no-form": Defect(ALL, replaced("manifest.json", b"[]"), REFUSED, (2,)),
    "manifest-behind-a-mark": Defect(ALL, rewritten_as("utf-8-sig"), REFUSED, (2,)),
    "manifest-in-utf-16": Defect(ALL, rewritten_as("utf-16"), REFUSED, (2,)),
    "openings-with-a-contact": Defect(
        ALL, openings_with(contacts={"gaffer": "g@example.org"}), REFUSED, (2,)
    ),
    "openings-with-a-list-of-names": Defect(
        ALL, openings_with(unproved=["actor"]), REFUSED, (2,)
    ),
    "page-of-an-older-bundle": Defect(ALL, page_of_an_older_bundle, (9,), (9,)),
    "page-with-another-name": Defect(ALL, page_with_another_name, (9,), (9,), (9,)),
    "page-replaced": Defect(ALL, replaced("index.html", b"<h1>HOLDS"), NOT_OURS),
    "verifier-replaced": Defect(
        ALL, replaced("verify.py", b"print('HOLDS')"), NOT_OURS
    ),
    # what one who has the log's own key can do besides
    "signature-swapped": Defect(ALL, resigned(signatures_swapped), (4,), (4,), (4,)),
    "act-changed": Defect(ALL, resigned(act_changed), (4, 7), (4,), (4,)),
    "decision-rewritten": Defect(ALL, resigned(decision_rewritten), (7,)),
    "refusal-left-out": Defect(ALL, resigned(refusal_left_out), ()),
    "pack-text-replaced": Defect(ALL, resigned(pack_replaced), (4, 6, 7), (4,), (4,)),
    "pack-digest-replaced": Defect(ALL, resigned(digest_replaced), (6,)),
    "act-id-reused": Defect(ALL, resigned(act_id_reused), (5,), (5,), (5,)),
    "filed-elsewhere": Defect(ALL, resigned(filed_elsewhere), (5,), (5,), (5,)),
    "time-back": Defect(ALL, resigned(time_back), (5, 7), (5,), (5,)),
    "number-wrong": Defect(ALL, resigned(number_wrong), (5,), (5,), (5,)),
    "key-revoked-act-after": Defect(ALL, resigned(revoked_and_granted), (7,)),
    "key-of-a-stranger": Defect(ALL, resigned(stranger_signed), (4, 7), (4,), (4,)),
    "rounds-conjured": Defect(ALL, resigned(rounds_conjured), (7,)),
    "entry-of-no-form": Defect(ALL, of_no_form, (5, 9), (5,), (5,)),
    "rewritten-from-the-start-with-the-logs-own-key": Defect(ALL, rewritten, ()),
    # an excerpt
    "proof-of-another-entry": Defect(SOME, proof_of_another, REFUSED, (2,)),
    "proof-missing": Defect(SOME, proof_dropped, REFUSED, (2,)),
    "leaf-in-a-proof-changed": Defect(SOME, leaf_changed, (2,), (2,), (2,)),
    "checkpoint-of-an-excerpt-replaced": Defect(
        SOME, checkpoint_alone(DESK), REFUSED, (1, 2), (1,)
    ),
    "page-of-an-excerpt-with-fewer-entries": Defect(
        SOME, page_of_fewer_entries, (9,), (9,)
    ),
    "entry-left-out-of-an-excerpt": Defect(SOME, entry_left_out, ()),
}
