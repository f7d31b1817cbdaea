"""Policies: which logs, and how many of which witnesses, make a checkpoint believed.

C2SP tlog-policy, as text that whoever checks was given beforehand.

1. A policy is taken only whole and in its one form; an error names its line.
2. `check` gives a checkpoint only where a log of the policy signed it and the quorum
   has cosigned it; else it says what is lacking.
3. A witness counts once, however often it signs and wherever its name stands.
4. What cannot be checked here counts as lacking.

Names are octets to the format. Here they are text in which octets that are no UTF-8
stand as surrogates, so that different octets stay different names.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Final, TypeAlias

from msgspec import Struct

from lastlook.ledger.checkpoint import Checkpoint
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.cosignature import (
    ML_DSA_44,
    Cosignature,
    Cosigner,
    read_cosignatures,
    read_cosigner,
)
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.ml_dsa import MlDsa, ml_dsa_44
from lastlook.ledger.note import Verifier, key_parts, parse, read_vkey, verify

POLICY_BYTES_MAX: Final = 1_000_000
KNOWN_MAX: Final = 256  # logs, witnesses and groups each; the format asks for 32
NONE: Final = "none"

_BLANKS: Final = re.compile("[ \t]+")
_FORBIDDEN: Final = re.compile(rb"[\x00-\x08\x0b-\x1f\x7f]")
_COUNT: Final = re.compile(r"[1-9][0-9]{0,3}")

LogKey: TypeAlias = Verifier | Cosigner  # Ed25519 (type 01), ML-DSA-44 (type 06)


class KnownLog(Struct, frozen=True):
    """A log that may have signed; its key's name is its origin."""

    key: LogKey
    url: str | None = None


class Witness(Struct, frozen=True):
    """A witness under the name it has in the policy.

    Attributes:
        name: as the policy calls it; means nothing outside.
        cosigner: its key, and the name under which it cosigns.
        url: its submission prefix (tlog-witness), where one is given.
    """

    name: str
    cosigner: Cosigner
    url: str | None = None


class Group(Struct, frozen=True):
    """So many of these witnesses and groups make one that has witnessed."""

    name: str
    threshold: int
    members: tuple[str, ...]


class Witnessed(Struct, frozen=True):
    """A checkpoint that satisfies a policy.

    Attributes:
        checkpoint: what was signed.
        log: the key of the log that signed it.
        by: the cosignature of each witness that has cosigned, by its policy name.
    """

    checkpoint: Checkpoint
    log: LogKey
    by: dict[str, Cosignature]


