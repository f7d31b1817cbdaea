"""Acts signed together, checked entry by entry by whoever has the ledger."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from lastlook.core.acts import Stop
from lastlook.ledger.entry import Entry
from tests.unit.evidence.test_verify import checked, places
from tests.world.desk import Company, in_a_loop


async def entries() -> list[Entry]:
    """Three of setting up, then five stops under one signature."""
    company = Company()
    async with company.open_desk(armorer=("armorer",)) as desk:
        armorer = company.phone("armorer")
        acts = [armorer.act(Stop) for _ in range(5)]
        await desk.submit_together(armorer.signed_together(acts))
        return list(desk.log.read())


@in_a_loop
async def test_acts_that_were_signed_together_hold() -> None:
    kept = await entries()
    assert len(kept[-1].signature) > 64
    assert checked(kept).holds


def bit_of(at: int) -> Callable[[bytes], bytes]:
    return lambda share: share[:at] + bytes((share[at] ^ 1,)) + share[at + 1 :]


@pytest.mark.parametrize("at", [0, 63, 64, 66, -1], ids=str)
def test_a_share_that_was_changed_is_found_at_its_entry(at: int) -> None:
    @in_a_loop
    async def told() -> None:
        kept = await entries()
        kept[5] = replace(kept[5], signature=bit_of(at % 162)(kept[5].signature))
        assert places(checked(kept)) == [(4, 5)]

    told()


@in_a_loop
async def test_a_share_of_another_act_is_found_at_its_entry() -> None:
    kept = await entries()
    kept[5] = replace(kept[5], signature=kept[6].signature)
    assert places(checked(kept)) == [(4, 5)]
