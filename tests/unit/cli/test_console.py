import threading
import time

import click
import pytest

from lastlook.cli import console
from lastlook.cli.console import progress, table, waiting


def test_what_is_quick_says_nothing_of_how_far_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress("entries") as counting:
        counting(1)
    assert capsys.readouterr().err == ""


def test_what_takes_longer_than_a_second_counts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = iter([0.0, 0.9, 1.1, 1.15, 1.25])
    monkeypatch.setattr(time, "monotonic", lambda: next(ticks))
    with progress("entries") as counting:
        for count in (1_000, 2_000, 2_500, 3_000):
            counting(count)
    assert capsys.readouterr().err == "\r2,000 entries \r3,000 entries \n"


def test_a_table_has_even_columns_and_no_trailing_spaces() -> None:
    assert list(table([("a", "bb", ""), ("ccc", "d", "e")])) == [
        "a    bb",
        "ccc  d   e",
    ]


def test_what_cannot_be_counted_says_how_long_it_has_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    heard = threading.Event()

    def echo(text: str = "", **_: bool) -> None:
        told.append(text)
        heard.set()

    monkeypatch.setattr(click, "echo", echo)
    monkeypatch.setattr(console, "QUIET_S", 0.01)
    with waiting("searching"):
        assert heard.wait(10)
    assert told[0] == "\rsearching, 0 s "
    assert told[-1] == ""


def test_what_is_over_at_once_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with waiting("searching"):
        pass
    assert capsys.readouterr().err == ""
