"""How the command begins: whatever stops it, however early, stops it in good order."""

import signal
import sys

from lastlook.cli.exits import STOPPED


def main() -> None:
    """Run the command line.

    What a machine that shuts down sends is taken as Ctrl-C.
    """
    try:
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        from lastlook.cli.main import main as command  # noqa: PLC0415  # may be stopped

        command()
    except KeyboardInterrupt:
        sys.exit(STOPPED)
