"""Every attack in the threat model names a test that is there."""

import ast
import re

import pytest

from tests.tidy.repository import ROOT

TEXT = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ATTACKS = TEXT.partition("## Attacks")[2].partition("\n## ")[0]


@pytest.mark.parametrize(
    ("path", "test"), NAMED, ids=[f"{path}::{test}" for path, test in NAMED]
)
def test_the_test_is_there(path: str, test: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    assert test in {node.name for node in ast.walk(tree) if isinstance(node, kinds)}


def test_every_attack_has_one_or_says_that_none_can() -> None:
    rows = [line for line in ATTACKS.splitlines() if re.match(r"\| \d", line)]
    assert rows
    for row in rows:
        assert "::" in row or "accepted:" in row or "planned:" in row, row
