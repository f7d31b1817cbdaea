"""Pages from templates: filters, words for states, and what every page carries."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from litestar.enums import MediaType
from litestar.response import Response

from lastlook.api.house import House, wall_clock, wall_day
from lastlook.api.refused import is_nearer
from lastlook.core.acts import Act
from lastlook.core.answers import Refused
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.refusals import AnyRefusal
from lastlook.hazard.assumptions import ASSUMPTIONS, NOT_COVERED
from lastlook.hazard.margin import margin_short, margin_words
from lastlook.hazard.phrases import barrier_words, errors_words, events_words
from lastlook.hazard.pictures import bow_tie, fault_tree
from lastlook.views.board import day_status, stops
from lastlook.views.boxes import has_confirmed_live
from lastlook.views.choices import Choice
from lastlook.views.clocks import APART_MS
from lastlook.views.log import LogLine
from lastlook.views.outstanding import Outstanding
from lastlook.views.sayings import Said, sayings
from lastlook.views.where import Where
from lastlook.web import phrases
from lastlook.web.drawing import drawing
from lastlook.web.witnessed import age_words, witness_words, witnessed_words

TEMPLATES: Final = Path(__file__).parent / "templates"
STATIC: Final = Path(__file__).parent / "static"
OPENING: Final = frozenset({"id", "production", "by", "at"})  # the phone says these


class Pages:
    """The templates of one house."""

    def __init__(self, house: House) -> None:
        """Draw pages for `house`."""
        self._house = house
        self.static = static_address(STATIC)
        self._templates = _environment()
        self._templates.globals["static"] = self.static

    def page(
        self,
        name: str,
        *,
        reader: str | None = None,
        status: int = 200,
        **known: Any,
    ) -> Response[str]:
        """One page, for `reader` or for somebody at the door."""
        house = self._house
        state = house.desk.state
        frame = {
            "production": house.production,
            "reader": reader,
            "n": house.desk.size,
            "today": day_status(state) if reader else None,
            "stops": stops(state) if reader else (),
            "confirmed": has_confirmed_live(state),
            "here": "",
            "names": house.names(),
            "policy": house.desk.policy,
            "apart_ms": APART_MS,
            "counts_margins": house.margins is not None,
            "counted": house.counted,
            "margin_of": house.margins.of if house.margins is not None else None,
        }
        html = self._templates.get_template(name).render(frame | known)
        return Response(html, status_code=status, media_type=MediaType.HTML)


def static_address(folder: Path) -> str:
    """Where scripts and styles are: another address for every other content."""
    digest = sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return f"/static/{digest.hexdigest()[:12]}"


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["drawing"] = drawing
    made.globals["assumptions"] = ASSUMPTIONS
    made.globals["not_covered"] = NOT_COVERED
    made.globals["fault_tree"] = fault_tree
    made.globals["bow_tie"] = bow_tie
    made.filters |= {
        "clock": wall_clock,
        "day_clock": wall_day,
        "apart_words": phrases.apart_words,
        "name": _name,
        "said": _said,
        "why": _why,
        "words": _words,
        "json": as_json,
        "form_path": _form_path,
        "plain": phrases.plain,
        "in_words": phrases.in_words,
        "day_words": phrases.day_words,
        "load_words": phrases.load_words,
        "hold_words": phrases.hold_words,
        "lapse_words": phrases.lapse_words,
        "proof_words": phrases.proof_words,
        "hammer_words": phrases.hammer_words,
        "doubt_words": phrases.doubt_words,
        "seconds": phrases.seconds,
        "saw_words": phrases.saw_words,
        "test_words": phrases.test_words,
        "whereabouts": _whereabouts,
        "outstanding_words": _outstanding,
        "age_words": age_words,
        "witnessed_words": witnessed_words,
        "witness_words": witness_words,
        "outstanding_way": phrases.outstanding_way,
        "errors_words": errors_words,
        "margin_words": margin_words,
        "margin_short": margin_short,
        "is_nearer": is_nearer,
        "barrier_words": barrier_words,
        "events_words": events_words,
        "known": known,
    }
    return made


def as_json(value: object) -> str:
    """A value as JSON text, for forms that carry the words of an act."""
    return msgspec.json.encode(value).decode()


def _words(act: Act) -> str:
    # What the phone will sign, but for the opening, which the phone says itself.
    said: dict[str, object] = msgspec.to_builtins(act)
    return as_json({name: said[name] for name in said if name not in OPENING})


def _form_path(choice: Choice) -> str:
    if not choice.form:
        return ""
    for noun in ("weapon", "box", "scene", "set_up", "place"):
        about = getattr(choice.act, noun, None)
        if about is not None and choice.name != "receive":
            return f"/{choice.name}/{about}"
    return f"/{choice.name}"


@pass_context
def _name(context: Context, person: str | None) -> str:
    names: Mapping[str, str] = context["names"]
    return "nobody" if person is None else names.get(person, person)


@pass_context
def _said(
    context: Context, reasons: Iterable[AnyRefusal | AnyImpossibility]
) -> tuple[Said, ...]:
    return sayings(reasons, context["policy"], context["names"], wall_clock)


@pass_context
def _why(context: Context, line: LogLine) -> tuple[Said, ...]:
    no = line.decision
    if not isinstance(no, Refused):
        return ()
    policy = context["policy"]
    # A rule that a pack asked for then and none asks for now has no words left.
    known = [r for r in no.reasons if r.code in policy.rules]
    return sayings([*no.impossible, *known], policy, context["names"], wall_clock)


@pass_context
def _whereabouts(context: Context, place: Where) -> str:
    return phrases.whereabouts(place, context["names"])


@pass_context
def _outstanding(context: Context, row: Outstanding) -> str:
    return phrases.outstanding_words(row, context["names"])


def known(count: int | None, complete: bool, none: str) -> str:  # noqa: FBT001 -- a filter
    """A count, or what its absence says where all was searched."""
    if count is not None:
        return str(count)
    return none if complete else "UNKNOWN"
