"""How a weapon works, and what that asks of whoever handles it."""

from typing import Any

import pytest

from lastlook.core.acts import (
    Accept,
    Announce,
    Inspect,
    Load,
    Offer,
    RecordCondition,
    RegisterWeapon,
    TakeOut,
    VerifyStatus,
)
from lastlook.core.events import Inspected, StatusVerified
from lastlook.core.refusals import (
    BladeInContact,
    DryFireBarred,
    DryFireOwed,
    HammerCocked,
    HammerOnLoaded,
    HammerUnseen,
    LiveCapable,
    LoadPosition,
    MagazineIn,
    OnlyMagazineSeen,
    SharpInRehearsal,
    StatusNotVerified,
    TagUnread,
    VentUnknown,
)
from lastlook.core.state import BodyLook, Chamber, Look
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    remarks,
    says,
)

TAKES = says("armorer", TakeOut, "colt-1")
LOADS = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
OFFERS = says("armorer", Offer, "colt-1", "actor")
ACCEPTS = says("actor", Accept, "colt-1", "taken")
CALLS = says("first-ad", Announce, "colt-1", "empty")
IN_HAND = pytest.mark.parametrize(
    "said", [OFFERS, ACCEPTS, CALLS], ids=lambda said: said.kind.__name__
)
PLAYED = pytest.mark.parametrize(
    "said", [LOADS, OFFERS, ACCEPTS, CALLS], ids=lambda said: said.kind.__name__
)
SAFE = pytest.mark.parametrize(
    "said",
    [
        says("armorer", Offer, "colt-1", "prop-master"),
        says("first-ad", Announce, "colt-1", "not-cleared"),
    ],
    ids=lambda said: said.kind.__name__,
)
SEEN = Chamber(looks=(Look("armorer", "rod", 0, "empty"),))
UNSEEN = Chamber()


def under(*codes: str) -> Production:
    """At 12A, colt-1 seen empty and offered; these rules alone are kept."""
    return a_set().ready().offered().only(*codes)


def condition(hammer: str) -> Said:
    return says("armorer", RecordCondition, "colt-1", sound=True, hammer=hammer)


def look(**fields: Any) -> Said:
    return says("first-ad", Inspect, "colt-1", EMPTY, "light", **fields)


# --- where the hammer rests --------------------------------------------------


@IN_HAND
def test_where_the_hammer_rests_is_looked_at(said: Said) -> None:
    unseen = under("hammer-unseen").with_weapon(hammer="unseen")
    assert refused(unseen.ask(said)) == (HammerUnseen("colt-1"),)
    assert granted(unseen.having(look(hammer="half-cock")).ask(said))


@IN_HAND
def test_a_hammer_that_is_down_rests_on_a_chamber_that_was_named(said: Said) -> None:
    down = under("hammer-unseen", "hammer-on-loaded").having(look(hammer="down"))
    assert refused(down.ask(said)) == (HammerUnseen("colt-1"),)
    assert granted(down.having(look(hammer="down", under=6)).ask(said))
    seventh = down.having(look(hammer="down", under=7))
    assert refused(seventh.ask(said)) == (HammerUnseen("colt-1"),)


@IN_HAND
def test_the_hammer_rests_on_a_chamber_that_was_seen_empty(said: Said) -> None:
    down = under("hammer-unseen", "hammer-on-loaded")
    down = down.with_weapon(
        hammer="down", under=2, chambers=(UNSEEN, SEEN, *[UNSEEN] * 4)
    )
    assert granted(down.ask(said))
    for number in (1, 3, 6):
        other = down.with_weapon(under=number)
        assert refused(other.ask(said)) == (HammerOnLoaded("colt-1", number),)


@pytest.mark.parametrize("saw", ["dummy", "blank", "spent", "live", "unsure"])
def test_what_was_seen_under_the_hammer_is_nothing_at_all(saw: Any) -> None:
    full = Chamber(looks=(Look("armorer", "rod", 0, saw),))
    down = under("hammer-on-loaded").with_weapon(
        hammer="down", under=1, chambers=(full, *[SEEN] * 5)
    )
    assert refused(down.ask(OFFERS)) == (HammerOnLoaded("colt-1", 1),)


