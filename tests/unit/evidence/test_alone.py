"""The verifier in one file: short, alone, as strict as libsodium, on any Python."""

import ast
import random
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from msgspec.structs import replace
from nacl.bindings import crypto_scalarmult_ed25519_base_noclamp

from lastlook.core.events import AnyEvent
from lastlook.core.words import KeyText
from lastlook.desk.door import key_text
from lastlook.evidence.alone import FaultError, Record, is_signed, root_of, tiles
from lastlook.evidence.alone import read_note as read_alone
from lastlook.evidence.manifest import manifest_bytes, read_manifest
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.cosignature import cosign
from lastlook.ledger.errors import InputError
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.keys import is_signed as signed_by_libsodium
from lastlook.ledger.merkle import all_inclusion_proofs, leaf_hash, root
from lastlook.ledger.note import Signer, parse, read_vkey
from lastlook.ledger.tile_paths import bundles_of, tiles_of
from lastlook.ledger.tlog_policy import read_policy
from lastlook.ledger.together import sealed, together_bytes
from tests.world.bundled import (
    ALONE,
    SMALL,
    VKEY,
    bundle_of,
    files_of,
    run,
    said_alone,
    steps_alone,
    unpacked,
    zipped,
)
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN
from tests.world.tampered_notes import LETTERS, note_by
from tests.world.witnesses import (
    NOON_S,
    MlDsaCosigner,
    a_cosigner,
    cosigned,
    policy_text,
)

STORY = "the-2021-day"
LINES_MAX = 580
OLDEST = (3, 9)


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    path = tmp_path / "whole.zip"
    path.write_bytes(bundle_of(STORY))
    return path


@pytest.fixture
def some(tmp_path: Path) -> Path:
    path = tmp_path / "some.zip"
    path.write_bytes(bundle_of(STORY, "colt-1"))
    return path


# --- the file ------------------------------------------------------------------


def test_it_can_be_read_to_its_end() -> None:
    assert len(ALONE.read_text().splitlines()) <= LINES_MAX


def test_it_needs_nothing_but_python() -> None:
    tree = ast.parse(ALONE.read_text(), feature_version=OLDEST)
    asked = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or "."]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert asked <= sys.stdlib_module_names


def test_it_runs_alone_on_every_python_that_is_here(
    whole: Path, tmp_path: Path
) -> None:
    alone = shutil.copy(ALONE, tmp_path / "verify.py")
    versions = [f"python3.{minor}" for minor in range(9, 20)]
    found = [sys.executable, *filter(None, map(shutil.which, versions))]
    for python in found:
        # -I: none of our packages, nothing from the environment
        asked = run([python, "-I", alone, whole, "--vkey", VKEY])
        if "pyenv" in asked.stderr:
            continue  # a name that leads to no Python
        assert (asked.returncode, asked.stderr) == (0, ""), python
        assert "61 entries read, of 61 that are signed." in asked.stdout
        assert asked.stdout.endswith("HOLDS, as far as it is checked here\n")


def test_it_says_what_it_does_not_do() -> None:
    said = ast.get_docstring(ast.parse(ALONE.read_text())) or ""
    assert "NOT checked" in said
    for step in ("(3)", "(6)", "(7)", "(8)", "(9)"):
        assert step in said


def test_it_knows_every_event_that_brings_a_key() -> None:
    hints = {
        event.__struct_config__.tag: get_type_hints(event, include_extras=True)
        for event in get_args(AnyEvent)
    }
    named = {
        tag
        for tag, fields in hints.items()
        if KeyText in (fields.get("key"), *get_args(fields.get("key")))
    }
    known = {"opened", "enrolled", "key-added"}
    # The desk's own keys sign checkpoints, and no act.
    desks = {"desk-key-changed", "desk-key-lost", "desk-key-confirmed"}
    assert named - {"key-ended"} - desks == known
    assert all(f'"{event}"' in ALONE.read_text() for event in known)


# --- its arithmetic --------------------------------------------------------------


def test_what_a_key_signed_fits_and_nothing_else() -> None:
    chance = random.Random(4)  # noqa: S311  # the same every time
    for length in (0, 1, 31, 200):
        key = PrivateKey(chance.randbytes(32))
        message = chance.randbytes(length)
        signature = key.sign(message)
        assert is_signed(key.public, message, signature)
        for at in range(0, 64, 7):
            changed = bytearray(signature)
            changed[at] ^= 1 << chance.randrange(8)
            assert not is_signed(key.public, message, bytes(changed))
        assert not is_signed(key.public, message + b"x", signature)
        assert not is_signed(PrivateKey(bytes(32)).public, message, signature)


