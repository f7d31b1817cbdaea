"""The keys by which a mirror knows one log, one after another.

1. A key is known because the mirror's keeper named it, or because a known one named it
   in an entry of the copy: in a hand-over of the very tree before that entry. A key
   that was lost names none; only the keeper can.
2. From that entry on the later key signs. What only an earlier one signs of a larger
   tree is refused, whoever brings it.
3. Keys that the keeper names come in the order they are named. Once a later one has
   signed what was taken, an earlier one alone signs nothing larger.
4. A signature that somebody put beside the log's own spoils nothing: of lines by keys
   that are not known yet, those that are wrong count for nothing later.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from lastlook.ledger import checkpoint as checkpoints
from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.handover import Handover
from lastlook.ledger.keys import is_signed
from lastlook.ledger.merkle import EMPTY_ROOT
from lastlook.ledger.note import Note, Signature, Verifier, parse, render

UNKNOWN_MAX: Final = 4  # lines in the log's name by keys that are not known yet


class Pending(Struct, frozen=True):
    """A checkpoint that may still be filled.

    Attributes:
        tree: its size and root.
        note: the same as the log signed it, with no signature of another name; among
            those of its name may be some by keys that are not known yet.
    """

    tree: Checkpoint
    note: bytes


class LogKeys:
    """The keys of one log."""

    def __init__(self, named: Sequence[Verifier]) -> None:
        """Know the keys that the keeper named, all of one name, the newest last."""
        self._keys = list(named)
        self._after: dict[Verifier, int] = {}  # signs what is larger than this

    @property
    def origin(self) -> str:
        """Which log."""
        return self._keys[0].name

    def copy(self) -> "LogKeys":
        """The same, learning on its own."""
        twin = LogKeys(self._keys)
        twin._after = dict(self._after)
        return twin

    def read(self, note: bytes) -> Pending:
        """The checkpoint in a note that a known key signed, whichever it is.

        Raises:
            MalformedError: not a checkpoint of this log.
            SignatureError: signed by no known key, or wrongly by one.
        """
        given = parse(note)
        tree = checkpoints.parse(given.text)
        lines = [one for one in given.signatures if one.name == self.origin]
        by = [one for one in lines if any(key.knows(one) for key in self._keys)]
        for one in by:
            if not self._fits(given.text, one):
                raise SignatureError(f"The signature by {self.origin} is wrong.")
        if not by:
            raise SignatureError(
                f"No key that this mirror knows for {self.origin} signed this "
                "checkpoint. One that the last key named is followed by itself, under "
                "a checkpoint that both sign; of one that came after a loss the "
                "mirror has to be told, the new key last: lastlook mirror FOLDER "
                "--log OLD --log NEW"
            )
        if tree.origin != self.origin:
            raise MalformedError(f"It is a checkpoint of {tree.origin[:100]}.")
        if tree.size == 0 and tree.root != EMPTY_ROOT:
            raise MalformedError("A checkpoint of no entries has the empty root.")
        others = [one for one in lines if one not in by][:UNKNOWN_MAX]
        return Pending(tree, render(Note(given.text, (*by, *others))))

    def check_in_force(self, sent: Pending) -> None:
        """Refuse what is signed only by keys that gave way before it.

        Raises:
            SignatureError: it is; says which key signs now.
        """
        size, now = sent.tree.size, self._in_force(sent.tree.size)
        # (2), (3) nothing larger by an earlier one alone
        if self._newest_of(sent) < now:
            key = self._keys[now]
            raise SignatureError(
                f"From {self._after[key]} entries on {self.origin} is signed by "
                f"{key.vkey}. This checkpoint of {size} is signed only by a key that "
                "gave way to it."
            )

    def taken(self, sent: Pending) -> None:
        """Note that this checkpoint was taken."""
        newest = self._newest_of(sent)
        if newest > 0:
            key, before = self._keys[newest], sent.tree.size - 1
            self._after[key] = min(self._after.get(key, before), before)

    def follow(self, found: Handover, n: int, root: bytes) -> bool:
        """Take what entry `n` says of the keys; `root` is of the tree before it.

        Returns:
            Whether the key it names is in force from there on.
        """
        if (found.size, found.root) != (n, root):
            return False
        if found.next not in self._keys:
            # (1) by the one in force, and in order
            if found.lost or found.last != self._keys[self._in_force(n)]:
                return False
            self._keys.insert(self._keys.index(found.last) + 1, found.next)
        if found.next != self._keys[0]:
            self._after[found.next] = n
        return True

    def signed(self, sent: Pending) -> bytes:
        """The note with the signatures of known keys and no others."""
        note = parse(sent.note)
        return render(Note(note.text, tuple(self._by_known(note))))

    def _by_known(self, note: Note) -> list[Signature]:
        # (4) one by one: a wrong line beside a right one is only left out
        return [one for one in note.signatures if self._fits(note.text, one)]

    def _fits(self, text: str, one: Signature) -> bool:
        return any(
            key.knows(one) and is_signed(key.public, text.encode(), one.signature)
            for key in self._keys
        )

    def _newest_of(self, sent: Pending) -> int:
        """The place of the last key that signed it."""
        by = self._by_known(parse(sent.note))
        return max(
            (
                place
                for place, key in enumerate(self._keys)
                if any(key.knows(one) for one in by)
            ),
            default=-1,
        )

    def _in_force(self, size: int) -> int:
        """The place of the first key that may sign so many entries."""
        return max(
            (
                place
                for place, key in enumerate(self._keys)
                if key in self._after and self._after[key] < size
            ),
            default=0,
        )
