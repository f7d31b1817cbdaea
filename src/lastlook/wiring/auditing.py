"""An auditor's own key, in a file of theirs."""

from pathlib import Path

from lastlook.ledger.keys import PrivateKey, read_key_file, write_key_file
from lastlook.ledger.note import Signer, read_skey


def auditor(key_file: Path) -> Signer:
    """The auditor whose key is in this file.

    Raises:
        KeyFileError: it cannot be read, or others can read it.
        MalformedError: it holds no key.
    """
    return read_skey(read_key_file(key_file))


def new_auditor(key_file: Path) -> Signer:
    """A new auditor, named after the file, whose key goes into it.

    Raises:
        KeyFileError: there is a file already, or none can be made.
        MalformedError: a key cannot be named so.
    """
    signer = Signer(f"auditor/{key_file.stem}", PrivateKey.make())
    write_key_file(key_file, signer.skey)
    return signer
