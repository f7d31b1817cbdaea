"""What a person could do next, each possibility put to the core.

1. A candidate is a question, or several of which one has to be granted: an offer
   may go to anybody it may go to.
2. What the record rules out is left out; what a rule refuses is shown with its
   reasons; what is possible stands first.
3. The order of the candidates only says what is likely wanted next. It permits and
   forbids nothing.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Granted
from lastlook.core.clearance import CALLED_AS, clearance
from lastlook.core.refusals import AnyRefusal, NotYourPart
from lastlook.core.rules.mechanism import DECLARED
from lastlook.core.state import Stored, Weapon
from lastlook.core.words import Called, Seen
from lastlook.views.viewpoint import Viewpoint


class Candidate(Struct, frozen=True):
    """One thing a person might want to do, as questions to the core."""

    name: str  # the act's word
    label: str  # what its button says
    questions: tuple[AnyAct, ...]
    form: bool = False  # whether there is something to say before it is signed
    alike: bool = False  # whether what rules out one question rules out all


class Choice(Struct, frozen=True):
    """A candidate with the core's answer."""

    name: str
    label: str
    form: bool
    act: AnyAct  # the question that was granted; else the one with fewest reasons
    reasons: tuple[AnyRefusal, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether the core would grant it now."""
        return not self.reasons

    @property
    def not_your_part(self) -> bool:
        """Whether the reader's role rules it out, whatever else does."""
        return any(isinstance(reason, NotYourPart) for reason in self.reasons)


def answered(view: Viewpoint, candidates: Iterable[Candidate]) -> tuple[Choice, ...]:
    """The candidates with the core's answers: possible first, impossible left out."""
    choices = [c for c in (_answer(view, one) for one in candidates) if c is not None]
    return tuple(sorted(choices, key=lambda choice: not choice.possible))


def _answer(view: Viewpoint, candidate: Candidate) -> Choice | None:
    best: Choice | None = None
    for act in candidate.questions:
        decision = view.ask(act)
        if isinstance(decision, Granted):
            return Choice(candidate.name, candidate.label, candidate.form, act)
        if decision.impossible:
            if candidate.alike:
                return None
            continue
        if best is None or len(decision.reasons) < len(best.reasons):
            best = Choice(
                candidate.name,
                candidate.label,
                candidate.form,
                act,
                decision.reasons,
            )
    return best


# --- one weapon --------------------------------------------------------------


def weapon_choices(view: Viewpoint, weapon: Weapon) -> tuple[Choice, ...]:
    """What the reader could do with a weapon, most likely wanted first."""
    candidates = [
        *_answers_to_an_offer(view, weapon),
        *_custody(view, weapon),
        *_looking(view, weapon),
        *_contents(view, weapon),
        *_keeping(view, weapon),
    ]
    wanted = _wanted(view, weapon)
    candidates.sort(
        key=lambda c: wanted.index(c.name) if c.name in wanted else len(wanted)
    )
    return answered(view, candidates)


def _wanted(view: Viewpoint, weapon: Weapon) -> tuple[str, ...]:
    cleared = clearance(weapon, view.policy, view.now)
    first: tuple[str, ...] = ("accept", "confirm-return", "collect")
    if set(weapon.upkeep.owed) - {"fired"} and weapon.fires:
        # Nothing can be done with it before.
        first = (*first, "record-condition")
    first = (*first, "take-out")
    if any(hold.weapon is None for hold in view.state.holds.values()):
        return (*first, "unload", "lock-up", "inspect")
    if not cleared.holds:
        return (*first, "inspect", "unload", "load", "lock-up")
    said = weapon.called is not None and weapon.called.called == cleared.called
    if said or view.is_handler:
        return (*first, "offer", "load", "unload", "lock-up", "inspect")
    return (*first, "announce", "offer")


def _looked(view: Viewpoint, weapon: Weapon) -> bool:
    looks = [look.by for chamber in weapon.chambers for look in chamber.looks]
    return view.reader in (*looks, *(look.by for look in weapon.body))


def _answers_to_an_offer(view: Viewpoint, weapon: Weapon) -> Iterator[Candidate]:
    said = view.opening()
    yield Candidate(
        "accept",
        f"Answer the offer of {weapon.id}",
        (acts.Accept(**said, weapon=weapon.id, look="taken"),),
        form=True,
    )
    yield Candidate(
        "confirm-return",
        f"Yes, I gave {weapon.id} back",
        (acts.ConfirmReturn(**said, weapon=weapon.id),),
    )


def _custody(view: Viewpoint, weapon: Weapon) -> Iterator[Candidate]:
    said = view.opening()
    yield Candidate(
        "take-out", f"Take {weapon.id} out", (acts.TakeOut(**said, weapon=weapon.id),)
    )
    safe = acts.TakeOut(**said, weapon=weapon.id, to_make_safe=True)
    yield Candidate("take-out", f"Take {weapon.id} out to make it safe", (safe,))
    yield Candidate(
        "collect",
        f"Take {weapon.id} back",
        (acts.Collect(**said, weapon=weapon.id),),
    )
    verb = "Offer" if view.is_handler else "Give back"
    yield Candidate(
        "offer",
        f"{verb} {weapon.id}",
        offers(view, weapon),
        form=True,
        alike=True,
    )
    yield Candidate(
        "lock-up",
        f"Lock {weapon.id} up",
        tuple(
            acts.LockUp(**said, weapon=weapon.id, place=place.id)
            for place in view.state.places.values()
            if place.locks
        ),
        form=True,
    )


def offers(view: Viewpoint, weapon: Weapon) -> tuple[acts.Offer, ...]:
    """The weapon offered to each person there is; those of the set-up first."""
    planned = view.state.set_up.performers if view.state.set_up is not None else ()
    people = [person for person in view.state.people if person != view.reader]
    people.sort(key=lambda person: (person not in planned) == view.is_handler)
    said = view.opening()
    return tuple(acts.Offer(**said, weapon=weapon.id, to=person) for person in people)


def people_to_offer(view: Viewpoint, weapon: Weapon) -> tuple[Choice, ...]:
    """Each person the weapon could be offered to, with the core's answer."""
    return answered(
        view,
        [Candidate("offer", offer.to, (offer,)) for offer in offers(view, weapon)],
    )


def _looking(view: Viewpoint, weapon: Weapon) -> Iterator[Candidate]:
    said = view.opening()
    again = "again " if _looked(view, weapon) else ""
    at = "into" if weapon.chambers else "at"
    yield Candidate(
        "inspect", f"Look {again}{at} {weapon.id}", looks(view, weapon), form=True
    )
    called = clearance(weapon, view.policy, view.now).called
    call: Called = _as_what(view, weapon) if called == "not-cleared" else called
    yield Candidate(
        "announce",
        f"Call {weapon.id} {call.upper().replace('-', ' ')}",
        (acts.Announce(**said, weapon=weapon.id, called=call),),
    )
    yield Candidate(
        "record-condition",
        f"Condition of {weapon.id}",
        (acts.RecordCondition(**said, weapon=weapon.id, sound=True),),
        form=True,
    )
    yield Candidate(
        "show",
        f"Show {weapon.id} to people",
        (acts.Show(**said, weapon=weapon.id, to=(view.reader,)),),
        form=True,
    )


def _as_what(view: Viewpoint, weapon: Weapon) -> Called:
    """What somebody would want to call a weapon that is not cleared."""
    if weapon.chambers or not view.policy.asks("body-unseen"):
        return "empty"
    return CALLED_AS.get(weapon.weapon_class, "empty")


def _keeping(view: Viewpoint, weapon: Weapon) -> Iterator[Candidate]:
    said = view.opening()
    if weapon.weapon_class in DECLARED and not weapon.make.verified:
        verify = acts.VerifyStatus(**said, weapon=weapon.id)
        label = f"Verify what {weapon.id} is"
        yield Candidate("verify-status", label, (verify,), form=True)
    if weapon.fires:
        tests = tuple(
            acts.TestBlank(
                **said, weapon=weapon.id, box=box.id, rounds=1, distance_cm=0
            )
            for box in view.state.boxes.values()
            if box.rounds and view.state.lots[box.lot].kind == "blank"
        )
        yield Candidate("test-blank", "Test a blank in it", tests, form=True)
    if not weapon.sound or "malfunction" in weapon.upkeep.owed:
        repair = acts.Repair(**said, weapon=weapon.id, what="repaired")
        yield Candidate("repair", f"{weapon.id} was repaired", (repair,), form=True)
    if isinstance(weapon.custody, Stored):
        back = acts.SendBack(**said, weapon=weapon.id)
        label = f"Give {weapon.id} back for good"
        yield Candidate("send-back", label, (back,), form=True)
    asked = acts.Surrender(**said, weapon=weapon.id, reference="reference")
    label = f"An authority takes {weapon.id}"
    yield Candidate("surrender", label, (asked,), form=True)


def looks(view: Viewpoint, weapon: Weapon) -> tuple[acts.Inspect, ...]:
    """A look that has seen nothing yet: whether the reader may look at all."""
    nothing: Seen = "unseen"
    return (
        acts.Inspect(
            **view.opening(),
            weapon=weapon.id,
            chambers=tuple(nothing for _ in weapon.chambers),
            method="eye",
        ),
    )


def _contents(view: Viewpoint, weapon: Weapon) -> Iterator[Candidate]:
    said = view.opening()
    free = tuple(n for n, c in enumerate(weapon.chambers, start=1) if c.lot is None)
    held = tuple(n for n, c in enumerate(weapon.chambers, start=1) if c.lot is not None)
    boxes = tuple(view.state.boxes)
    watchers = tuple(person for person in view.state.people if person != view.reader)
    yield Candidate(
        "load",
        f"Load {weapon.id}",
        tuple(
            acts.Load(
                **said,
                weapon=weapon.id,
                chambers=free[:1],
                box=box,
                watchers=watchers[:1],
            )
            for box in boxes
            if free
        ),
        form=True,
    )
    yield Candidate(
        "unload",
        f"Unload {weapon.id}",
        tuple(
            acts.Unload(**said, weapon=weapon.id, chambers=held, box=box)
            for box in boxes
            if held
        ),
        form=True,
    )
    yield Candidate(
        "discharge",
        f"{weapon.id} was fired",
        tuple(
            acts.Discharge(**said, weapon=weapon.id, chambers=held[:1], planned=True)
            for _ in held[:1]
        ),
        form=True,
    )
    yield Candidate(
        "misfire",
        f"{weapon.id} did not fire",
        tuple(
            acts.Misfire(**said, weapon=weapon.id, chamber=number)
            for number in held[:1]
        ),
        form=True,
    )
