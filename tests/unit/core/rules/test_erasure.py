"""Somebody is forgotten: once, on their own word or the office's, and on record."""

import pytest

from lastlook.core.acts import Forget, Stop
from lastlook.core.events import Forgotten
from lastlook.core.impossibilities import ErasedAlready, Unknown
from lastlook.core.refusals import NotYourPart
from lastlook.core.state import Erased
from tests.world.production import Said, a_set, granted, ms, refused, says


def forgets(by: str, person: str = "actor") -> Said:
    return says(by, Forget, person, "asked-by-themselves")


@pytest.mark.parametrize("by", ["actor", "office", "adviser"])
def test_ones_own_or_the_offices_word_is_enough(by: str) -> None:
    before = a_set()
    assert granted(before.ask(forgets(by))) == (
        Forgotten(by=by, at=ms("07:00"), person="actor", grounds="asked-by-themselves"),
    )
    person = before.having(forgets(by)).state.people["actor"]
    assert person.erased == Erased(before.state.n, ms("07:00"), by)
    assert person.roles == ("performer",)


@pytest.mark.parametrize("by", ["armorer", "first-ad", "camera"])
def test_nobody_elses_word_is(by: str) -> None:
    assert refused(a_set().ask(forgets(by))) == (NotYourPart(by, "forget"),)


def test_only_once_and_only_who_was_there() -> None:
    gone = a_set().having(forgets("actor"))
    assert refused(gone.ask(forgets("office"))) == (ErasedAlready("actor"),)
    nobody = forgets("office", "nobody")
    assert refused(a_set().ask(nobody)) == (Unknown("person", "nobody"),)


def test_who_was_forgotten_can_still_stop_the_set() -> None:
    assert granted(a_set().having(forgets("actor")).ask(says("actor", Stop)))
