"""The last phone that lets others in."""

from lastlook.core.acts import AddKey, Enrol, Invite, LiftHold, RevokeKey, Stop
from lastlook.core.answers import Granted
from lastlook.core.refusals import KeyRevoked, LastKey
from tests.world.production import a_set, granted, ms, refused, remarks, says

ENDS = says("first-ad", RevokeKey, "office-phone", "lost")
SECOND = says("office", Enrol, "second-ad", ("second-ad",), "second-ad-phone")


def test_the_last_phone_that_lets_others_in_is_not_ended_by_the_way() -> None:
    assert refused(a_set().ask(ENDS)) == (LastKey("office"),)


def test_not_by_its_owner_either() -> None:
    own = says("office", RevokeKey, "office-phone", "lost")
    assert refused(a_set().ask(own)) == (LastKey("office"),)


def test_once_somebody_else_can_let_phones_in_it_is() -> None:
    assert granted(a_set().having(SECOND).ask(ENDS))


def test_a_second_phone_of_the_same_person_is_enough() -> None:
    link = "found-behind-the-bin"
    digest = "4eca6413c0160db383a629b10bc343eff0e9ec13782f32c9d1bcf8277a54db63"
    two = a_set().having(
        says("office", Invite, "office", digest, ms("08:00")),
        says("office", AddKey, "new-phone", link, phone="new-phone"),
    )
    assert granted(two.ask(ENDS))
    # And the other is then the last.
    one = two.having(ENDS)
    ends = says("first-ad", RevokeKey, "new-phone", "lost")
    assert refused(one.ask(ends)) == (LastKey("office"),)


def test_a_phone_that_was_ended_lets_nobody_in() -> None:
    ended = says("first-ad", RevokeKey, "second-ad-phone", "lost")
    assert refused(a_set().having(SECOND, ended).ask(ENDS)) == (LastKey("office"),)
    # What is ended already can be ended again.
    assert granted(a_set().having(SECOND, ended).ask(ended))


def test_any_other_phone_is_ended_at_once() -> None:
    assert granted(a_set().ask(says("first-ad", RevokeKey, "actor-phone", "lost")))


def test_in_wrong_hands_it_is_ended_once_that_is_lifted() -> None:
    lifts = says("adviser", LiftHold, "last-key@office", "stolen")
    answer = a_set().having(lifts).ask(ENDS)
    assert isinstance(answer, Granted)
    assert remarks(answer) == (LastKey("office"),)


def test_where_everybody_may_invite_any_phone_that_is_left_will_do() -> None:
    assert granted(a_set().open_to_all("invite").ask(ENDS))


def test_what_says_that_it_is_older_than_the_end_of_its_phone_is_refused_too() -> None:
    ended = a_set().having(says("armorer", RevokeKey, "actor-phone", "lost"))
    for happened in ("06:59", "06:59:59", "07:00"):
        said = says("actor", Stop, happened=happened, at="07:00:01")
        assert refused(ended.ask(said)) == (KeyRevoked("actor", ms("07:00")),)
