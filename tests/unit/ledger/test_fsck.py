"""What fsck finds in a store, and that it names it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from lastlook.ledger.fsck import CHECKS, FAULTS_MAX, Check, fsck
from lastlook.ledger.head import HeadInMemory, Pending
from lastlook.ledger.log import Log
from lastlook.ledger.memory import MemoryStore
from lastlook.ledger.sqlite import SqliteStore
from lastlook.ledger.store import Head, Tile
from tests.world.ledger import a_log, a_signer, drafts

SIGNER = a_signer()
LOG = (SIGNER.verifier,)


class DamagedStore(MemoryStore):
    """A store in memory in which single things can be changed."""

    def change_leaf(self, n: int, change: Callable[[bytes], bytes]) -> None:
        act_id = next(act_id for act_id, at in self._numbers.items() if at == n)
        self._leaves[n] = change(self._leaves[n])
        self._numbers[act_id] = n

    def lose_tile(self, level: int, n: int) -> None:
        del self._tiles[level, n]

    def change_tile(self, tile: Tile) -> None:
        self._tiles[tile.level, tile.n] = tile

    def change_head(self, size: int, note: bytes) -> None:
        at = next(at for at, head in enumerate(self._heads) if head.size == size)
        self._heads[at] = Head(size, note)

    def mislead(self, n: int, to: int) -> None:
        act_id = next(act_id for act_id, at in self._numbers.items() if at == n)
        self._numbers[act_id] = to


@pytest.fixture
def store() -> DamagedStore:
    """300 entries in three commits: one tile is full."""
    store = DamagedStore()
    a_log(100, 190, 10, store=store)
    return store


def found(checks: list[Check]) -> dict[str, list[str]]:
    """Where each check found something."""
    return {
        check.what: [fault.where for fault in check.faults]
        for check in checks
        if not check.holds
    }


def last_byte_flipped(leaf: bytes) -> bytes:
    return leaf[:-80] + bytes([leaf[-80] ^ 1]) + leaf[-79:]


def test_a_ledger_that_is_well_passes_every_check_and_each_says_how_many(
    store: DamagedStore,
) -> None:
    head_file = HeadInMemory()
    newest = store.head()
    assert newest is not None
    head_file.write(newest.note)
    told: list[int] = []
    checks = fsck(store, LOG, head_file, told.append)
    assert found(checks) == {}
    counts = dict(zip(CHECKS, (1, 300, 300, 1, 4, 1), strict=True))
    assert {check.what: check.count for check in checks} == counts
    assert told == [0]


@pytest.mark.parametrize("n", [0, 57, 255])
def test_a_changed_entry_in_a_full_tile_is_named(store: DamagedStore, n: int) -> None:
    store.change_leaf(n, last_byte_flipped)
    checks = fsck(store, LOG)
    assert found(checks)["entries"] == [f"entry {n}"]
    behind = [f"checkpoint {size}" for size in (100, 290, 300) if size > n]
    assert found(checks).get("checkpoints", []) == behind[1:]


def test_a_changed_entry_that_no_tile_remembers_is_narrowed_to_its_commit(
    store: DamagedStore,
) -> None:
    store.change_leaf(295, last_byte_flipped)
    assert found(fsck(store, LOG))["entries"] == ["one of entries 290-299"]


def test_an_entry_that_is_no_entry_is_named_and_the_rest_is_looked_at(
    store: DamagedStore,
) -> None:
    store.change_leaf(3, lambda leaf: b"x" + leaf[1:])
    [_, entries, act_ids, *_] = fsck(store, LOG)
    assert {fault.where for fault in entries.faults} == {"entry 3"}
    assert entries.count == 300
    assert act_ids.count == 299


def test_more_faults_than_are_kept_are_counted(store: DamagedStore) -> None:
    for n in range(20):
        store.change_leaf(n, lambda leaf: b"x" + leaf[1:])
    [_, entries, *_] = fsck(store, LOG)
    assert len(entries.faults) == FAULTS_MAX
    assert entries.more > 0


def test_an_act_id_that_leads_elsewhere_is_named(store: DamagedStore) -> None:
    store.mislead(7, 8)
    assert found(fsck(store, LOG))["act ids"] == ["entry 7"]


@pytest.mark.parametrize("how", ["lost", "changed"])
def test_a_tile_that_is_not_that_of_its_entries_is_named(
    store: DamagedStore, how: str
) -> None:
    tile = store.tile(0, 0)
    assert tile is not None
    if how == "lost":
        store.lose_tile(0, 0)
    else:
        store.change_tile(Tile(0, 0, tile.root, bytes(len(tile.hashes))))
    assert found(fsck(store, LOG)) == {"tiles": ["tile 0/0"]}


@pytest.mark.parametrize(("level", "n"), [(0, 1), (1, 0)])
def test_a_tile_with_no_entries_under_it_is_named(
    store: DamagedStore, level: int, n: int
) -> None:
    tile = store.tile(0, 0)
    assert tile is not None
    store.change_tile(Tile(level, n, tile.root, tile.hashes))
    assert found(fsck(store, LOG)) == {"tiles": [f"tile {level}/{n}"]}


def test_a_checkpoint_that_is_not_signed_is_named_and_the_others_are_compared(
    store: DamagedStore,
) -> None:
    note = next(head.note for head in store.heads() if head.size == 100)
    store.change_head(100, note.replace(b"\n100\n", b"\n101\n"))
    assert found(fsck(store, LOG)) == {"checkpoints": ["checkpoint 100"]}


def test_a_checkpoint_by_another_key_is_named(store: DamagedStore) -> None:
    other = (a_signer("other.example").verifier,)
    where = found(fsck(store, other))["checkpoints"]
    assert where == [f"checkpoint {size}" for size in (0, 100, 290, 300)]


def test_a_store_older_than_its_head_file_and_one_of_another_history_are_told() -> None:
    store, head_file = MemoryStore(), HeadInMemory()
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 5))
    older = MemoryStore()
    a_log(3, store=older)
    [*_, head] = fsck(older, LOG, head_file)
    assert "5 entries were signed, 3 are there" in head.faults[0].what
    other = MemoryStore()
    other_log = Log.create(other, SIGNER, HeadInMemory())
    other_log.append(drafts(1, 6))
    [*_, head] = fsck(other, LOG, head_file)
    assert "the 5 entries that were signed are not those here" in head.faults[0].what


def test_what_a_desk_appends_meanwhile_is_no_damage() -> None:
    class Written(DamagedStore):
        log: Log | None = None

        def heads(self) -> Iterator[Head]:
            """Every head there ever was, after one more commit that fills a tile."""
            if self.log is not None:
                self.log.append(drafts(self.log.size, self.log.size + 100))
            return super().heads()

    store, head_file = Written(), HeadInMemory()
    store.log = log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 200))
    checks = fsck(store, LOG, head_file)
    assert log.size == 300
    assert found(checks) == {}
    counts = dict(zip(CHECKS, (1, 200, 200, 0, 2, 1), strict=True))
    assert {check.what: check.count for check in checks} == counts


class Both(MemoryStore):
    """A store that knows whether others write to it."""

    shared = False


@pytest.mark.parametrize("shared", [False, True])
def test_another_batch_in_the_place_of_one_in_doubt_is_a_fault_where_nobody_else_writes(
    shared: bool,  # noqa: FBT001  # pytest's
) -> None:
    store, head_file, other = Both(), HeadInMemory(), MemoryStore()
    store.shared = shared
    log = Log.create(store, SIGNER, HeadInMemory())
    log.append(drafts(0, 3))
    before = log.checkpoint
    log.append(drafts(7, 8))
    elsewhere = Log.create(other, SIGNER, HeadInMemory())
    elsewhere.append(drafts(0, 3))
    elsewhere.append(drafts(3, 5))
    head_file.write(before)
    batch = Pending(elsewhere.checkpoint, before, list(elsewhere.leaves(3)))
    head_file.prepare(batch)
    [*_, head] = fsck(store, LOG, head_file)
    assert head.holds == shared
    if not shared:
        assert "the 5 entries that were signed last" in head.faults[0].what


@pytest.mark.parametrize("over", [False, True], ids=["pending", "settled meanwhile"])
def test_a_batch_that_is_just_being_written_is_told_only_while_it_is(
    over: bool,  # noqa: FBT001  # pytest's
) -> None:
    head_file = HeadInMemory()

    class Written(MemoryStore):
        def heads(self) -> Iterator[Head]:
            """Every head there ever was; the desk goes on meanwhile."""
            if over:
                head_file.settle()
            return super().heads()

    store = Written()
    log = Log.create(store, SIGNER, head_file)
    log.append(drafts(0, 3))
    elsewhere = Log.create(MemoryStore(), SIGNER, HeadInMemory())
    elsewhere.append(drafts(0, 4))
    leaves = list(elsewhere.leaves(3))
    head_file.prepare(Pending(elsewhere.checkpoint, log.checkpoint, leaves))
    [*_, head] = fsck(store, LOG, head_file)
    assert head.holds
    assert ("3 entries were answered, perhaps 4" in head.note) != over


def test_a_store_in_which_nothing_was_begun_does_not_pass() -> None:
    assert found(fsck(MemoryStore(), LOG)) == {"checkpoints": ["the store"]}


# --- on SQLite ---------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "ledger"
    a_log(100, 190, 10, store=SqliteStore.create(path)).close()
    return path


def looked_through(path: Path) -> list[Check]:
    store = SqliteStore.open_to_read(path, still=True)
    try:
        return fsck(store, LOG)
    finally:
        store.close()


def test_whichever_page_is_damaged_something_is_found_and_nothing_is_written(
    path: Path,
) -> None:
    whole = path.read_bytes()
    pages = len(whole) // 4096
    assert pages > 20
    for page in range(1, pages):  # the first is the schema: then it does not open
        damaged = bytearray(whole)
        at = page * 4096
        damaged[at : at + 4096] = bytes(4096)
        path.write_bytes(damaged)
        assert found(looked_through(path)), page
        assert path.read_bytes() == damaged
        assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_flipped_byte_in_an_entry_is_found_with_the_entrys_number(
    path: Path,
) -> None:
    text = path.read_bytes()
    at = text.index(b'"number":142}')
    path.write_bytes(text[:at] + b'"numbar":142}' + text[at + 13 :])
    assert found(looked_through(path))["entries"] == ["entry 142"]


def test_an_index_that_lost_an_act_is_found(path: Path) -> None:
    with apsw.Connection(str(path)) as connection:
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        connection.pragma("writable_schema", True)
        index = "sqlite_autoindex_entries_1"
        page = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = ?", (index,)
        ).get
    connection.close()
    text = bytearray(path.read_bytes())
    # the index's root: its last cell's key, at the front of the cell content area
    first = int.from_bytes(text[(page - 1) * 4096 + 5 : (page - 1) * 4096 + 7], "big")
    text[(page - 1) * 4096 + first + 8] ^= 1
    path.write_bytes(text)
    wrong = found(looked_through(path))
    assert {"pages and indexes", "act ids"} <= set(wrong)
