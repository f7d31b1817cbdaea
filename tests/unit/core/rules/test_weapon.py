"""Weapons as things: their arrival and their condition."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Announce,
    Load,
    Offer,
    RecordCondition,
    RecordPermit,
    RegisterWeapon,
    Repair,
    Report,
    SendBack,
    TakeOut,
    Wrap,
)
from lastlook.core.events import (
    ConditionRecorded,
    HoldSet,
    Repaired,
    SentBack,
    SightLost,
    WeaponRegistered,
)
from lastlook.core.impossibilities import (
    GoneBack,
    KnownAlready,
    NoChambers,
    NotTheHolder,
    NotThere,
    StillLoaded,
    Unknown,
)
from lastlook.core.refusals import (
    ConditionOwed,
    NotAGunsmith,
    PersonalProperty,
    PhotosMissing,
    RepairNotRecorded,
    WeaponAltered,
)
from lastlook.core.state import (
    UNSEEN,
    Chamber,
    Make,
    Returned,
    Stored,
    Upkeep,
    Weapon,
)
from tests.world.production import (
    NEW_YEAR,
    NEXT_YEAR,
    Production,
    Said,
    a_set,
    granted,
    looked_over,
    ms,
    refused,
    remarks,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}
RIFLE: dict[str, Any] = {
    "weapon": "rifle-1",
    "weapon_class": "blank-firing",
    "mechanism": "bolt",
    "chambers": 5,
    "calibre": ".308",
    "serial": "R-1",
    "supplier": "hire-house",
    "place": "safe-1",
    "transfer_bar": True,
}


def register(**changed: Any) -> Said:
    return says("armorer", RegisterWeapon, **(RIFLE | changed))


def test_nothing_arrives_clean_and_nothing_in_anybodys_hands() -> None:
    assert granted(a_set().ask(register())) == (WeaponRegistered(**NOW, **RIFLE),)
    rifle = a_set().having(register()).state.weapons["rifle-1"]
    assert rifle == Weapon(
        id="rifle-1",
        weapon_class="blank-firing",
        mechanism="bolt",
        calibre=".308",
        serial="R-1",
        supplier="hire-house",
        transfer_bar=True,
        chambers=(UNSEEN,) * 5,
        custody=Stored("safe-1", locked=True, since=ms("07:00")),
    )
    assert rifle.lapse == "never-seen"


def test_what_arrives_on_a_table_is_not_under_lock() -> None:
    rifle = a_set().having(register(place="table-1")).state.weapons["rifle-1"]
    assert rifle.custody == Stored("table-1", locked=False, since=ms("07:00"))


def test_nothing_arrives_in_a_place_nobody_knows() -> None:
    answer = a_set().ask(register(place="attic"))
    assert refused(answer) == (Unknown("place", "attic"),)


@pytest.mark.parametrize("weapon_class", ["firearm", "blank-adapted", "blank-firing"])
def test_what_can_fire_has_chambers_to_look_into(weapon_class: str) -> None:
    answer = a_set().ask(register(weapon_class=weapon_class, chambers=0))
    assert refused(answer) == (NoChambers("rifle-1", weapon_class),)
    assert granted(a_set().ask(register(weapon_class=weapon_class, chambers=1)))


@pytest.mark.parametrize("weapon_class", ["rubber", "replica", "blade", "deactivated"])
def test_what_cannot_fire_may_have_none(weapon_class: str) -> None:
    assert granted(a_set().ask(register(weapon_class=weapon_class, chambers=0)))


def test_a_weapon_is_registered_once() -> None:
    answer = a_set().ask(register(weapon="colt-1"))
    assert refused(answer) == (KnownAlready("weapon", "colt-1"),)


UNSOUND = says("armorer", RecordCondition, "colt-1", sound=False, hammer="half-cock")


def test_an_unsound_weapon_is_out_of_use_unseen_and_held() -> None:
    ready = a_set().ready()
    assert granted(ready.ask(UNSOUND)) == (
        ConditionRecorded(**NOW, weapon="colt-1", sound=False, hammer="half-cock"),
        SightLost(**NOW, weapon="colt-1", because="malfunction"),
        HoldSet(
            **NOW, hold="weapon-1", kind="weapon", grounds="not-sound", weapon="colt-1"
        ),
    )
    colt = ready.having(UNSOUND).colt
    assert not colt.sound
    assert not colt.looked_into
    assert colt.lapse == "malfunction"


def test_an_unsound_weapon_is_held_once() -> None:
    assert len(granted(a_set().having(UNSOUND).ask(UNSOUND))) == 1


def test_a_weapon_found_sound_is_in_use_again_and_keeps_its_looks() -> None:
    sound = says("armorer", RecordCondition, "colt-1", sound=True)
    assert granted(a_set().ready().ask(sound)) == (
        ConditionRecorded(**NOW, weapon="colt-1", sound=True, hammer="unseen"),
    )
    again = a_set().without("repair-not-recorded").having(UNSOUND, sound)
    assert again.colt.sound
    assert again.state.holds
    assert a_set().ready().having(sound).colt.looked_into


def test_a_word_on_the_condition_only_worsens_where_the_hammer_is() -> None:
    half = says("armorer", RecordCondition, "colt-1", sound=True, hammer="half-cock")
    full = says("armorer", RecordCondition, "colt-1", sound=True, hammer="full-cock")
    unseen = says("armorer", RecordCondition, "colt-1", sound=True)
    assert a_set().having(half).colt.hammer == "unseen"
    assert a_set().having(full).colt.hammer == "full-cock"
    for later in (half, unseen):
        assert a_set().having(full, later).colt.hammer == "full-cock"
    seen = a_set().ready()
    assert seen.having(unseen).colt.hammer == "half-cock"
    assert seen.having(full).colt.hammer == "full-cock"


def test_where_a_weapon_is_is_said_in_one_word() -> None:
    colt = a_set().colt
    assert colt.whereabouts == "safe-1"
    assert a_set().out().colt.whereabouts == "armorer"
    assert a_set().out().colt.holder == "armorer"
    assert colt.holder is None


def test_a_weapon_is_looked_into_when_anything_of_it_was_seen() -> None:
    colt = a_set().colt
    assert not colt.looked_into
    assert replace(colt, bore="clear").looked_into
    assert replace(colt, bore="blocked").looked_into
    assert a_set().ready().colt.looked_into


# --- what it is by its making ------------------------------------------------


def test_what_a_weapon_is_by_its_making_is_kept() -> None:
    made: dict[str, Any] = {
        "magazine": "detachable",
        "vent": "side",
        "edge": "blunted",
        "tag": "T-1",
        "like": ("rubber-1",),
        "owner": "production",
    }
    said = register(**made, altered="sights-filed")
    (event,) = granted(a_set().only().ask(said))
    assert event == WeaponRegistered(**NOW, **RIFLE, **made, altered="sights-filed")
    rifle = a_set().only().having(said).weapon("rifle-1")
    assert rifle.make == Make(
        magazine="detachable",
        vent="side",
        edge="blunted",
        tag="T-1",
        owner="production",
        altered="sights-filed",
        verified=False,
        alike=True,
    )
    assert rifle.upkeep == Upkeep(owed=("intake",))


def test_what_can_be_taken_for_another_can_be_taken_for_it() -> None:
    before = a_set().with_make("rubber-1", tag="R-1")
    more = before.having(register(like=("rubber-1", "colt-1"), tag="T-1"))
    assert more.weapon("rubber-1").make == Make(tag="R-1", alike=True)
    assert more.colt.make.alike
    alone = a_set().having(register())
    assert not alone.colt.make.alike
    assert not alone.weapon("rifle-1").make.alike


# --- nobody's own, nothing altered -------------------------------------------

TAKES = says("armorer", TakeOut, "colt-1")
WRAPS = says("first-ad", Wrap)
OFFERS = says("armorer", Offer, "colt-1", "actor")
PLAYED = pytest.mark.parametrize(
    "said",
    [
        says("armorer", Load, "colt-1", (1,), "B1", ("actor",)),
        OFFERS,
        says("actor", Accept, "colt-1", "taken"),
        says("first-ad", Announce, "colt-1", "empty"),
    ],
    ids=lambda said: said.kind.__name__,
)


def under(*codes: str) -> Production:
    """At 12A, colt-1 seen empty and offered; these rules alone are kept."""
    return a_set().ready().offered().only(*codes)


@PLAYED
def test_nobodys_own_and_nothing_altered_comes_into_play(said: Said) -> None:
    kept = under("personal-property", "weapon-altered")
    assert granted(kept.ask(said))
    assert granted(kept.with_make(owner="production").ask(said))
    own = kept.with_make(owner="personal")
    assert refused(own.ask(said)) == (PersonalProperty("colt-1"),)
    filed = kept.with_make(altered="sear-filed")
    assert refused(filed.ask(said)) == (WeaponAltered("colt-1", "sear-filed"),)


def test_nobodys_own_and_nothing_altered_comes_out_or_arrives() -> None:
    kept = a_set().only("personal-property", "weapon-altered")
    both = kept.with_make(owner="personal", altered="sear-filed")
    assert refused(both.ask(TAKES)) == (
        PersonalProperty("colt-1"),
        WeaponAltered("colt-1", "sear-filed"),
    )
    assert refused(kept.ask(register(owner="personal", altered="bored-out"))) == (
        PersonalProperty("rifle-1"),
        WeaponAltered("rifle-1", "bored-out"),
    )
    assert granted(kept.ask(register(owner="production")))


# --- its condition -----------------------------------------------------------


@pytest.mark.parametrize("owed", ["intake", "malfunction", "before-test", "after-test"])
@PLAYED
def test_a_condition_that_is_owed_is_recorded_before_it_is_played(
    said: Said, owed: Any
) -> None:
    kept = under("condition-owed")
    assert granted(kept.ask(said))
    waiting = kept.with_upkeep(owed=(owed,))
    assert refused(waiting.ask(said)) == (ConditionOwed("colt-1", owed),)
    assert granted(waiting.having(looked_over(owed)).ask(said))


@PLAYED
def test_a_look_at_what_was_fired_can_wait_for_the_wrap(said: Said) -> None:
    assert granted(under("condition-owed").with_upkeep(owed=("fired",)).ask(said))


def test_what_cannot_fire_is_owed_no_condition() -> None:
    kept = under("condition-owed").with_upkeep(owed=("intake",))
    assert granted(kept.with_weapon(weapon_class="replica").ask(OFFERS))


def test_it_does_not_come_out_before_its_condition_on_arrival_is_recorded() -> None:
    kept = a_set().only("condition-owed").having(register())
    takes = says("armorer", TakeOut, "rifle-1")
    assert refused(kept.ask(takes)) == (ConditionOwed("rifle-1", "intake"),)
    recorded = says("armorer", RecordCondition, "rifle-1", True, occasion="intake")
    assert granted(kept.having(recorded).ask(takes))


@pytest.mark.parametrize("owed", ["malfunction", "fired", "after-test"])
def test_before_the_wrap_every_condition_but_that_on_arrival_is_recorded(
    owed: Any,
) -> None:
    kept = a_set().only("condition-owed")
    assert granted(kept.ask(WRAPS))
    waiting = kept.with_upkeep(owed=(owed,))
    assert refused(waiting.ask(WRAPS)) == (ConditionOwed("colt-1", owed),)
    assert granted(waiting.having(looked_over(owed)).ask(WRAPS))
    replica = waiting.with_weapon(weapon_class="replica")
    assert granted(replica.ask(WRAPS))
    assert granted(kept.with_upkeep(owed=("intake",)).ask(WRAPS))


def test_every_weapon_is_asked_after_before_the_wrap() -> None:
    kept = a_set().only("condition-owed").having(register())
    two = kept.with_upkeep(owed=("fired",)).with_upkeep(
        "rifle-1", owed=("malfunction",)
    )
    assert refused(two.ask(WRAPS)) == (
        ConditionOwed("colt-1", "fired"),
        ConditionOwed("rifle-1", "malfunction"),
    )


def test_what_went_back_keeps_nobody_from_the_wrap() -> None:
    kept = a_set().only("condition-owed").with_upkeep(owed=("fired",))
    gone = kept.having(says("armorer", SendBack, "colt-1"))
    assert granted(gone.ask(WRAPS))


@pytest.mark.parametrize(
    ("owed", "occasion", "still"),
    [
        (("intake",), "intake", ()),
        (("intake",), "routine", ("intake",)),
        (("malfunction",), "routine", ("malfunction",)),
        (("malfunction",), "malfunction", ()),
        (("after-test",), "before-test", ("after-test",)),
        (("after-test",), "after-test", ()),
        (("fired",), "fired", ()),
        (("fired",), "routine", ()),
        (("fired",), "malfunction", ()),
        (("intake", "malfunction"), "malfunction", ("intake",)),
        (("intake", "fired", "malfunction"), "routine", ("intake", "malfunction")),
        ((), "routine", ()),
    ],
)
def test_a_shot_is_looked_after_by_any_word_and_the_rest_by_its_own(
    owed: Any, occasion: str, still: Any
) -> None:
    waiting = a_set().only().with_upkeep(owed=owed)
    assert waiting.having(looked_over(occasion)).colt.upkeep.owed == still


@pytest.mark.parametrize(
    "occasion", ["intake", "malfunction", "before-test", "after-test"]
)
def test_what_may_be_asked_for_later_is_photographed(occasion: str) -> None:
    kept = a_set().only("photos-missing")
    bare = says("armorer", RecordCondition, "colt-1", True, occasion=occasion)
    assert refused(kept.ask(bare)) == (PhotosMissing("colt-1", occasion),)
    assert granted(kept.ask(looked_over(occasion)))


@pytest.mark.parametrize("occasion", ["routine", "fired"])
def test_what_is_done_every_day_is_not_photographed(occasion: str) -> None:
    bare = says("armorer", RecordCondition, "colt-1", True, occasion=occasion)
    assert granted(a_set().only("photos-missing").ask(bare))


def test_a_condition_is_recorded_with_its_occasion_photographs_and_tag() -> None:
    photos = ("ab" * 32, "cd" * 32)
    said = says(
        "armorer",
        RecordCondition,
        "colt-1",
        sound=True,
        occasion="fired",
        photos=photos,
        tag="T-1",
    )
    assert granted(a_set().ask(said)) == (
        ConditionRecorded(
            **NOW,
            weapon="colt-1",
            sound=True,
            hammer="unseen",
            occasion="fired",
            photos=photos,
            tag="T-1",
        ),
    )
    tagged = a_set().having(said)
    assert tagged.colt.make.tag == "T-1"
    untold = says("armorer", RecordCondition, "colt-1", sound=True)
    assert tagged.having(untold).colt.make.tag == "T-1"


def test_where_it_vents_may_be_seen_later() -> None:
    said = says("armorer", RecordCondition, "colt-1", sound=True, vent="top")
    (event,) = granted(a_set().ask(said))
    assert isinstance(event, ConditionRecorded)
    assert event.vent == "top"
    seen = a_set().having(said)
    assert seen.colt.make.vent == "top"
    untold = says("armorer", RecordCondition, "colt-1", sound=True)
    assert seen.having(untold).colt.make.vent == "top"


@pytest.mark.parametrize(
    ("occasion", "ready"), [("before-test", True), ("routine", False)]
)
def test_it_is_ready_for_a_test_when_that_was_recorded(
    occasion: str, *, ready: bool
) -> None:
    recorded = a_set().having(looked_over(occasion))
    assert recorded.colt.upkeep.ready is ready
    later = recorded.having(looked_over("routine"))
    assert later.colt.upkeep.ready is ready
    assert not later.having(looked_over("routine", sound=False)).colt.upkeep.ready


# --- repairs -----------------------------------------------------------------

REPAIRS = says("armorer", Repair, "colt-1", "new-hand-spring")
SOUND = says("armorer", RecordCondition, "colt-1", sound=True)


def unsound() -> Production:
    return a_set().only("repair-not-recorded").having(UNSOUND)


def test_what_was_not_sound_is_sound_only_after_a_repair() -> None:
    assert refused(unsound().ask(SOUND)) == (RepairNotRecorded("colt-1"),)
    assert granted(unsound().having(REPAIRS).ask(SOUND))
    assert unsound().having(REPAIRS, SOUND).colt.sound
    assert granted(unsound().ask(UNSOUND))
    assert granted(a_set().only("repair-not-recorded").ask(SOUND))


def test_a_repair_counts_for_one_word_on_the_condition() -> None:
    mended = unsound().having(REPAIRS, SOUND)
    assert not mended.colt.upkeep.repaired
    again = mended.having(UNSOUND)
    assert refused(again.ask(SOUND)) == (RepairNotRecorded("colt-1"),)
    failed = unsound().having(REPAIRS, UNSOUND)
    assert refused(failed.ask(SOUND)) == (RepairNotRecorded("colt-1"),)


def test_a_repair_from_before_it_was_found_not_sound_counts_for_nothing() -> None:
    early = a_set().only("repair-not-recorded").having(REPAIRS, UNSOUND)
    assert refused(early.ask(SOUND)) == (RepairNotRecorded("colt-1"),)


def test_what_was_repaired_is_verified_and_recorded_anew_and_unseen() -> None:
    ready = a_set().only().ready().with_make(verified=True, tag="T-1")
    assert granted(ready.ask(REPAIRS)) == (
        Repaired(**NOW, weapon="colt-1", what="new-hand-spring"),
        SightLost(**NOW, weapon="colt-1", because="malfunction"),
    )
    repaired = ready.having(REPAIRS).colt
    assert (repaired.make.verified, repaired.make.tag) == (False, "T-1")
    assert (repaired.upkeep.repaired, repaired.upkeep.owed) == (True, ("malfunction",))
    assert not repaired.looked_into
    assert [type(event) for event in granted(a_set().only().ask(REPAIRS))] == [Repaired]


def paper(
    document: str | None,
    *classes: str,
    since: int = NEW_YEAR,
    until: int = NEXT_YEAR,
) -> Said:
    said = (classes or ("firearm",), since, until)
    return says("office", RecordPermit, "armorer", *said, document=document)


def test_it_is_repaired_by_somebody_with_a_paper_for_it() -> None:
    kept = a_set().only("not-a-gunsmith")
    assert refused(kept.ask(REPAIRS)) == (NotAGunsmith("armorer", "colt-1"),)
    assert granted(kept.having(paper("gunsmith", "bow", "firearm")).ask(REPAIRS))


@pytest.mark.parametrize(
    "said",
    [
        paper(None),
        paper("armorer-licence"),
        paper("gunsmith", "blank-firing"),
        paper("gunsmith", until=ms("07:00")),
        paper("gunsmith", since=ms("07:00") + 1),
    ],
    ids=["a permit", "another paper", "another class", "over", "still to come"],
)
def test_another_paper_lets_nobody_repair_it(said: Said) -> None:
    kept = a_set().only("not-a-gunsmith").having(said)
    assert refused(kept.ask(REPAIRS)) == (NotAGunsmith("armorer", "colt-1"),)


# --- the way back ------------------------------------------------------------

SENDS = says("armorer", SendBack, "colt-1")


def test_it_goes_back_to_its_supplier_and_nobody_waits_for_it() -> None:
    assert granted(a_set().ask(SENDS)) == (SentBack(**NOW, weapon="colt-1"),)
    gone = a_set().ready().offered().having(SENDS).colt
    assert (gone.custody, gone.offer) == (Returned(ms("07:00")), None)
    assert not gone.is_out


def test_whoever_holds_it_sends_it_back() -> None:
    other = says("prop-master", SendBack, "colt-1")
    assert refused(a_set().out().ask(other)) == (
        NotTheHolder("colt-1", "prop-master", "armorer"),
    )
    assert granted(a_set().ask(other))


def test_it_goes_back_unloaded() -> None:
    loaded = a_set().ready().loaded(1)
    assert refused(loaded.ask(SENDS)) == (StillLoaded("colt-1"),)
    case = Chamber("K1", spent=True)
    spent = a_set().with_weapon(chambers=(case, *[UNSEEN] * 5))
    assert refused(spent.ask(SENDS)) == (StillLoaded("colt-1"),)


@pytest.mark.parametrize("what", ["left-unattended", "lost"])
def test_what_is_nowhere_is_not_sent_back(what: str) -> None:
    left = says("camera", Report, what, ms("07:00"), "colt-1")
    assert refused(a_set().having(left).ask(SENDS)) == (NotThere("colt-1"),)


def test_what_lies_on_a_table_is_sent_back_from_there() -> None:
    table = Stored("table-1", locked=False, since=0)
    assert granted(a_set().with_weapon(custody=table).ask(SENDS))


@pytest.mark.parametrize("said", [SENDS, REPAIRS], ids=["sent back", "repaired"])
def test_what_went_back_is_gone(said: Said) -> None:
    gone = a_set().only().having(SENDS)
    assert refused(gone.ask(said)) == (GoneBack("colt-1"),)


def test_a_pack_that_warns_of_a_condition_has_it_remarked() -> None:
    waiting = under().with_upkeep(owed=("intake",))
    warned = waiting.only("condition-owed", severity="warn")
    assert remarks(warned.ask(OFFERS)) == (ConditionOwed("colt-1", "intake"),)
    assert remarks(waiting.ask(OFFERS)) == ()
