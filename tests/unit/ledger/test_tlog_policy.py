import functools
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.cosignature import cosign
from lastlook.ledger.errors import MalformedError, SignatureError
from lastlook.ledger.tlog_policy import (
    KNOWN_MAX,
    POLICY_BYTES_MAX,
    TlogPolicy,
    read_policy,
    shown,
)
from tests.world.ledger import a_signer
from tests.world.witnesses import (
    NOON_S,
    MlDsaCosigner,
    a_cosigner,
    cosigned,
    policy_text,
)

LOG = a_signer("log.example")
CHECKPOINT = Checkpoint("log.example", 7, bytes(range(32)))
NOTE = sign_checkpoint(CHECKPOINT, LOG)
LOG_LINE = f"log {LOG.verifier.vkey}"
X, Y = ("X1", "X2", "X3"), ("Y1", "Y2", "Y3")
# The example of the specification, its keys filled in.
TWO_LEVELS = read_policy(
    policy_text(
        LOG_LINE,
        "group X-witnesses 2 X1 X2 X3",
        "group Y-witnesses any Y1 Y2 Y3",
        "group X-and-Y all X-witnesses Y-witnesses",
        "quorum X-and-Y",
        names=X + Y,
    )
)


def one_witness(quorum: str = "w1") -> TlogPolicy:
    return read_policy(policy_text(LOG_LINE, f"quorum {quorum}", names=("w1", "w2")))


@given(st.lists(st.sampled_from(X + Y), unique=True))
def test_a_checkpoint_is_taken_exactly_where_the_quorum_cosigned(
    signed: list[str],
) -> None:
    quorum = len(set(signed) & set(X)) >= 2 and len(set(signed) & set(Y)) >= 1
    note = cosigned(NOTE, *signed)
    assert TWO_LEVELS.is_met_by(signed) == quorum
    if quorum:
        witnessed = TWO_LEVELS.check(note)
        assert witnessed.checkpoint == CHECKPOINT
        assert witnessed.log == LOG.verifier
        assert sorted(witnessed.by) == sorted(signed)
        assert TWO_LEVELS.lacks(signed) == ""
    else:
        with pytest.raises(SignatureError, match="has no quorum: X-and-Y has"):
            TWO_LEVELS.check(note)


def test_what_the_quorum_lacks_is_said_by_name() -> None:
    with pytest.raises(SignatureError) as refused:
        TWO_LEVELS.check(cosigned(NOTE, "X2", "Y3"))
    assert str(refused.value) == (
        "The checkpoint of log.example with 7 entries has no quorum: X-and-Y has 1 of "
        "2 (X-witnesses has 1 of 2 (X1 has not cosigned; X3 has not cosigned))."
    )


def test_a_witness_counts_once_however_often_it_signs() -> None:
    text = policy_text(LOG_LINE, "group g 2 w1 w2", "quorum g", names=("w1", "w2"))
    often = cosigned(cosigned(NOTE, "w1"), "w1", at_seconds=NOON_S + 1)
    with pytest.raises(SignatureError, match="w2 has not cosigned"):
        read_policy(text).check(often)
    assert one_witness().check(often).by["w1"].at_seconds == NOON_S + 1


def test_a_quorum_has_seen_as_late_as_its_last_needed_member() -> None:
    times = {"X1": 10, "X2": 50, "X3": 30, "Y1": 20, "Y2": 40}
    assert TWO_LEVELS.seen_at(times) == 30
    assert TWO_LEVELS.seen_at({"X1": 10, "Y1": 20}) is None
    assert one_witness("none").seen_at({"w1": 10}) is None


def test_without_a_quorum_the_logs_signature_is_enough_and_still_needed() -> None:
    policy = one_witness("none")
    assert policy.check(NOTE).by == {}
    with pytest.raises(SignatureError, match=r"No key .* for log\.example signed"):
        policy.check(sign_checkpoint(CHECKPOINT, a_signer("other.example")))


def test_a_checkpoint_of_another_log_is_refused_though_cosigned() -> None:
    other = a_signer("other.example")
    note = sign_checkpoint(Checkpoint("other.example", 7, bytes(32)), other)
    with pytest.raises(SignatureError, match=r"other\.example is not a log of this"):
        one_witness().check(cosigned(note, "w1"))


