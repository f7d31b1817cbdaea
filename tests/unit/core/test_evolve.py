"""What an event makes of the state."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from lastlook.core import state as state_file
from lastlook.core.acts import Inspect, Load, TakeOut
from lastlook.core.answers import Granted, Refused
from lastlook.core.decide import NOUNS
from lastlook.core.events import Announced, CutCalled, TakenOut, Wrapped
from lastlook.core.evolve import after, evolve
from lastlook.core.refusals import NoSetUp
from lastlook.core.state import (
    Day,
    Heard,
    HeldBy,
    LastCall,
    Person,
    Returned,
    State,
    touched,
    unseen,
)
from tests.world.production import EMPTY, a_set, granted, ms, says

TAKES = says("armorer", TakeOut, "colt-1", at="07:03")


def test_an_entry_is_its_events_its_number_and_its_time() -> None:
    before = a_set()
    asked = before.asked(TAKES)
    answer = before.ask(TAKES)
    now = after(before.state, asked, answer)
    assert (now.n, now.now) == (before.state.n + 1, ms("07:03"))
    events = granted(answer)
    told = evolve(before.state, events[0])
    assert now == replace(told, n=now.n, now=now.now, keys=now.keys)
    assert now.weapons["colt-1"].custody == HeldBy("armorer", ms("07:03"))


def test_every_event_of_an_entry_is_applied_in_order() -> None:
    ready = a_set().ready()
    said = says("armorer", Load, "colt-1", (1,), "B1", ("actor",))
    events = granted(ready.ask(said))
    assert len(events) == 2
    state = ready.state
    for event in events:
        state = evolve(state, event)
    assert ready.having(said).state.weapons == state.weapons


def test_a_refused_act_changes_nothing_but_number_time_and_who_was_heard() -> None:
    before = a_set()
    refused = Refused((NoSetUp("colt-1"),))
    now = after(before.state, before.asked(TAKES), refused)
    assert now == replace(
        before.state, n=before.state.n + 1, now=ms("07:03"), keys=now.keys
    )
    nothing = after(before.state, before.asked(TAKES), Granted(()))
    assert nothing == now


def test_of_a_phone_is_known_what_it_said_last_and_when_by_both_clocks() -> None:
    before = a_set()
    said = replace(TAKES, happened="07:01")
    now = after(before.state, before.asked(said), Refused())
    assert now.keys["armorer-phone"].last == Heard(
        before.state.n, at=ms("07:01"), recorded_at=ms("07:03")
    )
    assert now.keys == before.state.keys.put("armorer-phone", now.keys["armorer-phone"])


def test_of_a_key_that_nobody_enrolled_nothing_is_kept() -> None:
    before = a_set()
    asked = before.asked(replace(TAKES, phone="nobodys-phone"))
    assert after(before.state, asked, Refused()).keys == before.state.keys


def test_a_state_is_left_as_it_was() -> None:
    before = a_set().state
    evolve(before, TakenOut(by="armorer", at=ms("07:00"), weapon="colt-1"))
    assert before == a_set().state
    assert before.weapons["colt-1"].holder is None


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_no_rule_file_applies_anothers_event(noun: object) -> None:
    event = TakenOut(by="armorer", at=0, weapon="colt-1")
    if TakenOut in noun.APPLIES:  # type: ignore[attr-defined]
        event = Wrapped(by="armorer", at=0)  # type: ignore[assignment]
    with pytest.raises(TypeError, match="asked of the wrong rule file"):
        noun.applied(a_set().state, event)  # type: ignore[attr-defined]


def test_a_cut_without_a_day_is_no_event_there_can_be() -> None:
    with pytest.raises(TypeError, match="CutCalled was asked of the wrong rule file"):
        evolve(State(), CutCalled(by="first-ad", at=0))


def test_who_touched_it_is_kept_once_in_order() -> None:
    colt = a_set().out().colt
    assert touched(colt, "armorer") is colt
    assert touched(colt, "actor").touched_by == ("armorer", "actor")


def test_what_goes_unseen_forgets_its_looks_and_keeps_its_rounds() -> None:
    looked = (
        a_set()
        .out()
        .having(
            says(
                "armorer", Inspect, "colt-1", EMPTY, "rod", bore="clear", hammer="down"
            )
        )
    )
    colt = replace(looked.colt, shown_to=("camera",))
    spent = replace(colt.chambers[0], lot="K1", spent=True)
    colt = replace(colt, chambers=(spent, *colt.chambers[1:]))
    forgotten = unseen(colt, "break")
    assert [(c.lot, c.spent, c.looks) for c in forgotten.chambers] == [
        ("K1", True, ()),
        *[(None, False, ())] * 5,
    ]
    assert (forgotten.bore, forgotten.hammer) == ("unseen", "unseen")
    assert (forgotten.lapse, forgotten.shown_to) == ("break", ())
    assert forgotten.loaded
    assert not looked.colt.loaded


def test_a_call_that_was_heard_without_a_day_is_kept_all_the_same() -> None:
    state = replace(a_set().state, day=None)
    call = Announced(by="first-ad", at=7, weapon="colt-1", called="empty")
    after_it = evolve(state, call)
    assert after_it.weapons["colt-1"].called == LastCall("empty", "first-ad", 7)
    assert after_it.day is None


STRUCTS = [
    kind
    for kind in vars(state_file).values()
    if isinstance(kind, type) and issubclass(kind, Struct) and kind is not Struct
]


@pytest.mark.parametrize("kind", STRUCTS, ids=lambda kind: kind.__name__)
def test_nothing_that_is_known_changes_in_place(kind: type[Struct]) -> None:
    assert kind.__struct_config__.frozen


def test_nothing_is_known_before_it_is_told() -> None:
    assert Person("actor", ()).minor is False
    assert Day(0, 1).in_play is False
    assert State().now == 0
    colt = a_set().colt
    assert (colt.bore, colt.bore_at, colt.hammer) == ("unseen", 0, "unseen")
    assert a_set().lot("K1").made_from == "factory"


def test_a_look_into_any_chamber_is_a_look_into_the_weapon() -> None:
    looked = a_set().out().having(says("first-ad", Inspect, "colt-1", EMPTY, "light"))
    assert looked.colt.bore == "unseen"
    assert looked.colt.looked_into


def test_what_went_back_is_with_its_supplier() -> None:
    assert replace(a_set().colt, custody=Returned(0)).whereabouts == "hire-house"
