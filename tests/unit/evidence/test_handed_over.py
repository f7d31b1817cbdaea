"""What is handed over as a folder or a zip is checked as the ledger itself is."""

import io
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from lastlook import wiring
from lastlook.evidence.bundle import BundleError
from lastlook.evidence.findings import Findings
from lastlook.evidence.part import verify_part
from lastlook.evidence.trust import Trusted
from lastlook.evidence.verify import Verification
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, read_leaf
from lastlook.ledger.entry_bundle import bundle, read_bundle
from lastlook.ledger.errors import FolderError
from lastlook.ledger.folder import write_folder
from lastlook.ledger.proof import read_proof, write_proof
from tests.world.bundled import VKEY, bundle_of, files_of, unpacked, zipped
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN, story
from tests.world.recorded import a_ledger_of

KEY = a_signer(ORIGIN)
STORY = "the-2021-day"
Files = dict[str, bytes]


@cache
def files(thing: str | None = None) -> Files:
    with zipfile.ZipFile(io.BytesIO(bundle_of(STORY, thing))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def verified(path: Path, trusted: Trusted | None = None) -> Findings:
    with wiring.kept(path, VKEY) as kept:
        trusted = trusted or Trusted(kept.key, kept.older)
        if kept.proofs is not None:
            return verify_part(kept.proofs(), kept.checkpoint, trusted, kept.along)
        with Verification(trusted, kept.along) as verification:
            leaves = kept.leaves(verification.begin)
            return verification.check(leaves, kept.checkpoint)


def written(path: Path, some: Files) -> Path:
    path.write_bytes(zipped(some))
    return path


def steps(found: Findings) -> list[int]:
    return sorted({one.step for one in found.findings})


def not_checked(found: Findings) -> list[int]:
    return [one.step for one in found.checked if one.not_checked]


def test_a_whole_bundle_holds_zipped_and_unpacked(tmp_path: Path) -> None:
    path = written(tmp_path / "b.zip", files())
    whole = verified(path)
    assert whole.holds
    assert {one.step: one.count for one in whole.checked}[9] == 1
    assert verified(unpacked(files(), tmp_path / "b")) == whole
    assert files_of(path) == files()


def test_a_tiles_folder_holds_and_has_no_manifest(tmp_path: Path) -> None:
    with a_ledger_of(story(STORY)) as log:
        write_folder(log, tmp_path / "tiles")
    found = verified(tmp_path / "tiles")
    assert found.holds
    assert {one.step: one.count for one in found.checked}[9] == 0


def test_what_is_handed_over_says_of_nobody_that_they_are_to_be_trusted(
    tmp_path: Path,
) -> None:
    path = written(tmp_path / "b.zip", files())
    with wiring.kept(path) as kept:
        assert kept.key is None
    found = verified(path, Trusted())
    assert not_checked(found) == [1]
    assert not found.holds


# --- whole, and tampered with -------------------------------------------------


def changed_entry(some: Files) -> None:
    name = next(name for name in some if name.startswith("tile/entries/"))
    leaves = read_bundle(some[name])
    leaves[5] = leaf(read_leaf(leaves[4]))
    some[name] = bundle(leaves)


def changed_tile(some: Files) -> None:
    name = next(name for name in some if name.startswith("tile/0/"))
    some[name] = bytes(32) + some[name][32:]


def changed_manifest(some: Files) -> None:
    some["manifest.json"] = some["manifest.json"].replace(b"colt-1", b"colt-2")


def another_name(some: Files) -> None:
    some["openings.json"] = (
        b'{"erased":[],"form":"lastlook/openings/1","people":[{"name":"Somebody",'
        b'"person":"armorer","rest":"00","salt":"AA=="}],"unproved":{}}'
    )


@pytest.mark.parametrize(
    ("change", "step"),
    [(changed_entry, 2), (changed_tile, 2), (changed_manifest, 9), (another_name, 9)],
)
def test_what_was_changed_in_a_bundle_is_noticed_by_its_step(
    tmp_path: Path, change: Callable[[Files], None], step: int
) -> None:
    some = dict(files())
    change(some)
    assert steps(verified(written(tmp_path / "b.zip", some)))[0] == step


@pytest.mark.parametrize("name", ["index.html", "README.txt", "verify.py"])
def test_a_page_that_we_did_not_write_is_not_vouched_for(
    tmp_path: Path, name: str
) -> None:
    some = dict(files()) | {name: b"Everything holds."}
    found = verified(written(tmp_path / "b.zip", some))
    assert not_checked(found) == [9]
    assert name in found.checked[8].not_checked


def test_a_name_nobody_committed_to_is_the_keepers_word(tmp_path: Path) -> None:
    some = dict(files())
    some["openings.json"] = some["openings.json"].replace(
        b'"unproved": {}', b'"unproved": {"armorer": "Somebody"}'
    )
    assert some != files()
    found = verified(written(tmp_path / "b.zip", some))
    assert "armorer: the keeper's word alone" in found.checked[8].not_checked


# --- an excerpt ---------------------------------------------------------------


def test_of_an_excerpt_it_is_said_what_it_does_not_show(tmp_path: Path) -> None:
    found = verified(written(tmp_path / "e.zip", files("colt-1")))
    assert found.findings == ()
    assert not_checked(found) == [2, 4, 5, 6, 7, 8, 9]
    counts = {one.step: one.count for one in found.checked}
    here = len([name for name in files("colt-1") if name.startswith("proofs/")])
    assert counts == {1: 1, 2: here, 3: 0, 4: here, 5: here, 6: here, 7: 0, 8: 0, 9: 1}
    assert not found.holds


def in_proof(some: Files, change: Callable[[bytes], bytes], at: int = 3) -> None:
    """Change the leaf in one of the proofs."""
    name = sorted(name for name in some if name.startswith("proofs/"))[at]
    proof = read_proof(some[name])
    fields = {one: getattr(proof, one) for one in proof.__struct_fields__}
    assert proof.extra is not None
    some[name] = write_proof(type(proof)(**fields | {"extra": change(proof.extra)}))


def resigned(octets: bytes) -> bytes:
    return leaf(_replaced(octets, signature=bytes(64)))


def renumbered(octets: bytes) -> bytes:
    return leaf(_replaced(octets, n=4_000))


def refiled(octets: bytes) -> bytes:
    return leaf(_replaced(octets, act_id=bytes(16)))


def later_rules(octets: bytes) -> bytes:
    return leaf(_replaced(octets, core="lastlook-core/99"))


def cut(octets: bytes) -> bytes:
    return octets[:-1]


def _replaced(octets: bytes, **fields: object) -> Entry:
    return replace(read_leaf(octets), **fields)


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        (resigned, [2, 4, 9]),
        (renumbered, [2, 5, 9]),
        (refiled, [2, 5, 9]),
        (later_rules, [2, 6, 9]),
        (cut, [2, 5, 9]),
    ],
)
def test_a_changed_entry_of_an_excerpt_is_named(
    tmp_path: Path, change: Callable[[bytes], bytes], noticed: list[int]
) -> None:
    some = dict(files("colt-1"))
    in_proof(some, change)
    # (9) it is not the entry that is in the page
    assert steps(verified(written(tmp_path / "e.zip", some))) == noticed


