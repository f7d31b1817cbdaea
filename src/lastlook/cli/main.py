"""The command itself: which commands there are, and what becomes of errors."""

import difflib
import sys
from collections import UserDict
from collections.abc import Callable
from typing import Any, Final, TypeAlias

import click

from lastlook.cli.exits import MEANING, STOPPED, code_of, words_of

Load: TypeAlias = Callable[[], click.Command]


def _init() -> click.Command:
    from lastlook.cli.begin import command  # noqa: PLC0415  # when it is called

    return command


def _play() -> click.Command:
    from lastlook.cli.play import command  # noqa: PLC0415  # when it is called

    return command


def _hazard() -> click.Command:
    from lastlook.cli.hazard import command  # noqa: PLC0415  # when it is called

    return command


def _log() -> click.Command:
    from lastlook.cli.log import command  # noqa: PLC0415  # when it is called

    return command


def _status() -> click.Command:
    from lastlook.cli.status import command  # noqa: PLC0415  # when it is called

    return command


def _register() -> click.Command:
    from lastlook.cli.register import command  # noqa: PLC0415  # when it is called

    return command


def _verify() -> click.Command:
    from lastlook.cli.verify import command  # noqa: PLC0415  # when it is called

    return command


def _export() -> click.Command:
    from lastlook.cli.export import command  # noqa: PLC0415  # when it is called

    return command


def _prove() -> click.Command:
    from lastlook.cli.prove import command  # noqa: PLC0415  # when it is called

    return command


def _import() -> click.Command:
    from lastlook.cli.bring_in import command  # noqa: PLC0415  # when it is called

    return command


def _serve() -> click.Command:
    from lastlook.cli.serve import command  # noqa: PLC0415  # when it is called

    return command


def _demo() -> click.Command:
    from lastlook.cli.demo import command  # noqa: PLC0415  # when it is called

    return command


def _fsck() -> click.Command:
    from lastlook.cli.fsck import command  # noqa: PLC0415  # when it is called

    return command


def _backup() -> click.Command:
    from lastlook.cli.backup import command  # noqa: PLC0415  # when it is called

    return command


def _adopt() -> click.Command:
    from lastlook.cli.adopt import command  # noqa: PLC0415  # when it is called

    return command


def _say() -> click.Command:
    from lastlook.cli.say import command  # noqa: PLC0415  # when it is called

    return command


def _person() -> click.Command:
    from lastlook.cli.person import command  # noqa: PLC0415  # when it is called

    return command


def _forget() -> click.Command:
    from lastlook.cli.person import forget  # noqa: PLC0415  # when it is called

    return forget


def _push() -> click.Command:
    from lastlook.cli.push import command  # noqa: PLC0415  # when it is called

    return command


def _mirror() -> click.Command:
    from lastlook.cli.mirror import command  # noqa: PLC0415  # when it is called

    return command


def _key() -> click.Command:
    from lastlook.cli.key import command  # noqa: PLC0415  # when it is called

    return command


def _move() -> click.Command:
    from lastlook.cli.move import command  # noqa: PLC0415  # when it is called

    return command


def _prepare() -> click.Command:
    from lastlook.cli.prepare import command  # noqa: PLC0415  # when it is called

    return command


def _packs() -> click.Command:
    from lastlook.cli.packs import command  # noqa: PLC0415  # when it is called

    return command


def _witness() -> click.Command:
    from lastlook.cli.witness import command  # noqa: PLC0415  # when it is called

    return command


# The short help is said here too, so that `--help` need not load any of them.
COMMANDS: Final[dict[str, tuple[Load, str]]] = {
    "init": (_init, "Begin a production: its ledger, its keys, its rules."),
    "play": (_play, "Play stories and compare every answer."),
    "hazard": (
        _hazard,
        "Count the human errors between a procedure and a death, and tell which.",
    ),
    "log": (_log, "Print a ledger as a story, or as JSON."),
    "status": (_status, "Say who has what, and what it may be called."),
    "register": (
        _register,
        "Print who had each weapon, and when it was out of its lock.",
    ),
    "verify": (_verify, "Check a ledger: signatures, tree, every decision."),
    "export": (_export, "Write a ledger out, for those who check it without us."),
    "prove": (_prove, "Write the proof that entry N is in a ledger."),
    "import": (_import, "Bring in a hire house's delivery note (CSV)."),
    "fsck": (_fsck, "Look through a production's files and name what is damaged."),
    "backup": (_backup, "Copy a ledger while its desk runs, and verify the copy."),
    "adopt": (_adopt, "Take up a ledger whose head file is lost."),
    "say": (_say, "Say acts from the terminal, in the words of a story."),
    "person": (_person, "Keep a person's name, contact and PIN."),
    "forget": (_forget, "Erase a person's name, contact and PIN."),
    "key": (_key, "Show the desk's own key, change it, or declare it lost."),
    "serve": (_serve, "Serve a production to the phones on set."),
    "witness": (
        _witness,
        "See ledgers' checkpoints for others, and check who has seen one.",
    ),
    "push": (_push, "Push a ledger to a studio's mirror."),
    "mirror": (_mirror, "Keep copies of logs that sets push here."),
    "prepare": (_prepare, "Make a PostgreSQL database ready for ledgers."),
    "move": (_move, "Carry a production from one store to another."),
    "packs": (_packs, "Read, check and explain packs of rules."),
    "demo": (_demo, "Play the 2021 day, then serve a demo production."),
}
EXITS: Final = "\b\nExit codes:\n" + "\n".join(
    f"{code:5}  {meaning}" for code, meaning in MEANING.items()
)


class Loaded(UserDict[str, click.Command]):
    """The commands by name, each loaded when it is asked for."""

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def __missing__(self, name: str) -> click.Command:
        if name not in COMMANDS:
            raise KeyError(name)
        self[name] = COMMANDS[name][0]()
        return self[name]


class Commands(click.Group):
    """The commands; whatever goes wrong in one is said and has an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's
        """The commands in the order of a production's life."""
        return list(COMMANDS)

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

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run one command line and exit with its code."""
        extra |= {"prog_name": "lastlook", "standalone_mode": False}
        try:
            answer = super().main(*args, **extra)
        except click.ClickException as error:
            error.show()
            answer = error.exit_code
        except (click.Abort, KeyboardInterrupt):
            click.echo("\nStopped.", err=True)
            answer = STOPPED
        except Exception as error:
            answer = code_of(error)
            if answer is None:
                raise
            click.echo(f"lastlook: {words_of(error)}", err=True)
        sys.exit(answer if isinstance(answer, int) else 0)


@click.group(cls=Commands, commands=Loaded(), epilog=EXITS)
@click.version_option(package_name="lastlook")
def main() -> None:
    """Lastlook keeps the weapons on film, TV and theatre sets cold."""