class TlogPolicy(Struct, frozen=True):
    """Which logs are known, which witnesses, and which of them make a quorum."""

    logs: tuple[KnownLog, ...]
    witnesses: tuple[Witness, ...]
    groups: tuple[Group, ...]
    quorum: str

    def check(
        self,
        note: bytes,
        logs: Sequence[LogKey] = (),
        ml_dsa: Callable[[], MlDsa | None] = ml_dsa_44,
    ) -> Witnessed:
        """The checkpoint of a note that a known log signed and the quorum cosigned.

        Args:
            note: the checkpoint with its signatures.
            logs: logs known from elsewhere; asked only where the policy lists none.
            ml_dsa: gives the check of ML-DSA-44, or None where there is none.

        Raises:
            MalformedError: it is not a checkpoint, or not that log's.
            SignatureError: no known log signed it, a signature by a known key is
                wrong, or the quorum lacks witnesses; says which.
        """
        checkpoint, log = self._logged(note, logs)
        keys = {each.cosigner: each.name for each in self.witnesses}
        cosigned = read_cosignatures(note, keys, ml_dsa)
        # (3) of several by one witness the latest
        valid = sorted(cosigned.valid, key=lambda each: each.at_seconds)
        by = {keys[each.cosigner]: each for each in valid}
        if not self.is_met_by(by):
            unchecked = sorted({keys[each] for each in cosigned.unchecked})
            said = f" Not checked here (ML-DSA-44): {_all(unchecked)}."
            raise SignatureError(
                f"The checkpoint of {checkpoint.origin} with {checkpoint.size} entries "
                f"has no quorum: {self.lacks(by)}.{said if unchecked else ''}"
            )
        return Witnessed(checkpoint, log, by)

    def is_met_by(self, names: Collection[str]) -> bool:
        """Whether these witnesses, by their policy names, make the quorum."""
        return self.quorum == NONE or self._has(self.quorum, names)

    def seen_at(self, times: Mapping[str, int]) -> int | None:
        """The latest time at or after which a quorum has cosigned.

        Args:
            times: when each witness cosigned, by its policy name, in whatever unit.

        Returns:
            None where they are no quorum, or none is needed: then nobody says when.
        """
        met: set[str] = set()
        for name in sorted(times, key=times.__getitem__, reverse=True):
            met.add(name)
            if self.is_met_by(met):
                return times[name] if self.quorum != NONE else None
        return None

    def lacks(self, names: Collection[str]) -> str:
        """What these witnesses lack of the quorum, in words; empty where nothing."""
        return "" if self.is_met_by(names) else self._lack(self.quorum, names)

    def _logged(self, note: bytes, logs: Sequence[LogKey]) -> tuple[Checkpoint, LogKey]:
        """The checkpoint, and the key of the log that signed it."""
        checkpoint = parse_checkpoint(parse(note).text)
        known = [each.key for each in self.logs] or list(logs)
        named = [key for key in known if key.name == checkpoint.origin]
        if not named:
            raise SignatureError(
                f"{shown(checkpoint.origin)} is not a log of this policy "
                f"({_all([key.name for key in known]) or 'it knows none'})."
            )
        signed = [key for key in named if has_signed(note, key)]
        if not signed:
            raise SignatureError(
                f"No key that this policy knows for {shown(checkpoint.origin)} signed "
                "the checkpoint."
            )
        return checkpoint, signed[0]

    def _has(self, name: str, names: Collection[str]) -> bool:
        group = self._group(name)
        if group is None:
            return name in names
        has = sum(self._has(member, names) for member in group.members)
        return has >= group.threshold

    def _lack(self, name: str, names: Collection[str]) -> str:
        group = self._group(name)
        if group is None:
            return f"{shown(name)} has not cosigned"
        without = [each for each in group.members if not self._has(each, names)]
        has = len(group.members) - len(without)
        each = "; ".join(self._lack(member, names) for member in without)
        return f"{shown(name)} has {has} of {group.threshold} ({each})"

    def _group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.name == name), None)


def read_policy(text: bytes) -> TlogPolicy:
    """The policy in a file's octets.

    Raises:
        MalformedError: it is not a policy; names the line and says why.
    """
    if len(text) > POLICY_BYTES_MAX:
        raise MalformedError(f"A policy has at most {POLICY_BYTES_MAX} bytes.")
    if text and not text.endswith(b"\n"):
        # A file that was cut off could otherwise name a smaller quorum.
        raise MalformedError("The last line does not end in a newline: is it whole?")
    reading = _Reading()
    for number, line in enumerate(text.split(b"\n")[:-1], 1):
        try:
            reading.take(line)
        except MalformedError as error:
            said = shown(f"{error}")
            raise MalformedError(f"Line {number} of the policy: {said}") from None
        except UnicodeEncodeError:
            raise MalformedError(
                f"Line {number} of the policy: a key's name is not UTF-8."
            ) from None
    return reading.policy()


def read_log_key(vkey: str) -> LogKey:
    """A log's key: Ed25519 of type 01, or ML-DSA-44, with which logs cosign.

    Raises:
        MalformedError: the text says neither.
    """
    _, _, key = key_parts(vkey)
    return read_cosigner(vkey) if key[:1] == bytes([ML_DSA_44]) else read_vkey(vkey)


def has_signed(note: bytes, log: LogKey) -> bool:
    """Whether this log's key signed a checkpoint note.

    Raises:
        MalformedError: it is not one.
        SignatureError: a signature by this key is wrong.
    """
    if not any(map(log.knows, parse(note).signatures)):
        return False
    if isinstance(log, Verifier):
        return bool(verify(note, [log]).signatures)
    return bool(read_cosignatures(note, [log]).valid)


