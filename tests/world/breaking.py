"""A file system on which the n-th file does not get its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_replace = Path.replace


@contextmanager
def breaking_at(n: int) -> Iterator[None]:
    """Meanwhile the n-th rename, from 1, fails as one does whose disk was pulled out.

    Whatever was written before has its name; of this file only the new one beside it
    is there.
    """
    count = 0

    def replace(self: Path, target: Path) -> Path:
        nonlocal count
        count += 1
        if count == n:
            raise OSError(5, "pulled out")
        return _replace(self, target)

    Path.replace = replace  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        Path.replace = _replace  # type: ignore[method-assign]