def test_an_excerpt_is_compared_with_the_very_same_tree_only(tmp_path: Path) -> None:
    path = written(tmp_path / "e.zip", files("colt-1"))
    note = files("colt-1")["checkpoint"]
    with wiring.kept(path, VKEY) as kept:
        key = kept.key
    assert steps(verified(path, Trusted(key, (note,)))) == []
    size = int(note.split(b"\n")[1])
    forked = sign_checkpoint(Checkpoint(ORIGIN, size, bytes(32)), KEY)
    assert steps(verified(path, Trusted(key, (forked,)))) == [3]
    older = sign_checkpoint(Checkpoint(ORIGIN, 3, bytes(32)), KEY)
    assert 3 in not_checked(verified(path, Trusted(key, (older, b"no note"))))
    assert steps(verified(path, Trusted(key, (older, b"no note")))) == [3]


def test_another_manifest_does_not_fit_an_excerpt(tmp_path: Path) -> None:
    some = dict(files("colt-1"))
    some["manifest.json"] = some["manifest.json"].replace(b'"size": ', b'"size": 1')
    assert steps(verified(written(tmp_path / "e.zip", some))) == [9]


# --- and nobody is harmed by reading it ---------------------------------------


def packed(path: Path, some: Files, how: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in some.items():
            archive.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_by_the_name_of_its_file(tmp_path: Path) -> None:
    bomb = dict(files()) | {"README.txt": bytes(1 << 24)}
    path = packed(tmp_path / "b.zip", bomb, zipfile.ZIP_DEFLATED)
    with pytest.raises(BundleError, match="not as bundles are written"):
        verified(path)


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "tile/../../evil", "more"])
def test_a_file_that_does_not_belong_there_is_refused_by_name(
    tmp_path: Path, name: str
) -> None:
    path = written(tmp_path / "b.zip", dict(files()) | {name: b""})
    with pytest.raises(BundleError, match="does not belong"):
        verified(path)
    assert [*tmp_path.iterdir()] == [path]


def test_a_checkpoint_that_claims_more_than_is_there_costs_nothing(
    tmp_path: Path,
) -> None:
    claims = sign_checkpoint(Checkpoint(ORIGIN, 2**62, bytes(32)), KEY)
    path = written(tmp_path / "b.zip", dict(files()) | {"checkpoint": claims})
    with pytest.raises(BundleError, match="4611686018427387904 entries"):
        verified(path)


def test_a_link_out_of_an_unpacked_bundle_is_not_followed(tmp_path: Path) -> None:
    folder = unpacked(files(), tmp_path / "b")
    (folder / "README.txt").unlink()
    (folder / "README.txt").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "elsewhere").write_bytes(files()["README.txt"])
    with pytest.raises(BundleError, match=r"README\.txt"):
        verified(folder)


def test_a_file_larger_than_any_of_its_kind_is_refused_by_name(tmp_path: Path) -> None:
    some = dict(files()) | {"checkpoint": files()["checkpoint"] + bytes(1 << 20)}
    with pytest.raises(BundleError, match="checkpoint"):
        verified(written(tmp_path / "b.zip", some))


def test_a_folder_that_lacks_a_file_is_told_which(tmp_path: Path) -> None:
    with a_ledger_of(story(STORY)) as log:
        write_folder(log, tmp_path / "tiles")
    next((tmp_path / "tiles" / "tile" / "entries").rglob("*.p/*")).unlink()
    with pytest.raises(FolderError, match="tile/entries/000"):
        verified(tmp_path / "tiles")
