from lastlook.views.card import Card
from lastlook.views.hands import hands
from tests.world.viewed import CLEARED, HANDED_OVER, OFFERED, ONE_LOOK, OUT, seen

BACK = f"""{HANDED_OVER}\
08:06 armorer collects colt-1
"""


def ids(cards: tuple[Card, ...]) -> list[str]:
    return [one.weapon.id for one in cards]


def test_a_handler_sees_what_is_in_store() -> None:
    shown = hands(seen("08:00 first-ad goes-to 12A\n", "armorer"))
    assert ids(shown.held) == []
    assert ids(shown.in_store) == ["colt-1", "rubber-1"]
    # On a break nothing may be taken out, and nothing is offered to be.
    assert ids(hands(seen("12:00 first-ad breaks\n", "armorer")).in_store) == []


def test_what_was_taken_out_is_in_the_hands() -> None:
    assert ids(hands(seen(OUT, "armorer")).held) == ["colt-1"]
    assert ids(hands(seen(OUT, "actor")).held) == []


def test_a_second_look_waits_for_whoever_did_not_make_the_first() -> None:
    assert ids(hands(seen(ONE_LOOK, "first-ad")).to_look) == ["colt-1"]
    assert ids(hands(seen(ONE_LOOK, "armorer")).to_look) == []
    assert ids(hands(seen(CLEARED, "first-ad")).to_look) == []


def test_an_offer_waits_for_the_one_it_was_made_to() -> None:
    assert ids(hands(seen(OFFERED, "actor")).offered) == ["colt-1"]
    assert ids(hands(seen(OFFERED, "director")).offered) == []


def test_a_handler_can_take_back_what_is_in_other_hands() -> None:
    assert ids(hands(seen(HANDED_OVER, "armorer")).given) == ["colt-1"]
    assert ids(hands(seen(HANDED_OVER, "actor")).held) == ["colt-1"]


def test_a_return_waits_for_the_givers_word() -> None:
    assert ids(hands(seen(BACK, "actor")).to_confirm) == ["colt-1"]
    assert ids(hands(seen(BACK, "armorer")).to_confirm) == []
