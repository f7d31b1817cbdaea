"""A day at random, against a bystander with a notebook.

Whatever people do, in whatever order: the product and the bystander agree on what
each weapon may be called, no weapon reaches a performer that the bystander would not
have handed over, and every round is where the books say. Under any stack of packs the
product may be stricter than the bystander, and is never laxer.
"""

from collections.abc import Callable
from typing import Any, Final

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
)

from lastlook.core import acts
from lastlook.core.acts import Act
from lastlook.core.answers import Granted, Refused
from lastlook.core.clearance import clearance
from lastlook.core.events import AnyEvent, Found, RoundsMissing
from lastlook.core.invariants import broken
from lastlook.core.state import HeldBy, Weapon
from lastlook.policy.library import shipped, shipped_names
from lastlook.policy.stack import StackError
from tests.world.bystander import HANDLERS, Notebook
from tests.world.walk import Walk

GUNS: Final = ("colt-1", "colt-2")
LOOKERS: Final = ("armorer", "prop-master", "first-ad", "adviser")
METHODS: Final = ("eye", "light", "rod", "finger", "rattle", "primer")
BOXES: Final = ("B1", "B2", "tray-1", "belt-1")
PLACES: Final = ("safe-1", "cart-1", "table-1")
OTHERS: Final = tuple(name for name in shipped_names() if name != "house")
guns = st.sampled_from(GUNS)
handlers = st.sampled_from(sorted(HANDLERS))
boxes = st.sampled_from(BOXES)
seldom = st.integers(0, 5)  # what stops the set happens one time in six
numbers = st.sets(st.integers(1, 6), min_size=1).map(lambda n: tuple(sorted(n)))


