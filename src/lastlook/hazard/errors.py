"""Basic events: what a person may do wrong, each with a name of three words.

1. An error is a *permission*: it may be committed, it need not be. With more errors
   permitted nothing becomes impossible, so the fault tree is coherent by construction.
2. One event is one class of error in one task by one person. Who is blind to something
   once may be so again: a persistent blind spot counts once.
3. Errors that leave the same record and the same world are one event, however they
   come about: whether nobody looked or somebody saw wrong, whether nobody asked or the
   no was not heeded. `GUIDE_WORDS` says what each class stands for.

Guide words after HAZOP (IEC 61882) and the phenotypes of erroneous action (Hollnagel,
1993); permissions instead of forced faults make a monotone structure function.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

from lastlook.hazard.numbered import Numbered

Class: TypeAlias = Literal["untrue", "bypass", "mixup", "covert", "slip", "stock"]
GUIDE_WORDS: Final[dict[Class, tuple[str, ...]]] = {
    "untrue": (
        "false report: told and not done",
        "misperception: done, and something else seen than there is",
        "under another's name: told by somebody else on that person's phone",
    ),
    "bypass": (
        "unreported: done without asking",
        "defiance: done although it was refused",
    ),
    "mixup": ("wrong object: done to one thing and told of another",),
    "covert": ("a deed that is nobody's task, of which nobody tells",),
    "slip": ("a deed nobody chose",),
    "stock": ("delivered, and not what it says it is",),
}
BRING: Final = "bring-"  # and the kind of round: what is brought by somebody
TASKS: Final[dict[str, str]] = {
    "take-out": "custody",
    "offer": "custody",
    "accept": "custody",
    "collect": "custody",
    "lock-up": "custody",
    "lay-down": "custody",
    "take": "custody",
    "send-back": "custody",
    "surrender": "custody",
    "register-weapon": "custody",
    "load": "loading",
    "unload": "loading",
    "inspect": "look",
    "look-into-barrel": "look",
    "look-into-magazine": "look",
    "round-up-and-look": "look",
    "prove": "proof",
    "verify-status": "status",
    "announce": "call",
    "discharge": "shot",
    "lower": "hammer",
}  # what kind of act belongs to which task (2)


class Error(NamedTuple):
    """A basic event: its class, in which task or to what, by whom."""

    of: Class
    what: str
    who: str

    @property
    def name(self) -> str:
        """`class.what.who`, as in every export."""
        return f"{self.of}.{self.what}.{self.who}"


class Errors:
    """Basic events by number: a set of them is the bits of one integer."""

    def __init__(self) -> None:
        self._numbers: Numbered[Error] = Numbered()
        self.all = self._numbers.all

    def bit(self, of: Class, what: str, who: str) -> int:
        """The bit of one basic event; `what` is a task or an act of one."""
        return 1 << self._numbers[Error(of, TASKS.get(what, what), who)]

    def of(self, bits: int) -> tuple[Error, ...]:
        """The basic events of a set, by name."""
        return tuple(sorted(e for n, e in enumerate(self.all) if bits >> n & 1))
