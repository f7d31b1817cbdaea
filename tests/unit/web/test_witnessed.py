"""What witnesses have seen, in words."""

import pytest
from msgspec.structs import replace

from lastlook.api.house import wall_clock, wall_day
from lastlook.web.witnessed import age_words, witness_words, witnessed_words
from lastlook.witness.standing import Link, Standing, WitnessStanding

NOW = 1_750_000_000_000
MINUTE = 60_000
WELL = WitnessStanding("insurer", "cosigned", NOW, 41, NOW)
FINE = Standing(41, 41, NOW, "", (WELL,), 1)


@pytest.mark.parametrize(
    ("ms", "words"),
    [
        (0, "less than a minute"),
        (MINUTE - 1, "less than a minute"),
        (MINUTE, "1 min"),
        (119 * MINUTE, "119 min"),
        (120 * MINUTE, "2 h"),
        (50 * 60 * MINUTE, "50 h"),
    ],
)
def test_an_age_is_said_in_minutes_then_in_hours(ms: int, words: str) -> None:
    assert age_words(ms) == words


def test_how_much_was_seen_is_said() -> None:
    assert witnessed_words(FINE) == "all 41 entries"
    assert witnessed_words(replace(FINE, seen=29)) == "29 of 41 entries"
    never = replace(FINE, seen=None, at=None)
    assert witnessed_words(never) == "no quorum outside has seen this record"


def test_a_witness_in_trouble_is_named_though_the_others_are_enough() -> None:
    lost = replace(WELL, name="bond", link="lost")
    odd = replace(WELL, name="adviser", says="It went back.")
    asking = replace(WELL, name="new", link="asking")
    standing = replace(FINE, witnesses=(WELL, lost, odd, asking))
    assert witnessed_words(standing) == "all 41 entries. Trouble with bond, adviser"


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("cosigned", "cosigned 41 entries at {at}"),
        ("asking", "not heard since the start at {at}; cosigned 41 entries at {at}"),
        ("lost", "LINK LOST since {at}; cosigned 41 entries at {at}"),
        ("refused", "SAYS NO since {at}; cosigned 41 entries at {at}"),
    ],
)
def test_each_link_has_its_words(link: Link, words: str) -> None:
    one = replace(WELL, link=link)
    assert witness_words(one, NOW) == words.format(at=wall_clock(NOW))
    never = replace(one, size=None, at=None)
    assert witness_words(never, NOW).endswith("has never cosigned")


def test_what_was_not_today_is_said_with_its_day() -> None:
    tomorrow = NOW + 24 * 60 * MINUTE
    lost = replace(WELL, link="lost")
    day = wall_day(NOW, tomorrow)
    assert len(day) > len(wall_clock(NOW))
    assert witness_words(lost, tomorrow) == (
        f"LINK LOST since {day}; cosigned 41 entries at {day}"
    )
