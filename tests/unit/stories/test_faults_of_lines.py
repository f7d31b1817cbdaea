"""What is told of a line that says no act: where, what, and what to do."""

import pytest

from tests.world.stories import HEADERS, faults_in

PLANS_WITHOUT_DISTANCE = (
    "09:00 a plans 1 scene=1 activity=take weapon-class=bow load=none "
    "performers=a pointing=nobody action=a"
)
ACT = "09:00 armorer takes-out colt-1\n"

# what is wrong: the text, the line and column, what is said, what is advised
ONE_FAULT = {
    "a verb with a typo": (
        f"{HEADERS}09:00 armorer ofers colt-1 to=actor",
        (5, 15),
        'no verb "ofers"',
        'Did you mean "offers"?',
    ),
    "an act's own name for a verb": (
        f"{HEADERS}09:00 armorer take-out colt-1",
        (5, 15),
        'no verb "take-out"',
        'Did you mean "takes-out"?',
    ),
    "a verb like no other": (
        f"{HEADERS}09:00 armorer zzzzzz colt-1",
        (5, 15),
        'no verb "zzzzzz"',
        "docs/reference/stories.md",
    ),
    "a field with a typo": (
        f"{HEADERS}09:00 armorer inspects colt-1 chambres=empty method=rod",
        (5, 31),
        '"chambres" is nothing',
        'Did you mean "chambers"?',
    ),
    "an enum word with a typo": (
        f"{HEADERS}09:00 armorer inspects colt-1 chambers=empty method=rodd",
        (5, 46),
        '"rodd" is none of its words',
        'Did you mean "rod"?',
    ),
    "a word with a typo inside a list": (
        f"{HEADERS}09:00 armorer inspects colt-1 chambers=empty*5,emtpy method=rod",
        (5, 31),
        '"emtpy" is none of its words',
        'Did you mean "empty"?',
    ),
    "a unit with a typo": (
        f"{HEADERS}09:00 armorer inspects colt-1 chambers=- method=rod took-ms=4sec",
        (5, 53),
        '"4sec" is no measure',
        "min, s, ms",
    ),
    "a number that is none": (
        f"{HEADERS}09:00 armorer counts B1 rounds=ten",
        (5, 25),
        '"ten" is no whole number',
        "digits",
    ),
    "a number out of its bounds": (
        f"{HEADERS}09:00 armorer records-misfire colt-1 chamber=0",
        (5, 38),
        'chamber cannot be "0"',
        ">= 1",
    ),
    "a yes that is none": (
        f"{HEADERS}09:00 armorer breaks-seal B1 intact=true",
        (5, 30),
        '"true" is none of its words',
        "There is: yes, no.",
    ),
    "an id that is none": (
        f"{HEADERS}09:00 armorer offers colt-1 to=act@r",
        (5, 29),
        'to cannot be "act@r"',
        "an id of letters",
    ),
    "a digest that is none": (
        f"{HEADERS}09:00 office invites actor digest=abc until=10:00",
        (5, 28),
        'digest cannot be "abc"',
        "sha256:",
    ),
    "a broken repetition": (
        f"{HEADERS}09:00 armorer inspects colt-1 chambers=empty*0 method=rod",
        (5, 31),
        '"empty*0" is no part of a list',
        "*6",
    ),
    "a missing object": (
        f"{HEADERS}09:00 armorer takes-out",
        (5, 15),
        "takes-out does not say its weapon",
        "takes-out WEAPON",
    ),
    "a missing field": (
        f"{HEADERS}09:00 armorer offers colt-1",
        (5, 15),
        "offers does not say its to",
        "to=VALUE; it is an id",
    ),
    "a missing word of a list": (
        f"{HEADERS}09:00 actor accepts colt-1",
        (5, 13),
        "accepts does not say its look",
        "look=VALUE; it is taken or declined",
    ),
    "a missing time": (
        f"{HEADERS}09:00 first-ad calls-day 08:00",
        (5, 16),
        "calls-day does not say its wrap-by",
        "wrap-by=VALUE; it is a time, 09:05",
    ),
    "a missing yes": (
        f"{HEADERS}09:00 armorer breaks-seal B1",
        (5, 15),
        "breaks-seal does not say its intact",
        "it is yes or no",
    ),
    "a missing measure": (
        f"{HEADERS}{PLANS_WITHOUT_DISTANCE}",
        (5, 9),
        "plans does not say its distance-cm",
        "it is a whole number, of cm if",
    ),
    "a missing digest": (
        f"{HEADERS}09:00 office invites actor until=10:00",
        (5, 14),
        "invites does not say its digest",
        "sha256:",
    ),
    "a missing pack": (
        f"{HEADERS}09:00 office adopts",
        (5, 14),
        "adopts does not say its pack",
        "adopts PACK; it is the name of a pack",
    ),
    "a missing entry": (
        f"{HEADERS}09:00 office corrects grounds=a-slip",
        (5, 14),
        "corrects does not say its entry",
        "the label of a line",
    ),
    "a missing list": (
        f"{HEADERS}09:00 armorer loads colt-1 box=B1",
        (5, 15),
        "loads does not say its chambers",
        "it is a list, commas between, of a whole number",
    ),
    "a field said twice": (
        f"{HEADERS}09:00 armorer offers colt-1 to=actor to=double",
        (5, 38),
        "to is said twice",
        "once",
    ),
    "an object said twice": (
        f"{HEADERS}09:00 armorer takes-out colt-1 weapon=colt-2",
        (5, 32),
        "weapon is said twice",
        "once",
    ),
    "a stray word": (
        f"{HEADERS}09:00 armorer offers colt-1 actor",
        (5, 29),
        '"actor" does not say which field',
        "Only the weapon",
    ),
    "an object where there is none": (
        f"{HEADERS}09:00 first-ad cuts lunch",
        (5, 21),
        '"lunch" does not say which field',
        "no object",
    ),
    "nobody": (
        f"{HEADERS}09:00 @rmorer takes-out colt-1",
        (5, 7),
        '"@rmorer" is no person',
        "by id",
    ),
    "only a time": (f"{HEADERS}09:00", (5, 1), "who does what", "09:20 armorer"),
    "no time": (
        f"{HEADERS}armorer takes-out colt-1",
        (5, 1),
        "does not say when",
        "09:05 armorer",
    ),
    "a time nobody's clock shows": (
        f"{HEADERS}24:00 armorer takes-out colt-1",
        (5, 1),
        '"24:00" is on no clock',
        "00:00 to 23:59",
    ),
    "a time without its nought": (
        f"{HEADERS}9:00 armorer takes-out colt-1",
        (5, 1),
        '"9:00" is no time',
        "09:05",
    ),
    "a time before there is a day": (
        "production p\n09:00 armorer takes-out colt-1",
        (2, 1),
        '"09:00" is on no day',
        "day 2021-10-21",
    ),
    "a time too late for any clock": (
        f"{HEADERS}9999999999999999ms armorer takes-out colt-1",
        (5, 1),
        "too late",
        "real time",
    ),
    "time going backwards": (
        f"{HEADERS}{ACT}08:59 armorer takes-out colt-1",
        (6, 1),
        "earlier than the one before",
        "now=TIME",
    ),
    "a day that is none": (
        "production p\nday 2021-02-29",
        (2, 1),
        '"2021-02-29" is no day',
        "2021-10-21",
    ),
    "a day in another form": (
        "production p\nday 20211021",
        (2, 1),
        '"20211021" is no day',
        "2021-10-21",
    ),
    "a day before there were any": (
        "production p\nday 1969-12-31",
        (2, 1),
        '"1969-12-31" is no day',
        "2021-10-21",
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_is_told_once_with_its_place_and_the_way_out(name: str) -> None:
    text, place, says, remedy = ONE_FAULT[name]
    (fault,) = faults_in(text)
    assert (fault.spot.source, fault.spot.line, fault.column) == ("a.story", *place)
    assert says in fault.says
    assert remedy in fault.remedy
