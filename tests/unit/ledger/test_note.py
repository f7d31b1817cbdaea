import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import (
    SIGNATURES_MAX,
    Note,
    Signature,
    Signer,
    Verifier,
    parse,
    read_skey,
    read_vkey,
    render,
    sign,
    verify,
)
from tests.world.ledger import a_signer

# C2SP signed-note, "Example"
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
NOTE = (
    "This is an example message.\n"
    "\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZ"
    "XsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
).encode()

OURS = a_signer("ours.example")
OTHERS = a_signer("others.example")
CONTROL = "".join(map(chr, range(32)))
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters=CONTROL) | st.just("\n")
).map(lambda text: text + "\n")


def test_the_example_of_the_specification_verifies() -> None:
    note = verify(NOTE, [read_vkey(VKEY)])
    assert note.text == "This is an example message.\n"
    assert [each.name for each in note.signatures] == ["example.com/foo"]


def test_a_verifier_key_prints_as_it_was_read() -> None:
    assert read_vkey(VKEY).vkey == VKEY
    assert read_vkey(VKEY).key_id == bytes.fromhex("530d903a")


def test_a_private_key_prints_as_text_that_reads_back_as_the_same_signer() -> None:
    again = read_skey(OURS.skey)
    assert (again.name, again.verifier) == ("ours.example", OURS.verifier)
    assert sign("text\n", [again]) == sign("text\n", [OURS])
    assert OURS.skey.startswith("PRIVATE+KEY+ours.example+")


@given(TEXTS)
def test_whatever_text_is_signed_reads_back_and_verifies(text: str) -> None:
    note = sign(text, [OURS, OTHERS])
    assert parse(note).text == text
    assert render(parse(note)) == note
    verified = verify(note, [OTHERS.verifier])
    assert verified.text == text
    assert [each.name for each in verified.signatures] == ["others.example"]


@given(st.data())
def test_no_bit_of_a_note_can_be_changed(data: st.DataObject) -> None:
    changed = bytearray(NOTE)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises((MalformedError, SignatureError)):
        verify(bytes(changed), [read_vkey(VKEY)])


def test_signatures_by_unknown_keys_are_passed_over() -> None:
    note = sign("text\n", [OTHERS, OURS])
    assert len(verify(note, [OURS.verifier]).signatures) == 1


def test_a_key_of_the_same_name_but_another_id_is_unknown() -> None:
    namesake = Signer("ours.example", PrivateKey(b"n" * 32))
    verify(sign("text\n", [namesake, OURS]), [OURS.verifier])
    with pytest.raises(SignatureError, match="No trusted key"):
        verify(sign("text\n", [namesake]), [OURS.verifier])


def test_one_wrong_signature_by_a_trusted_key_refuses_the_whole_note() -> None:
    wrong = Signature("ours.example", OURS.verifier.key_id, b"w" * 64)
    signatures = (OTHERS.sign("text\n"), OURS.sign("text\n"), wrong)
    note = render(Note("text\n", signatures))
    with pytest.raises(SignatureError, match=r"by ours\.example is wrong"):
        verify(note, [OTHERS.verifier, OURS.verifier])
    assert verify(note, [OTHERS.verifier]).signatures == signatures[:1]


def test_a_note_that_no_trusted_key_signed_is_refused_with_the_keys_named() -> None:
    with pytest.raises(SignatureError, match="trusted: none"):
        verify(NOTE, [])
    with pytest.raises(SignatureError, match=r"trusted: ours\.example\+"):
        verify(NOTE, [OURS.verifier])


def test_the_text_is_parted_from_the_signatures_by_the_last_blank_line() -> None:
    text = "one\n\n— not a signature\n\n\nthree\n"
    assert verify(sign(text, [OURS]), [OURS.verifier]).text == text


