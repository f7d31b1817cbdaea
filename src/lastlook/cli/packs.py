"""`lastlook packs`: what the packs of rules say, and whether they can be read."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click

from lastlook.cli.begin import pack_text
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.policy.differences import differences
from lastlook.policy.explain import NoSuchRuleError, explain
from lastlook.policy.library import shipped_names
from lastlook.policy.read import read_pack
from lastlook.policy.schema import Pack
from lastlook.policy.stack import StackError, stack
from lastlook.policy.told import in_a_line, in_short, label

BASE = "house"  # the shipped pack that sets everything, so that others go on top

_under: Callable[[Any], Any] = click.option(
    "--pack",
    "packs",
    multiple=True,
    help="Only in these: a shipped pack's name, or a TOML file. Again for more.",
)


@click.group("packs")
def command() -> None:
    """Read, check and explain packs of rules."""


@command.command("list")
def list_packs() -> None:
    """Name the packs that come with Lastlook, and say what each is for."""
    for pack in _read(shipped_names()):
        _say(in_a_line(pack))


@command.command("show")
@click.argument("pack")
@click.option("--summary", is_flag=True, help="In short, instead of the text itself.")
def show(pack: str, *, summary: bool) -> None:
    """Print a pack as it is: PACK is a shipped one's name, or a TOML file."""
    if summary:
        _say(in_short(*_read([pack])))
    else:
        click.echo(pack_text(pack), nl=False)


@command.command("check")
@click.argument("packs", metavar="[PACK]...", nargs=-1)
def check(packs: tuple[str, ...]) -> None:
    """Check that packs can be read, and adopted together.

    PACK is a shipped pack's name, or a TOML file. Every fault is named with its file
    and line, and what to do. Without PACK every shipped pack is checked: each on top
    of the house rules, and all together as far as they can be.
    """
    if packs:
        rules = len(stack(_read(packs)).rules)
        click.echo(f"{', '.join(packs)}: {rules} rules, and they go together.")
    else:
        _check_shipped(_read(shipped_names()))


@command.command("explain")
@click.argument("rule")
@_under
def explain_rule(rule: str, packs: tuple[str, ...]) -> None:
    """Say where a rule comes from, how strict it is, and what to do.

    RULE is a refusal's name, as answers and stories write it (clearance-lapsed), the
    number a pack gives its rule (HOUSE-18), or a control of the shared catalogue
    (C05). Without --pack it is looked up in every shipped pack.
    """
    try:
        click.echo(explain(_read(packs or shipped_names()), rule))
    except NoSuchRuleError as error:
        raise click.UsageError(str(error)) from None


@command.command("diff")
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
def diff(one: str, other: str) -> int:
    """Say what pack A asks for and B does not, or not as strictly.

    A and B are shipped packs' names, or TOML files. Exit code 0 where they ask for
    the same, 1 where they differ.
    """
    lines = differences(*_read([one, other]))
    _say(lines or [f"{one} and {other} ask for the same."])
    return DOES_NOT_HOLD if lines else HOLDS


def _read(packs: Iterable[str]) -> list[Pack]:
    return [read_pack(pack_text(pack), pack) for pack in packs]


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _check_shipped(packs: Sequence[Pack]) -> None:
    base = next(pack for pack in packs if pack.id == BASE)
    together = [base]
    left: list[str] = []
    for pack in packs:
        rules = len(stack({base, pack}).rules)
        click.echo(f"{label(pack)} on {label(base)}: {rules} rules.")
        try:
            stack([*together, pack])
        except StackError as clash:
            left += [f"Not with those before: {label(pack)}.", f"  {clash}"]
        else:
            together.append(pack)
    rules = len(stack(together).rules)
    names = len({pack.id for pack in together})
    _say([*left, f"{names} packs: {rules} rules, and they go together."])
