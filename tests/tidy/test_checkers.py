"""Every checker is shown to fail: a small bad sample, and the finding it must give."""

import ast
from pathlib import Path, PurePosixPath

import pytest

from tests.tidy import code, documents, repository

HERE = PurePosixPath("src/lastlook/views/board.py")
IN_CORE = PurePosixPath("src/lastlook/core/rules/custody.py")
PROMISE = '"""What it promises."""\n'


def in_code(text: str, path: PurePosixPath = HERE) -> str:
    return "\n".join(code.found(path, text))


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ("x = 1\n" * 450, "451 lines, at most 450"),
        (
            "def long() -> None:\n" + "    x = 1\n" * 51,
            "52 lines without its docstring",
        ),
        ("def f(a, b, c, d, e, g): ...\n", "6 parameters, at most 5"),
        ("def f(a, *, b, c, d, e, g): ...\n", "6 parameters, at most 5"),
        ("def f(obj): ...\n", "Say the noun"),
        ("def do_it(): ...\n", "Say the verb alone"),
        ("def _process_act(): ...\n", "Say what is done to it"),
        ("class ActManager: ...\n", "Say the noun it keeps"),
        ("class ErrorHandler: ...\n", "means the weapons handler"),
        ("async def load(user_data): ...\n", "Say what it is"),
        ("# TODO later\n", "Do it now"),  # bad samples, which the checker must find
        ("raise NotImplementedError\n", "is left"),  # likewise
    ],
)
def test_bad_code_is_found(bad: str, says: str) -> None:
    assert says in in_code(PROMISE + bad)


def test_good_code_is_not() -> None:
    assert not in_code(PROMISE + "def holds(self, at, of, by, to, it): ...\n")


def test_a_module_says_what_it_promises() -> None:
    assert "no docstring" in in_code("x = 1\n")


@pytest.mark.parametrize("name", ["utils", "base", "helpers", "misc"])
def test_a_file_is_named_after_what_is_in_it(name: str) -> None:
    assert "(STYLE.md, “Names”)" in in_code(PROMISE, PurePosixPath(f"src/{name}.py"))


def test_the_weapons_handler_keeps_the_word() -> None:
    assert not in_code(
        PROMISE + "class HandOverByHandler: ...\ndef by_handler(): ...\n"
    )
    assert in_code(PROMISE + "def on_click_handler(): ...\n")


def test_litestar_keeps_its_word_where_it_is_called() -> None:
    asked = PROMISE + "def session(data): ...\n"
    assert not in_code(asked, PurePosixPath("src/lastlook/web/door.py"))
    assert in_code(asked, PurePosixPath("src/lastlook/ledger/door.py"))


def test_base64_is_no_empty_word() -> None:
    assert not in_code(PROMISE + "def from_base64(text): ...\n")


@pytest.mark.parametrize(
    "bad",
    [
        "import requests\n",
        "from datetime import datetime\n",
        "from lastlook.desk import clock\n",
        "def f() -> None:\n    import time\n",
        "from . import custody\n",
        "import lastlook\n",
    ],
)
def test_the_core_imports_nothing_else(bad: str) -> None:
    assert "Let the caller bring it in" in in_code(PROMISE + bad, IN_CORE)
    assert not in_code(PROMISE + bad)


def test_the_core_imports_what_it_may() -> None:
    good = "from collections.abc import Iterator\nfrom lastlook.core.acts import Act\n"
    assert not in_code(PROMISE + good, IN_CORE)


def test_catalogues_may_be_longer_and_only_they() -> None:
    long = PROMISE + "x = 1\n" * 600
    assert not in_code(long, PurePosixPath("src/lastlook/core/acts.py"))
    assert in_code(long, PurePosixPath("src/lastlook/core/state.py"))
    assert in_code(long, PurePosixPath("src/lastlook/api/acts.py"))


@pytest.mark.parametrize(("name", "most"), [("a.html", 150), ("a.ts", 250)])
def test_templates_and_scripts_have_a_size(name: str, most: int) -> None:
    assert not in_code("x\n" * most, PurePosixPath(name))
    assert f"at most {most}" in in_code("x\n" * (most + 1), PurePosixPath(name))


def test_a_docstring_does_not_count_as_lines_of_a_function() -> None:
    said = 'def f() -> None:\n    """Says.\n' + "    much\n" * 60 + '    """\n'
    assert not list(code.functions(HERE, ast.parse(said)))


@pytest.mark.parametrize("bad", ["no title\n", "# One\n\n# Two\n", "## Only a part\n"])
def test_a_document_has_one_title(bad: str) -> None:
    assert list(documents.titles("a.md", bad))


def test_a_fenced_comment_is_no_title() -> None:
    assert not list(documents.titles("a.md", "# One\n\n```\n# a comment\n```\n"))


@pytest.mark.parametrize(
    ("link", "there"),
    [
        ("b.md", True),
        ("b.md#two-words", True),
        ("#here", True),
        ("https://example.org/nowhere", True),
        ("c.md", False),
        ("b.md#three", False),
        ("#nowhere", False),
    ],
)
def test_links_lead_somewhere(link: str, there: bool, tmp_path: Path) -> None:  # noqa: FBT001
    (tmp_path / "b.md").write_text("# B\n\n## Two words\n")
    path = tmp_path / "a.md"
    path.write_text(f"# Here\n\n[link]({link}) but not `[this](gone.md)`\n")
    lost = list(documents.links(path, path.read_text(), tmp_path))
    assert lost == [] if there else lost


@pytest.mark.parametrize(
    "bad",
    [
        f"cd /{'root'}/lastlook",
        f"see /{'home'}/somebody/x",
        f"from https://{'pypi'}.org/simple",
        f'"resolved": "https://registry.{"npmjs"}.org/x"',
    ],
)
def test_no_machine_is_named(bad: str) -> None:
    assert list(documents.machines("a.md", bad))
    assert not list(documents.machines("a.md", "cd lastlook && /usr/bin/env python3"))


def test_a_module_nobody_imports_is_found() -> None:
    alive = {
        "lastlook": "",
        "lastlook.main": "from lastlook import board",
        "lastlook.board": "from lastlook.card import draw",
        "lastlook.card": "import lastlook.card",
    }
    entries = frozenset({"lastlook.main"})
    assert not list(repository.dead(alive, entries))
    assert "lastlook.card" in "".join(
        repository.dead({**alive, "lastlook.board": ""}, entries)
    )
