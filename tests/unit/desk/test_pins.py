import pytest

from lastlook.desk.people import People, pin_hash
from lastlook.desk.pins import PIN_REST_MS, PIN_TRIES_MAX, Pins
from lastlook.desk.unanswered import NotHeard
from tests.world.desk import SetClock


def pins(clock: SetClock) -> Pins:
    people = People(":memory:")
    people.set_pin("actor", pin_hash("2580"))
    return Pins(people, clock.now_ms)


def try_pin(pins: Pins, pin: str) -> None:
    pins.settle("actor", *pins.claim("actor", pin))


def test_the_right_pin_passes_and_a_wrong_one_is_told() -> None:
    tried = pins(SetClock())
    try_pin(tried, "2580")
    with pytest.raises(NotHeard) as caught:
        try_pin(tried, "0000")
    assert caught.value.code == "wrong-pin"


def test_a_pin_that_was_wrong_too_often_rests_even_when_it_is_right() -> None:
    clock = SetClock()
    tried = pins(clock)
    for _ in range(PIN_TRIES_MAX):
        with pytest.raises(NotHeard):
            try_pin(tried, "0000")
    with pytest.raises(NotHeard) as caught:
        try_pin(tried, "2580")
    assert caught.value.code == "pin-rests"
    clock.at += PIN_REST_MS
    try_pin(tried, "2580")


def test_after_its_rest_a_pin_has_all_its_tries_again() -> None:
    clock = SetClock()
    tried = pins(clock)
    for _ in range(PIN_TRIES_MAX):
        with pytest.raises(NotHeard):
            try_pin(tried, "0000")
    clock.at += PIN_REST_MS
    for _ in range(PIN_TRIES_MAX):
        with pytest.raises(NotHeard, match="PIN is wrong"):
            try_pin(tried, "0000")


def test_tries_made_at_once_count_each() -> None:
    tried = pins(SetClock())
    for _ in range(PIN_TRIES_MAX):
        tried.claim("actor", "0000")
    with pytest.raises(NotHeard) as caught:
        tried.claim("actor", "0000")
    assert caught.value.code == "pin-rests"


@pytest.mark.parametrize(
    ("person", "pin", "code"),
    [("actor", None, "pin-missing"), ("stand-in", "2580", "pin-not-set")],
)
def test_without_a_pin_nobody_gives_their_word(
    person: str, pin: str | None, code: str
) -> None:
    with pytest.raises(NotHeard) as caught:
        pins(SetClock()).claim(person, pin)
    assert caught.value.code == code
