"""What the command's exit codes mean, and which error has which.

Errors are known by name: looking one up imports nothing.
"""

import errno
from typing import Final

HOLDS: Final = 0
DOES_NOT_HOLD: Final = 1
USAGE: Final = 2
UNREADABLE: Final = 3
NOT_ANSWERED: Final = 4
DAMAGED: Final = 5
BUSY: Final = 6
IN_PART: Final = 7
STOPPED: Final = 130

MEANING: Final[dict[int, str]] = {
    HOLDS: "done; everything holds",
    DOES_NOT_HOLD: "read and checked, and something does not hold or was refused",
    USAGE: "the command was called wrongly",
    UNREADABLE: "a file is missing, unreadable or of the wrong kind",
    NOT_ANSWERED: "the desk did not answer; nothing was recorded",
    DAMAGED: "the ledger is damaged, rolled back or cannot be written",
    BUSY: "somebody else is writing, the disk is full or the link is lost; try again",
    IN_PART: "what was checked holds, but not everything was checked",
    STOPPED: "stopped by Ctrl-C",
}
FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
CODES: Final[dict[str, int]] = {
    "lastlook.stories.faults.StoryError": UNREADABLE,
    "lastlook.policy.read.PackError": UNREADABLE,
    "lastlook.policy.stack.StackError": UNREADABLE,
    "lastlook.policy.library.PackUnknownError": UNREADABLE,
    "lastlook.desk.people.PeopleFileError": UNREADABLE,
    "lastlook.desk.pen.KeyTextError": UNREADABLE,
    "lastlook.desk.unanswered.Unreadable": UNREADABLE,
    "lastlook.desk.unanswered.Busy": BUSY,
    "lastlook.desk.unanswered.DeskStopped": DAMAGED,
    "lastlook.desk.unanswered.Unanswered": NOT_ANSWERED,
    "lastlook.wiring.files.HeldError": BUSY,
    "lastlook.wiring.files.WiringError": UNREADABLE,
    "lastlook.hazard.graph.TooLargeError": IN_PART,
    "lastlook.cli.delivery_note.NoteError": UNREADABLE,
    "lastlook.evidence.archive.ArchiveError": UNREADABLE,
    "lastlook.evidence.bundle.BundleError": UNREADABLE,
    "lastlook.ledger.errors.StoreUnusableError": UNREADABLE,
    "lastlook.ledger.errors.InputError": UNREADABLE,
    "lastlook.ledger.errors.RetryableError": BUSY,
    "lastlook.ledger.errors.FatalError": DAMAGED,
    "builtins.OSError": UNREADABLE,
    "builtins.UnicodeDecodeError": UNREADABLE,
}


def is_full(error: BaseException) -> bool:
    """Whether it is an error of a disk that has no room."""
    return isinstance(error, OSError) and error.errno in FULL


def code_of(error: BaseException) -> int | None:
    """The exit code of an error; None where it is a fault of the program."""
    if is_full(error):
        return BUSY
    for kind in type(error).__mro__:
        code = CODES.get(f"{kind.__module__}.{kind.__qualname__}")
        if code is not None:
            return code
    return None


def words_of(error: BaseException) -> str:
    """What is said of an error."""
    if not isinstance(error, OSError) or error.errno not in {*FULL, errno.EROFS}:
        return f"{error}"
    what = error.filename or "what was to be written"
    if error.errno == errno.EROFS:
        return f"{what}: nothing can be written on that disk. Name another place."
    return (
        f"There is no room left for {what}; it was not written. Free some space on "
        "that disk, then do the same again."
    )
