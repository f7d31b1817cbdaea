"""The command itself: which commands there are, and what becomes of errors."""

import difflib
import importlib
import sys
from collections.abc import Sequence
from typing import Final

import click

from lastlook.cli.exits import MEANING, STOPPED, code_of

# Each command's file, and its short help: said here so that `--help` need not load it.
COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": ("begin", "Begin a production: its ledger, its keys, its rules."),
    "play": ("play", "Play stories and compare every answer."),
    "log": ("log", "Print a ledger as a story, or as JSON."),
    "status": ("status", "Say who has what, and what it may be called."),
    "verify": ("verify", "Check a ledger: signatures, tree, every decision."),
    "import": ("bring_in", "Bring in a hire house's delivery note (CSV)."),
    "serve": ("serve", "Serve a production to the phones on set."),
    "demo": ("demo", "Play the 2021 day, then serve a demo production."),
}
EXITS: Final = "\b\nExit codes:\n" + "\n".join(
    f"{code:5}  {meaning}" for code, meaning in MEANING.items()
)


class Commands(click.Group):
    """The commands, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        """The commands in the order of a production's life."""
        return list(COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        cmd_name: str,
    ) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"lastlook.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that was called; an unknown one is told the nearest."""
        close = difflib.get_close_matches(args[0], COMMANDS, n=1)
        if args[0] not in COMMANDS and close:
            raise click.UsageError(
                f"There is no command {args[0]!r}. Did you mean {close[0]!r}?", ctx
            )
        return super().resolve_command(ctx, args)

    def format_commands(
        self,
        ctx: click.Context,  # noqa: ARG002  # click's
        formatter: click.HelpFormatter,
    ) -> None:
        """Write the list of commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=Commands, epilog=EXITS)
@click.version_option(package_name="lastlook")
def cli() -> None:
    """Lastlook keeps the weapons on film, TV and theatre sets cold."""


def run(args: Sequence[str]) -> int:
    """Run one command line; the exit code."""
    try:
        answer = cli.main([*args], prog_name="lastlook", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("\nStopped.", err=True)
        return STOPPED
    except Exception as error:
        code = code_of(error)
        if code is None:
            raise
        click.echo(f"lastlook: {error}", err=True)
        return code
    return answer if isinstance(answer, int) else 0


def main() -> None:
    """The `lastlook` command."""
    sys.exit(run(sys.argv[1:]))
