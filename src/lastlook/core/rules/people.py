"""Who speaks, who may do what, who may be handed a weapon.

Rules:

1. An act is signed by a phone of the person it says, and not by a revoked one.
2. Somebody without a phone gives their own word on the handler's, by PIN: to
   accept, decline, confirm a return or stop. For nothing else.
3. What happened is said when it happens. Later, it is *reported*: a late look or
   hand-over counts for nothing. A stop is heard whatever any clock says.
4. Each act belongs to roles; the packs say which. What undoes a doubt, lets live
   rounds in or changes what a weapon is, is never everybody's. What concerns the
   record itself is for those who answer for the production; one's own details are
   erased on one's own word.
5. Whoever puts a weapon in play is on weapons duty, on no other, and holds a
   current permit for its class, and every further document the packs name.
6. Whoever is handed a weapon for a set-up is trained for that action with that
   class, and is no minor where it can fire.
7. A phone is added by a one-time invitation.
8. Nobody who handles weapons is enrolled as the safety adviser too. A handler who
   performs in the set-up minds no weapon for it.

Does not know what is in the weapon (clearance.py) or what the scene plans
(scene.py).
"""

from hashlib import sha256
from typing import Final, get_args

from msgspec.structs import replace

from lastlook.core.acts import (
    Accept,
    AddKey,
    AdoptPack,
    AllowLive,
    AnyAct,
    AssignDuty,
    ChangeDeskKey,
    ConfirmDeskKey,
    ConfirmReturn,
    Correct,
    Decline,
    Endorse,
    Enrol,
    Examine,
    Expend,
    Forget,
    Invite,
    LoseDeskKey,
    Offer,
    Open,
    RecordPermit,
    RecordTraining,
    Release,
    Report,
    RevealTrainer,
    RevokeKey,
    SeedTrainer,
    SendBack,
    Stop,
    Surrender,
    TakeOut,
    TestBlank,
    VerifyStatus,
)
from lastlook.core.answers import (
    Case,
    Events,
    Impossibles,
    Objections,
    misdirected,
    shared,
)
from lastlook.core.events import (
    AnyEvent,
    DutyAssigned,
    Enrolled,
    Invited,
    KeyAdded,
    KeyEnded,
    Opened,
    PackAdopted,
    PermitRecorded,
    TrainingRecorded,
)
from lastlook.core.impossibilities import EndsBeforeItStarts, KnownAlready, Unknown
from lastlook.core.refusals import (
    ClockAhead,
    DocumentMissing,
    EnteredLate,
    InvitationNotGood,
    KeyRevoked,
    MinorInCustody,
    NotOnDuty,
    NotTrained,
    NotYourKey,
    NotYourPart,
    OtherDuty,
    PermitMissing,
    RolesConflict,
    WordForAnother,
)
from lastlook.core.state import (
    Invitation,
    Key,
    OnDuty,
    Permit,
    Person,
    State,
    Training,
)
from lastlook.core.words import FUNCTIONAL, PERMIT, KeyText, Ms, Role

ANSWERS: Final = (
    Open,
    AdoptPack,
    Enrol,
    Invite,
    AddKey,
    RevokeKey,
    AssignDuty,
    RecordPermit,
    RecordTraining,
)
APPLIES: Final = (
    Opened,
    PackAdopted,
    Enrolled,
    Invited,
    KeyAdded,
    KeyEnded,
    DutyAssigned,
    PermitRecorded,
    TrainingRecorded,
)
HEARS: Final = get_args(AnyAct)  # everybody speaks by the same rules
PERMITS: Final = frozenset({None, PERMIT})  # a permit where no paper is named
JOINING: Final = frozenset({Enrol, AddKey})
WORD_BY_PIN: Final = frozenset({Accept, Decline, ConfirmReturn, Stop})
# Whatever the packs say, and where they say nothing.
FOR_SAFETY: Final = frozenset({Examine, Release, AllowLive, SeedTrainer, RevealTrainer})
FOR_HANDLERS: Final = frozenset(
    {VerifyStatus, SendBack, Surrender, Endorse, TestBlank, Expend}
)
FOR_OFFICE: Final = frozenset({Forget, ChangeDeskKey, LoseDeskKey, ConfirmDeskKey})
OFFICE: Final[frozenset[Role]] = frozenset(
    {"production-manager", "producer", "safety-adviser"}
)
SAFETY: Final[frozenset[Role]] = frozenset({"safety-adviser", "production-manager"})
TOLD_LATE: Final = frozenset({Report, Correct, Stop})


