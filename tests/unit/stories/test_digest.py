"""The one page of a played story."""

from lastlook.stories.digest import digest
from lastlook.stories.tell import WIDTH
from tests.world.stories import OPENED, played

DAY = f"""\
{OPENED}\
06:04 first-ad stops
  not heard: unknown-key
07:00 armorer takes-out colt-1
  refused: not-on-duty, day-not-called
07:01 armorer reports taken-out happened-at=07:01 weapon=colt-1 to=armorer
07:02 armorer loads colt-1 chambers=9 box=B1
  impossible: unknown
not caught: A hand.
"""


def page(text: str) -> str:
    return "\n".join(line.text for line in digest(played(text)))


def test_the_page_tells_what_was_refused_and_every_rule_that_said_no() -> None:
    told = page(DAY)
    assert "07:00 armorer takes out colt-1" in told
    assert "REFUSED  armorer is not on weapons duty now. No day is called;" in told
    assert "REFUSED  There is no box B1 in this production." in told


def test_the_page_leaves_out_what_was_granted_or_not_heard() -> None:
    told = page(DAY)
    assert "enrols" not in told
    assert "stops" not in told


def test_what_was_done_unasked_is_marked() -> None:
    assert "weapon colt-1; to armorer  (done" in page(DAY)


def test_the_page_ends_with_what_is_not_caught_and_the_count() -> None:
    told = page(DAY)
    assert told.index("would not have caught") < told.index("  A hand.")
    assert "2 refused, 1 not heard." in told


def test_reasons_of_one_rule_are_told_once_with_their_number() -> None:
    text = f"""\
{OPENED}\
06:06 armorer loads colt-1 chambers=1 box=B7 watchers=stranger
  impossible: unknown
"""
    told = " ".join(page(text).split())
    assert "There is no box B7 in this production. (+1)" in told
    assert "There is no person" not in told


def test_no_line_of_the_page_is_too_long() -> None:
    assert all(len(line) <= WIDTH for line in page(DAY).splitlines())
