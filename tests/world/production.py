"""A production ready to be asked anything: the state, the house pack, a clock.

`a_set()` is the set of `stories/a-set-is-ready.story`. Acts are said in a line,
`says("armorer", Offer, "colt-1", to="actor", at="07:08")`: the fields that are not
named come in the order of the act's own; without `at` it is now, without `phone` it
is signed on one's own.
"""

from functools import lru_cache
from typing import Any, Final, TypeAlias, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Act,
    ApproveScene,
    AssessRisk,
    AssignDuty,
    CallDay,
    ChangeSetUp,
    Collect,
    CountBrass,
    Enrol,
    GiveNotice,
    HoldMeeting,
    Inspect,
    IssueProtection,
    Load,
    LockUp,
    Offer,
    Open,
    PlanSetUp,
    Prove,
    Receive,
    RecordCondition,
    RecordPermit,
    RecordTraining,
    RegisterDummyType,
    RegisterPlace,
    RegisterWeapon,
    Sweep,
    TakeOut,
    TestBlank,
)
from lastlook.core.answers import Asked, Decision, Granted, Refused
from lastlook.core.decide import decide
from lastlook.core.events import AnyEvent
from lastlook.core.evolve import after
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Limits, Policy, Rule
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Box, Lot, State, Weapon
from lastlook.core.words import Ms, Seen, Severity, Topic
from lastlook.policy.library import Library, shipped

MIDNIGHT: Final = 1_714_953_600_000  # 2024-05-06, the stories' day, ms UTC
NEW_YEAR: Final = 1_704_067_200_000  # 2024-01-01
NEXT_YEAR: Final = 1_735_689_600_000  # 2025-01-01
SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
EMPTY: Final[tuple[Seen, ...]] = ("empty",) * 6
DUMMIES: Final[tuple[Seen, ...]] = ("dummy",) * 6
EVERY: Final = frozenset(Act.__struct_fields__)  # what every act says

Time: TypeAlias = str | Ms
Reason: TypeAlias = AnyRefusal | AnyImpossibility


def ms(time: Time) -> Ms:
    """`07:30`, `07:30:05` or `07:30:05.250` on the set's day, as ms UTC."""
    if isinstance(time, int):
        return time
    hours, minutes, *seconds = time.split(":")
    rest = round(float(seconds[0]) * SECOND) if seconds else 0
    return MIDNIGHT + int(hours) * HOUR + int(minutes) * MINUTE + rest


class Said(Struct, frozen=True):
    """An act before it is asked: who says what, when, on which phone."""

    by: str
    kind: type[Act]
    fields: dict[str, Any]
    at: Time | None = None  # when it is heard; now
    happened: Time | None = None  # when the phone says it was; when it is heard
    phone: str | None = None  # whose key signed it; the speaker's own


def says(
    by: str,
    kind: type[Act],
    /,
    *inorder: Any,
    at: Time | None = None,
    happened: Time | None = None,
    phone: str | None = None,
    **fields: Any,
) -> Said:
    """Somebody says something."""
    names = [name for name in kind.__struct_fields__ if name not in EVERY]
    told = dict(zip(names, inorder, strict=False)) | fields
    return Said(by, kind, told, at, happened, phone)


