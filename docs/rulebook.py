# ruff: noqa: INP001 - beside the documents it writes
"""The generated pages about rules: each rule, the controls, each pack, all refusals.

1. A rule's page says what it states, where in the code it is asked and under which
   numbered sentence, which shipped packs ask for it and how far each source was read,
   and the stories that show it both ways.
2. What no pack asks for, and what is out of reach, is said too.
"""

import ast
import inspect
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final, get_args

from msgspec import Struct

from docs.told import ROOT, Told, linked
from lastlook.core.acts import kebab
from lastlook.core.controls import CONTROLS, KEEPING, Control
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import STRICTNESS, Rule
from lastlook.core.refusals import AnyRefusal, Refusal
from lastlook.desk.unanswered import (
    Busy,
    DeskStopped,
    IdTaken,
    NotHeard,
    Unanswered,
    Unreadable,
)
from lastlook.policy.library import Library, shipped, shipped_names
from lastlook.policy.schema import Pack
from lastlook.policy.stack import NEEDS

CORE: Final = ROOT / "src" / "lastlook" / "core"
PACKS: Final = "../../../src/lastlook/policy/packs"
DESK: Final = ROOT / "src" / "lastlook" / "desk"
NUMBERED: Final = re.compile(r"# \((\d+)\)")
SENTENCE: Final = re.compile(
    r"^(\d+)\. (.*?)(?=^\d+\. |^\S|\Z)", re.MULTILINE | re.DOTALL
)
UNANSWERED: Final = {
    kind.__name__: kind
    for kind in (Unanswered, Unreadable, NotHeard, IdTaken, Busy, DeskStopped)
}
STANCES: Final = {
    "enforced": "**enforced**",
    "recorded": "recorded",
    "out-of-reach": "out of reach",
}


def pages(told: Told) -> dict[str, Iterable[str]]:
    """Each page by its name within docs/reference, as lines."""
    library = Library()
    packs = [library.pack(library.learn(shipped(n), n)) for n in shipped_names()]
    asked = _asked(packs)
    places = _places()
    return {
        "refusals.md": _refusals(told, asked),
        "controls.md": _controls(told, asked, places),
        **{
            f"rules/{_code(rule)}.md": _rule(rule, told, asked, places)
            for rule in get_args(AnyRefusal)
        },
        **{f"packs/{pack.id}.md": _pack(pack) for pack in packs},
    }


def _asked(packs: list[Pack]) -> dict[str, list[Rule]]:
    """Every shipped rule by its code, strictest first."""
    rules = [rule for pack in packs for rule in pack.rules]
    rules.sort(key=lambda rule: (-STRICTNESS[rule.severity], rule.pack, rule.number))
    asked: dict[str, list[Rule]] = {}
    for rule in rules:
        asked.setdefault(rule.code, []).append(rule)
    return asked


def _code(reason: type[Any]) -> str:
    return kebab(reason.__name__)


# --- where in the code ---------------------------------------------------------


class Place(Struct, frozen=True):
    """Where a rule is asked: the file, and its numbered sentence there."""

    file: str  # below src/lastlook/core
    number: int | None
    sentence: str

    def link(self, up: str) -> str:
        """The place as a link; `up` leads to the repository."""
        number = f" ({self.number})" if self.number is not None else ""
        return f"[`{self.file}`]({up}/src/lastlook/core/{self.file}){number}"


def _places() -> dict[str, list[Place]]:
    """Where each refusal is made, by its class."""
    found: dict[str, list[Place]] = {}
    for path in (CORE / "clearance.py", *sorted((CORE / "rules").glob("*.py"))):
        text = path.read_text("utf-8")
        lines, tree = text.splitlines(), ast.parse(text)
        sentences = _sentences(ast.get_docstring(tree) or "")
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for name, number in _made(function, lines):
                    file = path.relative_to(CORE).as_posix()
                    place = Place(file, number, sentences.get(number or 0, ""))
                    if place not in found.setdefault(name, []):
                        found[name].append(place)
    return found


def _made(
    function: ast.FunctionDef, lines: list[str]
) -> Iterator[tuple[str, int | None]]:
    known = {rule.__name__ for rule in get_args(AnyRefusal)}
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        if node.func.id in known:
            yield node.func.id, _number(lines[function.lineno : node.lineno])


def _number(above: list[str]) -> int | None:
    # The nearest comment above that carries a number, within the function.
    for line in reversed(above):
        found = NUMBERED.search(line)
        if found:
            return int(found[1])
    return None


def _sentences(docstring: str) -> dict[int, str]:
    items = SENTENCE.findall(docstring)
    return {int(number): " ".join(said.split()) for number, said in items}


# --- one rule ------------------------------------------------------------------


