"""Stories for tests: a short way to write one, play one and compare two."""

from functools import cache
from typing import Any

import msgspec

from lastlook.core.policy import Limits, Policy, Rule
from lastlook.core.table import Table
from lastlook.core.words import Severity
from lastlook.policy.library import Library, PackUnknownError, shipped
from lastlook.stories.core_player import CorePlayer
from lastlook.stories.faults import Fault, StoryError
from lastlook.stories.play import Played, play
from lastlook.stories.read import read
from lastlook.stories.story import Story

HEADERS = """\
day 2024-05-06
production long-road
packs house

"""
OPENED = f"""\
{HEADERS}\
06:00 office opens production-manager key=office-phone
06:01 office enrols armorer roles=armorer key=armorer-phone
06:01 office enrols actor roles=performer
06:02 office registers-place safe-1 kind=safe locks=yes
06:03 armorer registers colt-1 weapon-class=firearm mechanism=none chambers=2 \
calibre=.45LC serial=A supplier=S place=safe-1
"""


def a_pack(name: str) -> str | None:
    """The text of a shipped pack."""
    try:
        return shipped(name)
    except PackUnknownError:
        return None


@cache
def rules(texts: tuple[str, ...]) -> Policy:
    """The policy of these packs."""
    library = Library()
    return library.policy(tuple(library.learn(text, "a pack") for text in texts))


def few_rules(_: tuple[str, ...]) -> Policy:
    """A few rules that stop and one that warns, whatever the packs say."""
    asked: dict[str, Severity] = {
        "chambers-unseen": "stop",
        "clearance-lapsed": "stop",
        "day-not-called": "stop",
        "not-on-duty": "stop",
        "watch-not-offered": "warn",
    }
    return Policy(
        rules=Table({code: (_rule(code, how),) for code, how in asked.items()}),
        handlers=("armorer",),
        limits=Limits(
            clearance_ms=600_000,
            offer_ms=600_000,
            late_ms=600_000,
            looks_count=2,
            day_ms=86_400_000,
        ),
    )


def _rule(code: str, severity: Severity) -> Rule:
    return Rule(
        code=code,
        number=f"FEW-{len(code)}",
        pack="few",
        requirement="It is so.",
        source="A book of few rules",
        status="house",
        severity=severity,
        remedy="Make it so.",
    )


def a_story(text: str, **used: str) -> Story:
    """The story in a text; `used` are the stories it may use."""
    stories = {name.replace("_", "-"): told for name, told in used.items()}
    return read(text, "a.story", use=stories.get, pack=a_pack)


def faults_in(text: str, **used: str) -> tuple[Fault, ...]:
    """Everything that is wrong with a text."""
    try:
        a_story(text, **used)
    except StoryError as error:
        return error.faults
    return ()


def played(text: str, **used: str) -> Played:
    """A story played on the core, under few rules."""
    return play(a_story(text, **used), CorePlayer(few_rules), few_rules)


def unspotted(value: Any) -> Any:
    """A story, or a part of one, without where it was read."""
    plain = msgspec.to_builtins(value)
    return _without(plain, {"spot", "source"})


def _without(value: Any, names: set[str]) -> Any:
    if isinstance(value, dict):
        kept = {key: one for key, one in value.items() if key not in names}
        return {key: _without(one, names) for key, one in kept.items()}
    if isinstance(value, list | tuple):
        return [_without(one, names) for one in value]
    return value
