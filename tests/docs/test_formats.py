"""The format pages: every worked example is what the code makes today."""

import re
from functools import partial

import pytest

from lastlook.ledger.add_checkpoint import read_add_checkpoint
from lastlook.ledger.checkpoint import read_checkpoint
from lastlook.ledger.cosignature import read_cosignatures, read_cosigner
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.entry_bundle import read_bundle
from lastlook.ledger.handover import read_hand_over
from lastlook.ledger.merkle import leaf_hash
from lastlook.ledger.note import read_vkey, verify
from lastlook.ledger.proof import check_proof, read_proof
from lastlook.ledger.tlog_policy import read_policy
from tests.tidy.repository import ROOT
from tests.world import worked, worked_witness

EXAMPLES = {**worked.EXAMPLES, **worked_witness.EXAMPLES}
FORMATS = ROOT / "docs" / "reference" / "formats"
NAMED = [(page, name) for page, named in EXAMPLES.items() for name in named]


def shown(page: str, name: str) -> str:
    """The block of a page that is fenced with this name."""
    text = (FORMATS / f"{page}.md").read_text("utf-8")
    block = rf"^```text {name}\n(.*?)^```$"
    [found] = re.findall(block, text, re.MULTILINE | re.DOTALL)
    return str(found)


@pytest.mark.parametrize(("page", "name"), NAMED)
def test_a_worked_example_is_what_the_code_makes(page: str, name: str) -> None:
    assert shown(page, name) == EXAMPLES[page][name]()


@pytest.mark.parametrize("page", EXAMPLES)
def test_a_page_says_what_every_page_says(page: str) -> None:
    text = (FORMATS / f"{page}.md").read_text("utf-8")
    heads = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert heads == ["Taken", "Refused", "Limits", "Example"]
    assert re.search(r"^Specification: ", text, re.MULTILINE)
    modules = re.findall(r"`((?:ledger|witness|evidence)/\w+\.py)`", text)
    assert modules
    for module in modules:
        assert (ROOT / "src" / "lastlook" / module).exists()


def test_the_readme_leads_to_every_page() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "docs/reference/formats/README.md" in readme
    index = (FORMATS / "README.md").read_text("utf-8")
    for path in FORMATS.glob("*.md"):
        assert path.name == "README.md" or f"({path.name})" in index


def test_the_examples_hold_by_each_other() -> None:
    key = read_vkey(shown("signed-note", "vkey").strip())
    verify(shown("signed-note", "note").encode(), [key])
    for name, size in (("empty", 0), ("three", 3)):
        note = shown("tlog-checkpoint", name).encode()
        assert read_checkpoint(note, key).size == size
    handed = read_hand_over(shown("hand-over", "changed").encode())
    assert (handed.last, handed.size) == (key, 3)
    written = re.sub(r"# .*\n", "", shown("leaf", "leaf")).replace("\n", "")
    octets = bytes.fromhex(written)
    assert read_leaf(octets) == next(iter(worked.log().read(1, 2)))
    proof = read_proof(shown("tlog-proof", "proof").encode())
    check_proof(proof, leaf_hash(octets), partial(read_checkpoint, log=key))
    assert read_bundle(bytes.fromhex(shown("tlog-tiles", "bundle"))) == [b"cold", b""]


def test_the_examples_of_witnesses_hold_by_each_other() -> None:
    policy = read_policy(shown("tlog-policy", "policy").encode())
    note = shown("tlog-cosignature", "cosigned").encode()
    assert sorted(policy.check(note).by) == ["bond", "insurer"]
    insurer = read_cosigner(shown("tlog-cosignature", "vkey").strip())
    assert policy.witnesses[0].cosigner == insurer
    asked = read_add_checkpoint(shown("tlog-witness", "request").encode())
    whole = asked.note + shown("tlog-witness", "answer").encode()
    assert len(read_cosignatures(whole, [insurer]).valid) == 1
    assert policy.check(whole).checkpoint.size == 3
    assert shown("tlog-witness", "conflict") == "3\n"
