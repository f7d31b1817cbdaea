"""What runs beside a desk ends with it."""

import asyncio

import pytest

from lastlook.wiring.serving import _first_of


def test_where_all_of_it_is_to_end_nothing_goes_on_behind() -> None:
    ended = []

    async def runs(name: str, begun: asyncio.Event) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)  # it may have something to bring to its end
            ended.append(name)

    async def served() -> None:
        begun = [asyncio.Event() for _ in range(3)]
        beside = asyncio.create_task(runs("counting", begun[0]))
        running = [runs("web", begun[1]), runs("desk", begun[2])]
        all_of_it = asyncio.create_task(_first_of(running, {beside}))
        for one in begun:
            await one.wait()
        all_of_it.cancel()
        with pytest.raises(asyncio.CancelledError):
            await all_of_it
        assert sorted(ended) == ["counting", "desk", "web"]

    asyncio.run(served())
