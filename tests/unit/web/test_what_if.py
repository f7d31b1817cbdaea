"""What an address of the what-if page asks for."""

from http import HTTPStatus

import pytest
from litestar.datastructures import MultiDict

from lastlook.api.errors import Failed
from lastlook.hazard.top import TOP_EVENTS
from lastlook.web.pages.what_if import asked_by
from tests.hazard.ground import house


@pytest.mark.parametrize("top", TOP_EVENTS)
def test_where_no_scene_is_named_it_is_the_one_that_belongs_to_the_harm(
    top: str,
) -> None:
    question = asked_by(MultiDict({"top": top}), house())
    assert (question.scene, question.top) == (TOP_EVENTS[top].scene, top)


def test_a_scene_that_is_named_is_the_one() -> None:
    question = asked_by(MultiDict({"top": "contact", "scene": "take"}), house())
    assert question.scene == "take"


def test_rules_in_force_are_left_out_each_once() -> None:
    said = MultiDict([("without", "box-not-proved")] * 2)
    question = asked_by(said, house())
    assert question.scene == "close-up"
    assert question.without == ("box-not-proved",)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("top", "no-such-top event"),
        ("scene", "no-such-scene"),
        ("without", "no-such-rule"),
    ],
)
def test_what_there_is_none_of_is_not_looked_for_and_is_named(
    name: str, code: str
) -> None:
    with pytest.raises(Failed) as failed:
        asked_by(MultiDict({name: "nosuch"}), house())
    assert failed.value.status == HTTPStatus.NOT_FOUND
    assert failed.value.problem.code == code
    assert "nosuch" in failed.value.problem.what
