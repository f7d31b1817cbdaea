"""Names beside a bundle: only those asked for, each with what proves it.

1. Without `--names` nobody is named. With it, only people who stand in the entries
   that are handed over.
2. A name comes with its salt and the digest of the contact: whoever has the entries
   can check that it is the name that was committed to. No contact and no PIN comes out.
3. Whoever committed to a name and is kept no longer, or whom an entry forgets, is
   *erased*, and said to be.
4. A name that no entry commits to is the keeper's word, and stands apart as that.
"""

import base64
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Struct

from lastlook.core.acts import Enrol, Forget
from lastlook.core.answers import Asked, Decision, Granted
from lastlook.core.words import Digest, PersonId
from lastlook.desk.people import NameOpening, Opening

FORM: Final = "lastlook/openings/1"


class Named(Struct, frozen=True):
    """A person's name with what opens it: `salt` in base64, `rest` in hex."""

    person: PersonId
    name: str
    salt: str
    rest: str

    @property
    def opening(self) -> NameOpening:
        """What is hashed; ValueError where it is not base64 or hex."""
        salt = base64.b64decode(self.salt, validate=True)
        return NameOpening(self.name, salt, bytes.fromhex(self.rest))


class Openings(Struct, frozen=True, forbid_unknown_fields=True):
    """Whom a bundle names.

    Attributes:
        form: the form of the file.
        people: names that were committed to.
        unproved: names that no entry commits to, by person.
        erased: people whose name was committed to and is kept no longer.
    """

    form: str = FORM
    people: tuple[Named, ...] = ()
    unproved: dict[PersonId, str] = {}
    erased: tuple[PersonId, ...] = ()


def openings(
    entries: Iterable[tuple[Asked, Decision]], kept: Mapping[PersonId, Opening]
) -> Openings:
    """The names of the people in these entries, of those that are kept."""
    commitments: dict[PersonId, set[Digest]] = {}
    forgotten: set[PersonId] = set()
    for asked, decision in entries:
        for person in people_in(asked):
            commitments.setdefault(person, set())
        if isinstance(asked.act, Forget) and isinstance(decision, Granted):
            forgotten.add(asked.act.person)
        if isinstance(asked.act, Enrol) and isinstance(decision, Granted):
            known = commitments.setdefault(asked.act.person, set())
            if asked.act.details is not None:
                known.add(asked.act.details)
    people, unproved, erased = [], {}, []
    for person, digests in sorted(commitments.items()):
        if person not in kept:
            erased += [person] if digests or person in forgotten else []  # (3)
            continue
        alone = kept[person].name_alone
        if alone.commitment in digests:
            salt = base64.b64encode(alone.salt).decode()
            people.append(Named(person, alone.name, salt, alone.rest.hex()))
        else:
            unproved[person] = alone.name  # (4)
    return Openings(FORM, tuple(people), unproved, tuple(erased))


def people_in(asked: Asked) -> set[PersonId]:
    """Everybody an act names."""
    act = asked.act
    people: set[PersonId] = {act.by}
    for field in ("via", "person", "to", "present", "in_charge", "performers", "near"):
        named = getattr(act, field, None)
        if isinstance(named, tuple):
            people |= {*named}
        elif named is not None:
            people.add(named)
    return people


def openings_bytes(openings: Openings) -> bytes:
    """The file in its one form: JSON in order, two spaces deep, a newline."""
    plain = msgspec.json.encode(openings, order="sorted")
    return msgspec.json.format(plain, indent=2) + b"\n"


def read_openings(octets: bytes) -> Openings:
    """The openings in these bytes; `msgspec.MsgspecError` where there are none."""
    return msgspec.json.decode(octets, type=Openings)
