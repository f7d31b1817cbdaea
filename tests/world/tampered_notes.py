"""A malicious keeper and a checkpoint that no reader may take as a signed note.

The log's own good signature is left on it; what is put beside that is no line of a
note. Added to `DEFECTS` in `tampered`.
"""

from collections.abc import Callable

import msgspec

from lastlook.ledger.note import NOTE_BYTES_MAX, SIGNATURES_MAX, Signature
from lastlook.ledger.note import signature_line as line
from tests.world.tampered import ALL, REFUSED, SOME, Defect, Files

IN_NO_NAME = {
    "a-no-break-space": "\u00a0",
    "a-next-line": "\u0085",
    "an-em-space": "\u2003",
    "a-line-separator": "\u2028",
    "a-plus": "+",
}
OF_NOBODY = Signature("somebody.example", bytes(4), bytes(64))
MOST = line(OF_NOBODY) * (SIGNATURES_MAX - 1)  # and the log's own
# Every space there is, what looks like one, and the letters around them.
LETTERS = "".join(map(chr, (*range(0x3100), 0xFEFF, 0xFFFD, 0x1F480)))
LONG = line(Signature("a" * NOTE_BYTES_MAX, bytes(4), bytes(64)))


def beside_the_logs(lines: str) -> Callable[[Files], Files]:
    """Put lines under the checkpoint, wherever it stands."""

    def tamper(files: Files) -> Files:
        old = files["checkpoint"]
        new = old + lines.encode()
        was, is_ = (msgspec.json.encode(note.decode()) for note in (old, new))
        changed = {name: files[name].replace(old, new) for name in files}
        return changed | {"index.html": files["index.html"].replace(was, is_)}

    return tamper


def named(name: str) -> str:
    """A signature line by a key of this name."""
    return line(Signature(name, bytes(4), bytes(64)))


def note_by(name: str) -> bytes:
    """A note of one line, by a key of this name."""
    return f"a text\n\n{named(name)}".encode()


LINES = {
    **{
        f"signature-by-a-name-with-{what}": named(f"somebody{letter}else")
        for what, letter in IN_NO_NAME.items()
    },
    "signatures-too-many": MOST + line(OF_NOBODY),
    "checkpoint-too-long": LONG,
}
IN_AN_EXCERPT = ("signature-by-a-name-with-an-em-space", "signatures-too-many")
NOTE_DEFECTS: dict[str, Defect] = {
    **{
        name: Defect(ALL, beside_the_logs(lines), REFUSED, (1,), (1,))
        for name, lines in LINES.items()
    },
    **{
        f"{name}-in-an-excerpt": Defect(
            SOME, beside_the_logs(LINES[name]), REFUSED, (1,), (1,)
        )
        for name in IN_AN_EXCERPT
    },
}
