"""The page of a bundle: one file that tells what happened and checks itself.

1. It opens from a disk: the bundle stands in it, no file is beside it, and its policy
   (CSP) forbids any network. Only the one script and the one style may run.
2. Everything it tells it reads from the entries' own bytes, which are what it checks;
   no sentence about an entry is written here, only the forms of sentences.
3. The same bundle makes the same page, so that whoever has this program can compare.

4. What stands in a page is read back from it (`has`), whichever version made it.

The script is `frontend/src/evidence`, compiled and put together in one piece.
"""

import base64
import re
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import Any, Final, get_args

import msgspec
from msgspec import Raw, Struct

from lastlook.core.acts import AdoptPack, Open
from lastlook.core.answers import Granted
from lastlook.core.impossibilities import AnyImpossibility
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.wording import TIMES, cited
from lastlook.desk.replay import NO_PACKS
from lastlook.desk.wire import read_decision, read_stored
from lastlook.ledger.checkpoint import Checkpoint, parse
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.errors import InputError
from lastlook.ledger.note import parse as parse_note
from lastlook.policy.library import Library
from lastlook.policy.read import PackError
from lastlook.policy.stack import StackError
from lastlook.views.log import PEOPLE, SAYS
from lastlook.views.log import TIMES as ACT_TIMES

ENTRIES_MAX: Final = 20_000  # more make a page that no phone opens
SCRIPTS: Final = (
    "octets",
    "ed25519",
    "tree",
    "note",
    "entry",
    "keys",
    "shown",
    "check",
    "sentences",
    "chronology",
    "main",
)
EVENTS: Final = {
    "sight-lost": "{weapon} is not cleared: {because}",
    "hold-set": "{hold} stands ({kind})",
    "hold-lifted": "{hold} stands no longer: {grounds}",
    "rule-lifted": "The rule {hold} is lifted: {grounds}",
    "rounds-missing": "{rounds} rounds of {lot} are unaccounted for",
    "lot-doubted": "The whole lot {lot} is in doubt",
    "proof-failed": "{failed} rounds of {box} failed the test",
    "found": "{rounds} rounds that no delivery accounts for: {lot}",
}
GAPS: Final = {
    "refused-then-done": "Refused, then done in another form or told afterwards",
    "check-missing": "Checks that were left out",
    "not-returned": "Not given back, or not locked up",
    "not-linked": "Handed in, and not linked to anything",
    "still-open": "Still open",
    "late": "Entered late, or told afterwards",
    "clocks": "Clocks that disagree",
    "attachment-absent": "Papers and photos of which only the digest is here",
}
_BEGINS: Final = b'<script type="application/json" id="bundle">'
_IMPORTS: Final = re.compile(r"^import\b.*?;\n", re.MULTILINE | re.DOTALL)
_EXPORTS: Final = re.compile(
    r"^export (?=async |function |const |class )", re.MULTILINE
)
_EMPTY: Final = re.compile(r"^export \{\};\n", re.MULTILINE)


class OnPage(Struct, frozen=True):
    """An entry as it stands in a page: its leaf, and in an excerpt its proof."""

    n: int
    leaf: bytes
    path: tuple[bytes, ...] = ()


class Shown(Struct, frozen=True):
    """What a page is made of: a bundle's files, as they are."""

    checkpoint: bytes
    manifest: bytes
    openings: bytes
    entries: tuple[OnPage, ...]


def page(shown: Shown) -> bytes:
    """The page, as a file."""
    beside = files("lastlook.evidence") / "beside"
    signed = parse(parse_note(shown.checkpoint).text)
    style, code = (beside / "page.css").read_text("utf-8"), script()
    parts = {
        "title": escape(signed.origin),
        "contents": escape(_contents(shown, signed)),
        "style": style,
        "style-hash": _csp(style),
        "script": code,
        "script-hash": _csp(code),
        "bundle": _held(shown, signed).decode(),
    }
    whole = (beside / "page.html").read_text("utf-8")
    return re.sub("@([a-z-]+)@", lambda found: parts[found[1]], whole).encode()


class _Has(Struct, frozen=True):
    """What a page has of a bundle; whatever else stands there is its own affair."""

    checkpoint: str
    manifest: Raw
    openings: Raw
    entries: tuple[dict[str, Any], ...]