def _rule(
    rule: type[Refusal],
    told: Told,
    asked: dict[str, list[Rule]],
    places: dict[str, list[Place]],
) -> Iterator[str]:
    code = _code(rule)
    yield f"# {code}\n"
    yield f"> {rule.says}\n"
    yield f"- Control: {_control_of(rule)}"
    for place in places.get(rule.__name__, ()):
        yield f"- In the code: {place.link('../../..')}. {place.sentence}".rstrip()
    yield f"- Facts: {_facts(rule)}"
    yield f"- Refused or remarked in: {linked(told.codes[code], '../../..')}"
    kept = told.granted(code)
    yield f"- Kept, and granted, in: {linked(kept, '../../..', 6)}\n"
    rules = asked.get(code, [])
    yield "## Asked for by\n"
    if not rules:
        yield "No shipped pack. A pack of your own may ask for it.\n"
        return
    for one in rules:
        yield from _asking(one)


def _asking(rule: Rule) -> Iterator[str]:
    pack = f"[{rule.pack}](../packs/{rule.pack}.md)"
    yield f"### {rule.number}\n"
    yield f"{rule.requirement}\n"
    yield f"- Pack: {pack}, severity `{rule.severity}`{_since(rule)}"
    yield f"- Source: {rule.source} ({_read(rule)})"
    yield f"- What to do: {rule.remedy}"
    if rule.evidence:
        yield f"- What shows it: {rule.evidence}"
    if rule.exceptions:
        yield f"- Exceptions left open: {', '.join(rule.exceptions)}"
    yield ""


def _since(rule: Rule) -> str:
    since = f", since {rule.effective_from}" if rule.effective_from else ""
    until = f", until {rule.effective_until}" if rule.effective_until else ""
    return since + until


def _read(rule: Rule) -> str:
    return "not read: it may warn and claims nothing" if _unread(rule) else rule.status


def _unread(rule: Rule) -> bool:
    return rule.status == "unverified"


def _control_of(rule: type[Refusal]) -> str:
    for control in CONTROLS:
        if rule in control.rules:
            return f"[{control.number}](../controls.md) {control.title}"
    return "none: it keeps the record itself"


def _facts(reason: type[Struct]) -> str:
    return ", ".join(f"`{name}`" for name in reason.__struct_fields__) or "none"


# --- the controls --------------------------------------------------------------

CONTROLS_FRONT: Final = """\
# Controls

What the trade's bulletins, guidelines and laws ask for on set, gathered into
thirty-eight shared controls, and what becomes of each in Lastlook:

- **enforced**: a decision can be made from the record, and the rules named make it.
- recorded: an act keeps what was done; nothing can be refused.
- out of reach: no software can, and the reason is said.

Which rules are in force, and how strictly, the [packs](packs.md) of a production say.
*No record shows* is what stays with people even where a rule is enforced.
"""


def _controls(
    told: Told, asked: dict[str, list[Rule]], places: dict[str, list[Place]]
) -> Iterator[str]:
    yield CONTROLS_FRONT
    yield "| control | | here | packs that ask for its rules |"
    yield "| --- | --- | --- | --- |"
    for control in CONTROLS:
        packs = {
            rule.pack for kind in control.rules for rule in asked.get(_code(kind), ())
        }
        anchor = f"[{control.number}](#{_anchor(control)})"
        stance = STANCES[control.stance]
        said = ", ".join(f"[{name}](packs/{name}.md)" for name in sorted(packs))
        yield f"| {anchor} | {control.title} | {stance} | {said or 'none'} |"
    yield ""
    for control in CONTROLS:
        yield from _control(control, told, asked, places)
    yield "## The record itself\n"
    yield "These rules belong to no control: without them no record could count.\n"
    for rule in KEEPING:
        yield f"- [{_code(rule)}](rules/{_code(rule)}.md)"
    yield ""


def _heading(control: Control) -> str:
    return f"{control.number} {control.title}"


def _anchor(control: Control) -> str:
    said = re.sub(r"[^\w\- ]", "", _heading(control).lower())
    return said.replace(" ", "-")


def _control(
    control: Control,
    told: Told,
    asked: dict[str, list[Rule]],
    places: dict[str, list[Place]],
) -> Iterator[str]:
    yield f"## {_heading(control)}\n"
    yield f"- Here: {STANCES[control.stance]}"
    if control.acts:
        acts = (f"[{_code(act)}](acts.md#{_code(act)})" for act in control.acts)
        yield f"- Acts: {', '.join(acts)}"
    if control.unseen:
        yield f"- No record shows: {control.unseen}"
    yield ""
    if not control.rules:
        return
    yield "| rule | in the code | packs | refused in | kept in |"
    yield "| --- | --- | --- | --- | --- |"
    for rule in control.rules:
        code = _code(rule)
        where = "; ".join(p.link("../..") for p in places.get(rule.__name__, ()))
        packs = ", ".join(dict.fromkeys(one.pack for one in asked.get(code, ())))
        no, yes = told.codes[code], told.granted(code)
        yield (
            f"| [{code}](rules/{code}.md) | {where} | {packs or 'none'} "
            f"| {linked(no, '../..', 3)} | {linked(yes, '../..', 3)} |"
        )
    yield ""


# --- one pack ------------------------------------------------------------------


