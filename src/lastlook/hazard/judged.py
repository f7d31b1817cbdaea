"""Which rules were judged, and by which program: said in whatever an analysis becomes.

1. A pack is named by its id, its version and the digest of its text: whoever has the
   text can tell whether it is the one.
2. The same question of the same program is told in the same words: no time is told.
"""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import asdict, replace

from lastlook.core.policy import Policy
from lastlook.hazard.analysis import Analysis
from lastlook.hazard.what_if import rules_words
from lastlook.policy.schema import Pack

PROGRAM: Final = f"lastlook {version('lastlook')}"
NONE: Final = "none"


class JudgedPack(Struct, frozen=True):
    """(1) One pack; `sha256` is of its text, in hex."""

    id: str
    version: str
    sha256: str

    def __str__(self) -> str:
        """The pack in one line."""
        return f"{self.id} {self.version} sha256:{self.sha256}"


class Judged(Struct, frozen=True):
    """The rules that were judged: the packs, and the codes that were left out."""

    policy: Policy
    packs: tuple[JudgedPack, ...]
    left_out: tuple[str, ...] = ()

    @property
    def rules(self) -> str:
        """The packs, and what is left out of them, in words."""
        return rules_words(self.policy, self.left_out)

    def without(self, code: str) -> "Judged":
        """The same with one rule out of force."""
        left_out = tuple(dict.fromkeys((*self.left_out, code)))
        return replace(self, policy=self.policy.without(code), left_out=left_out)

    def as_json(self) -> dict[str, Any]:
        """`program`; `packs`, each `id`, `version`, `sha256`; `without`, the codes."""
        return {
            "program": PROGRAM,
            "packs": [asdict(pack) for pack in self.packs],
            "without": list(self.left_out),
        }

    def about(self, found: Analysis) -> dict[str, str]:
        """(2) What an analysis is of, as names and lines of text; none is empty."""
        orders = "every order"
        if not found.complete:
            orders = f"at most {found.searched}"
        return {
            "program": PROGRAM,
            "scene": found.scene.name,
            "top_event": found.top.name,
            "world": str(found.scene.size),
            "orders": orders,
            "packs": ", ".join(map(str, self.packs)) or NONE,
            "without": ", ".join(self.left_out) or NONE,
        }


def judged(policy: Policy, packs: Iterable[Pack]) -> Judged:
    """The rules of a policy that these packs make."""
    named = {JudgedPack(pack.id, pack.version, pack.digest) for pack in packs}
    in_order = sorted(named, key=lambda one: (one.id, one.version, one.sha256))
    return Judged(policy, tuple(in_order))