def impossible(case: Case) -> Impossibles:
    """What the record of people, keys and dates rules out."""
    match case.act:
        case Enrol(person=person, key=key):
            if person in case.state.people:
                yield KnownAlready("person", person)
            if key is not None and key in case.state.keys:
                yield KnownAlready("key", key)
        case AddKey(key=key) if key in case.state.keys:
            yield KnownAlready("key", key)
        case RevokeKey(key=key) if key not in case.state.keys:
            yield Unknown("key", key)
        case AssignDuty(starts_at=start, ends_at=end) if end <= start:
            yield EndsBeforeItStarts(start, end)
        case RecordPermit(valid_from=start, valid_until=end) if end <= start:
            yield EndsBeforeItStarts(start, end)
        case _:
            pass


def objections(case: Case) -> Objections:
    """Every rule about people the act would break."""
    act = case.act
    if case.kind is not AddKey:
        yield from _speaking(case)
    yield from _timely(case)
    # (4) the act belongs to roles
    if not _is_part_of(case):
        yield NotYourPart(case.by.id, act.word)
    if case.puts_in_play:
        if case.kind is not Accept:
            yield from _minding(case)
        yield from _receiving(case)
    elif case.kind in JOINING:
        yield from _joining(case)


def _is_part_of(case: Case) -> bool:
    act, own = case.act, case.by.roles
    roles = case.policy.parts.get(act.word)
    if roles is not None and not shared(own, roles):
        return False
    if case.kind in FOR_SAFETY:
        return shared(own, SAFETY)
    if case.kind in FOR_OFFICE:
        own_details = type(act) is Forget and act.person == act.by
        return own_details or shared(own, OFFICE)
    if case.by_handler:
        return True
    make_safe = type(act) is TakeOut and act.to_make_safe
    return not make_safe and case.kind not in FOR_HANDLERS


def _joining(case: Case) -> Objections:
    act = case.act
    if isinstance(act, Enrol):
        yield from _enrolling(case, act)
    if isinstance(act, AddKey):
        yield from _invited(case, act)


def _enrolling(case: Case, act: Enrol) -> Objections:
    # (8) whoever judges does not handle
    handles = shared(act.roles, case.policy.handlers)
    if handles and "safety-adviser" in act.roles:
        yield RolesConflict(act.person)


def _speaking(case: Case) -> Objections:
    act, key = case.act, case.state.keys.get(case.asked.key)
    # (1) signed by the person who speaks, or on whose phone they do
    if key is None or key.person != (act.via or act.by):
        yield NotYourKey(act.by)
    elif key.revoked_at is not None and case.now >= key.revoked_at:
        yield KeyRevoked(act.by, key.revoked_at)
    # (2) by PIN only one's own word
    if act.via is not None and case.kind not in WORD_BY_PIN:
        yield WordForAnother(act.by, act.via)


def _timely(case: Case) -> Objections:
    # (3) said when it happens
    if case.kind is Stop and case.since(3):
        return
    at, limits = case.act.at, case.policy.limits
    if at > case.now + limits.ahead_ms:
        yield ClockAhead(case.act.by, at)
    if at < case.now - limits.late_ms and case.kind not in TOLD_LATE:
        yield EnteredLate(case.act.by, at)


def _invited(case: Case, act: AddKey) -> Objections:
    # (7) the token's digest is the one that was invited, in time
    invitation = case.by.invitation
    good = (
        invitation is not None
        and case.now < invitation.until
        and sha256(act.token.encode()).hexdigest() == invitation.digest
    )
    if not good:
        yield InvitationNotGood(act.by)


def _minding(case: Case) -> Objections:
    # (5) a performer who accepts, or an AD who calls, minds no weapon
    if not case.by_handler:
        return
    duties = [on.duty for on in case.by.duties if on.covers(case.now)]
    set_up = case.set_up
    if case.since(2) and set_up is not None and case.by.id in set_up.performers:
        # (8) in front of the camera
        yield OtherDuty(case.by.id, "performing")
    if "weapons" not in duties:
        yield NotOnDuty(case.by.id)
    for duty in duties:
        if duty != "weapons":
            yield OtherDuty(case.by.id, duty)
    wanted = case.weapon.weapon_class
    if wanted not in FUNCTIONAL:
        return
    papers = {p.document for p in case.by.permits if p.covers(wanted, case.now)}
    # A paper that lets somebody repair a weapon, say, lets nobody mind it.
    if papers.isdisjoint(PERMITS):
        yield PermitMissing(case.by.id, wanted)
    for document in case.policy.documents:
        if document not in papers:
            yield DocumentMissing(case.by.id, document, wanted)


