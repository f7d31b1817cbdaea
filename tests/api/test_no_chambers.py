"""What has no chambers is not cleared on any page before somebody looked at it."""

from lastlook.core import acts
from tests.world.asked import asked
from tests.world.desk import in_a_loop


@in_a_loop
async def test_a_blade_nobody_looked_at_is_not_cleared() -> None:
    async with asked() as stage:
        armorer = stage.company.phone("armorer")
        for said in (
            armorer.says(acts.RegisterPlace, place="cart-2", kind="cart", locks=True),
            armorer.says(
                acts.RegisterWeapon,
                weapon="sabre-1",
                weapon_class="blade",
                mechanism="none",
                chambers=0,
                calibre="none",
                serial="SB-2",
                supplier="hire-house",
                place="cart-2",
            ),
        ):
            assert (await stage.post(said)).status_code == 200
        await stage.read_as(armorer)
        for page in ("/board", "/weapons/sabre-1"):
            text = (await stage.web.get(page)).text
            assert 'data-called="not-cleared"' in text
            assert "NO CHAMBERS" not in text
            assert 'data-called="empty"' not in text
            assert 'data-called="blade"' not in text
