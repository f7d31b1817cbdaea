"""What a player is asked, and what it may answer: the one thing the levels share.

A story runs on the core, on a desk, over HTTP or in a browser: each brings a
callable of this shape, and `play` knows nothing else of it.
"""

from typing import Protocol, TypeAlias

from msgspec import Struct

from lastlook.core.answers import Asked, Decision
from lastlook.stories.story import Reason, Sent


class NotHeard(Struct, frozen=True):
    """The act reached nobody who could answer it; it left no entry."""

    reason: Reason


Answer: TypeAlias = Decision | NotHeard


class Ask(Protocol):
    """Ask an act, by a key, at a time; get the answer."""

    def __call__(self, asked: Asked, sent: Sent, /) -> Answer:
        """Answer one act; `sent` says what became of it on the way."""
        ...