def test_two_who_disagree_about_the_chamber_under_the_hammer_saw_no_empty_one() -> None:
    looks = (Look("armorer", "rod", 0, "empty"), Look("first-ad", "eye", 0, "blank"))
    down = under("hammer-on-loaded").with_weapon(
        hammer="down", under=1, chambers=(Chamber(looks=looks), *[SEEN] * 5)
    )
    assert refused(down.ask(OFFERS)) == (HammerOnLoaded("colt-1", 1),)


def test_what_the_record_holds_under_the_hammer_counts_whatever_was_seen() -> None:
    held = Chamber(lot="D1", looks=SEEN.looks)
    down = under("hammer-on-loaded").with_weapon(
        hammer="down", under=1, chambers=(held, *[SEEN] * 5)
    )
    assert refused(down.ask(OFFERS)) == (HammerOnLoaded("colt-1", 1),)


def test_half_cock_asks_what_is_under_the_hammer_of_nobody() -> None:
    half = under("hammer-unseen", "hammer-on-loaded", "hammer-cocked")
    half = half.with_weapon(hammer="half-cock", under=1, chambers=(UNSEEN,) * 6)
    assert granted(half.ask(OFFERS))


@pytest.mark.parametrize(
    "changed",
    [
        {"transfer_bar": True},
        {"mechanism": "double-action-revolver"},
        {"mechanism": "lever"},
        {"weapon_class": "deactivated"},
    ],
)
def test_what_a_knock_does_not_fire_may_rest_where_it_does(
    changed: dict[str, Any],
) -> None:
    down = under("hammer-unseen", "hammer-on-loaded").with_weapon(**changed)
    assert granted(down.with_weapon(hammer="unseen").ask(OFFERS))
    on_one = down.with_weapon(hammer="down", under=1, chambers=(UNSEEN,) * 6)
    assert granted(on_one.ask(OFFERS))


@SAFE
def test_to_make_it_safe_asks_nobody_where_its_hammer_is(said: Said) -> None:
    codes = ("hammer-unseen", "hammer-on-loaded", "hammer-cocked")
    unseen = under(*codes).with_weapon(offer=None, hammer="full-cock")
    assert granted(unseen.ask(said))
    assert granted(unseen.with_weapon(hammer="unseen").ask(said))


@IN_HAND
def test_a_cocked_weapon_goes_to_nobody(said: Said) -> None:
    cocked = under("hammer-cocked", "hammer-unseen").having(look(hammer="full-cock"))
    assert refused(cocked.ask(said)) == (HammerCocked("colt-1"),)
    for hammer in ("down", "half-cock"):
        assert granted(under("hammer-cocked").having(look(hammer=hammer)).ask(said))


@pytest.mark.parametrize("mechanism", ["crossbow", "break-action", "semi-automatic"])
def test_whatever_can_be_cocked_goes_to_nobody_cocked(mechanism: str) -> None:
    cocked = under("hammer-cocked").with_weapon(
        hammer="full-cock", mechanism=mechanism, transfer_bar=True
    )
    assert refused(cocked.ask(OFFERS)) == (HammerCocked("colt-1"),)


def test_a_hammer_that_was_moved_rests_nobody_knows_where() -> None:
    down = under("hammer-unseen", "hammer-on-loaded").having(
        look(hammer="down", under=2)
    )
    assert granted(down.ask(OFFERS))
    assert (down.colt.hammer, down.colt.under) == ("down", 2)
    fallen = down.having(dry_fires())
    assert (fallen.colt.hammer, fallen.colt.under) == ("unseen", None)
    assert refused(fallen.ask(OFFERS)) == (HammerUnseen("colt-1"),)
    told = dry_fires(hammer="down", under=3)
    seen = down.having(told)
    assert (seen.colt.hammer, seen.colt.under) == ("down", 3)
    assert granted(seen.ask(OFFERS))


@pytest.mark.parametrize("was", ["unseen", "down", "half-cock", "full-cock"])
def test_a_word_on_the_condition_only_worsens_where_the_hammer_is(was: Any) -> None:
    kept = under("hammer-cocked").with_weapon(hammer=was, under=2)
    for word in ("unseen", "down", "half-cock"):
        told = kept.having(condition(word)).colt
        assert (told.hammer, told.under) == (was, 2)
    cocked = kept.having(condition("full-cock"))
    assert (cocked.colt.hammer, cocked.colt.under) == ("full-cock", 2)
    assert refused(cocked.ask(OFFERS)) == (HammerCocked("colt-1"),)


