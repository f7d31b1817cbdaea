"""A story played at a desk: real bytes, real signatures, a real ledger.

1. A key is a word in a story; here it is the key made of that word, the same every
   time, so that a story leaves the same ledger wherever it is played.
2. The clock reads what the story's line says.
3. An act is damaged or forged on its way exactly where the story says so.
4. The desk's key is a word as well, and the notes that a change of it needs are made
   here: a story that said them would have to know the ledger it leaves.
5. What nobody wrote down needs no PIN in a story: who speaks on another's phone has
   one made for them.
"""

import base64
from collections.abc import Callable, Coroutine
from hashlib import sha256
from typing import Any, Final, TypeAlias, get_args

from msgspec.structs import replace

from lastlook.core.acts import (
    AddKey,
    AnyAct,
    ChangeDeskKey,
    ConfirmDeskKey,
    Enrol,
    LoseDeskKey,
    Open,
    RevokeKey,
)
from lastlook.core.answers import Asked, Refused
from lastlook.core.words import KeyText, Ms, NoteText
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.pen import sign
from lastlook.desk.people import pin_hash
from lastlook.desk.receipt import Envelope
from lastlook.desk.unanswered import Unanswered, Unreadable
from lastlook.desk.wire import act_bytes
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import Signer
from lastlook.stories.asking import Answer, Ask, NotHeard
from lastlook.stories.story import Reason, Sent

Wait: TypeAlias = Callable[[Coroutine[Any, Any, Answer]], Answer]

WITH_KEY: Final = (
    Open,
    AddKey,
    RevokeKey,
    Enrol,
    ChangeDeskKey,
    LoseDeskKey,
    ConfirmDeskKey,
)
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
        if isinstance(act, ChangeDeskKey | LoseDeskKey):
            return await self._under_another_key(act, asked, sent)
        return await self._answer(act, asked, sent)

    async def _under_another_key(
        self, act: ChangeDeskKey | LoseDeskKey, asked: Asked, sent: Sent
    ) -> Answer:
        # (4) as a desk that is started with the new key would have it
        log, before = self._desk.log, self._desk.log.signer
        lost, last = isinstance(act, LoseDeskKey), _told(log.checkpoint)
        log.rekey(Signer(log.origin, self._key(act.key)), lost=lost)
        act = replace(act, note=_told(log.hand_over()))
        if isinstance(act, LoseDeskKey):
            act = replace(act, last=last)
        refused = self._desk.preview(act, self._envelope(act, asked, sent).key)
        if isinstance(refused, Refused):
            log.sign_alone(before)
        return await self._answer(act, asked, sent)

    async def _answer(self, act: AnyAct, asked: Asked, sent: Sent) -> Answer:
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
        if isinstance(act, WITH_KEY) and act.key is not None:
            return replace(act, key=key_text(self._key(act.key).public))
        return act

    def _key(self, word: KeyText) -> PrivateKey:
        # A key that was recorded is called by its own text from then on.
        if word not in self._keys:
            key = key_called(word)
            self._keys[word] = self._keys[key_text(key.public)] = key
        return self._keys[word]


def _told(note: bytes) -> NoteText:
    return base64.b64encode(note).decode()


def _reason(no: Unanswered) -> Reason:
    if isinstance(no, Unreadable):
        return "unreadable"
    if no.code in REASONS:
        return no.code
    raise no
