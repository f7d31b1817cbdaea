"""How the command begins: whatever stops it, however early, stops it in good order."""

import signal
import sys

from lastlook.cli.exits import STOPPED


def main() -> None:
    """Run the command line.

    What a machine that shuts down sends is taken as Ctrl-C.
    """
    try:
        signal.signal(signal.SIGTERM, _terminated)
        from lastlook.cli.main import main as command  # noqa: PLC0415  # may be stopped

        command()
    except KeyboardInterrupt:
        sys.exit(STOPPED)


def _terminated(*_: object) -> None:
    # Begun in the background, as by nohup, it hears no Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        raise KeyboardInterrupt
    signal.raise_signal(signal.SIGINT)
