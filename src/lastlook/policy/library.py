"""The packs a desk or a verifier knows, by digest, and the policies they make.

1. A text is read before it is kept; what cannot be read is not known.
2. A policy is asked for by digests, as the record names them, in any order.
3. The packs that come with Lastlook are texts like any other.
4. A production opens under one pack and adopts the others one by one: `in_turn` finds
   an order in which each goes with those before it, where there is one.
"""

from collections.abc import Sequence
from importlib.resources import files
from typing import Final

from lastlook.core.policy import Policy
from lastlook.policy.read import digest, read_pack
from lastlook.policy.schema import Pack
from lastlook.policy.stack import StackError, stack

__all__ = [
    "Library",
    "PackUnknownError",
    "digest",
    "in_turn",
    "shipped",
    "shipped_names",
]

_PACKS: Final = files("lastlook.policy") / "packs"


class PackUnknownError(LookupError):
    """A digest that belongs to no pack learned, or a name to none shipped."""


class Library:
    """Packs by digest."""

    def __init__(self) -> None:
        self._packs: dict[str, Pack] = {}
        self._policies: dict[frozenset[str], Policy] = {}

    def learn(self, text: str, where: str) -> str:
        """Keep a pack's text and answer its digest; PackError where it is no pack."""
        pack = read_pack(text, where)
        self._packs[pack.digest] = pack
        return pack.digest

    def pack(self, sha: str) -> Pack:
        """The pack with this digest."""
        if sha not in self._packs:
            raise PackUnknownError(f"No pack with the digest {sha} was learned.")
        return self._packs[sha]

    def policy(self, digests: tuple[str, ...]) -> Policy:
        """The policy of these packs together; StackError where they clash."""
        key = frozenset(digests)
        if key not in self._policies:
            self._policies[key] = stack(self.pack(sha) for sha in digests)
        return self._policies[key]


def in_turn(texts: Sequence[str]) -> tuple[str, ...]:
    """Packs in the nearest order in which each can be adopted; else as they are.

    Raises:
        PackError: one of them is no pack.
    """
    waiting = {text: read_pack(text, "a pack") for text in texts}
    done: list[str] = []
    before: list[Pack] = []
    while waiting:
        text = next((t for t, p in waiting.items() if _goes_with(before, p)), None)
        if text is None:
            return tuple(texts)
        done.append(text)
        before.append(waiting.pop(text))
    return tuple(done)


def _goes_with(before: Sequence[Pack], pack: Pack) -> bool:
    try:
        stack([*before, pack])
    except StackError:
        return False
    return True


def shipped_names() -> tuple[str, ...]:
    """The names of the packs that come with Lastlook, in order."""
    found = (file.name for file in _PACKS.iterdir())
    return tuple(
        sorted(name.removesuffix(".toml") for name in found if name.endswith(".toml"))
    )


def shipped(name: str) -> str:
    """The text of a pack that comes with Lastlook."""
    if name not in shipped_names():
        there_are = ", ".join(shipped_names())
        raise PackUnknownError(f"No pack {name} comes with Lastlook; try {there_are}.")
    return (_PACKS / f"{name}.toml").read_text("utf-8")
