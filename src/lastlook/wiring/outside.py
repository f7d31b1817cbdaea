"""The files of a production that others outside are asked to witness.

Beside FILE there are then two more:

    FILE.witnesses   who they are and how many are enough (C2SP tlog-policy)
    FILE.cosigned    what they have cosigned; only ever added to
"""

from pathlib import Path


def witnesses_file(ledger: Path) -> Path:
    """The policy that names the witnesses, where there are any."""
    return ledger.with_name(f"{ledger.name}.witnesses")


def cosigned_file(ledger: Path) -> Path:
    """What the witnesses have cosigned."""
    return ledger.with_name(f"{ledger.name}.cosigned")
