"""What should be in a record and is not: the completeness manifest.

1. It is derived from the entries alone: the same entries give the same bytes, so
   that whoever verifies a bundle can derive it again and compare.
2. No rule stands here a second time. What a rule missed is read from the recorded
   answers; what was left open is asked of the views, and they ask the core.
3. It blames nobody and proves nothing: it says where to look.
4. Of each kind the first `GAPS_MAX` are kept, and the others are counted.

The kinds, and what stands in `what`:

- `check-missing`: a rule that only warned and was not kept (its code), a look that
  was declined, a rule that was lifted, or whatever the views call missing at a wrap
  or at the end.
- `not-returned`: in somebody's hands, left, lost, unaccounted for, or a supplier's and
  still here.
- `not-linked`: a return nobody confirmed, cases nobody counted in, rounds no delivery
  accounts for.
- `still-open`: a hold, an offer, a doubt about a lot.
- `late`: entered long after it happened, or told afterwards.
- `attachment-absent`: a paper or a photo of which only the digest is here.
- `refused-then-done`: an act that was refused and, before the next wrap, granted in
  another form or told as done.
- `clocks`: a phone whose clock was ahead of the desk's, or said that it was behind.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, TypeAlias, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import asdict, replace

from lastlook.core.acts import AdoptPack, AnyAct, Open, Report, Wrap
from lastlook.core.answers import EDITION, Asked, Decision, Granted
from lastlook.core.decide import decide
from lastlook.core.events import Accepted, AnyEvent, Reported, RuleLifted
from lastlook.core.evolve import after
from lastlook.core.policy import Policy
from lastlook.core.refusals import AnyRefusal
from lastlook.core.state import Lost, Returned, State
from lastlook.core.words import KeyText, Ms, PersonId
from lastlook.desk.replay import Rulebook, heard
from lastlook.desk.wire import EDITIONS
from lastlook.ledger.entry import Entry
from lastlook.policy.library import Library, digest
from lastlook.stories.fields import object_of
from lastlook.views.clocks import off_ms
from lastlook.views.outstanding import Outstanding, outstanding
from lastlook.views.viewpoint import Viewpoint

FORM: Final = "lastlook/manifest/1"
GAPS_MAX: Final = 1_000  # of each kind; more are counted, not kept
APART_MS: Final = 1_000  # two clocks that differ by less do not disagree

GapKind: TypeAlias = Literal[
    "check-missing",
    "not-returned",
    "not-linked",
    "still-open",
    "late",
    "attachment-absent",
    "refused-then-done",
    "clocks",
]
KINDS: Final[tuple[GapKind, ...]] = get_args(GapKind)
# What the views call missing, by the kind it is here. What they learn to say beyond
# this is another form of the manifest.
OPEN: Final[dict[str, GapKind]] = {
    "hold": "still-open",
    "offer-open": "still-open",
    "confirmed-live": "still-open",
    "suspected-live": "still-open",
    "unattended": "not-returned",
    "unaccounted": "not-returned",
    "out-after-cut": "not-returned",
    "out-without-day": "not-returned",
    "return-unconfirmed": "not-linked",
    "brass-short": "not-linked",
    "nobody-in-charge": "check-missing",
    "protection-missing": "check-missing",
    "notice-missing": "check-missing",
    "notice-too-late": "check-missing",
    "officer-missing": "check-missing",
    "not-swept": "check-missing",
    "condition-owed": "check-missing",
    "box-uncounted": "check-missing",
}
LATE: Final = "entered-late"
AHEAD: Final = "clock-ahead"
# What two acts of the same word and thing may differ in and still be the same.
INCIDENTAL: Final = frozenset({"id", "at", "phone_at", "took_ms"})


class Gap(Struct, frozen=True, omit_defaults=True):
    """One thing that is missing or does not fit.

    Attributes:
        kind: which of the kinds above.
        what: what of it; a rule's code, an act's word, a word of the views.
        thing: of which weapon, box, lot, place, scene, person, key or digest.
        entry: the entry that shows it; None where it was so at the end.
        followed_by: the entry that came after a refusal.
        person: who is named with it.
        since: since when, ms UTC.
        by_ms: by how much two times differ.
        rounds: how many rounds.
    """

    kind: GapKind
    what: str
    thing: str
    entry: int | None = None
    followed_by: int | None = None
    person: PersonId | None = None
    since: Ms | None = None
    by_ms: int | None = None
    rounds: int | None = None


class Manifest(Struct, frozen=True, omit_defaults=True):
    """Everything that is missing from the first `size` entries.

    Attributes:
        form: the form of the manifest; another one may have other kinds.
        size: how many entries it was derived from.
        gaps: by kind, in the order of the entries.
        more: how many of each kind there are beyond those.
        entries: of an excerpt, which entries are in it; None where all are.
    """

    form: str
    size: int
    gaps: tuple[Gap, ...]
    more: dict[str, int]
    entries: tuple[int, ...] | None = None


def manifest(entries: Iterable[Entry]) -> Manifest:
    """The manifest of these entries, the whole of a ledger from its opening on.

    Raises:
        msgspec.MsgspecError, Unreadable, KeyError: they make no state.
    """
    completeness, rulebook, state = Completeness(), Rulebook(Library()), State()
    for entry in entries:
        asked, decision = heard(entry)
        asked = replace(asked, edition=EDITIONS.get(entry.core, EDITION))
        rulebook.learn(asked.act, state.packs)
        completeness.hear(asked, decision, state, rulebook.policy(state.packs))
        state = after(state, asked, decision)
    return completeness.manifest(state, rulebook.policy(state.packs))


def manifest_bytes(manifest: Manifest) -> bytes:
    """A manifest in its one form: JSON in order, two spaces deep, a newline."""
    plain = msgspec.json.encode(manifest, order="sorted")
    return msgspec.json.format(plain, indent=2) + b"\n"


def read_manifest(octets: bytes) -> Manifest:
    """The manifest in these bytes; `msgspec.MsgspecError` where there is none."""
    return msgspec.json.decode(octets, type=Manifest)


class Completeness:
    """Hears entries one after another and gathers what is missing."""

    def __init__(self) -> None:
        self._gaps: dict[GapKind, list[Gap]] = {kind: [] for kind in KINDS}
        self._more: Counter[str] = Counter()
        self._refused: dict[tuple[str, str], tuple[int, AnyAct]] = {}
        self._about: dict[str, int] = {}  # thing -> the last refusal about it
        self._clocks: dict[KeyText, tuple[int, int]] = {}  # by how much, where
        self._digests: set[str] = set()
        self._last: Asked | None = None

    def hear(
        self, asked: Asked, decision: Decision, before: State, policy: Policy
    ) -> None:
        """Take the next entry; `before` is the state it was decided on."""
        n, act = before.n, asked.act
        self._last = asked
        self._clock(n, asked)
        if isinstance(decision, Granted):
            self._granted(n, asked, decision)
            self._digested(n, act)
            if isinstance(act, Wrap):
                # What was missing when the day was closed; tomorrow begins anew.
                for row in _open(before, policy, asked):
                    if OPEN.get(row.kind) != "still-open":
                        self._left(row, n)
                self._refused.clear()
                self._about.clear()
        else:
            self._no(n, asked, decision.reasons)

    def manifest(self, state: State, policy: Policy) -> Manifest:
        """What is missing from all that was heard, `state` being what it made."""
        twin = Completeness()
        twin._gaps = {kind: [*gaps] for kind, gaps in self._gaps.items()}
        twin._more = self._more.copy()
        twin._close(state, policy, self._last, self._clocks)
        return Manifest(
            FORM,
            state.n,
            tuple(gap for kind in KINDS for gap in twin._gaps[kind]),
            dict(sorted(twin._more.items())),
        )

    # --- entry by entry -------------------------------------------------------

    def _granted(self, n: int, asked: Asked, decision: Granted) -> None:
        self._followed(n, asked.act)
        for remark in decision.remarks:
            self._missed(n, asked, remark)
        for event in decision.events:
            gap = _told(n, event)
            if gap is not None:
                self._add(gap)

    def _no(self, n: int, asked: Asked, reasons: Iterable[AnyRefusal]) -> None:
        act = asked.act
        self._refused[act.word, _subject(act)] = n, act
        for thing in _things(act):
            self._about[thing] = n
        for reason in reasons:
            if reason.code in {LATE, AHEAD}:
                self._missed(n, asked, reason)

    def _missed(self, n: int, asked: Asked, reason: AnyRefusal) -> None:
        # (2) the core said so when it was asked
        act = asked.act
        kind: GapKind = "check-missing"
        by_ms = None
        if reason.code in {LATE, AHEAD}:
            kind = "late" if reason.code == LATE else "clocks"
            by_ms = abs(asked.now - act.at)
        thing = str(getattr(reason, reason.__struct_fields__[0]))
        self._add(Gap(kind, reason.code, thing, n, person=act.by, by_ms=by_ms))

    def _followed(self, n: int, act: AnyAct) -> None:
        refused = self._refused.pop((act.word, _subject(act)), None)
        if refused is not None and _form(refused[1]) != _form(act):
            before, thing = refused[0], _subject(act)
            self._add(
                Gap("refused-then-done", act.word, thing, before, n, person=act.by)
            )
        if isinstance(act, Report):
            for thing in _things(act):
                told = self._about.pop(thing, None)
                if told is not None:
                    what = f"told-as-{act.what}"
                    gap = Gap("refused-then-done", what, thing, told, n, person=act.by)
                    self._add(gap)

    def _digested(self, n: int, act: AnyAct) -> None:
        for paper in attached(act):
            if paper not in self._digests:
                self._digests.add(paper)
                what = f"attached-to-{act.word}"
                self._add(Gap("attachment-absent", what, paper, n, person=act.by))

    def _clock(self, n: int, asked: Asked) -> None:
        off = off_ms(asked.act, asked.now)
        if abs(off) > abs(self._clocks.get(asked.key, (APART_MS, 0))[0]):
            self._clocks[asked.key] = off, n

    def _left(self, row: Outstanding, n: int | None) -> None:
        kind = OPEN.get(row.kind)
        if kind is None:
            return
        what = row.kind if row.what is None else f"{row.kind}:{row.what}"
        self._add(
            Gap(
                kind,
                what,
                row.thing,
                n,
                person=row.person,
                since=row.since,
                rounds=row.rounds,
            )
        )

    # --- at the end -----------------------------------------------------------

    def _close(
        self,
        state: State,
        policy: Policy,
        last: Asked | None,
        clocks: dict[KeyText, tuple[int, int]],
    ) -> None:
        for key, (off, n) in clocks.items():
            known = state.keys.get(key)
            person = known.person if known is not None else None
            way = "ahead" if off > 0 else "behind"
            self._add(Gap("clocks", way, key, n, person=person, by_ms=abs(off)))
        if last is not None:
            for row in _open(state, policy, last):
                self._left(row, None)
        for gap in _here(state):
            self._add(gap)

    def _add(self, gap: Gap) -> None:
        # (4) the first of each kind
        kept = self._gaps[gap.kind]
        if len(kept) < GAPS_MAX:
            kept.append(gap)
        else:
            self._more[gap.kind] += 1


def attached(act: AnyAct) -> Iterator[str]:
    """The digests of papers and photos an act names."""
    paper = getattr(act, "paper", None)
    if paper is not None:
        yield paper
    yield from getattr(act, "photos", ())


def _told(n: int, event: AnyEvent) -> Gap | None:
    """What an event itself says was not as it should be."""
    by = event.by
    match event:
        case Accepted(weapon=weapon, look="declined"):
            return Gap("check-missing", "look-declined", weapon, n, person=by)
        case RuleLifted(hold=hold):
            return Gap("check-missing", "rule-lifted", hold, n, person=by)
        case Reported(what=what, happened_at=then, at=at) if then < at:
            thing, by_ms = event.weapon or event.box or what, at - then
            told = Gap("late", "told-afterwards", thing, n, person=by, since=then)
            return replace(told, by_ms=by_ms)
        case _:
            return None


def _open(state: State, policy: Policy, asked: Asked) -> tuple[Outstanding, ...]:
    """What the views call missing, seen by the first person there was."""
    reader = next(iter(state.people), None)
    if reader is None:
        return ()
    key = next(k for k, known in state.keys.items() if known.person == reader)

    def ask(act: AnyAct) -> Decision:
        return decide(state, Asked(act, key, asked.now, asked.edition), policy)

    return outstanding(Viewpoint(state, policy, asked.now, reader, ask))


def _here(state: State) -> Iterator[Gap]:
    """What is a supplier's and still here, what is lost, what came from nowhere."""
    for weapon in state.weapons.values():
        custody = weapon.custody
        if isinstance(custody, Lost):
            yield Gap("not-returned", "lost", weapon.id, since=custody.since)
        elif weapon.make.owner == "supplier" and not isinstance(custody, Returned):
            person = weapon.holder
            yield Gap("not-returned", "not-given-back", weapon.id, person=person)
    for box in state.boxes.values():
        lot = state.lots[box.lot]
        if lot.found_at is not None and lot.verdict is None and box.rounds:
            yield Gap("not-linked", "found-from-nowhere", box.id, rounds=box.rounds)
        elif lot.found_at is None and lot.owner == "supplier" and box.rounds:
            yield Gap("not-returned", "not-given-back", box.id, rounds=box.rounds)


def _subject(act: AnyAct) -> str:
    if isinstance(act, Open | AdoptPack):
        return digest(act.pack)
    field = object_of(type(act))
    return "" if field is None else str(getattr(act, field.name))


def _things(act: AnyAct) -> Iterator[str]:
    for name in ("weapon", "box"):
        thing = getattr(act, name, None)
        if thing is not None:
            yield thing


def _form(act: AnyAct) -> dict[str, Any]:
    """What an act says, apart from what may differ from one time to the next."""
    return {k: v for k, v in asdict(act).items() if k not in INCIDENTAL}
