import base64
import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.cosignature import (
    SECONDS_MAX,
    Cosigned,
    Cosigner,
    CosigningKey,
    cosign,
    read_cosignatures,
    read_cosigner,
    read_cosigning_key,
)
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.note import read_vkey, sign, verify
from tests.world.ledger import a_signer
from tests.world.witnesses import NOON_S, MlDsaCosigner, a_cosigner, cosigned

# A checkpoint of a public log of certificates, and the public keys that its operators
# and four of its witnesses publish: made by five programs that are not ours.
PUBLIC_LOG = read_vkey(
    "arche2025h1.staging.ct.transparency.dev+ba2f06c0+AU0vHmlGCS/PdN8b2OaGmKprLI8HKM"
    "+dJ472xgFYh15f"
)
PUBLIC_WITNESSES = [
    (
        "transparency.dev/DEV:witness-little-garden+d8042a87+BCtusOxINQNUTN5Oj8HObRkh2yHf/M"
        "wYaGX4CPdiVEPM"
    ),
    "witness1.smartit.nu/witness1+a48c820f+BPSFWg9G6KPiO7QPryYO5Xq4oYJJ+kAvLKLSimDhoxMO",
    "remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
]
PUBLIC_NOTE = (
    "arche2025h1.staging.ct.transparency.dev\n"
    "1432088532\n"
    "U7WM79jrzyhGZ5/GUBTpM7NzwdyfFx61t3RovgcC4Ro=\n"
    "\n"
    "— arche2025h1.staging.ct.transparency.dev zTM8sQAAAZ5W0WdjBAMARjBEAiBjW5IQf9pvsY"
    "LfQFX6hoGREPMHbdQ3urbllzalApkptQIgIpwtEroeW2BXaHAI4kJXFbon5Ch9MNL5zRNZ55lvGt0=\n"
    "— arche2025h1.staging.ct.transparency.dev ui8GwCF1+kWqZrxGdhj4aX3gcw7XUlXQQabg/2"
    "7lefwhUkzbC3NygNI75MdhL1bfTW9g8Ei59RA23oHP7Ry1k3ZFWwQ=\n"
    "— transparency.dev/DEV:witness-little-garden 2AQqhwAAAABqEiEgzgFIqqhbUoDwjMWE6UP8"
    "nd8/KYTzwZ2rhIgcqoXHAwVkjZr4AscylP3v7sEodkRAErumC2q44vdgJY096st5BQ==\n"
    "— witness1.smartit.nu/witness1 pIyCDwAAAABqEiEghIp82KWebrw7/oHQwlTAm3g2RKS4+eebl8"
    "eO0WH+/iEcxZ75W3u5hNI7TOQtmJbqmNWVuE0tgh0XwzdZsDsUAQ==\n"
    "— remora.n621.de 2net5wAAAABqEiEgPlfF3V06o0Y+fHM+J5J9s27wgxxcOVSpZ/2g/KSiXCg9DEZI"
    "+aVCIobWX9sXTynk5XeU/zZ0WBxtqB0DrAWfBw==\n"
    "— witness.stagemole.eu Z/euoAAAAABqEiEgw0i+7g2ENfDAWHmtRzCfKTHSDwYDJA2NmKeGi9Y8Ft"
    "EyOUvVr+AJmIY/2TUFucgKi7lI7cUiOvKFYe/TmN9DAg==\n"
).encode()

ROOT = bytes(range(32))
CHECKPOINT = Checkpoint("lastlook.example/colt-45", 7, ROOT)
NOTE = sign_checkpoint(CHECKPOINT, a_signer())
ONE, TWO = a_cosigner("w1.example"), a_cosigner("w2.example")
BY_ONE = cosigned(NOTE, "w1.example")


def names(found: Cosigned) -> list[str]:
    return [each.cosigner.name for each in found.valid]


def test_the_cosignatures_of_public_witnesses_on_a_public_log_are_read() -> None:
    found = read_cosignatures(PUBLIC_NOTE, map(read_cosigner, PUBLIC_WITNESSES))
    assert names(found) == [vkey.partition("+")[0] for vkey in PUBLIC_WITNESSES]
    assert {each.at_seconds for each in found.valid} == {0x6A122120}
    assert len(verify(PUBLIC_NOTE, [PUBLIC_LOG]).signatures) == 1


