"""A desk and two witnesses, each a process: one is killed, the ledger is put back."""

import asyncio
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from lastlook import wiring
from lastlook.core.acts import Stop
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.policy.library import shipped
from lastlook.wiring.asked import asking_of, newest_cosigned, policy_of
from lastlook.wiring.outside import cosigned_file, witnesses_file
from lastlook.wiring.serving import moved_at
from lastlook.witness.asking import Asking
from lastlook.witness.standing import Standing
from tests.world.witnessing import COMMAND, Running, witnesses

WAIT_S = 30


async def heard(asking: Asking, holds: Callable[[Standing], bool]) -> Standing:
    async with asyncio.timeout(WAIT_S):
        return await asking.until(holds)


async def said(desk: Desk, path: Path) -> None:
    office = wiring.pen("colt", wiring.Files(path).office)
    await desk.submit(office.signed(office.act(Stop, SystemClock().now_ms())))


async def witnessed_until_one_is_killed(path: Path, second: Running) -> None:
    policy = policy_of(path, None)
    assert policy is not None
    clock = SystemClock()
    async with (
        wiring.open_desk(path, clock) as desk,
        asking_of(path, desk, policy, clock) as asking,
    ):
        running = asyncio.create_task(asking.run(moved_at(desk)))
        await heard(asking, lambda s: {w.size for w in s.witnesses} == {1})
        await said(desk, path)
        await heard(asking, lambda s: {w.size for w in s.witnesses} == {2})
        second.kill()
        await said(desk, path)
        standing = await heard(
            asking, lambda s: s.seen == 3 and s.witnesses[1].link == "lost"
        )
        assert standing.troubled == ("bond",)
        assert not standing.warns(clock.now_ms())
        running.cancel()
        await asyncio.wait([running])


def served(path: Path) -> "subprocess.CompletedProcess[str]":
    words = [*COMMAND, "serve", str(path), "--port", "0"]
    return subprocess.run(  # noqa: S603
        words, capture_output=True, text=True, timeout=WAIT_S, check=False
    )


def verified(path: Path, policy: Path) -> "subprocess.CompletedProcess[str]":
    vkey = wiring.vkey(path)
    words = ["verify", str(path), "--policy", str(policy), "--vkey", vkey]
    return subprocess.run(  # noqa: S603
        [*COMMAND, *words], capture_output=True, text=True, timeout=WAIT_S, check=False
    )


def test_one_killed_witness_is_told_and_a_ledger_that_was_put_back_is_not_served(
    tmp_path: Path,
) -> None:
    path = tmp_path / "colt.ledger"
    wiring.init(path, "colt", [shipped("house")])
    files = wiring.Files(path)
    backup = {file: file.read_bytes() for file in (path, files.head)}
    with witnesses(tmp_path, wiring.vkey(path), "insurer", "bond") as (first, second):
        policy = [first.line, second.line, "group outside any insurer bond"]
        witnesses_file(path).write_text(
            "".join(f"{x}\n" for x in (*policy, "quorum outside"))
        )
        asyncio.run(witnessed_until_one_is_killed(path, second))
        note = newest_cosigned(path)
        assert note is not None
        assert note.startswith(b"lastlook/colt\n3\n")
        with wiring.reading(path) as log:
            assert (log.size, log.checkpoint) == (3, note)
        by_policy = verified(path, tmp_path / "colt.ledger.witnesses")
        assert by_policy.returncode == 0, by_policy.stdout
        # The ledger and its head file are put back, as by somebody who knows both.
        for file, content in backup.items():
            file.write_bytes(content)
        shutil.move(cosigned_file(path), tmp_path / "cosigned")
        by_witness = served(path)
        assert by_witness.returncode == 5
        assert "it has 2 entries, and this desk has signed 3" in (by_witness.stderr)
    for file, content in backup.items():
        file.write_bytes(content)
    shutil.move(tmp_path / "cosigned", cosigned_file(path))
    by_what_was_kept = served(path)
    assert by_what_was_kept.returncode == 5
    assert "it has 1 entries, and this desk has signed 3" in (by_what_was_kept.stderr)
