import errno
import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.errors import KeyFileError, MalformedError
from lastlook.ledger.keys import PrivateKey, is_signed, read_key_file, write_key_file

# RFC 8032, 7.1: TEST 1, 2 and 3
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
            "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_keys_and_signatures_are_those_of_rfc_8032(
    seed: str, public: str, message: str, signature: str
) -> None:
    key = PrivateKey(bytes.fromhex(seed))
    assert key.public.hex() == public
    assert key.sign(bytes.fromhex(message)).hex() == signature
    assert is_signed(key.public, bytes.fromhex(message), bytes.fromhex(signature))


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
def test_another_library_makes_the_same_signature(seed: bytes, message: bytes) -> None:
    theirs = Ed25519PrivateKey.from_private_bytes(seed).sign(message)
    assert PrivateKey(seed).sign(message) == theirs


@given(st.binary(min_size=1, max_size=200), st.data())
def test_a_changed_message_signature_or_key_is_not_signed(
    message: bytes, data: st.DataObject
) -> None:
    key = PrivateKey(b"k" * 32)
    parts = [key.public, message, key.sign(message)]
    which = data.draw(st.integers(0, 2))
    changed = bytearray(parts[which])
    changed[data.draw(st.integers(0, len(changed) - 1))] ^= 1 << data.draw(
        st.integers(0, 7)
    )
    parts[which] = bytes(changed)
    assert not is_signed(*parts)


@pytest.mark.parametrize(
    ("public", "signature"), [(31, 64), (32, 63), (32, 65), (0, 0)]
)
def test_a_key_or_signature_of_another_length_is_not_signed(
    public: int, signature: int
) -> None:
    key = PrivateKey(b"k" * 32)
    long = key.sign(b"") + b"x"
    assert not is_signed((key.public + b"x")[:public], b"", long[:signature])


def test_bytes_may_not_wander_between_signature_and_message() -> None:
    key = PrivateKey(b"k" * 32)
    signed = key.sign(b"message") + b"message"
    assert not is_signed(key.public, signed[63:], signed[:63])


def test_two_new_keys_differ() -> None:
    assert PrivateKey.make().seed != PrivateKey.make().seed


def test_a_private_key_does_not_show_itself() -> None:
    key = PrivateKey(b"k" * 32)
    assert key.seed.hex() not in repr(key)
    assert repr(key.seed) not in repr(key)
    assert key.public.hex() in repr(key)


def test_a_private_key_has_32_bytes() -> None:
    with pytest.raises(MalformedError, match="has 32 bytes, this one 31"):
        PrivateKey(b"k" * 31)


def test_a_key_file_is_never_open_to_others_whatever_the_umask(
    tmp_path: Path,
) -> None:
    before = os.umask(0)
    try:
        write_key_file(tmp_path / "desk.key", "PRIVATE+KEY+...")
    finally:
        os.umask(before)
    assert (tmp_path / "desk.key").stat().st_mode & 0o777 == 0o600


def test_a_key_file_is_readable_by_its_owner_alone_and_reads_back(
    tmp_path: Path,
) -> None:
    path = tmp_path / "desk.key"
    write_key_file(path, "PRIVATE+KEY+...")
    assert path.stat().st_mode & 0o777 == 0o600
    assert read_key_file(path) == "PRIVATE+KEY+..."


def test_a_key_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    write_key_file(path, "first")
    with pytest.raises(KeyFileError, match="already; it was left as it is"):
        write_key_file(path, "second")
    assert read_key_file(path) == "first"


def test_of_a_key_file_that_cannot_be_written_whole_nothing_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space left"):
            write_key_file(tmp_path / "desk.key", "secret")
    assert not list(tmp_path.iterdir())
    write_key_file(tmp_path / "desk.key", "secret")
    assert [file.name for file in tmp_path.iterdir()] == ["desk.key"]


def test_on_a_disk_without_links_a_key_file_is_made_and_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", without)
    path = tmp_path / "desk.key"
    write_key_file(path, "first")
    with pytest.raises(KeyFileError, match="already; it was left as it is"):
        write_key_file(path, "second")
    assert read_key_file(path) == "first"
    assert [*tmp_path.iterdir()] == [path]


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o700, 0o666])
def test_a_key_file_that_others_can_use_is_refused_with_the_command_to_mend_it(
    tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "desk.key"
    write_key_file(path, "secret")
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600") as refused:
        read_key_file(path)
    assert "secret" not in str(refused.value)


def test_a_key_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "desk.key"
    with pytest.raises(KeyFileError, match=str(path)):
        read_key_file(path)
    with pytest.raises(KeyFileError, match="No key file can be made"):
        write_key_file(tmp_path / "nowhere" / "desk.key", "secret")
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(KeyFileError, match="cannot be read"):
        read_key_file(path)
