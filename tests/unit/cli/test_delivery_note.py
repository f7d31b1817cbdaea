"""A hire house's delivery note: what is read, and what is refused."""

import asyncio
from pathlib import Path

import pytest
from click.testing import Result

from lastlook import wiring
from lastlook.cli import exits
from lastlook.cli.delivery_note import (
    BYTES_MAX,
    KNOWN,
    ROWS_MAX,
    NoteError,
    read_note,
)
from lastlook.core.acts import (
    AnyAct,
    Receive,
    RegisterDummyType,
    RegisterWeapon,
    RevokeKey,
)
from lastlook.core.answers import Granted
from lastlook.desk.clock import SystemClock
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.pen import write_key
from lastlook.desk.player import key_called
from lastlook.ledger.keys import write_key_file
from tests.tidy.repository import ROOT
from tests.world.levels import STORIES
from tests.world.typed import run

HEADER = (
    "what,id,class,mechanism,chambers,calibre,serial,supplier,place,"
    "kind,rounds,box,dummy-type,hole,rattle,primer"
)
WEAPON = "weapon,colt-9,firearm,pump,6,.45LC,R-77,hire-house,safe-1,,,,,,,"
LOT = "lot,D9,,,,.45LC,,hire-house,safe-1,dummy,50,B9,rattler-9,,,"
TYPE = "dummy-type,rattler-9,,,,.45LC,,,,,,,,no,yes,inert"
NOTE = f"{HEADER}\n{LOT}\n{WEAPON}\n{TYPE}\n"


def faults(note: str | bytes) -> list[str]:
    with pytest.raises(NoteError) as caught:
        read_note(note.encode() if isinstance(note, str) else note)
    return [str(fault) for fault in caught.value.faults]


def test_rows_become_acts_and_dummy_types_come_first() -> None:
    rows = read_note(NOTE.encode())
    assert [row.kind for row in rows] == [RegisterDummyType, RegisterWeapon, Receive]
    assert [row.line for row in rows] == [4, 3, 2]
    assert rows[1].fields == {
        "weapon": "colt-9",
        "weapon_class": "firearm",
        "mechanism": "pump",
        "chambers": 6,
        "calibre": ".45LC",
        "serial": "R-77",
        "supplier": "hire-house",
        "place": "safe-1",
    }
    assert rows[2].fields["rounds"] == 50
    assert rows[0].fields["rattle"] is True


@pytest.mark.parametrize(
    "note",
    [
        NOTE.encode("utf-8-sig"),
        NOTE.replace(",", ";").encode(),
        NOTE.replace(",", "\t").encode(),
        NOTE.replace("\n", "\r\n").encode(),
        NOTE.replace("colt-9", '"colt-9"').encode(),
        NOTE.replace("\n", "\n,,,,,,,,,,,,,,,\n", 1).encode(),
        NOTE.replace(",colt-9,", ", colt-9 ,").encode(),
    ],
    ids=["mark", "semicolons", "tabs", "windows", "quotes", "empty row", "spaces"],
)
def test_what_spreadsheets_write_reads_the_same(note: bytes) -> None:
    plain = [row.fields for row in read_note(NOTE.encode())]
    assert [row.fields for row in read_note(note)] == plain


