"""PINs: the word of somebody without a phone, on another's.

1. A PIN is compared only after the phone's own signature was found good, so that no
   stranger can use up its tries.
2. So many wrong ones in a row, and it rests; tries made at once count each.
3. How often it was wrong is forgotten with the desk.
"""

from collections.abc import Callable
from typing import Final

from lastlook.core.words import Ms, PersonId
from lastlook.desk.people import People, pin_fits
from lastlook.desk.unanswered import NotHeard, Problem

PIN_TRIES_MAX: Final = 5  # wrong ones in a row, then the PIN rests
PIN_REST_MS: Final = 600_000


class Pins:
    """Who may try a PIN, and how often."""

    def __init__(self, people: People, now: Callable[[], Ms]) -> None:
        """Take PINs from `people`; `now` is the desk's clock."""
        self._people = people
        self._now = now
        self._wrong: dict[PersonId, tuple[int, Ms]] = {}

    def claim(self, person: PersonId, pin: str | None) -> tuple[str, str]:
        """The hash to compare with and the PIN; counts as a wrong try until `right`."""
        if pin is None:
            raise _pin(person, "pin-missing", "There is no PIN with it.", "Type it.")
        hashed = self._people.pin_of(person)
        if hashed is None:
            raise _pin(
                person, "pin-not-set", "No PIN is set.", "Set one with the armorer."
            )
        tries, last = self._wrong.get(person, (0, 0))
        now = self._now()
        if tries >= PIN_TRIES_MAX and now < last + PIN_REST_MS:
            raise _pin(
                person,
                "pin-rests",
                f"The PIN was wrong {PIN_TRIES_MAX} times.",
                f"Wait {PIN_REST_MS // 60_000} minutes, or use a phone of their own.",
            )
        self._wrong[person] = (1 if tries >= PIN_TRIES_MAX else tries + 1, now)
        return hashed, pin

    def settle(self, person: PersonId, hashed: str, pin: str) -> None:
        """Compare (slowly, on purpose); `NotHeard` where the PIN is wrong."""
        if not pin_fits(hashed, pin):
            raise _pin(person, "wrong-pin", "The PIN is wrong.", "Type it again.")
        self._wrong.pop(person, None)


def _pin(person: PersonId, code: str, what: str, remedy: str) -> NotHeard:
    return NotHeard(code, Problem(what, f"PIN of {person}", remedy))
