"""What every answer assumes, and what no answer covers: printed with each of them.

1. First the errors there are, then how people are counted (`budgets.py`), then the
   small physics (`world.py`), then how a scene is played. Whoever doubts one of them
   knows what to doubt.
"""

from typing import Final

from lastlook.hazard.errors import GUIDE_WORDS

ERRORS: Final = (
    "People may err in the ways listed and in no other; what is right they may do.",
    *(f"{name}: {'; '.join(words)}." for name, words in GUIDE_WORDS.items()),
    "An error that was committed once may be committed again at no further count.",
    "Only armorer, performer and somebody of the crew slip anything in.",
)
PEOPLE: Final = (
    "Whoever slips a round in may have brought it: of people that counts as one.",
    "Whoever has a phone here may tell what is untrue in another's name, likewise.",
)
PHYSICS: Final = (
    "Only a lock keeps a hand away; whatever else keeps one away is a rule.",
    "A weapon that lies about is taken up by nobody but the performer.",
    "A chamber holds one thing; any loaded chamber may be under the hammer.",
    "A box holds what its label says, and at most one other round; any may be drawn.",
    "A shot takes a round under the hammer, and a finger, a blow or the plan.",
    "It hurts who is in front of the muzzle.",
    "A bullet stuck in the bore goes out with the next charge behind it.",
    "A single-action revolver's hammer, where it is down, rests on a chamber.",
    "What was adapted takes no live round, and nothing solid leaves its barrel.",
    "Of a magazine any round may be on top; whoever has the weapon may let it up.",
    "A weapon has one magazine, and no lock keeps a hand from that.",
)
SCENE: Final = (
    "Before the scene all is as told, but for what was delivered wrong.",
    "Where the packs ask for a proof before that would have shown it, it was missed.",
    "Whoever looks as the packs ask, and sees right, tells what is there.",
    "A stop ends the scene: what is done against it is a bypass and counted as one.",
    "Duties, permits and training last as long as the scene.",
    "No time passes; where ten minutes may pass at any moment the ways are the same.",
)
ASSUMPTIONS: Final = (*ERRORS, *PEOPLE, *PHYSICS, *SCENE)
NOT_COVERED: Final = (
    "A weapon that fails by itself, other than by the slips listed.",
    "Somebody who is on no list and has a hand on a weapon.",
    "A phone that shows an old state because its link is down.",
    "More weapons, boxes and people than the world has.",
    "How often any of it happens.",
)
