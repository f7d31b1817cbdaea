"""From the key that a caller trusts to those it named, and no further."""

import base64
from collections.abc import Callable
from functools import cache
from hashlib import sha256

import pytest
from msgspec import Struct
from msgspec.structs import replace

from lastlook.core.acts import (
    AnyAct,
    ChangeDeskKey,
    ConfirmDeskKey,
    Enrol,
    LoseDeskKey,
    Stop,
)
from lastlook.core.answers import Granted
from lastlook.desk.desk import Desk
from lastlook.desk.door import key_text
from lastlook.desk.wire import act_bytes, read_stored
from lastlook.evidence.verify import Finding, Findings, Trusted, verify
from lastlook.ledger.checkpoint import Checkpoint, sign_checkpoint
from lastlook.ledger.entry import leaf, read_leaf
from lastlook.ledger.handover import hand_over
from lastlook.ledger.keys import PrivateKey
from lastlook.ledger.merkle import leaf_hash, root
from lastlook.ledger.note import Signer, Verifier
from lastlook.ledger.tlog_policy import NONE, KnownLog, TlogPolicy
from tests.world.desk import PRODUCTION, Company, Phone, in_a_loop
from tests.world.ledger import a_signer

FIRST = a_signer(PRODUCTION)
SECOND = Signer(PRODUCTION, PrivateKey(b"2" * 32))
THIRD = Signer(PRODUCTION, PrivateKey(b"3" * 32))
STRANGER = Signer(PRODUCTION, PrivateKey(b"s" * 32))
OPENED, CHANGED, LOST = 3, 3, 5  # entries before the first change; where they stand


class Made(Struct, frozen=True):
    """A ledger as it is kept: leaves, and the checkpoint after so many of them."""

    leaves: list[bytes]
    notes: dict[int, bytes]


def text(note: bytes) -> str:
    return base64.b64encode(note).decode()


async def said(desk: Desk, phone: Phone, kind: type[AnyAct], **fields: object) -> None:
    receipt = await desk.submit(phone.says(kind, **fields))
    assert isinstance(receipt.answer, Granted), receipt.answer


async def changed(desk: Desk, office: Phone, next_: Signer, *, lost: bool) -> None:
    last, key = desk.log.checkpoint, key_text(next_.verifier.public)
    desk.log.rekey(next_, lost=lost)
    note = text(desk.log.hand_over())
    if lost:
        await said(desk, office, LoseDeskKey, key=key, note=note, last=text(last))
    else:
        await said(desk, office, ChangeDeskKey, key=key, note=note)
    desk.log.sign_alone(next_)


@cache
def made(*, confirmed: bool = True) -> Made:
    """Changed in order, a stop, lost, confirmed by a second person or not, a stop."""
    kept: list[Made] = []

    @in_a_loop
    async def play() -> None:
        company = Company()
        adviser = company.phone("adviser")
        async with company.desk() as desk:
            office = company.office
            await desk.submit(company.opening())
            key, roles = adviser.key, ("safety-adviser",)
            await said(desk, office, Enrol, person="adviser", roles=roles, key=key)
            await said(desk, office, Stop)
            await changed(desk, office, SECOND, lost=False)
            await said(desk, office, Stop)
            await changed(desk, office, THIRD, lost=True)
            if confirmed:
                key = key_text(THIRD.verifier.public)
                await said(desk, adviser, ConfirmDeskKey, key=key)
            await said(desk, adviser, Stop)
            leaves = [leaf(entry) for entry in desk.log.read()]
            notes = {head.size: head.note for head in company.store.heads()}
            kept.append(Made(leaves, notes))

    play()
    return kept[0]


def checked(size: int, key: Verifier, *older: int) -> Findings:
    there = made()
    kept = tuple(there.notes[one] for one in older)
    return verify(there.leaves[:size], there.notes[size], Trusted(key, kept))


@pytest.mark.parametrize("size", [3, 4, 5])
def test_who_trusts_the_first_key_follows_it_to_the_one_it_named(size: int) -> None:
    found = checked(size, FIRST.verifier)
    assert found.holds
    assert found.checkpoint is not None
    assert found.checkpoint.size == size


def test_who_trusts_the_second_one_needs_no_other() -> None:
    assert checked(5, SECOND.verifier).holds
    assert checked(8, THIRD.verifier).holds


@pytest.mark.parametrize(("key", "lost_at"), [(FIRST, 5), (SECOND, 5)])
def test_whose_key_was_lost_is_told_how_far_it_holds_and_on_whose_word_it_goes_on(
    key: Signer, lost_at: int
) -> None:
    found = checked(8, key.verifier)
    assert found.findings == (
        Finding(
            1,
            "the trusted key was declared lost here by office; as a second person "
            "adviser confirmed it. It signed the 5 entries before; from here on the "
            f"record stands on the word of {THIRD.verifier.vkey}",
            lost_at,
        ),
    )


def test_that_nobody_confirmed_it_is_told_too() -> None:
    there = made(confirmed=False)
    found = verify(there.leaves, there.notes[7], Trusted(FIRST.verifier))
    [finding] = found.findings
    assert "by office; as a second person nobody did so" in finding.what


