"""`lastlook hazard`: how many human errors a procedure withstands."""

from typing import Any, Final

import click
import msgspec
from rich.console import Console

from lastlook import wiring
from lastlook.cli.console import progress, waiting
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS, IN_PART
from lastlook.cli.hazard_exports import EXPORT, wanted, write
from lastlook.cli.hazard_importance import report as report_weights
from lastlook.cli.hazard_report import report
from lastlook.cli.hazard_rules import rules_in, rules_of, without_rules
from lastlook.cli.out_files import OUT_FILE
from lastlook.cli.places import ITS_KEY, LEDGER
from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, Verdict, analysed, verdict
from lastlook.hazard.exports.formats import FORMATS
from lastlook.hazard.exports.found import Found
from lastlook.hazard.graph import Graph
from lastlook.hazard.harm import TOP_EVENTS
from lastlook.hazard.scene import SCENES, Scene, Size, scene
from lastlook.hazard.told import as_json, least_errors, shot
from lastlook.hazard.told_importance import weighed_as_json
from lastlook.hazard.weighing import Weighed, weighed

WEAPONS_MAX: Final = 9  # more have not been tried
CHAMBERS_MAX: Final = 9
CODES: Final[dict[Verdict, int]] = {
    "withstood": HOLDS,
    "not-withstood": DOES_NOT_HOLD,
    "never-shot": DOES_NOT_HOLD,
    "undetermined": IN_PART,
}


@click.command("hazard")
@click.argument("file", type=LEDGER, required=False)
@click.option(
    "--pack",
    "packs",
    multiple=True,
    help="A shipped pack, as-practised-2021, or a TOML file; again for more. "
    "If not said, the house pack alone.",
)
@ITS_KEY
@click.option("--without", "without", multiple=True, help="A rule not in force.")
@click.option(
    "--scene",
    "name",
    type=click.Choice(sorted(SCENES)),
    help="What is looked into; if not said, what fits the top event.",
)
@click.option("--top", default="live-round", type=click.Choice(sorted(TOP_EVENTS)))
@click.option("--world", default="1x1", help="Weapons x chambers, as 1x1.")
@click.option("--orders", type=click.IntRange(1), help="Cut sets of at most so many.")
@click.option("--json", "json_", is_flag=True, help="Print the analysis as JSON.")
@click.option(
    "--open-psa",
    type=OUT_FILE,
    metavar="FILE",
    help="Write the graph as an Open-PSA fault tree.",
)
@click.option(
    "--export",
    "exports",
    type=EXPORT,
    multiple=True,
    metavar="FORMAT=FILE",
    help=f"Another format; again for more. One of {', '.join(FORMATS)}.",
)
@click.option("--fault-tree", type=OUT_FILE, help="Write the fault tree there (SVG).")
@click.option("--bow-tie", type=OUT_FILE, help="Write the bow-tie there (SVG).")
@click.option("--report", type=OUT_FILE, help="Write the report there (PDF).")
@click.option("--importance", is_flag=True, help="What each rule and error is worth.")
@click.option("--seed", default=1, help="What the band of --importance begins with.")
@click.option(
    "--fail-under",
    type=click.IntRange(0),
    help="Exit 1 if k is less, or nothing can be shot.",
)
def command(
    file: wiring.Where | None,
    packs: tuple[str, ...],
    without: tuple[str, ...],
    **asked: Any,
) -> int:
    """Count the human errors between a procedure and a death, and tell which.

    The rules judged are those of the packs, or with FILE those in force by the record
    of that production; the code that is searched is the one that answers on set.

    The report begins with what is assumed. `!` marks an error; from the step marked
    `>` on the record and the truth differ. Its last lines say what is not covered.
    """
    if file is not None and packs:
        raise click.UsageError("The packs of FILE stand in its record: no --pack.")
    if file is None and asked["vkey"] is not None:
        raise click.UsageError("--vkey is the key of a ledger: it goes with FILE.")
    files = wanted(asked)
    rules = without_rules(
        rules_in(file, asked["vkey"]) if file else rules_of(packs or ("house",)),
        without,
    )
    size, top = size_of(asked["world"]), TOP_EVENTS[asked["top"]]
    prepared = scene(asked["name"] or top.scene, rules.policy, size)
    with waiting("searching"):
        graph = Graph(prepared, top)
        found = analysed(prepared, top, most=asked["orders"], graph=graph)
    weights = None
    if asked["importance"]:
        weights = _weighed(found, rules.policy, asked["seed"])
    at_least = asked["fail_under"]
    at = 1 if at_least is None else at_least
    write(Found(found, graph, rules, at, weights), files)
    if asked["json_"]:
        told = rules.as_json() | as_json(found)
        told |= weighed_as_json(weights) if weights else {}
        click.echo(msgspec.json.encode(told))
    else:
        report(found, Console(), rules.rules)
        if weights:
            report_weights(weights, Console())
    return _verdict(found, at_least)


def _weighed(found: Analysis, policy: Policy, seed: int) -> Weighed:
    def prepare(rules: Policy) -> Scene:
        return scene(found.scene.name, rules, found.scene.size)

    with progress("removals") as counting:
        return weighed(found, prepare, policy, seed, counting)


def _verdict(found: Analysis, fail_under: int | None) -> int:
    """The exit code; what is no pass is said on standard error, in one line."""
    if fail_under is None:
        return HOLDS
    came = verdict(found, fail_under)
    k = least_errors(found.k_errors, complete=found.complete, searched=found.searched)
    match came:
        case "withstood":
            pass
        case "not-withstood":
            click.echo(f"k is {k}, under {fail_under}: FAILED", err=True)
        case "never-shot":
            click.echo(f"{shot(found.acts)} FAILED", err=True)
        case "undetermined":
            click.echo(
                f"k is {k}, and was not looked for up to {fail_under - 1}: "
                f"UNDETERMINED. Ask again with --orders {fail_under - 1} or none.",
                err=True,
            )
    return CODES[came]


def size_of(world: str) -> Size:
    """A world's size from `WEAPONSxCHAMBERS`."""
    weapons, _, chambers = world.partition("x")
    if not (weapons.isdecimal() and chambers.isdecimal()):
        raise click.UsageError(f"A world is WEAPONSxCHAMBERS, as 1x1; not {world!r}.")
    size = Size(int(weapons), int(chambers))
    if not (1 <= size.weapons <= WEAPONS_MAX and 1 <= size.chambers <= CHAMBERS_MAX):
        raise click.UsageError(
            f"A world has 1 to {WEAPONS_MAX} weapons of 1 to {CHAMBERS_MAX} chambers; "
            f"not {world}."
        )
    return size
