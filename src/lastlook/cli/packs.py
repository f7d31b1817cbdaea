"""`lastlook packs`: what the packs of rules say, and whether one can be read."""

import difflib
from collections.abc import Callable
from typing import Any

import click

from lastlook.cli.begin import pack_text
from lastlook.policy.explain import explain
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.policy.schema import CODES

_stack: Callable[[Any], Any] = click.option(
    "--pack",
    "packs",
    multiple=True,
    default=("house",),
    show_default=True,
    help="Under these: a shipped pack's name, or a TOML file. Again for more.",
)


@click.group("packs")
def command() -> None:
    """Read, check and explain packs of rules."""


@command.command("list")
def list_packs() -> None:
    """Name the packs that come with Lastlook."""
    library = Library()
    for name in shipped_names():
        pack = library.pack(library.learn(shipped(name), name))
        click.echo(f"{name}  version {pack.version}, {len(pack.rules)} rules")


@command.command("show")
@click.argument("pack")
def show(pack: str) -> None:
    """Print a pack as it is: PACK is a shipped one's name, or a TOML file."""
    click.echo(pack_text(pack), nl=False)


@command.command("check")
@click.argument("packs", nargs=-1, required=True)
def check(packs: tuple[str, ...]) -> None:
    """Check that PACKS can be read, and adopted together.

    Every fault is named with its file and line, and what to do.
    """
    library = Library()
    digests = tuple(library.learn(pack_text(pack), pack) for pack in packs)
    policy = library.policy(digests)
    click.echo(f"{', '.join(packs)}: {len(policy.rules)} rules, and they go together.")


@command.command("explain")
@click.argument("code")
@_stack
def explain_rule(code: str, packs: tuple[str, ...]) -> None:
    """Say where a rule comes from, how strict it is, and what to do.

    CODE is a refusal's name, as answers and stories write it: clearance-lapsed.
    """
    if code not in CODES:
        near = difflib.get_close_matches(code, CODES, n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise click.UsageError(f"There is no rule {code}.{meant}")
    library = Library()
    digests = tuple(library.learn(pack_text(pack), pack) for pack in packs)
    click.echo(explain(library.policy(digests), code))
