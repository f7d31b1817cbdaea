"""Every act can be asked for: its fields, as questions, and back into the very act."""

from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest
from msgspec.structs import fields

from lastlook.core.acts import AnyAct
from lastlook.core.state import Person, Place, State
from lastlook.core.table import Table
from lastlook.web import asking, labels
from lastlook.web.questions import Field
from tests.tidy.repository import ROOT

STATE = State(
    people=Table({"actor": Person("actor", ("performer",))}),
    places=Table({"safe-1": Place("safe-1", "safe", locks=True)}),
)
OPENING = {
    "id": "00000000-0000-7000-8000-000000000000",
    "production": "long-road",
    "by": "actor",
    "at": 1,
}
SCRIPT = Path(ROOT / "frontend" / "src" / "forms.ts").read_text("utf-8")
# What somebody types, and what `forms.ts` makes of it, by the kind of the question.
TYPED: dict[str, Any] = {
    "number": 1,
    "numbers-list": [1, 2],
    "moment": 1_790_000_000_000,
    "metres": 250,
    "grounds": "close-up",
    "grounds-list": ["close-up", "remote-camera"],
    "words-list": ["actor"],
}
WORDS = {
    "hold": "stop-4",
    "key": "a" * 43 + "=",
    "digest": "0" * 64,
    "details": "0" * 64,
    "paper": "0" * 64,
    "token": "a" * 32,
    "salt": "abcd-efgh-jkmn",
    "photos": ["0" * 64],
}


def answer(field: Field) -> Any:
    """One answer to a question, as the phone sends it."""
    if field.kind == "yes-no":
        return True
    if field.options:
        picked = field.options[-1].value
        return [picked] if field.many else picked
    if field.name in WORDS:
        return WORDS[field.name]
    return TYPED[field.kind] if field.kind else "12A"


@pytest.mark.parametrize("word", asking.ACTS)
def test_every_field_is_asked_for_and_makes_the_very_act(word: str) -> None:
    kind = asking.ACTS[word]
    asked = asking.form(word, STATE, {}).fields
    said = {field.name: answer(field) for field in asked}
    assert {*said} == {*kind.__struct_fields__} - asking.OPENING
    sent = msgspec.json.encode({**OPENING, "act": word, **said})
    act = msgspec.json.decode(sent, type=AnyAct)
    assert type(act) is kind
    assert msgspec.to_builtins(act) == msgspec.to_builtins(
        msgspec.convert({**OPENING, "act": word, **said}, kind, strict=True)
    )


@pytest.mark.parametrize("word", asking.ACTS)
def test_what_may_be_left_out_can_be_left_out(word: str) -> None:
    kind = asking.ACTS[word]
    asked = asking.form(word, STATE, {}).fields
    optional = {f.name for f in fields(kind) if f.default is not msgspec.NODEFAULT}
    assert {f.name for f in asked if not f.needed} == optional - asking.OPENING
    said = {field.name: answer(field) for field in asked if field.needed}
    msgspec.convert({**OPENING, "act": word, **said}, kind)


def test_the_script_reads_every_kind_of_answer() -> None:
    kinds = {f.kind for w in asking.ACTS for f in asking.form(w, STATE, {}).fields}
    for kind in kinds - {""}:
        stem = kind.removesuffix("s-list").removesuffix("-list")
        assert f'"{stem}' in SCRIPT or (kind.endswith("-list") and '"-list"' in SCRIPT)


def said_of(field: str) -> set[str]:
    """Every word that an act may say of this field."""
    return {
        option.value
        for word in asking.ACTS
        for one in asking.form(word, STATE, {}).fields
        if one.name == field
        for option in one.options
    }


@pytest.mark.parametrize("word", labels.ABOUT)
def test_about_one_thing_everything_else_is_asked(word: str) -> None:
    noun = labels.ABOUT[word]
    asked = asking.about(word, STATE, "thing-1")
    whole = asking.form(word, STATE, {}).fields
    assert [f.name for f in asked.fields] == [f.name for f in whole if f.name != noun]
    assert asked.noun == noun
    assert "thing-1" in asked.title
    assert "{" not in asked.title + asked.then


def test_a_file_is_signed_by_its_digest_and_any_other_digest_is_typed() -> None:
    files = {
        (word, field.name): field.files
        for word in asking.ACTS
        for field in asking.form(word, STATE, {}).fields
        if field.files
    }
    assert files["record-condition", "photos"] == "photo"
    assert files["test-blank", "paper"] == "paper"
    assert {name for _, name in files} == {"photos", "paper"}


def test_people_are_picked_and_new_ids_are_typed() -> None:
    duty = {f.name: f for f in asking.form("assign-duty", STATE, {}).fields}
    assert [option.value for option in duty["person"].options] == ["actor"]
    enrol = {f.name: f for f in asking.form("enrol", STATE, {}).fields}
    assert not enrol["person"].options
    assert "no spaces" in enrol["person"].note
    assert "There already: actor." in enrol["person"].note


def test_a_box_that_is_not_known_yet_can_be_put_into() -> None:
    asked = {f.name: f for f in asking.form("transfer", STATE, {}).fields}
    assert not asked["into"].options
    assert "It may be a new one." in asked["into"].note


def test_an_address_can_answer_beforehand() -> None:
    asked = asking.form("assign-duty", STATE, {"person": "actor"}).fields
    assert {f.name: f.start for f in asked}["person"] == "actor"


def test_every_page_has_its_heading_and_every_question_its_words() -> None:
    listed = [word for group in labels.GROUPS.values() for word in group]
    assert len(listed) == len({*listed})
    assert {*listed, *labels.ABOUT} == {*labels.HEADINGS}
    assert {*labels.HEADINGS} <= {*asking.ACTS}
    for word in labels.HEADINGS:
        for field in asking.form(word, STATE, {}).fields:
            row = f"{word}.{field.name}"
            assert row in labels.QUESTIONS or field.name in labels.QUESTIONS


def test_no_row_is_left_over() -> None:
    asked = {
        row
        for word in labels.HEADINGS
        for field in asking.ACTS[word].__struct_fields__
        for row in (field, f"{word}.{field}")
    }
    assert {*labels.QUESTIONS, *labels.NOTES} <= asked
    every = {name for act in asking.ACTS.values() for name in act.__struct_fields__}
    assert {*labels.OPTIONS} <= every
    for field, words in labels.OPTIONS.items():
        assert {*words} <= said_of(field)
    assert len(asking.ACTS) == len(get_args(AnyAct))
