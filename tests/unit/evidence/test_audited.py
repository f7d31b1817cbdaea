"""An audit that goes on from an earlier one finds what a whole one finds."""

import base64
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from lastlook.core.state import State
from lastlook.desk.wire import CORE
from lastlook.evidence import audited as audits
from lastlook.evidence.audited import AuditNoteError, read_back, write_down
from lastlook.evidence.findings import Findings
from lastlook.evidence.manifest import manifest, manifest_bytes
from lastlook.evidence.verify import Along, Trusted, Verification, verify
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import Entry, leaf, read_leaf
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.ledger.note import Note, parse, render, sign
from tests.world.frozen import FIXTURES, frozen
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN

KEY = a_signer(ORIGIN)
AUDITOR = a_signer("auditor/me")
GRANTED = b'{"answer":"granted","events":[],"remarks":[]}'
Fault = Callable[[list[bytes], int], None]


@cache
def leaves() -> tuple[bytes, ...]:
    """A day of fifty acts and more, as an older version wrote it."""
    [ledger] = [
        one for one in frozen(FIXTURES / "core-1.tar.xz") if one.name == "lunch"
    ]
    return ledger.leaves


def signed(some: list[bytes] | tuple[bytes, ...]) -> bytes:
    """The checkpoint of a keeper who has the log's own key."""
    tree = Checkpoint(ORIGIN, len(some), root(map(leaf_hash, some)))
    return sign_checkpoint(tree, KEY)


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """The note of an audit of the first so many entries."""
    folder = tmp_path_factory.mktemp("audits")

    @cache
    def note_of(size: int) -> Path:
        path = folder / f"{size}.audit"
        audit(path, leaves()[:size])
        return path

    return note_of


def audit(note: Path, some: tuple[bytes, ...]) -> None:
    with Verification(Trusted(KEY.verifier)) as verification:
        found = verification.check(some, signed(some))
        write_down(note, AUDITOR, verification.came_to(found))


def resumed(
    note: Path,
    some: list[bytes],
    checkpoint: bytes,
    older: tuple[bytes, ...] = (),
    manifest: bytes | None = None,
) -> Findings:
    with read_back(note, AUDITOR.verifier) as audited:
        trusted = Trusted(KEY.verifier, older, audited)
        with Verification(trusted, Along(manifest)) as verification:
            begin = verification.begin
            return verification.check(some[begin:], checkpoint)


def same(whole: Findings, later: Findings) -> bool:
    """Whether two audits say the same, apart from how much each looked at."""
    verdict = (whole.checkpoint, whole.findings, whole.more, whole.state, whole.holds)
    return verdict == (
        later.checkpoint,
        later.findings,
        later.more,
        later.state,
        later.holds,
    )


def changing(change: Callable[[Entry], Entry]) -> Fault:
    def fault(some: list[bytes], at: int) -> None:
        some[at] = leaf(change(read_leaf(some[at])))

    return fault


def gone(some: list[bytes], at: int) -> None:
    del some[at]


