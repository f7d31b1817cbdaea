"""The top events: what must never happen, and what makes it possible.

1. Each names the one kind of round that should not be where it is (`stray`), and what
   has to be in the weapon for harm (`harms`).
2. Where the hammer rests is in the world only where the question is about it;
   elsewhere it is at half cock, as it is handed on. The bore likewise: only a primer
   without powder blocks it, and only one question brings such a round.

Does not know what people do (procedure.py) or which errors are the last (harm.py).
"""

from typing import Final

from msgspec import Struct

from lastlook.hazard.world import Kind


class TopEvent(Struct, frozen=True):
    """What must never happen: its name, in words, the rounds that make it possible."""

    name: str
    title: str
    by: str  # what harms, in few words
    stray: Kind
    harms: frozenset[Kind]
    scene: str = "close-up"  # where it is first looked for
    hammer: bool = False  # it is a blow that fires it, not the trigger
    bore: bool = False  # it is what sticks in the bore that hits
    contact: bool = False  # it is no round that hits, but what comes out with a blank


LIVE_ROUND: Final = TopEvent(
    "live-round",
    "A live round is fired at a person",
    "a live round",
    "live",
    frozenset({"live"}),
)
BLOW: Final = TopEvent(
    "blow",
    "A blow fires a live round at a person, and nobody pulled the trigger",
    "a blow on the hammer",
    "live",
    frozenset({"live"}),
    hammer=True,
)
OBSTRUCTION: Final = TopEvent(
    "obstruction",
    "A blank drives a bullet that was stuck in the bore at a person",
    "a bullet stuck in the bore",
    "primed",
    frozenset({"blank", "heavy"}),
    scene="close-up-then-take",
    bore=True,
)
CONTACT: Final = TopEvent(
    "contact",
    "A blank is fired with the muzzle against a person",
    "a blank against the skin",
    "blank",
    frozenset({"blank", "heavy"}),
    scene="lunch",
    contact=True,
)
WRONG_BLANK: Final = TopEvent(
    "wrong-blank",
    "A blank stronger than the one planned is fired at a person",
    "too strong a blank",
    "heavy",
    frozenset({"heavy"}),
    scene="two-loads",
)
TOP_EVENTS: Final[dict[str, TopEvent]] = {
    top.name: top for top in (LIVE_ROUND, BLOW, OBSTRUCTION, CONTACT, WRONG_BLANK)
}
