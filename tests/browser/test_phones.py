"""A lost phone is ended on one screen; a phone with a wrong clock says so."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, expect

from lastlook.core import acts
from tests.browser.conftest import Join, Keep
from tests.world.served import Served

AHEAD = "globalThis.real = Date.now; Date.now = () => real() + 7 * 60_000;"


def test_a_lost_phone_is_ended_in_two_taps_from_the_board_and_one_to_confirm(
    stage: Served, join: Join, keep: Keep
) -> None:
    armorer, actor = join("armorer"), join("actor")
    actor.get_by_role("button", name="Stop the set", exact=True).click()
    actor.get_by_role("button", name="STOP THE SET", exact=True).click()
    expect(actor.get_by_text("SET STOPPED")).to_be_visible()
    armorer.goto(f"{stage.url}board")
    armorer.get_by_role("link", name="A phone is lost").click()
    section = armorer.locator("#phones-actor")
    expect(section.get_by_text("Priya stopped the set.")).to_be_visible()
    keep(armorer, "40-phones")
    armorer.locator("#phones-actor").scroll_into_view_if_needed()
    keep(armorer, "41-phones-of-one")
    section.get_by_role("button", name="Priya's phone is lost").first.click()
    confirm = armorer.get_by_role("dialog", name="End a phone")
    expect(confirm.get_by_text("Priya's phone, added")).to_be_visible()
    keep(armorer, "42-end-a-phone")
    confirm.get_by_role("button", name="END THIS PHONE").click()
    expect(section.get_by_text("Ended")).to_be_visible()
    keep(armorer, "43-ended")
    # The page of the lost phone notices by itself, and there is no way on.
    actor.get_by_role("button", name="Go on as actor").click()
    expect(actor.get_by_text("The desk no longer knows actor's key.")).to_be_visible()


def test_nothing_is_ended_by_one_tap(stage: Served, join: Join) -> None:
    armorer = join("armorer")
    size = stage.stage.desk.size
    armorer.goto(f"{stage.url}phones")
    armorer.get_by_role("button", name="Priya's phone is lost").first.click()
    confirm = armorer.get_by_role("dialog", name="End a phone")
    confirm.get_by_role("button", name="Go back").click()
    expect(confirm).to_be_hidden()
    assert stage.stage.desk.size == size


def test_ones_own_other_phone_is_ended_from_the_one_in_hand(
    stage: Served, join: Join
) -> None:
    lost, here = join("armorer"), join("armorer")
    here.goto(f"{stage.url}phones")
    own = here.locator("#phones-armorer")
    expect(own.get_by_text("The phone in your hand")).to_have_count(1)
    # In hand, lost, and the one without a browser that the armorer was enrolled with.
    expect(own.get_by_role("button", name="Nadia's phone is lost")).to_have_count(2)
    own.get_by_role("button", name="Nadia's phone is lost").first.click()
    here.get_by_role("button", name="END THIS PHONE").click()
    expect(own.get_by_text("Ended")).to_be_visible()
    expect(own.get_by_text("The phone in your hand")).to_be_visible()
    expect(lost.get_by_role("button", name="Go on as armorer")).to_be_visible()


def test_who_may_end_none_is_told_whom_to_tell(stage: Served, join: Join) -> None:
    actor = join("actor")
    actor.goto(f"{stage.url}phones")
    expect(actor.get_by_text("Is one of them lost?")).to_be_visible()
    expect(actor.get_by_text("Priya").first).to_be_visible()
    expect(actor.get_by_role("button", name="phone is lost")).to_have_count(0)
    expect(actor.locator("#phones-armorer")).to_have_count(0)


def test_a_phone_whose_clock_is_wrong_says_so_at_once_and_can_stop_the_set(
    stage: Served,
    join: Join,
    contexts: Callable[[], BrowserContext],
    keep: Keep,
) -> None:
    good = join("armorer")
    expect(good.locator("html")).to_have_attribute("data-link", "up")
    expect(good.locator("#apart")).to_be_hidden()
    context = contexts()
    context.add_init_script(AHEAD)
    wrong = context.new_page()
    wrong.goto(stage.link("actor"))
    wrong.get_by_role("button", name="Join").click()
    wrong.wait_for_url("**/hands")
    expect(
        wrong.get_by_text("This phone's clock is 7 min ahead of the desk's.")
    ).to_be_visible()
    keep(wrong, "44-clock")
    wrong.get_by_role("button", name="Stop the set", exact=True).click()
    wrong.get_by_role("button", name="STOP THE SET", exact=True).click()
    expect(wrong.get_by_text("SET STOPPED")).to_be_visible()
    # The record has both times, and the act was heard in time by the desk's.
    key = next(
        k
        for k in stage.stage.desk.state.keys.values()
        if k.last is not None and k.last.n == stage.stage.desk.size - 1
    )
    assert key.last is not None
    assert 6.9 < (key.last.at - key.last.recorded_at) / 60_000 < 7.1
    # Set right again, it says nothing more.
    wrong.evaluate("Date.now = real")
    expect(wrong.locator("#apart")).to_be_hidden()


def test_the_board_and_the_log_show_both_times(
    stage: Served, join: Join, keep: Keep
) -> None:
    armorer = join("armorer")
    stage.say("actor", acts.Stop, at=stage.stage.clock.now_ms() - 7 * 60_000)
    armorer.goto(f"{stage.url}board")
    expect(armorer.get_by_role("heading", name="Clocks that disagree")).to_be_visible()
    expect(armorer.get_by_text("Priya's phone said")).to_be_visible()
    keep(armorer, "45-clocks-on-the-board")
    armorer.goto(f"{stage.url}log")
    expect(armorer.get_by_text("The phone's clock said")).to_be_visible()
    keep(armorer, "46-clocks-in-the-log")


def test_somebody_has_their_own_details_erased(
    stage: Served, join: Join, keep: Keep
) -> None:
    actor = join("actor")
    actor.goto(f"{stage.url}people")
    expect(actor.get_by_role("link", name="Erase the details")).to_have_count(1)
    actor.get_by_role("link", name="Erase the details").click()
    keep(actor, "47-forget")
    actor.get_by_role("button", name="Erase", exact=True).click()
    actor.wait_for_url("**/people")
    expect(actor.locator("#people").get_by_text("actor (erased ")).to_be_visible()
    expect(actor.get_by_text("Priya")).to_have_count(0)
    keep(actor, "48-forgotten")
    assert stage.stage.desk.people.details("actor") is None
    actor.goto(f"{stage.url}log")
    expect(actor.get_by_text("erased the details of actor").first).to_be_visible()


def test_a_lost_key_of_the_desk_is_confirmed_from_the_board(
    stage: Served, join: Join, keep: Keep
) -> None:
    adviser = join("adviser")
    stage.lose_key()
    adviser.goto(f"{stage.url}board")
    expect(adviser.get_by_text("The desk's key was lost, says office.")).to_be_visible()
    keep(adviser, "49-key-lost")
    adviser.get_by_role("link", name="Confirm it").click()
    adviser.get_by_role("radio").check()
    keep(adviser, "50-confirm-key")
    adviser.get_by_role("button", name="I confirm it").click()
    adviser.wait_for_url("**/board")
    expect(adviser.get_by_text("The desk's key was lost")).to_have_count(0)
    assert stage.stage.desk.state.desk_keys[0].confirmed_by == "adviser"
