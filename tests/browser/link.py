"""The network between a phone and the desk: it can fall silent, or break."""

import asyncio
import threading
from typing import Self
from urllib.parse import urlsplit


class Link:
    """A way to `url` that a test can lose and find again."""

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self._loop = asyncio.new_event_loop()
        self._through = asyncio.Event()
        self._through.set()
        self._ways: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._thread = threading.Thread(target=self._run)
        self.url = ""

    def __enter__(self) -> Self:
        ready = threading.Event()
        self._loop.call_soon(lambda: self._start(ready))
        self._thread.start()
        assert ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._end)
        self._thread.join(10)

    def silent(self) -> None:
        """Nothing comes through, and nobody is told."""
        self._loop.call_soon_threadsafe(self._through.clear)

    def back(self) -> None:
        """What was held up goes on."""
        self._loop.call_soon_threadsafe(self._through.set)

    def broken(self) -> None:
        """Every connection ends."""
        self._loop.call_soon_threadsafe(self._break)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        self._loop.close()

    def _start(self, ready: threading.Event) -> None:
        async def start() -> None:
            self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
            port = self._server.sockets[0].getsockname()[1]
            self.url = f"http://127.0.0.1:{port}/"
            ready.set()

        self._starting = self._loop.create_task(start())

    def _break(self) -> None:
        for way in self._ways:
            way.cancel()

    def _end(self) -> None:
        async def end() -> None:
            assert self._server is not None
            self._server.close()
            self._break()
            await asyncio.gather(*self._ways, return_exceptions=True)
            self._loop.stop()

        self._ending = self._loop.create_task(end())

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._ways.add(task)
        try:
            onward = await asyncio.open_connection(
                self._target.hostname, self._target.port
            )
        except OSError:
            writer.close()
            return
        try:
            await asyncio.gather(
                self._pump(reader, onward[1]), self._pump(onward[0], writer)
            )
        except (asyncio.CancelledError, OSError):
            pass
        finally:
            self._ways.discard(task)
            writer.close()
            onward[1].close()

    async def _pump(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        while chunk := await reader.read(65_536):
            await self._through.wait()
            writer.write(chunk)
            await writer.drain()
        writer.close()
