"""A weapon given to an authority as it is, and one that is known by its marks."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import RegisterWeapon, Surrender
from lastlook.core.decide import decide
from lastlook.core.events import Surrendered
from lastlook.core.impossibilities import GoneBack, KnownAlready
from lastlook.core.invariants import broken
from lastlook.core.refusals import NotYourPart
from lastlook.core.state import UNSEEN, Returned
from tests.world.production import Said, a_set, granted, ms, refused, says

GIVES = says("armorer", Surrender, "colt-1", "CASE-7")


# --- to an authority ---------------------------------------------------------


def test_it_goes_to_an_authority_as_it_is_and_stays_on_the_books() -> None:
    loaded = a_set().ready().loaded(1, 2)
    first, *others = loaded.colt.chambers
    fired = loaded.with_weapon(chambers=(replace(first, spent=True), *others))
    assert granted(fired.ask(GIVES)) == (
        Surrendered(by="armorer", at=ms("07:00"), weapon="colt-1", reference="CASE-7"),
    )
    gone = fired.having(GIVES)
    assert gone.colt.custody == Returned(ms("07:00"))
    assert gone.colt.chambers == (UNSEEN,) * 6
    before, after = fired.lot("D1"), gone.lot("D1")
    assert after == replace(before, spent=before.spent + 1, returned=1)
    assert list(broken(gone.state)) == []


def test_what_was_offered_is_offered_no_longer() -> None:
    offered = a_set().ready().offered()
    assert offered.colt.offer is not None
    assert offered.having(GIVES).colt.offer is None


def test_what_went_back_or_was_given_away_is_given_to_nobody() -> None:
    gone = a_set().having(GIVES)
    assert refused(gone.ask(GIVES)) == (GoneBack("colt-1"),)


@pytest.mark.parametrize("by", ["actor", "first-ad", "adviser"])
def test_who_handles_no_weapons_gives_none_away(by: str) -> None:
    kept = a_set().only("not-your-part").open_to_all("surrender")
    answer = kept.ask(says(by, Surrender, "colt-1", "CASE-7"))
    assert refused(answer) == (NotYourPart(by, "surrender"),)
    assert granted(kept.ask(GIVES))


# --- known by its marks ------------------------------------------------------


def arrives(**changed: Any) -> Said:
    usual: dict[str, Any] = {
        "weapon": "colt-2",
        "weapon_class": "firearm",
        "mechanism": "single-action-revolver",
        "chambers": 6,
        "calibre": ".45LC",
        "serial": "SA-1873",
        "supplier": "hire-house",
        "place": "safe-1",
    }
    return says("armorer", RegisterWeapon, **(usual | changed))


def test_one_serial_number_is_one_weapon() -> None:
    known = (KnownAlready("serial number", "SA-1873"),)
    assert refused(a_set().only().ask(arrives())) == known
    assert granted(a_set().only().ask(arrives(serial="SA-1874")))
    old = a_set().only()
    asked = replace(old.asked(arrives()), edition=1)
    assert granted(decide(old.state, asked, old.policy))


def test_what_cannot_fire_or_has_no_number_is_known_by_none() -> None:
    bare = a_set().only()
    assert granted(bare.ask(arrives(weapon_class="replica")))
    assert granted(bare.ask(arrives(serial="RB-1")))
    none = bare.with_weapon(serial="none")
    assert granted(none.ask(arrives(serial="none")))


def test_one_tag_is_one_thing_whatever_it_is() -> None:
    tagged = a_set().only().with_make("rubber-1", tag="T-1")
    said = arrives(serial="SA-1874", tag="T-1")
    assert refused(tagged.ask(said)) == (KnownAlready("tag", "T-1"),)
    assert granted(tagged.ask(arrives(serial="SA-1874", tag="T-2")))


def test_what_went_back_may_arrive_again_under_another_name() -> None:
    gone = a_set().only().with_make(tag="T-1").having(GIVES)
    assert granted(gone.ask(arrives(tag="T-1")))
    same = gone.ask(arrives(weapon="colt-1"))
    assert refused(same) == (KnownAlready("weapon", "colt-1"),)
