"""Whether an act may be, and what it leaves. Dispatch only; rules are in `rules/`.

1. Pure: the same state, question and policy give the same answer, in this process
   or any other.
2. Every rule broken is named, not the first; what the record rules out is named
   apart from the rules.
3. A rule no pack asks for is not asked. One that warns or notes is remarked. One of
   severity *hold* that was lifted for its subject is remarked too.
4. Nothing is granted while a reason stands.
"""

from collections.abc import Callable
from types import ModuleType
from typing import Final

from lastlook.core.acts import (
    Act,
    AnyAct,
    Enrol,
    Find,
    Open,
    PlanSetUp,
    Receive,
    RegisterDummyType,
    RegisterPlace,
    RegisterWeapon,
    Transfer,
    Unload,
)
from lastlook.core.answers import (
    Asked,
    Case,
    Decision,
    Events,
    Granted,
    Impossibles,
    Objections,
    Refused,
    case_of,
)
from lastlook.core.impossibilities import (
    AnyImpossibility,
    NotOpened,
    OpenedAlready,
    OtherProduction,
    TimeWentBack,
    Unknown,
)
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.rules import (
    blanks,
    clearance,
    count,
    cover,
    custody,
    day,
    desk_key,
    erasure,
    firing,
    hold,
    live,
    loading,
    looking,
    mechanism,
    notice,
    people,
    phones,
    scene,
    stock,
    suspicion,
    sweep,
    weapon,
)
from lastlook.core.state import State

NOUNS: Final = (
    people,
    hold,
    day,
    scene,
    custody,
    weapon,
    looking,
    loading,
    clearance,
    stock,
    count,
    # The order is that of the reasons in a no, and stands in old records: new rule
    # files come last.
    cover,
    notice,
    mechanism,
    blanks,
    live,
    sweep,
    suspicion,
    firing,
    phones,
    desk_key,
    erasure,
)
OWNER: Final[dict[type[Act], ModuleType]] = {
    act: noun for noun in NOUNS for act in noun.ANSWERS
}
HEARING: Final[dict[type[Act], tuple[ModuleType, ...]]] = {
    act: tuple(noun for noun in NOUNS if act in noun.HEARS) for act in OWNER
}
# Rule files whose record can rule the act out: its own, and those that say so.
RULING_OUT: Final[dict[type[Act], tuple[ModuleType, ...]]] = {
    act: tuple(
        noun
        for noun in nouns
        if hasattr(noun, "impossible")
        and act in getattr(noun, "RULES_OUT", noun.ANSWERS)
    )
    for act, nouns in HEARING.items()
}
# What these files have to say, itself: to look it up in them for every act costs more
# than most of it does.
_OBJECTIONS: Final[dict[type[Act], tuple[Callable[[Case], Objections], ...]]] = {
    act: tuple(noun.objections for noun in nouns) for act, nouns in HEARING.items()
}
_IMPOSSIBLES: Final[dict[type[Act], tuple[Callable[[Case], Impossibles], ...]]] = {
    act: tuple(noun.impossible for noun in nouns) for act, nouns in RULING_OUT.items()
}
_OUTCOME: Final[dict[type[Act], Callable[[Case], Events]]] = {
    act: noun.outcome for act, noun in OWNER.items()
}
# Where an act names something that must be known: field -> table of the state.
TABLES: Final[dict[str, str]] = {
    "weapon": "weapons",
    "box": "boxes",
    "into": "boxes",
    "lot": "lots",
    "place": "places",
    "dummy_type": "dummy_types",
    "scene": "scenes",
    "set_up": "set_ups",
    "person": "people",
    "to": "people",
    "performers": "people",
    "present": "people",
    "watchers": "people",
    "via": "people",
    "near": "people",
    "in_charge": "people",
    "like": "weapons",
}
KINDS: Final[dict[str, str]] = {
    "weapons": "weapon",
    "boxes": "box",
    "lots": "lot",
    "places": "place",
    "dummy_types": "dummy type",
    "scenes": "scene",
    "set_ups": "set-up",
    "people": "person",
}
# A box that is filled need not be known where a place to make it is given.
MADE_IN_A_PLACE: Final[dict[type[Act], str]] = {Transfer: "into", Unload: "box"}
# What an act makes new need not be known; `impossible` says if it is.
MAKES: Final[dict[type[Act], frozenset[str]]] = {
    Enrol: frozenset({"person"}),
    RegisterPlace: frozenset({"place"}),
    RegisterWeapon: frozenset({"weapon"}),
    RegisterDummyType: frozenset({"dummy_type"}),
    PlanSetUp: frozenset({"set_up", "scene"}),
    Receive: frozenset({"lot", "box"}),
    Find: frozenset({"box"}),
}
NAMES: Final[dict[type[Act], tuple[tuple[str, str], ...]]] = {
    act: tuple(
        (field, TABLES[field])
        for field in act.__struct_fields__
        if field in TABLES and field not in MAKES.get(act, frozenset())
    )
    for act in OWNER
}


def decide(state: State, asked: Asked, policy: Policy) -> Decision:
    """Answer an act: granted with its events, or refused with every reason."""
    barred = _barred(state, asked)
    if barred is not None:
        return Refused(impossible=(barred,))
    act, in_force = asked.act, policy.rules
    kind = type(act)
    if state.production is None and isinstance(act, Open):
        return Granted((people.opened(act, asked.now),))
    unknown = _unknown(state, act)
    if unknown:
        return Refused(impossible=tuple(unknown))
    case = case_of(state, asked, policy)
    impossible: list[AnyImpossibility] = []
    reasons: list[AnyRefusal] = []
    remarks: list[AnyRefusal] = []
    for impossibles in _IMPOSSIBLES[kind]:
        impossible.extend(impossibles(case))
    for objections in _OBJECTIONS[kind]:
        for objection in objections(case):
            if objection.code in in_force:
                (reasons if _kept(case, objection) else remarks).append(objection)
    if impossible or reasons:
        return Refused(tuple(reasons), tuple(impossible), tuple(remarks))
    return Granted(tuple(_OUTCOME[kind](case)), tuple(remarks))


def _barred(state: State, asked: Asked) -> AnyImpossibility | None:
    act = asked.act
    if asked.now < state.now:
        return TimeWentBack(asked.now, state.now)
    if state.production is None:
        return None if isinstance(act, Open) else NotOpened()
    if type(act) is Open:
        return OpenedAlready()
    if act.production != state.production:
        return OtherProduction(act.production)
    return None


def _unknown(state: State, act: AnyAct) -> list[AnyImpossibility]:
    unknown: list[AnyImpossibility] = []
    if act.by not in state.people:
        unknown.append(Unknown("person", act.by))
    for field, table in NAMES[type(act)]:
        said, known = getattr(act, field), getattr(state, table)
        if said is None or said in known:
            continue
        names = said if isinstance(said, tuple) else (said,)
        new = [name for name in names if name not in known]
        if new and not _makes(act, field):
            unknown.extend([Unknown(KINDS[table], name) for name in new])
    return unknown


def _makes(act: AnyAct, field: str) -> bool:
    """Whether a field names a box that is made: there is a place to make it."""
    if field != MADE_IN_A_PLACE.get(type(act)):
        return False
    return isinstance(act, Transfer | Unload) and act.place is not None


def _kept(case: Case, objection: AnyRefusal) -> bool:
    """Whether a rule that is asked for keeps the act from being."""
    severity = case.policy.severity(objection.code)
    if severity == "hold":
        lifted = case.state.lifted.get(objection.hold)
        return lifted is None or case.now >= lifted.until
    return severity == "stop"
