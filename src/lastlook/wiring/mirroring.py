"""A mirror served by a studio, and a ledger pushed to one by its desk.

A mirror's folder has one tiles folder for each log, called by its origin's hash, and
`mirror.key`, the private key by which it cosigns, for its owner's eyes only.
"""

import asyncio
import ipaddress
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager, closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from msgspec import Struct

from lastlook.desk.clock import SystemClock
from lastlook.desk.own_key import hand_over_in
from lastlook.ledger.cosignature import (
    Cosigner,
    CosigningKey,
    read_cosigner,
    read_cosigning_key,
)
from lastlook.ledger.errors import (
    FolderError,
    InputError,
    KeyBehindError,
    SignatureError,
)
from lastlook.ledger.folder import writing
from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.log import Log
from lastlook.ledger.note import Verifier, read_vkey
from lastlook.ledger.store import Store
from lastlook.ledger.until import until
from lastlook.wiring import stores
from lastlook.wiring.files import WiringError, signer_of
from lastlook.wiring.stores import Place, Where, place_of
from lastlook.wiring.tokens import read_token

if TYPE_CHECKING:
    from lastlook.mirror.push import Pusher, Telling  # only who pushes waits for it
    from lastlook.web.serve import Address

KEY: Final = "mirror.key"
CONNECT_S: Final = 10.0
ANSWER_S: Final = 60.0


class Mirroring(Struct, frozen=True):
    """How a mirror is served.

    Attributes:
        path: its folder, made where there is none.
        logs: the public keys of the logs it keeps; of one log the newest last.
        name: what it cosigns as; needed the first time, when its key is made.
        address: where.
        ready: hears the address and the mirror's public key, once it is open.
        alarm: hears, in a sentence, what must not stay unseen.
        read_token: the file with the word by which entries may be read; made where
            there is none.
    """

    path: Path
    logs: Sequence[Verifier]
    name: str | None
    address: "Address"
    ready: Callable[[str, str], None]
    alarm: Callable[[str], None]
    read_token: Path | None = None


class Push(Struct, frozen=True):
    """Where a ledger is pushed.

    Attributes:
        url: the mirror's submission prefix.
        key: the mirror's public key, as text; None where it is not known.
        telling: hears how it goes.
    """

    url: str
    key: str | None
    telling: "Telling"


