"""What a refused act would have led to, for whoever may be told a margin.

1. It is told of acts that hands could do all the same (`hazard/refused.py`), after the
   answer and never with it. Of any other act about a weapon it is told why it is not.
2. While it is counted, and where it cannot be told, it is *unknown*. Whoever may still
   make the second look is told neither margin.
3. It is counted for the record as it stands when somebody asks.
4. What was refused is never said to lead away from harm: where more errors would be
   left, as many are told as now. It can be undone, and nobody would know of that.
"""

from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.api.errors import no_such
from lastlook.api.house import House
from lastlook.core.acts import AnyAct, RegisterWeapon
from lastlook.core.answers import Refused
from lastlook.core.words import FUNCTIONAL, WeaponId
from lastlook.desk.wire import read_decision, read_stored
from lastlook.hazard.margin import Margin, margin_words
from lastlook.hazard.refused import no_deed, weapon_of
from lastlook.hazard.search import MOST
from lastlook.ledger.entry import Entry
from lastlook.views.card import withheld
from lastlook.views.viewpoint import Viewpoint

Stands: TypeAlias = Literal["known", "counting", "unknown", "withheld", "no-deed"]


class AllTheSame(Struct, frozen=True):
    """The margin of a weapon now, and were a refused act done all the same.

    `now` is None where it is unknown, and where the weapon is under its lock; `then`
    where `stands` says that it is not known. `why` says of an act why it is no deed.
    What was not let in is not here by the record.
    """

    weapon: WeaponId
    is_out: bool
    stands: Stands
    now: Margin | None = None
    then: Margin | None = None
    why: str = ""
    is_here: bool = True


class MarginTold(Struct, frozen=True):
    """A margin as JSON.

    `errors` is the least number of further errors, null where it is unknown or more
    than are looked for: `words` says which. `first` is the first of them, `by` what
    would harm.
    """

    errors: int | None
    words: str
    first: str
    by: str


class RefusedTold(Struct, frozen=True):
    """The same as JSON, with the entry of the refusal."""

    entry: int
    weapon: WeaponId
    stands: Stands
    now: MarginTold
    all_the_same: MarginTold
    why: str


def where(house: House, n: int, act: AnyAct) -> str:
    """(1) Where it is told of a refusal; empty where nothing is."""
    weapon = weapon_of(act)
    if house.margins is None or weapon is None:
        return ""
    known = house.desk.state.weapons.get(weapon)
    fires = known is not None and known.fires
    if known is None and isinstance(act, RegisterWeapon):
        fires = act.weapon_class in FUNCTIONAL
    return f"/api/refused/{n}" if fires else ""


def refused_at(house: House, n: int) -> Entry:
    """The entry of a refusal; `Failed` where there is none of that number."""
    entries = list(house.desk.log.read(n, n + 1)) if n < house.desk.size else []
    for entry in entries:
        if isinstance(read_decision(entry.decision), Refused):
            return entry
    raise no_such("refusal", str(n))


def all_the_same(house: House, view: Viewpoint, entry: Entry) -> AllTheSame | None:
    """What is told of a refusal to this reader; None where nothing is (1)."""
    act = read_stored(entry.act)
    name, margins = weapon_of(act), house.margins
    if margins is None or name is None or not where(house, entry.n, act):
        return None
    weapon = view.state.weapons.get(name)
    is_out = weapon is not None and weapon.is_out
    if why := no_deed(act):
        return AllTheSame(name, is_out, "no-deed", why=why)
    if weapon is not None and withheld(view, weapon):
        return AllTheSame(name, is_out, "withheld")
    then, now = margins.if_done(act), margins.of(name)
    if then is None:
        return AllTheSame(name, is_out, "counting", now, is_here=weapon is not None)
    stands: Stands = "known" if then.is_known else "unknown"
    found = AllTheSame(name, is_out, stands, now, then, is_here=weapon is not None)
    return found if is_nearer(found) else replace(found, then=now)  # (4)


def is_nearer(found: AllTheSame) -> bool:
    """Whether harm would be nearer than now, or may be: what is unknown is feared."""
    if found.then is None or not found.then.is_known:
        return True
    if found.now is None or not found.now.is_known:
        return True
    now = found.now.k if found.now.k is not None else MOST + 1
    return found.then.k is not None and found.then.k < now


def told(entry: Entry, found: AllTheSame) -> RefusedTold:
    """As JSON."""
    now, then = _told(found.now), _told(found.then)
    return RefusedTold(entry.n, found.weapon, found.stands, now, then, found.why)


def _told(margin: Margin | None) -> MarginTold:
    words = margin_words(margin)
    if margin is None:
        return MarginTold(None, words, "", "")
    return MarginTold(margin.k, words, margin.first, margin.by)