def _pack(pack: Pack) -> Iterator[str]:
    yield f"# The pack {pack.id}\n"
    yield f"{pack.name}, version {pack.version} of {pack.date}.\n"
    yield f"{pack.purpose}\n"
    statuses = [rule.status for rule in pack.rules]
    counted = ", ".join(
        f"{statuses.count(status)} {status}" for status in dict.fromkeys(statuses)
    )
    yield f"- Rules: {len(pack.rules)} ({counted or 'none'})"
    yield f"- Text: [`{pack.id}.toml`]({PACKS}/{pack.id}.toml)"
    yield "- It is no legal advice. How far each source was read stands beside it.\n"
    yield from _settings(pack)
    yield "## Rules\n"
    if not pack.rules:
        yield "None of its own.\n"
        return
    yield "| number | rule | severity | what it asks | source | read |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for rule in pack.rules:
        yield (
            f"| {rule.number} | [{rule.code}](../rules/{rule.code}.md) "
            f"| {rule.severity} | {_cell(rule.requirement)} | {_cell(rule.source)} "
            f"| {rule.status} |"
        )
    yield ""


def _settings(pack: Pack) -> Iterator[str]:
    if pack.limits:
        yield "## Limits\n"
        needs = {limit: code for code, limit in NEEDS.items()}
        for name, value in pack.limits.items():
            code = needs.get(name)
            rule = f" (for [{code}](../rules/{code}.md))" if code else ""
            yield f"- `{name}`: {value}{rule}"
        yield ""
    lists = {
        "Who handles weapons": pack.handlers,
        "Papers a handler holds": pack.documents,
        "What a meeting makes clear": pack.topics,
        "Notices for every scene with weapons": pack.notices,
        "Notices where the public can see it": pack.public_notices,
    }
    if any(lists.values()):
        yield "## Lists\n"
        for title, words in lists.items():
            if words:
                yield f"- {title}: {', '.join(words)}"
        yield ""
    for title, table in (("Parts", pack.parts), ("Tests", pack.tests)):
        if table:
            yield f"## {title}\n"
            for key, words in table.items():
                yield f"- `{key}`: {', '.join(words)}"
            yield ""


def _cell(said: str) -> str:
    return said.replace("|", "\\|")


# --- all refusals --------------------------------------------------------------

REFUSALS_FRONT: Final = """\
# Refusals

Every reason for a no. There are two kinds, and they are never mixed (and a third case
that is no answer at all, [at the end](#no-answer)):

- A **refusal** names a rule that the act would break. A [pack](packs.md) puts it in
  force, says how strictly it is kept, where it comes from and what to do. Each rule has
  a page of its own with every shipped pack that asks for it.
- An **impossibility** says that the record cannot be so. No pack asks for it, and none
  can switch it off.

| severity | what happens |
| --- | --- |
| `stop` | the act is refused; nobody lifts the rule |
| `hold` | as `stop`, unless somebody entitled to it lifted it for this subject |
| `warn`, `note` | the act is granted and the breach remarked |

| read | how far the source was read |
| --- | --- |
| `verified` | the words were read in the document itself |
| `partial` | the words were read where somebody else quotes them |
| `unverified` | the document exists; this clause was not read. It may warn, no more |
| `house` | no document asks for it: it is a rule of the pack's own |
"""


UNHEARD_FRONT: Final = """\
## No answer

What got no answer left no entry either. It is neither yes nor no: nothing is cleared by
it. Each says what was wrong, where, and what to do.

| code | kind | send the same again |
| --- | --- | --- |"""


def _refusals(told: Told, asked: dict[str, list[Rule]]) -> Iterator[str]:
    yield REFUSALS_FRONT
    yield "## Rules\n"
    yield "| rule | what it states | packs |\n| --- | --- | --- |"
    for refusal in get_args(AnyRefusal):
        code = _code(refusal)
        packs = ", ".join(dict.fromkeys(one.pack for one in asked.get(code, ())))
        yield f"| [{code}](rules/{code}.md) | {_cell(refusal.says)} | {packs} |"
    yield "\n## Impossibilities\n"
    for impossible in get_args(AnyImpossibility):
        code = _code(impossible)
        yield f"### {code}\n"
        yield f"> {impossible.says}\n"
        yield f"- What to do: {impossible.remedy}"
        yield f"- Facts: {_facts(impossible)}"
        yield f"- Stories: {linked(told.codes[code], '../..')}\n"
    yield from _unheard()


def _unheard() -> Iterator[str]:
    """Every code under which the desk gives no answer, as its code raises it."""
    yield UNHEARD_FRONT
    found: dict[str, str] = {}
    for path in sorted(DESK.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                kind = "NotHeard" if node.func.id == "_pin" else node.func.id
                said = [arg for arg in node.args if isinstance(arg, ast.Constant)]
                if kind in UNANSWERED and said:
                    found[str(said[0].value)] = kind
    for code, kind in sorted(found.items()):
        again = "yes" if UNANSWERED[kind].retry else "no"
        yield f"| `{code}` | {inspect.getdoc(UNANSWERED[kind])} | {again} |"
    yield ""
