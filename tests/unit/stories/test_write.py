"""A story has one layout, and says nothing that goes without saying."""

from lastlook.core.acts import Open
from lastlook.core.answers import Asked, Granted, Refused
from lastlook.core.impossibilities import NotOpened
from lastlook.stories.entries import write_entries
from lastlook.stories.story import Said
from lastlook.stories.write import write
from tests.world.stories import HEADERS, OPENED, a_story, played

LAID_OUT = """\
# The title
# and the prose

day 2024-05-06
production long-road
packs house

06:00 office opens production-manager key=office-phone pack=house

# two comments, one below the other
# two columns
06:01 office enrols actor roles=performer  # a note
06:02:30 actor  stops
  impossible: unknown
  not heard: unknown-key  # nobody knows the phone
06:03    office lifts stop-1 grounds=a-b at=06:02 now=06:02:59 signed-by=x sent=forged
06:04    then   stopped

day 2024-05-07

# again
06:00 office again
06:01 office lifts stop-2 grounds=c id=again
06:02 =then  stops via=office
not caught: a hand
"""


def test_a_story_is_laid_out_in_columns() -> None:
    text = write(a_story(LAID_OUT))
    assert text == (
        LAID_OUT.replace("06:01 office enrols", "06:01    office enrols")
        .replace("06:02:30 actor  stops", "06:02:30 actor  stops")
        .replace("\nnot caught", "\n\nnot caught")
    )


def test_what_goes_without_saying_is_not_said() -> None:
    text = write(
        a_story(
            f"{HEADERS}09:00 a inspects c-1 chambers=- method=rod bore=unseen "
            "took-ms=0s at=09:00 now=09:00 production=long-road sent=whole"
        )
    )
    assert text.splitlines()[-1] == "09:00 a inspects c-1 chambers=- method=rod"


def test_a_long_name_pushes_its_line_out_and_no_other() -> None:
    name = "a" * 30
    text = write(a_story(f"{HEADERS}09:00 {name} cuts\n09:00 b cuts"))
    assert text.splitlines()[-2:] == [f"09:00 {name} cuts", f"09:00 {'b':16} cuts"]


def test_what_is_sent_again_after_something_else_is_named() -> None:
    known = "018f4b4e-f580-7000-8000-00000000000a"
    lines = f"09:00 a cuts id={known}\n09:00 a wraps\n09:01 a again {known}\n"
    assert write(a_story(HEADERS + lines)).endswith(lines)


def test_a_key_that_looks_like_a_value_is_written_with_its_name() -> None:
    line = "09:00 a adds-key key=AAAA= token=a-token-of-mine"
    assert write(a_story(HEADERS + line)).splitlines()[-1] == line


def test_a_ledger_brings_the_text_of_its_packs() -> None:
    opening = a_story(OPENED).lines[0]
    assert isinstance(opening, Said)
    assert isinstance(opening.act, Open)
    entry = Asked(opening.act, "a-phone", opening.now)
    text = write_entries([(entry, Refused(impossible=(NotOpened(), NotOpened())))], "L")
    assert text.startswith(
        "# L\n\nday 2024-05-06\nproduction long-road\npack pack-1\n  | "
    )
    assert text.endswith(
        "\n06:00 office opens production-manager key=office-phone pack=pack-1 "
        "signed-by=a-phone\n  impossible: not-opened\n"
    )


def test_a_ledger_whose_clock_went_back_says_so() -> None:
    story = played(f"{OPENED}07:00 armorer cuts\n07:01 armorer cuts now=06:30")
    entries = [
        (Asked(turn.line.act, f"{turn.line.act.by}-phone", turn.line.now), turn.answer)
        for turn in story.turns
        if isinstance(turn.line, Said) and isinstance(turn.answer, Granted | Refused)
    ]
    last = write_entries(entries).splitlines()[-2:]
    assert last == [
        "07:00 armorer cuts at=07:01 now=06:30 id=018f4cb4-abe0-7000-8000-000000000007",
        "  impossible: time-went-back",
    ]
