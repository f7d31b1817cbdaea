"""What people on a set do, as values: deeds, reports without one, what is slipped in.

Knows no scene and no task: who does what is in procedure.py.
"""

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.words import PersonId
from lastlook.hazard.errors import Error
from lastlook.hazard.world import World


class Deed(Struct, frozen=True):
    """One thing done: by whom, what the world is after it, and what is said of it."""

    what: str  # the act's own word, or `lay-down`, `take`, `lower`
    who: PersonId
    after: World
    report: AnyAct | None  # what an honest person reports
    untrue: tuple[AnyAct, ...] = ()  # what may be reported instead
    mixed: tuple[AnyAct, ...] = ()  # (4) the same, told of another weapon or box


class Told(Struct, frozen=True):
    """One report that needs no deed: honest, or untrue where none was done."""

    act: AnyAct
    honest: bool


class Covert(Struct, frozen=True):
    """Something slipped in unseen: the world after it, and the errors it takes."""

    after: World
    errors: tuple[Error, ...]