class Production(Struct, frozen=True):
    """One production at one moment, and the rules in force."""

    state: State = field(default_factory=State)
    policy: Policy = field(default_factory=Policy)
    clock: Ms = MIDNIGHT + 7 * HOUR  # of whatever is said without a time

    def asked(self, said: Said) -> Asked:
        """What the core is asked when this is said now."""
        heard = max(self.clock, self.state.now) if said.at is None else ms(said.at)
        act: Any = said.kind(
            id=f"00000000-0000-7000-8000-{self.state.n:012x}",
            production=said.fields.get("production", "long-road"),
            by=said.by,
            at=heard if said.happened is None else ms(said.happened),
            **{k: v for k, v in said.fields.items() if k != "production"},
        )
        return Asked(act, said.phone or f"{act.via or act.by}-phone", heard)

    def ask(self, said: Said) -> Decision:
        """The answer; nothing changes."""
        return decide(self.state, self.asked(said), self.policy)

    def heard(self, *said: Said) -> "Production":
        """The production after these were answered, whatever the answers."""
        now = self
        for one in said:
            asked = now.asked(one)
            decision = decide(now.state, asked, now.policy)
            now = replace(now, state=after(now.state, asked, decision))
        return now

    def having(self, *said: Said) -> "Production":
        """The production after these, every one of them granted."""
        now = self
        for one in said:
            granted(now.ask(one))
            now = now.heard(one)
        return now

    # --- the rules in force ---

    def without(self, *codes: str) -> "Production":
        """The same where these rules are in force nowhere."""
        policy = self.policy
        for code in codes:
            policy = policy.without(code)
        return replace(self, policy=policy)

    def under(self, code: str, severity: Severity) -> "Production":
        """The same where a rule is kept as strictly as said."""
        rule = Rule(code, "TEST-1", "test", "", "house", "house", severity, "")
        rules = self.policy.rules.put(code, (rule,))
        return replace(self, policy=replace(self.policy, rules=rules))

    def only(self, *codes: str, severity: Severity = "stop") -> "Production":
        """The same where these rules are kept as strictly as said, and no other."""
        bare = replace(self, policy=replace(self.policy, rules=Policy().rules))
        for code in codes:
            bare = bare.under(code, severity)
        return bare

    def asking(self, **words: tuple[str, ...]) -> "Production":
        """The same where the packs ask for these documents, topics or notices."""
        return replace(self, policy=replace(self.policy, **words))

    def limited(self, **limits: int) -> "Production":
        """The same under other limits."""
        now: Limits = replace(self.policy.limits, **limits)
        return replace(self, policy=replace(self.policy, limits=now))

    def open_to_all(self, *acts: str) -> "Production":
        """The same where no pack says who may do these."""
        parts = self.policy.parts
        for act in acts:
            parts = parts.drop(act) if act in parts else parts
        return replace(self, policy=replace(self.policy, parts=parts))

    # --- what is usually done first ---

    def at_set_up(self, set_up: str = "12A") -> "Production":
        """The company has gone to a set-up."""
        return self.having(says("first-ad", ChangeSetUp, set_up))

    def out(self, weapon: str = "colt-1", by: str = "armorer") -> "Production":
        """The weapon was taken out."""
        return self.having(says(by, TakeOut, weapon))

    def looked_into(
        self, *chambers: Seen, tests: tuple[str, str] = ("rod", "light")
    ) -> "Production":
        """Two people looked into colt-1, by two tests, and saw this."""
        seen = chambers or EMPTY
        return self.having(
            says(
                "armorer",
                Inspect,
                "colt-1",
                seen,
                tests[0],
                bore="clear",
                hammer="half-cock",
            ),
            says("first-ad", Inspect, "colt-1", seen, tests[1]),
        )

    def ready(self, set_up: str = "12A") -> "Production":
        """At a set-up, colt-1 in the armorer's hands, seen empty by two."""
        return self.at_set_up(set_up).out().looked_into()

    def loaded(self, *chambers: int, box: str = "B1") -> "Production":
        """The armorer loaded colt-1 from a box; nobody has looked since."""
        return self.having(
            says("armorer", Load, "colt-1", chambers, box, watchers=("actor",))
        )

    def offered(self, to: str = "actor", weapon: str = "colt-1") -> "Production":
        """The armorer has offered the weapon."""
        return self.having(says("armorer", Offer, weapon, to))

    def handed_to(self, to: str = "actor", weapon: str = "colt-1") -> "Production":
        """The armorer has offered the weapon, and it was accepted."""
        return self.offered(to, weapon).having(says(to, Accept, weapon, "taken"))

    def collected(self, by: str = "armorer") -> "Production":
        """A handler took colt-1 back."""
        return self.having(says(by, Collect, "colt-1"))

    def locked_up(self, place: str = "safe-1", by: str = "armorer") -> "Production":
        """Colt-1 was locked up."""
        return self.having(says(by, LockUp, "colt-1", place))

    # --- what is known ---

    @property
    def colt(self) -> Weapon:
        """The weapon most tests are about."""
        return self.weapon("colt-1")

    def weapon(self, name: str) -> Weapon:
        """A weapon by its name."""
        return self.state.weapons[name]

    def box(self, name: str) -> Box:
        """A box by its name."""
        return self.state.boxes[name]

    def lot(self, name: str) -> Lot:
        """A lot by its name."""
        return self.state.lots[name]

    # --- what would be otherwise ---

    def with_weapon(self, name: str = "colt-1", **changed: Any) -> "Production":
        """The same where a weapon differs as said."""
        weapon = replace(self.weapon(name), **changed)
        return replace(self, state=self.state.with_weapon(weapon))

    def with_make(self, name: str = "colt-1", **changed: Any) -> "Production":
        """The same where a weapon was made otherwise."""
        return self.with_weapon(name, make=replace(self.weapon(name).make, **changed))

    def with_upkeep(self, name: str = "colt-1", **changed: Any) -> "Production":
        """The same where a weapon is owed something else."""
        upkeep = replace(self.weapon(name).upkeep, **changed)
        return self.with_weapon(name, upkeep=upkeep)

    def with_lot(self, name: str, **changed: Any) -> "Production":
        """The same where a lot differs as said."""
        lot = replace(self.lot(name), **changed)
        return replace(self, state=self.state.with_lot(lot))

    def with_box(self, name: str, **changed: Any) -> "Production":
        """The same where a box differs as said."""
        box = replace(self.box(name), **changed)
        return replace(self, state=self.state.with_box(box))

    def with_set_up(self, name: str, **changed: Any) -> "Production":
        """The same where a set-up was planned otherwise, and approved so."""
        plan = replace(self.state.set_ups[name], **changed)
        set_ups = self.state.set_ups.put(name, plan)
        return replace(self, state=replace(self.state, set_ups=set_ups))

    def with_person(self, name: str, **changed: Any) -> "Production":
        """The same where somebody differs as said."""
        person = replace(self.state.people[name], **changed)
        return replace(self, state=self.state.with_person(person))

    def with_place(self, name: str, **changed: Any) -> "Production":
        """The same where a place differs as said."""
        place = replace(self.state.places[name], **changed)
        places = self.state.places.put(name, place)
        return replace(self, state=replace(self.state, places=places))

    def without_day(self) -> "Production":
        """The same where no day is called."""
        return replace(self, state=replace(self.state, day=None))

    def with_day(self, **changed: Any) -> "Production":
        """The same where the day was called otherwise."""
        assert self.state.day is not None
        day = replace(self.state.day, **changed)
        return replace(self, state=replace(self.state, day=day))