@pytest.mark.parametrize("point", SMALL, ids=lambda point: point.hex()[:8])
def test_a_key_or_a_commitment_of_small_order_signs_nothing(point: bytes) -> None:
    key = PrivateKey(bytes(32)).public
    for public, signature in (
        (point, point + bytes(32)),
        (point, SMALL[2] + bytes(32)),
        (key, point + bytes(32)),
    ):
        assert not is_signed(public, b"any", signature)
        assert not signed_by_libsodium(public, b"any", signature)


@pytest.mark.parametrize(("key", "signature"), [(31, 64), (33, 64), (32, 63), (32, 65)])
def test_what_has_another_length_fits_nothing(key: int, signature: int) -> None:
    assert not is_signed(b"\1" * key, b"any", b"\1" * signature)


def test_an_s_beyond_the_order_is_refused() -> None:
    key = PrivateKey(bytes(32))
    signature = key.sign(b"any")
    order = 2**252 + 27742317777372353535851937790883648493
    s = int.from_bytes(signature[32:], "little") + order
    assert not is_signed(key.public, b"any", signature[:32] + s.to_bytes(32, "little"))


def test_its_tree_is_the_ledgers() -> None:
    hashes = [leaf_hash(bytes([n])) for n in range(20)]
    for size in range(20):
        assert root_of(hashes[:size]) == root(hashes[:size])


@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 512, 256_000, 65_536 * 256 + 3])
def test_it_names_the_tiles_as_the_ledger_does(size: int) -> None:
    counts = [(str(level), size >> 8 * level) for level in range(8)]
    ours = [name for level, count in counts for name, _, _ in tiles(level, count)]
    assert ours == [place.path for place in tiles_of(size)]
    entries = [name for name, _, _ in tiles("entries", size)]
    assert entries == [place.path for place in bundles_of(0, size)]


# --- what it says of bundles --------------------------------------------------------


def test_a_bundle_a_folder_and_a_tiles_folder_hold(
    whole: Path, some: Path, tmp_path: Path
) -> None:
    assert steps_alone(whole) == steps_alone(some) == []
    files = files_of(whole)
    assert steps_alone(unpacked(files, tmp_path / "unpacked")) == []
    log = {name: files[name] for name in files if name[:4] in {"tile", "chec"}}
    assert steps_alone(unpacked(log, tmp_path / "tiles")) == []
    assert steps_alone(unpacked(files_of(some), tmp_path / "some")) == []


def test_another_key_or_none_is_no_trust(whole: Path) -> None:
    assert steps_alone(whole, VKEY.replace("story", "other")) == [1]
    assert steps_alone(whole, "") == [1]
    assert steps_alone(whole, VKEY[:-4]) == [1]
    assert "is not one of" in said_alone(whole, other_vkey())[1]
    stranger = Signer(ORIGIN, PrivateKey(bytes(32))).verifier.vkey
    assert "has not signed it" in said_alone(whole, stranger)[1]


def other_vkey() -> str:
    return a_signer("lastlook.example/other").verifier.vkey


def test_what_is_not_there_does_not_hold(tmp_path: Path) -> None:
    assert steps_alone(tmp_path / "none") == [2]
    assert steps_alone(tmp_path) == [2]
    (tmp_path / "letter").write_text("a letter")
    assert steps_alone(tmp_path / "letter") == [2]


def test_a_zip_is_a_bundle_even_without_a_file_of_one(
    whole: Path, tmp_path: Path
) -> None:
    files = files_of(whole)
    log = {name: files[name] for name in files if name[:4] in {"tile", "chec"}}
    path = tmp_path / "bare.zip"
    path.write_bytes(zipped(log))
    assert steps_alone(path) == [2]


# --- witnesses ----------------------------------------------------------------------

NAMES = ("w1.example", "w2.example", "w3.example")
NESTED = (
    "group g any w1.example w2.example",
    "group h all g w3.example",
    "quorum h",
)
TWO_OF_THREE = f"group g 2 {' '.join(NAMES)}"


def judged(whole: Path, by: tuple[str, ...], policy: bytes) -> list[int]:
    """The verdict of both verifiers, which must be the same."""
    files = files_of(whole)
    note = cosigned(files["checkpoint"], *by)
    whole.write_bytes(zipped(files | {"checkpoint": note}))
    file = whole.with_name("policy")
    file.write_bytes(policy)
    steps = steps_alone(whole, VKEY, "--policy", file)
    try:
        read_policy(policy).check(note, [read_vkey(VKEY)])
    except InputError:
        assert steps == [1]
    else:
        assert steps == []
    return steps


