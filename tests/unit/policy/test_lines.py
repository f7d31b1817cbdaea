"""Where a key stands in a TOML text."""

import pytest

from lastlook.policy.lines import Lines, statements

TEXT = '''\
# a comment with "one quote and a [bracket
top = "x"

[limits]  # a comment
a.b = 1
"quoted key" = """
first ] line
"""
list = [
  "]", # [
  { x = 1 },
]

[[rule]]
number = 'it"s'
[[rule]]
number = "\\"2"
[[rule.note]]
text = \'\'\'
[[rule]]
\'\'\'
[rule.more]
deep = { a = { b = 1 } }
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 2),
        (("limits",), 4),
        (("limits", "a", "b"), 5),
        (("limits", "quoted key"), 6),
        (("limits", "list"), 9),
        (("limits", "list", 1, "x"), 9),
        (("rule",), 14),
        (("rule", 0), 14),
        (("rule", 0, "number"), 15),
        (("rule", 1), 16),
        (("rule", 1, "number"), 17),
        (("rule", 1, "note", 0), 18),
        (("rule", 1, "note", 0, "text"), 19),
        (("rule", 1, "more"), 22),
        (("rule", 1, "more", "deep", "a", "b"), 23),
        (("rule", 1, "remedy"), 16),
        (("rule", 2), 14),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_a_key_stands_on_the_line_its_statement_starts(
    path: tuple[str | int, ...], line: int
) -> None:
    assert Lines(TEXT).of(path) == line


def test_the_statements_are_the_text() -> None:
    pieces = list(statements(TEXT))

    assert "".join(piece for _, piece in pieces) == TEXT
    assert [line for line, _ in pieces if line in {6, 9, 14, 19}] == [6, 9, 14, 19]
    assert 10 not in [line for line, _ in pieces]


def test_a_text_without_a_last_line_break_is_read_to_its_end() -> None:
    assert Lines("[limits]\na = 1").of(("limits", "a")) == 2


@pytest.mark.parametrize("quote", ['"', "'"])
@pytest.mark.parametrize("more", [0, 1, 2])
def test_a_long_text_may_end_in_quotes_of_its_own(quote: str, more: int) -> None:
    text = f"a = {quote * 3}x{quote * (3 + more)}\nb = {quote}]{quote}\nc = 1\n"

    assert Lines(text).of(("c",)) == 3