def test_a_wrong_signature_by_the_log_refuses_the_note() -> None:
    note = cosigned(NOTE.replace(b"\n7\n", b"\n8\n"), "w1")
    with pytest.raises(SignatureError, match=r"signature by log\.example is wrong"):
        one_witness().check(note)


def test_a_wrong_signature_by_a_witness_refuses_the_note_though_others_suffice() -> (
    None
):
    other = sign_checkpoint(Checkpoint("log.example", 8, bytes(32)), LOG)
    note = cosigned(NOTE, "w1") + cosign(other, a_cosigner("w2"), NOON_S)
    with pytest.raises(SignatureError, match="cosignature by w2 is wrong"):
        one_witness().check(note)


def test_a_policy_without_logs_takes_the_log_it_is_told() -> None:
    policy = read_policy(policy_text("quorum w1", names=("w1",)))
    note = cosigned(NOTE, "w1")
    assert policy.check(note, [LOG.verifier]).checkpoint == CHECKPOINT
    with pytest.raises(SignatureError, match="it knows none"):
        policy.check(note)


def test_a_policy_with_logs_takes_no_other_whoever_tells_it() -> None:
    text = policy_text(
        f"log {a_signer('other.example').verifier.vkey}", "quorum w1", names=("w1",)
    )
    with pytest.raises(SignatureError, match=r"log\.example is not a log"):
        read_policy(text).check(cosigned(NOTE, "w1"), [LOG.verifier])


def test_any_one_of_the_listed_logs_may_have_signed() -> None:
    rotated = a_signer("log.example/2026")
    text = policy_text(LOG_LINE, f"log {rotated.verifier.vkey}", "quorum none")
    note = sign_checkpoint(Checkpoint(rotated.name, 9, bytes(32)), rotated)
    policy = read_policy(text)
    assert policy.check(note).log == rotated.verifier
    assert policy.check(NOTE).log == LOG.verifier


@functools.cache
def quantum() -> MlDsaCosigner:
    return MlDsaCosigner("log.example")


def test_a_log_may_sign_with_ml_dsa() -> None:
    policy = read_policy(policy_text(f"log {quantum().cosigner.vkey}", "quorum none"))
    text = NOTE[: NOTE.index("—".encode())]
    note = text + quantum().cosign(CHECKPOINT, NOON_S)
    assert policy.check(note).log == quantum().cosigner
    with pytest.raises(SignatureError, match="No key"):
        policy.check(NOTE)


def test_a_witness_that_cannot_be_checked_here_is_named_and_does_not_count() -> None:
    pq = MlDsaCosigner("pq.example")
    policy = read_policy(
        policy_text(LOG_LINE, f"witness pq {pq.cosigner.vkey}", "quorum pq")
    )
    note = NOTE + pq.cosign(CHECKPOINT, NOON_S)
    assert list(policy.check(note).by) == ["pq"]
    with pytest.raises(SignatureError, match=r"Not checked here \(ML-DSA-44\): pq\."):
        policy.check(note, ml_dsa=lambda: None)


def test_urls_blanks_and_comments_are_read_as_the_format_has_them() -> None:
    w1 = a_cosigner("w1").cosigner.vkey
    policy = read_policy(
        f"# ours\n\t # indented\n\n \t\n  {LOG_LINE}\thttps://log.example/ \n"
        f"quorum none\nwitness  insurer\t{w1} https://w1.example/\n".encode()
    )
    assert policy.logs[0].url == "https://log.example/"
    assert policy.witnesses[0].name == "insurer"
    assert policy.witnesses[0].url == "https://w1.example/"
    assert policy.witnesses[0].cosigner == a_cosigner("w1").cosigner


def test_names_are_octets() -> None:
    kelvin, odd = "\u212a".encode(), b"\xff\xfe"
    vkeys = [a_cosigner(n).cosigner.vkey.encode() for n in ("w1", "w2", "w3")]
    text = (
        b"".join(
            b"witness %b %b\n" % (name, vkey)
            for name, vkey in zip((b"K", kelvin, odd), vkeys, strict=True)
        )
        + b"quorum "
        + odd
        + b"\n"
    )
    policy = read_policy(text)
    assert policy.is_met_by([policy.witnesses[2].name])
    assert not policy.is_met_by(["K", "\u212a"])
    assert shown(policy.quorum) == "\\xff\\xfe"
    with pytest.raises(MalformedError, match=r"no line above defines \\xff\\xfd"):
        read_policy(text.replace(b"quorum \xff\xfe", b"quorum \xff\xfd"))


