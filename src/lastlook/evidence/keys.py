"""The keys of a log, one after another, from those that the caller trusts.

1. A later key is taken only through the entry that names it: its note is signed by that
   key and by the one before, and is of the very tree that stood before the entry. What
   is checked never brings a key that a trusted one did not name.
2. Where the trusted key was declared lost, nothing it signed names the next. Then the
   record holds until that entry; from there on it stands on the word of people, and
   that is a finding, whoever confirmed it.
3. A checkpoint of any size is to be signed by the key that was in force at that size.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import ChangeDeskKey, LoseDeskKey
from lastlook.core.state import DeskKey, State
from lastlook.desk.door import public_bytes
from lastlook.desk.own_key import read_act_notes
from lastlook.evidence.findings import Report
from lastlook.evidence.trust import Trusted
from lastlook.ledger.errors import InputError
from lastlook.ledger.note import Verifier
from lastlook.ledger.tlog_policy import LogKey, TlogPolicy

STEP: Final = 1
FIRST: Final = -1  # the entry that named the first key: none


class _Link(Struct, frozen=True):
    """A key, the entry that named it, and whether the one before it was lost."""

    key: Verifier
    n: int
    lost: bool = False


class Keys:
    """The keys that signed one log."""

    def __init__(self, report: Report, trusted: Trusted) -> None:
        self._report = report
        self._trusted = trusted
        self._links: list[_Link] = []

    def go_on(self, state: State, origin: str) -> None:
        """Take the keys that an earlier audit came upon, which found them all well."""
        for known in state.desk_keys:
            public = public_bytes(known.key)
            if public is not None:
                self._links.append(_Link(Verifier(origin, public), known.n))
        if self._links and self._trusted.key not in self._keys():
            first = self._trusted.key or self._links[0].key
            self._links.insert(0, _Link(first, FIRST))

    def take(self, place: int, act: ChangeDeskKey | LoseDeskKey, root: bytes) -> None:
        """Take the key that a granted entry names; `root` is of the tree before it."""
        try:
            found = read_act_notes(act)
        except InputError as error:
            self._report.add(STEP, f"no key is named rightly here: {error}", place)
            return
        # (1) of the very tree, and by the key that was in force
        if (found.size, found.root) != (place, root):
            what = "the note that names a key is of another tree"
            self._report.add(STEP, what, place)
            return
        if not self._links:
            self._links.append(_Link(found.last, FIRST))
        if found.last != self._links[-1].key:
            what = "a key is named by one that was not in force"
            self._report.add(STEP, what, place)
            return
        self._links.append(_Link(found.next, place, isinstance(act, LoseDeskKey)))

    def followed(self, size: int) -> Trusted:
        """What the caller trusts, by the key in force where the log had this size."""
        trusted = self._trusted
        if self._trusted_at() is None:
            return trusted
        # (3) at that size
        key = [link.key for link in self._links if link.n < size][-1]
        policy = trusted.policy
        return replace(
            trusted,
            key=key if trusted.key is not None else None,
            policy=self._moved(policy, key) if policy is not None else None,
        )

    def close(self, known: Sequence[DeskKey]) -> None:
        """Say where trust in the caller's key ends, and how far it led."""
        if not self._links or not self._trusted.anybody:
            return
        at = self._trusted_at()
        if at is None:
            named = ", ".join(key.vkey for key in self._keys())
            what = f"the log was signed by other keys than the trusted one: {named}"
            self._report.add(STEP, what)
            return
        for link in self._links[at + 1 :]:
            if link.lost:
                # (2) on the word of people
                self._report.add(STEP, _lost(link, known), link.n)

    def _moved(self, policy: TlogPolicy, key: Verifier) -> TlogPolicy:
        keys = self._keys()
        logs = (
            replace(log, key=key) if log.key in keys else log for log in policy.logs
        )
        return replace(policy, logs=tuple(logs))

    def _trusted_at(self) -> int | None:
        """Which of the keys the caller trusts: the last of those."""
        trusted: list[LogKey | None] = [self._trusted.key]
        if self._trusted.policy is not None:
            trusted += [log.key for log in self._trusted.policy.logs]
        places = [at for at, key in enumerate(self._keys()) if key in trusted]
        return places[-1] if places else None

    def _keys(self) -> list[Verifier]:
        return [link.key for link in self._links]


def _lost(link: _Link, known: Sequence[DeskKey]) -> str:
    named = next((one for one in known if one.n == link.n), None)
    return (
        f"the trusted key was declared lost here{_who(named)}. It signed "
        f"the {link.n} entries before; from here on the record stands on the word of "
        f"{link.key.vkey}"
    )


def _who(key: DeskKey | None) -> str:
    if key is None or key.lost_by is None:
        return ""
    second = f"{key.confirmed_by} confirmed it" if key.confirmed_by else "nobody did so"
    return f" by {key.lost_by}; as a second person {second}"
