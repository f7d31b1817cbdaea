"""Several acts under one signature: read, or refused, as a whole.

1. At least one act, at most `TOGETHER_MAX`, and `TOGETHER_BYTES_MAX` bytes of them.
2. One act that cannot be read refuses all: nothing of what was signed is left out. It
   is told which act, and everything that `read_act` says of it.
3. The word of somebody without a phone comes alone: its PIN is for one act.
"""

from typing import Final

from lastlook.core.acts import AnyAct
from lastlook.desk.door import parted
from lastlook.desk.receipt import Together
from lastlook.desk.unanswered import Problem, Unreadable
from lastlook.desk.wire import read_act
from lastlook.desk.writer import Heard
from lastlook.ledger.together import TOGETHER_MAX

TOGETHER_BYTES_MAX: Final = 1 << 20  # acts are some 400 bytes; a pack is 20,000


def read_together(together: Together) -> list[Heard]:
    """The acts, each with its share of the one signature over them.

    Raises:
        Unreadable: they are not heard; says which act, and why.
    """
    # (1) the bounds
    _check_bounds(together.acts)
    count = len(together.acts)
    # (2) all of them
    acts = [
        _read(act, f"act {place} of {count}")
        for place, act in enumerate(together.acts, 1)
    ]
    seal, envelopes = parted(together)
    return [
        Heard(envelope, act, seal)
        for envelope, act in zip(envelopes, acts, strict=True)
    ]


def _check_bounds(acts: tuple[bytes, ...]) -> None:
    if not acts:
        raise Unreadable(
            "no-act", Problem("There is no act.", "the body", "Send one act a line.")
        )
    if len(acts) > TOGETHER_MAX:
        raise Unreadable(
            "too-many",
            Problem(
                f"{len(acts)} acts came; at most {TOGETHER_MAX} go together.",
                "the body",
                "Send the rest after these, under a signature of their own.",
            ),
        )
    size = sum(map(len, acts))
    if size > TOGETHER_BYTES_MAX:
        raise Unreadable(
            "too-big",
            Problem(
                f"{size} bytes are more than {TOGETHER_BYTES_MAX}.",
                "the body",
                "Send fewer acts at a time.",
            ),
        )


def _read(act: bytes, where: str) -> AnyAct:
    try:
        read = read_act(act)
    except Unreadable as no:
        problems = [
            Problem(one.what, f"{where}: {one.where}", one.remedy)
            for one in no.problems
        ]
        raise Unreadable(no.code, *problems) from no
    # (3) no PIN
    if read.via is not None:
        raise Unreadable(
            "not-together",
            Problem(
                "The word of somebody without a phone comes alone, with a PIN.",
                where,
                "Send this act by itself.",
            ),
        )
    return read