def granted(answer: Decision) -> tuple[AnyEvent, ...]:
    """The events of a yes; what stood in the way where it is none."""
    assert isinstance(answer, Granted), answer
    return answer.events


def remarks(answer: Decision) -> tuple[AnyRefusal, ...]:
    """The remarks of a yes."""
    assert isinstance(answer, Granted), answer
    return answer.remarks


def refused(answer: Decision) -> tuple[Reason, ...]:
    """All reasons of a no, impossibilities first; fails where it is none."""
    assert isinstance(answer, Refused), answer
    return (*answer.impossible, *answer.reasons)


@lru_cache(maxsize=1)
def house() -> Policy:
    """The house pack alone."""
    library = Library()
    return library.policy((library.learn(shipped("house"), "house"),))


def _people() -> tuple[Said, ...]:
    roles = {
        "adviser": ("safety-adviser",),
        "armorer": ("armorer",),
        "prop-master": ("property-master",),
        "first-ad": ("first-ad",),
        "director": ("director",),
        "camera": ("camera",),
        "actor": ("performer",),
    }
    enrolled = [
        says("office", Enrol, who, what, f"{who}-phone", at="06:01")
        for who, what in roles.items()
    ]
    classes = ("firearm", "blank-firing")
    return (
        *enrolled,
        says("office", Enrol, "double", ("stunt-performer",), at="06:01"),
        says("office", Enrol, "medic", ("medic",), at="06:01"),
        *(
            says("office", AssignDuty, who, "weapons", ms("06:00"), ms("20:00"))
            for who in ("armorer", "prop-master")
        ),
        says("office", AssignDuty, "medic", "medical", ms("06:00"), ms("20:00")),
        *(
            says("office", RecordPermit, who, classes, NEW_YEAR, NEXT_YEAR)
            for who in ("armorer", "prop-master")
        ),
        *(
            says("armorer", RecordTraining, who, what, "draw", NEXT_YEAR - 24 * HOUR)
            for who, what in (
                ("actor", "firearm"),
                ("actor", "rubber"),
                ("double", "firearm"),
            )
        ),
    )


def looked_over(occasion: str, *, sound: bool = True) -> Said:
    """The armorer recorded the condition of colt-1, with a photograph."""
    photos = ("ab" * 32,)
    return says(
        "armorer",
        RecordCondition,
        "colt-1",
        sound=sound,
        occasion=occasion,
        photos=photos,
    )