@pytest.mark.parametrize(
    ("by", "lines", "steps"),
    [
        ((), ("quorum none",), []),
        (NAMES[:1], ("quorum w1.example",), []),
        ((), ("quorum w1.example",), [1]),
        (NAMES[1:2], ("quorum w1.example",), [1]),
        (NAMES[:2], (TWO_OF_THREE, "quorum g"), []),
        (NAMES[2:], (TWO_OF_THREE, "quorum g"), [1]),
        (NAMES[:1] * 2, (TWO_OF_THREE, "quorum g"), [1]),
        (NAMES[:1], (f"group g any {' '.join(NAMES)}", "quorum g"), []),
        (NAMES[:2], (f"group g all {' '.join(NAMES)}", "quorum g"), [1]),
        (NAMES, (f"group g all {' '.join(NAMES)}", "quorum g"), []),
        (NAMES, (f"log {VKEY} https://log.example/", "# who", "quorum none"), []),
        (
            NAMES[:2],
            (
                "group g any w1.example w2.example",
                "group h all g w3.example",
                "quorum h",
            ),
            [1],
        ),
        (
            NAMES[1:],
            (
                "group g any w1.example w2.example",
                "group h all g w3.example",
                "quorum h",
            ),
            [],
        ),
    ],
)
def test_a_quorum_is_judged_as_by_the_program(
    whole: Path, by: tuple[str, ...], lines: tuple[str, ...], steps: list[int]
) -> None:
    assert judged(whole, by, policy_text(*lines, names=NAMES)) == steps


@pytest.mark.parametrize(
    "lines",
    [
        (),
        ("quorum g",),
        ("quorum none", "quorum none"),
        ("quorum",),
        ("quorum none more",),
        ("group g 3 w1.example w2.example", "quorum g"),
        ("group g 0 w1.example", "quorum g"),
        ("group g x w1.example", "quorum g"),
        ("group g 1", "quorum g"),
        ("group g any none", "quorum g"),
        ("group g any w1.example", "group h any w1.example", "quorum h"),
        ("group g any w1.example w1.example", "quorum g"),
        ("group w1.example any w2.example", "quorum w1.example"),
        ("witness w1.example", "quorum none"),
        (f"witness new {VKEY}", "quorum none"),
        (f"log {other_vkey()}", "quorum none"),
        ("trust everybody", "quorum none"),
        ("log", "quorum none"),
    ],
)
def test_a_policy_that_cannot_be_so_is_refused_as_by_the_program(
    whole: Path, lines: tuple[str, ...]
) -> None:
    assert judged(whole, NAMES, policy_text(*lines, names=NAMES)) == [1]


def test_a_policy_that_was_cut_off_is_refused(whole: Path) -> None:
    assert judged(whole, NAMES, policy_text("quorum none", names=NAMES)[:-1]) == [1]


def test_one_wrong_cosignature_by_a_witness_refuses_the_checkpoint(
    whole: Path,
) -> None:
    files = files_of(whole)
    note = cosigned(files["checkpoint"], "w1.example")
    changed = note[:-8] + (b"AAA" if note[-8:-5] != b"AAA" else b"BBB") + note[-5:]
    whole.write_bytes(zipped(files | {"checkpoint": changed}))
    file = whole.with_name("policy")
    file.write_bytes(policy_text("quorum none", names=NAMES))
    assert steps_alone(whole, VKEY, "--policy", file) == [1]


def test_a_witness_whose_kind_of_key_cannot_be_checked_counts_as_lacking(
    whole: Path,
) -> None:
    files = files_of(whole)
    witness = MlDsaCosigner("pq.example")
    checkpoint = read_checkpoint(files["checkpoint"], read_vkey(VKEY))
    note = files["checkpoint"] + witness.cosign(checkpoint, NOON_S)
    whole.write_bytes(zipped(files | {"checkpoint": note}))
    file = whole.with_name("policy")
    known = f"witness pq {witness.cosigner.vkey}\n"
    file.write_text(f"{known}quorum pq\n")
    assert steps_alone(whole, VKEY, "--policy", file) == [1]
    file.write_text(f"{known}quorum none\n")
    assert steps_alone(whole, VKEY, "--policy", file) == []


# --- acts signed together -----------------------------------------------------------


def test_acts_signed_together_are_followed() -> None:
    key = PrivateKey(bytes(32))
    for count in (1, 2, 5, 50):
        acts = [f'{{"n":{n}}}'.encode() for n in range(count)]
        signature = key.sign(together_bytes(acts))
        _, shares = sealed(acts, signature)
        record = Record()
        text = key_text(key.public)
        for act, share in zip(acts, shares, strict=True):
            assert record.is_signed(text, act, share)
            assert not record.is_signed(text, act + b" ", share)
            assert not record.is_signed(text, act, share[:-1])
            assert not record.is_signed(text, act, share + bytes(32))
            assert not record.is_signed(text, act, share[:64])


