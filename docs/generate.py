# ruff: noqa: INP001 - a script beside the documents it writes
"""Writes the generated pages of docs/reference from the catalogues.

Acts and events are here; rules, controls and packs in `rulebook.py`.

1. Everything on these pages is read from the code, the house pack and the stories;
   nothing is said here a second time.
2. The same sources give the same bytes. `make docs` writes the pages, and a test
   fails while they differ from what this would write.
"""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Final, Literal, get_args, get_origin

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import fields

from docs import rulebook
from docs.told import ROOT, Told, linked, policy_of
from lastlook.core import acts, events, words
from lastlook.core.acts import Act, AnyAct, kebab
from lastlook.core.decide import HEARING, OWNER
from lastlook.core.events import AnyEvent, Event
from lastlook.core.evolve import APPLIER
from lastlook.core.policy import Policy
from lastlook.policy.library import shipped
from lastlook.stories.verbs import VERBS

REFERENCE: Final = ROOT / "docs" / "reference"
RULES: Final = "../../src/lastlook/core/rules"
UP: Final = "../.."  # from a page of the reference to the repository
HOUSE: Final = "house"
HEAD: Final = "<!-- Written by `make docs`. Change the code, not this page. -->"
UNITS: Final = {"Ms": "integer milliseconds UTC", "Cm": "integer centimetres"}
# What a field of any act or event says, once for all of them.
EVERY_ACT: Final = frozenset(field.name for field in fields(Act))
EVERY_EVENT: Final = frozenset(field.name for field in fields(Event))


def main() -> None:
    """Write every page, and take away those that nothing writes any more."""
    written = pages()
    for folder in (REFERENCE / "rules", REFERENCE / "packs"):
        folder.mkdir(exist_ok=True)
        for path in set(folder.glob("*.md")) - set(written):
            path.unlink()
    for path, text in written.items():
        path.write_text(text, "utf-8")


def pages() -> dict[Path, str]:
    """Each generated page and its text."""
    told, policy = Told(), policy_of((shipped(HOUSE),))
    written = {
        "acts.md": _acts(told, policy),
        "events.md": _events(told),
        **rulebook.pages(told),
    }
    return {
        REFERENCE / name: "\n".join((HEAD, *lines)) + "\n"
        for name, lines in written.items()
    }


# --- acts --------------------------------------------------------------------

ACTS_FRONT: Final = """\
# Acts

Everything anybody can ask for. An act is one small signed sentence: who does what to
what. It is answered by `granted`, with the [events](events.md) it leaves, or by
`refused`, with every [reason](refusals.md).

Guarantees, for every act:

1. The bytes that were signed are the bytes that are kept and hashed.
2. The answer is given after its entry is durable, refusals too.
3. The same `id` with the same bytes gets the same receipt, however often it is sent.
4. Nothing is granted that breaks a rule of severity *stop*, or one of severity *hold*
   that nobody lifted; the answer names every one, not the first.
5. An entry is never changed. A mistake is mended by `correct`, a bypass told by
   `report`.

The acts stand under the rule file that answers them. The numbered rules are that
file's own; a pack says which of them are in force and how strictly. *Asked of* names
the rule files that may have something against the act. *By* names the roles that may
do it under the house pack; where it says *anyone*, anyone enrolled may. *Leaves* names
the events that it leaves in the stories.
"""


def _acts(told: Told, policy: Policy) -> Iterator[str]:
    yield ACTS_FRONT
    yield "## Said in every act\n"
    yield from _table(acts, Act, frozenset())
    nouns = dict.fromkeys(OWNER.values())
    for noun in nouns:
        name = _short(noun)
        yield f"## {name}\n"
        yield f"Answered in [`rules/{name}.py`]({RULES}/{name}.py).\n"
        yield f"{inspect.getdoc(noun)}\n"
        for act in get_args(AnyAct):
            if OWNER[act] is noun:
                yield from _act(act, told, policy)
    yield from _words()


def _act(act: type[Act], told: Told, policy: Policy) -> Iterator[str]:
    word = kebab(act.__name__)
    roles = policy.parts.get(word)
    asked = ", ".join(_short(noun) for noun in HEARING[act])
    left = ", ".join(f"[`{e}`](events.md#{e})" for e in sorted(told.leaves[word]))
    yield f"### {word}\n"
    yield f"{inspect.getdoc(act)}\n"
    yield f"- Verb in stories: `{VERBS[act]}`"
    yield f"- By: {', '.join(roles) if roles else 'anyone'}"
    yield f"- Asked of: {asked}"
    yield f"- Leaves: {left or 'nothing in the stories yet'}"
    yield f"- Stories: {linked(told.acts[word], UP)}\n"
    yield from _table(acts, act, EVERY_ACT)