BAD: dict[str, tuple[str | bytes, str]] = {
    "utf-16": (
        NOTE.encode("utf-16"),
        'line 1: The file is UTF-16. Save it again as "CSV UTF-8".',
    ),
    "utf-16 without its mark": (
        NOTE.encode("utf-16-le"),
        'line 1: The file is UTF-16. Save it again as "CSV UTF-8".',
    ),
    "latin-1": (
        NOTE.replace("hire-house", "café").encode("latin-1"),
        (
            "line 2: The byte e9 is not UTF-8; it may be Latin-1. "
            'Save it again as "CSV UTF-8".'
        ),
    ),
    "a letter no id has": (
        NOTE.replace("D9", "D9é"),
        (
            "line 2, column id: It is 'D9é'. It must be an id of letters, digits and "
            ". _ / + -, at most 64 characters."
        ),
    ),
    "an unknown column": (
        NOTE.replace("chambers", "chamber"),
        "line 1, column chamber: There is no such column. Did you mean chambers?",
    ),
    "a column twice": (
        NOTE.replace("class", "place", 1),
        "line 1, column place: The column stands there twice.",
    ),
    "no header": (
        "\n".join([WEAPON.replace("weapon", "colt"), LOT]),
        f"line 1: It names no columns. There is: {', '.join(KNOWN)}.",
    ),
    "no column that says what": (
        "id,calibre\nD9,.45LC\n",
        "line 1, column what: The column is missing; it says what each row is.",
    ),
    "an unknown thing": (
        NOTE.replace("weapon,", "gun,"),
        "line 3, column what: It is 'gun'; say one of: dummy-type, weapon, lot.",
    ),
    "an unknown class": (
        NOTE.replace(",firearm,", ",pistol,"),
        (
            "line 3, column class: It is 'pistol'. Say one of: firearm, blank-adapted, "
            "blank-firing, deactivated, airsoft, replica, rubber, blade, bow."
        ),
    ),
    "a number in words": (
        NOTE.replace(",6,", ",six,"),
        "line 3, column chambers: It is 'six', not a whole number in digits.",
    ),
    "more chambers than there can be": (
        NOTE.replace(",6,", ",600,"),
        "line 3, column chambers: It is '600'. Expected int <= 50.",
    ),
    "neither yes nor no": (
        NOTE.replace(",no,yes,", ",no,maybe,"),
        "line 4, column rattle: It is 'maybe'; say yes or no.",
    ),
    "an empty cell": (
        NOTE.replace("R-77", ""),
        "line 3, column serial: It is empty; every weapon has one.",
    ),
    "a cell of another kind": (
        NOTE.replace("safe-1,,,,,,,", "safe-1,,30,,,,,"),
        "line 3, column rounds: A weapon has none; leave the cell empty.",
    ),
    "a row too short": (
        NOTE.replace(WEAPON, WEAPON[:-1]),
        "line 3: The row has 15 cells, the header 16.",
    ),
    "the same thing twice": (
        f"{NOTE}{WEAPON}\n",
        "line 5, column id: weapon colt-9 stands in line 3 already.",
    ),
    "quotes that do not close": (
        NOTE.replace("colt-9", '"colt-9'),
        (
            "line 3: The quotes do not fit: unexpected end of data. "
            "Check the cells with quotes."
        ),
    ),
    "nothing": ("", f"line 1: It names no columns. There is: {', '.join(KNOWN)}."),
    "a header alone": (f"{HEADER}\n", "line 2: There is no row under the header."),
    "too many rows": (
        "\n".join([HEADER, *[WEAPON] * (ROWS_MAX + 1)]),
        (
            f"line {ROWS_MAX + 2}: There are more than {ROWS_MAX} rows. "
            "Bring it in in parts."
        ),
    ),
    "too big": (
        b"x" * (BYTES_MAX + 1),
        (
            f"line 1: The file has {BYTES_MAX + 1} bytes; {BYTES_MAX} is the most. "
            "Bring it in in parts."
        ),
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_is_wrong_is_told_by_line_column_and_reason(case: str) -> None:
    note, said = BAD[case]
    assert faults(note) == [said]


def test_everything_that_is_wrong_is_told_at_once_in_order() -> None:
    note = NOTE.replace("D9", "D 9").replace(",6,", ",six,").replace("inert", "wet")
    assert [said.partition(":")[0] for said in faults(note)] == [
        "line 2, column id",
        "line 3, column chambers",
        "line 4, column primer",
    ]


def test_of_endless_faults_the_first_twenty_are_shown() -> None:
    rows = [f"gun,{n}{',' * 14}" for n in range(50)]
    with pytest.raises(NoteError, match="and 30 more"):
        read_note("\n".join([HEADER, *rows]).encode())


def test_the_note_in_the_reference_is_one() -> None:
    page = (ROOT / "docs" / "reference" / "cli.md").read_text("utf-8")
    note = page.partition("one hire house might send:\n\n```text\n")[2].partition(
        "```"
    )[0]
    assert len(read_note(note.encode())) == 4


# --- into a production -----------------------------------------------------------


@pytest.fixture
def production(tmp_path: Path) -> Path:
    path = tmp_path / "x.ledger"
    story = STORIES / "a-set-is-ready.story"
    assert run("play", story, "--into", path).exit_code == 0
    key = write_key("armorer", key_called("armorer-phone"))
    write_key_file(tmp_path / "armorer", key)
    return path


def size(path: Path) -> int:
    with wiring.reading(path) as log:
        return log.size


def bring_in(path: Path, note: str, *more: object) -> Result:
    file = path.with_name("note.csv")
    file.write_text(note, "utf-8")
    return run("import", path, file, "--key", path.with_name("armorer"), *more)


def test_a_good_note_is_brought_in_whole(production: Path) -> None:
    before = size(production)
    asked = bring_in(production, NOTE)
    assert asked.exit_code == 0
    assert "3 acts are in" in asked.output
    assert size(production) == before + 3
    assert run("verify", production).exit_code == 0


def test_of_a_note_with_one_refused_row_nothing_is_brought_in(production: Path) -> None:
    before = size(production)
    asked = bring_in(production, NOTE.replace("colt-9", "colt-1"))
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "line 3, weapon colt-1:" in asked.output
    assert "There is a weapon colt-1 already." in asked.output
    assert "Nothing was recorded." in asked.output
    assert size(production) == before


def test_a_note_with_a_bad_row_is_not_even_tried(production: Path) -> None:
    before = size(production)
    asked = bring_in(production, NOTE.replace(",6,", ",six,"))
    assert asked.exit_code == exits.UNREADABLE
    assert "line 3, column chambers" in asked.output
    assert size(production) == before


def test_rounds_are_received_by_those_whose_part_it_is(production: Path) -> None:
    file = production.with_name("note.csv")
    file.write_text(NOTE, "utf-8")
    asked = run("import", production, file)  # by the office's own key
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "office has no role that may do this: receive" in asked.output


def test_a_note_in_anothers_name_is_refused(production: Path) -> None:
    asked = bring_in(production, NOTE, "--as", "prop-master")
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "signed with another person's phone" in asked.output


def test_a_file_that_is_no_key_says_what_one_is(production: Path) -> None:
    key = production.with_name("no-key")
    write_key_file(key, "secret")
    file = production.with_name("note.csv")
    file.write_text(NOTE, "utf-8")
    asked = run("import", production, file, "--key", key)
    assert asked.exit_code == exits.UNREADABLE
    assert "A key's text is: lastlook/key/v1 PERSON" in asked.output


def test_what_is_refused_all_the_same_is_told_and_stays_on_record(
    production: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if somebody had registered it between the preview and the act.
    def granted(_: Desk, acts: list[AnyAct], __: str) -> list[Granted]:
        return [Granted(()) for _ in acts]

    monkeypatch.setattr(Desk, "preview_all", granted)
    before = size(production)
    asked = bring_in(production, NOTE.replace("colt-9", "colt-1"))
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "line 3, weapon colt-1:" in asked.output
    assert size(production) == before + 3


def test_a_key_that_was_revoked_is_told_when(production: Path) -> None:
    clock = SystemClock()

    async def revoke() -> None:
        async with wiring.open_desk(production, clock) as desk:
            office = wiring.pen("long-road", wiring.Files(production).office)
            key = key_text(key_called("armorer-phone").public)
            act = office.act(RevokeKey, clock.now_ms(), key=key, grounds="lost")
            await desk.submit(office.signed(act))

    asyncio.run(revoke())
    asked = bring_in(production, NOTE)
    assert asked.exit_code == exits.DOES_NOT_HOLD
    assert "The phone that signed for armorer was revoked at 2" in asked.output
