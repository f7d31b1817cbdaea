"""Rounds from the box to the chambers; phones that come, lose an answer, are shared."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import Join, Keep
from tests.browser.steps import call_day, look, says, swept
from tests.world.served import Served


def test_dummies_from_the_box_to_the_chambers(
    stage: Served, join: Join, keep: Keep
) -> None:
    armorer, first_ad = join("armorer"), join("first-ad")
    call_day(first_ad, stage)
    swept(stage)
    armorer.goto(f"{stage.url}prove/B1")
    for test in ("rattle", "primer"):
        armorer.get_by_role("checkbox", name=test).check()
    armorer.get_by_label("How many rounds passed").fill("12")
    armorer.get_by_role("button", name="Sign the proof").click()
    armorer.wait_for_url("**/boxes/B1")
    armorer.goto(f"{stage.url}hands")
    armorer.get_by_role("button", name="Take colt-1 out").click()
    expect(armorer.get_by_role("heading", name="In your hands")).to_be_visible()
    look(armorer, stage, "Rod")
    armorer.goto(f"{stage.url}load/colt-1")
    for number in (1, 2):
        armorer.locator(f"[name=chambers][value='{number}']").check()
    armorer.get_by_role("checkbox", name="Priya").check()
    armorer.get_by_role("button", name="Load", exact=True).click()
    armorer.wait_for_url("**/weapons/colt-1")
    says(armorer, "NOT CLEARED")
    expect(armorer.get_by_text("6 not seen")).to_be_visible()
    saw = ("DUMMY", "DUMMY", "EMPTY", "EMPTY", "EMPTY", "EMPTY")
    look(armorer, stage, "Rattle", saw)
    look(first_ad, stage, "Primer", saw)
    says(armorer, "DUMMIES")
    expect(armorer.get_by_text("2 dummy, 4 empty", exact=True)).to_be_visible()
    keep(armorer, "16-dummies")
    armorer.goto(f"{stage.url}unload/colt-1")
    armorer.get_by_role("button", name="Unload", exact=True).click()
    armorer.wait_for_url("**/weapons/colt-1")
    says(armorer, "NOT CLEARED")


def test_an_answer_lost_on_the_way_is_asked_for_again(
    stage: Served, join: Join
) -> None:
    armorer = join("armorer")
    sent: list[bytes | None] = []

    def lose_the_first(route: Route) -> None:
        sent.append(route.request.post_data_buffer)
        if len(sent) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    armorer.route("**/acts", lose_the_first)
    size = stage.stage.desk.size
    armorer.get_by_role("button", name="Stop the set", exact=True).click()
    armorer.get_by_role("button", name="STOP THE SET", exact=True).click()
    expect(armorer.get_by_text(f"Recorded as entry {size}.")).to_be_visible()
    # The very same bytes went out twice and count once.
    assert len(sent) == 2
    assert sent[0] == sent[1]
    assert stage.stage.desk.size == size + 1


def test_a_desk_that_never_answers_is_no_yes(join: Join, keep: Keep) -> None:
    armorer = join("armorer")
    armorer.route("**/acts", lambda route: route.abort())
    armorer.get_by_role("button", name="Stop the set", exact=True).click()
    armorer.get_by_role("button", name="STOP THE SET", exact=True).click()
    answer = armorer.get_by_role("dialog", name="NO ANSWER")
    expect(answer).to_be_visible()
    keep(armorer, "17-no-answer")
    armorer.unroute("**/acts")
    answer.get_by_role("button", name="Send the same again").click()
    expect(armorer.get_by_text("SET STOPPED")).to_be_visible()


def test_a_phone_is_invited_by_a_picture(
    stage: Served,
    join: Join,
    contexts: Callable[[], BrowserContext],
    keep: Keep,
) -> None:
    office = join("office")
    office.goto(f"{stage.url}people")
    office.get_by_role("button", name="Invite Emil's phone").click()
    invitation = office.get_by_role("dialog", name="Invitation")
    expect(invitation.get_by_role("img", name="QR code")).to_be_visible()
    keep(office, "18-invitation")
    link = invitation.locator("[data-part=link]").inner_text()
    phone = contexts().new_page()
    phone.goto(link)
    phone.get_by_role("button", name="Join").click()
    phone.wait_for_url("**/board")
    expect(phone.get_by_role("link", name="Emil")).to_be_visible()
    # The link is good once.
    late = contexts().new_page()
    late.goto(link)
    late.get_by_role("button", name="Join").click()
    expect(late.get_by_text("Cannot join yet.")).to_be_visible()


def test_two_people_share_a_browser(stage: Served, join: Join) -> None:
    page = join("armorer")
    page.goto(stage.link("actor"))
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/hands")
    expect(page.get_by_role("link", name="Priya")).to_be_visible()
    page.get_by_role("link", name="Priya").click()
    page.get_by_role("button", name="Go on as armorer").click()
    page.wait_for_url("**/hands")
    expect(page.get_by_role("link", name="Nadia")).to_be_visible()


def test_a_browser_that_forgot_its_cookie_signs_in_by_itself(
    stage: Served, join: Join
) -> None:
    page = join("armorer")
    page.context.clear_cookies()
    page.goto(f"{stage.url}board")
    expect(page.get_by_role("link", name="Nadia")).to_be_visible()


def test_rounds_that_were_found_stop_the_set(stage: Served, join: Join) -> None:
    armorer = join("armorer")
    armorer.goto(f"{stage.url}find")
    armorer.get_by_role("radio", name="live").check()
    armorer.get_by_label("How many? Count them.").fill("1")
    armorer.get_by_label("An id for the box").fill("bag-1")
    armorer.get_by_role("radio", name="safe-1").check()
    armorer.get_by_role("button", name="They were found").click()
    armorer.wait_for_url("**/boxes")
    expect(armorer.get_by_text("SET STOPPED")).to_be_visible()
    expect(armorer.get_by_text("SUSPECTED LIVE · in quarantine")).to_be_visible()


def test_a_lost_phone_reads_and_signs_no_more(stage: Served, join: Join) -> None:
    office, actor = join("office"), join("actor")
    office.goto(f"{stage.url}revoke-key/actor")
    office.get_by_role("radio").last.check()
    office.get_by_label("Why?").fill("phone left on the bus")
    office.get_by_role("button", name="End this key").click()
    office.wait_for_url("**/people")
    # The page notices by itself, and there is nothing to go on with.
    expect(actor.get_by_role("button", name="Go on as actor")).to_be_visible()
    actor.get_by_role("button", name="Go on as actor").click()
    expect(actor.get_by_text("The desk no longer knows actor's key.")).to_be_visible()