# --- loading -----------------------------------------------------------------


@pytest.mark.parametrize("hammer", ["unseen", "down", "full-cock"])
def test_a_single_action_revolver_is_loaded_at_half_cock(hammer: Any) -> None:
    half = under("load-position")
    assert granted(half.ask(LOADS))
    other = half.with_weapon(hammer=hammer)
    assert refused(other.ask(LOADS)) == (LoadPosition("colt-1", hammer),)
    barred = other.with_weapon(transfer_bar=True)
    assert refused(barred.ask(LOADS)) == (LoadPosition("colt-1", hammer),)
    assert granted(other.with_weapon(mechanism="double-action-revolver").ask(LOADS))
    assert granted(other.ask(OFFERS))


def test_a_weapon_made_for_blanks_is_loaded_where_it_is_known_which_way_it_vents() -> (
    None
):
    made = a_set().ready("12B").only("vent-unknown")
    made = made.with_weapon(weapon_class="blank-firing")
    loads = says("armorer", Load, "colt-1", (1,), "B2", ("actor",))
    assert refused(made.ask(loads)) == (VentUnknown("colt-1"),)
    for vent in ("none", "front", "side", "top"):
        assert granted(made.with_make(vent=vent).ask(loads))
    assert granted(made.with_weapon(weapon_class="firearm").ask(loads))
    assert granted(made.with_weapon(weapon_class="blank-adapted").ask(loads))
    assert granted(made.with_set_up("12B", load="dummy").ask(loads))
    assert granted(made.ask(OFFERS))
    nowhere = made.with_day(set_up=None)
    assert granted(nowhere.ask(loads))


# --- the magazine ------------------------------------------------------------


def pistol(*chambers: Chamber, magazine: str = "detachable") -> Production:
    """Colt-1 were a pistol, with these places."""
    kept = under("magazine-in", "only-magazine-seen").with_make(magazine=magazine)
    places = chambers or (UNSEEN,) * 6
    return kept.with_weapon(mechanism="semi-automatic", chambers=places)


def test_a_detachable_magazine_is_out_while_the_chamber_is_looked_into() -> None:
    seen = granted(pistol().ask(look(magazine="out")))
    assert [e.magazine for e in seen if isinstance(e, Inspected)] == ["out"]
    for magazine in ("in", "unseen"):
        answer = pistol().ask(look(magazine=magazine))
        assert refused(answer) == (MagazineIn("colt-1"),)


@pytest.mark.parametrize(
    ("mechanism", "magazine", "comes_out"),
    [
        ("semi-automatic", "none", True),
        ("semi-automatic", "detachable", True),
        ("semi-automatic", "fixed", False),
        ("bolt", "none", False),
        ("bolt", "detachable", True),
        ("bolt", "fixed", False),
    ],
)
def test_that_of_a_semi_automatic_comes_out_unless_it_is_said_to_be_fixed(
    mechanism: Any, magazine: str, *, comes_out: bool
) -> None:
    fed = pistol(magazine=magazine).with_weapon(mechanism=mechanism)
    answer = fed.ask(look(magazine="in"))
    if comes_out:
        assert refused(answer) == (MagazineIn("colt-1"),)
    else:
        assert granted(answer)
    assert granted(fed.ask(look(magazine="out")))


@pytest.mark.parametrize("saw", ["unseen", "dummy", "blank", "live", "unsure"])
def test_a_chamber_nobody_calls_empty_may_be_looked_at_as_it_is(saw: Any) -> None:
    said = says("first-ad", Inspect, "colt-1", (saw, *EMPTY[1:]), "primer")
    assert granted(pistol().ask(said))


def test_what_has_no_chamber_has_none_to_look_into() -> None:
    bare = pistol().with_weapon(chambers=(), weapon_class="replica")
    assert granted(bare.ask(says("first-ad", Inspect, "colt-1", (), "finger")))


