r"""The text of a pack inside a story, exactly, whatever is in it.

    pack house
      | title = "House rules"
      |
      " "a line with a\ttab, as JSON"

1. Each line of the text stands after `|`, and a line that could not be read as it
   stands is written as JSON after `"`.
2. The lines are joined by line feeds; a text that ends with one ends with an empty
   line here.
"""

import json
from typing import Final

import msgspec

from lastlook.stories.faults import WrongError
from lastlook.stories.lines import is_plain

PLAIN: Final = "|"
ESCAPED: Final = '"'


def read_block_line(line: str) -> str:
    """The line of a pack's text in an indented line."""
    mark, text = line.lstrip(" ")[:1], line.lstrip(" ")[1:]
    if mark == PLAIN:
        return text.removeprefix(" ")
    if mark == ESCAPED:
        try:
            return msgspec.json.decode(text.strip(" "), type=str)
        except msgspec.MsgspecError as error:
            raise WrongError("This is no JSON text.", f"{error}.") from error
    raise WrongError(
        "This is no line of a pack.", "Begin each of them with two spaces and a bar: |"
    )


def write_block(text: str) -> list[str]:
    """The indented lines that read back as the text."""
    return [_write(line) for line in text.split("\n")]


def _write(line: str) -> str:
    if not line:
        return f"  {PLAIN}"
    if is_plain(line):
        return f"  {PLAIN} {line}"
    return f"  {ESCAPED} {json.dumps(line)}"
