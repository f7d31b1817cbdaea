"""A played story told as a report."""

from lastlook.stories.tell import WIDTH, tell
from tests.world.stories import HEADERS, OPENED, played


def report(text: str, **used: str) -> str:
    return "\n".join(told.text for told in tell(played(text, **used)))


def kinds(text: str) -> list[str]:
    return [told.kind for told in tell(played(text))]


def test_a_report_tells_every_act_in_a_sentence() -> None:
    assert (
        report(f"# A day\n# begins.\n{OPENED}")
        == """\
A day

begins.

2024-05-06
06:00 office opens production-manager: key office-phone; pack house
06:01 office enrols armorer: roles armorer; key armorer-phone
06:01 office enrols actor: roles performer
06:02 office registers place safe-1: kind safe; locks yes
06:03 armorer registers colt-1: weapon class firearm; mechanism none; chambers 2;
      calibre .45LC; serial A; supplier S; place safe-1

5 acts: 5 granted.
Everything is as the story expects."""
    )


def test_a_refusal_is_told_with_its_rule_source_and_remedy_once() -> None:
    told = report(
        f"{OPENED}07:00 armorer takes-out colt-1\n"
        "  refused: day-not-called, not-on-duty\n"
        "07:01 armorer takes-out colt-9\n"
        "  impossible: unknown\n"
        "07:02 armorer takes-out colt-1\n"
        "  refused: day-not-called, not-on-duty\n"
    )
    assert (
        """\
07:00 armorer takes out colt-1
      Refused: armorer is not on weapons duty now.
        Asked by few FEW-11 (own rule). Source: A book of few rules.
        Make it so.
      Refused: No day is called; colt-1 stays locked.
        Asked by few FEW-14 (own rule). Source: A book of few rules.
        Make it so.
07:01 armorer takes out colt-9
      Impossible: There is no weapon colt-9 in this production.
        Check the id, or register it first.
07:02 armorer takes out colt-1
      Refused: armorer is not on weapons duty now.
        FEW-11, as above.
      Refused: No day is called; colt-1 stays locked.
        FEW-14, as above.

8 acts: 5 granted, 3 refused.
"""
        in told
    )


def test_what_is_besides_the_act_is_told_with_it() -> None:
    told = report(
        f"{OPENED}07:00 actor stops via=armorer at=06:59\n"
        "07:01 armorer inspects colt-1 chambers=- method=rod took-ms=1500 "
        "signed-by=armorer-phone now=07:02\n  impossible: wrong-chambers\n"
        "07:03 office plans 1 scene=1 activity=take weapon-class=bow load=none "
        "performers=- pointing=nobody distance-cm=3 action=a\n"
        "07:04 office calls-day 2024-05-07T08:00 wrap-by=2024-05-07T09:00"
    )
    assert "07:00 actor stops: on armorer's phone; at 06:59 by the phone\n" in told
    assert "chambers -; method rod; took 1500 ms; at 07:02 by the" in told
    assert "      desk; signed by armorer-phone\n" in told
    assert "pointing nobody; distance 3 cm;" in told
    assert "calls day 2024-05-07 08:00: wrap by 2024-05-07 09:00" in told


def test_what_people_did_outside_is_told_there_and_at_the_end() -> None:
    line = "armorer reports taken-out: happened at 06:50; weapon colt-1; to actor\n"
    told = report(
        f"{OPENED}07:00 armorer reports taken-out happened-at=06:50 weapon=colt-1 "
        "to=actor\n  then colt-1 with actor\nnot caught: a hand"
    )
    assert f"\n07:00 {line}      So it is: colt-1 with actor.\n" in told
    assert f"\nWhat people did outside the system\n  2024-05-06 07:00 {line}" in told
    assert "\nWhat Lastlook would not have caught\n  a hand\n" in told


def test_a_refused_report_is_nothing_that_happened_outside() -> None:
    text = (
        f"{OPENED}07:00 armorer reports taken-out happened-at=08:00\n"
        "  impossible: still-to-come"
    )
    assert "outside" not in kinds(text)


def test_what_was_not_heard_or_sent_again_is_told() -> None:
    told = report(
        f"{OPENED}07:00 office stops sent=forged\n  not heard: bad-signature\n"
        "07:01 armorer stops\n07:02 armorer again\n"
    )
    assert "07:00 office stops\n      Not heard: bad-signature.\n" in told
    assert (
        "07:02 armorer sends the same once more\n"
        "      The answer is the one it got before.\n"
    ) in told
    assert "8 acts: 7 granted, 1 not heard." in told


def test_a_remark_is_told_with_its_rule() -> None:
    told = report(
        f"{OPENED}07:00 office assigns armorer duty=weapons starts-at=06:00 "
        "ends-at=20:00\n"
        "07:00 armorer receives D1 kind=dummy calibre=.45LC rounds=9 supplier=S "
        "box=B1 place=safe-1\n07:00 office calls-day 07:00 wrap-by=19:00\n"
        "07:00 armorer takes-out colt-1\n"
        "07:00 armorer loads colt-1 chambers=1 box=B1"
    )
    assert "Remark: Nobody was offered to watch colt-1 being loaded." in told


def test_what_does_not_fit_is_told_where_it_stands() -> None:
    told = report(
        f"{OPENED}07:00 office stops\n  then not stopped\n  refused: on-break"
    )
    assert (
        """\
07:00 office stops
      a.story:10
        expected refused: on-break
        got granted
      a.story:11
        expected not stopped
        got stopped
"""
        in told
    )
    assert told.endswith("2 answers not as the story expects.")
    assert "So it is" not in told


def test_a_used_story_is_one_line_unless_something_in_it_does_not_fit() -> None:
    told = report("use morning\n# mine\n06:04 office stops", morning=OPENED)
    assert told.startswith(
        "a.story\n\nAs in morning: 5 acts.\n\n2024-05-06\n\nmine\n06"
    )
    told = report("use morning\n06:04 office stops", morning=f"{OPENED}  then stopped")
    assert "06:01 office enrols actor" in told
    assert "As in" not in told


def test_every_day_is_a_heading() -> None:
    text = f"{OPENED}# later\nday 2024-05-07\n06:00 then not stopped\n"
    assert kinds(text)[-8:] == [
        "blank",
        "day",
        "blank",
        "comment",
        "check",
        "blank",
        "count",
        "count",
    ]


def test_no_line_is_too_long_but_for_a_word_that_is() -> None:
    name = "x" * 60
    lines = report(f"# {'word ' * 40}\n{OPENED}07:00 office enrols {name} roles=crew")
    assert max(len(line) for line in lines.splitlines()) <= WIDTH
    assert name in lines


def test_an_id_is_not_broken_at_its_hyphens() -> None:
    name = "a-" * 30 + "a"
    lines = report(f"{OPENED}07:00 office enrols {name} roles=armorer,first-ad,medic")
    assert name in lines
    assert "first-ad" in lines


def test_a_story_without_a_title_is_called_by_its_source() -> None:
    assert report(f"{HEADERS}06:00 office stops").startswith("a.story\n\n2024-05-06\n")
