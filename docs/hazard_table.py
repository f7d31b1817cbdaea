# ruff: noqa: INP001 - a script beside the documents it writes
"""Writes the tables and the picture of docs/explanation/how-many-errors.md.

1. Every figure is an analysis made here; the words around them are written by hand.
2. Packs whose answer is the same share a row. Rows are sorted, so that the same sources
   give the same bytes.

It takes minutes, so `make docs` does not do it: `make hazard` does. A test makes
one row again and compares (`tests/docs/test_hazard_table.py`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from docs.told import ROOT
from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis, analysed
from lastlook.hazard.cuts import minimal_cuts
from lastlook.hazard.graph import HARM, Graph
from lastlook.hazard.practised import AS_PRACTISED, practised
from lastlook.hazard.scene import Size, scene
from lastlook.hazard.told import sentence, weapon_words
from lastlook.hazard.top import LIVE_ROUND, TOP_EVENTS, TopEvent
from lastlook.policy.library import Library, shipped

FOLDER: Final = ROOT / "docs" / "explanation"
PAGE: Final = FOLDER / "how-many-errors.md"
PICTURE: Final = FOLDER / "how-many-errors.svg"
BEGIN: Final = "<!-- Written by `make hazard`: {} -->"
END: Final = "<!-- End of what is written -->"
HOUSE: Final = ("house",)
PRACTISED: Final = (AS_PRACTISED,)
PLACES: Final = (
    ("house", "us-ilmsc"),
    ("house", "us-ca"),
    ("house", "us-nm"),
    ("house", "us-la-city"),
    ("house", "au"),
    ("house", "au", "au-nsw"),
    ("house", "ca-on"),
    ("house", "ca-mb"),
    ("house", "uk"),
    ("house", "theatre"),
)
STACKS: Final = (HOUSE, *PLACES, PRACTISED)
SCENES: Final = ("rehearsal", "close-up", "take", "lunch", "hand-back", "reset", "wrap")
# Of the places the one that bars the scenes' weapon.
OTHERS: Final = (HOUSE, ("house", "au", "au-nsw"), PRACTISED)
# Worlds in which everything moves (ADR 0031), the smallest first.
LARGER: Final = (
    ("hand-back", "live-round", ((1, 1), (1, 2), (1, 3), (2, 1))),
    ("rehearsal", "live-round", ((1, 1), (1, 2), (2, 1))),
    ("close-up", "live-round", ((1, 1), (1, 2))),
    ("lunch", "contact", ((1, 1), (1, 2))),
)
HEAD: Final = (
    "| {} | packs | k errors | k people | k causes | acts | cut sets | the first |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
)


Names: TypeAlias = frozenset[str]


class Row(NamedTuple):
    """One line: what was asked, and what came out."""

    subject: str
    packs: str
    errors: int | None
    people: int | None
    causes: int | None
    acts: int | None
    cuts: int
    first: str

    def line(self) -> str:
        """The row as it stands in a table; a dash where there is none."""
        cells = ("-" if one is None else str(one) for one in self)
        return f"| {' | '.join(cells)} |"


def policy(stack: Sequence[str]) -> Policy:
    """The policy of packs by name, practised ones too."""
    library = Library()
    texts = [(practised(name) or shipped(name), name) for name in stack]
    return library.policy(tuple(library.learn(text, name) for text, name in texts))


def row(name: str, stack: Sequence[str], top: TopEvent = LIVE_ROUND) -> Row:
    """What one scene withstands under some packs."""
    found = analysed(scene(name, policy(stack)), top, stories=1)
    causes = min(found.k_causes.values()) if found.cuts else None
    subject = name if top is LIVE_ROUND else f"{top.name}, {name}"
    return Row(
        subject,
        _named(stack),
        found.k_errors,
        found.k_people,
        causes,
        found.acts,
        len(found.cuts),
        _first(found),
    )


def _named(stack: Sequence[str]) -> str:
    return "+".join(one for one in stack if one != "house") or "house"


def _first(found: Analysis) -> str:
    if found.scene.weapon is None:
        return weapon_words(found.scene)
    if not found.stories:
        return "None of any order."
    steps = [sentence(step) for step in found.stories[0].steps if step.errors]
    return f"{'; '.join(steps).capitalize()}."


def merged(rows: Iterable[Row]) -> list[Row]:
    """(2) One row for all packs with the same answer, in the order of the first."""
    same: dict[Row, list[str]] = {}
    for one in rows:
        same.setdefault(one._replace(packs=""), []).append(one.packs)
    return [one._replace(packs=", ".join(packs)) for one, packs in same.items()]


def live_rounds() -> list[Row]:
    """Every scene under every stack."""
    return [
        one for name in SCENES for one in merged(row(name, stack) for stack in STACKS)
    ]


def other_harms() -> list[Row]:
    """The other top events, each in the scene it is first looked for in."""
    return [
        one
        for top in TOP_EVENTS.values()
        if top is not LIVE_ROUND
        for one in merged(row(top.scene, stack, top) for stack in OTHERS)
    ]


def larger() -> str:
    """The larger worlds in which everything moves, beside the smallest, as a table."""
    lines = ["| scene | world | states | cut sets | beside those of 1x1 |"]
    lines.append("| --- | --- | --- | --- | --- |")
    for name, top, sizes in LARGER:
        lines += worlds(name, TOP_EVENTS[top], [Size(*size) for size in sizes])
    return "\n".join(lines)


def worlds(name: str, top: TopEvent, sizes: Sequence[Size]) -> Iterator[str]:
    """A line for each world of one scene; the others stand beside the first."""
    subject = name if top is LIVE_ROUND else f"{name}, {top.name}"
    first: frozenset[Names] | None = None
    for size in sizes:
        graph = Graph(scene(name, policy(HOUSE), size), top, whole=True)
        sets = minimal_cuts(graph.edges, graph.start, HARM).sets
        cuts = (graph.errors.of(cut) for cut in sets)
        found = frozenset(frozenset(one.name for one in cut) for cut in cuts)
        beside = "-" if first is None else _beside(found, first)
        first = found if first is None else first
        cells = subject, size, len(graph.nodes), len(found), beside
        yield f"| {' | '.join(map(str, cells))} |"


def _beside(named: frozenset[Names], first: frozenset[Names]) -> str:
    more, gone = named - first, first - named
    if not (more or gone):
        return "the same"
    orders = ", ".join(str(order) for order in sorted({len(one) for one in more}))
    said = f"{len(more)} more, of order {orders}" if more else "none more"
    return f"{said}; {len(gone)} fewer" if gone else said


def table(subject: str, rows: Iterable[Row]) -> str:
    """Rows as a table."""
    return "\n".join((HEAD[0].format(subject), HEAD[1], *(one.line() for one in rows)))


def filled(page: str, part: str, text: str) -> str:
    """The page with one of its written parts anew."""
    begin = BEGIN.format(part)
    before, _, rest = page.partition(begin)
    _, _, after = rest.partition(END)
    return f"{before}{begin}\n\n{text}\n\n{END}{after}"


# --- the picture -------------------------------------------------------------

WIDTH, HEIGHT, LEFT, FOOT = 760, 360, 40, 50
STEP_X, STEP_Y = 68, 60
HOUSE_RULES, DAY = "#036", "#b00"


def picture(rows: Sequence[Row]) -> str:
    """Errors that can be enough against acts: house above a point, that day below."""
    points: dict[tuple[int, int], dict[bool, list[str]]] = {}
    for one in rows:
        if one.errors is None or one.acts is None:
            continue
        here = points.setdefault((one.acts, one.errors), {False: [], True: []})
        packs = one.packs.split(", ")
        for day, of in ((False, "house"), (True, AS_PRACTISED)):
            if of in packs:
                here[day].append(one.subject)
    drawn = [*_axes(), *(_point(at, points[at]) for at in sorted(points))]
    title = "Errors that can be enough, against acts until it can be shot, by scene"
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
            ' role="img" font-family="sans-serif" font-size="12">',
            f"<title>{title}</title>",
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
            *drawn,
            "</svg>\n",
        )
    )


def _at(acts: int, errors: int) -> tuple[int, int]:
    return LEFT + acts * STEP_X, HEIGHT - FOOT - errors * STEP_Y


def _axes() -> list[str]:
    x, y = _at(0, 0)
    lines = [
        f'<path d="M{x} 20V{y}H{WIDTH - 20}" fill="none" stroke="#555"/>',
        f'<text x="{WIDTH - 20}" y="{y + 36}" text-anchor="end">acts</text>',
        f'<text x="{x + 8}" y="24">k errors</text>',
    ]
    for acts in range(0, 11, 2):
        at = _at(acts, 0)[0]
        lines.append(f'<text x="{at}" y="{y + 18}" text-anchor="middle">{acts}</text>')
    for errors in range(5):
        at = _at(0, errors)[1]
        lines.append(
            f'<text x="{x - 8}" y="{at + 4}" text-anchor="end">{errors}</text>'
        )
    return lines


def _point(at: tuple[int, int], names: dict[bool, list[str]]) -> str:
    x, y = _at(*at)
    words = ""
    for day, fill, start, step in ((False, HOUSE_RULES, -8, -13), (True, DAY, 18, 13)):
        for nth, name in enumerate(names[day]):
            down = y + start + step * nth
            words += f'<text x="{x + 7}" y="{down}" fill="{fill}">{name}</text>'
    fill = HOUSE_RULES if names[False] else DAY
    return f'<circle cx="{x}" cy="{y}" r="5" fill="{fill}"/>{words}'


def main() -> None:
    """Write the tables and the picture."""
    live, others, worlds = live_rounds(), other_harms(), larger()
    page = PAGE.read_text("utf-8")
    page = filled(page, "live rounds", table("scene", live))
    page = filled(page, "other harms", table("harm, scene", others))
    page = filled(page, "larger worlds", worlds)
    PAGE.write_text(page, "utf-8")
    PICTURE.write_text(picture(live), "utf-8")


if __name__ == "__main__":
    main()
