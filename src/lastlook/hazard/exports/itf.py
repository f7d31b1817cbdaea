"""Informal Trace Format, of Apalache and Quint: one trace for each story.

1. A trace's states are those after each step of the story, in order.
2. Integers are written as `#bigint`, sets as `#set`: readers in languages whose JSON
   has small numbers lose nothing.
3. What it is of stands first in `#meta`.

https://apalache-mc.org/docs/adr/015adr-trace.html
"""

from typing import Any, Final

from msgspec.json import encode
from msgspec.json import format as pretty

from lastlook.hazard.exports.found import Found
from lastlook.hazard.story import Step, Told
from lastlook.hazard.told import sentence

TYPES: Final[dict[str, str]] = {
    "step": "Int",
    "act": "Str",
    "who": "Str",
    "text": "Str",
    "errors": "Set(Str)",
    "refused": "Set(Str)",
    "record_says": "Str",
    "really": "Str",
}
ABOUT: Final = "https://apalache-mc.org/docs/adr/015adr-trace.html"
BEGINS: Final = b'{\n  "#meta": {\n    "program": "lastlook '


def traces(found: Found) -> list[bytes]:
    """A trace for each story that was told, smallest cut set first."""
    return [
        pretty(encode(_trace(found, told)), indent=2) + b"\n"
        for told in found.analysis.stories
    ]


def _trace(found: Found, told: Told) -> dict[str, Any]:
    return {
        "#meta": {
            **found.about,
            "format": "ITF",
            "format-description": ABOUT,
            "source": found.name,
            "status": "violation",
            "description": " ".join(error.name for error in told.errors),
            "varTypes": TYPES,
        },
        "vars": list(TYPES),
        "states": [_state(nth, step) for nth, step in enumerate(told.steps)],
    }


def _state(nth: int, step: Step) -> dict[str, Any]:
    return {
        "#meta": {"index": nth},
        "step": {"#bigint": str(nth + 1)},
        "act": step.what,
        "who": step.who,
        "text": sentence(step),
        "errors": {"#set": [error.name for error in step.errors]},
        "refused": {"#set": sorted(set(step.said))},
        "record_says": step.recorded,
        "really": step.really,
    }
