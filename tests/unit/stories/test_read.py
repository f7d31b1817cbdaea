"""What the words of a story mean."""

from hashlib import sha256

from lastlook.core import acts
from lastlook.core.acts import Act
from lastlook.stories.story import Comment, Said, Story, Then
from tests.world.stories import HEADERS, OPENED, a_story

MORNING = 1_714_953_600_000  # 2024-05-06 00:00
NINE = MORNING + 9 * 3_600_000


def said(story: Story) -> list[Said]:
    return [line for line in story.lines if isinstance(line, Said)]


def the_act(line: str) -> Act:
    return said(a_story(f"{HEADERS}09:00 {line}"))[-1].act


def test_the_first_comment_is_the_title_and_those_below_it_the_prose() -> None:
    story = a_story(f"# Lunch\n#\n# is over.\n\n{HEADERS}# not prose\n09:00 a cuts")
    assert (story.title, story.prose) == ("Lunch", ("", "is over."))
    assert [line.text for line in story.lines if isinstance(line, Comment)] == [
        "not prose"
    ]


def test_an_act_says_who_when_and_in_which_production() -> None:
    act = the_act("armorer takes-out colt-1")
    assert (act.by, act.at, act.production) == ("armorer", NINE, "long-road")


def test_the_object_needs_no_name_but_may_have_one() -> None:
    assert the_act("armorer offers colt-1 to=actor") == the_act(
        "armorer offers to=actor weapon=colt-1"
    )


def test_a_key_may_be_base64_and_end_with_an_equals_sign() -> None:
    act = the_act("actor adds-key key=AAAA= token=found-behind-the-bin")
    assert isinstance(act, acts.AddKey)
    assert act.key == "AAAA="


def test_a_list_repeats_and_can_be_empty() -> None:
    act = the_act("armorer inspects colt-1 chambers=dummy*2,live,empty*3 method=rod")
    assert isinstance(act, acts.Inspect)
    assert act.chambers == ("dummy", "dummy", "live", "empty", "empty", "empty")
    act = the_act("armorer records-shot colt-1 chambers=- planned=no")
    assert isinstance(act, acts.Discharge)
    assert act.chambers == ()


def test_a_digest_can_be_given_by_what_it_stands_for() -> None:
    act = the_act("office invites actor digest=sha256:a-token until=10:00")
    assert isinstance(act, acts.Invite)
    assert act.digest == sha256(b"a-token").hexdigest()


def test_when_it_happened_and_when_it_was_heard_can_differ() -> None:
    (line,) = said(a_story(f"{HEADERS}09:00 a cuts at=08:59 now=08:58"))
    assert (line.time, line.act.at, line.now) == (NINE, NINE - 60_000, NINE - 120_000)


def test_an_opening_takes_the_first_pack_of_the_story() -> None:
    story = a_story(
        "day 2024-05-06\nproduction p\npack mine\n  | a pack\n  |\npacks house\n"
        "06:00 office opens producer key=k\n06:01 office adopts house"
    )
    opening, adopting = (line.act for line in said(story))
    assert isinstance(opening, acts.Open)
    assert isinstance(adopting, acts.AdoptPack)
    assert opening.pack == "a pack\n"
    assert adopting.pack.startswith("#") or "[" in adopting.pack


def test_the_ids_are_the_same_in_every_reading_and_never_twice() -> None:
    ids = [line.act.id for line in said(a_story(OPENED))]
    assert ids == [line.act.id for line in said(a_story(f"# commented\n{OPENED}"))]
    assert len(set(ids)) == len(ids)
    assert ids[0] == "018f4c7c-d300-7000-8000-000000000001"


def test_again_sends_what_the_person_sent_last_as_it_was() -> None:
    first, other, again = said(
        a_story(
            f"{HEADERS}09:00 actor accepts colt-1 look=taken signed-by=his-phone\n"
            "09:00 armorer takes-out colt-2\n09:01 actor again"
        )
    )
    assert again.again
    assert (again.act, again.signed_by) == (first.act, "his-phone")
    assert again.time == first.time + 60_000
    assert other.act != first.act


