"""A production on a set, served over HTTP: as much as the pages need."""

import asyncio
import base64
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from msgspec.structs import replace

from lastlook.api.house import Beside, Witnesses, names_at
from lastlook.core import acts
from lastlook.core.acts import AnyAct
from lastlook.core.answers import Granted
from lastlook.core.words import Ms, PersonId, Role, Topic
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.people import Details, pin_hash
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import Signer
from lastlook.web.app import make_app
from lastlook.web.serve import Address, serve
from lastlook.wiring.analysing import Analysing
from lastlook.wiring.counting import Counting
from tests.world.desk import Company, Phone

HOUR = 3_600_000
YEAR = 365 * 24 * HOUR
PEOPLE: dict[PersonId, tuple[Role, ...]] = {
    "armorer": ("armorer",),
    "first-ad": ("first-ad",),
    "actor": ("performer",),
    "double": ("stunt-performer",),
    "adviser": ("safety-adviser",),
    "director": ("director",),
}
NAMES = {
    "armorer": "Nadia",
    "first-ad": "Tomas",
    "actor": "Priya",
    "double": "Rosa",
    "adviser": "Ines",
    "director": "Emil",
}
PIN = "2468"
TOPICS: tuple[Topic, ...] = (
    "action",
    "deviations",
    "abort",
    "emergency",
    "chain-of-command",
)


class Shifted:
    """The machine's clock, put forward by as much as a test needs."""

    def __init__(self) -> None:
        self._clock = SystemClock()
        self.ahead_ms: Ms = 0

    def now_ms(self) -> Ms:
        return self._clock.now_ms() + self.ahead_ms


class OnSet:
    """A desk with people, weapons, boxes and a scene."""

    def __init__(self, company: Company, desk: Desk, clock: Shifted) -> None:
        self.company = company
        self.desk = desk
        self.clock = clock
        self._asked = 0
        self._phones: dict[PersonId, Phone] = {}

    def phone(self, person: PersonId) -> Phone:
        """Somebody's phone: one and the same, so that no act has another's id."""
        return self._phones.setdefault(person, self.company.phone(person))

    async def say(self, phone: Phone, kind: type[AnyAct], /, **fields: Any) -> int:
        """One act of the preparations; it must be granted."""
        self.company.clock.at = self.clock.now_ms()
        receipt = await self.desk.submit(phone.says(kind, **fields))
        assert isinstance(receipt.answer, Granted), receipt.answer
        return receipt.n

    async def invite(self, person: PersonId) -> str:
        """A one-time token for a person's phone."""
        self._asked += 1
        token = sha256(f"{person} {self._asked}".encode()).hexdigest()[:32]
        await self.say(
            self.company.office,
            acts.Invite,
            person=person,
            digest=sha256(token.encode()).hexdigest(),
            until=self.clock.now_ms() + HOUR,
        )
        return token


async def prepare(stage: OnSet) -> None:
    """Everything up to the first call of the day."""
    now, say, company = stage.clock.now_ms(), stage.say, stage.company
    office = company.office
    company.clock.at = now
    await stage.desk.submit(company.opening())
    for person, roles in PEOPLE.items():
        phone = stage.phone(person)
        await say(office, acts.Enrol, person=person, roles=roles, key=phone.key)
        company.people.enter(person, Details(NAMES[person]), b"s" * 32)
    company.people.set_pin("double", pin_hash(PIN))
    armorer, director = stage.phone("armorer"), stage.phone("director")
    await say(
        office,
        acts.AssignDuty,
        person="armorer",
        duty="weapons",
        starts_at=now - HOUR,
        ends_at=now + 12 * HOUR,
    )
    await say(
        office,
        acts.RecordPermit,
        person="armorer",
        classes=("firearm", "blank-firing"),
        valid_from=now - YEAR,
        valid_until=now + YEAR,
    )
    for person in ("actor", "double"):
        await say(
            armorer,
            acts.RecordTraining,
            person=person,
            weapon_class="firearm",
            action="draw",
            valid_until=now + YEAR,
        )
    await _stock(stage, armorer)
    await _scene(stage, director)