class ADay(RuleBasedStateMachine):
    """People at work on one set, sensible and not."""

    def __init__(self) -> None:
        super().__init__()
        self.walk = Walk.of("a-set-is-ready")
        self.walk.now += 600_000
        self.do(
            acts.RegisterWeapon,
            "armorer",
            weapon="colt-2",
            weapon_class="firearm",
            mechanism="single-action-revolver",
            chambers=6,
            calibre=".45LC",
            serial="SA-2",
            supplier="hire-house",
            place="safe-1",
        )
        self.do(
            acts.RecordCondition,
            "armorer",
            weapon="colt-2",
            sound=True,
            occasion="intake",
        )
        self.notes = Notebook(dict.fromkeys(GUNS, 6))

    def do(self, kind: type[Act], by: str, **fields: Any) -> bool:
        """Ask for an act; tell the bystander where it was granted."""
        before = self.walk.state
        answer = self.walk.act(kind, by, **fields)
        _, asked, _, _ = self.walk.asked.pop()
        if isinstance(answer, Refused):
            after = self.walk.state
            assert (after.weapons, after.boxes) == (before.weapons, before.boxes)
            assert (after.lots, after.holds) == (before.lots, before.holds)
            assert answer.reasons or answer.impossible
            return False
        assert answer.events
        if hasattr(self, "notes"):
            self.judge(asked.act)
            self.notes.saw(asked.act, self.walk.now)
            self.counts_strangers(asked.act, answer.events)
            if isinstance(asked.act, acts.Prove) and asked.act.failed:
                lot = before.boxes[asked.act.box].lot
                for weapon in before.weapons.values():
                    if lot in {chamber.lot for chamber in weapon.chambers}:
                        self.notes.spoil(weapon.id)
        return True

    def counts_strangers(self, act: Act, events: tuple[AnyEvent, ...]) -> None:
        """Rounds that came from nowhere, until they are out of the chamber."""
        for event in events:
            if isinstance(event, Found | RoundsMissing) and event.weapon is not None:
                place = (event.weapon, event.chamber or 0)
                if isinstance(event, Found):
                    self.notes.strange.add(place)
                else:
                    self.notes.strange.discard(place)
        if isinstance(act, acts.Unload):
            self.notes.strange -= {(act.weapon, number) for number in act.chambers}

    def judge(self, act: Act) -> None:
        """What the bystander would not have let happen."""
        now = self.walk.now
        if isinstance(act, acts.Accept) and act.by not in HANDLERS:
            assert self.notes.call(act.weapon, now) != "not-cleared"
        if isinstance(act, acts.Announce) and act.called != "not-cleared":
            assert self.notes.call(act.weapon, now) == act.called

    def truth(self, weapon: str) -> tuple[str, ...]:
        """What an honest look would find: what the record holds."""
        lots = self.walk.state.lots
        return tuple(
            "empty"
            if chamber.lot is None
            else "spent"
            if chamber.spent
            else {"dummy": "dummy", "blank": "blank"}.get(
                lots[chamber.lot].kind, "unsure"
            )
            for chamber in self.walk.state.weapons[weapon].chambers
        )

    def look(self, weapon: str, by: str, method: str) -> None:
        """An honest look of one person, by one test."""
        self.do(
            acts.Inspect,
            by,
            weapon=weapon,
            chambers=self.truth(weapon),
            method=method,
            bore="clear" if by != "adviser" else "unseen",
            hammer="half-cock",
        )

    @rule(ms=st.sampled_from([1_000, 30_000, 119_999, 120_000, 300_000, 600_000]))
    def time_passes(self, ms: int) -> None:
        self.walk.now += ms

    @rule(weapon=guns, by=handlers)
    def takes_out(self, weapon: str, by: str) -> None:
        self.do(acts.TakeOut, by, weapon=weapon)

    @rule(weapon=guns, by=handlers, place=st.sampled_from(PLACES))
    def locks_up(self, weapon: str, by: str, place: str) -> None:
        self.do(acts.LockUp, by, weapon=weapon, place=place)

    @rule(weapon=guns, by=st.sampled_from(LOOKERS), method=st.sampled_from(METHODS))
    def looks_honestly(self, weapon: str, by: str, method: str) -> None:
        self.look(weapon, by, method)

    @rule(weapon=guns, by=handlers)
    def prepares_well(self, weapon: str, by: str) -> None:
        self.do(acts.TakeOut, by, weapon=weapon)
        self.do(acts.Collect, by, weapon=weapon)
        fits = "rattle" if "dummy" in self.truth(weapon) else "eye"
        self.look(weapon, by, fits)
        self.look(weapon, "first-ad", "primer" if fits == "rattle" else "light")

    @rule(weapon=guns, by=handlers, chambers=numbers, blanks=st.booleans())
    def loads_well(
        self,
        weapon: str,
        by: str,
        chambers: tuple[int, ...],
        blanks: bool,  # noqa: FBT001 - drawn
    ) -> None:
        self.lifts()
        self.do(acts.Resume, "first-ad")
        self.do(acts.ChangeSetUp, "first-ad", set_up="12B" if blanks else "12A")
        self.prepares_well(weapon, by)
        self.proves("B2" if blanks else "B1", 0)
        self.loads(weapon, by, chambers, "B2" if blanks else "B1")
        self.prepares_well(weapon, by)

    @rule(weapon=guns, by=handlers)
    def hands_over(self, weapon: str, by: str) -> None:
        self.do(acts.Offer, by, weapon=weapon, to="actor")
        self.do(acts.Accept, "actor", weapon=weapon, look="taken")
        self.announces(weapon, self.notes.call(weapon, self.walk.now))

    @rule(weapon=guns, by=handlers)
    def unloads_well(self, weapon: str, by: str) -> None:
        self.do(acts.Collect, by, weapon=weapon)
        for n, chamber in enumerate(self.walk.state.weapons[weapon].chambers, 1):
            if chamber.lot is not None:
                self.unloads(weapon, by, (n,), "B1" if chamber.lot == "D1" else "B2")

    @rule(
        weapon=guns,
        by=st.sampled_from(LOOKERS),
        chambers=st.tuples(
            *[st.sampled_from(["empty", "dummy", "unseen", "unsure"])] * 6
        ),
        chance=seldom,
    )
    def looks_wrongly(
        self, weapon: str, by: str, chambers: tuple[str, ...], chance: int
    ) -> None:
        if chance:
            return
        self.do(acts.Inspect, by, weapon=weapon, chambers=chambers, method="rattle")

    @rule(weapon=guns, by=handlers, chambers=numbers, box=boxes)
    def loads(self, weapon: str, by: str, chambers: tuple[int, ...], box: str) -> None:
        watchers = ("actor",)
        self.do(
            acts.Load, by, weapon=weapon, chambers=chambers, box=box, watchers=watchers
        )

    @rule(weapon=guns, by=handlers, chambers=numbers, box=boxes)
    def unloads(
        self, weapon: str, by: str, chambers: tuple[int, ...], box: str
    ) -> None:
        self.do(
            acts.Unload, by, weapon=weapon, chambers=chambers, box=box, place="cart-1"
        )

    @rule(weapon=guns, by=st.sampled_from(["armorer", "prop-master", "actor"]))
    def offers(self, weapon: str, by: str) -> None:
        self.do(acts.Offer, by, weapon=weapon, to="actor")

    @rule(weapon=guns, by=st.sampled_from(["actor", "armorer", "double"]))
    def accepts(self, weapon: str, by: str) -> None:
        self.do(acts.Accept, by, weapon=weapon, look="taken")

    @rule(weapon=guns, by=handlers)
    def collects(self, weapon: str, by: str) -> None:
        self.do(acts.Collect, by, weapon=weapon)

    @rule(weapon=guns, called=st.sampled_from(["empty", "dummies", "blanks"]))
    def announces(self, weapon: str, called: str) -> None:
        self.do(acts.Announce, "first-ad", weapon=weapon, called=called)

    @rule(weapon=guns, chambers=numbers, planned=st.booleans(), chance=seldom)
    def fires(
        self,
        weapon: str,
        chambers: tuple[int, ...],
        planned: bool,  # noqa: FBT001 - drawn
        chance: int,
    ) -> None:
        if chance:
            return
        self.do(
            acts.Discharge, "armorer", weapon=weapon, chambers=chambers, planned=planned
        )

    @rule(place=st.sampled_from(PLACES), rounds=st.sampled_from([0, 0, 0, 0, 1]))
    def sweeps(self, place: str, rounds: int) -> None:
        self.do(acts.Sweep, "armorer", place=place, rounds=rounds)

    @rule(box=boxes, verdict=st.sampled_from(["dummy", "live"]))
    def examines(self, box: str, verdict: str) -> None:
        for name in (box, *(b for b in self.walk.state.boxes if b.startswith("found"))):
            self.do(acts.Examine, "adviser", box=name, verdict=verdict)
        self.do(acts.Release, "adviser", box=box, grounds="nothing-in-doubt")

    @rule(weapon=guns, rounds=st.integers(1, 2))
    def tests_blanks(self, weapon: str, rounds: int) -> None:
        before = self.walk.state.weapons[weapon]
        self.do(
            acts.RecordCondition,
            "armorer",
            weapon=weapon,
            sound=True,
            occasion="before-test",
        )
        tested = self.do(
            acts.TestBlank,
            "armorer",
            weapon=weapon,
            box="B2",
            rounds=rounds,
            distance_cm=600,
        )
        if tested and before.looked_into:
            self.notes.spoil(weapon)

    @rule()
    def meets_again(self) -> None:
        there = ("armorer", "prop-master", "first-ad", "actor", "double", "camera")
        self.do(acts.HoldMeeting, "first-ad", scene="12", present=there, dry_run=True)

    @rule(kind=st.sampled_from([acts.Break, acts.Resume, acts.Cut]))
    def calls(self, kind: type[Act]) -> None:
        self.do(kind, "first-ad")

    @rule(set_up=st.sampled_from(["12A", "12B"]), chance=seldom)
    def goes_to(self, set_up: str, chance: int) -> None:
        if chance:
            return
        self.do(acts.ChangeSetUp, "first-ad", set_up=set_up)

    @rule(box=boxes, off=st.sampled_from([0, 0, 0, -1, 1]))
    def counts(self, box: str, off: int) -> None:
        known = self.walk.state.boxes.get(box)
        if known is not None and known.rounds + off >= 0:
            self.do(acts.Count, "armorer", box=box, rounds=known.rounds + off)

    @rule(box=boxes, into=boxes, rounds=st.integers(1, 12))
    def transfers(self, box: str, into: str, rounds: int) -> None:
        self.do(
            acts.Transfer, "armorer", box=box, into=into, rounds=rounds, place="cart-1"
        )

    @rule(box=boxes, failed=st.sampled_from([0, 0, 0, 0, 1]))
    def proves(self, box: str, failed: int) -> None:
        known = self.walk.state.boxes.get(box)
        proved = max(0, known.rounds - failed) if known is not None else 1
        methods = ("rattle", "primer", "eye")
        self.do(
            acts.Prove,
            "armorer",
            box=box,
            proved=proved,
            failed=failed,
            methods=methods,
        )

    @rule(box=boxes, place=st.sampled_from(PLACES))
    def moves(self, box: str, place: str) -> None:
        self.do(acts.Move, "armorer", box=box, place=place)

    @rule(
        what=st.sampled_from(["handed-over", "left-unattended", "loaded"]), weapon=guns
    )
    def tells(self, what: str, weapon: str) -> None:
        self.do(
            acts.Report,
            "first-ad",
            what=what,
            weapon=weapon,
            to="actor",
            happened_at=self.walk.now,
        )

    @rule(chance=seldom)
    def stops(self, chance: int) -> None:
        if chance:
            return
        self.do(acts.Stop, "camera")

    @rule()
    def lifts(self) -> None:
        for hold in list(self.walk.state.holds):
            for by in ("adviser", "office"):
                if hold in self.walk.state.holds:
                    self.do(acts.LiftHold, by, hold=hold, grounds="looked-into")

    @invariant()
    def the_bystander_agrees(self) -> None:
        for name in GUNS:
            weapon: Weapon = self.walk.state.weapons[name]
            held = clearance(weapon, self.walk.policy, self.walk.now)
            assert held.called == self.notes.call(name, self.walk.now)
            hand = weapon.custody.holder if isinstance(weapon.custody, HeldBy) else None
            assert hand == self.notes.hands.get(name)

    @invariant()
    def the_books_balance(self) -> None:
        assert list(broken(self.walk.state)) == []