@IN_HAND
def test_the_magazines_places_alone_say_nothing(said: Said) -> None:
    only = OnlyMagazineSeen("colt-1")
    assert refused(pistol(UNSEEN, *[SEEN] * 5).ask(said)) == (only,)
    assert refused(pistol(UNSEEN, UNSEEN, SEEN).ask(said)) == (only,)
    assert granted(pistol(SEEN, *[UNSEEN] * 5).ask(said))
    assert granted(pistol(SEEN, *[SEEN] * 5).ask(said))


def test_where_nothing_was_seen_the_magazine_is_not_blamed() -> None:
    assert granted(pistol().ask(OFFERS))
    assert granted(pistol(UNSEEN).ask(OFFERS))


@pytest.mark.parametrize("mechanism", ["pump", "bolt", "lever"])
def test_whatever_is_fed_from_a_magazine_has_its_chamber_first(mechanism: str) -> None:
    fed = pistol(UNSEEN, SEEN).with_weapon(mechanism=mechanism)
    assert refused(fed.ask(OFFERS)) == (OnlyMagazineSeen("colt-1"),)
    assert granted(fed.with_weapon(mechanism="break-action").ask(OFFERS))


def test_a_magazine_fed_weapon_without_chambers_has_no_magazine_to_see() -> None:
    bare = pistol().with_weapon(chambers=(), weapon_class="deactivated")
    assert granted(bare.ask(OFFERS))


# --- what it is said to be ---------------------------------------------------


@pytest.mark.parametrize("weapon_class", ["blank-adapted", "deactivated"])
@PLAYED
def test_what_is_said_on_paper_is_verified_here_first(
    said: Said, weapon_class: str
) -> None:
    declared = under("status-not-verified").with_weapon(weapon_class=weapon_class)
    assert refused(declared.ask(said)) == (StatusNotVerified("colt-1", weapon_class),)
    assert granted(declared.having(says("armorer", VerifyStatus, "colt-1")).ask(said))


def test_what_is_said_on_paper_does_not_come_out_before_it_is_verified() -> None:
    locked = a_set().only("status-not-verified")
    declared = locked.with_weapon(weapon_class="deactivated")
    unverified = StatusNotVerified("colt-1", "deactivated")
    assert refused(declared.ask(TAKES)) == (unverified,)
    assert granted(declared.with_make(verified=True).ask(TAKES))


@pytest.mark.parametrize("weapon_class", ["firearm", "blank-firing", "replica", "bow"])
def test_what_is_no_word_of_a_paper_is_not_verified(weapon_class: str) -> None:
    other = under("status-not-verified").with_weapon(weapon_class=weapon_class)
    assert granted(other.ask(OFFERS))


def test_that_it_was_verified_is_kept() -> None:
    said = says("armorer", VerifyStatus, "colt-1")
    assert granted(a_set().ask(said)) == (
        StatusVerified(by="armorer", at=ms("07:00"), weapon="colt-1"),
    )
    assert not a_set().colt.make.verified
    before = a_set().with_make(tag="T-1")
    make = before.having(said).colt.make
    assert (make.verified, make.tag) == (True, "T-1")


# --- what can fire a live round ----------------------------------------------


def register(**changed: Any) -> Said:
    usual: dict[str, Any] = {
        "weapon": "colt-2",
        "weapon_class": "firearm",
        "mechanism": "bolt",
        "chambers": 5,
        "calibre": ".308",
        "serial": "R-1",
        "supplier": "hire-house",
        "place": "safe-1",
    }
    return says("armorer", RegisterWeapon, **(usual | changed))


@PLAYED
def test_where_the_packs_say_so_nothing_that_fires_live_rounds_is_here(
    said: Said,
) -> None:
    barred = under("live-capable")
    assert refused(barred.ask(said)) == (LiveCapable("colt-1"),)
    assert granted(barred.with_weapon(weapon_class="blank-firing").ask(said))


def test_nothing_that_fires_live_rounds_arrives_or_comes_out() -> None:
    barred = a_set().only("live-capable")
    assert refused(barred.ask(register())) == (LiveCapable("colt-2"),)
    assert refused(barred.ask(TAKES)) == (LiveCapable("colt-1"),)
    for other in ("blank-adapted", "blank-firing", "airsoft"):
        assert granted(barred.ask(register(weapon_class=other)))


