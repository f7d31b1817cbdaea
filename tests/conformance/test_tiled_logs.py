"""Logs, bundles, proofs and notes that others published, read by our own readers."""

import base64
import json
import os
import re
from pathlib import Path
from shutil import copytree

import pytest

from lastlook.ledger.add_checkpoint import read_add_checkpoint, write_add_checkpoint
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.errors import ProofError
from lastlook.ledger.folder import Folder, check_folder
from lastlook.ledger.merkle import (
    inclusion_proof,
    leaf_hash,
    root,
    verify_inclusion,
)
from lastlook.ledger.note import parse, read_vkey, verify
from lastlook.ledger.proof import TlogProof, check_proof, read_proof, write_proof
from lastlook.ledger.subtree import is_subtree, verify_subtree
from lastlook.ledger.tile_paths import Place, read_path, tiles_of
from tests.world.ledger import a_signer

TESSERA_VKEY = (
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
)
CONSISTENCY_CASES = 118
INCLUSION_CASES = 204


@pytest.fixture(scope="module")
def vectors() -> Path:
    folder = os.environ.get("LASTLOOK_VECTORS")
    if not folder:
        pytest.skip(
            "LASTLOOK_VECTORS is not set. It names a folder with merkle/ (testdata of "
            "github.com/transparency-dev/merkle), tessera/log/ (testdata/log of "
            "github.com/transparency-dev/tessera) and c2sp/ (texts of C2SP/C2SP)."
        )
    return Path(folder)


def octets(text: str | None) -> bytes:
    return base64.b64decode(text or "")


# --- a log of Tessera's ------------------------------------------------------------


@pytest.mark.parametrize("size", range(16))
def test_a_published_log_is_whole_at_each_of_its_checkpoints(
    vectors: Path, tmp_path: Path, size: int
) -> None:
    log = vectors / "tessera" / "log"
    copytree(log / "tile", tmp_path / "tile")
    note = (log / f"checkpoint.{size}").read_bytes()
    (tmp_path / "checkpoint").write_bytes(note)
    folder = Folder(tmp_path)
    signed = check_folder(folder, read_vkey(TESSERA_VKEY))
    leaves = list(folder.leaves())
    assert (signed.size, len(leaves)) == (size, size)
    assert signed.root == root(map(leaf_hash, leaves))
    assert leaves == list(folder.leaves(0, size))


def test_every_file_of_a_published_log_is_where_our_paths_say(vectors: Path) -> None:
    log = vectors / "tessera" / "log"
    there = {
        file.relative_to(log).as_posix()
        for file in (log / "tile").rglob("*")
        if file.is_file()
    }
    assert {read_path(path).path for path in there} == there
    assert there == {
        Place(level, 0, width).path for level in (0, None) for width in range(1, 16)
    }


def test_every_entry_of_a_published_log_has_a_proof_of_ours(vectors: Path) -> None:
    folder = Folder(vectors / "tessera" / "log")
    nodes = folder.nodes(folder.size)
    key = read_vkey(TESSERA_VKEY)
    for n, leaf in enumerate(folder.leaves()):
        hashes = tuple(inclusion_proof(nodes, n, folder.size))
        written = write_proof(TlogProof(leaf, n, hashes, folder.checkpoint))
        check_proof(
            read_proof(written),
            leaf_hash(leaf),
            lambda note: read_checkpoint(note, key),
        )


# --- subtrees ------------------------------------------------------------------------


def test_every_published_subtree_consistency_case_is_judged_as_published(
    vectors: Path,
) -> None:
    wrong, count = [], 0
    folder = vectors / "merkle" / "subtreeconsistency"
    for path in sorted(folder.rglob("*.json")):
        case = json.loads(path.read_text())
        count += 1
        proof = [octets(each) for each in case["proof"] or ()]
        try:
            verify_subtree(
                (case["start"], case["end"], case["size"]),
                proof,
                octets(case["root1"]),
                octets(case["root2"]),
            )
            holds = True
        except ProofError:
            holds = False
        if holds == case["wantErr"]:
            wrong.append(path)
    assert wrong == []
    assert count == CONSISTENCY_CASES