def shown(name: str) -> str:
    """A name as a message can carry it, whatever its octets."""
    return name.encode(errors="surrogateescape").decode(errors="backslashreplace")


class _Reading:
    """What was read of a policy so far."""

    def __init__(self) -> None:
        self._logs: list[KnownLog] = []
        self._witnesses: list[Witness] = []
        self._groups: list[Group] = []
        self._quorum: str | None = None
        self._names: set[str] = set()
        self._in_groups: set[str] = set()

    def take(self, octets: bytes) -> None:
        """Read one line."""
        if _FORBIDDEN.search(octets):
            raise MalformedError("there is a control character in it.")
        line = octets.decode(errors="surrogateescape")
        words = _BLANKS.split(line.strip(" \t"))
        match words:
            case [""]:
                pass
            case [first, *_] if first.startswith("#"):
                pass
            case ["log", vkey]:
                self._log(vkey, None)
            case ["log", vkey, url]:
                self._log(vkey, url)
            case ["witness", name, vkey]:
                self._witness(name, vkey, None)
            case ["witness", name, vkey, url]:
                self._witness(name, vkey, url)
            case ["group", name, count, first, *others]:
                self._group(name, count, (first, *others))
            case ["quorum", name]:
                self._set_quorum(name)
            case _:
                raise MalformedError(
                    f"{shown(line[:100])!r} is none of `log <vkey> [<url>]`, `witness "
                    "<name> <vkey> [<url>]`, `group <name> all|any|<k> <name>...` and "
                    "`quorum <name>`."
                )

    def policy(self) -> TlogPolicy:
        """All of it."""
        if self._quorum is None:
            raise MalformedError(
                "The policy has no quorum line. Write `quorum none` if nobody needs "
                "to cosign."
            )
        return TlogPolicy(
            tuple(self._logs),
            tuple(self._witnesses),
            tuple(self._groups),
            self._quorum,
        )

    def _log(self, vkey: str, url: str | None) -> None:
        key = read_log_key(vkey)
        if any(key.public == known.key.public for known in self._logs):
            raise MalformedError(f"the key of {shown(key.name)} is there already.")
        self._logs.append(KnownLog(key, url))
        _bound(self._logs)

    def _witness(self, name: str, vkey: str, url: str | None) -> None:
        cosigner = read_cosigner(vkey)
        if any(cosigner.public == w.cosigner.public for w in self._witnesses):
            # (3) under two names it would count twice
            raise MalformedError(f"the key of {shown(name)} is there already.")
        self._name(name)
        self._witnesses.append(Witness(name, cosigner, url))
        _bound(self._witnesses)

    def _group(self, name: str, count: str, members: tuple[str, ...]) -> None:
        for member in members:
            self._check_defined(member)
            if member in self._in_groups:
                # (3) it would count twice
                raise MalformedError(f"{shown(member)} is a member of a group already.")
            self._in_groups.add(member)
        threshold = {"all": len(members), "any": 1}.get(count)
        if threshold is None:
            if not _COUNT.fullmatch(count) or int(count) > len(members):
                raise MalformedError(
                    f"{shown(count)!r} is not all, any, or a number from 1 to "
                    f"{len(members)}, which is how many members there are."
                )
            threshold = int(count)
        self._name(name)
        self._groups.append(Group(name, threshold, members))
        _bound(self._groups)

    def _set_quorum(self, name: str) -> None:
        if self._quorum is not None:
            raise MalformedError("there is a quorum line already.")
        if name != NONE:
            self._check_defined(name)
        self._quorum = name

    def _name(self, name: str) -> None:
        if name == NONE or name in self._names:
            raise MalformedError(f"the name {shown(name)} is taken already.")
        self._names.add(name)

    def _check_defined(self, name: str) -> None:
        if name not in self._names:
            raise MalformedError(f"no line above defines {shown(name)}.")


def _bound(known: Sequence[object]) -> None:
    if len(known) > KNOWN_MAX:
        raise MalformedError(f"there are more than {KNOWN_MAX} such lines.")


def _all(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names))
