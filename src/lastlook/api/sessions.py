"""Who is reading: a signed challenge earns a cookie that names person and key.

1. A challenge is good once and for a minute.
2. The signature is over the challenge under a domain of its own: it can never pass
   for an act's.
3. A cookie is a claim under this process's secret. It holds while its key does: a
   revoked phone reads no more, and after a restart phones sign in anew, unasked.
"""

import base64
import hmac
import secrets
from http.cookies import CookieError, SimpleCookie
from typing import Final

import msgspec
from msgspec import Struct
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

from lastlook.core.words import KeyText, Ms, PersonId
from lastlook.desk.clock import Clock
from lastlook.desk.desk import Desk
from lastlook.desk.door import public_bytes

COOKIE: Final = "lastlook"
SESSION_DOMAIN: Final = b"lastlook/session/v1\n"
CHALLENGE_MS: Final = 60_000
CHALLENGES_MAX: Final = 4096
SESSION_MS: Final = 57_600_000  # a long day


class Claim(Struct, frozen=True):
    """Who reads, by which key, until when (ms UTC)."""

    person: PersonId
    key: KeyText
    until: Ms


class Challenge(Struct, frozen=True):
    """What is to be signed, and the desk's time (ms UTC) for a phone yet to join."""

    challenge: str
    now: Ms


class Knock(Struct, frozen=True):
    """A challenge, signed."""

    key: KeyText
    challenge: str
    signature: str


class Sessions:
    """Challenges that wait and cookies that hold."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        """Know people by `desk`; time by `clock`."""
        self._desk = desk
        self._clock = clock
        self._secret = secrets.token_bytes(32)
        self._waiting: dict[str, Ms] = {}

    def challenge(self) -> str:
        """A new challenge."""
        now = self._clock.now_ms()
        self._waiting = {c: until for c, until in self._waiting.items() if until > now}
        while len(self._waiting) >= CHALLENGES_MAX:
            del self._waiting[next(iter(self._waiting))]
        made = secrets.token_urlsafe(24)
        self._waiting[made] = now + CHALLENGE_MS
        return made

    def open(self, knock: Knock) -> str | None:
        """The cookie's value for a challenge well signed; None for any other."""
        until = self._waiting.pop(knock.challenge, 0)
        person = self._person(knock.key)
        if until <= self._clock.now_ms() or person is None or not _signed(knock):
            return None
        claim = Claim(person, knock.key, self._clock.now_ms() + SESSION_MS)
        return self._sealed(claim)

    def reader(self, cookies: str) -> Claim | None:
        """Whom the cookies of a request name; None for nobody who may read."""
        try:
            morsel = SimpleCookie(cookies).get(COOKIE)
        except CookieError:
            return None
        claim = self._opened(morsel.value) if morsel is not None else None
        if claim is None or claim.until <= self._clock.now_ms():
            return None
        return claim if self._person(claim.key) == claim.person else None

    def _person(self, key: KeyText) -> PersonId | None:
        known = self._desk.state.keys.get(key)
        return known.person if known and known.revoked_at is None else None

    def _sealed(self, claim: Claim) -> str:
        body = base64.urlsafe_b64encode(msgspec.json.encode(claim)).decode()
        return f"{body}.{self._mac(body)}"

    def _opened(self, value: str) -> Claim | None:
        body, _, mac = value.rpartition(".")
        if not hmac.compare_digest(mac.encode(), self._mac(body).encode()):
            return None
        return msgspec.json.decode(base64.urlsafe_b64decode(body), type=Claim)

    def _mac(self, body: str) -> str:
        return hmac.digest(self._secret, body.encode(), "sha256").hex()


def _signed(knock: Knock) -> bool:
    public = public_bytes(knock.key)
    try:
        signature = base64.b64decode(knock.signature, validate=True)
        if public is None:
            return False
        VerifyKey(public).verify(SESSION_DOMAIN + knock.challenge.encode(), signature)
    except (BadSignatureError, ValueError):
        return False
    return True