def twice(some: list[bytes], at: int) -> None:
    some.insert(at, some[at // 2])  # an act of before the audit, often


def swapped(some: list[bytes], at: int) -> None:
    some[at:] = some[at:][::-1]


def cut(some: list[bytes], at: int) -> None:
    some[at] = some[at][:-1]


FAULTS: tuple[Fault, ...] = (
    lambda _, __: None,
    gone,
    twice,
    swapped,
    cut,
    changing(lambda entry: replace(entry, decision=GRANTED)),
    changing(lambda entry: replace(entry, decision=b"{}")),
    changing(lambda entry: replace(entry, signature=bytes(64))),
    changing(lambda entry: replace(entry, recorded_at=1)),
    changing(lambda entry: replace(entry, recorded_at=2**60)),
    changing(lambda entry: replace(entry, act_id=read_leaf(leaves()[1]).act_id)),
    changing(lambda entry: replace(entry, act=entry.act + b" ")),
    changing(lambda entry: replace(entry, act=b"{}")),
    changing(lambda entry: replace(entry, key="nobody")),
    changing(lambda entry: replace(entry, core="lastlook-core/9")),
    changing(lambda entry: replace(entry, pack="0" * 64)),
)


@given(
    audited=st.integers(0, 40),
    faults=st.lists(st.tuples(st.sampled_from(FAULTS), st.integers(0, 20)), max_size=2),
    signed_anew=st.booleans(),
)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_it_finds_what_a_whole_audit_finds(
    notes: Callable[[int], Path],
    audited: int,
    faults: list[tuple[Fault, int]],
    signed_anew: bool,  # noqa: FBT001  # hypothesis calls it by name
) -> None:
    some = [*leaves()]
    for fault, at in faults:
        fault(some, min(audited + at, len(some) - 1))
    checkpoint = signed(some if signed_anew else leaves())
    whole = verify(some, checkpoint, Trusted(KEY.verifier))
    later = resumed(notes(audited), some, checkpoint)
    assert same(whole, later)
    assert later.audited == audited


def test_it_asks_for_the_later_entries_only(notes: Callable[[int], Path]) -> None:
    later = resumed(notes(30), [*leaves()], signed(leaves()))
    assert later.holds
    assert {one.step: one.count for one in later.checked}[4] == len(leaves()) - 30


def test_older_checkpoints_are_compared_from_the_beginning(
    notes: Callable[[int], Path],
) -> None:
    older = (signed(leaves()[:5]), signed(leaves()[:40]))
    some = [*leaves()]
    assert resumed(notes(30), some, signed(some), older).holds
    some[1] = leaf(replace(read_leaf(some[1]), signature=bytes(64)))
    other = (signed(some[:5]),)
    later = resumed(notes(30), [*leaves()], signed(leaves()), other)
    assert [(one.step, one.entry) for one in later.findings] == [(3, None)]


def test_a_manifest_is_made_of_all_entries(notes: Callable[[int], Path]) -> None:
    good = manifest_bytes(manifest(map(read_leaf, leaves())))
    later = resumed(notes(30), [*leaves()], signed(leaves()), manifest=good)
    assert later.holds
    assert {one.step: one.count for one in later.checked}[9] == 1
    other = good.replace(b'"size": ', b'"size": 1')
    found = resumed(notes(30), [*leaves()], signed(leaves()), manifest=other)
    assert [(one.step, one.entry) for one in found.findings] == [(9, None)]


def test_a_past_that_was_rewritten_is_noticed_though_it_is_not_read(
    notes: Callable[[int], Path],
) -> None:
    some = [*leaves()]
    some[1] = leaf(replace(read_leaf(some[1]), signature=bytes(64)))
    later = resumed(notes(30), some, signed(some))
    assert [(one.step, one.entry) for one in later.findings] == [(2, None)]


def test_a_past_that_was_rewritten_is_noticed_where_it_is_read_again_too(
    notes: Callable[[int], Path],
) -> None:
    some = [*leaves()]
    some[1] = leaf(replace(read_leaf(some[1]), signature=bytes(64)))
    later = resumed(notes(30), some, signed(some), (signed(some[:5]),))
    assert [(one.step, one.what) for one in later.findings] == [
        (3, "the first 30 entries are not those signed earlier")
    ]


def test_a_ledger_shorter_than_what_was_audited_was_cut(
    notes: Callable[[int], Path],
) -> None:
    some = [*leaves()[:20]]
    later = resumed(notes(30), some, signed(some))
    assert [(one.step, one.what) for one in later.findings] == [
        (3, "30 entries were audited, 20 are signed now")
    ]


def test_the_note_of_another_log_is_refused(notes: Callable[[int], Path]) -> None:
    other = a_signer("lastlook/another")
    signed_by_it = sign_checkpoint(Checkpoint(other.name, 0, bytes(32)), other)
    with read_back(notes(3), AUDITOR.verifier) as audited:
        trusted = Trusted(other.verifier, (), audited)
        with (
            Verification(trusted) as verification,
            pytest.raises(AuditNoteError, match="lastlook/another"),
        ):
            verification.check([], signed_by_it)


# --- what is no note ----------------------------------------------------------


def copied(note: Path, folder: Path) -> Path:
    for path in (note, note.with_name(f"{note.name}.state")):
        (folder / path.name).write_bytes(path.read_bytes())
    return folder / note.name


def refused(note: Path) -> str:
    with (
        pytest.raises(AuditNoteError) as error,
        read_back(note, AUDITOR.verifier),
    ):
        pass
    return str(error.value)


def test_a_note_of_another_auditor_is_refused(
    notes: Callable[[int], Path], tmp_path: Path
) -> None:
    note = copied(notes(3), tmp_path)
    text = parse(note.read_bytes()).text
    note.write_bytes(sign(text, [a_signer("auditor/other")]))
    assert "no note of this auditor's" in refused(note)


def test_a_note_with_another_word_in_it_is_refused(
    notes: Callable[[int], Path], tmp_path: Path
) -> None:
    note = copied(notes(3), tmp_path)
    read = parse(note.read_bytes())
    changed = Note(read.text.replace("\n3\n", "\n4\n"), read.signatures)
    note.write_bytes(render(changed))
    assert "The signature by auditor/me is wrong" in refused(note)


@pytest.mark.parametrize("at", [0, 40, -1])
def test_another_file_beside_the_note_is_refused(
    notes: Callable[[int], Path], tmp_path: Path, at: int
) -> None:
    note = copied(notes(3), tmp_path)
    beside = tmp_path / f"{note.name}.state"
    content = bytearray(beside.read_bytes())
    content[at] ^= 1
    beside.write_bytes(content)
    assert "is not the file that" in refused(note)
    beside.unlink()
    assert "There is no file" in refused(note)


@pytest.mark.parametrize(
    "lines",
    [
        "",
        "lastlook/audit/v1\nx\n",
        "lastlook/another/v1\na\n3\nb\nc\nd\n",
        f"lastlook/audit/v1\na\n03\nb\n{CORE}\nd\n",
    ],
)
def test_what_is_no_note_of_an_audit_is_refused(tmp_path: Path, lines: str) -> None:
    note = tmp_path / "note"
    note.write_bytes(sign(lines or "x\n", [AUDITOR]))
    assert "no note of an audit" in refused(note)


def test_a_note_by_other_rules_is_refused(
    notes: Callable[[int], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    note = notes(3)
    monkeypatch.setattr(audits, "CORE", "lastlook-core/99")
    assert "Audit from entry 0" in refused(note)


def test_a_file_whose_parts_do_not_fit_is_refused(
    notes: Callable[[int], Path], tmp_path: Path
) -> None:
    # An auditor whose own machine was tampered with while they signed.
    note = copied(notes(3), tmp_path)
    beside = tmp_path / f"{note.name}.state"
    text = parse(note.read_bytes()).text
    good = sha256(beside.read_bytes()).hexdigest()
    whole = beside.read_bytes()
    for old, new in ((b'"edge":["', b'"edge":[null,"'), (b'"packs":', b'"bags":')):
        content = whole.replace(old, new)
        assert content != whole
        beside.write_bytes(content)
        digest = sha256(content).hexdigest()
        note.write_bytes(sign(text.replace(good, digest), [AUDITOR]))
        assert "Audit from entry 0" in refused(note)


def test_the_edge_of_another_tree_is_refused(
    notes: Callable[[int], Path], tmp_path: Path
) -> None:
    note = copied(notes(4), tmp_path)
    lines = parse(note.read_bytes()).text.split("\n")
    lines[3] = base64.b64encode(root(map(leaf_hash, leaves()[:3]))).decode()
    note.write_bytes(sign("\n".join(lines), [AUDITOR]))
    assert "does not fit its note" in refused(note)


def test_no_note_is_written_over_another_file(tmp_path: Path) -> None:
    note = tmp_path / "note"
    audit(note, leaves()[:3])
    before = note.read_bytes()
    with pytest.raises(AuditNoteError, match="already"):
        audit(note, leaves()[:4])
    assert note.read_bytes() == before


def test_of_what_does_not_hold_there_is_no_note() -> None:
    some = [*leaves()[:5], leaves()[2]]
    with Verification(Trusted(KEY.verifier)) as verification:
        found = verification.check(some, signed(some))
        with pytest.raises(AuditNoteError, match="No note is written"):
            verification.came_to(found)


def test_a_state_that_cannot_be_written_makes_no_note(tmp_path: Path) -> None:
    with Verification(Trusted(KEY.verifier)) as verification:
        found = verification.check([], signed([]))
        came_to = verification.came_to(found)
        late = replace(came_to, state=replace(State(), now=2**60))
        with pytest.raises(AuditNoteError, match="cannot be written"):
            write_down(tmp_path / "note", AUDITOR, late)
    assert not (tmp_path / "note").exists()