def _receiving(case: Case) -> Objections:
    # (6) asked when it is offered, and again when it is accepted
    act = case.act
    if isinstance(act, Offer):
        person = case.state.people[act.to]
    elif case.kind is Accept:
        person = case.by
    else:
        return
    weapon_class, set_up = case.weapon.weapon_class, case.set_up
    if person.minor and weapon_class in FUNCTIONAL:
        yield MinorInCustody(person.id)
    action = set_up.action if set_up is not None else "handling"
    if not any(
        t.weapon_class == weapon_class
        and t.action == action
        and case.now < t.valid_until
        for t in person.training
    ):
        yield NotTrained(person.id, weapon_class, action)


def opened(act: Open, now: Ms) -> Opened:
    """The opening: before it there is nobody and no rule to ask."""
    return Opened(
        by=act.by,
        at=now,
        production=act.production,
        roles=act.roles,
        key=act.key,
        pack=sha256(act.pack.encode()).hexdigest(),
    )


def outcome(case: Case) -> Events:
    """What is recorded of people, keys and packs."""
    act, by, at = case.act, case.act.by, case.now
    match act:
        case AdoptPack():
            digest = sha256(act.pack.encode()).hexdigest()
            yield PackAdopted(by=by, at=at, pack=digest)
        case Enrol(person=person, roles=roles, key=key, minor=minor):
            yield Enrolled(
                by=by, at=at, person=person, roles=roles, key=key, minor=minor
            )
        case Invite(person=person, digest=digest, until=until):
            yield Invited(by=by, at=at, person=person, digest=digest, until=until)
        case AddKey(key=key):
            yield KeyAdded(by=by, at=at, key=key)
        case RevokeKey(key=key, grounds=grounds):
            yield KeyEnded(by=by, at=at, key=key, grounds=grounds)
        case _:
            yield from _papers(case)


def _papers(case: Case) -> Events:
    act, by, at = case.act, case.act.by, case.now
    match act:
        case AssignDuty():
            yield DutyAssigned(
                by=by,
                at=at,
                person=act.person,
                duty=act.duty,
                starts_at=act.starts_at,
                ends_at=act.ends_at,
            )
        case RecordPermit():
            yield PermitRecorded(
                by=by,
                at=at,
                person=act.person,
                classes=act.classes,
                valid_from=act.valid_from,
                valid_until=act.valid_until,
                document=act.document,
            )
        case RecordTraining():
            yield TrainingRecorded(
                by=by,
                at=at,
                person=act.person,
                weapon_class=act.weapon_class,
                action=act.action,
                valid_until=act.valid_until,
            )
        case _:
            raise misdirected(act)


def applied(state: State, event: AnyEvent) -> State:
    """The state after an event about people, keys or packs."""
    match event:
        case Opened():
            first = Person(event.by, event.roles)
            return replace(
                _with_key(state.with_person(first), event.by, event.key, event.at),
                production=event.production,
                packs=(event.pack,),
            )
        case PackAdopted(pack=pack):
            packs = state.packs if pack in state.packs else (*state.packs, pack)
            return replace(state, packs=packs)
        case Enrolled():
            person = Person(event.person, event.roles, event.minor)
            joined = state.with_person(person)
            if event.key is None:
                return joined
            return _with_key(joined, event.person, event.key, event.at)
        case KeyAdded(by=by, key=key):
            used = replace(state.people[by], invitation=None)
            return _with_key(state.with_person(used), by, key, event.at)
        case KeyEnded(key=key):
            ended = state.keys[key]
            if ended.revoked_at is None:
                ended = replace(ended, revoked_at=event.at)
            return replace(state, keys=state.keys.put(key, ended))
        case _:
            return state.with_person(_with_papers(state, event))


def _with_key(state: State, person: str, key: KeyText, since: Ms) -> State:
    return replace(state, keys=state.keys.put(key, Key(person, since)))


def _with_papers(state: State, event: AnyEvent) -> Person:
    match event:
        case Invited(person=person, digest=digest, until=until):
            return replace(state.people[person], invitation=Invitation(digest, until))
        case DutyAssigned():
            person_ = state.people[event.person]
            # A new duty of the same kind takes the place of those that are over.
            running = tuple(on for on in person_.duties if on.ends_at > event.at)
            new = OnDuty(event.duty, event.starts_at, event.ends_at)
            return replace(person_, duties=(*running, new))
        case PermitRecorded():
            person_ = state.people[event.person]
            dates = event.valid_from, event.valid_until
            permit = Permit(event.classes, *dates, event.document)
            return replace(person_, permits=(*person_.permits, permit))
        case TrainingRecorded():
            person_ = state.people[event.person]
            training = Training(event.weapon_class, event.action, event.valid_until)
            return replace(person_, training=(*person_.training, training))
        case _:
            raise misdirected(event)
