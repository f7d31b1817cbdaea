"""The desk's own key: changed, lost, confirmed by a second person."""

import pytest

from lastlook.core.acts import (
    Accept,
    ChangeDeskKey,
    Collect,
    ConfirmDeskKey,
    Enrol,
    LockUp,
    LoseDeskKey,
    Stop,
    TakeOut,
)
from lastlook.core.events import DeskKeyChanged, DeskKeyConfirmed, DeskKeyLost
from lastlook.core.impossibilities import (
    KnownAlready,
    NoKeyToConfirm,
    SecondPersonMissing,
)
from lastlook.core.refusals import DeskKeyUnconfirmed, NotYourPart
from lastlook.core.rules.desk_key import unconfirmed
from lastlook.core.state import DeskKey
from tests.world.production import Said, a_set, granted, ms, refused, says

CHANGES = says("office", ChangeDeskKey, "second", "a-note")
LOSES = says("office", LoseDeskKey, "second", "a-note", "the-last")
CONFIRMS = says("adviser", ConfirmDeskKey, "second")


def test_the_key_that_comes_next_is_on_record_with_its_entry() -> None:
    before = a_set()
    assert granted(before.ask(CHANGES)) == (
        DeskKeyChanged(by="office", at=ms("07:00"), key="second"),
    )
    state = before.having(CHANGES).state
    assert state.desk_keys == (DeskKey("second", before.state.n),)
    assert not [*unconfirmed(state)]


def test_of_a_lost_key_it_is_known_who_said_so_and_that_nobody_else_did() -> None:
    before = a_set()
    assert granted(before.ask(LOSES)) == (
        DeskKeyLost(by="office", at=ms("07:00"), key="second"),
    )
    lost = before.having(LOSES)
    key = DeskKey("second", before.state.n, lost_by="office")
    assert lost.state.desk_keys == (key,)
    assert [*unconfirmed(lost.state)] == [key]
    assert granted(lost.ask(CONFIRMS)) == (
        DeskKeyConfirmed(by="adviser", at=ms("07:00"), key="second"),
    )
    confirmed = lost.having(CONFIRMS).state
    assert confirmed.desk_keys == (
        DeskKey("second", before.state.n, "office", "adviser"),
    )
    assert not [*unconfirmed(confirmed)]


def test_keys_follow_each_other_and_only_the_one_meant_is_confirmed() -> None:
    third = says("adviser", LoseDeskKey, "third", "a-note", "the-last")
    both = a_set().having(LOSES, third)
    assert [known.key for known in unconfirmed(both.state)] == ["second", "third"]
    confirms = says("office", ConfirmDeskKey, "third")
    after = both.having(confirms).state
    assert [known.key for known in unconfirmed(after)] == ["second"]
    assert [known.confirmed_by for known in after.desk_keys] == [None, "office"]


@pytest.mark.parametrize("again", [CHANGES, LOSES])
def test_a_key_is_the_desks_once(again: Said) -> None:
    answer = a_set().having(CHANGES).ask(again)
    assert refused(answer) == (KnownAlready("desk key", "second"),)


@pytest.mark.parametrize("kind", [ChangeDeskKey, LoseDeskKey])
def test_nobodys_phone_is_the_desk(kind: type) -> None:
    said = says("office", kind, "armorer-phone", "a-note", "the-last")
    assert refused(a_set().ask(said)) == (KnownAlready("key", "armorer-phone"),)


def test_who_named_the_key_is_no_second_person() -> None:
    said = says("office", ConfirmDeskKey, "second")
    assert refused(a_set().having(LOSES).ask(said)) == (SecondPersonMissing("office"),)


def test_what_does_not_wait_is_not_confirmed() -> None:
    nothing = (NoKeyToConfirm("second"),)
    assert refused(a_set().ask(CONFIRMS)) == nothing
    # Named by the key before it, or confirmed already, or another one.
    assert refused(a_set().having(CHANGES).ask(CONFIRMS)) == nothing
    assert refused(a_set().having(LOSES, CONFIRMS).ask(CONFIRMS)) == nothing
    other = says("adviser", ConfirmDeskKey, "third")
    assert refused(a_set().having(LOSES).ask(other)) == (NoKeyToConfirm("third"),)


@pytest.mark.parametrize("said", [CHANGES, LOSES])
@pytest.mark.parametrize("by", ["armorer", "first-ad", "camera"])
def test_only_who_answers_for_the_production_changes_it(by: str, said: Said) -> None:
    asked = says(by, said.kind, **said.fields)
    assert refused(a_set().ask(asked)) == (NotYourPart(by, _word(said)),)
    # Whatever the packs leave open.
    loose = a_set().open_to_all(_word(said))
    assert refused(loose.ask(asked)) == (NotYourPart(by, _word(said)),)


def test_a_producer_and_an_adviser_answer_for_it_too() -> None:
    producer = says("office", Enrol, "producer", ("producer",), "producer-phone")
    said = says("producer", LoseDeskKey, "second", "a-note", "the-last")
    there = a_set().having(producer)
    assert granted(there.ask(said))
    confirms = says("producer", ConfirmDeskKey, "second")
    assert granted(there.having(LOSES).ask(confirms))


def _word(said: Said) -> str:
    return str(said.kind.__struct_config__.tag)


def test_until_a_second_person_confirms_it_no_weapon_comes_into_play() -> None:
    lost, takes = a_set().having(LOSES), says("armorer", TakeOut, "colt-1")
    assert refused(lost.ask(takes)) == (DeskKeyUnconfirmed("office"),)
    assert granted(lost.having(CONFIRMS).ask(takes))
    assert granted(a_set().having(CHANGES).ask(takes))


def test_meanwhile_everything_that_makes_safe_goes_on() -> None:
    held = a_set().ready().handed_to("actor").having(LOSES)
    collected = held.having(
        says("camera", Stop),
        says("armorer", Collect, "colt-1"),
        says("armorer", LockUp, "colt-1", "safe-1"),
    )
    assert collected.state.weapons["colt-1"].holder is None


def test_an_offer_made_before_is_not_accepted_meanwhile() -> None:
    offered = a_set().ready().offered().having(LOSES)
    answer = offered.ask(says("actor", Accept, "colt-1", "taken"))
    assert DeskKeyUnconfirmed("office") in refused(answer)
