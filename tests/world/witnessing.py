"""Witnesses as processes of their own, and a policy of them."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from lastlook.wiring.witnessing import add_log, begin_witness

COMMAND = (sys.executable, "-c", "from lastlook.cli.main import main; main()")


class Running:
    """One witness that runs."""

    def __init__(self, name: str, vkey: str, child: "subprocess.Popen[str]") -> None:
        self._child = child
        assert child.stdout is not None
        self.url = child.stdout.readline().split()[2]
        self.line = f"witness {name} {vkey} {self.url}"

    def kill(self) -> None:
        """End it without warning."""
        self._child.kill()
        self._child.wait()


@contextmanager
def witnesses(folder: Path, log: str, *names: str) -> Iterator[list[Running]]:
    """A witness of each name that knows the log with this key, each a process."""
    with ExitStack() as open_:
        running = []
        for name in names:
            book = folder / name
            vkey = begin_witness(book, f"{name}.example")
            add_log(book, log)
            words = [*COMMAND, "witness", "serve", str(book), "--port", "0"]
            child = open_.enter_context(
                subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603
            )
            open_.callback(child.kill)
            running.append(Running(name, vkey, child))
        yield running
