import asyncio
import ipaddress
import ssl
from pathlib import Path
from typing import Any

import httpx
from cryptography import x509

from lastlook.web.serve import (
    GOOD_FOR_DAYS,
    Address,
    certificate_files,
    lan_address,
    qr_text,
    serve,
)
from tests.world.desk import MORNING

DAY = 86_400_000


def test_a_certificate_is_made_once_and_again_when_it_is_over(tmp_path: Path) -> None:
    first, key = certificate_files(tmp_path / "new", "127.0.0.1", MORNING)
    assert key.stat().st_mode & 0o077 == 0
    made = first.read_bytes()
    certificate_files(tmp_path / "new", "127.0.0.1", MORNING + DAY)
    assert first.read_bytes() == made
    later = MORNING + (GOOD_FOR_DAYS + 1) * DAY
    certificate_files(tmp_path / "new", "127.0.0.1", later)
    assert first.read_bytes() != made


def test_a_certificate_names_the_address_phones_open(tmp_path: Path) -> None:
    path, _ = certificate_files(tmp_path, "192.0.2.7", MORNING)
    known = x509.load_pem_x509_certificate(path.read_bytes())
    names = known.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    found = names.value.get_values_for_type(x509.IPAddress)
    assert ipaddress.ip_address("192.0.2.7") in found


def test_an_address_of_this_machine_is_found() -> None:
    assert not ipaddress.ip_address(lan_address()).is_unspecified


def test_an_address_is_drawn_for_a_terminal() -> None:
    rows = qr_text("https://192.0.2.7:8021/").split("\n")
    assert len({len(row) for row in rows}) == 1
    assert set("".join(rows)) <= set("█▀▄ ")


def test_on_the_network_it_is_https(tmp_path: Path) -> None:
    asyncio.run(_over_https(tmp_path))


async def _over_https(folder: Path) -> None:
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    address = Address(port=0, lan=True, certificates=folder)
    now = 1_790_000_000_000
    serving = asyncio.create_task(serve(_answered, address, now, opened.set_result))
    url = await asyncio.wait_for(opened, 10)
    assert url.startswith("https://")
    certificate, _ = certificate_files(folder, lan_address(), now)
    trusted = ssl.create_default_context(cafile=str(certificate))
    async with httpx.AsyncClient(verify=trusted) as web:
        answer = await web.get(url)
    assert answer.text == "here"
    serving.cancel()
    await asyncio.wait([serving])


async def _answered(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] == "lifespan":
        kind = ""
        while kind != "lifespan.shutdown":
            kind = (await receive())["type"]
            await send({"type": f"{kind}.complete"})
        return
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"here"})
