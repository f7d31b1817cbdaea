"""Packs that say what was done on a day that ended badly. For analysis, never for use.

1. They are no packs a production can adopt by name, and none of `policy.library`.
"""

from importlib.resources import files
from typing import Final

AS_PRACTISED: Final = "as-practised-2021"
PRACTISED: Final = (AS_PRACTISED,)


def practised(name: str) -> str | None:
    """The text of such a pack; None where there is none of that name."""
    if name not in PRACTISED:
        return None
    folder = files("lastlook.hazard") / "packs"
    return (folder / f"{name}.toml").read_text("utf-8")