def has(octets: bytes, shown: Shown) -> bool | None:
    """Whether a page has this bundle in it; None where no bundle can be read in it.

    Of the checkpoint the tree counts, not who else has signed it by now.
    """
    # (4) as the script finds it
    inside = octets.partition(_BEGINS)[2].partition(b"</script>")[0]
    try:
        held = msgspec.json.decode(inside, type=_Has)
        some = [(one["n"], one["leaf"]) for one in held.entries]
        beside = [msgspec.json.decode(one) for one in (held.manifest, held.openings)]
    except (msgspec.MsgspecError, KeyError):
        return None
    entries = shown.entries if len(shown.entries) <= ENTRIES_MAX else ()
    return (
        held.checkpoint.partition("\n\n")[0] == parse_note(shown.checkpoint).text[:-1]
        and beside == [*map(msgspec.json.decode, (shown.manifest, shown.openings))]
        and some == [(one.n, base64.b64encode(one.leaf).decode()) for one in entries]
    )


def script() -> str:
    """The page's script in one piece."""
    folder = files("lastlook.evidence") / "js"
    parts = []
    for name in SCRIPTS:
        text = (folder / f"{name}.js").read_text("utf-8")
        text = _EXPORTS.sub("", _EMPTY.sub("", _IMPORTS.sub("", text)))
        parts.append(text.strip())
    return '"use strict";\n(() => {\n' + "\n".join(parts) + "\n})();\n"


def _contents(shown: Shown, signed: Checkpoint) -> str:
    some = msgspec.json.decode(shown.manifest).get("entries")
    if some is not None:
        return f"An excerpt: {len(some)} of the ledger's {signed.size} entries."
    if shown.entries or not signed.size:
        return f"The whole ledger: {signed.size} entries."
    return (
        f"The whole ledger: {signed.size} entries. They are too many for a page; "
        "verify.py and lastlook read them from the bundle."
    )


def _held(shown: Shown, signed: Checkpoint) -> bytes:
    held = {
        "checkpoint": shown.checkpoint.decode(),
        "entries": [
            {
                "leaf": base64.b64encode(one.leaf).decode(),
                "n": one.n,
                "path": [base64.b64encode(hashed).decode() for hashed in one.path],
            }
            for one in shown.entries
        ],
        "manifest": Raw(shown.manifest),
        "openings": Raw(shown.openings),
        "total": signed.size,
        "words": _words(shown),
    }
    # No end of a script can stand in a script.
    return msgspec.json.encode(held).replace(b"<", b"\\u003c")


def _words(shown: Shown) -> dict[str, Any]:
    policy = _policy(shown)
    kinds = (*get_args(AnyRefusal), *get_args(AnyImpossibility))
    return {
        "acts": SAYS,
        "events": EVENTS,
        "gaps": GAPS,
        "people": sorted({*PEOPLE, "via", "holder"}),
        "reasons": {kind.__struct_config__.tag: _rule(kind, policy) for kind in kinds},
        "times": sorted({*TIMES, *ACT_TIMES, "until", "valid_from", "valid_until"}),
    }


def _rule(kind: type[Any], policy: Policy) -> dict[str, str]:
    rules = policy.rules.get(str(kind.__struct_config__.tag))
    if not rules:
        remedy = getattr(kind, "remedy", "")
        return {"says": kind.says, "remedy": remedy, "number": "", "source": ""}
    first = rules[0]
    return {
        "says": kind.says,
        "remedy": first.remedy,
        "number": first.number,
        "source": f"{first.number}: {first.requirement} Source: {cited(first)}.",
    }


def _policy(shown: Shown) -> Policy:
    """The packs that the entries bring, all together; of none, no rules."""
    library = Library()
    learned: list[str] = []
    for one in shown.entries:
        try:
            entry = read_leaf(one.leaf)
            act, decision = read_stored(entry.act), read_decision(entry.decision)
            if isinstance(act, Open | AdoptPack) and isinstance(decision, Granted):
                learned.append(library.learn(act.pack, "a pack"))
        except (InputError, msgspec.MsgspecError, PackError):
            continue  # what cannot be read is found by who checks, not by who shows
    try:
        return library.policy(tuple(learned)) if learned else NO_PACKS
    except StackError:
        return NO_PACKS


def _csp(text: str) -> str:
    return "sha256-" + base64.b64encode(sha256(text.encode()).digest()).decode()
