"""What is known of a person beside the record, erased.

Rules:

1. Details are erased once; the record keeps that they were, when, on whose word, and
   everything that was done by this id.

Does not know what the details are: they never were in the record. Who may erase them,
people.py says; the desk erases them once this is durable.
"""

from typing import Final

from msgspec.structs import replace

from lastlook.core.acts import Forget
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    recorded,
)
from lastlook.core.events import AnyEvent, Forgotten
from lastlook.core.impossibilities import ErasedAlready
from lastlook.core.state import Erased, State

ANSWERS: Final = (Forget,)
APPLIES: Final = (Forgotten,)
HEARS: Final = ANSWERS


def impossible(case: Case) -> Impossibles:
    """What is gone is not erased again."""
    # (1) once
    if isinstance(case.act, Forget):
        person = case.state.people[case.act.person]
        if person.erased is not None:
            yield ErasedAlready(person.id)


def objections(_: Case) -> Objections:
    """Nothing but whose part it is stands against it."""
    yield from ()


def outcome(case: Case) -> Events:
    """That they were erased."""
    if not isinstance(case.act, Forget):
        raise misdirected(case.act)
    yield recorded(Forgotten, case)


def applied(state: State, event: AnyEvent) -> State:
    """The state after a person's details were erased."""
    if not isinstance(event, Forgotten):
        raise misdirected(event)
    erased = Erased(state.n, event.at, event.by)
    return state.with_person(replace(state.people[event.person], erased=erased))
