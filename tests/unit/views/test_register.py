from collections.abc import Iterator

from msgspec.structs import replace

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked, Decision, Granted, Refused
from lastlook.policy.library import shipped
from lastlook.stories import CorePlayer, play, read
from lastlook.stories.story import Said
from lastlook.views.register import Registered, register
from tests.world.levels import rules
from tests.world.production import ms
from tests.world.viewed import HEAD, text_of

A_DAY = """\
08:00 first-ad goes-to 12R
08:01 armorer takes-out rubber-1
08:02 armorer inspects rubber-1 chambers=- method=finger body=soft
08:03 armorer offers rubber-1 to=actor
08:04 actor accepts rubber-1 look=taken
08:10 first-ad cuts
08:11 armorer collects rubber-1
08:12 armorer locks-up rubber-1 place=safe-1
08:20 prop-master reports taken-out weapon=rubber-1 happened-at=08:15
"""


def told(lines: str) -> dict[str, Registered]:
    """The register after these lines on a set that is ready."""
    story = read(HEAD + lines, "a.story", use=text_of, pack=shipped)
    answered: list[tuple[Asked, Decision]] = []
    for turn in play(story, CorePlayer(rules), rules).turns:
        line, answer = turn.line, turn.answer
        if isinstance(line, Said) and isinstance(answer, Granted | Refused):
            answered.append((Asked(line.act, "", line.now), answer))
    return {page.weapon: page for page in register(answered)}


def test_every_hand_has_its_time_and_the_act_by_which_it_came() -> None:
    had = told(A_DAY)["rubber-1"].had
    assert [(one.person, one.how) for one in had] == [
        ("armorer", "take-out"),
        ("actor", "accept"),
        ("armorer", "collect"),
        ("prop-master", "report"),
    ]
    assert (had[1].since, had[1].until) == (ms("08:04"), ms("08:11"))


def test_a_weapon_is_out_from_one_lock_to_the_next() -> None:
    first, second = told(A_DAY)["rubber-1"].out
    assert (first.since, first.until) == (ms("08:01"), ms("08:12"))
    assert second.until is None


def test_what_was_told_afterwards_says_when_it_happened() -> None:
    had = told(A_DAY)["rubber-1"].had[-1]
    assert (had.since, had.happened_at) == (ms("08:20"), ms("08:15"))


def test_what_lies_in_nobodys_hands_is_out_and_nobody_has_it() -> None:
    alone = (
        "08:20 prop-master reports left-unattended weapon=colt-1 happened-at=08:19\n"
    )
    page = told(alone)["colt-1"]
    assert page.had == ()
    assert [one.since for one in page.out] == [ms("08:20")]


def test_a_weapon_in_a_place_that_does_not_lock_is_out() -> None:
    page = told(
        "08:00 armorer registers foam-1 weapon-class=rubber mechanism=none chambers=0 "
        "calibre=none serial=F-1 supplier=hire-house place=table-1\n"
        "08:30 armorer sends-back foam-1\n"
    )["foam-1"]
    assert [(one.since, one.until) for one in page.out] == [(ms("08:00"), ms("08:30"))]


def test_a_weapon_that_never_left_its_safe_has_a_page_all_the_same() -> None:
    page = told("")["colt-1"]
    assert (page.serial, page.had, page.out) == ("SA-1873", (), ())


def test_where_the_phones_clock_disagreed_both_times_are_there() -> None:
    # As an older desk left it, or one whose rules allow it.
    asked = [
        (Asked(act, key, now), decision)
        for act, key, now, decision in answered_ahead(minutes=7)
    ]
    page = {one.weapon: one for one in register(asked)}["rubber-1"]
    assert page.had[0].phone_at == page.had[0].since + 7 * 60_000
    assert page.out[0].phone_at == page.out[0].since + 7 * 60_000
    assert told(A_DAY)["rubber-1"].had[0].phone_at is None


def answered_ahead(minutes: int) -> Iterator[tuple[AnyAct, str, int, Decision]]:
    """The same day, on phones that are so far ahead and know the desk's time."""
    story = read(HEAD + A_DAY, "a.story", use=text_of, pack=shipped)
    for turn in play(story, CorePlayer(rules), rules).turns:
        line, answer = turn.line, turn.answer
        if isinstance(line, Said) and isinstance(answer, Granted | Refused):
            own = line.now + minutes * 60_000
            yield replace(line.act, phone_at=own), "", line.now, answer
