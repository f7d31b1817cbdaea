"""Who is enrolled, with which phone and which papers, under which packs."""

from hashlib import sha256
from typing import Any

import pytest
from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    Act,
    AddKey,
    AdoptPack,
    AllowLive,
    Announce,
    AssignDuty,
    Endorse,
    Enrol,
    Examine,
    Expend,
    GiveNotice,
    Invite,
    IssueProtection,
    RecordPermit,
    RecordTraining,
    Release,
    Repair,
    RevealTrainer,
    RevokeKey,
    SeedTrainer,
    SendBack,
    Sweep,
    TakeOut,
    VerifyStatus,
)
from lastlook.core.acts import TestBlank as TriesBlank
from lastlook.core.answers import Refused
from lastlook.core.events import (
    DutyAssigned,
    Enrolled,
    Invited,
    KeyAdded,
    KeyEnded,
    PackAdopted,
    PermitRecorded,
    TrainingRecorded,
)
from lastlook.core.impossibilities import EndsBeforeItStarts, KnownAlready, Unknown
from lastlook.core.refusals import (
    DocumentMissing,
    InvitationNotGood,
    NotYourPart,
    PermitMissing,
    RolesConflict,
)
from lastlook.core.state import Heard, Invitation, Key, OnDuty, Permit, Person, Training
from tests.world.production import (
    NEW_YEAR,
    NEXT_YEAR,
    Production,
    Said,
    a_set,
    granted,
    ms,
    refused,
    says,
)

WORD = "one-time-only"
DIGEST = sha256(WORD.encode()).hexdigest()


# --- enrolling, inviting, phones ---------------------------------------------


def test_who_is_enrolled_is_known_by_id_with_a_phone() -> None:
    said = says("office", Enrol, "extra", ("performer", "crew"), "x-phone", minor=True)
    assert granted(a_set().ask(said)) == (
        Enrolled(
            by="office",
            at=ms("07:00"),
            person="extra",
            roles=("performer", "crew"),
            key="x-phone",
            minor=True,
        ),
    )
    state = a_set().having(said).state
    assert state.people["extra"] == Person("extra", ("performer", "crew"), minor=True)
    assert state.keys["x-phone"] == Key("extra", ms("07:00"))


def test_who_has_no_phone_is_enrolled_without() -> None:
    state = a_set().state
    assert "double" in state.people
    assert "double" not in {key.person for key in state.keys.values()}


def test_nobody_is_enrolled_twice_and_no_phone_belongs_to_two() -> None:
    answer = a_set().ask(says("office", Enrol, "actor", ("crew",), "camera-phone"))
    assert refused(answer) == (
        KnownAlready("person", "actor"),
        KnownAlready("key", "camera-phone"),
    )


def invited(until: str = "08:00") -> Production:
    return a_set().having(says("office", Invite, "double", DIGEST, ms(until)))


def test_an_invitation_stands_until_its_time() -> None:
    said = says("office", Invite, "double", DIGEST, ms("08:00"))
    assert granted(a_set().ask(said)) == (
        Invited(
            by="office",
            at=ms("07:00"),
            person="double",
            digest=DIGEST,
            until=ms("08:00"),
        ),
    )
    invitation = a_set().having(said).state.people["double"].invitation
    assert invitation == Invitation(DIGEST, ms("08:00"))


def test_a_phone_is_added_once_by_its_invitation() -> None:
    adds = says("double", AddKey, "new-phone", WORD, phone="new-phone")
    assert granted(invited().ask(adds)) == (
        KeyAdded(by="double", at=ms("07:00"), key="new-phone"),
    )
    added = invited().having(adds)
    heard = Heard(added.state.n - 1, ms("07:00"), ms("07:00"))
    assert added.state.keys["new-phone"] == Key("double", ms("07:00"), None, heard)
    assert added.state.people["double"].invitation is None
    again = says("double", AddKey, "other-phone", WORD, phone="other-phone")
    assert refused(added.ask(again)) == (InvitationNotGood("double"),)


@pytest.mark.parametrize(
    ("by", "token", "at"),
    [
        ("double", "another-token", "07:00"),
        ("actor", WORD, "07:00"),
        ("double", WORD, "08:00"),
    ],
    ids=["another token", "another person", "at its last moment"],
)
def test_a_phone_is_not_added(by: str, token: str, at: str) -> None:
    adds = says(by, AddKey, "new-phone", token, phone="new-phone", at=at)
    assert refused(invited().ask(adds)) == (InvitationNotGood(by),)


def test_a_phone_is_added_until_the_last_millisecond() -> None:
    adds = ("double", AddKey, "new-phone", WORD)
    assert granted(invited().ask(says(*adds, phone="new-phone", at="07:59:59.999")))


