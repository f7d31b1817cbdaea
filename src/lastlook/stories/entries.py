"""A ledger's entries as a story: what was asked, and what was answered.

1. Each entry is a line, each answer stands under it, by its codes.
2. Every pack stands in the story with its text: played, it gives the same
   decisions whatever has become of the packs that are shipped.
"""

from collections.abc import Iterable, Iterator

from lastlook.core.acts import AdoptPack, Open
from lastlook.core.answers import Asked, Decision
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.stories.faults import Spot
from lastlook.stories.signing import signing_key
from lastlook.stories.story import Codes, Listed, Pack, Said, Story
from lastlook.stories.write import write


def write_entries(entries: Iterable[tuple[Asked, Decision]], title: str = "") -> str:
    """The entries of a ledger as the text of a story."""
    return write(story_of(entries, title))


def story_of(entries: Iterable[tuple[Asked, Decision]], title: str = "") -> Story:
    """The entries of a ledger as a story; there must be at least one."""
    said = tuple(_said(entries))
    return Story(
        source="the ledger",
        production=said[0].act.production,
        lines=said,
        title=title,
        packs=tuple(_packs(said)),
    )


def _said(entries: Iterable[tuple[Asked, Decision]]) -> Iterator[Said]:
    state, time = State(), 0
    for n, (asked, decision) in enumerate(entries, 1):
        spot = Spot("the ledger", n)
        time = max(time, asked.now)
        usual = signing_key(state, asked.act)
        yield Said(
            spot=spot,
            time=time,
            now=asked.now,
            act=asked.act,
            signed_by=None if asked.key == usual else asked.key,
            expects=tuple(_answered(decision, spot)),
        )
        state = after(state, asked, decision)


def _answered(decision: Decision, spot: Spot) -> Iterator[Codes]:
    listed: dict[Listed, tuple[str, ...]] = {
        "impossible": _codes(decision, "impossible"),
        "refused": _codes(decision, "reasons"),
        "remarks": _codes(decision, "remarks"),
    }
    for of, codes in listed.items():
        if codes:
            yield Codes(spot, of, codes)


def _codes(decision: Decision, name: str) -> tuple[str, ...]:
    reasons = getattr(decision, name, ())
    return tuple(dict.fromkeys(reason.code for reason in reasons))


def _packs(said: Iterable[Said]) -> Iterator[Pack]:
    acts = (line.act for line in said)
    texts = dict.fromkeys(act.pack for act in acts if isinstance(act, Open | AdoptPack))
    for n, text in enumerate(texts, 1):
        yield Pack(f"pack-{n}", text, inline=True)
