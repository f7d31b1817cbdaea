"""What is told of a text that is no story: where, what, and what to do."""

import pytest

from tests.world.stories import HEADERS, OPENED, faults_in

ACT = "09:00 armorer takes-out colt-1\n"
REFUSED = "  refused: day-not-called\n"

# what is wrong: the text, the line and column, what is said, what is advised
ONE_FAULT = {
    "an empty file": ("", (1, 1), "nothing here", "production"),
    "a file of empty lines": ("\n \n\n", (1, 1), "nothing here", "production"),
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
    "a refusal code with a typo": (
        f"{HEADERS}{ACT}  refused: chambers-unsen",
        (6, 3),
        'no code "chambers-unsen"',
        'Did you mean "chambers-unseen"?',
    ),
    "an impossibility among the refusals": (
        f"{HEADERS}{ACT}  refused: not-the-holder",
        (6, 3),
        "not-the-holder is no rule",
        "impossible: not-the-holder",
    ),
    "a refusal among the impossibilities": (
        f"{HEADERS}{ACT}  impossible: chambers-unseen",
        (6, 3),
        "chambers-unseen is a rule",
        "refused: chambers-unseen",
    ),
    "a code listed twice": (
        f"{HEADERS}{ACT}  refused: no-set-up, no-set-up",
        (6, 3),
        "no-set-up is listed twice",
        "once",
    ),
    "no code at all": (f"{HEADERS}{ACT}  refused:", (6, 3), "lists nothing", "none"),
    "two lists of refusals": (
        f"{HEADERS}{ACT}{REFUSED}{REFUSED}",
        (7, 3),
        "refused: stands there twice",
        "one line",
    ),
    "an answer with a typo": (
        f"{HEADERS}{ACT}  refusd: no-set-up",
        (6, 3),
        'No answer is "refusd"',
        'Did you mean "refused"?',
    ),
    "no reason for not being heard": (
        f"{HEADERS}{ACT}  not heard: bad-manners",
        (6, 3),
        '"bad-manners" is no reason',
        "bad-signature",
    ),
    "an answer under nothing": (
        f"{HEADERS}{REFUSED}",
        (5, 3),
        "belongs to no act",
        "under the line of an act",
    ),
    "an answer that is not indented": (
        f"{HEADERS}{ACT}refused: no-set-up",
        (6, 1),
        "stands under no act",
        "two spaces",
    ),
    "an act that is indented": (
        f"{HEADERS}{ACT}  09:01 armorer takes-out colt-1",
        (6, 3),
        "not indented",
        "Take out",
    ),
    "an indented word of no meaning": (
        f"{HEADERS}{ACT}  sometimes",
        (6, 3),
        '"sometimes" is nothing that can come of an act',
        "refused:",
    ),
    "a check with a typo": (
        f"{HEADERS}{ACT}  then colt-1 hold 4",
        (6, 3),
        'No check says "hold"',
        'Did you mean "holds"?',
    ),
    "a check without an end": (
        f"{HEADERS}{ACT}  then colt-1 is",
        (6, 3),
        '"colt-1 is" is no check',
        "docs/reference/stories.md",
    ),
    "a check of a call there is not": (
        f"{HEADERS}{ACT}  then colt-1 is cold",
        (6, 3),
        'may be called "cold"',
        "not-cleared",
    ),
    "a check of a number that is none": (
        f"{HEADERS}{ACT}  then B1 holds many",
        (6, 3),
        '"many" is no number',
        "number of rounds",
    ),
    "a check before anything happened": (
        f"{HEADERS}then stopped",
        (5, 1),
        "Nothing has happened",
        "after an act",
    ),
    "a header with a typo": (
        "prodution p\nday 2021-10-21",
        (1, 1),
        'No line begins with "prodution"',
        'Did you mean "production"?',
    ),
    "a header without its name": (
        "day 2021-10-21\nproduction",
        (2, 1),
        "production names one thing",
        "production NAME",
    ),
    "a header with two names": (
        "day 2021-10-21\nproduction a b",
        (2, 1),
        "production names one thing",
        "production NAME",
    ),
    "a production with two names": (
        f"{HEADERS}production other",
        (5, 1),
        "The production is long-road already",
        "Name one",
    ),
    "a header after the first act": (
        f"{HEADERS}{ACT}packs house",
        (6, 1),
        "packs comes too late",
        "before the first act",
    ),
    "no production": (
        f"day 2021-10-21\n{ACT}",
        (1, 1),
        "no production",
        "production NAME",
    ),
    "a pack nobody has": (
        "day 2021-10-21\nproduction p\npacks hause",
        (3, 1),
        'no pack "hause"',
        "pack hause",
    ),
    "a pack the story does not name": (
        f"{HEADERS}09:00 office adopts pack=hose",
        (5, 21),
        'names no pack "hose"',
        'Did you mean "house"?',
    ),
    "a pack with nothing in it": (
        "day 2021-10-21\nproduction p\npack mine\n\n09:00 first-ad cuts",
        (3, 1),
        'no pack "mine"',
        "pack mine",
    ),
    "two packs of one name": (
        f"{HEADERS}pack house\n  | mine\n",
        (5, 1),
        "Another pack is called house",
        "another name",
    ),
    "a line of a pack without its bar": (
        f"{HEADERS}pack mine\n  | a\n  b\n",
        (7, 3),
        "no line of a pack",
        "a bar",
    ),
    "a line of a pack that is no JSON": (
        f'{HEADERS}pack mine\n  | a\n  " b\n',
        (7, 3),
        "no JSON text",
        "malformed",
    ),
    "a story nobody has": (
        f"{HEADERS}use nowhere",
        (5, 1),
        'no story "nowhere"',
        "nowhere.story",
    ),
    "a name that is none": (f"{HEADERS}use no@where", (5, 1), "is no name", "an id"),
    "an opening without any pack": (
        "day 2021-10-21\nproduction p\n06:00 office opens producer key=k",
        (3, 14),
        "opens does not say its pack",
        "pack=VALUE",
    ),
    "an entry that is no line's": (
        f"{HEADERS}09:00 armorer corrects the-slip grounds=a-slip",
        (5, 24),
        'has the label "the-slip"',
        "as=LABEL",
    ),
    "a label that is none": (
        f"{HEADERS}09:00 armorer takes-out colt-1 as=7",
        (5, 32),
        '"7" is no label',
        "begins with a letter",
    ),
    "a label that is taken": (
        f"{HEADERS}09:00 first-ad cuts as=here\n09:00 first-ad cuts as=here",
        (6, 1),
        "Another line is called here",
        "another label",
    ),
    "sending again what was never sent": (
        f"{HEADERS}09:00 armorer again",
        (5, 15),
        "armorer has sent nothing yet",
        "after the one it repeats",
    ),
    "sending again an id there is not": (
        f"{HEADERS}{ACT}09:00 armorer again 7",
        (6, 21),
        'has the id "7"',
        "id=",
    ),
    "sending again and saying more": (
        f"{HEADERS}{ACT}09:00 armorer again 7 to=actor",
        (6, 23),
        "sent as it was",
        "after `again`",
    ),
    "the id of nothing": (
        f"{HEADERS}09:00 armorer takes-out colt-1 id=again",
        (5, 32),
        "armorer has sent nothing yet",
        "after the one it repeats",
    ),
    "nothing that is not caught": (
        f"{HEADERS}{ACT}not caught:",
        (6, 1),
        "It says nothing",
        "would not be caught",
    ),
    "a tab": (
        f"{HEADERS}09:00 armorer\ttakes-out colt-1",
        (5, 14),
        "There is a tab",
        "spaces",
    ),
    "line ends of another system": (
        f"{HEADERS}{ACT}".replace("\n", "\r\n"),
        (1, 15),
        "carriage return",
        "LF",
    ),
    "a byte order mark": (
        f"\ufeff{HEADERS}{ACT}",
        (1, 1),
        "byte order mark",
        "without",
    ),
    "a NUL": (f"{HEADERS}{ACT}\0", (6, 1), "NUL", "plain text"),
    "a character that turns the reading round": (
        f"{HEADERS}# a \u202e comment",
        (5, 5),
        "U+202E",
        "Remove it",
    ),
    "a line separator nobody sees": (
        f"{HEADERS}# one\u2028# two",
        (5, 6),
        "U+2028",
        "Remove it",
    ),
    "a letter beyond ASCII in an id": (
        f"{HEADERS}09:00 armorer offers colt-1 to=andré",
        (5, 29),
        'to cannot be "andré"',
        "an id of letters",
    ),
    "digits beyond ASCII": (
        f"{HEADERS}09:00 armorer counts B1 rounds=\u0664",
        (5, 25),
        "no whole number",
        "digits",
    ),
    "a line of a megabyte": (
        f"{HEADERS}09:00 armorer takes-out {'x' * 1_000_000}",
        (5, 1),
        "1000024 characters long",
        "one act a line",
    ),
}


