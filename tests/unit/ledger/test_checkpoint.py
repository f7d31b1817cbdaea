import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.checkpoint import (
    Checkpoint,
    parse,
    read_checkpoint,
    render,
    sign_checkpoint,
)
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.note import read_vkey, sign
from tests.world.ledger import a_signer

# C2SP tlog-checkpoint, the example
TEXT = (
    "example.com/behind-the-sofa\n"
    "20852163\n"
    "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
)
ROOT = bytes.fromhex("0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62")
LINE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
OURS = a_signer("ours.example")


def test_the_example_of_the_specification_is_read() -> None:
    expected = Checkpoint("example.com/behind-the-sofa", 20852163, ROOT)
    assert parse(TEXT) == expected
    assert render(expected) == TEXT


@given(
    st.builds(
        Checkpoint,
        origin=LINE,
        size=st.integers(0, 2**63 - 1),
        root=st.binary(min_size=32, max_size=32),
        extensions=st.lists(LINE, max_size=3).map(tuple),
    )
)
def test_a_checkpoint_reads_back_as_it_was_printed(checkpoint: Checkpoint) -> None:
    assert parse(render(checkpoint)) == checkpoint


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("20852163", "020852163", "not a tree size"),
        ("20852163", "+20852163", "not a tree size"),
        ("20852163", "-1", "not a tree size"),
        ("20852163", "20_852", "not a tree size"),
        ("20852163", "٣", "not a tree size"),
        ("20852163", "9223372036854775808", "not a tree size"),
        ("20852163", "1" * 5000, "not a tree size"),
        ("20852163", " 1", "not a tree size"),
        ("20852163", "", "none empty"),
        ("example.com/behind-the-sofa", "", "none empty"),
        ("jxq2I=", "jxq2I", "not base64"),
        ("jxq2I=", "jxq2J=", "not base64"),
        ("q2I=", "", "root has 30 bytes"),
        ("jxq2I=\n", "jxq2I=", "ends in a newline"),
        ("jxq2I=\n", "jxq2I=\n\n", "none empty"),
        ("20852163\n", "", "three lines or more"),
    ],
)
def test_what_is_not_exactly_a_checkpoint_is_refused_with_the_reason(
    old: str, new: str, said: str
) -> None:
    assert old in TEXT
    with pytest.raises(MalformedError, match=said):
        parse(TEXT.replace(old, new))


def test_extension_lines_are_kept_as_they_are() -> None:
    assert parse(TEXT + "more\n").extensions == ("more",)


def test_a_signed_checkpoint_reads_back_with_its_logs_key() -> None:
    checkpoint = Checkpoint("ours.example", 7, ROOT)
    note = sign_checkpoint(checkpoint, OURS)
    assert read_checkpoint(note, OURS.verifier) == checkpoint


def test_a_checkpoint_that_another_key_signed_is_refused() -> None:
    note = sign_checkpoint(Checkpoint("ours.example", 7, ROOT), a_signer("others"))
    with pytest.raises(SignatureError, match="No trusted key"):
        read_checkpoint(note, OURS.verifier)


def test_a_checkpoint_of_another_log_is_refused_though_the_key_is_right() -> None:
    note = sign(TEXT, [OURS])
    with pytest.raises(MalformedError, match=r"is of example\.com/behind-the-sofa"):
        read_checkpoint(note, OURS.verifier)


def test_a_signed_note_that_is_no_checkpoint_is_refused() -> None:
    with pytest.raises(MalformedError, match="three lines"):
        read_checkpoint(sign("ours.example\n", [OURS]), OURS.verifier)


def test_the_published_log_of_tessera_is_read_with_its_key() -> None:
    vkey = (
        "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx"
    )
    note = (
        "example.com/log/testdata\n"
        "15\n"
        "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=\n"
        "\n"
        "— example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+"
        "CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=\n"
    )
    assert read_checkpoint(note.encode(), read_vkey(vkey)).size == 15
