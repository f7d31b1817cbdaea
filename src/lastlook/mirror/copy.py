"""The studio's copy of one log: what it takes, what it refuses, what it keeps.

1. A checkpoint becomes *pending* only if the log's key in force signed it (`keys.py`)
   and it is proved to continue the one that was pending before.
2. An entry is written only once it is proved to be where a pending checkpoint has it.
3. The copy's own checkpoint moves on only when every entry under it stays on the disk
   and the tree over what was *written* has the root that was signed. Then, and not
   before, it is cosigned: the cosignature says that the copy is there.
4. Nothing is replaced and nothing goes back, whoever pushes, however many at once, and
   wherever it breaks off.
5. A checkpoint that contradicts the copy is refused and kept as evidence, together
   with what it contradicts.

Is used from several threads. Does not know HTTP (api/mirroring.py).
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct

from lastlook.ledger.add_checkpoint import AddCheckpoint
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.cosignature import CosigningKey, cosign, read_cosignatures
from lastlook.ledger.durable import sync_directory, write_whole
from lastlook.ledger.entry_bundle import bundle, read_bundle
from lastlook.ledger.errors import (
    FolderError,
    InputError,
    MalformedError,
    ProofError,
    SignatureError,
)
from lastlook.ledger.folder import (
    CHECKPOINT,
    Folder,
    drop_unfinished,
    keep,
    keep_checkpoint,
)
from lastlook.ledger.merkle import (
    EMPTY_ROOT,
    beginning_shown,
    leaf_hash,
    range_root,
    root,
    verify_consistency,
)
from lastlook.ledger.note import Note, Verifier, parse, render
from lastlook.ledger.store import TILE_WIDTH
from lastlook.ledger.subtree import verify_subtree
from lastlook.ledger.tile_paths import Place, bundles_of, tiles_of
from lastlook.ledger.tiles import Edge
from lastlook.mirror.evidence import keep_both
from lastlook.mirror.followed import (
    HandOverIn,
    Named,
    follow_again,
    keep_followed,
    named_in,
)
from lastlook.mirror.keys import LogKeys, Pending
from lastlook.mirror.wire import (
    Package,
    Standing,
    Upload,
)

PENDING: Final = "pending"
EVIDENCE: Final = "evidence"
RECENT_MAX: Final = 16  # pending checkpoints that an upload may still name
EXCESS_MAX: Final = 32 * TILE_WIDTH  # entries of an upload that are here already

Alarm = Callable[[str], None]
"""Hears, in a sentence, what must not stay unseen."""


class ConflictError(InputError):
    """The pusher thinks the mirror stands elsewhere; `standing` says where it does."""

    def __init__(self, standing: Standing) -> None:
        super().__init__(
            f"The mirror expects entries from {standing.following} to "
            f"{standing.pending}."
        )
        self.standing = standing


class ContradictedError(InputError):
    """What was pushed does not continue the copy. It was refused and kept."""


class Keeper(Struct, frozen=True):
    """Who keeps copies.

    Attributes:
        key: cosigns what is there.
        seconds: the time, seconds since 1970 UTC.
        alarm: hears of contradictions, and of keys that change.
        hand_over_in: the hand-over of the log's key that an entry brings, if any.
    """

    key: CosigningKey
    seconds: Callable[[], int]
    alarm: Alarm
    hand_over_in: HandOverIn = lambda _: None


class Copy:
    """One log's copy in a folder that nobody else writes."""

    def __init__(self, path: Path, logs: Sequence[Verifier], keeper: Keeper) -> None:
        """Open the copy at `path`, or begin one.

        `logs` are the keys of the one log that its keeper names, the newest last.

        Raises:
            FolderError: what is there is not this log's, or is damaged.
        """
        self.path = path
        self._keys = LogKeys(logs)
        self._keeper = keeper
        self._lock = threading.Lock()
        path.mkdir(parents=True, exist_ok=True)
        self._size = 0
        self._edge = Edge()
        self._recent: dict[int, Pending] = {}
        self._touched: set[Path] = set()
        self._line = b""  # the newest cosignature
        if (path / CHECKPOINT).exists():
            self._open(Folder(path))
        if (path / PENDING).exists():
            self._expect(self._known(path / PENDING, (path / PENDING).read_bytes()))
        self._following, self._unfinished = self._found()

    @property
    def origin(self) -> str:
        """Which log."""
        return self._keys.origin

    @property
    def size(self) -> int:
        """How many entries the copy's checkpoint commits to."""
        return self._size

    @property
    def standing(self) -> Standing:
        """The newest pending checkpoint's size, and the first entry not here."""
        return Standing(self._pending.size, self._following)

    @property
    def _pending(self) -> Checkpoint:
        if not self._recent:
            return Checkpoint(self.origin, 0, EMPTY_ROOT)
        return self._recent[max(self._recent)].tree

    # --- a newer checkpoint -----------------------------------------------------

    def add_checkpoint(self, asked: AddCheckpoint) -> None:
        """Make a checkpoint pending (tlog-mirror, "add-checkpoint").

        Raises:
            SignatureError: not signed by the log's key, or by one that gave way.
            MalformedError: no checkpoint, or one older than `old` entries.
            ConflictError: `old` is not what is pending.
            ContradictedError: it does not continue what is pending.
        """
        with self._lock:
            sent = self._keys.read(asked.note)
        new = sent.tree
        if asked.old > new.size:
            raise MalformedError(
                f"A checkpoint of {new.size} does not continue one of {asked.old}."
            )
        with self._lock:
            pending = self._pending
            # (5) what the copy itself disproves, whatever the pusher says of it
            if new.size <= self._size and self._root(new.size) != new.root:
                raise self._contradicted(sent, asked.proof, proved=True)
            if asked.old != pending.size:
                raise ConflictError(self.standing)
            if new.size == pending.size and new.root != pending.root:
                raise self._contradicted(sent, asked.proof, proved=True)
            self._keys.check_in_force(sent)
            self._check_continues(asked.proof, sent, pending)
            if self._recent and new == pending:
                sent = self._joined(sent)
            # (1) kept before it counts
            write_whole(self.path / PENDING, sent.note)
            sync_directory(self.path)
            self._expect(sent)

    def _check_continues(
        self, proof: Sequence[bytes], sent: Pending, pending: Checkpoint
    ) -> None:
        if pending.size == 0:
            if proof:
                raise ProofError("Of nothing there is nothing to prove.")
            return
        new = sent.tree
        try:
            verify_consistency(pending.size, new.size, proof, pending.root, new.root)
        except ProofError:
            shown = beginning_shown(pending.size, new.size, proof, new.root)
            proved = shown not in (None, pending.root)
            raise self._contradicted(sent, proof, proved=proved) from None

    def _expect(self, sent: Pending) -> None:
        self._recent[sent.tree.size] = sent
        self._keys.taken(sent)
        while len(self._recent) > RECENT_MAX:
            del self._recent[min(self._recent)]

    # --- entries ------------------------------------------------------------------

    def tree_of(self, upload: Upload) -> Checkpoint:
        """The pending checkpoint that an upload's packages are proved against.

        Raises:
            ContradictedError: no checkpoint was ever pending.
            ConflictError: the upload does not go with where this copy stands.
        """
        with self._lock:
            if not self._recent:
                raise ContradictedError("No checkpoint of this log was received yet.")
            named = self._recent.get(upload.stop)
            excess = min(upload.stop, self._following) - upload.start
            if (
                named is None
                or upload.stop < self._size
                or upload.start > self._following
                or excess > EXCESS_MAX
            ):
                raise ConflictError(self._standing_for(upload.stop))
            return named.tree

    def add_package(
        self, bounds: tuple[int, int], package: Package, tree: Checkpoint
    ) -> None:
        """Write the entries [start, stop), once they are proved to be the tree's.

        Raises:
            ProofError: they are not.
            ConflictError: entries before them are missing.
        """
        start, stop = bounds
        n = start // TILE_WIDTH
        first = n * TILE_WIDTH
        with self._lock:
            if start > self._following:
                raise ConflictError(self._standing_for(tree.size))
            leaves = [*self._before(n, start - first), *package.leaves]
            # (2) nothing unproved is written
            over = root(map(leaf_hash, leaves))
            verify_subtree((first, stop, tree.size), package.proof, over, tree.root)
            if stop <= self._following:
                return
            # (4) a proved entry is the same whoever brings it
            place = Place(None, n, stop - first)
            self._touched |= keep(self.path, place, bundle(leaves))
            self._following = stop
            self._unfinished = leaves if place.width < TILE_WIDTH else []

    def finish(self, tree: Checkpoint) -> bytes:
        """Move the copy's checkpoint on to `tree`, all of whose entries are here.

        Returns:
            The cosignature of the copy's checkpoint, as a signature line.

        Raises:
            ConflictError: entries are missing still, or the copy is ahead by now.
        """
        with self._lock:
            if self._following < tree.size or tree.size < self._size:
                raise ConflictError(self._standing_for(tree.size))
            if tree.size > self._size or not self._line:
                self._commit(tree)
            return self._line

    def _commit(self, tree: Checkpoint) -> None:
        """(3) tiles over what was written, its root compared, then the checkpoint."""
        edge, named = self._edge.copy(), list[Named]()
        for place in bundles_of(self._size, tree.size):
            skip = max(self._size - place.n * TILE_WIDTH, 0)
            leaves = self._written(place)[skip:]
            named += named_in(edge, leaves, self._keeper.hand_over_in)
            for tile in edge.extend(map(leaf_hash, leaves)):
                place_of = Place(tile.level, tile.n)
                self._touched |= keep(self.path, place_of, tile.hashes)
        for place in tiles_of(tree.size, self._size):
            if place.width < TILE_WIDTH and place.level is not None:
                hashes = edge.unfinished[place.level]
                self._touched |= keep(self.path, place, hashes)
        if edge.root() != tree.root:
            raise FolderError(
                f"{self.path}",
                f"what was written has not the root that was signed of {tree.size}",
                "Keep the folder as it is; begin another copy beside it.",
            )
        self._follow(named, self._recent[tree.size])
        self._publish(tree, edge)

    def _publish(self, tree: Checkpoint, edge: Edge) -> None:
        note = self._keys.signed(self._recent[tree.size])
        line = cosign(note, self._keeper.key, self._keeper.seconds())
        keep_checkpoint(self.path, note + line, self._touched)
        drop_unfinished(self.path, self._size, tree.size)
        self._touched = set()
        self._size, self._edge, self._line = tree.size, edge, line

    # --- keys that entries name -------------------------------------------------------

    def _follow(self, named: Sequence[Named], sent: Pending) -> None:
        """Take the keys that were named in entries now proved.

        Raises:
            SignatureError: the key then in force did not sign this tree.
        """
        keys = self._keys.copy()
        followed = [one for one in named if keys.follow(*one)]
        # what is named last has to have signed the tree in which it is named
        keys.check_in_force(sent)
        if not followed:
            return
        keep_followed(self.path, [n for _, n, _ in followed])
        self._touched.add(self.path)
        self._keys = keys
        for found, n, _ in followed:
            self._keeper.alarm(
                f"{keys.origin} goes on under another key from entry {n} on: "
                f"{found.next.vkey}. What only the one before it signs is no longer "
                "taken."
            )

    def _joined(self, sent: Pending) -> Pending:
        """The newest pending checkpoint with the signatures that came again, too."""
        ours, theirs = parse(self._recent[sent.tree.size].note), parse(sent.note)
        lines = dict.fromkeys((*theirs.signatures, *ours.signatures))
        whole = render(Note(ours.text, tuple(lines)))
        return self._keys.read(whole)

    # --- what is here ---------------------------------------------------------------

    def _open(self, folder: Folder) -> None:
        follow_again(folder, self._keys, self._keeper.hand_over_in)
        file = self.path / CHECKPOINT
        known = self._known(file, folder.checkpoint)
        self._edge = Edge.at(known.tree.size, folder.nodes(known.tree.size))
        if self._edge.root() != known.tree.root:
            raise FolderError(
                f"{self.path}",
                "its tiles have not the root that was signed",
                "Keep the folder as it is; check it, and begin another copy.",
            )
        self._size = known.tree.size
        self._line = b"".join(
            each.line
            for each in read_cosignatures(
                folder.checkpoint, [self._keeper.key.cosigner]
            ).valid
        )
        self._expect(known)

    def _known(self, file: Path, note: bytes) -> Pending:
        try:
            return self._keys.read(note)
        except (MalformedError, SignatureError):
            raise FolderError(
                f"{file}",
                f"it is no checkpoint of {self._keys.origin} by a key it is known by",
                "Keep the folder as it is; name its own key, and behind that the one "
                "that came after it; or another folder.",
            ) from None

    def _found(self) -> tuple[int, list[bytes]]:
        """The first entry that is not here, and those of its bundle that are."""
        n = self._size // TILE_WIDTH
        while (self.path / Place(None, n).path).exists():
            self._touched.add((self.path / Place(None, n).path).parent)
            n += 1
        widths = range(TILE_WIDTH - 1, 0, -1)
        places = (Place(None, n, width) for width in widths)
        last = next((one for one in places if (self.path / one.path).exists()), None)
        if last is None:
            return n * TILE_WIDTH, []
        self._touched.add((self.path / last.path).parent)
        return n * TILE_WIDTH + last.width, self._written(last)

    def _before(self, n: int, count: int) -> Sequence[bytes]:
        """The first `count` entries of bundle `n`, which are here."""
        if n == self._following // TILE_WIDTH:
            return self._unfinished[:count]
        return self._written(Place(None, n))[:count]

    def _written(self, place: Place) -> list[bytes]:
        what = "it is missing"
        for one in (place, place.full):
            file = self.path / one.path
            if file.exists():
                try:
                    return read_bundle(file.read_bytes())[: place.width]
                except MalformedError as error:
                    what = f"it is damaged: {error}"[:-1]
        raise FolderError(
            f"{self.path / place.path}",
            what,
            "Keep the folder as it is; begin another copy beside it.",
        )

    def _root(self, size: int) -> bytes:
        if not size:
            return EMPTY_ROOT
        return range_root(Folder(self.path).nodes(self._size), 0, size)

    def _standing_for(self, stop: int) -> Standing:
        """What to say to an upload up to `stop`: go on with it, where one may."""
        may = stop in self._recent and stop >= self._size
        return Standing(stop if may else self._pending.size, self._following)

    def _contradicted(
        self, sent: Pending, proof: Sequence[bytes], *, proved: bool
    ) -> ContradictedError:
        """(5) keep both sides, tell, refuse."""
        newest = b""
        if self._recent:
            newest = self._keys.signed(self._recent[max(self._recent)])
        signed = self._keys.signed(sent)
        brought = AddCheckpoint(self._pending.size, tuple(proof), signed)
        file = keep_both(self.path / EVIDENCE, brought, newest, proved=proved)
        how = "contradicts" if proved else "is not shown to continue"
        what = (
            f"A checkpoint of {sent.tree.size} entries, signed by {self._keys.origin}, "
            f"{how} this copy of {self._size}. It was refused and kept"
        )
        # where it is kept is not the pusher's to know
        self._keeper.alarm(f"{what}: {file}.")
        return ContradictedError(f"{what}.")
