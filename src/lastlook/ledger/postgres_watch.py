"""Hears that somebody else has appended, from PostgreSQL or by looking.

1. After whatever was appended since the watch began, it speaks up: at once where the
   server tells (NOTIFY), and every `Patience.polling` in any case. So a desk that can
   no longer look finds that out.
2. It only says *look again*; what is there, the store says.
3. A lost connection ends nothing: it goes on by looking, and listens again as soon as
   the server is back.

Word comes on a channel of the production's own, after the commit and outside of it
(`postgres_tell`).
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing, suppress
from hashlib import sha256

import psycopg

from lastlook.ledger.postgres_link import Address, bounds


def channel(production: str) -> str:
    """The channel of a production: a name that any id has, and PostgreSQL takes."""
    return f"lastlook_{sha256(production.encode()).hexdigest()[:32]}"


async def watch(address: Address, production: str) -> AsyncGenerator[None, None]:
    """Something may have been appended; for as long as it is asked."""
    while True:
        with suppress(psycopg.Error):
            # (1) what was appended before it listened is looked for first
            async with aclosing(_heard(address, production)) as words:
                async for _ in words:
                    yield
        # (3) not heard, so looked for
        yield
        await asyncio.sleep(address.patience.polling / 1000)


async def _heard(address: Address, production: str) -> AsyncGenerator[None, None]:
    connection = await psycopg.AsyncConnection.connect(
        address.conninfo,
        autocommit=True,
        # or a connection that is dead and says nothing would be listened to for ever
        **bounds(address.patience),
        application_name="lastlook, listening",
    )
    async with connection:
        await connection.execute(f"LISTEN {channel(production)}".encode())
        while True:
            yield
            seconds = address.patience.polling / 1000
            waiting = connection.notifies(timeout=seconds, stop_after=1)
            async for _ in waiting:
                pass
