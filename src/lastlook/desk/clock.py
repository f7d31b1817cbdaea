"""The one clock, and ids made of its time.

1. `SystemClock` never goes back: where the machine's clock does, it goes on.
2. An act's id is a UUIDv7: its first 48 bits are the time, the rest is chance
   that the caller brings.
"""

import time
from collections.abc import Callable
from typing import Final, Protocol

from lastlook.core.words import ActId, Ms

CHANCE_BYTES: Final = 10  # what an id needs of the caller's randomness


class Clock(Protocol):
    """Where the time comes from."""

    def now_ms(self) -> Ms:
        """The time in whole milliseconds UTC; never less than before."""
        ...


class SystemClock:
    """This machine's clock, kept from going back and from standing still.

    Where the machine's clock is set back, this one goes on at the machine's own
    pace: a clearance lapses in time whatever somebody does to the clock.
    """

    def __init__(
        self,
        wall_ns: Callable[[], int] = time.time_ns,
        steady_ns: Callable[[], int] = time.monotonic_ns,
    ) -> None:
        """Read two clocks: one that people set, one that only goes on."""
        self._wall_ns, self._steady_ns = wall_ns, steady_ns
        self._last_ns = wall_ns()
        self._seen_ns = steady_ns()

    def now_ms(self) -> Ms:
        """The time in whole milliseconds UTC; never less than before."""
        seen_ns = self._steady_ns()
        gone_ns = seen_ns - self._seen_ns
        self._seen_ns = seen_ns
        self._last_ns = max(self._last_ns + gone_ns, self._wall_ns())
        return self._last_ns // 1_000_000


def act_id(now: Ms, chance: bytes) -> ActId:
    """The UUIDv7 of that millisecond and these ten bytes of chance."""
    if len(chance) != CHANCE_BYTES:
        raise ValueError(f"An id needs {CHANCE_BYTES} bytes of chance.")
    bits = int.from_bytes(chance) | now << 80
    bits = bits & ~(0xF << 76) | 0x7 << 76  # version 7
    bits = bits & ~(0x3 << 62) | 0x2 << 62  # the variant of RFC 9562
    text = f"{bits:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
