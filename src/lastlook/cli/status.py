"""`lastlook status`: who has what, and what it may be called."""

from collections.abc import Iterator

import click
import msgspec
from msgspec import Struct

from lastlook import wiring
from lastlook.cli.console import progress, table, warn
from lastlook.cli.places import ITS_KEY, LEDGER_IN_USE
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision
from lastlook.core.clearance import clearance
from lastlook.core.decide import decide
from lastlook.core.policy import Policy
from lastlook.core.state import HeldBy, Hold, State, Weapon
from lastlook.core.wording import sentence
from lastlook.core.words import Called, Ms
from lastlook.desk.clock import SystemClock
from lastlook.desk.replay import Rulebook, replay
from lastlook.policy.library import Library
from lastlook.stories.moments import write_moment
from lastlook.views.outstanding import Outstanding, outstanding
from lastlook.views.viewpoint import Viewpoint


class WeaponStatus(Struct, frozen=True):
    """One weapon: where it is, what it may be called, until, what is missing."""

    weapon: str
    weapon_class: str
    whereabouts: str
    held: bool
    may_be_called: Called
    until: Ms | None
    missing: tuple[str, ...]


class Status(Struct, frozen=True):
    """A production at a moment (ms UTC)."""

    production: str | None
    entries: int
    now: Ms
    day_until: Ms | None
    on_break: bool
    set_up: str | None
    holds: tuple[Hold, ...]
    weapons: tuple[WeaponStatus, ...]
    outstanding: tuple[Outstanding, ...]


@click.command("status")
@click.argument("file", type=LEDGER_IN_USE)
@ITS_KEY
@click.option("--json", "as_json", is_flag=True, help="Print the status as JSON.")
def command(file: wiring.Where, vkey: str | None, *, as_json: bool) -> None:
    """Say who has what, and what it may be called.

    What is said holds at this moment, by this machine's clock. It is no clearance:
    that is called on set, by people who looked.
    """
    rulebook = Rulebook(Library())
    with wiring.reading(file, vkey) as log, progress("entries") as counting:
        state = replay(log.read(), rulebook, progress=counting)
        doubt = wiring.in_doubt(file, log)
    told = status(state, rulebook.policy(state.packs), SystemClock().now_ms())
    if as_json:
        click.echo(msgspec.json.encode(told))
    else:
        for line in lines(told):
            click.echo(line)
    warn(wiring.without_head(file))
    if doubt is not None:
        click.secho(
            f"{doubt} entries were signed, and the last of them are not in {file}; "
            "nobody knows whether they were answered. A desk is just writing them, or "
            "went down then and gives them back when it starts.",
            fg="yellow",
            err=True,
        )


def status(state: State, policy: Policy, now: Ms) -> Status:
    """The status of a production at `now`."""
    day, set_up = state.day, state.set_up
    return Status(
        production=state.production,
        entries=state.n,
        now=now,
        day_until=day.wrap_by if day is not None else None,
        on_break=day is not None and day.on_break,
        set_up=set_up.id if set_up is not None else None,
        holds=tuple(state.holds.values()),
        weapons=tuple(_weapon(one, policy, now) for one in state.weapons.values()),
        outstanding=outstanding(_seen(state, policy, now)),
    )


def _seen(state: State, policy: Policy, now: Ms) -> Viewpoint:
    """The production as its first person sees it; nobody's phone asks here."""

    def ask(act: AnyAct) -> Decision:
        return decide(state, Asked(act, "", now), policy)

    return Viewpoint(state, policy, now, next(iter(state.people), "nobody"), ask)


def lines(told: Status) -> Iterator[str]:
    """A status as a page of text."""
    production = told.production or "Not opened"
    yield f"{production}, {told.entries} entries, {_time(told.now)}"
    yield _day(told)
    for hold in told.holds:
        of = hold.weapon or "the whole set"
        yield f"HOLD {hold.id} on {of} since {_time(hold.since)}: {hold.grounds}"
    if told.weapons:
        yield ""
        rows = [("WEAPON", "WITH", "MAY BE CALLED", "UNTIL")]
        rows += [
            (
                one.weapon,
                one.whereabouts,
                one.may_be_called,
                _time(one.until) if one.until is not None else "",
            )
            for one in told.weapons
        ]
        yield from table(rows)
    missing = [line for weapon in told.weapons for line in weapon.missing]
    if missing:
        yield ""
        yield from missing
    if told.outstanding:
        yield ""
        yield from table([("OUTSTANDING", "", ""), *map(_row, told.outstanding)])


def _weapon(weapon: Weapon, policy: Policy, now: Ms) -> WeaponStatus:
    clear = clearance(weapon, policy, now)
    return WeaponStatus(
        weapon=weapon.id,
        weapon_class=weapon.weapon_class,
        whereabouts=weapon.whereabouts,
        held=isinstance(weapon.custody, HeldBy),
        may_be_called=clear.called,
        until=clear.until,
        missing=tuple(sentence(one, _time) for one in clear.missing),
    )


def _day(told: Status) -> str:
    if told.day_until is None:
        return "No day is called: weapons stay locked."
    over = " (over)" if told.now >= told.day_until else ""
    set_up = f", set-up {told.set_up}" if told.set_up is not None else ""
    on_break = ", on a break" if told.on_break else ""
    return f"The day is called until {_time(told.day_until)}{over}{set_up}{on_break}."


def _row(missing: Outstanding) -> tuple[str, str, str]:
    since = f"since {_time(missing.since)}" if missing.since is not None else ""
    rounds = f"{missing.rounds} rounds" if missing.rounds is not None else ""
    words = (missing.what or "", missing.person or "", since, rounds)
    about = " ".join(word for word in words if word)
    return missing.kind, missing.thing, about


def _time(at: Ms) -> str:
    return write_moment(at - at % 1000, None)
