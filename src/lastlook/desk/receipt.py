"""What is handed in at the desk, and what is handed back.

1. An `Envelope` is an act as it was signed, with what shows who signed it; `Together`
   is several acts under one signature.
2. A `Receipt` says which entry the act became, when, what was decided, and under
   which signed checkpoint. Its JSON is the same bytes every time it is asked for.
"""

from typing import Final

import msgspec
from msgspec import Raw, Struct

from lastlook.core.answers import Decision
from lastlook.core.words import KeyText, Ms
from lastlook.desk.wire import read_decision

_in_order: Final = msgspec.json.Encoder(order="sorted")


class Envelope(Struct, frozen=True):
    """One act, signed. `pin` is the word of somebody without a phone (`via`)."""

    act: bytes
    key: KeyText
    signature: bytes
    pin: str | None = None


class Together(Struct, frozen=True):
    """Several acts by one key, in order, under one signature over all of them."""

    acts: tuple[bytes, ...]
    key: KeyText
    signature: bytes


class Receipt(Struct, frozen=True):
    """The answer to an act, durable by the time it is seen.

    Attributes:
        n: the number of its entry.
        recorded_at: when the desk heard it, ms UTC.
        decision: the decision, as the very bytes that were recorded.
        checkpoint: the signed note whose tree was the first to hold the entry.
    """

    n: int
    recorded_at: Ms
    decision: Raw
    checkpoint: str

    @property
    def answer(self) -> Decision:
        """The decision as a value."""
        return read_decision(bytes(self.decision))

    def to_json(self) -> bytes:
        """The receipt in its one form."""
        return _in_order.encode(self)
