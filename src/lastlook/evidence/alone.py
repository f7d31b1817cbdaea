"""Checks a Lastlook evidence bundle. One file, so a long one; Python 3.9 or later.

    python3 verify.py BUNDLE.zip --vkey 'lastlook/long-road+1234abcd+AQ...'

BUNDLE is a zip, a folder with the same files, or a tlog-tiles folder. The key is one
that you were given *before*, by somebody whom you trust. With `--policy FILE` (C2SP
tlog-policy) witnesses must have cosigned. Checked, as `lastlook verify` numbers it:

1. The checkpoint is signed by the key you brought, or by the last of those that follow
   from it in the entries, and by your quorum of witnesses. A key that was lost names
   none: who spoke for the next is said, and that does not hold by your key.
2. Every file is there, and in a bundle no other. The entries make the tree that is
   signed; of an excerpt, each entry is proved to be in that tree.
4. Every act was signed by the key its entry names, and that key was enrolled before.
5. Entries are numbered without gaps (an excerpt: in order), times never go back, and
   each is filed under the id of its act, once.
9. Of this only: a name that is opened is the one that was committed to, and the page
   has this bundle in it and no other.

NOT checked: that an older checkpoint goes on (3), packs and rules (6), each answer (7),
every round (8), that the list of what is missing is whole (9), how the page shows what
it has, the README, this file; nor that what was said is true.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Point = tuple[int, int, int, int]  # X, Y, Z, T: x = X/Z, y = Y/Z, xy = T/Z
Key = tuple[str, int, bytes, bytes]  # name, kind, public key, id
Signed = tuple[str, list[tuple[str, bytes]]]  # a note's text, and who signed it
Files = dict[str, Callable[[], bytes]]
SIGNS, COSIGNS, ML_DSA = 1, 4, 6  # kinds of keys; the last cannot be checked here
TAG = b"lastlook/entry/v1\n"
Found = tuple[int, bytes, list[bytes]]  # an entry, its leaf, the trees left of it
PROOF = "c2sp.org/tlog-proof@v1"  # its first line
CHANGES = ("change-desk-key", "lose-desk-key")
HEAD = "(.+)\n(0|[1-9][0-9]{0,17})\n(.{44})\n"  # of a checkpoint: origin, size, root
NEXT_KEY = "lastlook/last-key (.+)\nlastlook/next-key (.+)\n"
BESIDE = {"README.txt", "index.html", "manifest.json", "openings.json", "verify.py"}
SHOWN = b'<script type="application/json" id="bundle">'  # of a page: what it has
SHOWN_MAX = 20_000  # entries in a page; of more it has none


class FaultError(Exception):
    """What does not hold: (step, what, entry)."""


# --- Ed25519, by the letter of RFC 8032, 5.1, and as strict as libsodium

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493  # the order of BASE
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)


def add(a: Point, b: Point) -> Point:
    """The sum of two points (5.1.4)."""
    m, n = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def point(octets: bytes) -> Point | None:
    """The point with this encoding (5.1.3); None where it is not a point's only one."""
    y = int.from_bytes(octets, "little") & (2**255 - 1)
    u, v, sign = y * y - 1, D * y * y + 1, octets[31] >> 7
    x = u * pow(v, 3, P) * pow(u * pow(v, 7, P), (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT_OF_MINUS_1 % P
    if y >= P or (v * x * x - u) % P or (x == 0 and sign):
        return None
    x = x if x & 1 == sign else P - x
    return (x, y, 1, x * y % P)


def is_small(a: Point) -> bool:
    """Whether eight times the point is neutral: such a key would sign anything."""
    four = add(add(a, a), add(a, a))
    return add(four, four)[0] == 0


NEUTRAL: Point = (0, 1, 1, 0)
BASE = point(b"\x58" + b"\x66" * 31) or NEUTRAL


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether this key signed this message (5.1.7)."""
    key = point(public) if len(public) == 32 and len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if key is None or s >= L:
        return False
    hashed = hashlib.sha512(signature[:32] + public + message).digest()
    k = int.from_bytes(hashed, "little") % L
    minus = (P - key[0], key[1], 1, P - key[3])
    terms, total = (NEUTRAL, BASE, minus, add(BASE, minus)), NEUTRAL
    for bit in range(252, -1, -1):  # s * BASE - k * key, both from the top bit down
        total = add(total, total)
        total = add(total, terms[(s >> bit & 1) + 2 * (k >> bit & 1)])
    x, y = (total[part] * pow(total[2], P - 2, P) % P for part in (0, 1))
    encoded = (y | (x & 1) << 255).to_bytes(32, "little")
    return encoded == signature[:32] and not is_small(key) and not is_small(total)


# --- signed notes and policies (C2SP signed-note, tlog-cosignature, tlog-policy)
def from_base64(text: str) -> bytes:
    """The bytes of exact base64; none where it is not."""
    exact = re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2,3}={1,2})?", text)
    octets = base64.b64decode(text) if exact and len(text) % 4 == 0 else b""
    return octets if base64.b64encode(octets).decode() == text else b""


def read_vkey(text: str, *kinds: int) -> Key:
    """The key that a line `name+id+key` says."""
    name, said, encoded = (*text.split("+", 2), "", "")[:3]
    octets = from_base64(encoded) or b"\0"
    key_id = hash_of(name.encode(), b"\n", octets)[:4]
    named = re.fullmatch("[^\\s+]+", name)
    if not named or octets[0] not in kinds or key_id.hex() != said:
        raise FaultError(1, f"{text[:80]!r} is no key of the kind that is asked for")
    return name, octets[0], octets[1:], key_id


def has_signed(key: Key, note: Signed) -> bool:
    """Whether a key signed a note; a wrong signature in its name is a fault."""
    (text, signatures), good = note, False
    for name, octets in signatures:
        signed, signature = text.encode(), octets[4:]
        if (name, octets[:4]) != (key[0], key[3]) or key[1] == ML_DSA:
            continue
        if key[1] == COSIGNS:  # eight bytes say when, and are signed as well
            when = int.from_bytes(signature[:8], "big")
            signed = f"cosignature/v1\ntime {when}\n".encode() + signed
            signature = signature[8:]
        if not is_signed(key[2], signed, signature):
            raise FaultError(1, f"the signature by {name} is wrong")
        good = True
    return good


def check_policy(
    policy: str, known: set[Key], has_cosigned: Callable[[Key], bool]
) -> None:
    """(1) Read a policy line by line; refuse one that cannot be so, or is not met."""
    met = {"none": True}  # each witness and group, as it is defined
    free: set[str] = set()  # those that no group has yet
    witnesses, logs, quorum = set(), set(), ""
    for line in policy.split("\n"):
        word, name, first, *rest = (*re.split("[ \t]+", line.strip(" \t")), "", "")
        members = rest[:-2]
        if word == "log" and name and not members:
            logs.add(read_vkey(name, SIGNS, ML_DSA))
        elif word == "witness" and first and len(members) < 2 and name not in met:
            key = read_vkey(first, COSIGNS, ML_DSA)
            met[name] = has_cosigned(key) and key[2] not in witnesses  # counts once
            witnesses.add(key[2])
            free.add(name)
        elif word == "group" and members and name not in met:
            said = {"all": f"{len(members)}", "any": "1"}.get(first, first)
            least = int(said) if re.fullmatch("[1-9][0-9]{0,3}", said) else 0
            if {*members} - free or not 1 <= least <= len({*members}) == len(members):
                raise FaultError(1, f"the policy's group {name} cannot be so")
            met[name] = sum(met[member] for member in members) >= least
            free = free.difference(members) | {name}
        elif word == "quorum" and name in met and not first and not quorum:
            quorum = name
        elif word and not word.startswith("#"):
            raise FaultError(1, f"the policy's line {line[:80]!r} cannot be so")
    if not quorum or policy[-1:] != "\n" or (logs and not logs & known):
        raise FaultError(1, "the policy is not whole, or of another log")
    if not met[quorum]:
        raise FaultError(1, f"the quorum {quorum} has not cosigned the checkpoint")


def read_note(note: bytes) -> Signed:
    """The text of a note, and who is said to have signed it."""
    text, parted, lines = note.decode(errors="surrogateescape").rpartition("\n\n")
    text, signatures = text + "\n", []
    wrong = re.search("[\0-\x09\x0b-\x1f\udc80-\udcff]|[^\n]\\Z", text + lines)
    if not parted or wrong or len(note) > 1_000_000 or lines.count("\n") > 64:
        raise FaultError(1, "it is no signed note")
    for line in lines[:-1].split("\n"):
        found = re.fullmatch("\u2014 ([^\\s+]+) ([^ ]+)", line)
        octets = from_base64(found[2]) if found else b""
        if found is None or len(octets) <= 4:
            raise FaultError(1, f"{line[:80]!r} is no signature")
        signatures.append((found[1], octets))
    return text, signatures


def read_checkpoint(note: Signed, origin: str) -> tuple[int, bytes]:
    """(1) The size and the root that a checkpoint of this log says."""
    said = re.fullmatch(HEAD + "(.+\n)*", note[0])
    root = from_base64(said[3]) if said else b""
    if said is None or said[1] != origin or len(root) != 32:
        raise FaultError(1, f"the checkpoint is not one of {origin}")
    return int(said[2]), root


class Keys:
    """(1) The keys of a log, one after another, as its entries name them."""

    def __init__(self, brought: Key) -> None:
        self.brought = brought
        self.links: list[tuple[Key, int, str, str]] = []  # entry, who lost it, as text
        self.seconds: dict[str, str] = {}  # who confirmed a key

    def take(self, n: int, said: dict[str, Any], left: list[bytes]) -> None:
        """Take the key that a granted act names; `left` is the tree before it."""
        note = read_note(from_base64(said["note"]))
        found = re.fullmatch(HEAD + NEXT_KEY, note[0])
        if found is None:
            raise FaultError(1, "what names a key here is no hand-over", n)
        last, later = read_vkey(found[4], SIGNS), read_vkey(found[5], SIGNS)
        by = said["by"] if said["act"] == CHANGES[1] else ""
        word = read_note(from_base64(said["last"])) if by else note
        same = word[0].split("\n")[:3] == note[0].split("\n")[:3]
        named = base64.b64encode(later[2]).decode() == said["key"] and last != later
        if not (named and same and {last[0], later[0]} == {found[1]}):
            raise FaultError(1, "the note that names a key contradicts itself", n)
        if not (has_signed(later, note) and has_signed(last, word)):
            raise FaultError(1, "a key is named here, not signed for as it must be", n)
        if (int(found[2]), from_base64(found[3])) != (n, fold(left)):
            raise FaultError(1, "the note that names a key is of another tree", n)
        self.links = self.links or [(last, -1, "", found[4])]
        if self.links[-1][0] != last:
            raise FaultError(1, "a key is named by one that was not in force", n)
        self.links.append((later, n, by, found[5]))

    def check(self, note: Signed, policy: str | None) -> Iterator[FaultError]:
        """The newest checkpoint, by the key in force; what was on people's word."""
        keys = [key for key, *_ in self.links] or [self.brought]
        if self.brought not in keys:
            raise FaultError(1, f"other keys than yours have signed {self.brought[0]}")
        if not has_signed(keys[-1], note):
            whose = "in force at its end" if self.links else "you brought"
            raise FaultError(1, f"the key {whose} ({keys[-1][0]}) has not signed it")
        if policy is not None:
            check_policy(policy, {*keys}, lambda key: has_signed(key, note))
        for key, n, by, vkey in self.links[keys.index(self.brought) + 1 :]:
            print(f"From entry {n} on the key of the log is {vkey}")
            second = self.seconds.get(base64.b64encode(key[2]).decode(), "nobody")
            told = f"declared lost by {by}, and {second} confirmed it; until here your"
            if by:
                yield FaultError(1, f"the key before it was {told} key leads", n)


# --- the tree (RFC 9162, 2.1)
def hash_of(*parts: bytes) -> bytes:
    """SHA-256: over 00 and a leaf, or over 01 and the two nodes below."""
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(hashes: list[bytes]) -> bytes:
    """The root over these hashes: pairs, and pairs of pairs; an odd last one waits."""
    while len(hashes) > 1:
        pairs = range(0, len(hashes) - 1, 2)
        above = [hash_of(b"\1", hashes[at], hashes[at + 1]) for at in pairs]
        hashes = above + hashes[len(pairs) * 2 :]
    return hashes[0] if hashes else hash_of()


def fold(left: list[bytes]) -> bytes:
    """The root over whole trees beside each other, the largest first."""
    *others, root = left or [hash_of()]
    for beside in reversed(others):
        root = hash_of(b"\1", beside, root)
    return root


def left_of(n: int, count: int, path: list[bytes]) -> list[bytes]:
    """The whole trees before leaf `n`, out of its path: they make the tree of `n`."""
    left = []
    for beside in reversed(path):
        split = 1 << (count - 1).bit_length() - 1
        if n < split:
            count = split
        else:
            n, count = n - split, count - split
            left.append(beside)
    return left


def root_by(hashed: bytes, n: int, count: int, path: list[bytes]) -> bytes:
    """The root of `count` leaves by a path from leaf `n`; none where it is no path."""
    if count <= 1 or not path or len(path[-1]) != 32:
        return hashed if (n, count, path) == (0, 1, []) else b""
    *path, beside = path
    split = 1 << (count - 1).bit_length() - 1
    if n < split:
        below = root_by(hashed, n, split, path)
        return below and hash_of(b"\1", below, beside)
    below = root_by(hashed, n - split, count - split, path)
    return below and hash_of(b"\1", beside, below)


# --- the files of a bundle, and the entries in them
def read_zip(octets: bytes) -> Files:
    """(2) The files of a zip; written again it must be the same zip, byte for byte."""
    with zipfile.ZipFile(io.BytesIO(octets)) as given:
        contents = {name: given.read(name) for name in given.namelist()}
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as written:
        for name, content in sorted(contents.items()):
            one = zipfile.ZipInfo(name)
            one.create_system, one.external_attr = 3, 0o100644 << 16
            written.writestr(one, content)
    if again.getvalue() != octets:
        told = "Zipped again by somebody? Unpack it and check the folder"
        raise FaultError(2, f"the zip is not as bundles are written. {told}")
    return {name: io.BytesIO(content).getvalue for name, content in contents.items()}


def read_files(top: Path) -> Files:
    """(2) The files of a zip, which is always a bundle, or of a folder."""
    if top.is_file():
        files = read_zip(top.read_bytes())
        for name in sorted(BESIDE - files.keys()):
            raise FaultError(2, f"{name} is missing")
        return files
    found = [one for one in top.rglob("*") if one.is_symlink() or not one.is_dir()]
    inside = {one.relative_to(top).as_posix(): one for one in sorted(found)}
    for name, one in inside.items():
        if (one.is_symlink() or not one.is_file()) and not BESIDE.isdisjoint(inside):
            raise FaultError(2, f"{name} is no file of a bundle: a link, or a device")
    return {name: one.read_bytes for name, one in inside.items()}


def read_json(files: Files, name: str, *fields: str) -> dict[str, Any]:
    """(2) An object with these fields, in UTF-8 and nothing in front of it."""
    try:
        told = json.loads(files[name]().decode())
    except ValueError as error:
        raise FaultError(2, f"{name} is none: {error}") from None
    if not isinstance(told, dict) or not told.keys() >= {*fields}:
        raise FaultError(2, f"{name} has not what it must have")
    return told


def tiles(level: str, count: int) -> Iterator[tuple[str, int, int]]:
    """The name, first and end of each tile over so many hashes or entries."""
    for n in range(-(-count // 256)):
        end, above, number = min(count, n * 256 + 256), n // 1000, f"{n % 1000:03}"
        while above:
            above, number = above // 1000, f"x{above % 1000:03}/{number}"
        partial = f".p/{end % 256}" if end % 256 else ""
        yield f"tile/{level}/{number}{partial}", n * 256, end


def parts_of(octets: bytes, front: bytes) -> list[bytes]:
    """The parts behind `front`, each behind its length; none where they do not fit."""
    parts, at = [], len(front)
    while at < len(octets):
        start, length = at + 2, int.from_bytes(octets[at : at + 2], "big")
        parts.append(octets[start : start + length])
        at = start + length
    return parts if at == len(octets) and octets[: len(front)] == front else []


def whole(files: Files, size: int, root: bytes) -> Iterator[Found]:
    """(2) Every entry: the tree over them is the one signed."""
    leaves: list[bytes] = []
    for name, _, end in tiles("entries", size):
        leaves += parts_of(files[name](), b"")
        if len(leaves) != end:
            raise FaultError(2, f"{name} has other entries than it should")
    hashes: list[bytes] = []
    left: list[bytes] = []
    for n, leaf in enumerate(leaves):
        yield n, leaf, left
        hashes.append(hash_of(b"\0", leaf))
        left = [*left, hashes[-1]]
        for _ in range((n ^ n + 1).bit_length() - 1):  # two of a size become one
            left[-2:] = [hash_of(b"\1", *left[-2:])]
    if fold(left) != root:
        raise FaultError(2, "the entries are not those that were signed")
    level = 0
    while hashes:
        for name, first, end in tiles(str(level), len(hashes)):
            if files[name]() != b"".join(hashes[first:end]):
                raise FaultError(2, f"{name} does not fit the entries")
        full = range(0, len(hashes) // 256 * 256, 256)
        hashes, level = [root_of(hashes[at : at + 256]) for at in full], level + 1


def excerpt(files: Files, n: int, size: int, root: bytes) -> Found:
    """(2) One entry of an excerpt, proved to be in the tree that was signed."""
    front, _, note = files[f"proofs/{n}.tlog-proof"]().partition(b"\n\n")
    first, extra, index, *path = (*front.decode().split("\n"), "", "")
    leaf, hashes = from_base64(extra[6:]), [from_base64(line) for line in path[:-2]]
    fits = (first, extra[:6], index) == (PROOF, "extra ", f"index {n}")
    reached = root_by(hash_of(b"\0", leaf), n, size, hashes)
    if not fits or note != files["checkpoint"]() or reached != root:
        raise FaultError(2, "it is not proved to be in the tree that was signed", n)
    return n, leaf, left_of(n, size, hashes)


def entries_of(files: Files, size: int, root: bytes) -> Iterator[Found]:
    """(2) Every entry there is, the files being those there must be, and no other."""
    numbers, bundled = None, not BESIDE.isdisjoint(files)  # or a plain tiles folder
    if bundled:
        told = read_json(files, "manifest.json", "form", "size", "gaps", "more")
        numbers = told.get("entries")
    if numbers is None and size > 256 * len(files):
        raise FaultError(2, "there are fewer entries than the checkpoint says")
    levels = [("entries", size), *((str(n), size >> 8 * n) for n in range(8))]
    if numbers is None:
        expected = {name for one in levels for name, _, _ in tiles(*one)}
    else:
        expected = {f"proofs/{n}.tlog-proof" for n in numbers}
    if bundled:
        expected |= BESIDE
        for name in sorted(files.keys() - expected - {"checkpoint"}):
            raise FaultError(2, f"{name} does not belong to the bundle: remove it")
    for name in sorted(expected - files.keys()):
        raise FaultError(2, f"{name} is missing")
    some = (excerpt(files, n, size, root) for n in numbers or ())
    return whole(files, size, root) if numbers is None else some


# --- what the entries say
class Record:
    """The entries one after another: what was found, and what is remembered."""

    def __init__(self) -> None:
        self.log_keys = Keys(("", SIGNS, b"", b""))  # by nobody's key
        self.size, self.n, self.at, self.heard = 0, -1, 0, 0
        self.faults: list[Any] = []  # (step, what, entry)
        self.keys: set[str] = set()
        self.ids: set[bytes] = set()
        self.names: set[Any] = set()  # (person, what commits to their name)
        self.checked: dict[Any, bool] = {}  # acts signed together share a signature

    def hear(self, n: int, leaf: bytes, left: list[bytes]) -> None:
        """Check entry `n`, and remember what follows from it."""
        self.heard += 1
        try:
            number, time, filed, key, act, signed, answer, _, _ = parts_of(leaf, TAG)
            said, answered, who = json.loads(act), json.loads(answer), key.decode()
            own, word = bytes.fromhex(said["id"].replace("-", "")), said["act"]
        except (ValueError, KeyError, TypeError):
            self.faults.append((5, "it is no entry that can be read", n))
            return
        when, brought = int.from_bytes(time, "big"), word in ("open", "add-key")
        known = who in self.keys or (brought and said.get("key") == who)
        checks = (
            (5, number == n.to_bytes(8, "big"), "it says another number"),
            (5, n > self.n and when >= self.at, "it is before the one before it"),
            (5, filed not in self.ids, "its act is there twice"),
            (5, filed == own, "it is filed under another id than its act's"),
            (4, known, f"nobody had enrolled the key {who}"),
            (4, self.is_signed(who, act, signed), "the signature does not fit"),
        )
        self.faults += [(step, what, n) for step, holds, what in checks if not holds]
        self.n, self.at = n, max(when, self.at)
        self.ids.add(filed)
        for event in answered.get("events", ()):
            if event["event"] in ("opened", "enrolled", "key-added"):
                self.keys.add(event.get("key"))
                self.names.add((event.get("person"), said.get("details")))
        if answered.get("answer") == "granted":
            self.named(n, said, left)

    def named(self, n: int, said: dict[str, Any], left: list[bytes]) -> None:
        """(1) Where a granted act names another key of the log, take that."""
        try:
            if said["act"] in CHANGES:
                self.log_keys.take(n, said, left)
            elif said["act"] == "confirm-desk-key":
                self.log_keys.seconds[said["key"]] = said["by"]
        except FaultError as error:
            self.faults.append((*error.args[:2], n))
        except (KeyError, TypeError, AttributeError) as error:
            self.faults.append((1, f"no key is named rightly here ({error!r})", n))

    def is_signed(self, key: str, act: bytes, signature: bytes) -> bool:
        """(4) Whether the key signed the act, alone or together with others."""
        signed = b"lastlook/act/v1\n" + act
        if len(signature) >= 66:
            index, count, rest = signature[64], signature[65], signature[66:]
            path = [rest[at : at + 32] for at in range(0, len(rest), 32)]
            root = root_by(hash_of(b"\0", act), index, count, path)
            signed = b"lastlook/acts/v1\n" + bytes([count]) + root
            signature = signature[:64] if root and count <= 50 else b""
        once = (from_base64(key), signed, signature)
        if once not in self.checked:
            self.checked = {once: is_signed(*once)}
        return self.checked[once]

    def open(self, openings: dict[str, Any]) -> None:
        """(9) Each name that is opened is the one that was committed to."""
        if openings.keys() - {"form", "people", "unproved", "erased"}:
            raise FaultError(2, "openings.json has what it must not have")
        people = ", ".join(sorted(dict(openings.get("unproved", {}))))
        if people:
            print(f"Names not proved, the keeper's word alone: {people}")
        for one in openings.get("people", ()):
            name = hash_of(from_base64(one["salt"]), one["name"].encode())
            digest = hash_of(name, bytes.fromhex(one["rest"])).hex()
            if (one["person"], digest) not in self.names:
                self.faults.append((9, f"{one['person']} is not {one['name']}", None))


def check_page(files: Files, entries: list[tuple[int, bytes]]) -> None:
    """(9) The page has this bundle in it; how it shows that, nothing here can say."""
    shown = files["index.html"]().partition(SHOWN)[2].partition(b"</script>")[0]
    text = files["checkpoint"]().partition(b"\n\n")[0].decode()
    beside = (json.loads(files[name]()) for name in ("manifest.json", "openings.json"))
    encoded = [(n, base64.b64encode(leaf).decode()) for n, leaf in entries]
    is_here = [text, *beside, encoded if len(encoded) <= SHOWN_MAX else []]
    try:
        has = json.loads(shown.decode())
        told = [
            has["checkpoint"].partition("\n\n")[0],
            has["manifest"],
            has["openings"],
        ]
        told.append([(one["n"], one["leaf"]) for one in has["entries"]])
    except (ValueError, KeyError, TypeError, AttributeError):
        print("The page was not checked: no bundle can be read in index.html.")
        return
    if told != is_here:
        raise FaultError(9, "index.html has another bundle in it than this one")
    print("The page has this bundle in it. How it shows that was not checked.")


def check(record: Record, files: Files, log: Key, policy: str | None) -> None:
    """Check all of a bundle's files by the log's key that was brought."""
    keys = record.log_keys = Keys(log)
    note = read_note(files["checkpoint"]())
    record.size, root = read_checkpoint(note, log[0])
    try:
        entries: list[tuple[int, bytes]] = []
        for found in entries_of(files, record.size, root):
            record.hear(*found)
            entries += [found[:2]] if len(entries) <= SHOWN_MAX else []
        if "openings.json" in files:
            record.open(read_json(files, "openings.json"))
            check_page(files, entries)
    except FaultError as error:
        record.faults.append((*error.args, None)[:3])
    record.faults += [error.args for error in keys.check(note, policy)]


def main() -> int:
    """Check what the command line names; 0 only where everything holds."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("top", metavar="BUNDLE", type=Path, help="a zip or a folder")
    asked.add_argument("--vkey", required=True, help="the log's key you were given")
    asked.add_argument("--policy", type=Path, help="the witnesses you trust, in a file")
    told, record = asked.parse_args(), Record()
    try:
        policy = told.policy and told.policy.read_text("utf-8", "surrogateescape")
        files = read_files(told.top)
        check(record, files, read_vkey(told.vkey.strip(), SIGNS), policy)
    except FaultError as error:
        record.faults.append((*error.args, None)[:3])
    except Exception as error:  # whatever cannot be read does not hold
        record.faults.append((2, f"something is missing or broken ({error!r})", None))
    for step, what, entry in record.faults[:100]:
        print(f"({step})", "" if entry is None else f"entry {entry}:", what)
    read = f"{len(record.ids)} entries read, of {record.size} that are signed."
    print(read if record.heard or not record.faults else "No entry was looked at.")
    print("DOES NOT HOLD" if record.faults else "HOLDS, as far as it is checked here")
    return 1 if record.faults else 0


if __name__ == "__main__":
    sys.exit(main())
