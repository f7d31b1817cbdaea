"""The graph as a model for SPIN, which searches it again by other means.

1. The model is the graph's own tables and a loop that takes one move after another,
   whichever there are, and keeps every error that a move took. SPIN tries all of it.
2. It asserts that harm is reached by no errors but such as hold one of the cut sets
   given. A run without a violation proves the list complete up to the order given; with
   a set withheld it must fail.
3. Where the errors so far hold a cut set, or number more than the order, the run ends:
   whatever would follow is no minimal cut set.
4. What it is of stands in a comment at the top.

Promela: Holzmann, *The SPIN Model Checker*, 2004; tables by `c_decl`, its chapter 17.
Knows nothing of what a node or an error stands for (graph.py).
"""

from collections.abc import Iterable, Sequence
from typing import Final

from lastlook.hazard.cuts import Edges, minimal_cuts
from lastlook.hazard.exports.found import Found
from lastlook.hazard.graph import HARM

WORD_BITS: Final = 31  # errors in one C int

PIECE_BITS: Final = 11  # SPIN reads no piece of C longer than 64 KiB

BEGINS: Final = b"/* lastlook hazard"

_MODEL: Final = """\
c_decl {{
enum {{ HARM = {harm}, WORDS = {words}, CUTS = {cuts}, MOST = {most} }};
}}
{tables}
c_decl {{
static int is_cut(const int *e) {{
    int n, w;
    for (n = 0; n < CUTS; n++) {{
        for (w = 0; w < WORDS && (cut(n * WORDS + w) & ~e[w]) == 0; w++);
        if (w == WORDS) return 1;
    }}
    return 0;
}}
static int fits(const int *e, int move) {{
    int w, order = 0;
    for (w = 0; w < WORDS; w++)
        order += __builtin_popcount(e[w] | takes(move * WORDS + w));
    return order <= MOST;
}}
static int goes_on(int at, const int *e) {{
    return at != HARM && !is_cut(e) && first(at) < first(at + 1);
}}
static void go(int *at, int *e, int move) {{
    int w;
    for (w = 0; w < WORDS; w++) e[w] |= takes(move * WORDS + w);
    *at = leads(move);
}}
}}
int at = {start};
int errors[{words}];
int move;
active proctype people() {{
end:
    do
    :: atomic {{
        c_expr {{ goes_on(now.at, now.errors) }} ->
        c_code {{ now.move = first(now.at); }};
        do
        :: c_expr {{ now.move + 1 < first(now.at + 1) }} -> move++
        :: break
        od;
        if
        :: c_expr {{ fits(now.errors, now.move) }} ->
            c_code {{ go(&now.at, now.errors, now.move); }};
            assert(at != {harm} || c_expr {{ is_cut(now.errors) }})
        :: else
        fi;
        move = 0
    }}
    od
}}
"""


def model(found: Found) -> bytes:
    """The graph and all its cut sets, of every order."""
    graph = found.graph
    cuts = minimal_cuts(graph.edges, graph.start, HARM).sets
    about = "".join(f"   {key}: {said}\n" for key, said in found.about.items())
    searched = promela(graph.edges, graph.start, HARM, cuts)
    return BEGINS + f"\n{about}*/\n{searched}".encode()


def promela(
    edges: Edges, start: int, harm: int, cuts: Iterable[int], most: int | None = None
) -> str:
    """The model in which only these cut sets reach harm, or SPIN says otherwise.

    Args:
        edges: for each node, where its moves lead and the errors each takes, as bits.
        start: the node to begin at.
        harm: the node that stands for the top event.
        cuts: the cut sets, as bits, that are said to be all.
        most: the largest number of errors that is tried; any if None.
    """
    flat = [move for moves in edges for move in moves]
    bits = max((errors.bit_length() for _, errors in flat), default=0)
    words = max(1, -(-bits // WORD_BITS))
    first = [0]
    for moves in edges:
        first.append(first[-1] + len(moves))
    listed = list(cuts)
    tables = {
        "first": first,
        "leads": [to for to, _ in flat],
        "takes": _words([errors for _, errors in flat], words),
        "cut": _words(listed, words),
    }
    return _MODEL.format(
        harm=harm,
        words=words,
        cuts=len(listed),
        most=bits if most is None else most,
        tables="\n".join(_table(name, rows) for name, rows in tables.items()),
        start=start,
    )


def _words(sets: Sequence[int], words: int) -> list[int]:
    """Each set as so many words, one after the other."""
    mask = (1 << WORD_BITS) - 1
    return [one >> WORD_BITS * n & mask for one in sets for n in range(words)]


def _table(name: str, numbers: Sequence[int]) -> str:
    """A C function from an index to a number, in pieces that SPIN can read."""
    size = 1 << PIECE_BITS
    pieces = [numbers[n : n + size] for n in range(0, len(numbers), size)] or [[0]]
    texts = [
        f"static const int {name}_{nth}[] = {{{', '.join(map(str, piece))}}};"
        for nth, piece in enumerate(pieces)
    ]
    names = ", ".join(f"{name}_{nth}" for nth in range(len(pieces)))
    texts.append(
        f"static const int *const {name}_all[] = {{{names}}};\n"
        f"static int {name}(int n) {{ return {name}_all[n >> {PIECE_BITS}]"
        f"[n & {size - 1}]; }}"
    )
    return "\n".join(f"c_decl {{\n{text}\n}}" for text in texts)
