"""What a desk is made of; `wiring` chooses each part."""

from msgspec import Struct

from lastlook.core.state import State
from lastlook.desk.clock import Clock
from lastlook.desk.people import People
from lastlook.desk.snapshots import Snapshots
from lastlook.ledger.log import Log
from lastlook.policy.library import Library


class Parts(Struct, frozen=True):
    """The parts of one desk.

    Attributes:
        log: the ledger, open for writing.
        library: where texts of packs become policies.
        people: names and PINs, beside the ledger.
        clock: the one clock.
        snapshots: where the state is kept now and then; None: every start reads all.
    """

    log: Log
    library: Library
    people: People
    clock: Clock
    snapshots: Snapshots | None = None


def erase_forgotten(people: People, state: State) -> None:
    """Erase what the people's table has of those whom the record says are erased."""
    people.erase_again(p.id for p in state.people.values() if p.erased is not None)
