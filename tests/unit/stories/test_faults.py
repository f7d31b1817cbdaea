"""What is told of a text that is no story: where, what, and what to do."""

import pytest

from tests.world.stories import HEADERS, OPENED, faults_in

ACT = "09:00 armorer takes-out colt-1\n"
REFUSED = "  refused: day-not-called\n"
ID = "018f4b4e-f580-7000-8000-00000000000a"

# what is wrong: the text, the line and column, what is said, what is advised
ONE_FAULT = {
    "an empty file": ("", (1, 1), "nothing here", "production"),
    "a file of empty lines": ("\n \n\n", (1, 1), "nothing here", "production"),
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
    "an impossibility with a typo": (
        f"{HEADERS}{ACT}  impossible: not-the-older",
        (6, 3),
        'no code "not-the-older"',
        'Did you mean "not-the-holder"?',
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
    "a check of one word": (
        f"{HEADERS}{ACT}  then what",
        (6, 3),
        '"what" is no check',
        "docs/reference/stories.md",
    ),
    "a check with a word too many": (
        f"{HEADERS}{ACT}  then colt-1 unattended today",
        (6, 3),
        '"colt-1 unattended today" is no check',
        "docs/reference/stories.md",
    ),
    "a check of being on something": (
        f"{HEADERS}{ACT}  then colt-1 on fire",
        (6, 3),
        '"colt-1 on fire" is no check',
        "docs/reference/stories.md",
    ),
    "a check of not being so": (
        f"{HEADERS}{ACT}  then colt-1 not here",
        (6, 3),
        '"colt-1 not here" is no check',
        "docs/reference/stories.md",
    ),
    "a check of holding nothing": (
        f"{HEADERS}{ACT}  then B1 holds",
        (6, 3),
        '"B1 holds" is no check',
        "docs/reference/stories.md",
    ),
    "a check of a number too large": (
        f"{HEADERS}{ACT}  then B1 holds 1234567890",
        (6, 3),
        '"1234567890" is no number',
        "number of rounds",
    ),
    "a check of nobody": (
        f"{HEADERS}{ACT}  then colt-1 with @ctor",
        (6, 3),
        '"@ctor" is no id',
        "id",
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
    "sending again what another sent": (
        f"{HEADERS}09:00 a cuts id={ID}\n09:00 b again {ID}",
        (6, 15),
        "a sent that, not b",
        "a again",
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
    text, place, says, remedy = ONE_FAULT[name]
    (fault,) = faults_in(text)
    assert (fault.spot.source, fault.spot.line, fault.column) == ("a.story", *place)
    assert says in fault.says
    assert remedy in fault.remedy


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


def test_what_stands_under_a_faulty_line_is_no_fault() -> None:
    faults = faults_in(f"{HEADERS}09:00 armorer ofers colt-1\n{REFUSED}  then stopped")
    assert [fault.spot.line for fault in faults] == [5]


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


def test_a_production_after_the_acts_of_a_used_story_comes_too_late() -> None:
    text = "day 2024-05-06\nuse one\nproduction p\n"
    (fault,) = faults_in(text, one="09:00 a cuts")
    assert (str(fault.spot), fault.says) == (
        "a.story:3",
        "There are acts before it, in a story that is used.",
    )


def test_hundred_tabs_are_one_fault() -> None:
    assert len(faults_in(OPENED + "09:00\tfirst-ad\tcuts\n" * 100)) == 1


def test_a_long_word_is_not_quoted_at_length() -> None:
    (fault,) = faults_in(f"{HEADERS}09:00 armorer {'x' * 10_000} colt-1")
    assert len(fault.says) < 200
