"""Stories: the plain-text form of acts. Read, written, played, told.

1. One act a line, so that an armorer can read a test and a test can read a log.
2. `read` a text, `play` it on anything that answers acts, `tell` what came of it.
3. Every ledger is written as a story that plays to the same decisions.

Touches no files: whoever calls brings the texts, and finds stories and packs by
name. The grammar is in docs/reference/stories.md.
"""

from lastlook.stories.asking import Answer, Ask, NotHeard
from lastlook.stories.compare import Mismatch
from lastlook.stories.core_player import CorePlayer
from lastlook.stories.entries import story_of, write_entries
from lastlook.stories.faults import Fault, Spot, StoryError
from lastlook.stories.play import Played, Turn, play
from lastlook.stories.read import read
from lastlook.stories.rulebook import Rules
from lastlook.stories.story import Story
from lastlook.stories.write import write

__all__ = [
    "Answer",
    "Ask",
    "CorePlayer",
    "Fault",
    "Mismatch",
    "NotHeard",
    "Played",
    "Rules",
    "Spot",
    "Story",
    "StoryError",
    "Turn",
    "play",
    "read",
    "story_of",
    "write",
    "write_entries",
]