def _things() -> tuple[Said, ...]:
    long_colt = ("firearm", "single-action-revolver", 6, ".45LC", "SA-1873")
    rubber = ("rubber", "none", 0, "none", "RB-1")
    return (
        says("armorer", RegisterPlace, "safe-1", "safe", True),
        says("armorer", RegisterPlace, "cart-1", "cart", True),
        says("armorer", RegisterPlace, "table-1", "table"),
        says(
            "armorer",
            RegisterWeapon,
            "colt-1",
            *long_colt,
            "hire-house",
            "safe-1",
            at="06:11",
        ),
        looked_over("intake"),
        says(
            "armorer",
            RegisterWeapon,
            "rubber-1",
            *rubber,
            "hire-house",
            "safe-1",
            at="06:12",
        ),
        says("armorer", RegisterDummyType, "rattler", ".45LC", False, True, "none"),
        says(
            "armorer",
            Receive,
            "D1",
            *("dummy", ".45LC", 12, "hire-house", "B1", "safe-1", "rattler"),
        ),
        says("armorer", Prove, "B1", 12, ("rattle", "primer"), at="06:20"),
        says(
            "armorer",
            Receive,
            "K1",
            *("blank", ".45LC", 11, "hire-house", "B2", "safe-1", None, "quarter"),
        ),
        says("armorer", Prove, "B2", 11, ("eye",), at="06:24"),
        looked_over("before-test"),
        says("armorer", TestBlank, "colt-1", "B2", 1, 600, at="06:26"),
        looked_over("after-test"),
        says("armorer", CountBrass, "K1", 1, at="06:28"),
    )


def a_plan(set_up: str = "12A", /, by: str = "director", **changed: Any) -> Said:
    """One of the set's three plans, or one that differs from it as said."""
    plans: dict[str, dict[str, Any]] = {
        "12R": {
            "activity": "rehearsal",
            "weapon_class": "rubber",
            "performers": ("actor",),
            "distance_cm": 0,
            "why_functional": None,
        },
        "12A": {
            "load": "dummy",
            "pointing": "camera",
            "distance_cm": 300,
            "mitigations": ("remote-camera", "nobody-behind-it"),
            "why_functional": "cylinder-in-close-up",
        },
        "12B": {
            "load": "blank",
            "performers": ("actor",),
            "why_functional": "flash-and-recoil",
            "blank_load": "quarter",
            "near": ("camera",),
        },
    }
    usual: dict[str, Any] = {
        "set_up": set_up,
        "scene": "12",
        "activity": "take",
        "weapon_class": "firearm",
        "load": "none",
        "performers": ("actor", "double"),
        "pointing": "nobody",
        "distance_cm": 900,
        "action": "draw",
        "why_functional": "seen-in-close-up",
    }
    at = changed.pop("at", None)
    return says(by, PlanSetUp, at=at, **(usual | plans.get(set_up, {}) | changed))


def _scenes() -> tuple[Said, ...]:
    there = ("armorer", "prop-master", "first-ad", "director", "camera")
    return (
        *(a_plan(set_up, at="06:30") for set_up in ("12R", "12A", "12B")),
        says("adviser", AssessRisk, "12", "low"),
        says("adviser", ApproveScene, "12"),
        says("first-ad", GiveNotice, "call-sheet", "CS-14", "12", at="06:40"),
        a_meeting(*there, "actor", "double", at="06:50"),
        says(
            "armorer",
            IssueProtection,
            "12B",
            ("actor", "camera"),
            ("ears",),
            at="06:51",
        ),
        says("first-ad", CallDay, ms("07:00"), ms("19:00"), "armorer", at="06:53"),
        says("armorer", Sweep, "cart-1", 0, at="06:54"),
        says("armorer", Sweep, "table-1", 0, at="06:55"),
    )


def a_meeting(*there: str, dry_run: bool = True, at: Time | None = None) -> Said:
    """The safety meeting of scene 12, with everything it has to make clear."""
    return says("first-ad", HoldMeeting, "12", there, dry_run, get_args(Topic), at=at)


@lru_cache(maxsize=1)
def a_set() -> Production:
    """People, places, an old revolver nobody looked into, dummies, blanks, a scene."""
    opening = says(
        "office", Open, ("production-manager",), "office-phone", shipped("house")
    )
    early = Production(policy=house(), clock=ms("06:00"))
    ready = early.having(opening, *_people(), *_things(), *_scenes())
    return replace(ready, clock=ms("07:00"))
