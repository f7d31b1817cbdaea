"""The read token: the word by which a monitor may read a log's entries."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lastlook.ledger.keys import read_key_file, write_key_file
from lastlook.wiring.files import WiringError

if TYPE_CHECKING:
    from lastlook.api.tiles import ReadToken  # at run time only who serves waits for it

WORD_BYTES: Final = 32


def read_token(path: Path) -> "ReadToken":
    """The token whose word is in this file; a new word where there is no file.

    Raises:
        KeyFileError: the file cannot be read or made, or others can read it.
        WiringError: the word is too short.
    """
    from lastlook.api.tiles import ReadToken  # noqa: PLC0415  # only who serves

    if not path.exists():
        write_key_file(path, secrets.token_urlsafe(WORD_BYTES))
    try:
        return ReadToken.of(read_key_file(path).strip())
    except ValueError as error:
        raise WiringError(f"{path}: {error} Make a new one, or name no file.") from None
