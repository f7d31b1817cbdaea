"""A bundle is whole or refused, and the same ledger gives the same bytes."""

import io
from pathlib import Path

import pytest

from lastlook.evidence import bundling
from lastlook.evidence import page as pages
from lastlook.evidence.bundle import (
    BESIDE,
    BundleError,
    is_bundle,
    open_bundle,
    readme,
    verifier,
)
from lastlook.evidence.bundling import Wanted, write_bundle
from lastlook.evidence.manifest import manifest, manifest_bytes
from lastlook.evidence.openings import Openings, openings_bytes
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.entry import leaf
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.note import read_vkey
from lastlook.ledger.proof import check_proof
from tests.world.bundled import VKEY, bundle_of, files_of, unpacked, zipped
from tests.world.ledger import a_log
from tests.world.recorded import told

STORY = "the-2021-day"


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


def read_all(path: Path) -> None:
    with open_bundle(path) as opened:
        list(opened.proofs())
        if opened.numbers is None:
            opened.check_tiles()
        openings_bytes(opened.openings)


def refusal(path: Path) -> str:
    with pytest.raises(BundleError) as refused:
        read_all(path)
    return str(refused.value)


def test_the_same_ledger_gives_the_same_bytes() -> None:
    for thing in (None, "colt-1"):
        first = bundle_of(STORY, thing)
        bundle_of.cache_clear()
        assert bundle_of(STORY, thing) == first


def test_a_whole_bundle_has_every_entry_and_tile_and_says_what_is_missing(
    whole: Path,
) -> None:
    with open_bundle(whole) as opened:
        assert opened.numbers is None
        assert opened.size == len(told(STORY))
        assert list(opened.leaves()) == [leaf(entry) for entry in told(STORY)]
        assert list(opened.leaves(5, 9)) == [leaf(entry) for entry in told(STORY)[5:9]]
        opened.check_tiles()
        assert opened.files["manifest.json"] == manifest_bytes(manifest(told(STORY)))
        assert opened.openings == Openings()
        assert list(opened.strangers()) == []


def test_an_excerpt_proves_each_of_its_entries(some: Path) -> None:
    key = read_vkey(VKEY)
    with open_bundle(some) as opened:
        assert opened.numbers
        proofs = list(opened.proofs())
        assert tuple(proof.index for proof in proofs) == opened.numbers
        for proof in proofs:
            assert proof.extra == leaf(told(STORY)[proof.index])
            check_proof(
                proof, leaf_hash(proof.extra), lambda note: read_checkpoint(note, key)
            )
        assert list(opened.strangers()) == []


def test_the_manifest_of_an_excerpt_keeps_what_concerns_it(some: Path) -> None:
    with open_bundle(some) as opened:
        gaps, numbers = opened.manifest.gaps, {*(opened.numbers or ())}
    all_of = manifest(told(STORY)).gaps
    assert set(gaps) < set(all_of)
    assert {gap.thing for gap in gaps} >= {"colt-1"}
    assert "colt-2" not in {gap.thing for gap in gaps if gap.entry not in numbers}


def test_a_bundle_is_read_unpacked_as_well(whole: Path, tmp_path: Path) -> None:
    folder = unpacked(files_of(whole), tmp_path / "unpacked")
    with open_bundle(folder) as opened:
        assert list(opened.leaves()) == [leaf(entry) for entry in told(STORY)]
        assert list(opened.strangers()) == []
    assert is_bundle(whole)
    assert is_bundle(folder)
    assert not is_bundle(tmp_path)
    (tmp_path / "ledger").write_bytes(b"SQLite format 3\0")
    assert not is_bundle(tmp_path / "ledger")


@pytest.mark.parametrize("name", ["checkpoint", *BESIDE, "tile/0/000.p/61"])
def test_a_file_that_is_missing_is_named(whole: Path, name: str) -> None:
    files = files_of(whole)
    del files[name]
    whole.write_bytes(zipped(files))
    assert name in refusal(whole)


@pytest.mark.parametrize("name", ["proofs/0.tlog-proof", "tile/0/000", "notes.txt"])
def test_a_file_that_does_not_belong_there_is_named(whole: Path, name: str) -> None:
    whole.write_bytes(zipped(files_of(whole) | {name: b""}))
    assert name in refusal(whole)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("checkpoint", b"a letter"),
        ("manifest.json", b"{}"),
        ("openings.json", b"[]"),
        ("tile/0/000.p/61", b"\0" * 61 * 32),
        ("tile/entries/000.p/61", b"\0\5"),
        ("tile/entries/000.p/61", b"\0\1x"),
    ],
)
def test_a_file_that_is_not_what_it_must_be_is_named(
    whole: Path, name: str, content: bytes
) -> None:
    whole.write_bytes(zipped(files_of(whole) | {name: content}))
    assert name in refusal(whole)


def test_a_proof_in_anothers_place_or_of_another_checkpoint_is_named(
    some: Path,
) -> None:
    files = files_of(some)
    name = "proofs/1.tlog-proof"
    some.write_bytes(zipped(files | {name: files["proofs/2.tlog-proof"]}))
    assert name in refusal(some)
    other = files[name].replace(
        b"lastlook.example/story\n", b"lastlook.example/other\n"
    )
    some.write_bytes(zipped(files | {name: other}))
    assert name in refusal(some)
    bare = b"\n".join(
        line for line in files[name].split(b"\n") if not line.startswith(b"extra")
    )
    some.write_bytes(zipped(files | {name: bare}))
    assert name in refusal(some)
    some.write_bytes(zipped(files | {name: b"a letter"}))
    assert name in refusal(some)


def test_a_file_beside_the_log_that_is_not_ours_is_told(whole: Path) -> None:
    files = files_of(whole)
    for name in ("README.txt", "index.html", "verify.py"):
        whole.write_bytes(zipped(files | {name: files[name] + b" "}))
        with open_bundle(whole) as opened:
            assert list(opened.strangers()) == [name]


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("a letter")
    assert "letter" in refusal(tmp_path / "letter")
    assert "checkpoint is missing" in refusal(tmp_path)
    assert "none" in refusal(tmp_path / "none")


def test_an_empty_ledger_makes_a_bundle(tmp_path: Path) -> None:
    into = io.BytesIO()
    write_bundle(into, a_log(), Wanted())
    path = tmp_path / "empty.zip"
    path.write_bytes(into.getvalue())
    with open_bundle(path) as opened:
        assert opened.size == 0
        assert list(opened.leaves()) == []
        assert sorted(opened.files) == sorted(("checkpoint", *BESIDE))


def test_a_page_does_not_hold_more_than_a_phone_can(
    monkeypatch: pytest.MonkeyPatch, whole: Path
) -> None:
    for module in (bundling, pages):
        monkeypatch.setattr(module, "ENTRIES_MAX", 3)
    bundle_of.cache_clear()
    octets = bundle_of(STORY)
    bundle_of.cache_clear()
    whole.write_bytes(octets)
    files = files_of(whole)
    assert b"too many for a page" in files["index.html"]
    assert b'"entries":[]' in files["index.html"]


def test_the_files_beside_the_log_are_the_programs_own(whole: Path) -> None:
    files = files_of(whole)
    assert files["README.txt"] == readme()
    assert files["verify.py"] == verifier()
    assert b"BEFORE, by somebody you trust" in readme()


def test_nothing_of_a_page_can_end_its_script_early(whole: Path) -> None:
    page = files_of(whole)["index.html"].decode()
    assert page.count("</script>") == 2
    assert page.count("<script") == 2
