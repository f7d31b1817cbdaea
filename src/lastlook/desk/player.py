"""A story played at a desk: real bytes, real signatures, a real ledger.

1. A key is a word in a story; here it is the key made of that word, the same every
   time, so that a story leaves the same ledger wherever it is played.
2. The clock reads what the story's line says.
3. An act is damaged or forged on its way exactly where the story says so.
4. What nobody wrote down needs no PIN in a story: who speaks on another's phone has
   one made for them.
"""

from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any, Final, TypeAlias, get_args

from msgspec.structs import replace

from lastlook.core.acts import AddKey, AnyAct, Enrol, Open, RevokeKey
from lastlook.core.answers import Asked
from lastlook.core.words import KeyText, Ms
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.pen import sign
from lastlook.desk.people import pin_hash
from lastlook.desk.receipt import Envelope
from lastlook.desk.unanswered import Unanswered, Unreadable
from lastlook.desk.wire import act_bytes
from lastlook.ledger.keys import PrivateKey
from lastlook.stories.asking import Answer, Ask, NotHeard
from lastlook.stories.story import Reason, Sent

Wait: TypeAlias = Callable[[Coroutine[Any, Any, Answer]], Answer]

PIN: Final = "0000"  # of everybody in a story
REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
SEED: Final = b"lastlook/story-key/v1\n"


class ToldClock:
    """A clock that reads what it was told last."""

    def __init__(self, at: Ms = 0) -> None:
        self.at = at

    def now_ms(self) -> Ms:
        """What it was told last."""
        return self.at


def key_called(word: KeyText) -> PrivateKey:
    """The key a story calls by this word."""
    return PrivateKey(sha256(SEED + word.encode()).digest())


class DeskPlayer:
    """Asks the acts of one story at a desk that runs on `clock`."""

    def __init__(self, desk: Desk, clock: ToldClock) -> None:
        self._desk = desk
        self._clock = clock
        self._keys: dict[KeyText, PrivateKey] = {}
        self._pin = pin_hash(PIN)

    def asks(self, wait: Wait) -> Ask:
        """The same for a player that does not wait: `wait` runs the loop meanwhile."""

        def ask(asked: Asked, sent: Sent) -> Answer:
            return wait(self.answer(asked, sent))

        return ask

    async def answer(self, asked: Asked, sent: Sent) -> Answer:
        """Answer one act."""
        self._clock.at = asked.now
        act = self._with_real_keys(asked.act)
        if act.via is not None:
            self._desk.people.set_pin(act.by, self._pin)
        try:
            receipt = await self._desk.submit(self._envelope(act, asked, sent))
        except Unanswered as no:
            return NotHeard(_reason(no))
        return receipt.answer

    def _envelope(self, act: AnyAct, asked: Asked, sent: Sent) -> Envelope:
        written = act_bytes(act)
        if sent == "garbled":
            written = written[:-1]
        envelope = sign(written, self._key(asked.key), PIN)
        if sent == "forged":
            return replace(envelope, signature=envelope.signature[::-1])
        return envelope

    def _with_real_keys(self, act: AnyAct) -> AnyAct:
        if isinstance(act, Open | AddKey | RevokeKey | Enrol) and act.key is not None:
            return replace(act, key=key_text(self._key(act.key).public))
        return act

    def _key(self, word: KeyText) -> PrivateKey:
        # A key that was recorded is called by its own text from then on.
        if word not in self._keys:
            key = key_called(word)
            self._keys[word] = self._keys[key_text(key.public)] = key
        return self._keys[word]


def _reason(no: Unanswered) -> Reason:
    if isinstance(no, Unreadable):
        return "unreadable"
    if no.code in REASONS:
        return no.code
    raise no