def test_again_with_an_id_sends_what_had_that_id() -> None:
    known = "018f4b4e-f580-7000-8000-00000000000a"
    first, _, again = said(
        a_story(
            f"{HEADERS}09:00 actor declines colt-1 id={known}\n"
            f"09:00 actor declines colt-2\n09:01 actor again {known}"
        )
    )
    assert again.act == first.act


def test_another_act_can_be_given_the_same_id() -> None:
    first, other = said(
        a_story(f"{HEADERS}09:00 a declines colt-1\n09:00 a declines colt-2 id=again")
    )
    assert other.act.id == first.act.id
    assert other.act != first.act


def test_a_correction_points_at_a_line_by_its_label() -> None:
    story = a_story(
        f"{OPENED}07:00 armorer takes-out colt-1 sent=forged\n"
        "  not heard: bad-signature\n"
        "07:01 armorer takes-out colt-1 as=the-slip\n"
        "07:02 armorer again\n"
        "07:03 armorer corrects the-slip grounds=mistyped\n"
    )
    act = said(story)[-1].act
    assert isinstance(act, acts.Correct)
    assert act.entry == 5  # five entries before it: nobody heard the forged one


def test_a_person_called_then_is_no_check() -> None:
    assert the_act("=then takes-out colt-1").by == "then"


def test_a_check_without_a_time_is_made_where_it_stands() -> None:
    story = a_story(f"{HEADERS}09:00 a cuts\nthen stopped\n09:30 a cuts")
    (check,) = (line for line in story.lines if isinstance(line, Then))
    assert check.time == NINE


def test_a_day_in_the_middle_goes_on_to_another_day() -> None:
    first, second = said(
        a_story(f"{HEADERS}09:00 a cuts\nday 2024-05-07\n09:00 a cuts")
    )
    assert second.time - first.time == 86_400_000


def test_a_comment_after_a_line_is_kept_with_it() -> None:
    (line,) = said(a_story(f"{HEADERS}09:00 a cuts # for lunch\n  then stopped # no"))
    assert line.note == "for lunch"
    assert [one.note for one in line.expects] == ["no"]


def test_a_comment_between_an_act_and_its_answer_parts_nothing() -> None:
    story = a_story(f"{HEADERS}09:00 a cuts\n  # why\n  impossible: no-day")
    line, comment = story.lines
    assert isinstance(line, Said)
    assert len(line.expects) == 1
    assert isinstance(comment, Comment)


# --- stories that use stories ------------------------------------------------

MORNING_OF = (
    "# A morning\n# of its own\nday 2000-01-01\nproduction other\npacks house\n"
    "06:00 office opens producer key=k as=opening\n# here\n"
    "not caught: nothing\n"
)


def test_a_used_story_brings_its_day_production_and_packs() -> None:
    story = a_story("use morning\n07:00 office cuts", morning=MORNING_OF)
    assert story.production == "other"
    assert [line.act.at for line in said(story)] == [946_706_400_000, 946_710_000_000]


def test_the_story_that_uses_another_sets_its_day_and_production() -> None:
    story = a_story(f"{HEADERS}use morning\n07:00 a cuts", morning=MORNING_OF)
    assert story.production == "long-road"
    assert [line.act.production for line in said(story)] == ["long-road"] * 2
    assert said(story)[0].time == MORNING + 6 * 3_600_000


def test_a_used_story_leaves_its_title_and_its_limits_behind() -> None:
    story = a_story("# Mine\nuse morning", morning=MORNING_OF)
    assert (story.title, story.prose, story.not_caught) == ("Mine", (), ())
    assert [type(line) for line in story.lines] == [Said, Comment]


def test_a_story_used_twice_happens_once() -> None:
    story = a_story("use one\nuse two", one=MORNING_OF, two="use one\n07:00 a cuts")
    assert len(said(story)) == 2


def test_a_line_of_a_used_story_says_where_it_was_read() -> None:
    story = a_story("use morning\n07:00 office cuts", morning=MORNING_OF)
    assert [str(line.spot) for line in said(story)] == ["morning:6", "a.story:2"]


def test_a_label_of_a_used_story_is_known() -> None:
    story = a_story(
        "use morning\n07:00 office corrects opening grounds=a-slip", morning=MORNING_OF
    )
    act = said(story)[-1].act
    assert isinstance(act, acts.Correct)
    assert act.entry == 0