async def _stock(stage: OnSet, armorer: Phone) -> None:
    say = stage.say
    await say(armorer, acts.RegisterPlace, place="safe-1", kind="safe", locks=True)
    await say(armorer, acts.RegisterPlace, place="table-1", kind="table")
    for weapon, serial in (("colt-1", "SA-1873"), ("colt-2", "SA-1874")):
        await say(
            armorer,
            acts.RegisterWeapon,
            weapon=weapon,
            weapon_class="firearm",
            mechanism="single-action-revolver",
            chambers=6,
            calibre=".45LC",
            serial=serial,
            supplier="hire-house",
            place="safe-1",
        )
        await say(
            armorer,
            acts.RecordCondition,
            weapon=weapon,
            sound=True,
            occasion="intake",
            photos=(sha256(serial.encode()).hexdigest(),),
        )
    await say(
        armorer,
        acts.RegisterDummyType,
        dummy_type="rattler",
        calibre=".45LC",
        hole=False,
        rattle=True,
        primer="none",
    )
    await say(
        armorer,
        acts.Receive,
        lot="D1",
        kind="dummy",
        calibre=".45LC",
        rounds=12,
        supplier="hire-house",
        box="B1",
        place="safe-1",
        dummy_type="rattler",
    )


async def _scene(stage: OnSet, director: Phone) -> None:
    say = stage.say
    adviser, first_ad = stage.phone("adviser"), stage.phone("first-ad")
    await say(
        director,
        acts.PlanSetUp,
        set_up="12A",
        scene="12",
        activity="take",
        weapon_class="firearm",
        load="dummy",
        performers=("actor", "double"),
        pointing="camera",
        distance_cm=300,
        action="draw",
        mitigations=("remote-camera",),
        why_functional="cylinder-in-close-up",
    )
    await say(adviser, acts.AssessRisk, scene="12", residual="low")
    await say(adviser, acts.ApproveScene, scene="12")
    await say(
        first_ad,
        acts.HoldMeeting,
        scene="12",
        present=tuple(PEOPLE),
        dry_run=True,
        topics=TOPICS,
    )
    await say(
        first_ad,
        acts.GiveNotice,
        what="call-sheet",
        reference="CS-14",
        scene="12",
    )


class Served:
    """A production at an address; phones of the browser join by link."""

    def __init__(self, url: str, stage: OnSet, loop: asyncio.AbstractEventLoop) -> None:
        self.url = url
        self.stage = stage
        self._loop = loop

    def link(self, person: PersonId) -> str:
        """A one-time join link."""
        asked = asyncio.run_coroutine_threadsafe(self.stage.invite(person), self._loop)
        return f"{self.url}join#{person}~{asked.result(10)}"

    def say(self, person: PersonId, kind: type[AnyAct], /, **fields: Any) -> int:
        """An act from a phone that is in no browser."""
        phone = self.stage.phone(person)
        said = self.stage.say(phone, kind, **fields)
        return asyncio.run_coroutine_threadsafe(said, self._loop).result(10)

    def lose_key(self) -> None:
        """The office says, beside the desk, that its key is lost."""
        log, office = self.stage.desk.log, self.stage.company.office
        last = base64.b64encode(log.checkpoint).decode()
        made = Signer(log.origin, PrivateKey(b"k" * 32))
        log.rekey(made, lost=True)
        said = self.stage.say(
            office,
            acts.LoseDeskKey,
            key=key_text(made.verifier.public),
            note=base64.b64encode(log.hand_over()).decode(),
            last=last,
        )
        asyncio.run_coroutine_threadsafe(said, self._loop).result(10)


@contextmanager
def served(witnesses: Witnesses | None = None) -> Iterator[Served]:
    """A prepared production, served on loopback from a thread of its own."""
    started = threading.Event()
    found: list[Served] = []
    tasks: list[asyncio.Task[None]] = []

    analyses = Analysing(
        lambda: ThreadPoolExecutor(1)
    )  # a process takes a second to begin

    async def run() -> None:
        company, clock = Company(), Shifted()
        parts = replace(company.parts(), clock=clock)
        async with Desk(parts) as desk:
            stage = OnSet(company, desk, clock)
            await prepare(stage)
            loop = asyncio.get_running_loop()

            def ready(url: str) -> None:
                found.append(Served(url, stage, loop))
                started.set()

            counting = Counting(
                desk,
                clock,
                lambda: names_at(desk, clock.now_ms()),
                lambda: ThreadPoolExecutor(1),
            )
            beside = Beside(witnesses, analyses, counting)
            app = make_app(desk, clock, stage.invite, None, beside)
            serving = serve(app, Address(port=0), stage.clock.now_ms(), ready)
            tasks.append(asyncio.create_task(serving))
            beside_it = asyncio.create_task(counting.run())
            await asyncio.wait(tasks)
            beside_it.cancel()
            await asyncio.wait({beside_it})

    thread = threading.Thread(target=asyncio.run, args=(run(),))
    thread.start()
    assert started.wait(20), "the server did not start"
    try:
        yield found[0]
    finally:
        found[0]._loop.call_soon_threadsafe(tasks[0].cancel)  # noqa: SLF001
        thread.join(20)
        analyses.close()