LINE = b"\xe2\x80\x94 name AAAABBBB\n"
LINES_AND_REASONS = {
    "no blank line": (b"text\n" + LINE, "no blank line"),
    "no signature": (b"text\n\n", "newline"),
    "no last newline": (b"text\n\n" + LINE[:-1], "newline"),
    "a carriage return": (b"text\r\n\n" + LINE, "control character"),
    "a tab": (b"te\txt\n\n" + LINE, "control character"),
    "a zero": (b"te\x00xt\n\n" + LINE, "control character"),
    "not UTF-8": (b"te\xffxt\n\n" + LINE, "not UTF-8"),
    "a hyphen for the dash": (b"text\n\n- name AAAABBBB\n", "signature line"),
    "two spaces": (b"text\n\n" + LINE.replace(b"name ", b"name  "), "signature line"),
    "no name": (b"text\n\n" + LINE.replace(b"name", b""), "cannot name a key"),
    "a plus": (b"text\n\n" + LINE.replace(b"name", b"na+me"), "cannot name a key"),
    "a wide space": (
        b"text\n\n" + LINE.replace(b"name", "na\u3000me".encode()),
        "cannot name a key",
    ),
    "an id alone": (b"text\n\n" + LINE.replace(b"AAAABBBB", b"AAAAAA=="), "too short"),
    "not base64": (b"text\n\n" + LINE.replace(b"BBBB", b"BB*B"), "not base64"),
    "no padding": (b"text\n\n" + LINE.replace(b"BBBB", b"BBB"), "not base64"),
    "spare bits": (b"text\n\n" + LINE.replace(b"BBBB", b"BBBBBB=="), "not base64"),
    "url alphabet": (b"text\n\n" + LINE.replace(b"BBBB", b"BB_-"), "not base64"),
    "too many signatures": (b"text\n\n" + LINE * (SIGNATURES_MAX + 1), "more than 64"),
    "too long": (b"t" * 1_000_000 + b"\n\n" + LINE, "at most 1000000"),
}


@pytest.mark.parametrize(
    ("note", "said"), LINES_AND_REASONS.values(), ids=LINES_AND_REASONS
)
def test_what_is_not_exactly_a_note_is_refused_with_the_reason(
    note: bytes, said: str
) -> None:
    with pytest.raises(MalformedError, match=said):
        parse(note)


def test_as_many_signatures_as_are_allowed_are_taken() -> None:
    assert len(parse(b"text\n\n" + LINE * SIGNATURES_MAX).signatures) == SIGNATURES_MAX


@pytest.mark.parametrize("text", ["no newline", "", "a\n\nb", "control \x07\n"])
def test_text_that_cannot_be_a_notes_is_not_signed(text: str) -> None:
    with pytest.raises(MalformedError, match="ends in a newline and has no other"):
        sign(text, [OURS])


def test_a_note_is_signed_by_somebody() -> None:
    with pytest.raises(MalformedError, match="at least one signature"):
        sign("text\n", [])


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u00a0b", "a\nb"])
def test_a_key_cannot_have_a_name_that_would_break_its_line(name: str) -> None:
    with pytest.raises(MalformedError, match="cannot name a key"):
        Signer(name, PrivateKey(b"k" * 32))


ENCODED = VKEY.rpartition("+")[2]
OF_TYPE_4 = base64.b64encode(b"\x04" + bytes(32)).decode()


@pytest.mark.parametrize(
    "vkey",
    [
        "example.com/foo+530d903a",
        f"example.com/foo+530d903b+{ENCODED}",
        f"example.com/foo+530D903A+{ENCODED}",
        f"example.com/fou+530d903a+{ENCODED}",
        f"example.com/foo+530d903a+{ENCODED[:-4]}",
        f"example.com/foo+530d903a+{ENCODED}=",
        f"example.com/foo+530d903a+{OF_TYPE_4}",
    ],
)
def test_a_verifier_key_that_contradicts_itself_is_refused(vkey: str) -> None:
    with pytest.raises(MalformedError):
        read_vkey(vkey)


def test_a_private_keys_text_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(MalformedError, match=r"begins with PRIVATE\+KEY\+"):
        read_skey(VKEY)
    other = OTHERS.skey.replace("others.example", "ours.example")
    with pytest.raises(MalformedError, match="its key has another"):
        read_skey(other)


def test_a_public_key_has_32_bytes() -> None:
    with pytest.raises(MalformedError, match="has not 32 bytes"):
        Verifier("name", bytes(31))