# --- events ------------------------------------------------------------------

EVENTS_FRONT: Final = """\
# Events

Everything that can be recorded, in the past tense. A granted act leaves the event of
its own name and, where it has consequences, those as events of their own.

Guarantees, for every event:

1. It stands in the decision of exactly one entry, and is never changed.
2. It holds everything that is needed to know the state after it; no text of a pack,
   no name and no contact stands in it.
3. `at` is when the desk heard the act; it never goes back.

*Left by* names the acts that leave it in the stories; *applied by* the rule file that
says what it makes of the state.
"""


def _events(told: Told) -> Iterator[str]:
    yield EVENTS_FRONT
    yield "## Said in every event\n"
    yield from _table(events, Event, frozenset())
    for event in get_args(AnyEvent):
        word = kebab(event.__name__)
        by = sorted(act for act, left in told.leaves.items() if word in left)
        noun = _short(APPLIER[event])
        yield f"## {word}\n"
        yield f"{inspect.getdoc(event)}\n"
        named = ", ".join(f"[`{act}`](acts.md#{act})" for act in by)
        yield f"- Left by: {named or 'no story yet'}"
        yield f"- Applied by: [`rules/{noun}.py`]({RULES}/{noun}.py)"
        yield f"- Stories: {linked(told.events[word], UP)}\n"
        yield from _table(events, event, EVERY_EVENT)


# --- fields and words --------------------------------------------------------


def _table(module: ModuleType, kind: type[Struct], known: frozenset[str]) -> list[str]:
    said = _said_types(module, kind)
    rows = [field for field in fields(kind) if field.name not in known]
    if not rows:
        return []
    lines = ["| field | type | if left out |", "| --- | --- | --- |"]
    for field in rows:
        default = "required" if field.default is NODEFAULT else _plain(field.default)
        lines.append(f"| `{field.name}` | {_cell(said[field.name])} | {default} |")
    return [*lines, ""]


def _plain(value: object) -> str:
    return "nothing" if value is None or value == () else f"`{value}`"


def _cell(said: str) -> str:
    unit = next((f" ({unit})" for word, unit in UNITS.items() if said == word), "")
    return f"`{said}`{unit}".replace("|", "\\|")


def _said_types(module: ModuleType, kind: type[Struct]) -> dict[str, str]:
    """The fields' types as the catalogue writes them, its own and its parent's."""
    said: dict[str, str] = {}
    named = {base.__name__ for base in kind.__mro__}
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.ClassDef) and node.name in named:
            said |= {
                statement.target.id: ast.unparse(statement.annotation)
                for statement in node.body
                if isinstance(statement, ast.AnnAssign)
                and isinstance(statement.target, ast.Name)
                and "ClassVar" not in ast.unparse(statement.annotation)
            }
    return said


def _words() -> Iterator[str]:
    yield "## Words\n"
    yield "The types named above: what fits in, and what does not.\n"
    yield "| type | what fits |\n| --- | --- |"
    for name, kind in _aliases(words):
        yield f"| `{name}` | {_fits(kind, name)} |"
    for name, kind in _aliases(acts):
        yield f"| `{name}` | {_fits(kind, name)} |"
    yield ""


def _aliases(module: ModuleType) -> Iterator[tuple[str, Any]]:
    for node in ast.parse(inspect.getsource(module)).body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            kind = getattr(module, node.target.id)
            if get_origin(kind) is Literal or hasattr(kind, "__metadata__"):
                yield node.target.id, kind


def _fits(kind: Any, name: str) -> str:
    if get_origin(kind) is Literal:
        return ", ".join(f"`{word}`" for word in get_args(kind))
    meta: Meta = kind.__metadata__[0]
    if meta.pattern is not None:
        pattern = meta.pattern.removeprefix(r"\A").removesuffix(r"\Z")
        return f"text, `{pattern}`".replace("|", "\\|")
    low, high = meta.ge, meta.le
    if low is not None:
        unit = UNITS.get(name, "integer")
        return f"{unit}, at least {low}{f', at most {high}' if high else ''}"
    inner = "text" if kind.__origin__ is str else "list"
    return f"{inner}, {meta.min_length or 0} to {meta.max_length} long"


# --- small words -------------------------------------------------------------


def _short(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


if __name__ == "__main__":
    main()
