"""The search takes a short cut, and finds what the long way finds."""

from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.state import Chamber, HeldBy, State
from lastlook.core.words import MAGAZINE_FED, Mechanism, Pointing
from lastlook.hazard import search as searching
from lastlook.hazard.margin import Margin, Voice, margin
from lastlook.hazard.phrases import part, role_words
from lastlook.hazard.record import Record
from lastlook.hazard.search import Aim, Search
from tests.unit.hazard.test_margin import GUN, OUT, POLICY, prepared, stands, then, told


class Nothing:
    """That no error need come any more."""

    def __init__(self, *_: Any) -> None:
        pass

    def __call__(self, *_: Any) -> int:
        return 0


def every(state: State) -> list[tuple[str, Margin]]:
    one = stands(state)
    voice = Voice(part, role_words)
    searches = [
        (posed, Search(one.scene, posed.top, Record(one.scene.state, POLICY)))
        for posed in one.posed
    ]
    return [
        (posed.top.name, margin(search, Aim(posed.starts), voice))
        for posed, search in searches
    ]


@pytest.mark.parametrize(
    ("name", "mechanism", "pointing"),
    [
        ("close-up", "single-action-revolver", "nobody"),
        ("close-up", "single-action-revolver", "person"),
        ("take", "single-action-revolver", "nobody"),
        ("take", "single-action-revolver", "person"),
        ("close-up", "semi-automatic", "person"),
    ],
)
def test_how_many_errors_there_have_to_be_is_never_said_too_high(
    name: str,
    mechanism: Mechanism,
    pointing: Pointing,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = then(prepared(name).state, OUT)
    set_up = out.set_up
    assert set_up is not None
    planned = replace(set_up, pointing=pointing)
    out = replace(out, set_ups=out.set_ups.put(planned.id, planned))
    held = HeldBy("performer", out.now)
    for chamber in (Chamber(), told(Chamber(), "empty")):
        chambers = (chamber,) * (2 if mechanism in MAGAZINE_FED else 1)
        weapon = replace(out.weapons[GUN], mechanism=mechanism, custody=held)
        state = out.with_weapon(replace(weapon, chambers=chambers))
        assert state.set_up == planned
        monkeypatch.undo()
        short = every(state)
        monkeypatch.setattr(searching, "_Least", Nothing)
        assert [(top, found.k) for top, found in short] == [
            (top, found.k) for top, found in every(state)
        ]
