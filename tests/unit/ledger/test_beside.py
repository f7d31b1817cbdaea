import threading
from contextlib import closing

import pytest

from lastlook.ledger.beside import BesideInThread


def test_a_work_and_what_its_starter_does_meanwhile_are_done_beside_each_other() -> (
    None
):
    met = threading.Barrier(2, timeout=10)

    def meets() -> None:
        met.wait()

    with closing(BesideInThread("a test")) as beside:
        for _ in range(3):
            wait = beside.start(meets)
            met.wait()
            wait()


def test_what_a_work_raises_is_raised_where_it_is_waited_for_and_not_again() -> None:
    def fails() -> None:
        raise OSError("gone")

    with closing(BesideInThread("a test")) as beside:
        with pytest.raises(OSError, match="gone"):
            beside.start(fails)()
        beside.start(lambda: None)()


def test_after_the_close_the_thread_is_gone_and_a_new_one_can_begin() -> None:
    beside = BesideInThread("a thread to look for")
    beside.close()
    done = []
    for _ in range(2):
        wait = beside.start(lambda: done.append(threading.current_thread().name))
        wait()
        beside.close()
        names = [thread.name for thread in threading.enumerate()]
        assert "a thread to look for" not in names
    assert done == ["a thread to look for"] * 2
