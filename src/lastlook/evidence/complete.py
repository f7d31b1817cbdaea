"""Step 9: what came with the entries is what they themselves make.

1. The manifest is derived again, from every entry, and compared byte for byte.
2. Each name that came along is the one that a granted enrolment committed to. Names
   that no entry commits to are the keeper's word, and counted as that.
3. A page that came along has these entries in it, and no others.
4. Where nothing can be derived, because a keeper wrote what no desk writes, that is
   said; it is no error.
"""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import Enrol
from lastlook.core.answers import EDITION, Asked, Decision, Granted
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.state import State
from lastlook.core.words import Digest, PersonId
from lastlook.desk.replay import Rulebook, heard
from lastlook.desk.wire import EDITIONS
from lastlook.evidence.findings import Report
from lastlook.evidence.manifest import Completeness, manifest_bytes
from lastlook.ledger.entry import read_leaf
from lastlook.ledger.tile_paths import Place
from lastlook.policy.library import Library


class Along(Struct, frozen=True):
    """What came along with the entries.

    Attributes:
        manifest: the completeness manifest, as bytes.
        names: people whose name came along, with the commitment it makes.
        unproved: people whose name came along and was never committed to.
        tile: gives the tiles of the tree.
        strangers: files beside them that this program did not write.
        contrary: a file beside them that is of other entries than these.
        unread: what came along and is not read here, and who does.
    """

    manifest: bytes | None = None
    names: tuple[tuple[PersonId, Digest], ...] = ()
    unproved: tuple[PersonId, ...] = ()
    tile: Callable[[Place], bytes] | None = None
    strangers: tuple[str, ...] = ()
    contrary: str = ""
    unread: str = ""


class Names:
    """The names and files that came along, and what was committed to."""

    def __init__(self, report: Report, along: Along) -> None:
        self._report = report
        self._along = along
        self._committed: set[tuple[str, str]] = set()

    def hear(self, asked: Asked, decision: Decision) -> None:
        """Take an entry."""
        act = asked.act
        if isinstance(act, Enrol) and isinstance(decision, Granted) and act.details:
            self._committed.add((act.person, act.details))

    def close(self) -> None:
        """Compare with what came along."""
        # (2) the one that was committed to
        for person, commitment in self._along.names:
            self._report.counts[9] += 1
            if (person, commitment) not in self._committed:
                what = f"the name of {person} is not the one that was committed to"
                self._report.add(9, what)
        if self._along.contrary:
            self._report.add(9, f"{self._along.contrary} has another bundle in it")
        if self._along.unproved:
            people = ", ".join(self._along.unproved)
            self._report.leave(9, f"the names of {people}: the keeper's word alone")
        if self._along.strangers:
            files = ", ".join(self._along.strangers)
            self._report.leave(9, f"{files}: not as this program writes them")


class Complete:
    """Hears every entry, and compares in the end."""

    def __init__(self, report: Report, along: Along) -> None:
        self._report = report
        self._along = along
        self._completeness = Completeness()
        self._names = Names(report, along)
        self._fails = False
        self._rulebook = Rulebook(Library())
        self._state = State()  # of entries that are only followed

    def hear(
        self, asked: Asked, decision: Decision, before: State, policy: Policy
    ) -> None:
        """Take an entry that was decided again; `before` is the state before it."""
        self._names.hear(asked, decision)
        try:
            self._completeness.hear(asked, decision, before, policy)
        except Exception as error:  # noqa: BLE001  # (4) a keeper can write anything
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
        except Exception as error:  # noqa: BLE001  # (4) a keeper can write anything
            self._fail(error, before.n)
        else:
            self.hear(asked, decision, before, policy)

    def close(self, state: State, policy: Policy) -> None:
        """Compare with what came along."""
        self._report.counts[9] += 1
        try:
            derived = manifest_bytes(self._completeness.manifest(state, policy))
        except Exception as error:  # noqa: BLE001  # (4) a keeper can write anything
            self._fail(error, None)
        else:
            # (1) byte for byte
            if derived != self._along.manifest and not self._fails:
                self._report.add(9, "it is not the manifest that the entries make")
        self._names.close()

    def _fail(self, error: Exception, entry: int | None) -> None:
        if not self._fails:
            self._report.add(9, f"no manifest can be made of this: {error!r}", entry)
        self._fails = True