@pytest.mark.parametrize("vkey", PUBLIC_WITNESSES)
def test_a_public_witnesss_key_prints_as_it_was_read(vkey: str) -> None:
    assert read_cosigner(vkey).vkey == vkey


@pytest.mark.parametrize("vkey", PUBLIC_WITNESSES)
def test_no_public_cosignature_fits_a_checkpoint_of_another_size(vkey: str) -> None:
    changed = PUBLIC_NOTE.replace(b"1432088532", b"1432088533")
    with pytest.raises(SignatureError, match=r"cosignature by .* is wrong"):
        read_cosignatures(changed, [read_cosigner(vkey)])


@given(st.integers(1, SECONDS_MAX))
def test_a_cosignature_says_when_it_was_made(at_seconds: int) -> None:
    note = NOTE + cosign(NOTE, ONE, at_seconds)
    [found] = read_cosignatures(note, [ONE.cosigner]).valid
    assert found.at_seconds == at_seconds
    assert found.line == note.removeprefix(NOTE)


@given(st.data())
def test_no_bit_of_a_cosigned_checkpoint_can_be_changed_unseen(
    data: st.DataObject,
) -> None:
    changed = bytearray(BY_ONE)
    at = data.draw(st.integers(0, len(changed) - 1))
    changed[at] ^= 1 << data.draw(st.integers(0, 7))
    try:
        found = read_cosignatures(bytes(changed), [ONE.cosigner])
    except (MalformedError, SignatureError):
        return
    # The log's own line is none of the cosigner's business; else nobody cosigned.
    outside = BY_ONE.index(b"\n\n") + 1 < at < len(NOTE)
    assert names(found) == (["w1.example"] if outside else [])


def test_extension_lines_are_cosigned_with_ed25519() -> None:
    extended = Checkpoint(CHECKPOINT.origin, 7, ROOT, ("more",))
    note = cosigned(sign_checkpoint(extended, a_signer()), "w1.example")
    assert names(read_cosignatures(note, [ONE.cosigner])) == ["w1.example"]
    with pytest.raises(SignatureError, match="is wrong"):
        read_cosignatures(note.replace(b"more", b"less"), [ONE.cosigner])


def test_cosignatures_are_told_in_the_order_of_the_note() -> None:
    note = cosigned(NOTE, "w2.example", "w1.example")
    found = read_cosignatures(note, [ONE.cosigner, TWO.cosigner])
    assert names(found) == ["w2.example", "w1.example"]


def test_cosignatures_by_others_are_passed_over() -> None:
    note = cosigned(NOTE, "stranger.example", "w1.example")
    assert names(read_cosignatures(note, [ONE.cosigner])) == ["w1.example"]
    assert names(read_cosignatures(NOTE, [ONE.cosigner])) == []


def test_a_key_of_the_same_name_but_another_id_is_somebody_else() -> None:
    namesake = Cosigner("w1.example", TWO.cosigner.public)
    assert names(read_cosignatures(BY_ONE, [namesake])) == []


def test_one_wrong_cosignature_by_a_known_cosigner_refuses_the_whole_note() -> None:
    elsewhere = sign_checkpoint(Checkpoint(CHECKPOINT.origin, 8, ROOT), a_signer())
    note = BY_ONE + cosign(elsewhere, TWO, NOON_S)
    with pytest.raises(SignatureError, match=r"cosignature by w2\.example is wrong"):
        read_cosignatures(note, [ONE.cosigner, TWO.cosigner])
    assert names(read_cosignatures(note, [ONE.cosigner])) == ["w1.example"]


def with_signature(signature: bytes) -> bytes:
    encoded = base64.b64encode(ONE.cosigner.key_id + signature).decode()
    return NOTE + f"— w1.example {encoded}\n".encode()


@pytest.mark.parametrize(
    "signature",
    [bytes(64), bytes(71), bytes(73), (2**63).to_bytes(8, "big") + bytes(64)],
    ids=["no time", "too short", "too long", "a time past 2^63 - 1"],
)
def test_what_is_not_time_and_signature_is_a_wrong_cosignature(
    signature: bytes,
) -> None:
    with pytest.raises(SignatureError, match="is wrong"):
        read_cosignatures(with_signature(signature), [ONE.cosigner])


