"""SARIF 2.1.0: the verdict, and each cut set that is too small, with its story.

1. The verdict is one result: *pass*, *fail* or, where orders were left out, *open*. A
   result that is no failure has no level (SARIF 3.27.10).
2. Each cut set smaller than what is asked for is a failure; its story is a code flow.
3. There is no line of a file to point at: places are logical.
4. What it is of stands in the run's properties.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from typing import Any, Final

from msgspec.json import encode
from msgspec.json import format as pretty

from lastlook.hazard.analysis import Verdict
from lastlook.hazard.budgets import Cut
from lastlook.hazard.exports.found import Found
from lastlook.hazard.story import Told
from lastlook.hazard.told import sentence

SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
TOOL: Final = "Lastlook"
BEGINS: Final = f'{{\n  "$schema": "{SCHEMA}"'.encode()
HOLDS: Final = f'"name": "{TOOL}"'.encode()
VERDICT: Final = "hazard/too-few-errors"
CUT_SET: Final = "hazard/cut-set"
RULES: Final[dict[str, str]] = {
    VERDICT: "A procedure withstands fewer human errors than are asked for.",
    CUT_SET: "A minimal set of errors, smaller than asked for, that leads to harm.",
}
KINDS: Final[dict[Verdict, str]] = {
    "withstood": "pass",
    "not-withstood": "fail",
    "never-shot": "fail",
    "undetermined": "open",
}


def log(found: Found) -> bytes:
    """One run with its results."""
    rules = [
        {"id": name, "shortDescription": {"text": text}} for name, text in RULES.items()
    ]
    driver = {"name": TOOL, "version": version("lastlook"), "rules": rules}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "results": [_verdict(found), *_cut_sets(found)],
        "properties": {**found.about, **found.judged.as_json()},
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return pretty(encode(whole), indent=2) + b"\n"


def _verdict(found: Found) -> dict[str, Any]:
    kind = KINDS[found.verdict]
    return {
        "ruleId": VERDICT,
        "ruleIndex": 0,
        "kind": kind,
        "level": "error" if kind == "fail" else "none",
        "message": {
            "text": f"{found.analysis.top.title}. {found.budget} {found.shot} "
            f"Asked for: {found.at_least}."
        },
        "locations": [_place(found)],
    }


def _cut_sets(found: Found) -> Iterator[dict[str, Any]]:
    stories = {told.errors: told for told in found.analysis.stories}
    for cut in found.analysis.cuts:
        if len(cut) >= found.at_least:
            continue
        names = " and ".join(error.name for error in cut) or "no error at all"
        result = {
            "ruleId": CUT_SET,
            "ruleIndex": 1,
            "kind": "fail",
            "level": "error",
            "message": {"text": f"{found.analysis.top.title} by {names}."},
            "locations": [_place(found)],
            "partialFingerprints": {"cutSet/v1": _fingerprint(found, cut)},
        }
        if cut in stories:
            result["codeFlows"] = [_flow(found, stories[cut])]
        yield result


def _flow(found: Found, told: Told) -> dict[str, Any]:
    steps = [
        {
            "location": {**_place(found), "message": {"text": sentence(step)}},
            "importance": "essential" if step.errors else "important",
        }
        for step in told.steps
    ]
    return {"threadFlows": [{"locations": steps}]}


def _place(found: Found) -> dict[str, Any]:
    return {"logicalLocations": [{"fullyQualifiedName": found.name, "kind": "module"}]}


def _fingerprint(found: Found, cut: Cut) -> str:
    names = "\n".join((found.name, *(error.name for error in cut)))
    return sha256(names.encode()).hexdigest()