def serve_mirror(mirroring: Mirroring) -> None:
    """Serve a mirror until it is stopped.

    Raises:
        WiringError: it has no key yet, and no name to make one by.
        FolderError: a copy is damaged, or is another log's.
        FolderBusyError: another process serves the same copy.
    """
    from lastlook.api.mirroring import Mirror, origin_hash  # noqa: PLC0415  # only
    from lastlook.mirror.copy import Copy, Keeper  # noqa: PLC0415  # who mirrors
    from lastlook.web import serve as web  # noqa: PLC0415  # waits for them

    clock = SystemClock()
    mirroring.path.mkdir(parents=True, exist_ok=True)
    key = _mirror_key(mirroring)
    keeper = Keeper(key, lambda: clock.now_ms() // 1000, mirroring.alarm, hand_over_in)
    token = read_token(mirroring.read_token) if mirroring.read_token else None
    with ExitStack() as held:
        copies = {}
        for origin in dict.fromkeys(log.name for log in mirroring.logs):
            path = mirroring.path / origin_hash(origin)
            path.mkdir(exist_ok=True)
            held.enter_context(writing(path))
            keys = [log for log in mirroring.logs if log.name == origin]
            copies[origin] = Copy(path, keys, keeper)
        app = Mirror(copies, token)

        def ready(url: str) -> None:
            mirroring.ready(url, key.cosigner.vkey)

        asyncio.run(web.serve(app, mirroring.address, clock.now_ms(), ready))


def push(where: Where, to: Push, *, follow: bool) -> int:
    """Push the ledger there to a mirror, once or for as long as this runs.

    Returns:
        How many entries the mirror has.

    Raises:
        LinkLostError: the mirror could not be reached, and this was to be once.
        MirrorRefusesError: it will not take the ledger, and this was to be once.
        KeyBehindError: another key than this desk's signs it; likewise.
    """
    place = place_of(where)
    store = stores.open_to_read(place)
    with closing(store):

        async def pushed() -> int:
            latest, earlier = partial(newest, place, store), partial(handed_over, store)
            async with pusher(latest, to, earlier) as one:
                if follow:
                    await one.follow(asyncio.sleep)
                return await one.push()

        return asyncio.run(pushed())


def newest(place: Place, store: Store) -> Log:
    """The ledger as it is now, by the key that its desk has now.

    Raises:
        KeyBehindError: another key signs it; says what to do.
    """
    try:
        return Log.open_to_read(store, signer_of(place.files).verifier)
    except SignatureError:
        raise KeyBehindError(store.where, f"{place.files.key}") from None


@asynccontextmanager
async def pusher(
    latest: Callable[[], Log],
    to: Push,
    earlier: Callable[[], Sequence[Log]] = list,
) -> AsyncIterator["Pusher"]:
    """Who pushes what `latest` gives; `earlier` as `Destination` has it.

    Raises:
        WiringError: the address would let strangers read along.
    """
    import httpx  # noqa: PLC0415  # only who pushes

    from lastlook.mirror.push import Destination, Pusher  # noqa: PLC0415  # waits for it

    check_url(to.url)
    timeout = httpx.Timeout(ANSWER_S, connect=CONNECT_S)
    async with httpx.AsyncClient(base_url=to.url, timeout=timeout) as web:
        destination = Destination(web, _cosigner(to.key), earlier)
        yield Pusher(destination, latest, to.telling)


async def pushing(
    latest: Callable[[], Log], to: Push, where: Where | None = None
) -> None:
    """Push for as long as this runs; what goes wrong is told, and goes no further.

    `where` the ledger is, for reading what it was when its key was changed.
    """
    with ExitStack() as held:

        def earlier() -> Sequence[Log]:
            held.close()  # what was read the last time
            if where is None:
                return []
            store = stores.open_to_read(place_of(where))
            held.callback(store.close)
            return handed_over(store)

        try:
            async with pusher(latest, to, earlier) as one:
                await one.follow(asyncio.sleep)
        except Exception as error:  # noqa: BLE001  # the desk goes on, whatever it is
            to.telling.failed(error, None)


def handed_over(store: Store) -> list[Log]:
    """The ledger as it was whenever its key had just been changed, the oldest first."""
    head = store.head()
    leaves = store.read(0, head.size if head is not None else 0)
    heads, logs = store.heads(), list[Log]()
    for found in filter(None, map(hand_over_in, leaves)):
        changed = next((one for one in heads if one.size > found.size), None)
        if changed is not None:
            logs.append(until(store, found.next, changed.note))
    return logs


def check_url(url: str) -> None:
    """Refuse an address by which entries would travel open over a network.

    Raises:
        WiringError: it is one, or is no address.
    """
    try:
        parts = urlsplit(url)
        scheme, host, _ = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        scheme = host = ""
    if not url.isprintable() or " " in url:
        scheme = host = ""
    if scheme == "https" and host:
        return
    if scheme != "http" or not _is_this_machine(host):
        raise WiringError(
            f"{url!r} is no address to push to: entries go by https only, or by http "
            "to this machine itself, where a tunnel may begin."
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_key(text_or_file: str) -> Verifier:
    """A log's public key, as text or in a file.

    Raises:
        WiringError: it is neither.
    """
    file = Path(text_or_file)
    text = file.read_text("utf-8").strip() if file.is_file() else text_or_file
    try:
        return read_vkey(text)
    except InputError as error:
        raise WiringError(f"{text_or_file[:100]!r} is no log's key: {error}") from None


def _cosigner(key: str | None) -> Cosigner | None:
    if key is None:
        return None
    file = Path(key)
    return read_cosigner(file.read_text("utf-8").strip() if file.is_file() else key)


def _mirror_key(mirroring: Mirroring) -> CosigningKey:
    file = mirroring.path / KEY
    if not file.exists():
        if mirroring.name is None:
            raise WiringError(
                f"{mirroring.path} has no key yet. Say by --name what this mirror is "
                "called, such as studio.example/mirror; its key is made then."
            )
        write_key_file(file, CosigningKey(mirroring.name, PrivateKey.make()).skey)
    key = read_cosigning_key(read_key_file(file))
    if mirroring.name not in (None, key.cosigner.name):
        raise FolderError(
            f"{file}",
            f"it is the key of {key.cosigner.name}, not of {mirroring.name}",
            "Leave out --name, or choose another folder.",
        )
    return key
