"""A story played: what fits, what does not, and what is said of it."""

import pytest

from lastlook.core.answers import Asked, Granted, Refused
from lastlook.core.policy import Policy
from lastlook.core.refusals import NoSetUp
from lastlook.stories.asking import Answer, NotHeard
from lastlook.stories.core_player import CorePlayer
from lastlook.stories.play import play
from lastlook.stories.story import Sent
from tests.world.stories import HEADERS, OPENED, a_story, few_rules, played

AT_WORK = f"""\
{OPENED}\
06:10 office assigns armorer duty=weapons starts-at=06:00 ends-at=20:00
06:10 office enrols first-ad roles=first-ad key=first-ad-phone
06:10 armorer receives D1 kind=dummy calibre=.45LC rounds=9 supplier=S box=B1 \
place=safe-1
06:10 first-ad calls-day 06:10 wrap-by=19:00
06:11 armorer takes-out colt-1
06:12 armorer inspects colt-1 chambers=empty*2 method=rod bore=clear
06:13 first-ad inspects colt-1 chambers=empty*2 method=light
"""


def misfits(text: str) -> list[str]:
    return [str(mismatch) for mismatch in played(text).mismatches]


class Scripted:
    """A player that says what it was told to say."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = iter(answers)
        self.asked: list[tuple[Asked, Sent]] = []

    def __call__(self, asked: Asked, sent: Sent, /) -> Answer:
        self.asked.append((asked, sent))
        return next(self._answers)


YES = Granted(())
NO = Refused(reasons=(NoSetUp("colt-1"),))


def scripted(text: str, *answers: Answer) -> list[str]:
    turns = play(a_story(HEADERS + text), Scripted(*answers), few_rules).mismatches
    return [str(mismatch) for mismatch in turns]


# --- answers -----------------------------------------------------------------


def test_a_line_with_nothing_under_it_must_be_granted() -> None:
    assert misfits(AT_WORK) == []
    (one,) = misfits(f"{OPENED}07:00 armorer takes-out colt-9")
    assert one == (
        "a.story:10: expected granted; got impossible: unknown\n"
        "    There is no weapon colt-9 in this production."
    )


def test_a_refusal_that_does_not_come_is_a_mismatch() -> None:
    assert misfits(
        f"{AT_WORK}07:00 armorer locks-up colt-1 place=safe-1\n  refused: no-set-up"
    ) == ["a.story:17: expected refused: no-set-up; got granted"]


def test_a_refusal_lists_exactly_the_rules_broken_in_any_order() -> None:
    asked = f"{OPENED}07:00 armorer takes-out colt-1\n"
    assert misfits(f"{asked}  refused: not-on-duty, day-not-called") == []
    assert misfits(f"{asked}  refused: day-not-called, not-on-duty") == []
    (one,) = misfits(f"{asked}  refused: not-on-duty")
    assert one == (
        "a.story:10: expected refused: not-on-duty; "
        "got refused: day-not-called, not-on-duty\n"
        "    armorer is not on weapons duty now.\n"
        "    No day is called; colt-1 stays locked."
    )
    more = f"{asked}  refused: not-on-duty, day-not-called, no-set-up"
    assert len(misfits(more)) == 1


def test_what_is_impossible_and_what_is_refused_are_both_listed() -> None:
    asked = f"{OPENED}07:00 armorer offers colt-1 to=actor\n"
    both = (
        "  impossible: not-the-holder\n"
        "  refused: chambers-unseen, day-not-called, not-on-duty\n"
    )
    assert misfits(asked + both) == []
    (one,) = misfits(f"{asked}  impossible: not-the-holder")
    assert "got impossible: not-the-holder; refused: chambers-unseen, day-not" in one


def test_remarks_are_compared_only_where_they_are_listed() -> None:
    loads = f"{AT_WORK}06:14 armorer loads colt-1 chambers=1 box=B1\n"
    assert misfits(loads) == []
    assert misfits(f"{loads}  remarks: watch-not-offered") == []
    (one,) = misfits(f"{loads}  remarks: none")
    assert one == (
        "a.story:18: expected remarks: none; got remarks: watch-not-offered\n"
        "    Nobody was offered to watch colt-1 being loaded."
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("armorer collects colt-1 sent=forged", "bad-signature"),
        ("armorer collects colt-1 sent=garbled", "unreadable"),
        ("armorer collects colt-1 signed-by=a-strangers-phone", "unknown-key"),
        ("armorer collects colt-1 id=again", "id-taken"),
    ],
)
def test_an_act_that_is_not_heard_says_why_and_leaves_nothing(
    line: str, reason: str
) -> None:
    told = f"{OPENED}07:00 {line}\n  not heard: {reason}\n"
    before, after = played(OPENED), played(told)
    assert after.fits
    assert after.state == before.state
    assert misfits(f"{OPENED}07:00 {line}") == [
        f"a.story:10: expected granted; got not heard: {reason}"
    ]


def test_an_act_that_is_heard_after_all_is_a_mismatch() -> None:
    assert scripted("09:00 a cuts\n  not heard: unknown-key", YES) == [
        "a.story:5: expected not heard: unknown-key; got granted"
    ]
    assert scripted("09:00 a cuts\n  not heard: unknown-key", NotHeard("id-taken")) == [
        "a.story:5: expected not heard: unknown-key; got not heard: id-taken"
    ]


def test_a_pack_that_is_no_pack_is_unreadable() -> None:
    def none(texts: tuple[str, ...]) -> Policy:
        raise ValueError(texts)

    story = a_story(
        f"{HEADERS}06:00 office opens producer key=office-phone\n"
        "  not heard: unreadable"
    )
    assert play(story, CorePlayer(none), none).mismatches == ()


def test_a_pack_that_does_not_fit_the_others_is_unreadable() -> None:
    def one_only(texts: tuple[str, ...]) -> Policy:
        if len(texts) > 1:
            raise ValueError(texts)
        return few_rules(texts)

    story = a_story(
        f"{HEADERS}pack more\n  | more\n"
        "06:00 office opens producer key=office-phone\n"
        "06:01 office adopts house\n"
        "06:02 office adopts more\n  not heard: unreadable\n"
    )
    assert play(story, CorePlayer(one_only), one_only).mismatches == ()


def test_an_adopted_pack_counts_from_the_next_act_on() -> None:
    def stricter(texts: tuple[str, ...]) -> Policy:
        return few_rules(texts) if len(texts) > 1 else Policy()

    story = a_story(
        OPENED.replace("packs house\n", "packs house\npack more\n  | more\n")
        + "07:00 armorer takes-out colt-1\n"
        "07:00 armorer locks-up colt-1 place=safe-1\n"
        "07:01 office adopts more\n"
        "07:02 armorer takes-out colt-1\n"
        "  refused: day-not-called, not-on-duty\n"
    )
    assert play(story, CorePlayer(stricter), stricter).mismatches == ()


# --- the same again ----------------------------------------------------------


def test_the_same_act_again_gets_the_same_answer_and_does_nothing() -> None:
    once, twice = played(AT_WORK), played(f"{AT_WORK}06:13 first-ad again")
    assert twice.fits
    assert twice.turns[-1].repeated
    assert twice.state == once.state


def test_a_refused_act_again_is_refused_as_it_was_then() -> None:
    assert (
        misfits(
            f"{OPENED}07:00 armorer takes-out colt-1\n"
            "  refused: day-not-called, not-on-duty\n"
            "07:01 office assigns armorer duty=weapons starts-at=06:00 ends-at=20:00\n"
            "07:02 armorer again\n"
            "07:02 armorer again\n  refused: day-not-called, not-on-duty\n"
        )
        == []
    )


def test_another_answer_to_the_same_act_is_a_mismatch() -> None:
    assert scripted("09:00 a cuts\n  refused: no-set-up\n09:01 a again", NO, YES) == [
        "a.story:7: expected the answer it got the first time; got granted"
    ]


def test_an_act_nobody_heard_may_be_heard_when_it_is_sent_again() -> None:
    text = "09:00 a cuts\n  not heard: unknown-key\n09:01 a again"
    assert scripted(text, NotHeard("unknown-key"), YES) == []


def test_an_act_sent_again_has_the_signature_it_had() -> None:
    player = Scripted(NotHeard("unknown-key"), NotHeard("unknown-key"))
    text = "09:00 a cuts sent=forged\n09:01 a again"
    play(a_story(HEADERS + text), player, few_rules)
    (first, sent), (second, sent_again) = player.asked
    assert (first.key, first.act, sent) == (second.key, second.act, sent_again)
    assert second.now - first.now == 60_000


# --- who signs ---------------------------------------------------------------


def keys_used(lines: str) -> list[str]:
    core, used = CorePlayer(few_rules), list[str]()

    def ask(asked: Asked, sent: Sent, /) -> Answer:
        used.append(asked.key)
        return core(asked, sent)

    play(a_story(OPENED + lines), ask, few_rules)
    return used[5:]


def test_a_line_is_signed_by_the_phone_of_who_speaks() -> None:
    assert keys_used("07:00 armorer collects colt-1") == ["armorer-phone"]


def test_a_word_on_anothers_phone_is_signed_by_that() -> None:
    assert keys_used("07:00 actor declines colt-1 via=armorer") == ["armorer-phone"]


def test_somebody_without_a_known_phone_signs_with_one_called_after_them() -> None:
    assert keys_used("07:00 actor stops") == ["actor-phone"]


def test_a_line_may_say_which_phone_signs_it() -> None:
    assert keys_used("07:00 actor stops signed-by=his-phone") == ["his-phone"]


def test_the_newest_phone_signs_until_it_is_revoked() -> None:
    assert keys_used(
        "07:00 office invites armorer digest=sha256:a-second-phone until=08:00\n"
        "07:01 armorer adds-key second token=a-second-phone\n"
        "07:02 armorer collects colt-1\n"
        "07:03 office revokes-key second grounds=lost\n"
        "07:04 armorer collects colt-1\n"
    ) == ["office-phone", "second", "second", "office-phone", "armorer-phone"]


# --- checks ------------------------------------------------------------------

TRUE = (
    "colt-1 is empty",
    "colt-1 is empty until 06:22",
    "colt-1 with armorer",
    "colt-1 not on hold",
    "B1 in safe-1",
    "B1 holds 9",
    "B1 not on hold",
    "D1 unaccounted 0",
    "D1 spent 0",
    "D1 returned 0",
    "not stopped",
)
FALSE = {
    "colt-1 is dummies": "colt-1 is empty",
    "colt-1 is empty until 06:23": "colt-1 is empty until 06:22",
    "colt-1 with actor": "colt-1 with armorer",
    "colt-1 in safe-1": "colt-1 with armorer",
    "colt-1 unattended": "colt-1 with armorer",
    "colt-1 on hold": "colt-1 not on hold",
    "B1 holds 8": "B1 holds 9",
    "B1 in cart-1": "B1 in safe-1",
    "D1 spent 1": "D1 spent 0",
    "D1 returned 1": "D1 returned 0",
    "D1 unaccounted 1": "D1 unaccounted 0",
    "stopped": "not stopped",
    "colt-9 is empty": "there is no weapon colt-9",
    "colt-9 with actor": "there is no weapon colt-9",
    "B9 in cart-1": "there is no weapon or box B9",
    "B9 holds 1": "there is no box B9",
    "D9 spent 1": "there is no lot D9",
}
LATER = {
    "06:14 armorer locks-up colt-1 place=safe-1": "colt-1 in safe-1",
    "06:14 armorer offers colt-1 to=actor\n"
    "06:15 actor accepts colt-1 look=taken via=armorer": "colt-1 with actor",
    "06:14 armorer reports left-unattended weapon=colt-1 happened-at=06:14": (
        "colt-1 unattended"
    ),
    "06:14 armorer counts B1 rounds=7": "D1 unaccounted 2",
    "06:14 armorer returns B1": "D1 returned 9",
    "06:14 actor stops via=armorer": "stopped",
    "06:14 armorer loads colt-1 chambers=1 box=B1": "colt-1 is not-cleared",
    "06:14 first-ad cuts": "colt-1 is empty",
    "06:14 armorer records-condition colt-1 sound=no": "colt-1 on hold",
    "06:14 armorer counts B1 rounds=8": "B1 on hold",
}


@pytest.mark.parametrize("check", TRUE)
def test_a_check_of_what_is_so_fits(check: str) -> None:
    assert misfits(f"{AT_WORK}  then {check}") == []


@pytest.mark.parametrize("check", FALSE)
def test_a_check_of_what_is_not_so_says_what_is(check: str) -> None:
    (mismatch,) = played(f"{AT_WORK}  then {check}").mismatches
    assert (str(mismatch.spot), mismatch.expected, mismatch.got) == (
        "a.story:17",
        check,
        FALSE[check],
    )


@pytest.mark.parametrize("lines", LATER)
def test_a_check_follows_what_happened(lines: str) -> None:
    assert misfits(f"{AT_WORK}{lines}\n  then {LATER[lines]}") == []


def test_a_check_of_a_box_gone_back_says_that_it_is_nowhere() -> None:
    assert misfits(f"{AT_WORK}06:14 armorer returns B1\n  then B1 in safe-1") == [
        "a.story:18: expected B1 in safe-1; got B1 is in no place"
    ]


def test_a_call_that_may_not_be_made_says_what_is_missing() -> None:
    (one,) = misfits(f"{OPENED}07:00 then colt-1 is empty")
    assert one.startswith(
        "a.story:10: expected colt-1 is empty; got colt-1 is not-cleared\n"
        "    0 of 2 chambers of colt-1 have been seen.\n"
    )


def test_a_check_is_made_at_its_own_time() -> None:
    assert misfits(f"{AT_WORK}06:21 then colt-1 is empty") == []
    assert len(misfits(f"{AT_WORK}06:22 then colt-1 is empty")) == 1


def test_a_story_goes_on_after_a_mismatch() -> None:
    turns = played(f"{OPENED}07:00 armorer offers colt-9 to=actor\n07:01 office stops")
    assert [turn.mismatches != () for turn in turns.turns[-2:]] == [True, False]
    assert not turns.fits
