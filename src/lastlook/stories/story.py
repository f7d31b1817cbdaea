"""A story as a value: what is said when, and what must come of it.

1. A story is whole: the acts are complete, the packs are there with their text,
   the stories it uses stand in it line by line.
2. Everything keeps the spot it was read at; two stories say the same when they
   are equal but for their spots.
3. What is expected of a line is what stands under it; nothing written means the
   act must be granted.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core.acts import AnyAct, PackText
from lastlook.core.words import (
    BoxId,
    Called,
    KeyText,
    LotId,
    Ms,
    Name,
    PersonId,
    PlaceId,
    ProductionId,
    WeaponId,
)
from lastlook.stories.faults import Spot

# How an act leaves the phone: signed as it should be, by a key that is not the
# one it names, or with its bytes damaged on the way.
Sent: TypeAlias = Literal["whole", "forged", "garbled"]
# Why an act never reached anybody who could answer it.
Reason: TypeAlias = Literal["bad-signature", "unknown-key", "unreadable", "id-taken"]
# What a line lists of its answer, by codes.
Listed: TypeAlias = Literal["refused", "impossible", "remarks"]
Ends: TypeAlias = Literal["unaccounted", "spent", "returned"]

# --- checks: what must be so at a moment -------------------------------------


class IsCalled(Struct, frozen=True, tag=True):
    """What a weapon may be called, and until when, where that is said."""

    weapon: WeaponId
    called: Called
    until: Ms | None = None


class IsWith(Struct, frozen=True, tag=True):
    """Who holds a weapon."""

    weapon: WeaponId
    person: PersonId


class IsIn(Struct, frozen=True, tag=True):
    """In which place a weapon or a box is."""

    thing: Name
    place: PlaceId


class IsUnattended(Struct, frozen=True, tag=True):
    """That a weapon is in nobody's hands and under no lock."""

    weapon: WeaponId


class IsOnHold(Struct, frozen=True, tag=True):
    """Whether a weapon or a box is on hold."""

    thing: Name
    held: bool


class Holds(Struct, frozen=True, tag=True):
    """How many rounds are in a box."""

    box: BoxId
    rounds: int


class Ended(Struct, frozen=True, tag=True):
    """How many rounds of a lot are unaccounted for, spent or returned."""

    lot: LotId
    rounds: int
    how: Ends


class IsStopped(Struct, frozen=True, tag=True):
    """Whether the whole set is stopped."""

    stopped: bool


Check: TypeAlias = (
    IsCalled | IsWith | IsIn | IsUnattended | IsOnHold | Holds | Ended | IsStopped
)

# --- lines -------------------------------------------------------------------


class Then(Struct, frozen=True, tag=True):
    """A check, at a time."""

    spot: Spot
    time: Ms
    check: Check
    note: str = ""


class Codes(Struct, frozen=True, tag=True):
    """The codes of one kind that the answer must have, and no others."""

    spot: Spot
    of: Listed
    codes: tuple[str, ...]
    note: str = ""


class Unheard(Struct, frozen=True, tag=True):
    """That the act never reaches anybody who could answer it, and why."""

    spot: Spot
    reason: Reason
    note: str = ""


Expectation: TypeAlias = Codes | Unheard | Then


class Said(Struct, frozen=True, tag=True):
    """An act, as somebody asks for it."""

    spot: Spot
    time: Ms  # where the line stands in the story; never goes back
    now: Ms  # what the desk's clock reads
    act: AnyAct
    signed_by: KeyText | None = None  # None: whose phone it is signs it
    sent: Sent = "whole"
    again: bool = False  # sent before, and sent once more as it was
    expects: tuple[Expectation, ...] = ()
    note: str = ""


class Comment(Struct, frozen=True, tag=True):
    """A line for the reader."""

    spot: Spot
    text: str


Line: TypeAlias = Said | Then | Comment


def times_of(lines: Sequence[Line]) -> list[Ms | None]:
    """When each line is; a comment belongs to the line it stands above."""
    times: list[Ms | None] = []
    for line in reversed(lines):
        below = times[-1] if times else None
        times.append(below if isinstance(line, Comment) else line.time)
    return times[::-1]


class Pack(Struct, frozen=True):
    """A pack by the name the story gives it; `inline` where its text stands there."""

    name: Name
    text: PackText
    inline: bool = False


class Story(Struct, frozen=True):
    """A story."""

    source: str
    production: ProductionId
    lines: tuple[Line, ...]
    title: str = ""
    prose: tuple[str, ...] = ()
    packs: tuple[Pack, ...] = ()
    not_caught: tuple[str, ...] = ()  # what Lastlook would not have caught