@pytest.mark.parametrize("at_seconds", [0, -1, SECONDS_MAX + 1])
def test_a_time_that_a_cosignature_cannot_carry_is_not_cosigned(
    at_seconds: int,
) -> None:
    with pytest.raises(MalformedError, match="not a time"):
        cosign(NOTE, ONE, at_seconds)


def test_only_a_checkpoint_is_cosigned_or_read() -> None:
    other = sign("a letter\n", [a_signer()])
    with pytest.raises(MalformedError, match="three lines"):
        cosign(other, ONE, NOON_S)
    with pytest.raises(MalformedError, match="three lines"):
        read_cosignatures(other, [ONE.cosigner])


def test_a_cosigning_key_prints_as_text_that_reads_back_as_the_same() -> None:
    again = read_cosigning_key(ONE.skey)
    assert again.cosigner == ONE.cosigner
    assert cosign(NOTE, again, NOON_S) == cosign(NOTE, ONE, NOON_S)
    assert read_cosigner(ONE.cosigner.vkey) == ONE.cosigner


def test_a_cosigners_key_is_not_a_logs_nor_a_logs_a_cosigners() -> None:
    with pytest.raises(MalformedError, match="not an Ed25519 key"):
        read_vkey(ONE.cosigner.vkey)
    with pytest.raises(MalformedError, match="0x01, which does not cosign"):
        read_cosigner(a_signer("log.example").verifier.vkey)
    with pytest.raises(MalformedError, match="not of type 0x04"):
        read_cosigning_key(a_signer("log.example").skey)


def test_a_key_that_contradicts_itself_is_refused() -> None:
    renamed = ONE.cosigner.vkey.replace("w1.example", "w2.example")
    with pytest.raises(MalformedError, match="its key has another"):
        read_cosigner(renamed)
    with pytest.raises(MalformedError, match="its key has another"):
        read_cosigning_key(ONE.skey.replace("w1.example", "w2.example"))
    with pytest.raises(MalformedError, match=r"begins with PRIVATE\+KEY"):
        read_cosigning_key(ONE.cosigner.vkey)
    with pytest.raises(MalformedError, match="wrong length"):
        Cosigner("w1.example", bytes(31))
    with pytest.raises(MalformedError, match="cannot name a key"):
        CosigningKey("w 1", PrivateKey(bytes(32)))


@functools.cache
def quantum() -> MlDsaCosigner:
    return MlDsaCosigner("pq.example")


def test_an_ml_dsa_cosignature_is_checked_where_the_library_can() -> None:
    pq = quantum()
    note = NOTE + pq.cosign(CHECKPOINT, NOON_S)
    assert read_cosigner(pq.cosigner.vkey) == pq.cosigner
    found = read_cosignatures(note, [pq.cosigner])
    assert names(found) == ["pq.example"]
    assert found.valid[0].at_seconds == NOON_S
    assert found.unchecked == ()


def test_an_ml_dsa_cosignature_on_another_root_size_or_log_is_wrong() -> None:
    pq = quantum()
    for other in (
        Checkpoint(CHECKPOINT.origin, 8, ROOT),
        Checkpoint(CHECKPOINT.origin, 7, ROOT[::-1]),
        Checkpoint("other.example", 7, ROOT),
    ):
        with pytest.raises(SignatureError, match=r"pq\.example is wrong"):
            read_cosignatures(NOTE + pq.cosign(other, NOON_S), [pq.cosigner])


def test_an_ml_dsa_cosignature_that_cannot_be_checked_is_unknown_not_valid() -> None:
    pq = quantum()
    note = BY_ONE + pq.cosign(CHECKPOINT, NOON_S)
    found = read_cosignatures(note, [ONE.cosigner, pq.cosigner], lambda: None)
    assert names(found) == ["w1.example"]
    assert found.unchecked == (pq.cosigner,)


def test_an_origin_too_long_for_an_ml_dsa_cosignature_is_said_so() -> None:
    pq, long = quantum(), "o" * 256
    note = sign_checkpoint(Checkpoint(long, 7, ROOT), a_signer(long))
    line = pq.cosign(CHECKPOINT, NOON_S)
    with pytest.raises(SignatureError, match="at most 255 bytes"):
        read_cosignatures(note + line, [pq.cosigner])
