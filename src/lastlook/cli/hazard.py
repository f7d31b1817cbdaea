"""`lastlook hazard`: how many human errors a procedure withstands."""

from collections.abc import Sequence
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.table import Table

from lastlook.cli.begin import pack_text
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS, IN_PART
from lastlook.core.policy import Policy
from lastlook.hazard.analysis import ASSUMPTIONS, NOT_COVERED, Analysis, analysed
from lastlook.hazard.harm import TOP_EVENTS
from lastlook.hazard.scene import SCENES, Size, scene
from lastlook.hazard.told import as_json, budget, sentence
from lastlook.policy.library import Library


@click.command("hazard")
@click.option(
    "--pack",
    "packs",
    multiple=True,
    help="A shipped pack's name, or a TOML file; again for more. The house pack alone.",
)
@click.option("--without", "without", multiple=True, help="A rule not in force.")
@click.option("--scene", "name", default="close-up", type=click.Choice(sorted(SCENES)))
@click.option("--top", default="live-round", type=click.Choice(sorted(TOP_EVENTS)))
@click.option("--world", default="1x1", help="Weapons x chambers, as 1x1.")
@click.option("--orders", type=click.IntRange(1), help="Cut sets of at most so many.")
@click.option("--json", "json_", is_flag=True, help="Print the analysis as JSON.")
@click.option("--fail-under", type=click.IntRange(0), help="Exit 1 if k is less.")
def command(packs: tuple[str, ...], without: tuple[str, ...], **asked: Any) -> int:
    """Count the human errors between a procedure and a death, and tell which.

    The rules judged are those of the packs; the code that is searched is the one that
    answers on set.
    """
    policy = policy_of(packs or ("house",), without)
    size, top = size_of(asked["world"]), TOP_EVENTS[asked["top"]]
    found = analysed(scene(asked["name"], policy, size), top, most=asked["orders"])
    if asked["json_"]:
        click.echo(msgspec.json.encode(as_json(found)))
    else:
        report(found, Console())
    return _verdict(found, asked["fail_under"])


def _verdict(found: Analysis, fail_under: int | None) -> int:
    if fail_under is None:
        return HOLDS
    if found.k_errors is not None and found.k_errors < fail_under:
        return DOES_NOT_HOLD
    return HOLDS if found.complete else IN_PART


def policy_of(packs: Sequence[str], without: Sequence[str] = ()) -> Policy:
    """The policy of packs by name or file, with some rules out of force."""
    library = Library()
    policy = library.policy(
        tuple(library.learn(pack_text(pack), pack) for pack in packs)
    )
    for code in without:
        if not policy.asks(code):
            raise click.UsageError(f"No rule {code} is in force in these packs.")
        policy = policy.without(code)
    return policy


def size_of(world: str) -> Size:
    """A world's size from `WEAPONSxCHAMBERS`."""
    weapons, _, chambers = world.partition("x")
    if not (weapons.isdecimal() and chambers.isdecimal()):
        raise click.UsageError(f"A world is WEAPONSxCHAMBERS, as 1x1; not {world!r}.")
    return Size(int(weapons), int(chambers))


def report(found: Analysis, console: Console) -> None:
    """Print an analysis to read: assumptions first, what is not covered last."""
    console.print(f"[bold]{found.top.title}[/bold] · {found.scene.title}")
    console.print("Assumed:")
    for line in ASSUMPTIONS:
        console.print(f"  {line}")
    console.print(f"[bold]{budget(found)}[/bold]")
    for told in found.stories[:3]:
        table = Table("", "what is done", "the record says", "really", box=None)
        for nth, step in enumerate(told.steps):
            mark = "[red]![/red]" if step.errors else ""
            turn = "[yellow]>[/yellow]" if nth == told.turning_point else ""
            table.add_row(mark + turn, sentence(step), step.recorded, step.really)
        console.print(table)
    console.print("Not covered:")
    for line in NOT_COVERED:
        console.print(f"  {line}")
