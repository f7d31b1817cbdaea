"""Serving: uvicorn on one address, with what a phone needs to come in.

1. Plain http only on this machine: there a browser lets pages sign.
2. On the set's network https with a certificate of our own making; a phone warns
   once. Without it a browser gives pages no keys, and nothing could be signed.
"""

import asyncio
import contextlib
import datetime as dt
import ipaddress
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

import segno
import uvicorn
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from litestar.types import ASGIApp
from msgspec import Struct

from lastlook.core.words import Ms

GOOD_FOR_DAYS: Final = 397  # phones take no certificate that lasts longer
CLOSE_S: Final = 1
ANYWHERE: Final = "0.0.0.0"  # noqa: S104  # the set's network is asked for by name


LOOPBACK: Final = "127.0.0.1"


class Address(Struct, frozen=True):
    """Where to serve; `lan` means https for phones on the same network."""

    host: str = LOOPBACK
    port: int = 8021
    lan: bool = False
    certificates: Path | None = None  # where the certificate is kept, with `lan`


async def serve(
    app: ASGIApp,
    address: Address,
    now: Ms,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve until stopped; `ready` hears the address to open."""
    server = uvicorn.Server(_config(app, address, now))
    with _listening(address) as listener:
        port = listener.getsockname()[1]
        name = lan_address() if address.lan else address.host
        url = f"{'https' if address.lan else 'http'}://{name}:{port}/"
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        if ready is not None:
            ready(url)
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            # Answer what has been asked, then go.
            server.should_exit = True
            await serving
            raise


def qr_text(url: str) -> str:
    """The address as a QR code of letters, for a terminal."""
    code = segno.make(url, error="m")
    rows = [[*row] for row in code.matrix_iter(border=2)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    halves = {(0, 0): "█", (0, 1): "▀", (1, 0): "▄", (1, 1): " "}
    return "\n".join(
        "".join(halves[bool(a), bool(b)] for a, b in zip(up, down, strict=True))
        for up, down in zip(rows[::2], rows[1::2], strict=True)
    )


def lan_address() -> str:
    """This machine's address on its network; loopback where there is none."""
    asked = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    with asked, contextlib.suppress(OSError):
        # Nothing is sent: a datagram socket only looks up the way out.
        asked.connect(("192.0.2.1", 9))
        return str(asked.getsockname()[0])
    return LOOPBACK


def _config(app: ASGIApp, address: Address, now: Ms) -> uvicorn.Config:
    config = uvicorn.Config(
        app,
        loop="uvloop",
        http="httptools",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=CLOSE_S,
    )
    if address.lan:
        folder = address.certificates or Path.cwd()
        certificate, key = certificate_files(folder, lan_address(), now)
        config.ssl_certfile, config.ssl_keyfile = str(certificate), str(key)
    return config


def _listening(address: Address) -> socket.socket:
    host = ANYWHERE if address.lan else address.host
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, address.port), family=family)


def certificate_files(folder: Path, host: str, now: Ms) -> tuple[Path, Path]:
    """The certificate and its key in `folder`, made where missing or out of date."""
    certificate, key = folder / f"{host}.pem", folder / f"{host}.key"
    if certificate.exists() and key.exists():
        known = x509.load_pem_x509_certificate(certificate.read_bytes())
        if known.not_valid_after_utc > _time(now):
            return certificate, key
    folder.mkdir(parents=True, exist_ok=True)
    made = ec.generate_private_key(ec.SECP256R1())
    key.touch(mode=0o600)
    key.write_bytes(
        made.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    signed = _certificate(made, host, _time(now))
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return certificate, key


def _certificate(
    key: ec.EllipticCurvePrivateKey, host: str, now: dt.datetime
) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Lastlook on this set")])
    names: list[x509.GeneralName] = [
        x509.DNSName("localhost"),
        x509.IPAddress(ipaddress.ip_address(host)),
        x509.IPAddress(ipaddress.ip_address(LOOPBACK)),
    ]
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=GOOD_FOR_DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )


def _time(now: Ms) -> dt.datetime:
    return dt.datetime.fromtimestamp(now / 1000, dt.UTC)