def test_a_phone_somebody_has_is_not_added() -> None:
    adds = says("double", AddKey, "actor-phone", WORD, phone="actor-phone")
    assert refused(invited().ask(adds)) == (KnownAlready("key", "actor-phone"),)


def test_a_phone_that_is_ended_is_ended_with_its_grounds() -> None:
    said = says("first-ad", RevokeKey, "actor-phone", "lost-on-set")
    assert granted(a_set().ask(said)) == (
        KeyEnded(
            by="first-ad", at=ms("07:00"), key="actor-phone", grounds="lost-on-set"
        ),
    )
    key = a_set().having(said).state.keys["actor-phone"]
    assert key == Key("actor", ms("06:01"), ms("07:00"))


def test_a_phone_nobody_knows_is_not_ended() -> None:
    answer = a_set().ask(says("first-ad", RevokeKey, "no-phone", "lost"))
    assert refused(answer) == (Unknown("key", "no-phone"),)


# --- papers and packs --------------------------------------------------------


@pytest.mark.parametrize("end", ["09:00", "08:59"])
@pytest.mark.parametrize(
    ("kind", "what"), [(AssignDuty, "weapons"), (RecordPermit, ("firearm",))]
)
def test_what_ends_before_it_starts_is_not_recorded(
    kind: type, what: object, end: str
) -> None:
    answer = a_set().ask(says("office", kind, "actor", what, ms("09:00"), ms(end)))
    assert refused(answer) == (EndsBeforeItStarts(ms("09:00"), ms(end)),)


@pytest.mark.parametrize(
    ("kind", "what"), [(AssignDuty, "weapons"), (RecordPermit, ("firearm",))]
)
def test_a_millisecond_is_long_enough(kind: type, what: object) -> None:
    said = says("office", kind, "actor", what, ms("09:00"), ms("09:00:00.001"))
    assert granted(a_set().ask(said))


def test_papers_are_recorded_as_they_are() -> None:
    times: dict[str, Any] = {"by": "office", "at": ms("07:00")}
    duty = says("office", AssignDuty, "actor", "performing", ms("08:00"), ms("09:00"))
    permit = says("office", RecordPermit, "actor", ("bow",), NEW_YEAR, NEXT_YEAR)
    training = says("office", RecordTraining, "actor", "bow", "shoot", NEXT_YEAR)
    assert granted(a_set().ask(duty)) == (
        DutyAssigned(
            **times,
            person="actor",
            duty="performing",
            starts_at=ms("08:00"),
            ends_at=ms("09:00"),
        ),
    )
    assert granted(a_set().ask(permit)) == (
        PermitRecorded(
            **times,
            person="actor",
            classes=("bow",),
            valid_from=NEW_YEAR,
            valid_until=NEXT_YEAR,
        ),
    )
    assert granted(a_set().ask(training)) == (
        TrainingRecorded(
            **times,
            person="actor",
            weapon_class="bow",
            action="shoot",
            valid_until=NEXT_YEAR,
        ),
    )
    actor = a_set().having(duty, permit, training).state.people["actor"]
    assert actor.duties == (OnDuty("performing", ms("08:00"), ms("09:00")),)
    assert actor.permits == (Permit(("bow",), NEW_YEAR, NEXT_YEAR),)
    assert actor.training[-1] == Training("bow", "shoot", NEXT_YEAR)
    assert len(actor.training) == 3


def test_a_duty_that_is_over_is_forgotten_when_the_next_is_assigned() -> None:
    early = says("office", AssignDuty, "actor", "other", ms("06:00"), ms("07:00"))
    running = says("office", AssignDuty, "actor", "other", ms("06:00"), ms("07:01"))
    later = says("office", AssignDuty, "actor", "props", ms("08:00"), ms("09:00"))
    actor = a_set().having(running, early, later).state.people["actor"]
    assert [duty.ends_at for duty in actor.duties] == [ms("07:01"), ms("09:00")]


def test_one_more_pack_is_adopted_once() -> None:
    digest = sha256(b"a stricter pack").hexdigest()
    adopts = says("office", AdoptPack, "a stricter pack")
    assert granted(a_set().ask(adopts)) == (
        PackAdopted(by="office", at=ms("07:00"), pack=digest),
    )
    adopted = a_set().having(adopts, adopts)
    assert adopted.state.packs == (*a_set().state.packs, digest)


def test_a_phone_that_was_ended_twice_was_ended_the_first_time() -> None:
    ended = a_set().having(
        says("office", RevokeKey, "actor-phone", "lost", at="07:01"),
        says("office", RevokeKey, "actor-phone", "still-lost", at="07:05"),
    )
    assert ended.state.keys["actor-phone"].revoked_at == ms("07:01")


