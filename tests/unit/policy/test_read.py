"""What is wrong in a pack is said at once: the line, the fault, what to do."""

import pytest
from msgspec.structs import fields

from lastlook.core.policy import Limits, Rule
from lastlook.policy.read import PackError, digest, read_pack
from lastlook.policy.schema import BOUNDS
from tests.world.packs import SMALL


def wrong_with(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(text, "small.toml")
    return [str(fault) for fault in caught.value.faults]


def line_of(text: str, line: str) -> int:
    return text.splitlines().index(line) + 1


def test_a_good_pack_is_read_whole() -> None:
    pack = read_pack(SMALL, "small.toml")

    assert (pack.id, pack.version, pack.date.isoformat()) == (
        "small",
        "1",
        "2026-11-23",
    )
    assert pack.digest == digest(SMALL)
    assert pack.handlers == ("armorer", "property-master")
    assert pack.limits["distance_cm"] == 610
    assert pack.parts["call-day"] == ("first-ad", "second-ad")
    assert pack.tests["dummy"] == ("rattle", "hole")
    assert pack.effective_from is None
    assert pack.rules[0] == Rule(
        code="hand-over-by-handler",
        number="SMALL-1",
        pack="small",
        requirement="The handler hands over.",
        source="A statute",
        status="verified",
        severity="stop",
        remedy="Call the handler.",
        control="C05",
    )
    assert pack.rules[1].control == ""


def test_a_pack_may_ask_for_one_thing_only() -> None:
    head, _, _ = SMALL.partition("handlers")
    pack = read_pack(f"{head}effective_from = 2027-01-01\n", "small.toml")

    assert pack.effective_from is not None
    assert (pack.handlers, pack.limits, pack.parts, pack.tests, pack.rules) == (
        (),
        {},
        {},
        {},
        (),
    )


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        (
            'code = "watch-not-offered"',
            'code = "watch-not-ofered"',
            "`watch-not-ofered` is no rule code. Did you mean `watch-not-offered`?",
        ),
        (
            'code = "watch-not-offered"',
            'code = "zzz"',
            "`zzz` is no rule code. The nearest are ",
        ),
        (
            'severity = "warn"',
            'severity = "halt"',
            "`halt` is no severity. Write `hold`, `note`, `stop` or `warn`.",
        ),
        (
            'severity = "warn"',
            'severity = "warm"',
            "`warm` is no severity. Did you mean `warn`?",
        ),
        (
            'status = "house"',
            'status = "proven"',
            (
                "`proven` is no status. Write "
                "`house`, `partial`, `unverified` or `verified`."
            ),
        ),
        (
            'control = "C05"',
            'control = "C39"',
            "`C39` is no control. Did you mean `C38`?",
        ),
        (
            'handlers = ["armorer", "property-master"]',
            'handlers = ["armourer", "property-master"]',
            "`armourer` is no role. Did you mean `armorer`?",
        ),
        (
            'handlers = ["armorer", "property-master"]',
            'handlers = "armorer"',
            "`handlers` is no list. Put it in [ ] brackets.",
        ),
        (
            'load = ["handlers"]',
            "load = []",
            "`load` is empty. Name one, or leave it out.",
        ),
        (
            'load = ["handlers"]',
            'laod = ["handlers"]',
            "`laod` is no act. Did you mean `load`?",
        ),
        (
            'load = ["handlers"]',
            'stop = ["armorer"]',
            "`stop` is no part. Leave it out; no pack can narrow it.",
        ),
        (
            'load = ["handlers"]',
            'open = ["producer"]',
            "`open` is no part. Leave it out; no pack can narrow it.",
        ),
        (
            'load = ["handlers"]',
            "load = [1]",
            "`1` is no role. The nearest are ",
        ),
        (
            'empty = ["eye", "rod"]',
            'empty = ["eye", "road"]',
            "`road` is no test. Did you mean `rod`?",
        ),
        (
            'snap-cap = ["eye"]',
            'unseen = ["eye"]',
            "`unseen` is no finding. Did you mean `unsure`?",
        ),
        (
            "clearance_ms = 600_000",
            "clearance_s = 600",
            (
                "`clearance_s` is no limit. Did you mean `clearance_ms`? "
                "The ending is the unit: `_ms` is milliseconds, `_cm` centimetres."
            ),
        ),
        (
            "clearance_ms = 600_000",
            "clearance_ms = 600",
            (
                "`clearance_ms` is 600, not within 10000 to 86400000. "
                "Check the unit: `_ms` is milliseconds, `_cm` centimetres."
            ),
        ),
        (
            "clearance_ms = 600_000",
            "clearance_ms = 86_400_001",
            "`clearance_ms` is 86400001, not within ",
        ),
        (
            "distance_cm = 610",
            "distance_cm = -610",
            "`distance_cm` is -610, not within ",
        ),
        (
            "distance_cm = 610",
            "distance_cm = 6.1",
            "`distance_cm` is `6.1`. Write a whole number, such as 600_000.",
        ),
        (
            "distance_cm = 610",
            'distance_cm = "20 ft"',
            "`distance_cm` is `20 ft`. Write a whole number, such as 600_000.",
        ),
        (
            "distance_cm = 610",
            "distance_cm = true",
            "`distance_cm` is `True`. Write a whole number, such as 600_000.",
        ),
        (
            'remedy = "Offer it."',
            'remedy = ""',
            (
                "`remedy` is empty. Write one sentence of at most 200 characters "
                "that ends with a full stop."
            ),
        ),
        (
            'remedy = "Offer it."',
            'remedy = "Offer it"',
            "`remedy` is `Offer it`. Write one sentence of at most 200 ",
        ),
        (
            'remedy = "Offer it."',
            'remedy = "Offer\\nit."',
            "`remedy` is `Offer\nit.`. Write one sentence of at most 200 ",
        ),
        (
            'source = "house"',
            "source = 1999-01-01",
            "`source` is `1999-01-01`. Write one line of text, ",
        ),
        (
            "date = 2026-11-23",
            "date = 2026",
            "`date` is `2026`. Write a date, such as 2026-11-23.",
        ),
        (
            'version = "1"',
            'version = "one two"',
            "`version` is `one two`. Write one word ",
        ),
        (
            'number = "SMALL-2"',
            'number = "SMALL-1"',
            "number `SMALL-1` stands twice. A pack asks for each thing once.",
        ),
        (
            'code = "watch-not-offered"',
            'code = "hand-over-by-handler"',
            "code `hand-over-by-handler` stands twice. ",
        ),
        (
            'name = "A small pack"',
            'nmae = "A small pack"',
            "unknown key `nmae`. Did you mean `name`?",
        ),
        (
            'status = "house"',
            'override = "producer"',
            "unknown key `override`. Write `code`, ",
        ),
        ("[tests]", "[[tests]]", "`tests` is no table. Write [tests]."),
        ("[limits]", "[limitz]", "unknown key `limitz`. Did you mean `limits`?"),
    ],
)
def test_a_wrong_line_is_named(line: str, becomes: str, says: str) -> None:
    text = SMALL.replace(f"{line}\n", f"{becomes}\n")
    assert SMALL.count(f"{line}\n") == 1

    said = [fault for fault in wrong_with(text) if f": {says}" in fault]

    assert [fault.partition(": ")[0] for fault in said] == [
        f"small.toml:{line_of(SMALL, line)}"
    ]


