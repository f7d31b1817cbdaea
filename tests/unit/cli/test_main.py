"""The command as a whole: its help, its reference page, its exit codes."""

import errno
import subprocess
import sys

import pytest
from click.testing import CliRunner

from lastlook.cli import exits
from lastlook.cli.exits import code_of, words_of
from lastlook.cli.main import COMMANDS, main
from lastlook.desk.unanswered import Busy, DeskStopped, NotHeard, Unreadable
from lastlook.ledger.errors import (
    HeadMovedError,
    LedgerCorruptError,
    MalformedError,
    StoreUnusableError,
)
from tests.tidy.repository import ROOT

PAGE = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")


def help_of(*words: str) -> str:
    asked = CliRunner().invoke(main, [*words, "--help"], terminal_width=80)
    assert asked.exit_code == 0
    return asked.output


def test_the_reference_page_has_the_help_as_it_is() -> None:
    assert f"```text\n{help_of()}```" in PAGE


@pytest.mark.parametrize("name", COMMANDS)
def test_the_reference_page_has_the_help_of_every_command(name: str) -> None:
    assert PAGE.count(f"## lastlook {name}\n\n```text\n{help_of(name)}```") == 1


@pytest.mark.parametrize("name", COMMANDS)
def test_the_short_help_is_the_first_line_of_the_long_one(name: str) -> None:
    lines = (line.strip() for line in help_of(name).splitlines()[1:])
    assert next(line for line in lines if line) == COMMANDS[name][1]


def test_the_page_names_every_exit_code() -> None:
    for code, meaning in exits.MEANING.items():
        assert f"{code}  {meaning}" in PAGE


def test_help_is_quick_because_it_loads_nothing_of_ours_but_itself() -> None:
    asked = (
        "import sys; from lastlook.cli.main import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    loaded = set(run.stderr.split())
    assert "lastlook.cli.exits" in loaded
    assert not loaded & {"msgspec", "apsw", "litestar", "rich", "lastlook.core"}


def test_an_unknown_command_is_told_the_nearest() -> None:
    asked = CliRunner().invoke(main, ["verfy"])
    assert asked.exit_code == exits.USAGE
    assert "Did you mean 'verify'?" in asked.output


def test_commands_are_known_by_name_and_complete_themselves() -> None:
    assert "verify" in main.commands
    assert "verfy" not in main.commands
    completing = {
        "COMP_WORDS": "lastlook s",
        "COMP_CWORD": "1",
        "_LASTLOOK_COMPLETE": "bash_complete",
    }
    asked = CliRunner(env=completing).invoke(main, [])
    assert asked.output.split() == ["plain,status", "plain,say", "plain,serve"]


def test_a_command_like_no_other_is_told_so() -> None:
    asked = CliRunner().invoke(main, ["xyzzy"])
    assert asked.exit_code == exits.USAGE
    assert "No such command 'xyzzy'" in asked.output


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Unreadable("unreadable"), exits.UNREADABLE),
        (NotHeard("unknown-key"), exits.NOT_ANSWERED),
        (Busy("busy"), exits.BUSY),
        (DeskStopped("stopped"), exits.DAMAGED),
        (HeadMovedError(1, 2), exits.BUSY),
        (LedgerCorruptError("x", "y"), exits.DAMAGED),
        (StoreUnusableError("x"), exits.UNREADABLE),
        (MalformedError("x"), exits.UNREADABLE),
        (FileNotFoundError("x"), exits.UNREADABLE),
        (OSError(errno.ENOSPC, "No space left on device"), exits.BUSY),
        (OSError(errno.EROFS, "Read-only file system"), exits.UNREADABLE),
        (KeyError("a bug"), None),
    ],
    ids=lambda one: type(one).__name__,
)
def test_every_kind_of_error_has_its_exit_code(
    error: BaseException, code: int | None
) -> None:
    assert code_of(error) == code


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left", "r.pdf"),
            "There is no room left for",
        ),
        (OSError(errno.ENOSPC, "No space left"), "There is no room left for what was"),
        (OSError(errno.EROFS, "Read-only", "r.pdf"), "r.pdf: nothing can be written"),
        (FileNotFoundError(errno.ENOENT, "No such file", "x"), "[Errno 2] No such"),
    ],
    ids=str,
)
def test_a_disk_that_takes_nothing_more_is_told_with_what_to_do(
    error: OSError, said: str
) -> None:
    assert words_of(error).startswith(said)


def test_every_error_with_an_exit_code_is_an_error_there_is() -> None:
    for name in exits.CODES:
        module, _, kind = name.rpartition(".")
        __import__(module)
        assert issubclass(getattr(sys.modules[module], kind), Exception), name


def test_stopping_is_said_and_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("lastlook.wiring.init", stopped)
    asked = CliRunner().invoke(main, ["init", "x.ledger", "--production", "x"])
    assert asked.exit_code == exits.STOPPED
    assert "Stopped." in asked.output


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("a bug")

    monkeypatch.setattr("lastlook.wiring.init", broken)
    asked = CliRunner().invoke(main, ["init", "x.ledger", "--production", "x"])
    assert isinstance(asked.exception, KeyError)
