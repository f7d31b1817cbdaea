"""Phones: whose, added when, heard last when, and which of them can be ended.

1. A reader who may end phones sees everybody's; any other only their own.
2. The phone that shows the page is marked, and is not offered: it is not lost.
3. Whether a phone can be ended is asked of the core; where not, its reasons are said.
"""

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.answers import Refused
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Key, Person
from lastlook.core.words import KeyText
from lastlook.views.viewpoint import Viewpoint

LOST = "phone-lost"


class Phone(Struct, frozen=True):
    """One phone: its key, whether it shows this page, and what may be done with it."""

    text: KeyText
    key: Key
    here: bool
    may_end: bool
    reasons: tuple[AnyRefusal, ...] = ()


class Owner(Struct, frozen=True):
    """One person and their phones, those that count first, newest first."""

    person: Person
    phones: tuple[Phone, ...]


def phones(view: Viewpoint) -> tuple[Owner, ...]:
    """Everybody whose phones the reader may see, and who has or had one."""
    every = view.has_part_in("revoke-key")
    owners = (
        Owner(person, _phones_of(view, person))
        for person in view.state.people.values()
        if every or person.id == view.reader
    )
    return tuple(owner for owner in owners if owner.phones)


def _phones_of(view: Viewpoint, person: Person) -> tuple[Phone, ...]:
    found = [
        _phone(view, text, key)
        for text, key in view.state.keys.items()
        if key.person == person.id
    ]
    found.sort(key=lambda one: (one.key.revoked_at is not None, -one.key.since))
    return tuple(found)


def _phone(view: Viewpoint, text: KeyText, key: Key) -> Phone:
    here = text == view.key
    if here or key.revoked_at is not None:
        return Phone(text, key, here, may_end=False)
    asked = view.ask(acts.RevokeKey(**view.opening(), key=text, grounds=LOST))
    reasons = asked.reasons if isinstance(asked, Refused) else ()
    return Phone(text, key, here, not reasons, reasons)
