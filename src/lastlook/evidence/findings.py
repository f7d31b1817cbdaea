"""What was checked, what was found, and what could not be checked.

1. Each of the nine steps is named here, once, in its order.
2. What was not checked is said, with why. It never counts as holding: only where
   everything was checked and nothing was found does a ledger hold.
3. The first `FINDINGS_MAX` findings are kept, by entry and step; more are counted.
"""

from typing import Final

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint

STEPS: Final = (
    "checkpoint signed, witnesses enough",
    "tree rebuilt from the entries",
    "older checkpoints continued",
    "acts signed by enrolled keys",
    "numbers, times, act ids",
    "packs and rules' version",
    "decisions made again",
    "every round accounted for",
    "manifest complete",
)
FINDINGS_MAX: Final = 1_000


class Finding(Struct, frozen=True):
    """One thing that does not hold: at which step, at which entry."""

    step: int
    what: str
    entry: int | None = None


class Checked(Struct, frozen=True):
    """One step: how many things were checked by it, and what of it was not.

    Attributes:
        step: its number, from 1.
        what: its name.
        count: how many things were checked.
        not_checked: what could not be checked, and why; empty where all was.
        remark: what the step rests on, where that is not plain.
    """

    step: int
    what: str
    count: int
    not_checked: str = ""
    remark: str = ""


class Findings(Struct, frozen=True):
    """What was checked and what was found.

    Attributes:
        checkpoint: what the checkpoint says; None where it is not to be trusted.
        checked: each step.
        findings: what does not hold, the first `FINDINGS_MAX` in order.
        more: how many were found beyond those.
        state: SHA-256, in hex, of the snapshot of the state the entries make: two who
            checked the same entries by the same rules have the same. None where it
            cannot be written.
        audited: so many entries at the beginning were audited before, and steps 2 and
            4 to 8 are what was found of them then: nothing.
    """

    checkpoint: Checkpoint | None
    checked: tuple[Checked, ...]
    findings: tuple[Finding, ...]
    more: int = 0
    state: str | None = None
    audited: int = 0

    @property
    def in_part(self) -> bool:
        """Whether something was not checked."""
        return any(one.not_checked for one in self.checked)

    @property
    def holds(self) -> bool:
        """Whether everything was checked, and holds."""
        return not self.findings and not self.in_part


class Report:
    """What was checked and found, while it is being found."""

    def __init__(self) -> None:
        self.counts = dict.fromkeys(range(1, len(STEPS) + 1), 0)
        self._found: list[Finding] = []
        self._more = 0
        self._not_checked: dict[int, str] = {}
        self._remarks: dict[int, str] = {}

    def add(self, step: int, what: str, entry: int | None = None) -> None:
        """Keep a finding."""
        # (3) the first ones
        if len(self._found) < FINDINGS_MAX:
            self._found.append(Finding(step, what, entry))
        else:
            self._more += 1

    def leave(self, step: int, why: str) -> None:
        """Say that a step, or a part of it, is not checked, and why."""
        before = self._not_checked.get(step)
        self._not_checked[step] = f"{before}; {why}" if before else why

    def remark(self, step: int, what: str) -> None:
        """Say what a step rests on."""
        self._remarks[step] = what

    def findings(self, checkpoint: Checkpoint | None) -> Findings:
        """The whole of it, by entry and step."""
        checked = (
            Checked(
                step,
                name,
                self.counts[step],
                self._not_checked.get(step, ""),
                self._remarks.get(step, ""),
            )
            for step, name in enumerate(STEPS, start=1)
        )
        in_order = sorted(self._found, key=_where)
        return Findings(checkpoint, tuple(checked), tuple(in_order), self._more)


def _where(finding: Finding) -> tuple[int, int, str]:
    # The words too: signatures are checked beside the rest and come in any order.
    entry = -1 if finding.entry is None else finding.entry
    return entry, finding.step, finding.what