# --- which one it is ---------------------------------------------------------


def test_a_look_alike_arrives_with_a_tag_of_its_own() -> None:
    kept = a_set().only("tag-unread")
    untagged = register(like=("colt-1",))
    assert refused(kept.ask(untagged)) == (TagUnread("colt-2", "none"),)
    assert granted(kept.ask(register(like=("colt-1",), tag="T-2")))
    assert granted(kept.ask(register()))


@IN_HAND
def test_what_can_be_taken_for_another_is_told_by_its_tag_each_time(said: Said) -> None:
    alike = under("tag-unread").with_make(alike=True, tag="T-1")
    unread = TagUnread("colt-1", "T-1")
    assert refused(alike.ask(said)) == (unread,)
    assert refused(alike.having(look()).ask(said)) == (unread,)
    read = alike.having(look(tag="T-1"))
    assert granted(read.ask(said))
    away = read.locked_up().having(TAKES)
    assert refused(away.ask(OFFERS)) == (unread,)


def test_another_tag_is_not_its_tag() -> None:
    alike = under("tag-unread").with_make(alike=True, tag="T-1")
    other = alike.having(look(tag="T-2"))
    assert refused(other.ask(OFFERS)) == (TagUnread("colt-1", "T-1"),)


def test_what_has_no_tag_has_none_that_could_be_read() -> None:
    alike = under("tag-unread").with_make(alike=True)
    assert refused(alike.having(look()).ask(OFFERS)) == (TagUnread("colt-1", "none"),)


def test_what_nobody_takes_for_another_needs_no_tag_read() -> None:
    assert granted(under("tag-unread").with_make(tag="T-1").ask(OFFERS))


def test_a_tag_that_was_changed_is_read_anew() -> None:
    alike = under("tag-unread").with_make(alike=True, tag="T-1")
    read = alike.having(look(tag="T-1"))
    same = says("armorer", RecordCondition, "colt-1", sound=True, tag="T-1")
    assert granted(read.having(same).ask(OFFERS))
    other = says("armorer", RecordCondition, "colt-1", sound=True, tag="T-2")
    assert refused(read.having(other).ask(OFFERS)) == (TagUnread("colt-1", "T-2"),)


# --- blades ------------------------------------------------------------------


@pytest.mark.parametrize("edge", ["sharp", "blunted", "retractable"])
@PLAYED
def test_no_metal_blade_touches_a_person(said: Said, edge: str) -> None:
    metal = under("blade-in-contact").with_make(edge=edge)
    assert granted(metal.ask(said))
    touching = metal.with_set_up("12A", contact=True)
    assert refused(touching.ask(said)) == (BladeInContact("colt-1", f"{edge} metal"),)


def test_no_metal_blade_comes_out_for_a_set_up_that_touches_a_person() -> None:
    metal = a_set().at_set_up().only("blade-in-contact").with_make(edge="sharp")
    touching = metal.with_set_up("12A", contact=True)
    assert refused(touching.ask(TAKES)) == (BladeInContact("colt-1", "sharp metal"),)
    assert granted(touching.with_day(set_up=None).ask(TAKES))


@pytest.mark.parametrize("activity", ["rehearsal", "line-up"])
@PLAYED
def test_no_sharp_edge_is_taken_to_a_rehearsal(said: Said, activity: str) -> None:
    sharp = under("sharp-in-rehearsal").with_make(edge="sharp")
    assert granted(sharp.ask(said))
    rehearsed = sharp.with_set_up("12A", activity=activity)
    assert refused(rehearsed.ask(said)) == (SharpInRehearsal("colt-1", "12A"),)
    for edge in ("none", "blunted", "retractable", "soft"):
        assert granted(rehearsed.with_make(edge=edge).ask(said))
    assert granted(rehearsed.with_day(set_up=None).ask(said))


def touching(edge: str, *found: str) -> Production:
    """Colt-1 touches a person, and was found to be this by one person each."""
    looks = tuple(BodyLook(f"p{n}", 0, body) for n, body in enumerate(found))  # type: ignore[arg-type]
    kept = under("blade-in-contact").with_make(edge=edge).with_weapon(body=looks)
    return kept.with_set_up("12A", contact=True)


