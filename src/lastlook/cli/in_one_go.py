"""Several acts in one go: every one is tried before the first is recorded.

1. Each is tried on the state that those before it would make; where any would be
   refused, each of those is named, and nothing is recorded.
2. All are said by one person, signed by the key of a file.
"""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from msgspec import Struct

from lastlook import wiring
from lastlook.cli.exits import DOES_NOT_HOLD, HOLDS
from lastlook.core.acts import Act, AnyAct
from lastlook.core.answers import Decision, Refused
from lastlook.core.wording import saying
from lastlook.core.words import Ms
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.pen import Pen
from lastlook.desk.receipt import Envelope, Receipt
from lastlook.desk.writer import BATCH_MAX
from lastlook.stories.moments import write_moment


class Wish(Struct, frozen=True):
    """One act to be said: where it was read, what it is about, its own fields."""

    where: str
    kind: type[Act]
    fields: dict[str, Any]


async def say_all(
    file: wiring.Where, wishes: Sequence[Wish], key: Path | None, person: str | None
) -> int:
    """Say all of them, or none; the exit code."""
    clock = SystemClock()
    async with wiring.open_desk(file, clock) as desk:
        whose = key or wiring.files_of(file).office
        pen = wiring.pen(desk.state.production or "", whose, person)
        acts = _acts(wishes, pen, clock.now_ms())
        if _tell(wishes, desk.preview_all(acts, pen.key), desk):
            click.echo("Nothing was recorded.", err=True)
            return DOES_NOT_HOLD
        receipts = await _submitted(desk, [pen.signed(act) for act in acts])
        if _tell(wishes, [receipt.answer for receipt in receipts], desk):
            return DOES_NOT_HOLD
    rows = "1 act is" if len(wishes) == 1 else f"{len(wishes)} acts are"
    click.echo(f"{rows} in {file}, as {pen.person}'s.")
    return HOLDS


def _acts(wishes: Sequence[Wish], pen: Pen, now: Ms) -> list[AnyAct]:
    return [pen.act(wish.kind, now, **wish.fields) for wish in wishes]  # type: ignore[misc]


async def _submitted(desk: Desk, envelopes: Sequence[Envelope]) -> list[Receipt]:
    receipts: list[Receipt] = []
    for first in range(0, len(envelopes), BATCH_MAX):
        some = envelopes[first : first + BATCH_MAX]
        receipts += await asyncio.gather(*map(desk.submit, some))
    return receipts


def _tell(wishes: Sequence[Wish], answers: Sequence[Decision], desk: Desk) -> int:
    """Say which were refused and why; how many."""
    refused = 0
    for wish, answer in zip(wishes, answers, strict=True):
        if not isinstance(answer, Refused):
            continue
        refused += 1
        click.secho(f"{wish.where}:", fg="red", err=True)
        for reason in (*answer.impossible, *answer.reasons):
            said = saying(reason, desk.policy, _time)
            click.echo(f"  {said.sentence} {said.remedy}", err=True)
            click.echo(f"    {said.rule}.", err=True)
    return refused


def _time(at: Ms) -> str:
    return write_moment(at, None)
