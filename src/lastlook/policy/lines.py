r"""On which line of a TOML text a key stands; the parser of the language keeps none.

1. The text is known to be good TOML: `tomllib` has read it whole.
2. It is cut into statements (a header, or a key with its value) at the line breaks
   that stand outside strings and brackets, and each is read by `tomllib` alone. So
   no second reading of TOML exists that could differ.
3. A key is found on the line its statement starts; a path nothing stands for is
   where the nearest thing around it stands.
"""

import re
import tomllib
from collections.abc import Iterator
from typing import Any, TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_DEEP = 8  # nothing in a pack lies deeper; a hostile text may, without end

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # a closing may be preceded by two quotes of the text
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\])*"'
    r"|'[^']*'"
    r"|#[^\n]*"
    r"|[\[{]|[\]}]|\n",
    re.DOTALL,
)


def statements(text: str) -> Iterator[tuple[int, str]]:
    """Every statement of a TOML text with the number of its first line."""
    depth, start, line = 0, 0, 1
    for token in _TOKEN.finditer(text):
        match token.group():
            case "[" | "{":
                depth += 1
            case "]" | "}":
                depth -= 1
            case "\n" if depth == 0:
                piece = text[start : token.end()]
                yield line, piece
                line += piece.count("\n")
                start = token.end()
            case _:
                pass
    yield line, text[start:]


class Lines:
    """Where in one TOML text each key and each row stands."""

    def __init__(self, text: str) -> None:
        self._found: dict[Path, int] = {}
        self._rows: dict[Path, int] = {}  # the last row so far of each `[[table]]`
        header: Path = ()
        for line, statement in statements(text):
            read = tomllib.loads(statement)
            if statement.lstrip().startswith("["):
                header = self._header(line, read)
            else:
                self._keep(line, header, read)

    def of(self, path: Path) -> int:
        """The line where `path` stands, or the nearest thing around it."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)

    def _header(self, line: int, read: dict[str, Any]) -> Path:
        path: Path = ()
        inner: Any = read
        while inner and len(path) < _DEEP:
            key, value = next(iter(inner.items()))
            row = isinstance(value, list)
            path = (*path, key)
            if row:  # the last key of `[[table]]`: one row more
                self._rows[path] = self._rows.get(path, -1) + 1
            if path in self._rows:
                path = (*path, self._rows[path])
            inner = value[0] if row else value
        for end in range(1, len(path) + 1):
            self._found.setdefault(path[:end], line)
        return path

    def _keep(self, line: int, at: Path, value: Any) -> None:
        self._found.setdefault(at, line)
        inner: list[tuple[str | int, Any]]
        match value:
            case _ if len(at) >= _DEEP:
                inner = []
            case dict():
                inner = list(value.items())
            case list():
                inner = list(enumerate(value))
            case _:
                inner = []
        for key, each in inner:
            self._keep(line, (*at, key), each)
