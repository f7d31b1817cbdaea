"""Fault tree and bow-tie as SVG, from patterns: values in, text out.

1. A picture says nothing that its outline does not say in words, in the same order; the
   outline is the picture's description, for whoever reads it by ear.
2. Every box can be reached by keyboard, and says by itself what stands in it.
3. A picture by itself says in its metadata what it is of.
4. Shape and word carry the meaning; there is no colour but the reader's own ink, and
   neither style nor script, so that it may stand in any page.

The fault tree is drawn from left to right: the top event, one row for each pattern
(`AND`), one box for each of its barriers, with the ways past it (`OR`). The bow-tie has
each way in as a threat, and the barriers between it and the harm.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from textwrap import wrap
from typing import Final, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from lastlook.hazard.patterns import Cut, Pattern
from lastlook.hazard.phrases import (
    ENTRY,
    Name,
    barrier_order,
    barrier_words,
    events_words,
    part,
)

WIDE: Final = 236  # a box, in px, as all lengths here
LETTERS: Final = 30  # on a line of a box
LINE: Final = 17
SIDE: Final = 10
GAP: Final = 26
GATE: Final = 34
HEAD: Final = 74
FONT: Final = 'font-family="system-ui, sans-serif" font-size="13"'
About: TypeAlias = Mapping[str, str]  # names and lines of text
NOTHING: Final[About] = {}
INK: Final = 'stroke="currentColor" stroke-width="1.5" fill="none"'


class Box(Struct, frozen=True):
    """A box with a heading and lines; where it stands."""

    x: float
    y: float
    head: tuple[str, ...]
    lines: tuple[str, ...]
    said: str

    @property
    def high(self) -> float:
        """How high it is."""
        return LINE * (len(self.head) + len(self.lines)) + 2 * SIDE

    def svg(self) -> str:
        """The box, reachable by keyboard (2)."""
        texts = [
            _text(self.x + SIDE, self.y + SIDE + LINE * nth, line, bold=bold)
            for nth, (line, bold) in enumerate(
                [(one, True) for one in self.head]
                + [(one, False) for one in self.lines],
                start=1,
            )
        ]
        return (
            f'<g tabindex="0" role="listitem" aria-label="{escape(self.said)}">'
            f'<rect x="{self.x}" y="{self.y}" width="{WIDE}" '
            f'height="{self.high}" {INK}/>{"".join(texts)}</g>'
        )


def outline(patterns: Sequence[Pattern], name: Name = part) -> Iterator[str]:
    """The fault tree in words, a line for each pattern and each barrier of it."""
    for nth, pattern in enumerate(patterns, start=1):
        yield f"Way {nth}, {pattern.order} errors, all of:"
        for one in pattern.passed:
            yield f"- {_passed(one.barrier, one.ways, name)}"


def fault_tree(
    title: str,
    patterns: Sequence[Pattern],
    name: Name = part,
    *,
    about: About = NOTHING,
) -> str:
    """The fault tree of a top event, as an SVG document.

    Args:
        title: the top event in words.
        patterns: its minimal cut sets, grouped (`patterns.patterns`).
        name: what people are called.
        about: what it is of, for whoever finds the picture alone.
    """
    rows: list[str] = []
    y, widest, gates = float(HEAD), 1, []
    for nth, pattern in enumerate(patterns, start=1):
        boxes = [
            _box(3 * GATE + 2 * GAP + at * (WIDE + GAP), y, one.barrier, one.ways, name)
            for at, one in enumerate(pattern.passed)
        ]
        high = max(box.high for box in boxes)
        gates.append(y + high / 2)
        rows.append(_row(nth, pattern, _level(boxes, y + high / 2), y + high / 2))
        widest, y = max(widest, len(boxes)), y + high + GAP
    wide = 3 * GATE + 2 * GAP + widest * (WIDE + GAP)
    body = _top(title, gates) + "".join(rows)
    said = (*outline(patterns, name),)
    return _document(f"Fault tree: {title}", said, (wide, y), body, about)


def bow_tie(
    title: str,
    patterns: Sequence[Pattern],
    name: Name = part,
    *,
    about: About = NOTHING,
) -> str:
    """The bow-tie: threats, barriers, harm; as an SVG document, as `fault_tree`."""
    threats = _threats(patterns)
    boxes, lines = [], []
    said = list(threats_outline(patterns, name))
    y = float(HEAD)
    most = max((len(between) for between in threats.values()), default=0)
    end = SIDE + (most + 1) * (WIDE + GAP)
    middle = []
    for way, between in threats.items():
        threat = events_words(way, name)
        row = [_plain(SIDE, y, threat, f"Threat: {threat}")]
        row += [
            _plain(
                SIDE + (nth + 1) * (WIDE + GAP),
                y,
                barrier_words(one, name),
                f"Barrier: {barrier_words(one, name)}",
            )
            for nth, one in enumerate(between)
        ]
        high = max(box.high for box in row)
        at = y + high / 2
        row = _level(row, at)
        middle.append(at)
        for nth, box in enumerate(row):
            lines.append(_line(box.x + WIDE, at, box.x + WIDE + GAP, at))
            if nth:
                # A barrier stands across the way.
                lines.append(_line(box.x - 5, y, box.x - 5, y + high, thick=True))
            boxes.append(box.svg())
        lines.append(_line(row[-1].x + WIDE, at, end, at))
        y += high + GAP
    centre = (HEAD + y - GAP) / 2
    lines += [_line(end, at, end + GAP, centre) for at in middle]
    boxes.append(_plain(end + GAP, centre - 2 * LINE, title, f"Harm: {title}").svg())
    wide = end + WIDE + 2 * GAP
    body = "".join(lines) + "".join(boxes)
    size = wide, max(y, HEAD + 6 * LINE)
    return _document(f"Bow-tie: {title}", said, size, body, about)


def threats_outline(patterns: Sequence[Pattern], name: Name = part) -> Iterator[str]:
    """The bow-tie in words, a line for each threat and each barrier behind it."""
    for way, between in _threats(patterns).items():
        yield f"Threat: {events_words(way, name)}. Between it and the harm:"
        yield from (f"- {barrier_words(one, name)}" for one in between)


def _threats(patterns: Sequence[Pattern]) -> dict[Cut, list[str]]:
    """Each way in, and every barrier that stands in any way from it to the harm."""
    threats: dict[Cut, list[str]] = {}
    for pattern in patterns:
        others = [one.barrier for one in pattern.passed if one.barrier != ENTRY]
        for one in pattern.passed:
            for way in one.ways if one.barrier == ENTRY else ():
                known = threats.setdefault(way, [])
                known += [each for each in others if each not in known]
    return {way: sorted(all_, key=barrier_order) for way, all_ in threats.items()}


def _level(boxes: Sequence[Box], at: float) -> list[Box]:
    """The boxes with their middles at one height."""
    return [replace(box, y=at - box.high / 2) for box in boxes]


def _passed(barrier: str, ways: Sequence[Cut], name: Name) -> str:
    said = ", or ".join(events_words(way, name) for way in ways)
    return f"{barrier_words(barrier, name)}; passed by: {said}."


def _box(x: float, y: float, barrier: str, ways: Sequence[Cut], name: Name) -> Box:
    lines: list[str] = []
    for nth, way in enumerate(ways):
        lines += wrap(("or " if nth else "") + events_words(way, name), LETTERS)
    head = tuple(wrap(barrier_words(barrier, name), LETTERS - 4))
    return Box(x, y, head, tuple(lines), _passed(barrier, ways, name))


def _plain(x: float, y: float, words: str, said: str) -> Box:
    return Box(x, y, (), tuple(wrap(words, LETTERS)), said)


def _row(nth: int, pattern: Pattern, boxes: Sequence[Box], at: float) -> str:
    left = GATE + GAP
    said = f"Way {nth}, {pattern.order} errors: all of the next {len(boxes)}"
    gate = (
        f'<g tabindex="0" role="listitem" aria-label="{escape(said)}">'
        f'<path d="M{left} {at - 17}h17a17 17 0 0 1 0 34h-17z" {INK}/>'
        f"{_text(left + 4, at + 4, 'AND', bold=True, size=11)}</g>"
    )
    wires = _line(left + GATE, at, boxes[-1].x, at)
    return wires + gate + "".join(_filled(box) for box in boxes)


def _filled(box: Box) -> str:
    # Paper behind it, so that no wire runs through words.
    paper = (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDE}" height="{box.high}" '
        f'fill="Canvas"/>'
    )
    return paper + box.svg()


def _top(title: str, gates: Sequence[float]) -> str:
    wires = "".join(_line(GATE, at, GATE + GAP, at) for at in gates)
    spine = _line(GATE, 44, GATE, gates[-1]) if gates else ""
    said = escape(f"{title}: any way of these")
    return (
        f'<g tabindex="0" role="listitem" aria-label="{said}">'
        f"{_text(SIDE, 22, title, bold=True, size=16)}"
        f"{_text(SIDE, 40, 'OR: any one of these ways')}</g>{spine}{wires}"
    )


def _text(x: float, y: float, words: str, *, bold: bool = False, size: int = 13) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x}" y="{y}" fill="currentColor" font-size="{size}"{weight}>'
        f"{escape(words)}</text>"
    )


def _line(x: float, y: float, to_x: float, to_y: float, *, thick: bool = False) -> str:
    width = 5 if thick else 1.5
    return (
        f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke="currentColor" '
        f'stroke-width="{width}"/>'
    )


def _document(
    title: str,
    said: Sequence[str],
    size: tuple[float, float],
    body: str,
    about: About,
) -> str:
    wide, high = size
    lines = "\n".join(f"{key}: {value}" for key, value in about.items())
    metadata = f"<metadata>{escape(lines)}</metadata>" if lines else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" '
        f'width="{wide}" height="{high}" role="list" '
        f'aria-label="{escape(title)}" {FONT}>'
        f"<title>{escape(title)}</title>"
        f"<desc>{escape(chr(10).join(said))}</desc>{metadata}{body}</svg>\n"
    )
