from lastlook.views.outstanding import outstanding
from tests.world.viewed import HANDED_OVER, OFFERED, OUT, seen

PLAYED = f"""{HANDED_OVER}\
08:06 first-ad announces colt-1 called=empty
08:07 first-ad cuts
"""


def kinds(lines: str) -> list[tuple[str, str]]:
    rows = outstanding(seen(lines, "first-ad"))
    return [(row.kind, row.thing) for row in rows]


def test_boxes_are_to_be_counted_once_the_day_is_called() -> None:
    assert kinds(OUT) == [("box-uncounted", "B1"), ("box-uncounted", "B2")]
    assert kinds("18:00 armorer counts B1 rounds=12\n") == [("box-uncounted", "B2")]


def test_an_offer_waits_for_an_answer() -> None:
    assert ("offer-open", "colt-1") in kinds(OFFERED)


def test_a_weapon_with_a_performer_after_the_cut_is_missed() -> None:
    assert ("out-after-cut", "colt-1") in kinds(PLAYED)


def test_a_return_waits_for_the_other_sides_word() -> None:
    back = f"{PLAYED}08:08 armorer collects colt-1\n"
    assert ("return-unconfirmed", "colt-1") in kinds(back)
    confirmed = f"{back}08:08 actor confirms-return colt-1\n"
    assert ("return-unconfirmed", "colt-1") not in kinds(confirmed)


def test_rounds_that_do_not_add_up_stay_on_the_list() -> None:
    short = "18:00 armorer counts B1 rounds=11\n"
    found = kinds(short)
    assert ("unaccounted", "D1") in found
    assert found[0][0] == "hold"


def test_a_weapon_left_alone_is_unattended() -> None:
    told = (
        f"{OUT}08:03 first-ad reports left-unattended weapon=colt-1 happened-at=08:02\n"
    )
    assert ("unattended", "colt-1") in kinds(told)
