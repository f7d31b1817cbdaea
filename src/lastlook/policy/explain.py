"""One rule as a person reads it: who asks, from where, how far that was read.

1. It is asked for by its code, by the number a pack gives it (or what that begins
   with, up to a point), or by a control.
2. Every pack that asks is told, the strictest first; of as strict ones what was read.
3. What nobody read is called so, and never shown as law.
"""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Final

from lastlook.core.acts import kebab
from lastlook.core.controls import CONTROLS, Control
from lastlook.core.policy import STRICTNESS, Rule
from lastlook.core.wording import READ_IN_FULL, UNREAD, cited
from lastlook.policy.schema import BOUNDS, CODES, EXCEPTED, FIRST_BOUNDS, Pack
from lastlook.policy.stack import NEEDS
from lastlook.policy.told import NOBODY, label, listed, paragraph, quantity

# What every stack sets, and what is owed with the rule: some pack has a number.
OWED: Final = frozenset({*FIRST_BOUNDS, *NEEDS.values()})

# A rule -> the limits by which it judges; one that can be lifted, by `lift_ms` besides.
USES: Final[dict[str, tuple[str, ...]]] = {
    "entered-late": ("late_ms",),
    "clock-ahead": ("ahead_ms",),
    "offer-lapsed": ("offer_ms",),
    "offer-open": ("offer_ms",),
    "not-collected": ("collect_ms",),
    "second-look-missing": ("looks_count",),
    "content-unclear": ("looks_count",),
    "clearance-lapsed": ("clearance_ms",),
    "misfire-wait": ("misfire_wait_ms",),
    "day-too-long": ("day_ms",),
    "distance-too-short": tuple(name for name in BOUNDS if name.startswith("distance")),
    **{code: (limit,) for code, limit in NEEDS.items()},
}
_STANCES: Final = {
    "enforced": "Enforced by rules, where a pack asks for them.",
    "recorded": "Recorded; nothing is refused for it.",
    "out-of-reach": "Out of reach of software.",
}
_CONTROLS: Final = {control.number: control for control in CONTROLS}
# Each rule belongs to one control, but those that keep the record itself.
_SERVES: Final = {
    kebab(rule.__name__): control for control in CONTROLS for rule in control.rules
}


class NoSuchRuleError(LookupError):
    """A word that is no rule's code, no rule's number and no control."""


def explain(packs: Sequence[Pack], word: str) -> str:
    """What packs say of a rule or a control, in lines for a terminal.

    Raises:
        NoSuchRuleError: `word` is neither; with the nearest there is.
    """
    control = _CONTROLS.get(word.upper())
    found = [
        (pack, rule)
        for pack in packs
        for rule in pack.rules
        if word == rule.code
        or f"{rule.number.lower()}.".startswith(f"{word.lower()}.")
        or (control is not None and _control_of(rule) == control.number)
    ]
    if not found and control is None and word not in CODES:
        raise NoSuchRuleError(_unknown(packs, word))
    told = ["\n".join(_told(pack, rule)) for pack, rule in sorted(found, key=_place)]
    if not found and (control is None or control.rules):
        told.append(f"{word}: no pack here asks for it.")
    head = control or _SERVES.get(word)
    if head is not None:
        told.insert(0, "\n".join(_headed(head)))
    return "\n\n".join(told)


def _control_of(rule: Rule) -> str:
    if rule.control or rule.code not in _SERVES:
        return rule.control
    return _SERVES[rule.code].number


def _place(asking: tuple[Pack, Rule]) -> tuple[str, int, bool, str]:
    pack, rule = asking
    strictest_first = -STRICTNESS[rule.severity]
    return rule.code, strictest_first, rule.status == UNREAD, pack.id


def _headed(control: Control) -> Iterator[str]:
    yield from paragraph(control.title, f"{control.number} ")
    yield f"  {_STANCES[control.stance]}"
    if control.unseen:
        yield from paragraph(control.unseen, "  No record shows: ", "    ")


def _told(pack: Pack, rule: Rule) -> Iterator[str]:
    control = f", {_control_of(rule)}" if _control_of(rule) else ""
    yield (
        f"{rule.number} ({rule.code}{control}), {rule.severity}, asked by {label(pack)}"
    )
    for name, said in (
        ("", rule.requirement),
        ("Source: ", cited(rule)),
        ("Read: ", READ_IN_FULL[rule.status]),
        ("What to do: ", rule.remedy),
        ("Evidence: ", rule.evidence),
        ("Dates: ", _dates(rule)),
        ("Limits: ", listed(_limits(pack, rule))),
        ("Excepted: ", listed(rule.exceptions) if rule.code == EXCEPTED else ""),
    ):
        if said and said != NOBODY:
            yield from paragraph(said, f"  {name}", "    ")


def _dates(rule: Rule) -> str:
    dates = (("from", rule.effective_from), ("until", rule.effective_until))
    said = " ".join(f"{word} {date}" for word, date in dates if date)
    return f"applies {said}; a date switches nothing" if said else ""


def _limits(pack: Pack, rule: Rule) -> Iterator[str]:
    names = USES.get(rule.code, ())
    if rule.severity == "hold":
        names = (*names, "lift_ms")
    for name in names:
        if name in pack.limits:
            yield f"{name} {quantity(name, pack.limits[name])}"
        elif name in OWED:
            yield f"{name} as other packs set it"


def _unknown(packs: Sequence[Pack], word: str) -> str:
    known = {rule.number.lower(): rule.number for pack in packs for rule in pack.rules}
    known |= {code: code for code in CODES} | {n.lower(): n for n in _CONTROLS}
    near = get_close_matches(word.lower(), known, n=1)
    meant = f" Did you mean {known[near[0]]}?" if near else ""
    return f"There is no rule {word}.{meant}"
