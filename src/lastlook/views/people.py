"""People: their roles, their phones, and who may invite another."""

from msgspec import Struct

from lastlook.core import acts
from lastlook.core.state import Person
from lastlook.views.choices import Candidate, answered
from lastlook.views.viewpoint import Viewpoint

A_DIGEST = "0" * 64  # of no token: this is only a question
A_QUARTER_HOUR = 900_000


class PersonRow(Struct, frozen=True):
    """One person, the phones that count, and what the reader may do about them."""

    person: Person
    keys: int
    may_invite: bool
    may_revoke: bool
    may_forget: bool


def people(view: Viewpoint) -> tuple[PersonRow, ...]:
    """Everybody enrolled."""
    return tuple(
        PersonRow(
            person=person,
            keys=sum(
                1
                for key in view.state.keys.values()
                if key.person == person.id and key.revoked_at is None
            ),
            may_invite=_may_invite(view, person),
            may_revoke=_may_revoke(view, person),
            may_forget=_may_forget(view, person),
        )
        for person in view.state.people.values()
    )


def _may_invite(view: Viewpoint, person: Person) -> bool:
    act = acts.Invite(
        **view.opening(),
        person=person.id,
        digest=A_DIGEST,
        until=view.now + A_QUARTER_HOUR,
    )
    found = answered(view, [Candidate("invite", "Invite", (act,))])
    return bool(found) and found[0].possible


def _may_revoke(view: Viewpoint, person: Person) -> bool:
    asked = tuple(
        acts.RevokeKey(**view.opening(), key=text, grounds="phone-lost")
        for text, key in view.state.keys.items()
        if key.person == person.id and key.revoked_at is None
    )
    found = answered(view, [Candidate("revoke-key", "End a key", asked, form=True)])
    return bool(found) and found[0].possible


def _may_forget(view: Viewpoint, person: Person) -> bool:
    asked = acts.Forget(**view.opening(), person=person.id, grounds="asked")
    found = answered(view, [Candidate("forget", "Erase", (asked,), form=True)])
    return bool(found) and found[0].possible