def test_a_share_of_more_acts_than_may_be_is_refused() -> None:
    key = PrivateKey(bytes(32))
    share = bytes([0, 51])
    root_of_one = leaf_hash(b"act")
    signed = b"lastlook/acts/v1\n" + bytes([1]) + root_of_one
    good = key.sign(signed) + bytes([0, 1])
    assert Record().is_signed(key_text(key.public), b"act", good)
    assert not Record().is_signed(key_text(key.public), b"act", good[:64] + share)


# --- no network -----------------------------------------------------------------------


def without_a_network() -> list[str]:
    """The words before a command that has no network at all; skips where none may."""
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("There is no `unshare` (util-linux) to take the network away with.")
    words = [unshare, "--net", "--map-root-user"]
    tried = run([*words, "true"])
    if tried.returncode:
        pytest.skip(f"This system lets nobody take the network away: {tried.stderr}")
    return words


def test_there_really_is_none() -> None:
    asked = run([*without_a_network(), "cat", "/proc/net/dev"])
    devices = [line.split(":")[0].strip() for line in asked.stdout.splitlines()[2:]]
    assert devices == ["lo"]  # and that is down


def test_it_needs_no_network(whole: Path) -> None:
    words = [*without_a_network(), sys.executable, "-I", ALONE, whole, "--vkey", VKEY]
    asked = run(words)
    assert (asked.returncode, asked.stderr) == (0, "")


# --- what a careless reader would let pass


def test_a_key_that_is_neutral_signs_nothing_however_good_the_sum() -> None:
    s = (5).to_bytes(32, "little")
    commitment = crypto_scalarmult_ed25519_base_noclamp(s)
    # s * BASE - k * neutral is the commitment, whatever the message.
    assert not is_signed(SMALL[2], b"any", commitment + s)
    assert not signed_by_libsodium(SMALL[2], b"any", commitment + s)


def test_one_key_under_two_names_is_one_witness(whole: Path) -> None:
    policy = policy_text("group g 2 a b", "quorum g")
    vkey = a_cosigner("w1.example").cosigner.vkey
    both = f"witness a {vkey}\nwitness b {vkey}\n".encode()
    assert judged(whole, NAMES[:1], both + policy) == [1]


def test_more_acts_under_one_signature_than_there_may_be() -> None:
    key = PrivateKey(bytes(32))
    hashes = [leaf_hash(bytes([n])) for n in range(51)]
    top, proofs = all_inclusion_proofs(hashes)
    signature = key.sign(b"lastlook/acts/v1\n" + bytes([51]) + top)
    share = signature + bytes([3, 51]) + proofs[3]
    assert not Record().is_signed(key_text(key.public), bytes([3]), share)


def test_a_proof_under_another_note_is_refused_even_where_its_tree_is_the_same(
    some: Path,
) -> None:
    files = files_of(some)
    name = "proofs/1.tlog-proof"
    line = cosign(files["checkpoint"], a_cosigner("w1.example"), NOON_S)
    some.write_bytes(zipped(files | {name: files[name] + line}))
    assert steps_alone(some) == [2]


def test_a_zip_in_another_order_is_refused(whole: Path) -> None:
    files = files_of(whole)
    with zipfile.ZipFile(whole, "w") as written:
        for name in sorted(files, reverse=True):
            one = zipfile.ZipInfo(name)
            one.create_system, one.external_attr = 3, 0o100644 << 16
            written.writestr(one, files[name])
    assert steps_alone(whole) == [2]


def test_an_excerpt_out_of_order_is_refused_even_where_the_times_are_the_same(
    some: Path,
) -> None:
    files = files_of(some)
    told = read_manifest(files["manifest.json"])
    first, second, *others = told.entries or ()
    swapped = replace(told, entries=(first, *others[:1], second, *others[1:]))
    files["manifest.json"] = manifest_bytes(swapped)
    some.write_bytes(zipped(files))
    assert steps_alone(some) == [5, 9]  # and it is not the manifest in the page


def is_taken(read: Callable[[bytes], object], note: bytes) -> bool:
    """Whether a reader of notes takes this one."""
    try:
        read(note)
    except (FaultError, InputError):
        return False
    return True


def test_it_takes_the_same_names_of_keys_as_the_program() -> None:
    for letter in LETTERS:
        note = note_by(f"a{letter}b")
        assert is_taken(read_alone, note) == is_taken(parse, note), hex(ord(letter))


@pytest.mark.parametrize("end", [b"", b"\xff", b"\xed\xb2\x80"])
def test_it_takes_no_other_bytes_than_the_program(end: bytes) -> None:
    note = b"a text\n" + end + note_by("somebody")
    assert is_taken(read_alone, note) == is_taken(parse, note) == (not end)
