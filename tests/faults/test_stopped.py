"""A desk stopped by Ctrl-C, or by a machine that shuts down."""

import signal
from pathlib import Path

import pytest

from tests.world.typed import begun, line, production


@pytest.mark.parametrize(
    ("stop", "behind"),
    [(signal.SIGINT, False), (signal.SIGTERM, False), (signal.SIGTERM, True)],
)
def test_a_desk_that_is_stopped_closes_and_says_so(
    tmp_path: Path, stop: signal.Signals, *, behind: bool
) -> None:
    ledger = production(tmp_path, stops=0)
    desk = begun("serve", ledger, "--port", 0, behind=behind)
    try:
        while "Ctrl-C stops" not in (said := line(desk.stdout)):
            assert said, desk.communicate()
        desk.send_signal(stop)
        said, wrong = desk.communicate()
    finally:
        desk.kill()
        desk.wait()
    assert said.endswith(f"Closed. Every answer that was given is in {ledger}.\n")
    assert (wrong, desk.returncode) == ("", 0)


@pytest.mark.parametrize("behind", [False, True])
def test_what_only_looks_is_stopped_too(tmp_path: Path, *, behind: bool) -> None:
    ledger = production(tmp_path, stops=0)
    push = begun("push", ledger, "http://127.0.0.1:1", "--follow", behind=behind)
    try:
        assert "trying again" in line(push.stderr)
        push.send_signal(signal.SIGTERM)
        _, wrong = push.communicate()
    finally:
        push.kill()
        push.wait()
    assert wrong.endswith("Stopped.\n")
    assert push.returncode == 130
