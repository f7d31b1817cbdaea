"""The generated reference says what the code says."""

from pathlib import Path

import pytest

from docs import generate

PAGES = generate.pages()


@pytest.mark.parametrize("path", sorted(PAGES), ids=lambda path: path.name)
def test_the_page_is_what_would_be_written_now(path: Path) -> None:
    assert path.read_text("utf-8") == PAGES[path], "run `make docs`, and read the diff"


def test_writing_twice_gives_the_same_bytes() -> None:
    assert generate.pages() == PAGES
