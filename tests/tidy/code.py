"""What is wrong with the shape of a piece of code; each finding names its heading.

1. A checker is a function of a path and a text: it is tested on small bad samples.
2. A finding says where, what, and what to do, and quotes the heading of STYLE.md
   that it enforces.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

SIZES: Final = "Sizes"
NAMES: Final = "Names"
PROMISES: Final = "A module opens with the promises it keeps"
CORE: Final = "The core touches nothing but values"
MARKS: Final = "Nothing half done"
HEADINGS: Final = (SIZES, NAMES, PROMISES, CORE, MARKS)

MODULE_MAX: Final = 450
# The whole product on three pages: one noun each (an act, an event, a refusal), listed.
CATALOGUES: Final = {"acts.py": 1_000, "events.py": 1_000, "refusals.py": 1_000}
# Handed to investigators as one file that needs no other.
ALONE: Final = {"alone.py": 580}
TEST_MAX: Final = 600
FUNCTION_MAX: Final = 50
PARAMETERS_MAX: Final = 5
TEMPLATE_MAX: Final = 150
TYPESCRIPT_MAX: Final = 250

INSTEAD: Final = {
    "util": "the noun it is about",
    "utils": "the noun it is about",
    "helper": "what it does",
    "helpers": "what they do",
    "misc": "a file for each thing in it",
    "common": "what they have in common",
    "base": "the noun it is one of",
    "manager": "the noun it keeps (desk, log, library)",
    "handler": "what it answers; the word means the weapons handler here",
    "handlers": "what they answer; the word means the weapons handlers here",
    "processor": "the verb it does",
    "data": "what it is: entry, act, text, bytes of what",
    "info": "what it is: facts, saying, receipt",
    "item": "the noun: weapon, box, round, entry",
    "items": "the noun: weapons, boxes, rounds, entries",
    "obj": "the noun",
    "flag": "the question it answers: is_…, holds, covers",
    "flags": "the questions they answer",
}
PREFIXES: Final = {"do_": "the verb alone", "process_": "what is done to it"}
# Where the banned word is the trade's, or a library's that we cannot rename.
THE_WEAPONS_HANDLER: Final = frozenset(
    {
        "HandOverByHandler",
        "TooFewHandlers",
        "OpenedByHandler",
        "by_handler",
        "handlers",
        "_handlers",
        "is_handler",
    }
)
LITESTAR_BODY: Final = ("data", ("api", "web"))  # how it passes a request's body
CORE_MAY_IMPORT: Final = frozenset(
    {"__future__", "collections", "enum", "hashlib", "types", "typing", "msgspec"}
)
# The words by which work left undone is found: a pattern, and nothing left undone.
LEFT: Final = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|NotImplementedError")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def found(path: PurePosixPath, text: str) -> Iterator[str]:
    """Everything wrong with the shape of one file of the product."""
    yield from marks(path, text)
    match path.suffix:
        case ".py":
            tree = ast.parse(text)
            yield from lines(path, text, module_max(path))
            yield from promises(path, tree)
            yield from functions(path, tree)
            yield from names(path, tree)
            if "core" in path.parts:
                yield from core_imports(path, tree)
        case ".html":
            yield from lines(path, text, TEMPLATE_MAX)
        case ".ts":
            yield from lines(path, text, TYPESCRIPT_MAX)
        case _:
            pass


def module_max(path: PurePosixPath) -> int:
    """How many lines a module may have."""
    longer = {"core": CATALOGUES, "evidence": ALONE}.get(path.parent.name, {})
    return longer.get(path.name, MODULE_MAX)


def lines(path: PurePosixPath, text: str, most: int) -> Iterator[str]:
    """A file too long."""
    count = len(text.splitlines())
    if count > most:
        yield finding(
            f"{path}",
            f"{count} lines, at most {most}",
            "Split it by the nouns in it",
            SIZES,
        )


def promises(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """A module that does not say what it is for."""
    if not ast.get_docstring(tree):
        yield finding(f"{path}", "no docstring", "Say what it promises", PROMISES)


def functions(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Functions too long or with too many parameters."""
    for function in (node for node in ast.walk(tree) if isinstance(node, Function)):
        where = f"{path}:{function.lineno} {function.name}"
        count = _lines_of(function)
        if count > FUNCTION_MAX:
            what = f"{count} lines without its docstring, at most {FUNCTION_MAX}"
            yield finding(where, what, "Give each step a name", SIZES)
        taken = [one for one in _parameters(function) if one not in {"self", "cls"}]
        if len(taken) > PARAMETERS_MAX:
            what = f"{len(taken)} parameters, at most {PARAMETERS_MAX}"
            yield finding(where, what, "Make a value of those that go together", SIZES)


def names(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """Names that say nothing."""
    yield from _empty_name(path, f"{path}", path.stem)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield from _empty_name(path, f"{path}:{node.lineno}", node.name)
        elif isinstance(node, Function):
            for name in (node.name, *_parameters(node)):
                yield from _empty_name(path, f"{path}:{node.lineno}", name)


def core_imports(path: PurePosixPath, tree: ast.Module) -> Iterator[str]:
    """What the core imports beyond its list."""
    for node in ast.walk(tree):
        match node:
            case ast.Import():
                modules = [alias.name for alias in node.names]
            case ast.ImportFrom():
                modules = [node.module or "."]
            case _:
                continue
        for module in modules:
            own = module == "lastlook.core" or module.startswith("lastlook.core.")
            if not own and module.partition(".")[0] not in CORE_MAY_IMPORT:
                yield finding(
                    f"{path}:{node.lineno}",
                    f"imports {module}",
                    "Let the caller bring it in as a value",
                    CORE,
                )


def marks(path: PurePosixPath, text: str) -> Iterator[str]:
    """What somebody meant to come back to."""
    for number, line in enumerate(text.splitlines(), start=1):
        left = LEFT.search(line)
        if left:
            yield finding(
                f"{path}:{number}",
                f"{left.group()} is left",
                "Do it now, or write it into an issue",
                MARKS,
            )


def finding(where: str, what: str, remedy: str, heading: str) -> str:
    """One finding as it is read."""
    return f"{where}: {what}. {remedy}. (STYLE.md, “{heading}”)"


def words(name: str) -> list[str]:
    """The words a name is made of: `HandOverBy_x2` -> hand, over, by, x."""
    plain = name.replace("base64", "")
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", plain)]


def _empty_name(path: PurePosixPath, where: str, name: str) -> Iterator[str]:
    litestar, rooms = LITESTAR_BODY
    if name in THE_WEAPONS_HANDLER or (name == litestar and {*rooms} & {*path.parts}):
        return
    for prefix, instead in PREFIXES.items():
        if name.removeprefix("_").startswith(prefix):
            yield finding(where, f"the name {name}", f"Say {instead}", NAMES)
    for word in words(name):
        if word in INSTEAD:
            yield finding(where, f"the name {name}", f"Say {INSTEAD[word]}", NAMES)


def _parameters(function: Function) -> list[str]:
    taken = function.args
    return [one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs)]


def _lines_of(function: Function) -> int:
    count = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return count
    first = function.body[0]
    return count - ((first.end_lineno or first.lineno) - first.lineno + 1)
