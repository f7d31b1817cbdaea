"""A company with phones, a clock that is set by hand, and a desk on memory."""

import asyncio
import functools
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from hashlib import sha256
from typing import Any, ParamSpec, TypeVar

from lastlook.core.acts import Act, AnyAct, Enrol, Open, RegisterPlace
from lastlook.core.words import KeyText, Ms, PersonId, Role
from lastlook.desk.clock import CHANCE_BYTES, act_id
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.parts import Parts
from lastlook.desk.pen import sign_together
from lastlook.desk.people import People
from lastlook.desk.receipt import Envelope, Receipt, Together
from lastlook.desk.snapshots import Snapshots
from lastlook.desk.wire import act_bytes
from lastlook.ledger.entry import signed_bytes
from lastlook.ledger.head import HeadFile, HeadInMemory
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.store import Store
from lastlook.policy.library import Library, shipped
from tests.world.ledger import a_signer

MORNING = 1_634_803_200_000  # 2021-10-21 08:00 UTC
PRODUCTION = "colt-45"

P = ParamSpec("P")
A = TypeVar("A", bound=Act)
T = TypeVar("T")


def in_a_loop(
    test: Callable[P, Coroutine[Any, Any, None]],
) -> Callable[P, None]:
    """Let a test wait for the desk."""

    @functools.wraps(test)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        asyncio.run(test(*args, **kwargs))

    return run


class SetClock:
    """A clock that shows what it was set to, backwards too."""

    def __init__(self, at: Ms = MORNING) -> None:
        self.at = at

    def now_ms(self) -> Ms:
        return self.at


class Phone:
    """Somebody's phone: makes acts and signs them, the same every time."""

    def __init__(self, person: PersonId, clock: SetClock) -> None:
        self.person = person
        self._clock = clock
        self._key = PrivateKey(sha256(person.encode()).digest())
        self._made = 0

    @property
    def key(self) -> KeyText:
        return key_text(self._key.public)

    def act(self, kind: type[A], /, **fields: Any) -> A:
        self._made += 1
        chance = sha256(f"{self.person} {self._made}".encode()).digest()
        said: dict[str, Any] = {
            "id": act_id(self._clock.at, chance[:CHANCE_BYTES]),
            "production": PRODUCTION,
            "by": self.person,
            "at": self._clock.at,
        }
        return kind(**(said | fields))

    def sign(self, act: bytes, pin: str | None = None) -> Envelope:
        return Envelope(act, self.key, self._key.sign(signed_bytes(act)), pin)

    def signed(self, act: AnyAct, pin: str | None = None) -> Envelope:
        return self.sign(act_bytes(act), pin)

    @property
    def public(self) -> bytes:
        return self._key.public

    def sign_together(self, acts: Iterable[bytes]) -> Together:
        return sign_together(tuple(acts), self._key)

    def signed_together(self, acts: Iterable[AnyAct]) -> Together:
        return self.sign_together(map(act_bytes, acts))

    def says(self, kind: type[AnyAct], /, **fields: Any) -> Envelope:
        return self.signed(self.act(kind, **fields))


class Company:
    """One production: its ledger outlives its desks."""

    def __init__(
        self,
        store: Store | None = None,
        head_file: HeadFile | None = None,
        *,
        begun: bool = False,
    ) -> None:
        self.clock = SetClock()
        self.store = store if store is not None else MemoryStore()
        self.head_file = head_file if head_file is not None else HeadInMemory()
        self.people = People(":memory:")
        self.snapshots: Snapshots | None = None
        self.office = self.phone("office")
        if not begun:
            Log.create(self.store, a_signer(PRODUCTION), self.head_file)

    def close(self) -> None:
        """Let go of its files."""
        self.store.close()
        self.head_file.close()
        self.people.close()

    def phone(self, person: PersonId) -> Phone:
        return Phone(person, self.clock)

    def parts(self) -> Parts:
        log = Log.open(self.store, a_signer(PRODUCTION), self.head_file)
        return Parts(
            log,
            Library(),
            self.people,
            self.clock,
            self.snapshots,
        )

    @asynccontextmanager
    async def desk(self) -> AsyncIterator[Desk]:
        """A desk, started; a second one goes on where the first one ended."""
        async with Desk(self.parts()) as desk:
            yield desk

    def opening(self, pack: str = "house") -> Envelope:
        roles = ("production-manager", "safety-adviser")
        key = self.office.key
        return self.office.says(Open, roles=roles, key=key, pack=shipped(pack))

    @asynccontextmanager
    async def open_desk(self, **people: tuple[Role, ...]) -> AsyncIterator[Desk]:
        """A desk of an opened production with a safe and these people enrolled."""
        async with self.desk() as desk:
            await desk.submit(self.opening())
            place = self.office.says(
                RegisterPlace, place="safe-1", kind="safe", locks=True
            )
            await desk.submit(place)
            for person, roles in people.items():
                await self.enrol(desk, self.phone(person.replace("_", "-")), roles)
            yield desk

    async def enrol(self, desk: Desk, phone: Phone, roles: tuple[Role, ...]) -> Receipt:
        return await desk.submit(
            self.office.says(Enrol, person=phone.person, roles=roles, key=phone.key)
        )


async def together(
    desk: Desk, envelopes: Iterable[Envelope]
) -> list[Receipt | BaseException]:
    """Ask for all at once; every answer, whatever it is."""
    asked = (desk.submit(envelope) for envelope in envelopes)
    return await asyncio.gather(*asked, return_exceptions=True)


async def first(count: int, coming: AsyncIterator[T]) -> list[T]:
    """The first so many of what comes."""
    return [await anext(coming) for _ in range(count)]
