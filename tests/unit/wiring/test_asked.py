"""From a policy's file to the witnesses that are asked."""

from pathlib import Path

import pytest

from lastlook import wiring
from lastlook.ledger.errors import StoreAwayError
from lastlook.ledger.note import read_vkey
from lastlook.ledger.tlog_policy import read_policy
from lastlook.policy.library import shipped
from lastlook.wiring.asked import check_askable, newest_cosigned, policy_of
from lastlook.wiring.files import WiringError
from lastlook.wiring.outside import witnesses_file
from lastlook.wiring.serving import moved_at
from tests.world.desk import Company, in_a_loop
from tests.world.ledger import a_signer
from tests.world.witnesses import a_cosigner

KEY = a_cosigner("w1").cosigner.vkey
W1 = f"witness w1 {KEY} https://w1.example/"
LOG = a_signer("lastlook/colt").verifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "colt.ledger"
    wiring.init(made, "colt", [shipped("house")])
    return made


def lines(*each: str) -> bytes:
    return "".join(f"{line}\n" for line in each).encode()


def test_a_policy_is_named_or_stands_beside_the_ledger(tmp_path: Path) -> None:
    ledger = tmp_path / "x"
    assert policy_of(ledger, None) is None
    (tmp_path / "x.witnesses").write_bytes(lines(W1, "quorum w1"))
    beside = policy_of(ledger, None)
    assert beside is not None
    assert beside.quorum == "w1"
    (tmp_path / "named").write_bytes(lines(W1, "group g any w1", "quorum g"))
    named = policy_of(ledger, tmp_path / "named")
    assert named is not None
    assert named.quorum == "g"


def test_a_policy_that_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "x.witnesses").write_bytes(b"quorum w1\n")
    with pytest.raises(WiringError, match=r"x\.witnesses: Line 1 of the policy"):
        policy_of(tmp_path / "x", None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (lines(W1, "quorum none"), "quorum is none"),
        (lines(f"witness w1 {KEY}", "quorum w1"), "no address: w1"),
        (
            lines(f"log {a_signer('other').verifier.vkey}", W1, "quorum w1"),
            r"does not know this ledger. Its line is: log lastlook/colt\+",
        ),
    ],
)
def test_a_policy_by_which_nobody_can_be_asked_is_refused(
    text: bytes, said: str
) -> None:
    with pytest.raises(WiringError, match=said):
        check_askable(read_policy(text), LOG)


def test_a_policy_may_leave_out_the_log_or_name_it() -> None:
    check_askable(read_policy(lines(W1, "quorum w1")), LOG)
    check_askable(read_policy(lines(f"log {LOG.vkey}", W1, "quorum w1")), LOG)


def test_a_ledger_that_was_never_cosigned_has_no_newest(path: Path) -> None:
    with pytest.raises(WiringError, match="There is no policy"):
        newest_cosigned(path)
    witnesses_file(path).write_bytes(lines(W1, "quorum w1"))
    assert newest_cosigned(path) is None
    assert read_vkey(wiring.vkey(path)).name == "lastlook/colt"


@in_a_loop
async def test_an_entry_that_cannot_be_read_just_now_is_there_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def away(*_: object) -> None:
        raise StoreAwayError("the database", "restarted")

    company = Company()
    async with company.open_desk():
        pass
    async with company.desk() as desk:
        monkeypatch.setattr(desk.log, "read", away)
        await moved_at(desk)(desk.size - 1)
