"""A ledger as long as is asked for: one day's round of hand-overs, over and over.

Real acts, real signatures by the phones of `day`, each decided on the state before it.
Acts are ten milliseconds apart, so that a million of them are a day's. The same length
makes the same ledger.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from itertools import chain, count, islice
from pathlib import Path

from msgspec.structs import replace

from bench.day import a_day
from lastlook.core.acts import AddKey, Enrol, Open
from lastlook.core.answers import Asked
from lastlook.core.decide import decide
from lastlook.core.evolve import after
from lastlook.core.state import State
from lastlook.desk.clock import CHANCE_BYTES, act_id
from lastlook.desk.door import key_text
from lastlook.desk.player import key_called
from lastlook.desk.wire import CORE, act_bytes, decision_bytes
from lastlook.ledger.entry import Draft, signed_bytes
from lastlook.ledger.head import HeadOnDisk
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.note import Signer, Verifier
from lastlook.ledger.sqlite import SqliteStore

SIGNER = Signer("lastlook/long-road", PrivateKey(bytes(32)))
ROUND = 10  # acts
APART_MS = 10
BATCH = 1024


def write(path: Path, entries: int) -> Verifier:
    """Write a ledger of so many entries to a new file; the key it is signed with."""
    store = SqliteStore.create(path)
    log = Log.create(store, SIGNER, HeadOnDisk(path.with_name(f"{path.name}.head")))
    drafts = islice(_drafts(), entries)
    while batch := list(islice(drafts, BATCH)):
        log.append(batch)
    log.close()
    return SIGNER.verifier


def _drafts() -> Iterator[Draft]:
    policy, state = a_day(0, 2).policy, State()
    for word, asked in _asked():
        decision = decide(state, asked, policy)
        state = after(state, asked, decision)
        act = act_bytes(asked.act)
        yield Draft(
            recorded_at=asked.now,
            act_id=bytes.fromhex(asked.act.id.replace("-", "")),
            key=asked.key,
            act=act,
            signature=_private(word).sign(signed_bytes(act)),
            decision=decision_bytes(decision),
            core=CORE,
            pack=policy.digest,
        )


def _asked() -> Iterator[tuple[str, Asked]]:
    """The setting up, then the last round of a day for ever."""
    day = a_day(0, 2)
    begun = len(day.asked) - ROUND
    again = chain.from_iterable(day.asked[begun:] for _ in count())
    for n, one in enumerate(chain(day.asked[:begun], again)):
        late = max(0, n - begun)
        now = one.now if n < begun else day.asked[begun].now + APART_MS * late
        chance = sha256(n.to_bytes(8, "big")).digest()[:CHANCE_BYTES]
        act = replace(one.act, id=act_id(now, chance), at=now)
        if isinstance(act, Open | Enrol | AddKey) and act.key is not None:
            act = replace(act, key=_public(act.key))
        yield one.key, Asked(act, _public(one.key), now)


@cache
def _private(word: str) -> PrivateKey:
    return key_called(word)


@cache
def _public(word: str) -> str:
    return key_text(_private(word).public)
