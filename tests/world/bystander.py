"""A bystander with a notebook: the rules about clearance, told the other way round.

The product keeps looks in the state and forgets them. The bystander keeps a history
and never forgets: a weapon is clear when, reading it backwards to the last thing that
spoiled everything, two people with two tests saw the same harmless thing in every
chamber, lately, and somebody saw the bore clear. Nothing here is taken from the
product but the words.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.words import Called, Ms

HANDLERS = frozenset({"armorer", "prop-master"})
TEN_MINUTES = 600_000
HARMLESS: dict[str, Called] = {
    "empty": "empty",
    "dummy": "dummies",
    "snap-cap": "dummies",
    "blank": "blanks",
}


@dataclass
class Spoiled:
    """Whatever was seen before counts no longer."""


@dataclass
class Seen:
    """Somebody looked."""

    by: str
    method: str
    at: Ms
    chambers: tuple[str, ...]
    bore: str


@dataclass
class Notebook:
    """What a bystander wrote down."""

    chambers: dict[str, int]
    history: dict[str, list[Spoiled | Seen]] = field(
        default_factory=lambda: defaultdict(list)
    )
    hands: dict[str, str | None] = field(default_factory=dict)
    strange: set[tuple[str, int]] = field(default_factory=set)  # from nowhere

    def saw(self, act: AnyAct, now: Ms) -> None:
        """Write down an act that was granted."""
        match act:
            case acts.Inspect():
                seen = Seen(act.by, act.method, now, act.chambers, act.bore)
                self.history[act.weapon].append(seen)
            case acts.TakeOut() | acts.Collect() | acts.Accept():
                self.took(act.weapon, act.by)
            case acts.LockUp():
                self.spoil(act.weapon)
                self.hands[act.weapon] = None
            case acts.Break() | acts.ChangeSetUp() | acts.Wrap():
                self.spoil(*self.chambers)
            case acts.Load() | acts.Unload() | acts.Discharge() | acts.Misfire():
                self.spoil(act.weapon)
            case acts.Report() | acts.Correct() if act.weapon is not None:
                self.spoil(act.weapon)
                if isinstance(act, acts.Report):
                    self.was_told(act, act.weapon)
            case _:
                pass

    def spoil(self, *weapons: str) -> None:
        """Whatever was seen in these counts no longer."""
        for weapon in weapons:
            self.history[weapon].append(Spoiled())

    def took(self, weapon: str, by: str) -> None:
        """It is in that person's hands; from a stranger's, it was out of sight."""
        holder = self.hands.get(weapon)
        if by in HANDLERS and holder not in HANDLERS:
            self.spoil(weapon)
        self.hands[weapon] = by

    def was_told(self, act: acts.Report, weapon: str) -> None:
        """Where it is by what people did without asking."""
        if act.what in {"left-unattended", "moved"}:
            self.hands[weapon] = None
        elif act.what in {"handed-over", "taken-out"}:
            self.hands[weapon] = act.to or act.by

    def call(self, weapon: str, now: Ms) -> Called:
        """What the weapon may be called, by the notebook alone."""
        if any(found == weapon for found, _ in self.strange):
            return "not-cleared"
        looks: list[Seen] = []
        for note in reversed(self.history[weapon]):
            if isinstance(note, Spoiled):
                break
            looks.append(note)  # the latest first
        bores = [look for look in looks if look.bore != "unseen"]
        if not bores or bores[0].bore != "clear" or now >= bores[0].at + TEN_MINUTES:
            return "not-cleared"
        calls = [self._chamber(looks, n, now) for n in range(self.chambers[weapon])]
        for called in ("not-cleared", "blanks", "dummies"):
            if called in calls:
                return called
        return "empty"

    def _chamber(self, looks: list[Seen], n: int, now: Ms) -> Called:
        last: dict[str, Seen] = {}
        for look in looks:
            if look.chambers[n] != "unseen":
                last.setdefault(look.by, look)
        found = {look.chambers[n] for look in last.values()}
        # An older look beside two fresh ones ages nothing, but it must agree.
        fresh = [look for look in last.values() if now < look.at + TEN_MINUTES]
        good = (
            len(fresh) > 1
            and len({look.method for look in fresh}) > 1
            and len(found) == 1
        )
        return HARMLESS.get(found.pop(), "not-cleared") if good else "not-cleared"
