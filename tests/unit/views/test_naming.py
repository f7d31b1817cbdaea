"""What somebody is called: by name, as erased, or by the id alone."""

from msgspec.structs import replace

from lastlook.core.state import Erased, State
from lastlook.views.naming import Naming, naming, namings
from tests.world.viewed import NAMES, seen

GONE = Erased(57, 1_714_996_800_000, "office")


def clock(_: int) -> str:
    return "6 May 12:00"


def state() -> State:
    """A set where the camera's details were erased."""
    known = seen("", "office").state
    camera = replace(known.people["camera"], erased=GONE)
    return known.with_person(camera)


def test_a_name_is_said_where_there_is_one() -> None:
    found = naming(state(), NAMES, "armorer")
    assert found == Naming("armorer", "named", "Nadia")
    assert found.shown(clock) == "Nadia"


def test_who_was_never_named_is_called_by_the_id() -> None:
    found = naming(state(), NAMES, "double")
    assert (found.known, found.shown(clock)) == ("never-known", "double")
    # Nor is anybody who is not enrolled.
    assert naming(state(), NAMES, "nobody").known == "never-known"


def test_what_was_erased_is_said_to_be_when_and_by_which_entry() -> None:
    found = naming(state(), NAMES, "camera")
    assert (found.known, found.erased) == ("erased", GONE)
    assert found.shown(clock) == "camera (erased 6 May 12:00, entry 57)"


def test_a_name_that_a_backup_brought_back_is_not_shown() -> None:
    back = {**NAMES, "camera": "Somebody"}
    assert "Somebody" not in naming(state(), back, "camera").shown(clock)


def test_all_at_once_only_who_is_called_something_is_listed() -> None:
    assert namings(state(), NAMES, clock) == {
        **NAMES,
        "camera": "camera (erased 6 May 12:00, entry 57)",
    }
