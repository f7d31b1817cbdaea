from lastlook.views.day import day_view, scenes
from tests.world.viewed import HANDED_OVER, OUT, seen

IN_PLAY = f"""{HANDED_OVER}\
08:06 first-ad announces colt-1 called=empty
"""


def test_the_cut_is_the_one_thing_to_call_in_play() -> None:
    main = day_view(seen(IN_PLAY, "first-ad")).main
    assert main is not None
    assert main.name == "cut"
    assert day_view(seen(OUT, "first-ad")).main is None


def test_after_a_break_the_one_thing_is_to_resume() -> None:
    main = day_view(seen("12:00 first-ad breaks\n", "first-ad")).main
    assert main is not None
    assert main.name == "resume"


def test_set_ups_to_go_to_leave_out_the_one_the_company_is_at() -> None:
    view = day_view(seen(OUT, "first-ad"))
    assert {choice.label for choice in view.set_ups} == {"12R", "12B"}


def test_a_wrap_that_is_refused_says_what_is_in_its_way() -> None:
    view = day_view(seen(OUT, "first-ad"))
    wrap = next(choice for choice in view.choices if choice.name == "wrap")
    codes = [reason.code for reason in wrap.reasons]
    assert "not-locked-up" in codes
    assert "count-missing" in codes


def test_every_weapon_that_is_out_is_on_the_day() -> None:
    view = day_view(seen(OUT, "first-ad"))
    assert [one.weapon.id for one in view.out] == ["colt-1"]


def test_a_scene_shows_who_assessed_and_approved() -> None:
    (row,) = scenes(seen("", "adviser"))
    assert (row.scene.assessed_by, row.scene.approved_by) == ("adviser", "adviser")
    assert [set_up.id for set_up in row.set_ups] == ["12R", "12A", "12B"]
    named = {choice.name: choice.possible for choice in row.choices}
    assert named["hold-meeting"]
    # The adviser does not handle weapons; whoever does endorses.
    assert not named["endorse"]
    assert "approve-scene" not in named


def test_a_scene_with_blanks_asks_for_protection_and_any_scene_for_notice() -> None:
    (row,) = scenes(seen("", "first-ad"))
    labels = [choice.label for choice in row.choices if choice.possible]
    assert "Issue protection for 12B" in labels
    assert "Somebody was told" in labels


def test_a_scene_is_endorsed_once_by_whoever_handles_its_weapons() -> None:
    (row,) = scenes(seen("", "armorer"))
    assert "endorse" in [choice.name for choice in row.choices if choice.possible]
    (row,) = scenes(seen("06:56 armorer endorses 12\n", "armorer"))
    assert "endorse" not in [choice.name for choice in row.choices]