@pytest.mark.parametrize("name", ONE_FAULT)
def test_a_fault_is_told_once_with_its_place_and_the_way_out(name: str) -> None:
    text, (line, column), says, remedy = ONE_FAULT[name]
    faults = faults_in(text)
    assert [(f.spot.source, f.spot.line, f.column) for f in faults] == [
        ("a.story", line, column)
    ], faults
    assert says in faults[0].says
    assert remedy in faults[0].remedy


def test_every_fault_of_a_text_is_told_at_once() -> None:
    faults = faults_in(
        f"{HEADERS}"
        "09:00 armorer ofers colt-1 to=actor\n"
        "  refused: no-such-rule\n"
        "09:01 armorer inspects colt-1 methd=rod chambers=full bore=shut\n"
        "08:59 actor takes-out\n"
        "and so on\n"
    )
    assert [(fault.spot.line, fault.column) for fault in faults] == [
        (5, 15),
        (6, 3),
        (7, 31),
        (7, 41),
        (7, 55),
        (8, 1),
        (8, 13),
        (9, 1),
    ]


def test_a_fault_reads_like_a_compilers() -> None:
    (fault,) = faults_in(f"{HEADERS}09:00 armorer ofers colt-1 to=actor")
    assert str(fault) == (
        'a.story:5:15: There is no verb "ofers". Did you mean "offers"?'
    )


def test_a_fault_in_a_used_story_names_that_story() -> None:
    faults = faults_in(f"{HEADERS}use other", other="09:00 armorer ofers colt-1")
    assert [str(fault.spot) for fault in faults] == ["other:1"]


def test_a_story_cannot_use_itself_by_way_of_another() -> None:
    (fault,) = faults_in(f"{HEADERS}use one", one="use two", two="use one")
    assert str(fault.spot) == "two:1"
    assert "a.story uses one uses two uses one" in fault.says


def test_hundred_tabs_are_one_fault() -> None:
    assert len(faults_in(OPENED + "09:00\tfirst-ad\tcuts\n" * 100)) == 1


def test_a_long_word_is_not_quoted_at_length() -> None:
    (fault,) = faults_in(f"{HEADERS}09:00 armorer {'x' * 10_000} colt-1")
    assert len(fault.says) < 200
