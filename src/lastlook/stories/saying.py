"""An act as a sentence for a report: the story's own words, less their syntax."""

from collections.abc import Iterator, Mapping

from lastlook.core.words import Ms
from lastlook.stories.fields import Field, Measure, Moment, fields_of, object_of
from lastlook.stories.moments import midnight, write_moment
from lastlook.stories.story import Said
from lastlook.stories.values import Known, write_value
from lastlook.stories.verbs import verb_of


def in_a_sentence(said: Said, packs: Mapping[str, str]) -> str:
    """Who does what to what, on whose phone, when by the phone."""
    act, day = said.act, midnight(said.time)
    if said.again:
        return f"{act.by} sends the same once more"
    words = [act.by, verb_of(act).replace("-", " ")]
    rest = []
    for field in fields_of(type(act)):
        value = getattr(act, field.name)
        if field.required or value != field.default:
            word = _told(field, write_value(field, value, Known(day, packs)))
            if field == object_of(type(act)):
                words.append(word)
            else:
                rest.append(f"{_name(field)} {word}")
    rest += _besides(said, day)
    return " ".join(words) + (f": {'; '.join(rest)}" if rest else "")


def _told(field: Field, word: str) -> str:
    match field.form:
        case Moment():
            return word.replace("T", " ")
        case Measure(unit) if word.isdigit():
            return f"{word} {unit}"
        case _:
            return word


def _name(field: Field) -> str:
    word = field.word
    if isinstance(field.form, Measure):
        word = word.removesuffix(f"-{field.form.unit}")
    return word.replace("-", " ")


def _besides(said: Said, day: Ms) -> Iterator[str]:
    if said.act.via is not None:
        yield f"on {said.act.via}'s phone"
    if said.act.at != said.time:
        yield f"at {write_moment(said.act.at, day)} by the phone"
    if said.now != said.time:
        yield f"at {write_moment(said.now, day)} by the desk"
    if said.signed_by is not None:
        yield f"signed by {said.signed_by}"
