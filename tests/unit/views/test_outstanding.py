from lastlook.views.outstanding import Outstanding, outstanding
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


# --- what rules ask for, as the core would say it --------------------------------

A_DAY = """\
20:00 first-ad wraps
20:10 first-ad calls-day 20:10 wrap-by=23:00
"""
READY = """\
08:00 first-ad goes-to 12A
08:01 armorer takes-out colt-1
08:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear
08:03 armorer locks-up colt-1 place=safe-1
19:00 armorer counts B1 rounds=12
19:00 armorer counts B2 rounds=10
"""


def asked(lines: str, reader: str = "first-ad") -> list[Outstanding]:
    return list(outstanding(seen(lines, reader)))


def test_places_are_to_be_searched_from_the_call_on() -> None:
    assert "not-swept" not in {row.kind for row in asked("")}
    found = {row.thing for row in asked(READY + A_DAY) if row.kind == "not-swept"}
    assert found == {"cart-1", "table-1"}
    one = READY + A_DAY + "20:11 armorer sweeps cart-1 rounds=0\n"
    assert {r.thing for r in asked(one) if r.kind == "not-swept"} == {"table-1"}


def test_a_day_under_nobody_is_missed_once_whatever_the_weapons() -> None:
    rows = [row for row in asked(READY + A_DAY) if row.kind == "nobody-in-charge"]
    assert len(rows) == 1
    assert "nobody-in-charge" not in {row.kind for row in asked("")}


def test_notice_and_protection_are_missed_for_the_set_up_the_company_is_at() -> None:
    planned = (
        "07:00 director plans 13A scene=13 activity=take weapon-class=firearm "
        "load=blank performers=actor pointing=nobody distance-cm=900 action=draw "
        "why-functional=flash blank-load=quarter\n"
        "07:01 adviser assesses 13 residual=low\n"
        "07:02 adviser approves 13\n"
        "07:03 first-ad gives-notice call-sheet reference=CS-15 scene=13\n"
        "07:04 first-ad goes-to 13A\n"
    )
    rows = asked(planned)
    missing = [row for row in rows if row.kind == "protection-missing"]
    assert [(row.thing, row.person) for row in missing] == [("13A", "actor")]
    issued = f"{planned}07:05 armorer issues-protection 13A to=actor what=ears\n"
    assert "protection-missing" not in {row.kind for row in asked(issued)}
    # A new plan of the same scene would ask for none of it now.
    assert "notice-missing" not in {row.kind for row in rows}


def test_a_condition_is_owed_until_it_is_recorded() -> None:
    arrived = (
        "07:00 armorer registers colt-9 weapon-class=firearm mechanism=bolt chambers=5 "
        "calibre=.308 serial=S-9 supplier=hire-house place=safe-1\n"
    )
    (owed,) = [row for row in asked(arrived) if row.kind == "condition-owed"]
    assert (owed.thing, owed.what) == ("colt-9", "intake")
    seen_to = (
        f"{arrived}07:01 armorer records-condition colt-9 sound=yes occasion=intake "
        "photos=sha256:colt-9\n"
    )
    assert "condition-owed" not in {row.kind for row in asked(seen_to)}


def test_what_is_taken_for_live_is_missed_until_it_was_examined() -> None:
    loose = "07:00 armorer sweeps table-1 rounds=1\n"
    (row,) = [row for row in asked(loose) if row.kind == "suspected-live"]
    examined = f"{loose}07:01 adviser examines {row.thing} verdict=inert\n"
    assert "suspected-live" not in {row.kind for row in asked(examined)}
    live = f"{loose}07:01 adviser examines {row.thing} verdict=live\n"
    assert "confirmed-live" in {row.kind for row in asked(live)}


def test_how_many_trainers_are_hidden_is_told_to_the_adviser_alone() -> None:
    hidden = "07:00 adviser seeds-trainer sha256:B1/salt-salt\n"
    (row,) = [r for r in asked(hidden, "adviser") if r.kind == "trainers-hidden"]
    assert row.rounds == 1
    for reader in ("armorer", "first-ad", "office"):
        assert "trainers-hidden" not in {r.kind for r in asked(hidden, reader)}