def test_one_permit_does_not_take_the_place_of_another() -> None:
    bow = says("office", RecordPermit, "armorer", ("bow",), NEW_YEAR, NEXT_YEAR)
    permits = a_set().having(bow).state.people["armorer"].permits
    assert [permit.classes for permit in permits] == [
        ("firearm", "blank-firing"),
        ("bow",),
    ]


# --- further documents -------------------------------------------------------

TAKES = says("armorer", TakeOut, "colt-1")


def paper(
    document: str | None,
    *classes: str,
    since: int = NEW_YEAR,
    until: int = NEXT_YEAR,
) -> Said:
    said = (classes or ("firearm",), since, until)
    return says("office", RecordPermit, "armorer", *said, document=document)


def licensed(*documents: str) -> Production:
    """The packs ask for these documents; the armorer has a permit alone."""
    kept = a_set().only("document-missing", "permit-missing")
    return kept.asking(documents=documents)


def test_which_document_it_is_is_recorded() -> None:
    said = paper("armorer-licence", "bow")
    (event,) = granted(a_set().ask(said))
    assert isinstance(event, PermitRecorded)
    assert event.document == "armorer-licence"
    permits = a_set().having(said).state.people["armorer"].permits
    assert permits[-1] == Permit(("bow",), NEW_YEAR, NEXT_YEAR, "armorer-licence")
    assert permits[0].document is None


def test_whoever_minds_a_weapon_holds_every_document_the_packs_name() -> None:
    assert granted(licensed().ask(TAKES))
    two = licensed("armorer-licence", "fire-permit")
    assert refused(two.ask(TAKES)) == (
        DocumentMissing("armorer", "armorer-licence", "firearm"),
        DocumentMissing("armorer", "fire-permit", "firearm"),
    )
    one = two.having(paper("fire-permit", "bow", "firearm"))
    assert refused(one.ask(TAKES)) == (
        DocumentMissing("armorer", "armorer-licence", "firearm"),
    )
    assert granted(one.having(paper("armorer-licence")).ask(TAKES))


@pytest.mark.parametrize(
    "said",
    [
        paper("fire-permit"),
        paper(None),
        paper("armorer-licence", "blank-firing"),
        paper("armorer-licence", until=ms("07:00")),
        paper("armorer-licence", since=ms("07:00") + 1),
    ],
    ids=["another", "a permit", "another class", "over", "still to come"],
)
def test_another_document_is_not_the_one_that_is_asked_for(said: Said) -> None:
    answer = licensed("armorer-licence").having(said).ask(TAKES)
    assert refused(answer) == (
        DocumentMissing("armorer", "armorer-licence", "firearm"),
    )


@pytest.mark.parametrize(
    "said",
    [
        paper("armorer-licence", until=ms("07:00") + 1),
        paper("armorer-licence", since=ms("07:00")),
    ],
    ids=["its last millisecond", "its first"],
)
def test_a_document_counts_from_its_first_to_its_last_millisecond(said: Said) -> None:
    assert granted(licensed("armorer-licence").having(said).ask(TAKES))


def test_a_paper_that_lets_somebody_repair_a_weapon_lets_nobody_mind_it() -> None:
    bare = licensed().with_person("armorer", permits=())
    missing = PermitMissing("armorer", "firearm")
    assert refused(bare.ask(TAKES)) == (missing,)
    smith = bare.having(paper("gunsmith"))
    assert refused(smith.ask(TAKES)) == (missing,)
    licence = smith.having(paper("armorer-licence"))
    assert refused(licence.ask(TAKES)) == (missing,)
    assert granted(licence.having(paper("permit")).ask(TAKES))
    assert granted(smith.having(paper(None)).ask(TAKES))
    both = licensed("gunsmith").with_person("armorer", permits=())
    assert refused(both.having(paper("gunsmith")).ask(TAKES)) == (missing,)


@pytest.mark.parametrize("other", ["armorer", "property-master"])
def test_whoever_judges_does_not_handle(other: str) -> None:
    kept = a_set().only("roles-conflict")
    for roles in (("safety-adviser", other), (other, "safety-adviser", "crew")):
        both = kept.ask(says("office", Enrol, "extra", roles))
        assert refused(both) == (RolesConflict("extra"),)
    for roles in (("safety-adviser", "crew"), (other, "crew")):
        assert granted(kept.ask(says("office", Enrol, "extra", roles)))


