"""Phones on one screen: whose, heard when, which can be ended."""

from msgspec.structs import replace

from lastlook.core.refusals import LastKey, NotYourPart
from lastlook.views.phones import Phone, phones
from lastlook.views.viewpoint import Viewpoint
from tests.world.viewed import seen

TWO = """\
07:20 office invites armorer digest=4eca6413c0160db383a629b10bc343eff0e9ec13782f32c9d1bcf8277a54db63 until=08:20
07:23 armorer adds-key key=new-phone token=found-behind-the-bin signed-by=new-phone
"""  # noqa: E501  # a line of a story


def of(view: Viewpoint, person: str) -> dict[str, Phone]:
    [owner] = [one for one in phones(view) if one.person.id == person]
    return {phone.text: phone for phone in owner.phones}


def test_who_may_end_phones_sees_everybodys() -> None:
    view = seen("", "first-ad")
    owners = {key.person for key in view.state.keys.values()}
    assert {owner.person.id for owner in phones(view)} == owners
    every = [phone for owner in phones(view) for phone in owner.phones]
    [office] = [phone for phone in every if not phone.may_end]
    # Who alone lets others in can be ended only when somebody else can.
    assert office.reasons == (LastKey("office"),)


def test_who_may_not_sees_their_own_and_ends_none() -> None:
    [owner] = phones(seen("", "actor"))
    assert owner.person.id == "actor"
    [phone] = owner.phones
    assert not phone.may_end
    assert any(isinstance(reason, NotYourPart) for reason in phone.reasons)


def test_the_phone_in_hand_is_marked_and_the_others_of_its_owner_can_be_ended() -> None:
    view = replace(seen(TWO, "armorer"), key="new-phone")
    own = of(view, "armorer")
    assert [*own] == ["new-phone", "armorer-phone"]  # the newest first
    assert own["new-phone"].here
    assert not own["new-phone"].may_end
    assert not own["armorer-phone"].here
    assert own["armorer-phone"].may_end


def test_a_phone_that_was_ended_stays_to_be_seen_below_the_others() -> None:
    ended = f"{TWO}07:30 first-ad revokes-key new-phone grounds=phone-lost\n"
    own = of(seen(ended, "first-ad"), "armorer")
    assert [*own] == ["armorer-phone", "new-phone"]
    assert own["new-phone"].key.revoked_at is not None
    assert not own["new-phone"].may_end


def test_what_a_phone_said_last_is_known_refused_or_not() -> None:
    view = seen("07:30 actor takes-out colt-1\n  refused: not-your-part\n", "office")
    last = of(view, "actor")["actor-phone"].key.last
    assert last is not None
    assert last.n == view.state.n - 1
