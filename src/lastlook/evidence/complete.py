"""Step 9: the manifest that came with the entries is what they themselves make.

1. It is derived again, from every entry, and compared byte for byte.
2. Where none can be derived, because a keeper wrote what no desk writes, that is said;
   it is no error.
"""

from msgspec.structs import replace

from lastlook.core.answers import EDITION, Asked, Decision
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.desk.replay import Rulebook, heard
from lastlook.desk.wire import EDITIONS
from lastlook.evidence.findings import Report
from lastlook.evidence.manifest import Completeness, manifest_bytes
from lastlook.ledger.entry import read_leaf
from lastlook.policy.library import Library


class Complete:
    """Hears every entry, and compares in the end."""

    def __init__(self, report: Report, manifest: bytes) -> None:
        self._report = report
        self._manifest = manifest
        self._completeness = Completeness()
        self._fails = False
        self._rulebook = Rulebook(Library())
        self._state = State()  # of entries that are only followed

    def hear(
        self, asked: Asked, decision: Decision, before: State, policy: Policy
    ) -> None:
        """Take an entry that was decided again; `before` is the state before it."""
        try:
            self._completeness.hear(asked, decision, before, policy)
        except Exception as error:  # noqa: BLE001  # (2) a keeper can write anything
            self._fail(error, before.n)

    def follow(self, leaf: bytes) -> None:
        """Take an entry that was audited before."""
        before = self._state
        try:
            entry = read_leaf(leaf)
            asked, decision = heard(entry)
            asked = replace(asked, edition=EDITIONS.get(entry.core, EDITION))
            self._rulebook.learn(asked.act, before.packs)
            policy = self._rulebook.policy(before.packs)
            self._state = after(before, asked, decision)
        except Exception as error:  # noqa: BLE001  # (2) a keeper can write anything
            self._fail(error, before.n)
        else:
            self.hear(asked, decision, before, policy)

    def close(self, state: State, policy: Policy) -> None:
        """Compare with what came along."""
        self._report.counts[9] += 1
        try:
            derived = manifest_bytes(self._completeness.manifest(state, policy))
        except Exception as error:  # noqa: BLE001  # (2) a keeper can write anything
            self._fail(error, None)
        else:
            # (1) byte for byte
            if derived != self._manifest and not self._fails:
                self._report.add(9, "it is not the manifest that the entries make")

    def _fail(self, error: Exception, entry: int | None) -> None:
        if not self._fails:
            self._report.add(9, f"no manifest can be made of this: {error!r}", entry)
        self._fails = True
