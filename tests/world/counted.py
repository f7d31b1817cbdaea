"""Margins that a test says, where those of a served production stand."""

import asyncio

from lastlook.core.acts import AnyAct
from lastlook.core.words import WeaponId
from lastlook.hazard.margin import Margin


class ToldMargins:
    """Nothing is counted: what a test has said is known."""

    def __init__(self) -> None:
        self.change = 0
        self.now: dict[WeaponId, Margin] = {}
        self.then: dict[str, Margin] = {}  # by the act's id
        self.asked: list[str] = []

    def of(self, weapon: WeaponId) -> Margin | None:
        return self.now.get(weapon)

    def if_done(self, act: AnyAct) -> Margin | None:
        self.asked.append(act.id)
        return self.then.get(act.id)

    async def changed(self) -> None:
        await asyncio.Event().wait()