@pytest.mark.parametrize("name", BOUNDS)
def test_the_outermost_numbers_of_a_limit_still_make_sense(name: str) -> None:
    head, _, _ = SMALL.partition("[limits]")
    for number in (BOUNDS[name].least, BOUNDS[name].most):
        text = f"format = 2\n{head}[limits]\n{name} = {number}\n"
        assert read_pack(text, "small.toml").limits == {name: number}


def test_every_limit_of_a_policy_has_its_bound() -> None:
    assert tuple(BOUNDS) == tuple(field.name for field in fields(Limits))


def test_a_missing_key_is_named_at_its_rule() -> None:
    text = SMALL.replace('remedy = "Offer it."\n', "")
    second = len(SMALL.splitlines()) - SMALL.splitlines()[::-1].index("[[rule]]")

    assert wrong_with(text) == [
        f"small.toml:{second}: `remedy` is missing. Add remedy = …"
    ]


def test_a_missing_header_key_is_named_at_the_top() -> None:
    assert wrong_with(SMALL.replace('id = "small"\n', "")) == [
        "small.toml:1: `id` is missing. Add id = …"
    ]


def test_a_word_in_a_list_of_many_lines_is_named_where_the_list_begins() -> None:
    text = SMALL.replace('"second-ad"', '"third-ad"')

    assert wrong_with(text) == [
        (
            f"small.toml:{line_of(text, 'call-day = [')}: "
            "`third-ad` is no role. Did you mean `first-ad`?"
        )
    ]


def test_rows_that_are_no_tables_are_named() -> None:
    head, _, _ = SMALL.partition("[limits]")

    assert wrong_with(f"{head}rule = [1, 'two']\nlimits = 3\n") == [
        "small.toml:8: entry 1 is no table. Give it keys and values.",
        "small.toml:8: entry 2 is no table. Give it keys and values.",
        "small.toml:9: `limits` is no table. Write [limits].",
    ]


def test_everything_wrong_is_said_at_once_in_the_order_of_the_text() -> None:
    text = (
        SMALL.replace('severity = "stop"', 'severity = "never"')
        .replace("offer_ms = 120_000", "offer_ms = 2")
        .replace('remedy = "Offer it."', "")
        .replace('name = "A small pack"', 'name = ""')
    )

    said = wrong_with(text)

    lines = [int(fault.split(":")[1]) for fault in said]
    assert len(said) == 4
    assert lines == sorted(lines)


def test_what_is_no_toml_is_named_with_its_line() -> None:
    assert wrong_with('id = "a"\nname = \n') == [
        (
            "small.toml:2: this is no TOML: Invalid value. "
            "Mend it; nothing after it was read."
        )
    ]


def test_what_ends_too_soon_is_named_at_the_end() -> None:
    assert wrong_with('id = "a"\nname = [\n')[0].startswith(
        "small.toml:3: this is no TOML: Invalid value."
    )


@pytest.mark.parametrize(
    "hostile",
    [
        "id = " + "9" * 900,
        "a" + ".a" * 400 + " = 1",
        "id" + ".a" * 450 + " = 1",
        "[a" + ".a" * 400 + "]\nb = 1",
        "id = [" + "[" * 90 + "]" * 90 + "]",
        "name = [" + "0x" + "f" * 900 + ",\n0x" + "f" * 900 + "]",
    ],
)
def test_a_text_made_to_break_the_reader_is_no_pack(hostile: str) -> None:
    assert wrong_with(hostile)[0].startswith("small.toml:1: ")


def test_a_nest_without_end_is_no_pack() -> None:
    assert wrong_with("a = " + "[\n" * 20_000)[0].startswith(
        "small.toml:20001: this is no TOML: "
    )


def test_a_line_nobody_could_read_is_named() -> None:
    assert wrong_with('id = "a"\nname = "' + "a" * 1_000 + '"\n') == [
        "small.toml:2: this line is longer than 1000 characters. Break it in two."
    ]


def test_a_text_with_faults_without_end_is_not_read_to_its_end() -> None:
    assert len(wrong_with("\n".join(f"k{n} = {n}" for n in range(5_000)))) == 100
