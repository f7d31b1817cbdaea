"""The format pages about witnesses: each example is what the code makes today."""

import re

import pytest

from lastlook.ledger.add_checkpoint import read_add_checkpoint
from lastlook.ledger.cosignature import read_cosignatures, read_cosigner
from lastlook.ledger.tlog_policy import read_policy
from tests.tidy.repository import ROOT
from tests.world.worked_witness import EXAMPLES

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
    modules = re.findall(r"`((?:ledger|witness)/\w+\.py)`", text)
    assert modules
    for module in modules:
        assert (ROOT / "src" / "lastlook" / module).exists()


def test_the_examples_hold_by_each_other() -> None:
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
