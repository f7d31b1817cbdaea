"""The examples in C2SP's texts, where LASTLOOK_VECTORS names a folder with c2sp/."""

import itertools
import os
import re
from pathlib import Path

import pytest

from lastlook.ledger.add_checkpoint import (
    read_add_checkpoint,
    write_add_checkpoint,
)
from lastlook.ledger.checkpoint import parse as parse_checkpoint
from lastlook.ledger.cosignature import ED25519
from lastlook.ledger.note import parse
from lastlook.ledger.tlog_policy import read_policy
from tests.world.ledger import a_signer
from tests.world.witnesses import a_cosigner


@pytest.fixture(scope="module")
def texts() -> Path:
    folder = os.environ.get("LASTLOOK_VECTORS")
    if not folder:
        pytest.skip(
            "LASTLOOK_VECTORS is not set. It names a folder with c2sp/ (the texts "
            "tlog-cosignature.md, tlog-policy.md, tlog-witness.md of C2SP/C2SP)."
        )
    return Path(folder) / "c2sp"


def test_the_example_cosignature_says_the_time_of_the_example_message(
    texts: Path,
) -> None:
    text = (texts / "tlog-cosignature.md").read_text("utf-8")
    example = text.split("```")[1].lstrip("\n")
    note = parse(example.encode())
    indented = re.search(r"(    cosignature/v1\n(?:    .*\n)+)", text)
    assert indented
    header, time, *body = indented[1].replace("    ", "").splitlines(keepends=True)
    assert header == "cosignature/v1\n"
    assert "".join(body) == note.text
    assert parse_checkpoint(note.text).size == 20852163
    log, witness = note.signatures
    assert (log.name, witness.name) == (
        "example.com/behind-the-sofa",
        "witness.example.com/w1",
    )
    assert (len(log.signature), len(witness.signature)) == (64, 8 + 64)
    assert time == f"time {int.from_bytes(witness.signature[:8])}\n"
    assert f"|| 0x0{ED25519} ||" in text


def test_the_example_policy_means_what_its_text_says(texts: Path) -> None:
    example = (texts / "tlog-policy.md").read_text("utf-8").split("```")[1]
    lines = []
    for line in example.lstrip("\n").splitlines():
        kind, _, rest = line.partition(" ")
        key = a_signer().verifier.vkey
        if kind == "witness":
            key = a_cosigner(rest.split()[0]).cosigner.vkey
        lines.append(f"{line.replace('<vkey>', key)}\n")
    policy = read_policy("".join(lines).encode())
    names = [witness.name for witness in policy.witnesses]
    assert names == ["X1", "X2", "X3", "Y1", "Y2", "Y3"]
    for count in range(7):
        for some in itertools.combinations(names, count):
            of_x, of_y = (sum(n[0] == kind for n in some) for kind in "XY")
            assert policy.is_met_by(some) == (of_x >= 2 and of_y >= 1), some


def test_as_much_as_the_text_recommends_is_supported(texts: Path) -> None:
    text = (texts / "tlog-policy.md").read_text("utf-8")
    assert "at least up to 32 logs, 32 witnesses, and 32 groups" in text
    lines = [f"log {a_signer(f'log{n}').verifier.vkey}" for n in range(32)]
    lines += [f"witness w{n} {a_cosigner(f'w{n}').cosigner.vkey}" for n in range(32)]
    lines += [f"group g{n} any w{n}" for n in range(31)]
    lines += [f"group all all {' '.join(f'g{n}' for n in range(31))}", "quorum all"]
    policy = read_policy("".join(f"{line}\n" for line in lines).encode())
    assert policy.is_met_by([f"w{n}" for n in range(31)])
    assert not policy.is_met_by([f"w{n}" for n in range(1, 32)])


def test_the_example_request_to_a_witness_is_read(texts: Path) -> None:
    text = (texts / "tlog-witness.md").read_text("utf-8")
    example = text.partition("Example request body:\n\n")[2].partition("\nThe witness")
    lines = example[0].splitlines(keepends=True)
    body = "".join(line.removeprefix("    ") for line in lines).encode()
    asked = read_add_checkpoint(body)
    assert (asked.old, len(asked.proof)) == (20852014, 4)
    assert asked.checkpoint.size == 20852163
    assert write_add_checkpoint(asked) == body


def test_every_status_of_the_text_is_one_that_is_answered(texts: Path) -> None:
    text = (texts / "tlog-witness.md").read_text("utf-8")
    said = text.partition("### add-checkpoint")[2].partition("### sign-subtree")[0]
    assert set(re.findall(r'"(\d{3}) [A-Z]', re.sub(r"\s+", " ", said))) == {
        *("200", "400", "403", "404", "409", "422")
    }


def test_the_example_answer_of_a_witness_is_of_cosignatures(texts: Path) -> None:
    text = (texts / "tlog-witness.md").read_text("utf-8")
    example = text.partition("Example response body:\n\n")[2].partition("\nThe client")
    lines = "".join(line.removeprefix("    ") for line in example[0].splitlines(True))
    checkpoint = "example.com/behind-the-sofa\n1\n" + "A" * 43 + "=\n\n"
    note = parse((checkpoint + lines.strip("\n") + "\n").encode())
    assert [s.name for s in note.signatures] == [
        *("witness.example/w1", "witness.example/w1", "witness.example/w2")
    ]
    assert {len(s.signature) for s in note.signatures} == {8 + 64}
