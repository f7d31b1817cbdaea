"""Clocks that disagree: a phone's own time beside the desk's.

1. A phone that knows the desk's time goes by it and says its own beside it
   (`phone_at`); any other says its own as the act's.
2. The desk's time orders the record and lets clearances lapse; a phone's never does.
3. Where the two are further apart than `APART_MS`, both are shown, whatever came of
   the act. A phone that is behind and an act that was long on its way look the same
   in the record, so neither is said to be the reason.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from lastlook.core.acts import AnyAct
from lastlook.core.answers import Asked
from lastlook.core.state import State
from lastlook.core.words import KeyText, Ms, PersonId

APART_MS: Final = 60_000  # pages show minutes: less than one is not seen on them


class Apart(Struct, frozen=True):
    """A phone's time and the desk's for one act, where they disagree (ms UTC)."""

    phone_at: Ms
    recorded_at: Ms

    @property
    def ahead_ms(self) -> Ms:
        """How far the phone was ahead of the desk; negative where it was behind."""
        return self.phone_at - self.recorded_at


class ApartEntry(Struct, frozen=True):
    """An entry whose two times disagree: its number, whose phone, by which key."""

    n: int
    person: PersonId
    key: KeyText
    times: Apart


class ApartPhone(Struct, frozen=True):
    """A phone that disagreed when it was heard last: whose, and by how much."""

    person: PersonId
    key: KeyText
    n: int
    times: Apart


def apart(act: AnyAct, recorded_at: Ms) -> Apart | None:
    """The two times of an act, where they are further apart than `APART_MS`."""
    own = act.at if act.phone_at is None else act.phone_at
    return _apart(own, recorded_at)


def off_ms(act: AnyAct, recorded_at: Ms) -> Ms:
    """How far a phone's clock was ahead, negative behind, where the record shows it.

    A phone that says both times said them at one moment. Of any other only what is
    ahead shows: one behind cannot be told from an act that was long on its way.
    """
    if act.phone_at is not None:
        return act.phone_at - act.at
    return max(0, act.at - recorded_at)


def entries_apart(entries: Iterable[tuple[int, Asked]]) -> Iterator[ApartEntry]:
    """Every entry of a ledger whose two times disagree, in order."""
    for n, asked in entries:
        times = apart(asked.act, asked.now)
        if times is not None:
            whose = asked.act.via or asked.act.by
            yield ApartEntry(n, whose, asked.key, times)


def phones_apart(state: State) -> tuple[ApartPhone, ...]:
    """The phones that count and that disagreed when they were heard last."""
    return tuple(
        ApartPhone(key.person, text, key.last.n, times)
        for text, key in state.keys.items()
        if key.revoked_at is None
        and key.last is not None
        and (times := _apart(key.last.at, key.last.recorded_at)) is not None
    )


def _apart(phone_at: Ms, recorded_at: Ms) -> Apart | None:
    if abs(phone_at - recorded_at) <= APART_MS:
        return None
    return Apart(phone_at, recorded_at)
