"""A look asks what the weapon is: revolver, pistol, blade; and what a search finds."""

from hashlib import sha256

from playwright.sync_api import ViewportSize, expect

from lastlook.core import acts
from tests.browser.conftest import Join, Keep
from tests.browser.steps import called, others, says, search
from tests.browser.test_accessible import wrong_with
from tests.world.served import Served

SMALL = ViewportSize(width=360, height=740)


def test_a_hammer_that_is_down_is_shown_on_its_chamber(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.set_viewport_size(SMALL)
    armorer.goto(f"{stage.url}inspect/colt-1")
    armorer.get_by_role("button", name="Rod").click()
    for _ in range(6):
        armorer.get_by_role("button", name="EMPTY", exact=True).click()
    armorer.get_by_role("button", name="Clear", exact=True).click()
    keep(armorer, "40-hammer")
    armorer.get_by_role("button", name="Down", exact=True).click()
    expect(armorer.get_by_role("button", name="Tap the chamber")).to_be_disabled()
    armorer.get_by_role("button", name="Chamber 2").click()
    keep(armorer, "41-hammer-down-on-2")
    assert wrong_with(armorer) == []
    armorer.get_by_role("button", name="The hammer is on chamber 2").click()
    armorer.get_by_label("How many chambers have something").fill("0")
    armorer.get_by_role("button", name="Sign my look").click()
    armorer.wait_for_url("**/weapons/colt-1")
    expect(armorer.get_by_text("Hammer down on chamber 2").first).to_be_visible()
    keep(armorer, "42-card-with-the-hammer-down")
    seen = stage.stage.desk.state.weapons["colt-1"]
    assert (seen.hammer, seen.under) == ("down", 2)
    assert seen.chambers[0].looks[0].took_ms > 0


def test_a_hammer_at_half_cock_rests_on_no_chamber(stage: Served, join: Join) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.goto(f"{stage.url}inspect/colt-1")
    armorer.get_by_role("button", name="Rod").click()
    for _ in range(6):
        armorer.get_by_role("button", name="EMPTY", exact=True).click()
    armorer.get_by_role("button", name="Clear", exact=True).click()
    armorer.get_by_role("button", name="Down", exact=True).click()
    armorer.get_by_role("button", name="Chamber 3").press("Enter")
    # Not so: back, and said otherwise. What was tapped before is forgotten.
    armorer.get_by_role("button", name="Back", exact=True).click()
    armorer.get_by_role("button", name="Half cock", exact=True).click()
    armorer.get_by_label("How many chambers have something").fill("0")
    armorer.get_by_role("button", name="Sign my look").click()
    armorer.wait_for_url("**/weapons/colt-1")
    seen = stage.stage.desk.state.weapons["colt-1"]
    assert (seen.hammer, seen.under) == ("half-cock", None)


def _taken_out(stage: Served, weapon: str) -> None:
    called(stage)
    others(stage)
    stage.say(
        "armorer",
        acts.RecordCondition,
        weapon="glock-1",
        sound=True,
        occasion="intake",
        photos=("0" * 64,),
    )
    stage.say("armorer", acts.TakeOut, weapon=weapon)


def test_the_chamber_of_a_pistol_is_looked_into_with_its_magazine_out(
    stage: Served, join: Join, keep: Keep
) -> None:
    _taken_out(stage, "glock-1")
    armorer = join("armorer")
    armorer.set_viewport_size(SMALL)
    armorer.goto(f"{stage.url}inspect/glock-1")
    armorer.get_by_role("button", name="Light").click()
    keep(armorer, "43-magazine")
    armorer.get_by_role("button", name="OUT", exact=False).click()
    expect(armorer.locator("[data-place]")).to_have_text("CHAMBER")
    keep(armorer, "44-chamber-in-the-barrel")
    assert wrong_with(armorer) == []
    armorer.get_by_role("button", name="EMPTY", exact=True).click()
    expect(armorer.locator("[data-place]")).to_have_text("MAGAZINE")
    keep(armorer, "45-in-the-magazine")
    armorer.get_by_role("button", name="FOLLOWER SEEN").click()
    armorer.get_by_role("button", name="Clear", exact=True).click()
    armorer.get_by_role("button", name="Not looked, or none").click()
    armorer.get_by_label("How many places have something").fill("0")
    armorer.get_by_role("button", name="Sign my look").click()
    armorer.wait_for_url("**/weapons/glock-1")
    keep(armorer, "46-card-of-a-pistol")
    (look,) = stage.stage.desk.state.weapons["glock-1"].chambers[0].looks
    assert look.saw == "empty"


def test_in_a_magazine_that_is_in_nothing_is_seen(stage: Served, join: Join) -> None:
    _taken_out(stage, "glock-1")
    armorer = join("armorer")
    armorer.goto(f"{stage.url}inspect/glock-1")
    armorer.get_by_role("button", name="Light").click()
    armorer.get_by_role("button", name="IN then").click()
    armorer.get_by_role("button", name="EMPTY", exact=True).click()
    armorer.get_by_role("button", name="Clear", exact=True).click()
    armorer.get_by_role("button", name="Not looked, or none").click()
    armorer.get_by_label("How many places have something").fill("0")
    armorer.get_by_role("button", name="Sign my look").click()
    answer = armorer.get_by_role("dialog", name="REFUSED")
    expect(answer.get_by_text("was not out while its chamber")).to_be_visible()


def test_a_blade_is_told_from_its_like_by_its_tag(
    stage: Served, join: Join, keep: Keep
) -> None:
    _taken_out(stage, "sabre-1")
    armorer = join("armorer")
    armorer.set_viewport_size(SMALL)
    armorer.goto(f"{stage.url}weapons/sabre-1")
    says(armorer, "NOT CLEARED")
    armorer.goto(f"{stage.url}inspect/sabre-1")
    keep(armorer, "47-blade")
    armorer.get_by_role("button", name="By hand").click()
    keep(armorer, "48-what-is-the-blade")
    armorer.get_by_role("button", name="BLUNT").click()
    tag = armorer.get_by_label("Read the tag, type it")
    expect(tag).to_have_value("")
    tag.fill("S1")
    keep(armorer, "49-tag")
    assert wrong_with(armorer) == []
    armorer.get_by_role("button", name="Go on").click()
    expect(armorer.get_by_text("Found: BLUNT")).to_be_visible()
    armorer.get_by_role("button", name="Sign my look").click()
    armorer.wait_for_url("**/weapons/sabre-1")
    says(armorer, "BLADE")
    keep(armorer, "50-card-of-a-blade")
    armorer.goto(f"{stage.url}board")
    keep(armorer, "51-board")
    assert stage.stage.desk.state.weapons["sabre-1"].tag_read


def test_another_tag_takes_a_blade_out_of_play(stage: Served, join: Join) -> None:
    _taken_out(stage, "sabre-1")
    armorer = join("armorer")
    armorer.goto(f"{stage.url}inspect/sabre-1")
    armorer.get_by_role("button", name="By eye").click()
    armorer.get_by_role("button", name="SHARP").click()
    armorer.get_by_label("Read the tag, type it").fill("S2")
    armorer.get_by_role("button", name="Go on").click()
    armorer.get_by_role("button", name="Sign my look").click()
    armorer.wait_for_url("**/weapons/sabre-1")
    says(armorer, "NOT CLEARED")
    expect(armorer.get_by_text("another tag")).to_be_visible()


def test_one_round_found_in_a_search_stops_the_set(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer, adviser = join("armorer"), join("adviser")
    adviser.set_viewport_size(SMALL)
    search(armorer, stage, loose=1)
    expect(armorer.get_by_text("SET STOPPED")).to_be_visible()
    adviser.goto(f"{stage.url}boxes")
    keep(adviser, "52-boxes-with-one-suspected")
    adviser.get_by_role("link", name="1 round · SUSPECTED LIVE").click()
    expect(adviser.get_by_text("Nobody has examined it.")).to_be_visible()
    keep(adviser, "53-suspected-live")
    assert wrong_with(adviser) == []
    adviser.get_by_role("link", name="Say what they are").click()
    adviser.get_by_role("radio", name="LIVE").check()
    adviser.get_by_role("button", name="Sign what they are").click()
    expect(adviser.get_by_text("A round CONFIRMED LIVE was found")).to_be_visible()
    keep(adviser, "54-confirmed-live")
    assert wrong_with(adviser) == []


def test_a_photograph_stays_on_the_phone_and_its_digest_is_signed(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    armorer = join("armorer")
    armorer.set_viewport_size(SMALL)
    armorer.goto(f"{stage.url}record-condition/colt-1")
    armorer.get_by_role("radio", name="before a test").check()
    armorer.get_by_role("radio", name="Yes").check()
    for picture in (b"left", b"right"):
        armorer.locator("input[type=file]").set_input_files(
            {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        shown = sha256(picture).hexdigest()[:8]
        expect(armorer.get_by_text(shown)).to_be_visible()
    expect(armorer.get_by_text("2 on this phone")).to_be_visible()
    keep(armorer, "55-photographs")
    size = stage.stage.desk.size
    armorer.get_by_role("button", name="Sign the condition").click()
    armorer.wait_for_url("**/weapons/colt-1")
    (entry,) = stage.stage.desk.log.read(size, size + 1)
    for picture in (b"left", b"right"):
        assert sha256(picture).hexdigest().encode() in entry.act


def test_a_trainer_round_is_hidden_found_and_measured(
    stage: Served, join: Join, keep: Keep
) -> None:
    called(stage)
    adviser, armorer = join("adviser"), join("armorer")
    adviser.set_viewport_size(SMALL)
    adviser.goto(f"{stage.url}trainers")
    adviser.get_by_role("radio", name="B1").check()
    adviser.get_by_role("button", name="Make the salt").click()
    salt = adviser.locator("[data-part=salt]").inner_text()
    keep(adviser, "56-salt")
    adviser.get_by_role("button", name="I wrote both down. Sign").click()
    expect(adviser.get_by_text("1 hidden, not yet found")).to_be_visible()
    (digest,) = stage.stage.desk.state.trainers
    assert digest == sha256(f"B1/{salt}".encode()).hexdigest()
    adviser.goto(f"{stage.url}board")
    expect(adviser.get_by_text("1 trainer round hidden, not yet found")).to_be_visible()
    armorer.goto(f"{stage.url}board")
    expect(armorer.get_by_text("trainer")).to_have_count(0)
    armorer.goto(f"{stage.url}count/B1")
    armorer.get_by_label("How many rounds are in it").fill("13")
    armorer.get_by_role("button", name="Sign the count").click()
    armorer.wait_for_url("**/boxes/B1")
    adviser.goto(f"{stage.url}trainers")
    adviser.locator("[name=box][value=B1]").check()
    adviser.get_by_label("The salt, as you wrote it down").fill(salt)
    adviser.get_by_role("radio", name="found-").check()
    adviser.get_by_role("button", name="Reveal it").click()
    expect(adviser.get_by_text("found after")).to_be_visible()
    keep(adviser, "57-trainers")
    assert wrong_with(adviser) == []
