"""A line to PostgreSQL that is cut at the message it is told to.

Stands between the ledger and the server, on a Unix socket of its own, and knows as much
of the protocol as where one message ends and the next begins.
"""

import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Literal

SOCKET = ".s.PGSQL.5432"
How = Literal["before", "after", "unheard"]
# before: the message does not reach the server, nor does any after it.
# after: it does, and nothing after it; no answer comes back.
# unheard: all of them do, but no answer comes back.
WAYS: tuple[How, ...] = ("before", "after", "unheard")


class Line:
    """Carries messages; cuts one connection when it is told to.

    Attributes:
        host: the folder to connect to instead of the server's.
        struck: whether it has cut since it was told to.
        dead: whether nobody gets through any more.
    """

    def __init__(self, folder: Path, server: Path) -> None:
        self.host = folder
        self.struck = False
        self.dead = False
        self._server = server
        self._left = 0
        self._how: How = "before"
        self._unheard = b""
        self._counting = threading.Lock()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / SOCKET))
        self._listening.listen()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self, at: int, how: How) -> None:
        """Cut at message number `at` from now on, from 1, once."""
        self._left, self._how, self.struck = at, how, False

    def cut_at_answer(self, word: bytes) -> None:
        """Cut, once, before an answer with this word in it is heard."""
        self._unheard, self.struck = word, False

    def close(self) -> None:
        """Take no more."""
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self.dead:
                client.close()
                continue
            server = socket.socket(socket.AF_UNIX)
            server.connect(str(self._server / SOCKET))
            for carry in (self._up, self._down):
                threading.Thread(
                    target=carry, args=(client, server), daemon=True
                ).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with client.makefile("rb") as coming, suppress(OSError):
            server.sendall(_first(coming))
            while message := _message(coming):
                if not self._strikes():
                    server.sendall(message)
                    continue
                # No answer goes back from here on.
                with suppress(OSError):
                    client.shutdown(socket.SHUT_WR)
                if self._how != "before":
                    server.sendall(message)
                while self._how == "unheard" and (message := _message(coming)):
                    server.sendall(message)
                break
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _down(self, client: socket.socket, server: socket.socket) -> None:
        with client, server, suppress(OSError):
            while some := server.recv(65_536):
                if self._unheard and self._unheard in some:
                    self._unheard, self.struck = b"", True
                    break
                with suppress(OSError):
                    client.sendall(some)
            # Else nobody would hear that the server has hung up.
            client.shutdown(socket.SHUT_RDWR)

    def _strikes(self) -> bool:
        with self._counting:
            self._left -= 1
            if self._left == 0:
                self.struck = True
            return self._left == 0


def _first(coming: BinaryIO) -> bytes:
    """The message that begins a connection: it has no kind."""
    length = coming.read(4)
    return length + coming.read(struct.unpack(">I", length)[0] - 4)


def _message(coming: BinaryIO) -> bytes:
    """The next message, whole; empty at the end."""
    head = coming.read(5)
    if len(head) < 5:
        return b""
    return head + coming.read(struct.unpack(">I", head[1:])[0] - 4)


@contextmanager
def a_line(server: Path) -> Iterator[Line]:
    """A line to the server whose socket is in this folder."""
    with TemporaryDirectory(prefix="lastlook-line-") as folder:
        line = Line(Path(folder), server)
        try:
            yield line
        finally:
            line.close()