def test_every_published_subtree_inclusion_case_is_judged_as_published(
    vectors: Path,
) -> None:
    # A leaf in a subtree is a leaf in a tree that begins at `start`.
    wrong, count = [], 0
    for path in sorted((vectors / "merkle" / "subtreeinclusion").rglob("*.json")):
        case = json.loads(path.read_text())
        start, end = case["start"], case["end"]
        count += 1
        try:
            if not is_subtree(start, end):
                raise ProofError("no subtree")  # noqa: TRY301  # as a caller would
            verify_inclusion(
                octets(case["leafHash"]),
                case["leafIdx"] - start,
                end - start,
                [octets(each) for each in case["proof"] or ()],
                octets(case["root"]),
            )
            holds = True
        except ProofError:
            holds = False
        if holds == case["wantErr"]:
            wrong.append(path)
    assert wrong == []
    assert count == INCLUSION_CASES


# --- the examples in the texts -------------------------------------------------------


def example(vectors: Path, name: str, part: int = 1) -> str:
    """The fenced example number `part` of a specification."""
    text = (vectors / "c2sp" / f"{name}.md").read_text("utf-8")
    return text.split("```")[2 * part - 1].removeprefix("\n")


def indented(vectors: Path, name: str, first: str) -> str:
    """The indented example of a specification that begins with this line."""
    text = (vectors / "c2sp" / f"{name}.md").read_text("utf-8")
    found = re.search(rf"^    {first}\n(?:(?:    .*)?\n)+", text, re.MULTILINE)
    assert found is not None
    lines = [line.removeprefix("    ") for line in found[0].splitlines()]
    return "\n".join(lines).strip("\n") + "\n"


def test_the_signed_notes_of_the_text_are_read_and_verify(vectors: Path) -> None:
    text = (vectors / "c2sp" / "signed-note.md").read_text("utf-8")
    poem = parse(example(vectors, "signed-note").encode())
    assert poem.text.count("\n") == 4  # the blank line in it is the text's own
    assert [each.name for each in poem.signatures] == ["quasimodo.example/salvatore"]
    [vkey] = re.findall(r"^    (example\.com/foo\+\S+)$", text, re.MULTILINE)
    note = example(vectors, "signed-note", 2).encode()
    assert verify(note, [read_vkey(vkey)]).text == "This is an example message.\n"


def test_the_checkpoint_of_the_text_is_read(vectors: Path) -> None:
    asked = indented(vectors, "tlog-witness", "old 20852014").encode()
    read = read_add_checkpoint(asked)
    assert (read.old, len(read.proof)) == (20852014, 4)
    assert write_add_checkpoint(read) == asked
    checkpoint = parse_checkpoint(parse(read.note).text)
    assert checkpoint.origin == "example.com/behind-the-sofa"
    assert checkpoint.size == 20852163


def test_the_paths_and_partial_tiles_of_the_text_are_ours(vectors: Path) -> None:
    text = (vectors / "c2sp" / "tlog-tiles.md").read_text("utf-8")
    said = re.search(r"index (\d+) will be encoded as\s+`(\S+)`", text)
    assert said is not None
    assert Place(0, int(said[1])).path == f"tile/0/{said[2]}"
    assert "273 full level 0\ntiles, one partial level 0 tile of width 112" in text
    widths = [(one.level, one.width) for one in tiles_of(70_000)][273:]
    assert widths == [(0, 112), (1, 256), (1, 17), (2, 1)]


def test_the_proof_of_the_text_is_read(vectors: Path) -> None:
    # Its signatures are shortened with [...]; another takes their place.
    front, _, checkpoint = example(vectors, "tlog-proof").partition("\n\n")
    text = checkpoint.partition("\n\n")[0] + "\n"
    signed = a_signer("example.com/fancylog").sign(text)
    whole = base64.b64encode(signed.key_id + signed.signature).decode()
    note = f"{text}\n— example.com/fancylog {whole}\n"
    found = read_proof(f"{front}\n\n{note}".encode())
    assert (found.extra or b"").startswith(b"age-v1.2.1-darwin-arm64.tar.gz")
    assert (found.index, len(found.hashes)) == (73894, 5)
    assert parse_checkpoint(parse(found.checkpoint).text).size == 109482
    assert write_proof(found) == f"{front}\n\n{note}".encode()
