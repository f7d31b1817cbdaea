"""Whom to trust comes from the caller, and what nobody vouches for is said to be so."""

from functools import cache

from lastlook.evidence.findings import Findings
from lastlook.evidence.trust import Trusted
from lastlook.evidence.verify import verify
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.merkle import EMPTY_ROOT, leaf_hash, root
from lastlook.ledger.tlog_policy import read_policy
from tests.world.frozen import FIXTURES, frozen
from tests.world.ledger import a_signer
from tests.world.levels import ORIGIN
from tests.world.witnesses import cosigned, policy_text

KEY = a_signer(ORIGIN)
OTHER = a_signer("lastlook/another")
LOG = f"log {KEY.verifier.vkey}"
TWO = policy_text(
    LOG, "group outside 2 insurer bond", "quorum outside", names=("insurer", "bond")
)


@cache
def leaves() -> tuple[bytes, ...]:
    [ledger] = [
        one for one in frozen(FIXTURES / "core-1.tar.xz") if one.name == "lunch"
    ]
    return ledger.leaves[:9]


def note(size: int = 9) -> bytes:
    tree = Checkpoint(ORIGIN, size, root(map(leaf_hash, leaves()[:size])))
    return sign_checkpoint(tree, KEY)


def found(trusted: Trusted, checkpoint: bytes | None = None) -> Findings:
    return verify(leaves(), checkpoint or note(), trusted)


def steps(findings: Findings) -> list[int]:
    return [finding.step for finding in findings.findings]


def not_checked(findings: Findings) -> list[int]:
    return [one.step for one in findings.checked if one.not_checked]


def test_as_many_witnesses_as_the_policy_asks_for_are_enough() -> None:
    trusted = Trusted(policy=read_policy(TWO))
    held = found(trusted, cosigned(note(), "insurer", "bond"))
    assert held.holds
    assert held.checked[0].remark == "cosigned by bond, insurer"


def test_one_witness_too_few_is_named() -> None:
    trusted = Trusted(policy=read_policy(TWO))
    lacking = found(trusted, cosigned(note(), "insurer"))
    assert steps(lacking) == [1]
    assert "bond has not cosigned" in lacking.findings[0].what
    assert lacking.checkpoint is None


def test_a_log_the_policy_does_not_know_is_not_believed() -> None:
    policy = policy_text(f"log {OTHER.verifier.vkey}", "quorum none")
    assert steps(found(Trusted(policy=read_policy(policy)))) == [1]


def test_a_policy_without_a_log_goes_with_a_key() -> None:
    policy = read_policy(policy_text("quorum none"))
    assert found(Trusted(KEY.verifier, policy=policy)).holds
    assert steps(found(Trusted(OTHER.verifier, policy=policy))) == [1]


def test_with_a_key_and_a_policy_both_must_be_satisfied() -> None:
    policy = read_policy(policy_text(LOG, "quorum none"))
    assert found(Trusted(KEY.verifier, policy=policy)).holds
    assert steps(found(Trusted(OTHER.verifier, policy=policy))) == [1]


def test_an_older_checkpoint_needs_no_witness_but_the_log() -> None:
    policy = read_policy(TWO)
    newest = cosigned(note(), "insurer", "bond")
    assert found(Trusted(older=(note(4),), policy=policy), newest).holds
    stranger = sign_checkpoint(Checkpoint(OTHER.name, 0, EMPTY_ROOT), OTHER)
    other = found(Trusted(older=(stranger,), policy=policy), newest)
    assert steps(other) == [3]


def test_where_nobody_is_trusted_the_first_step_is_not_checked() -> None:
    unsure = found(Trusted(older=(note(4),)))
    assert unsure.findings == ()
    assert not_checked(unsure) == [1, 3]
    assert not unsure.holds
    assert unsure.in_part
    assert unsure.checkpoint is None
    assert f"these are the 9 entries of {ORIGIN}" in unsure.checked[0].not_checked


def test_what_a_checkpoint_claims_is_compared_all_the_same() -> None:
    assert steps(found(Trusted(), note(8))) == [2]
    assert steps(found(Trusted(older=(note(8)[:-3],)))) == [3]
    assert steps(verify(leaves(), b"no note", Trusted())) == [1]


def test_of_what_was_not_checked_nobody_says_that_it_holds() -> None:
    without_policy = found(Trusted(KEY.verifier))
    assert without_policy.holds
    assert "no witness was asked for" in without_policy.checked[0].remark