def test_for_what_cannot_fire_no_document_is_held() -> None:
    bare = licensed("armorer-licence").with_person("armorer", permits=())
    assert granted(bare.ask(says("armorer", TakeOut, "rubber-1")))


def test_who_accepts_or_calls_minds_no_weapon_and_holds_no_document() -> None:
    offered = a_set().ready().offered().only("document-missing")
    kept = offered.asking(documents=("armorer-licence",))
    assert granted(kept.ask(says("actor", Accept, "colt-1", "taken")))
    assert granted(kept.ask(says("first-ad", Announce, "colt-1", "empty")))
    called = kept.ask(says("armorer", Announce, "colt-1", "empty"))
    assert refused(called) == (
        DocumentMissing("armorer", "armorer-licence", "firearm"),
    )


# --- whose part it is, whatever the packs say --------------------------------


def _named(value: object) -> str:
    return value.__name__ if isinstance(value, type) else "so"


FOR_SAFETY: list[tuple[type[Act], tuple[Any, ...]]] = [
    (Examine, ("B1", "dummy")),
    (Release, ("B1", "traced")),
    (AllowLive, ("range-training", "safe-1", 1, ms("12:00"))),
    (SeedTrainer, ("ab" * 32,)),
    (RevealTrainer, ("B1", "some-salt")),
]
FOR_HANDLERS: list[tuple[type[Act], tuple[Any, ...]]] = [
    (VerifyStatus, ("colt-1",)),
    (SendBack, ("colt-1",)),
    (Endorse, ("12",)),
    (TriesBlank, ("colt-1", "B2", 1, 600)),
    (Expend, ("B1", 1)),
]


def parted(
    by: str, kind: type[Act], inorder: tuple[Any, ...], *roles: str
) -> tuple[object, ...]:
    """What stands in the way as to whose part it is, where these roles are named."""
    word = str(kind.__struct_config__.tag)
    bare = a_set().only("not-your-part").open_to_all(word)
    if roles:
        parts = bare.policy.parts.put(word, roles)  # type: ignore[arg-type]
        bare = replace(bare, policy=replace(bare.policy, parts=parts))
    answer = bare.ask(says(by, kind, *inorder))
    reasons = refused(answer) if isinstance(answer, Refused) else ()
    return tuple(one for one in reasons if isinstance(one, NotYourPart))


@pytest.mark.parametrize(("kind", "inorder"), FOR_SAFETY, ids=_named)
def test_what_undoes_a_doubt_is_for_safety_where_no_pack_says_so(
    kind: type[Act], inorder: tuple[Any, ...]
) -> None:
    word = str(kind.__struct_config__.tag)
    for by in ("adviser", "office"):
        assert parted(by, kind, inorder) == ()
    for by in ("armorer", "first-ad", "actor"):
        assert parted(by, kind, inorder) == (NotYourPart(by, word),)


@pytest.mark.parametrize(("kind", "inorder"), FOR_HANDLERS, ids=_named)
def test_what_changes_a_weapon_is_for_handlers_where_no_pack_says_so(
    kind: type[Act], inorder: tuple[Any, ...]
) -> None:
    word = str(kind.__struct_config__.tag)
    for by in ("armorer", "prop-master"):
        assert parted(by, kind, inorder) == ()
    for by in ("adviser", "office", "actor"):
        assert parted(by, kind, inorder) == (NotYourPart(by, word),)


def test_a_pack_narrows_whose_part_it_is_and_never_widens_it() -> None:
    examine = (Examine, ("B1", "dummy"))
    assert parted("adviser", *examine, "safety-adviser") == ()
    office = parted("office", *examine, "safety-adviser")
    assert office == (NotYourPart("office", "examine"),)
    armorer = parted("armorer", *examine, "armorer", "safety-adviser")
    assert armorer == (NotYourPart("armorer", "examine"),)
    endorse = (Endorse, ("12",))
    assert parted("armorer", *endorse, "armorer") == ()
    props = parted("prop-master", *endorse, "armorer")
    assert props == (NotYourPart("prop-master", "endorse"),)
    adviser = parted("adviser", *endorse, "safety-adviser")
    assert adviser == (NotYourPart("adviser", "endorse"),)


@pytest.mark.parametrize(
    ("kind", "inorder"),
    [
        (Sweep, ("cart-1", 0)),
        (GiveNotice, ("police", "P-1")),
        (IssueProtection, ("12B", ("actor",), ("ears",))),
        (Repair, ("colt-1", "new-spring")),
    ],
    ids=_named,
)
def test_what_is_done_for_safety_by_many_is_anybodys_where_no_pack_says_whose(
    kind: type[Act], inorder: tuple[Any, ...]
) -> None:
    assert parted("camera", kind, inorder) == ()
