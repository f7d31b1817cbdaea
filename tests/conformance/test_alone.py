"""The verifier in one file, on the published vectors."""

import base64
from pathlib import Path

from lastlook.evidence.alone import is_signed, root_by
from tests.conformance.test_tiled_logs import TESSERA_VKEY
from tests.conformance.test_vectors import cases, octets, vectors
from tests.world.bundled import said_alone

__all__ = ["vectors"]  # the fixture


def test_it_judges_every_wycheproof_signature_as_published(vectors: Path) -> None:
    [(_, published)] = cases(vectors / "wycheproof")
    count = 0
    for group in published["testGroups"]:
        public = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, signature = map(bytes.fromhex, (case["msg"], case["sig"]))
            expected = case["result"] == "valid"
            assert is_signed(public, message, signature) == expected, case
            count += 1
    assert count == published["numberOfTests"]


def test_it_judges_every_published_inclusion_case_as_published(vectors: Path) -> None:
    count = 0
    for path, case in cases(vectors / "merkle" / "inclusion"):
        proof = [octets(each) for each in case["proof"] or ()]
        reached = root_by(
            octets(case["leafHash"]), case["leafIdx"], case["treeSize"], proof
        )
        fits = bool(reached) and reached == octets(case["root"])
        assert fits == (not case["wantErr"]), path
        count += 1
    assert count == 98


def test_it_finds_the_checkpoint_and_the_tree_of_a_published_log(
    vectors: Path,
) -> None:
    # Its entries are no acts; what is signed and how the tree is built must hold.
    code, said = said_alone(vectors / "tessera" / "log", TESSERA_VKEY)
    assert code == 1
    assert {line[:3] for line in said.splitlines() if line.startswith("(")} == {"(5)"}
    wrong = TESSERA_VKEY[:-4] + base64.b64encode(b"abc").decode()
    code, said = said_alone(vectors / "tessera" / "log", wrong)
    assert said.startswith("(1)")