W1 = f"witness w1 {a_cosigner('w1').cosigner.vkey}"
W2 = f"witness w2 {a_cosigner('w2').cosigner.vkey}"
REFUSED = {
    "nothing": ((), "has no quorum line"),
    "no quorum": ((W1,), "has no quorum line"),
    "two quorums": ((W1, "quorum w1", "quorum w1"), "Line 3 .*quorum line already"),
    "quorum of nobody": (("quorum w1", W1), "Line 1 .*no line above defines w1"),
    "member of nobody": ((W1, "group g any w1 w2"), "Line 2 .*defines w2"),
    "itself": ((W1, "group g any g"), "Line 2 .*defines g"),
    "none as a member": ((W1, "group g any none"), "defines none"),
    "a name twice": ((W1, W2.replace(" w2 ", " w1 ")), "name w1 is taken"),
    "a group like a witness": ((W1, "group w1 any w1"), "name w1 is taken"),
    "none as a name": ((W1.replace(" w1 ", " none "),), "name none is taken"),
    "a key twice": ((W1, W1.replace(" w1 ", " w2 ")), "key of w2 is there already"),
    "a log twice": ((LOG_LINE, LOG_LINE), r"key of log\.example is there already"),
    "a member twice": ((W1, "group g any w1 w1"), "member of a group already"),
    "in two groups": (
        (W1, "group g any w1", "group h any w1"),
        "Line 3 .*w1 is a member of a group already",
    ),
    "no members": ((W1, "group g any"), "is none of"),
    "threshold 0": ((W1, "group g 0 w1"), "a number from 1 to 1"),
    "threshold above": ((W1, "group g 2 w1"), "a number from 1 to 1"),
    "threshold 01": ((W1, "group g 01 w1"), "a number from 1 to 1"),
    "threshold -1": ((W1, "group g -1 w1"), "a number from 1 to 1"),
    "threshold most": ((W1, "group g most w1"), "'most' is not all, any"),
    "threshold ٣": ((W1, "group g ٣ w1"), "is not all, any"),
    "another word": (("witnesses w1",), "Line 1 .*is none of"),
    "a fourth word": ((f"{W1} https://w1 more",), "is none of"),
    "a log's key for a witness": (
        (f"witness w1 {LOG.verifier.vkey}",),
        "0x01, which does not cosign",
    ),
    "a witness's key for a log": (
        (f"log {a_cosigner('w1').cosigner.vkey}",),
        "not an Ed25519 key",
    ),
    "not a key": (("log nonsense",), "name.id.key"),
    "carriage return": ((f"{W1}\r",), "Line 1 .*control character"),
    "delete": (("# \x7f",), "control character"),
}


@pytest.mark.parametrize(("lines", "said"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_a_policy_is_refused_with_its_line(
    lines: tuple[str, ...], said: str
) -> None:
    with pytest.raises(MalformedError, match=said):
        read_policy(policy_text(*lines))


def test_a_policy_that_was_cut_off_is_refused() -> None:
    whole = policy_text(LOG_LINE, "group w any w1", "quorum w", names=("w1",))
    read_policy(whole)
    for length in range(1, len(whole)):
        with pytest.raises(MalformedError):
            read_policy(whole[:length])


def test_a_keys_name_that_is_no_text_is_refused() -> None:
    line = W1.encode().replace(b"w1+", b"\xff+")
    with pytest.raises(MalformedError, match=r"Line 1 .*not UTF-8"):
        read_policy(line + b"\nquorum none\n")


def test_policies_are_bounded() -> None:
    many = (f"group g{n} any {'w1' if n == 0 else f'g{n - 1}'}" for n in range(999))
    fits = policy_text(W1, *itertools.islice(many, KNOWN_MAX), "quorum g255")
    assert read_policy(fits).is_met_by(["w1"])
    with pytest.raises(MalformedError, match="more than 256"):
        read_policy(fits.replace(b"quorum g255", b"group g256 any g255"))
    with pytest.raises(MalformedError, match="at most 1000000 bytes"):
        read_policy(b"#" * POLICY_BYTES_MAX + b"\n")
