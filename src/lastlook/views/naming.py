"""What somebody is called: by name, as erased, or by the id nobody gave a name for.

1. A name comes from the people's table beside the record, and from nowhere else.
2. What was erased is said to be erased, when and by which entry, and is not shown as
   though it had never been there.
"""

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from lastlook.core.state import Erased, State
from lastlook.core.words import Ms, PersonId

Known: TypeAlias = Literal["named", "erased", "never-known"]
Clock: TypeAlias = Callable[[Ms], str]


class Naming(Struct, frozen=True):
    """What is known of somebody's name; `erased` says by which entry it went."""

    person: PersonId
    known: Known
    name: str | None = None
    erased: Erased | None = None

    def shown(self, clock: Clock) -> str:
        """What stands where a name stands; `clock` writes the time."""
        if self.name is not None:
            return self.name
        if self.erased is None:
            return self.person
        # (2) when, by which entry
        return f"{self.person} (erased {clock(self.erased.at)}, entry {self.erased.n})"


def naming(state: State, names: Mapping[PersonId, str], person: PersonId) -> Naming:
    """What is known of a person's name, from the record and the people's table."""
    known = state.people.get(person)
    erased = known.erased if known is not None else None
    # (2) a backup may have brought a name back that is to be gone
    if erased is not None:
        return Naming(person, "erased", erased=erased)
    name = names.get(person)
    return Naming(person, "never-known" if name is None else "named", name)


def namings(
    state: State, names: Mapping[PersonId, str], clock: Clock
) -> dict[PersonId, str]:
    """What everybody is called who is called anything but their id."""
    everybody = dict.fromkeys((*names, *state.people))
    found = (naming(state, names, person) for person in everybody)
    return {one.person: one.shown(clock) for one in found if one.known != "never-known"}
