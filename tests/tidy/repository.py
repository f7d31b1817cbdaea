"""The files of the repository, as they are tracked."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from tests.tidy.code import finding

ROOT: Final = Path(__file__).parents[2]
DEAD: Final = "No module nobody imports"
HEADINGS: Final = (DEAD,)
# Begun from outside: by the command, and by whoever checks a bundle without it.
ENTRIES: Final = frozenset({"lastlook.cli.start", "lastlook.evidence.alone"})


def tracked() -> tuple[PurePosixPath, ...]:
    """Every file there is, tracked or new, as long as nobody asked to ignore it."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        check=False,
        text=True,
    )
    # A copy without its history has no list: then it is whatever lies there.
    lines = listed.stdout.splitlines() if listed.returncode == 0 else _lying_there()
    paths = (PurePosixPath(line) for line in lines)
    return tuple(sorted(path for path in paths if (ROOT / path).is_file()))


def _lying_there() -> Iterator[str]:
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    skipped = [line.strip("/") for line in ignored if not line.startswith("#")]
    for path in ROOT.rglob("*"):
        said = path.relative_to(ROOT).as_posix()
        names = {*path.relative_to(ROOT).parts}
        inside = any(said == one or said.startswith(f"{one}/") for one in skipped)
        if not inside and not names & {*skipped} and ".git" not in path.parts:
            yield said


def text(path: PurePosixPath) -> str:
    """A file's text."""
    return (ROOT / path).read_text("utf-8")


def is_text(path: PurePosixPath) -> bool:
    """Whether a file is text."""
    return b"\0" not in (ROOT / path).read_bytes()[:1024]


def dead(modules: dict[str, str], entries: frozenset[str]) -> Iterator[str]:
    """Modules (by name, with their source) that no other module imports."""
    imported: set[str] = set()
    for name, source in modules.items():
        imported |= {one for one in _imports(source) if one != name}
    for name in modules:
        package = any(other.startswith(f"{name}.") for other in modules)
        if name not in imported and name not in entries and not package:
            remedy = "Import it where it belongs, or take it away"
            yield finding(name, "imported by nobody", remedy, DEAD)


def modules() -> dict[str, str]:
    """The product's modules by name, with their source."""
    found: dict[str, str] = {}
    for path in tracked():
        if path.parts[:2] == ("src", "lastlook") and path.suffix == ".py":
            parts = path.with_suffix("").parts[1:]
            parts = parts[:-1] if parts[-1] == "__init__" else parts
            found[".".join(parts)] = text(path)
    return found


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names)
            case ast.ImportFrom(module=str(module)):
                yield module
                yield from (f"{module}.{alias.name}" for alias in node.names)
            case _:
                pass
