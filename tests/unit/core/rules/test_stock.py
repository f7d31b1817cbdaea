"""Rounds and where they are: double-entry bookkeeping with rounds for money."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    BreakSeal,
    Count,
    Find,
    Inspect,
    Move,
    Prove,
    Quarantine,
    Receive,
    RegisterDummyType,
    RegisterPlace,
    ReturnToSupplier,
    Seal,
    Transfer,
    Unload,
)
from lastlook.core.events import (
    DummyTypeRegistered,
    HoldSet,
    Moved,
    PlaceRegistered,
    ProofFailed,
    Proved,
    Quarantined,
    Received,
    SealBroken,
    Sealed,
    SightLost,
    Transferred,
    WentBack,
)
from lastlook.core.evolve import evolve
from lastlook.core.impossibilities import (
    AlreadySealed,
    GoneBack,
    KnownAlready,
    LotsMixed,
    MoreThanThereAre,
    NoSeal,
    SameBox,
    TooFewRounds,
    Unknown,
)
from lastlook.core.refusals import (
    BoxQuarantined,
    BoxSealed,
    LiveRound,
    MadeFromLive,
    NotEveryRound,
    OneSignOnly,
    PersonalProperty,
    SignatureMissing,
)
from lastlook.core.refusals import TestsMissing as Untested
from lastlook.core.state import Box, DummyType, Lot, Place, Proof
from lastlook.core.words import Method
from tests.world.production import (
    EMPTY,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

NOW: dict[str, Any] = {"by": "armorer", "at": ms("07:00")}


def receive(**changed: Any) -> Said:
    usual: dict[str, Any] = {
        "lot": "D2",
        "kind": "dummy",
        "calibre": ".45LC",
        "rounds": 6,
        "supplier": "hire-house",
        "box": "B3",
        "place": "safe-1",
        "dummy_type": "rattler",
    }
    return says("armorer", Receive, **(usual | changed))


def armorer(kind: type, *inorder: Any, **fields: Any) -> Said:
    return says("armorer", kind, *inorder, **fields)


def belt() -> Production:
    """Six of B1 in a belt on the cart."""
    return a_set().having(armorer(Transfer, "B1", "belt-1", 6, "cart-1"))


def with_box(production: Production, name: str, **changed: Any) -> Production:
    box = replace(production.box(name), **changed)
    return replace(production, state=production.state.with_box(box))


# --- places and types --------------------------------------------------------


def test_a_place_is_registered_with_whether_it_locks() -> None:
    said = armorer(RegisterPlace, "van-1", "vehicle", locks=True)
    event = PlaceRegistered(**NOW, place="van-1", kind="vehicle", locks=True)
    assert granted(a_set().ask(said)) == (event,)
    assert a_set().having(said).state.places["van-1"] == Place(
        "van-1", "vehicle", locks=True
    )


def test_a_type_of_dummy_is_declared_with_its_signature() -> None:
    said = armorer(RegisterDummyType, "drilled", ".38", True, False, "dimpled")
    event = DummyTypeRegistered(
        **NOW,
        dummy_type="drilled",
        calibre=".38",
        hole=True,
        rattle=False,
        primer="dimpled",
    )
    assert granted(a_set().ask(said)) == (event,)
    known = a_set().having(said).state.dummy_types["drilled"]
    assert known == DummyType(
        "drilled", ".38", hole=True, rattle=False, primer="dimpled"
    )


@pytest.mark.parametrize(
    ("hole", "rattle", "primer", "tests"),
    [
        (True, False, "live", {"hole"}),
        (False, True, "live", {"rattle"}),
        (False, False, "none", {"primer"}),
        (False, False, "inert", {"primer"}),
        (False, False, "dimpled", {"primer"}),
        (True, True, "none", {"hole", "rattle", "primer"}),
        (False, False, "live", set()),
    ],
)
def test_a_signature_is_every_sign_that_was_declared(
    *, hole: bool, rattle: bool, primer: Any, tests: set[str]
) -> None:
    kind = DummyType("any", ".45LC", hole, rattle, primer)
    assert kind.signature() == tests


def test_nothing_is_registered_twice() -> None:
    place = armorer(RegisterPlace, "safe-1", "safe")
    assert refused(a_set().ask(place)) == (KnownAlready("place", "safe-1"),)
    kind = armorer(RegisterDummyType, "rattler", ".45LC", True, False, "none")
    assert refused(a_set().ask(kind)) == (KnownAlready("dummy-type", "rattler"),)
    again = receive(lot="D1", box="B1")
    assert refused(a_set().ask(again)) == (
        KnownAlready("lot", "D1"),
        KnownAlready("box", "B1"),
    )


# --- receiving ---------------------------------------------------------------


def test_nothing_arrives_clean() -> None:
    said = receive(load="half", made_from="inert-components")
    event = Received(**NOW, **said.fields)
    assert granted(a_set().ask(said)) == (event,)
    arrived = a_set().having(said)
    assert arrived.box("B3") == Box("B3", "D2", 6, "safe-1")
    assert arrived.lot("D2") == Lot(
        id="D2",
        kind="dummy",
        calibre=".45LC",
        received=6,
        supplier="hire-house",
        dummy_type="rattler",
        load="half",
        made_from="inert-components",
    )


def test_no_live_ammunition_is_received() -> None:
    assert refused(a_set().ask(receive(kind="live"))) == (LiveRound("D2"),)


def test_nothing_made_from_live_components_is_received() -> None:
    answer = a_set().ask(receive(made_from="live-components"))
    assert refused(answer) == (MadeFromLive("D2"),)


def test_a_dummy_arrives_with_a_declared_signature() -> None:
    assert refused(a_set().ask(receive(dummy_type=None))) == (SignatureMissing("D2"),)
    assert refused(a_set().ask(receive(dummy_type="unheard-of"))) == (
        Unknown("dummy type", "unheard-of"),
    )


@pytest.mark.parametrize("kind", ["blank", "snap-cap", "unseen"])
def test_what_is_no_dummy_needs_no_signature(kind: str) -> None:
    assert granted(a_set().ask(receive(kind=kind, dummy_type=None)))


# --- proving -----------------------------------------------------------------


def unproved() -> Production:
    return a_set().having(receive())


def test_every_round_is_proved_by_every_test() -> None:
    methods: tuple[Method, ...] = ("rattle", "primer", "eye")
    said = armorer(Prove, "B3", 6, methods)
    assert granted(unproved().ask(said)) == (
        Proved(**NOW, box="B3", proved=6, methods=methods),
    )
    proof = unproved().having(said).box("B3").proof
    assert proof == Proof("armorer", ms("07:00"), methods)


def test_five_of_six_are_not_every_round() -> None:
    answer = unproved().ask(armorer(Prove, "B3", 5, ("rattle", "primer")))
    assert refused(answer) == (NotEveryRound("B3", 5, 6),)


def test_more_than_there_are_are_not_proved() -> None:
    answer = unproved().ask(armorer(Prove, "B3", 7, ("rattle", "primer")))
    assert refused(answer) == (MoreThanThereAre("B3", 7, 6),)
    answer = unproved().ask(armorer(Prove, "B3", 5, ("rattle",), failed=2))
    assert refused(answer) == (MoreThanThereAre("B3", 7, 6),)


@pytest.mark.parametrize(
    ("methods", "missing"),
    [(("rattle",), "primer"), ((), "primer, rattle"), (("eye", "primer"), "rattle")],
)
def test_a_test_the_signature_asks_for_is_not_left_out(
    methods: tuple[str, ...], missing: str
) -> None:
    answer = unproved().ask(armorer(Prove, "B3", 6, methods))
    assert refused(answer) == (Untested("B3", missing),)


def test_blanks_are_proved_by_eye() -> None:
    assert granted(a_set().ask(armorer(Prove, "B2", 10, ("eye",))))
    answer = a_set().ask(armorer(Prove, "B2", 10, ("rattle",)))
    assert refused(answer) == (Untested("B2", "eye"),)


def test_dummies_that_came_without_a_signature_are_not_proved() -> None:
    unsigned = a_set().without("signature-missing").having(receive(dummy_type=None))
    asked = replace(unsigned, policy=a_set().policy)
    answer = asked.ask(armorer(Prove, "B3", 6, ("eye",)))
    assert refused(answer) == (SignatureMissing("D2"),)


def test_what_is_sealed_or_in_quarantine_is_not_proved() -> None:
    sealed = unproved().having(armorer(Seal, "B3", "S-1"))
    prove = armorer(Prove, "B3", 6, ("rattle", "primer"))
    assert refused(sealed.ask(prove)) == (BoxSealed("B3", "S-1"),)
    out_of_use = unproved().having(armorer(Quarantine, "B3", "wet"))
    assert refused(out_of_use.ask(prove)) == (BoxQuarantined("B3", "wet"),)
    lax = out_of_use.without("box-quarantined").having(prove)
    assert lax.box("B3").proof is None


def test_one_that_fails_says_enough() -> None:
    answer = unproved().ask(armorer(Prove, "B3", 0, ("rattle",), failed=1))
    assert granted(answer) == (
        ProofFailed(**NOW, box="B3", failed=1, methods=("rattle",)),
        Quarantined(**NOW, box="B3", grounds="failed-its-signature"),
    )


FAILS = armorer(Prove, "belt-1", 5, ("rattle",), failed=1)


def test_one_that_fails_puts_every_box_of_its_lot_into_quarantine() -> None:
    failed = belt().having(receive(), FAILS)
    for name, grounds in (
        ("B1", "failed-its-signature"),
        ("belt-1", "failed-its-signature"),
        ("B2", None),
        ("B3", None),
    ):
        assert failed.box(name).quarantined == grounds
    assert failed.box("B1").proof is None
    assert failed.box("B2").proof is not None


def test_a_box_in_quarantine_already_keeps_its_grounds() -> None:
    wet = belt().having(armorer(Quarantine, "B1", "wet"))
    assert [e.box for e in granted(wet.ask(FAILS)) if isinstance(e, Quarantined)] == [
        "belt-1"
    ]


def test_one_that_fails_takes_the_weapons_loaded_from_its_lot_out_of_play() -> None:
    loaded = (
        belt()
        .ready()
        .loaded(1)
        .looked_into("dummy", *EMPTY[1:], tests=("rattle", "primer"))
    )
    assert granted(loaded.ask(FAILS))[-2:] == (
        SightLost(**NOW, weapon="colt-1", because="stock-failed"),
        HoldSet(
            **NOW,
            hold="weapon-1",
            kind="weapon",
            grounds="loaded-from-a-box-that-failed",
            weapon="colt-1",
            box="belt-1",
        ),
    )


def test_a_weapon_that_was_loaded_from_it_and_is_empty_is_held_but_stays_seen() -> None:
    loaded = belt().ready().loaded(1)
    emptied = loaded.having(armorer(Unload, "colt-1", (1,), "B1")).looked_into()
    events = granted(emptied.ask(FAILS))
    assert [type(event) for event in events[3:]] == [HoldSet]
    assert emptied.having(FAILS).colt.looked_into


def test_every_weapon_it_fed_has_a_hold_of_its_own() -> None:
    loaded = belt().ready().loaded(1)
    second = replace(loaded.colt, id="colt-2")
    third = replace(loaded.colt, id="colt-3", fed_from=("B2",), chambers=())
    state = loaded.state.with_weapon(second).with_weapon(third)
    holds = [
        e
        for e in granted(replace(loaded, state=state).ask(FAILS))
        if isinstance(e, HoldSet)
    ]
    assert [(hold.hold, hold.weapon) for hold in holds] == [
        ("weapon-1", "colt-1"),
        ("weapon-2", "colt-2"),
    ]


# --- from box to box ---------------------------------------------------------


def test_rounds_go_into_a_new_box_with_their_proof() -> None:
    said = armorer(Transfer, "B1", "belt-1", 6, "cart-1")
    assert granted(a_set().ask(said)) == (
        Transferred(**NOW, box="B1", into="belt-1", rounds=6, place="cart-1"),
    )
    given = belt()
    assert given.box("B1").rounds == 6
    proof = given.box("B1").proof
    assert proof is not None
    assert given.box("belt-1") == Box("belt-1", "D1", 6, "cart-1", proof=proof)


def test_a_new_box_needs_a_place_to_be_made_at() -> None:
    answer = a_set().ask(armorer(Transfer, "B1", "belt-1", 6))
    assert refused(answer) == (Unknown("box", "belt-1"),)
    nowhere = a_set().ask(armorer(Transfer, "B1", "belt-1", 6, "attic"))
    assert refused(nowhere) == (Unknown("place", "attic"),)


def test_together_they_are_as_well_proved_as_the_worse_of_the_two() -> None:
    back = armorer(Transfer, "belt-1", "B1", 2)
    assert belt().having(back).box("B1").proof is not None
    for worse in ("B1", "belt-1"):
        bad = with_box(belt(), worse, proof=None)
        assert bad.having(back).box("B1").proof is None
    emptied = with_box(belt(), "B1", proof=None, rounds=0)
    assert emptied.having(back).box("B1").proof is not None


def test_what_goes_into_a_box_makes_its_count_an_old_one() -> None:
    counted = belt().having(armorer(Count, "B1", 6), armorer(Count, "belt-1", 6))
    after = counted.having(armorer(Transfer, "belt-1", "B1", 2))
    assert after.box("B1").counted_at is None
    assert after.box("belt-1").counted_at == ms("07:00")


def test_what_goes_into_a_box_in_quarantine_is_in_quarantine() -> None:
    wet = belt().having(armorer(Quarantine, "B1", "wet"))
    after = wet.having(armorer(Transfer, "belt-1", "B1", 2))
    assert (after.box("B1").quarantined, after.box("B1").rounds) == ("wet", 8)
    assert after.box("B1").proof is None


def test_quarantine_and_finding_spread_even_where_no_rule_stops_it() -> None:
    found = a_set().having(armorer(Find, "jar", 3, "dummy", "cart-1"))
    lax = found.without("box-quarantined")
    after = lax.having(armorer(Transfer, "jar", "jar-2", 1, "cart-1")).box("jar-2")
    assert (after.found, after.quarantined, after.proof) == (True, "from-nowhere", None)


def test_a_box_holds_one_lot() -> None:
    answer = belt().ask(armorer(Transfer, "B2", "belt-1", 1))
    assert refused(answer) == (LotsMixed("belt-1", "K1"),)
    bare = with_box(belt(), "belt-1", rounds=0)
    mixed = bare.having(armorer(Transfer, "B2", "belt-1", 1)).box("belt-1")
    assert (mixed.lot, mixed.rounds) == ("K1", 1)


def test_a_box_gives_what_it_has_and_not_one_more() -> None:
    assert granted(belt().ask(armorer(Transfer, "B1", "belt-1", 6)))
    answer = belt().ask(armorer(Transfer, "B1", "belt-1", 7))
    assert refused(answer) == (TooFewRounds("B1", 6),)


def test_a_box_gives_nothing_to_itself() -> None:
    answer = a_set().ask(armorer(Transfer, "B1", "B1", 1))
    assert refused(answer) == (SameBox("B1"),)


def test_a_sealed_or_quarantined_box_gives_nothing_out() -> None:
    give = armorer(Transfer, "B1", "belt-1", 1)
    sealed = belt().having(armorer(Seal, "B1", "S-1"))
    assert refused(sealed.ask(give)) == (BoxSealed("B1", "S-1"),)
    wet = belt().having(armorer(Quarantine, "B1", "wet"))
    assert refused(wet.ask(give)) == (BoxQuarantined("B1", "wet"),)


def test_a_sealed_box_takes_nothing_in() -> None:
    sealed = belt().having(armorer(Seal, "belt-1", "S-1"))
    answer = sealed.ask(armorer(Transfer, "B1", "belt-1", 1))
    assert refused(answer) == (BoxSealed("belt-1", "S-1"),)


def test_a_sealed_box_that_gives_to_itself_is_told_once() -> None:
    sealed = belt().having(armorer(Seal, "B1", "S-1"))
    answer = sealed.ask(armorer(Transfer, "B1", "B1", 1))
    assert refused(answer) == (SameBox("B1"), BoxSealed("B1", "S-1"))


# --- carrying, sealing, giving back ------------------------------------------


def test_a_box_is_carried_to_another_place() -> None:
    said = armorer(Move, "B1", "table-1")
    assert granted(a_set().ask(said)) == (Moved(**NOW, box="B1", place="table-1"),)
    moved = a_set().having(said).box("B1")
    assert moved == replace(a_set().box("B1"), place="table-1")


def test_a_box_is_sealed_once_and_its_seal_broken_once() -> None:
    seal = armorer(Seal, "B1", "S-1")
    assert granted(a_set().ask(seal)) == (Sealed(**NOW, box="B1", seal="S-1"),)
    sealed = a_set().having(seal)
    assert sealed.box("B1").seal == "S-1"
    again = sealed.ask(armorer(Seal, "B1", "S-2"))
    assert refused(again) == (AlreadySealed("B1", "S-1"),)
    whole = armorer(BreakSeal, "B1", intact=True)
    assert granted(sealed.ask(whole)) == (SealBroken(**NOW, box="B1", intact=True),)
    broken = sealed.having(whole)
    assert (broken.box("B1").seal, broken.box("B1").quarantined) == (None, None)
    assert broken.box("B1").proof is not None
    assert refused(broken.ask(whole)) == (NoSeal("B1"),)


def test_a_seal_that_is_not_whole_costs_the_box_its_proof_and_its_use() -> None:
    sealed = a_set().having(armorer(Seal, "B1", "S-1"))
    torn = armorer(BreakSeal, "B1", intact=False)
    assert granted(sealed.ask(torn)) == (
        SealBroken(**NOW, box="B1", intact=False),
        Quarantined(**NOW, box="B1", grounds="seal-not-whole"),
    )
    box = sealed.having(torn).box("B1")
    assert (box.seal, box.quarantined, box.proof) == (None, "seal-not-whole", None)


def test_anyone_takes_a_box_out_of_use() -> None:
    said = says("camera", Quarantine, "B1", "found-open")
    event = Quarantined(by="camera", at=ms("07:00"), box="B1", grounds="found-open")
    assert granted(a_set().ask(said)) == (event,)
    box = a_set().having(said).box("B1")
    assert (box.quarantined, box.proof) == ("found-open", None)


def test_what_goes_back_goes_with_all_its_rounds() -> None:
    said = armorer(ReturnToSupplier, "belt-1")
    assert granted(belt().ask(said)) == (WentBack(**NOW, box="belt-1"),)
    gone = belt().having(said, armorer(ReturnToSupplier, "B1"))
    assert gone.lot("D1").returned == 12
    assert (gone.box("belt-1").rounds, gone.box("belt-1").place) == (0, None)


@pytest.mark.parametrize(
    "said",
    [
        armorer(Prove, "B1", 0, ("rattle", "primer")),
        armorer(Transfer, "B1", "B2", 1),
        armorer(Move, "B1", "cart-1"),
        armorer(Seal, "B1", "S-1"),
        armorer(BreakSeal, "B1", intact=True),
        armorer(Quarantine, "B1", "wet"),
        armorer(ReturnToSupplier, "B1"),
    ],
    ids=lambda said: said.kind.__name__,
)
def test_what_went_back_is_gone(said: Said) -> None:
    gone = a_set().having(armorer(ReturnToSupplier, "B1"))
    assert refused(gone.ask(said)) == (GoneBack("B1"),)


def test_nothing_is_put_into_a_box_that_went_back() -> None:
    gone = belt().having(armorer(ReturnToSupplier, "belt-1"))
    answer = gone.ask(armorer(Transfer, "B1", "belt-1", 1))
    assert refused(answer) == (GoneBack("belt-1"),)


def test_a_look_at_the_weapon_says_nothing_of_the_boxes() -> None:
    looked = a_set().out().having(armorer(Inspect, "colt-1", EMPTY, "rod"))
    assert looked.state.boxes == a_set().state.boxes


def with_a_dummy_that_shows_nothing() -> Production:
    """A type of dummy with no hole, no rattle and a live primer."""
    lax = (
        a_set()
        .without("one-sign-only")
        .having(armorer(RegisterDummyType, "plain", ".45LC", False, False, "live"))
    )
    return replace(lax, policy=a_set().policy)


@pytest.mark.parametrize("primer", ["live", "none", "inert", "dimpled"])
def test_a_dummy_shows_itself_by_two_signs(primer: str) -> None:
    for hole, rattle in ((0, 0), (0, 1), (1, 0), (1, 1)):
        shown = (bool(hole), bool(rattle), primer)
        answer = a_set().ask(armorer(RegisterDummyType, "new", ".45LC", *shown))
        if hole + rattle + (primer != "live") < 2:
            assert refused(answer) == (OneSignOnly("new"),)
        else:
            assert granted(answer)


def test_a_dummy_that_shows_itself_by_nothing_has_no_signature() -> None:
    answer = with_a_dummy_that_shows_nothing().ask(receive(dummy_type="plain"))
    assert refused(answer) == (SignatureMissing("D2"),)


def test_a_dummy_that_shows_itself_by_nothing_is_proved_by_nothing() -> None:
    plain = with_a_dummy_that_shows_nothing().without("signature-missing")
    arrived = replace(plain.having(receive(dummy_type="plain")), policy=a_set().policy)
    answer = arrived.ask(armorer(Prove, "B3", 6, ("eye",)))
    assert refused(answer) == (SignatureMissing("D2"),)


def test_a_weapon_with_a_failed_lot_in_it_is_held_whatever_is_in_its_box_now() -> None:
    loaded = belt().ready().loaded(1, 2, 3, 4, 5, 6)
    refilled = loaded.having(
        receive(lot="D3", box="B5"), armorer(Transfer, "B5", "B1", 6)
    )
    assert refilled.box("B1").lot == "D3"
    holds = [e for e in granted(refilled.ask(FAILS)) if isinstance(e, HoldSet)]
    assert [hold.weapon for hold in holds] == ["colt-1"]


def test_one_unproved_round_in_a_box_is_enough_to_doubt_the_rest() -> None:
    one = with_box(belt(), "belt-1", rounds=1, proof=None)
    assert one.having(armorer(Transfer, "B1", "belt-1", 1)).box("belt-1").proof is None


def test_an_empty_box_in_quarantine_proves_nothing_that_is_put_into_it() -> None:
    bare = with_box(
        belt(), "belt-1", rounds=0, proof=None, found=True, quarantined="from-nowhere"
    )
    filled = bare.having(armorer(Transfer, "B1", "belt-1", 1)).box("belt-1")
    assert (filled.proof, filled.found, filled.quarantined) == (
        None,
        True,
        "from-nowhere",
    )


def test_a_torn_seal_alone_costs_the_proof() -> None:
    torn = SealBroken(**NOW, box="B1", intact=False)
    assert evolve(a_set().state, torn).boxes["B1"].proof is None
    whole = SealBroken(**NOW, box="B1", intact=True)
    assert evolve(a_set().state, whole).boxes["B1"].proof is not None


def test_nothing_that_belongs_to_somebody_of_the_company_is_received() -> None:
    kept = a_set().only("personal-property")
    answer = kept.ask(receive(owner="personal"))
    assert refused(answer) == (PersonalProperty("D2"),)
    for owner in ("supplier", "production"):
        assert granted(kept.ask(receive(owner=owner)))
    assert kept.having(receive(owner="production")).lot("D2").owner == "production"


def test_one_that_fails_leaves_its_lot_in_doubt() -> None:
    failed = belt().having(FAILS)
    assert failed.lot("D1").failed
    assert failed.lot("D1").doubtful
    assert not failed.lot("K1").failed
    assert not belt().lot("D1").failed
