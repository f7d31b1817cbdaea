"""Which store an address means: the only place that knows.

    FILE, sqlite:FILE           an SQLite file
    postgresql://ROLE@HOST/DATABASE?production=ID&files=FOLDER
                                one production of a PostgreSQL database

1. Everything else in the program is handed a `Place` and asks here for its store.
2. `production` and `files` are ours and never reach the database's library; whatever
   else stands behind the question mark does.
3. A place is called by its address without its password.
"""

from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from msgspec import Struct

from lastlook.core.words import ProductionId
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.sqlite import check_there as file_is_there
from lastlook.ledger.store import Store
from lastlook.wiring.files import Files, WiringError, check_id, signer_of

if TYPE_CHECKING:  # at run time only who keeps a ledger there waits for its library
    from lastlook.ledger.postgres_link import Address

SQLITE: Final = "sqlite:"
POSTGRES: Final = ("postgresql://", "postgres://")
PRODUCTION, FILES = "production", "files"
SECRETS: Final = frozenset({"password", "sslpassword"})


class Place(Struct, frozen=True):
    """Where a production is kept.

    Attributes:
        ledger: the SQLite file; or the name that the files beside a ledger in a
            database begin with.
        database: the database's address, as its library takes it.
        production: which of its productions.
    """

    ledger: Path
    database: str | None = None
    production: ProductionId = ""

    @property
    def files(self) -> Files:
        """Its files."""
        return Files(self.ledger)

    def __str__(self) -> str:
        if self.database is None:
            return str(self.ledger)
        # (3) without its password
        parts = urlsplit(self.database)
        whose, at, host = parts.netloc.rpartition("@")
        asked = dict(parse_qsl(parts.query)) | {PRODUCTION: self.production}
        asked[FILES] = str(self.ledger.parent)
        told = {name: one for name, one in asked.items() if name not in SECRETS}
        return _url(parts, f"{whose.partition(':')[0]}{at}{host}", told)


Where: TypeAlias = Path | Place


def is_address(text: str) -> bool:
    """Whether this is an address, of a store or of what is none, not a file's path."""
    return "://" in text or text.startswith(SQLITE)


def place_at(
    text: str, production: ProductionId | None = None, files: Path | None = None
) -> Place:
    """The place that somebody typed.

    Args:
        text: a path or an address.
        production: which one, where the address does not say.
        files: the folder of the files beside the ledger, where it does not say; the
            current one where nobody does.

    Raises:
        WiringError: it cannot be understood; says why.
    """
    if not text.startswith(POSTGRES):
        if "://" in text and not text.startswith(SQLITE):
            raise WiringError(
                f"{text.partition('://')[0]}: is no store this program knows. Write a "
                "file's path, or postgresql://ROLE@HOST/DATABASE?production=ID."
            )
        return Place(Path(text.removeprefix(SQLITE).removeprefix("//")))
    parts = urlsplit(text)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    named = asked.pop(PRODUCTION, "") or production
    folder = Path(asked.pop(FILES, "") or files or ".")
    if named is None or production not in (None, named):
        raise WiringError(
            "A database holds many productions, and this names "
            f"{'none' if named is None else f'both {named} and {production}'}: give "
            "its id once, by --production or as ?production=ID in the address."
        )
    check_id(named)
    # (2) the rest is the library's; quoted as it wants it, without plus signs
    database = _url(parts, parts.netloc, asked)
    return Place(folder / quote(named, safe=""), database, named)


def place_of(where: Where) -> Place:
    """A place, where a file's path may be given for one."""
    return where if isinstance(where, Place) else Place(where)


def check_there(where: Where) -> None:
    """Refuse a path where no file is; StoreUnusableError says what to do."""
    place = place_of(where)
    if place.database is None:
        file_is_there(place.ledger)


def files_of(where: Where) -> Files:
    """The files beside a ledger."""
    return place_of(where).files


def vkey(where: Where) -> str:
    """The ledger's public key, as whoever checks it should have been given it."""
    return signer_of(files_of(where)).verifier.vkey


def create(place: Place) -> Store:
    """A new store, with nothing in it.

    Raises:
        StoreUnusableError: there is one already; it was left as it is.
    """
    if place.database is None:
        return SqliteStore.create(place.ledger)
    from lastlook.ledger.postgres import PostgresStore  # noqa: PLC0415  # when asked

    return PostgresStore.create(_address(place.database), place.production)


def open_to_write(place: Place, *, even_closed: bool = False) -> Store:
    """The store, for a desk; `even_closed` for whoever moves it."""
    if place.database is None:
        return SqliteStore.open(place.ledger)
    from lastlook.ledger.postgres import PostgresStore  # noqa: PLC0415  # when asked

    address = _address(place.database)
    return PostgresStore.open(address, place.production, even_closed=even_closed)


def open_to_read(place: Place) -> Store:
    """The store, for reading; a desk may be writing to it."""
    if place.database is None:
        return SqliteStore.open_to_read(place.ledger)
    from lastlook.ledger.postgres import PostgresStore  # noqa: PLC0415  # when asked

    return PostgresStore.open_to_read(_address(place.database), place.production)


def close_to_desks(place: Place, *, closed: bool = True) -> None:
    """Let no desk write any more to what was moved away, or again to what came back.

    A file has only the desks of its own machine, and `files.held` keeps those off.
    """
    if place.database is None:
        return
    from lastlook.ledger.postgres import PostgresStore  # noqa: PLC0415  # when asked

    address = _address(place.database)
    store = PostgresStore.open(address, place.production, even_closed=True)
    with closing(store):
        store.close_to_desks(closed=closed)


def watch(place: Place) -> AsyncIterator[None] | None:
    """Speaks up when another desk may have written; None where there is only one."""
    if place.database is None:
        return None
    from lastlook.ledger.postgres_watch import watch as hear  # noqa: PLC0415  # asked

    return hear(_address(place.database), place.production)


def prepare(database: str, desks: tuple[str, ...], readers: tuple[str, ...]) -> bool:
    """Make a database ready for ledgers; whether it was not before.

    Raises:
        WiringError: that is no database's address.
        StoreUnusableError: this role may not; says what is missing.
    """
    if not database.startswith(POSTGRES):
        raise WiringError(
            "Only a database is prepared: postgresql://ROLE@HOST/DATABASE"
        )
    from lastlook.ledger.postgres import prepare as made  # noqa: PLC0415  # when asked

    return made(_address(database), desks, readers)


def _address(database: str) -> "Address":
    from lastlook.ledger.postgres_link import (  # noqa: PLC0415  # when asked
        Address,
        check_address,
    )

    check_address(database)
    return Address(database)


def _url(parts: SplitResult, netloc: str, asked: dict[str, str]) -> str:
    asks = urlencode(asked, quote_via=quote, safe="/")
    return f"{parts.scheme}://{netloc}{parts.path}{'?' if asks else ''}{asks}"
