"""The rules that `lastlook hazard` judges: of packs, or by a production's record."""

from collections.abc import Sequence

import click

from lastlook import wiring
from lastlook.cli.begin import pack_text
from lastlook.cli.console import progress
from lastlook.desk.replay import Rulebook, replay
from lastlook.hazard.judged import Judged, judged
from lastlook.hazard.practised import practised
from lastlook.policy.library import Library
from lastlook.policy.stack import StackError


def rules_in(file: wiring.Where, vkey: str | None = None) -> Judged:
    """The rules in force by the record of a production."""
    library = Library()
    rulebook = Rulebook(library)
    with wiring.reading(file, vkey) as log, progress("entries") as counting:
        state = replay(log.read(), rulebook, progress=counting)
    return judged(rulebook.policy(state.packs), map(library.pack, state.packs))


def rules_of(packs: Sequence[str]) -> Judged:
    """The rules of packs by name or file; StackError where there are none."""
    library = Library()
    texts = [(practised(pack) or pack_text(pack), pack) for pack in packs]
    digests = tuple(library.learn(text, name) for text, name in texts)
    try:
        return judged(library.policy(digests), map(library.pack, digests))
    except StackError as clash:
        if "house" in packs:
            raise
        said = " ".join(f"--pack {pack}" for pack in ("house", *packs))
        hint = f"A pack of a place goes on top of another: {said}."
        raise StackError((*clash.reasons, hint)) from clash


def without_rules(rules: Judged, without: Sequence[str]) -> Judged:
    """The same with some rules out of force; UsageError where one is not in it."""
    for code in dict.fromkeys(without):
        if not rules.policy.asks(code):
            raise click.UsageError(
                f"No rule {code} is in force in these packs; lastlook packs show PACK "
                "lists a pack's rules."
            )
        rules = rules.without(code)
    return rules
