"""The published vectors, where LASTLOOK_VECTORS names a folder that has them."""

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from lastlook.ledger.errors import ProofError
from lastlook.ledger.keys import is_signed
from lastlook.ledger.merkle import (
    verify_consistency,
    verify_inclusion,
)


@pytest.fixture(scope="module")
def vectors() -> Path:
    folder = os.environ.get("LASTLOOK_VECTORS")
    if not folder:
        pytest.skip(
            "LASTLOOK_VECTORS is not set. It names a folder with merkle/ (testdata of "
            "github.com/transparency-dev/merkle) and wycheproof/ed25519_test.json "
            "(testvectors_v1 of github.com/C2SP/wycheproof)."
        )
    return Path(folder)


def cases(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.rglob("*.json")):
        yield path, json.loads(path.read_text())


def octets(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def is_proof(verify: Any, *arguments: object) -> bool:
    try:
        verify(*arguments)
    except ProofError:
        return False
    return True


def test_every_published_inclusion_case_is_judged_as_published(vectors: Path) -> None:
    judged = {
        path: is_proof(
            verify_inclusion,
            octets(case["leafHash"]),
            case["leafIdx"],
            case["treeSize"],
            [octets(each) for each in case["proof"] or ()],
            octets(case["root"]),
        )
        == (not case["wantErr"])
        for path, case in cases(vectors / "merkle" / "inclusion")
    }
    assert [path for path, right in judged.items() if not right] == []
    assert len(judged) == 98


def test_every_published_consistency_case_is_judged_as_published(
    vectors: Path,
) -> None:
    judged = {
        path: is_proof(
            verify_consistency,
            case["size1"],
            case["size2"],
            [octets(each) for each in case["proof"] or ()],
            octets(case["root1"]),
            octets(case["root2"]),
        )
        == (not case["wantErr"])
        for path, case in cases(vectors / "merkle" / "consistency")
    }
    assert [path for path, right in judged.items() if not right] == []
    assert len(judged) == 98


def signed_by_cryptography(public: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def test_both_libraries_judge_every_wycheproof_signature_as_published(
    vectors: Path,
) -> None:
    [(_, published)] = cases(vectors / "wycheproof")
    count = 0
    for group in published["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, signature = map(bytes.fromhex, (case["msg"], case["sig"]))
            expected = case["result"] == "valid"
            assert is_signed(public, message, signature) == expected, case
            assert signed_by_cryptography(public, message, signature) == expected, case
            count += 1
    assert count == published["numberOfTests"]