@pytest.mark.parametrize("older", [0, 1, 3, 4, 5])
def test_older_checkpoints_count_by_the_key_of_their_time(older: int) -> None:
    assert checked(5, FIRST.verifier, older).holds
    assert checked(5, SECOND.verifier, older).holds


def test_an_older_checkpoint_of_another_tree_shows_whichever_key_signed_it() -> None:
    there = made()
    for size, key in ((3, FIRST), (5, SECOND)):
        other = sign_checkpoint(Checkpoint(PRODUCTION, size, b"x" * 32), key)
        found = verify(
            there.leaves[:5], there.notes[5], Trusted(FIRST.verifier, (other,))
        )
        [finding] = found.findings
        assert finding.step == 3
        assert "are not those signed earlier" in finding.what
    longer = sign_checkpoint(Checkpoint(PRODUCTION, 9, b"x" * 32), SECOND)
    found = verify(there.leaves[:5], there.notes[5], Trusted(FIRST.verifier, (longer,)))
    assert [one.step for one in found.findings] == [3]


def test_a_key_that_gave_way_signs_nothing_more() -> None:
    there = made()
    hashes = [leaf_hash(one) for one in there.leaves[:5]]
    note = sign_checkpoint(Checkpoint(PRODUCTION, 5, root(hashes)), FIRST)
    found = verify(there.leaves[:5], note, Trusted(FIRST.verifier))
    assert [one.step for one in found.findings] == [1]
    assert found.checkpoint is None


def test_a_stranger_is_not_followed_to() -> None:
    found = checked(5, STRANGER.verifier)
    assert {one.step for one in found.findings} == {1}
    assert any("other keys than the trusted one" in one.what for one in found.findings)
    assert found.checkpoint is None


def test_a_policy_that_knows_the_first_key_is_followed_as_well() -> None:
    there = made()
    policy = TlogPolicy((KnownLog(FIRST.verifier),), (), (), NONE)
    trusted = Trusted(policy=policy)
    assert verify(there.leaves[:5], there.notes[5], trusted).holds
    found = verify(there.leaves, there.notes[8], trusted)
    assert [(one.step, one.entry) for one in found.findings] == [(1, 5)]
    none = TlogPolicy((KnownLog(STRANGER.verifier),), (), (), NONE)
    assert not verify(there.leaves[:5], there.notes[5], Trusted(policy=none)).holds


# --- a keeper who has the next key, and would have another past -----------------


def rewritten(change: Callable[[list[bytes]], list[bytes]]) -> Findings:
    """What is found where whoever has the second key changes what was before it."""
    leaves = change([*made().leaves[:5]])
    hashes = [leaf_hash(one) for one in leaves]
    note = sign_checkpoint(Checkpoint(PRODUCTION, len(leaves), root(hashes)), SECOND)
    return verify(leaves, note, Trusted(FIRST.verifier))


def test_untouched_it_holds() -> None:
    assert rewritten(lambda leaves: leaves).holds


def test_the_next_key_cannot_write_another_past() -> None:
    def later(leaves: list[bytes]) -> list[bytes]:
        entry = read_leaf(leaves[2])
        leaves[2] = leaf(replace(entry, recorded_at=entry.recorded_at + 1))
        return leaves

    found = rewritten(later)
    assert (1, 3) in [(one.step, one.entry) for one in found.findings]
    assert any("of another tree" in one.what for one in found.findings)
    assert found.checkpoint is None


def test_without_the_entry_that_names_it_the_next_key_is_nobodys() -> None:
    found = rewritten(lambda leaves: leaves[:3])
    assert [one.step for one in found.findings] == [1]
    assert found.checkpoint is None


@pytest.mark.parametrize("same_tree", [True, False])
def test_a_hand_over_of_another_ledger_names_no_key_in_this_one(
    same_tree: bool,  # noqa: FBT001  # pytest's
) -> None:
    """The same two private keys, signing for another ledger too."""
    other = "other.example"
    seeds = sha256(PRODUCTION.encode()).digest(), b"2" * 32
    last, next_ = (Signer(other, PrivateKey(seed)) for seed in seeds)
    keys = FIRST.verifier.public, SECOND.verifier.public
    assert (last.verifier.public, next_.verifier.public) == keys

    def replayed(leaves: list[bytes]) -> list[bytes]:
        before = root(leaf_hash(one) for one in leaves[:CHANGED])
        stood = Checkpoint(other, CHANGED, before if same_tree else b"x" * 32)
        note = hand_over(stood, last.verifier, next_.verifier, (last, next_))
        entry = read_leaf(leaves[CHANGED])
        act = read_stored(entry.act)
        assert isinstance(act, ChangeDeskKey)
        said = act_bytes(replace(act, note=text(note)))
        leaves[CHANGED] = leaf(replace(entry, act=said))
        return leaves

    found = rewritten(replayed)
    assert 1 in {one.step for one in found.findings}
    assert found.checkpoint is None