class ADayUnderAnyStack(ADay):
    """The same day under packs of several countries at once."""

    @initialize(names=st.lists(st.sampled_from(OTHERS), unique=True, max_size=4))
    def adopts(self, names: list[str]) -> None:
        for name in names:
            digests = (
                *self.walk.state.packs,
                self.walk.library.learn(shipped(name), name),
            )
            try:
                self.walk.library.policy(digests)
            except StackError:
                continue  # a desk does not hear of packs that clash
            assert self.do(acts.AdoptPack, "office", pack=shipped(name))

    @invariant()
    def the_bystander_agrees(self) -> None:
        for name in GUNS:
            weapon: Weapon = self.walk.state.weapons[name]
            held = clearance(weapon, self.walk.policy, self.walk.now)
            assert held.called in {"not-cleared", self.notes.call(name, self.walk.now)}


ADay.TestCase.settings = settings(max_examples=60, stateful_step_count=60)
ADayUnderAnyStack.TestCase.settings = settings(max_examples=40, stateful_step_count=50)
TestADay: Callable[..., Any] = ADay.TestCase
TestADayUnderAnyStack: Callable[..., Any] = ADayUnderAnyStack.TestCase


def test_the_day_at_random_gets_somewhere() -> None:
    """The walk would prove nothing if no weapon ever reached a performer."""
    day = ADay()
    day.goes_to("12A", 0)
    day.prepares_well("colt-1", "armorer")
    assert day.walk.granted(acts.Offer, "armorer", weapon="colt-1", to="actor")
    accepted = day.walk.act(acts.Accept, "actor", weapon="colt-1", look="taken")
    assert isinstance(accepted, Granted)