@pytest.mark.parametrize("edge", ["none", "soft"])
@IN_HAND
def test_only_what_everybody_found_soft_touches_a_person(said: Said, edge: str) -> None:
    assert granted(touching(edge, "soft").ask(said))
    assert granted(touching(edge, "soft", "soft").ask(said))
    for found, told in (
        ((), "unseen"),
        (("blunt",), "blunt"),
        (("inert",), "inert"),
        (("soft", "blunt"), "blunt, soft"),
    ):
        answer = touching(edge, *found).ask(said)
        assert refused(answer) == (BladeInContact("colt-1", told),)
        apart = touching(edge, *found).with_set_up("12A", contact=False)
        assert granted(apart.ask(said))


@pytest.mark.parametrize("edge", ["none", "soft"])
def test_what_is_no_metal_is_found_soft_after_it_comes_out(edge: str) -> None:
    assert granted(touching(edge).ask(LOADS))
    assert granted(touching(edge, "blunt").ask(LOADS))
    assert granted(touching(edge).locked_up().ask(TAKES))


@pytest.mark.parametrize("edge", ["sharp", "blunted", "retractable"])
def test_metal_that_was_found_soft_is_metal(edge: str) -> None:
    metal = BladeInContact("colt-1", f"{edge} metal")
    for said in (LOADS, OFFERS):
        assert refused(touching(edge, "soft").ask(said)) == (metal,)


# --- dry-firing --------------------------------------------------------------


def dry_fires(**fields: Any) -> Said:
    return says("armorer", Inspect, "colt-1", EMPTY, "dry-fire", **fields)


def test_dry_firing_is_barred_where_the_packs_say_so() -> None:
    barred = under("dry-fire-barred")
    assert refused(barred.ask(dry_fires())) == (DryFireBarred("colt-1"),)
    assert granted(barred.ask(look()))
    assert granted(barred.ask(OFFERS))


@IN_HAND
def test_dry_firing_is_owed_where_the_packs_say_so(said: Said) -> None:
    owed = under("dry-fire-owed")
    assert refused(owed.ask(said)) == (DryFireOwed("colt-1"),)
    assert refused(owed.having(look()).ask(said)) == (DryFireOwed("colt-1"),)
    shown = owed.having(dry_fires())
    assert granted(shown.ask(said))
    away = shown.locked_up().having(TAKES)
    assert refused(away.ask(OFFERS)) == (DryFireOwed("colt-1"),)


def test_what_cannot_fire_is_not_dry_fired() -> None:
    owed = under("dry-fire-owed").with_weapon(weapon_class="replica")
    assert granted(owed.ask(OFFERS))


@pytest.mark.parametrize("code", ["dry-fire-owed", "hammer-unseen", "tag-unread"])
def test_it_is_loaded_and_taken_out_before_that_is_asked(code: str) -> None:
    owed = under(code).with_weapon(hammer="unseen").with_make(alike=True)
    assert granted(owed.ask(LOADS))
    assert granted(owed.locked_up().ask(TAKES))


def test_everything_about_how_it_works_is_named_in_order() -> None:
    worst = under(
        "only-magazine-seen",
        "hammer-cocked",
        "dry-fire-owed",
        "live-capable",
        "blade-in-contact",
        "tag-unread",
    )
    worst = worst.with_make(alike=True, tag="T-1", edge="sharp").with_weapon(
        mechanism="lever", hammer="full-cock", chambers=(UNSEEN, SEEN)
    )
    assert refused(worst.with_set_up("12A", contact=True).ask(OFFERS)) == (
        LiveCapable("colt-1"),
        BladeInContact("colt-1", "sharp metal"),
        HammerCocked("colt-1"),
        OnlyMagazineSeen("colt-1"),
        TagUnread("colt-1", "T-1"),
        DryFireOwed("colt-1"),
    )


def test_a_pack_that_notes_has_it_remarked() -> None:
    noted = under().only("dry-fire-owed", severity="note")
    assert remarks(noted.ask(OFFERS)) == (DryFireOwed("colt-1"),)
    assert remarks(under().ask(OFFERS)) == ()
