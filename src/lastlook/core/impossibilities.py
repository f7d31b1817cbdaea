"""Every reason why the record cannot be so: code, facts, sentence, remedy.

An *impossibility* is no rule: no pack asks for it and none can switch it off. It
says itself what to do.
"""

from typing import ClassVar, TypeAlias

from msgspec import Struct

from lastlook.core.acts import kebab
from lastlook.core.words import Ms


class Impossibility(
    Struct, frozen=True, tag_field="code", tag=kebab, omit_defaults=True, gc=False
):
    """The record cannot be so.

    Attributes:
        code: the stable name of the reason.
    """

    code: ClassVar[str]
    says: ClassVar[str]
    remedy: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.code = kebab(cls.__name__)


class NotOpened(Impossibility, frozen=True):
    says = "This production has not been opened."
    remedy = "Open it with `lastlook init`."


class OpenedAlready(Impossibility, frozen=True):
    says = "This production is open already."
    remedy = "Use another production id."


class OtherProduction(Impossibility, frozen=True):
    production: str
    says = "The act belongs to another production, {production}."
    remedy = "Enrol the phone in this production."


class Unknown(Impossibility, frozen=True):
    kind: str
    id: str
    says = "There is no {kind} {id} in this production."
    remedy = "Check the id, or register it first."


class KnownAlready(Impossibility, frozen=True):
    kind: str
    id: str
    says = "There is a {kind} {id} already."
    remedy = "Use the one there is, or another id."


class TimeWentBack(Impossibility, frozen=True):
    now: Ms
    last: Ms
    says = "The desk's clock reads {now}, before its last entry at {last}."
    remedy = "Set the desk's clock right and start it again."


class NotTheHolder(Impossibility, frozen=True):
    weapon: str
    by: str
    holder: str
    says = "{by} does not have {weapon}; by the record it is with {holder}."
    remedy = "If it changed hands unasked, report that; then collect and inspect it."


class AlreadyHeld(Impossibility, frozen=True):
    weapon: str
    holder: str
    says = "{weapon} is in {holder}'s hands already."
    remedy = "Nothing to do; or collect it from them."


class NotThere(Impossibility, frozen=True):
    weapon: str
    says = "{weapon} is not in any place it could be taken from."
    remedy = "Look up who has it, and collect it."


class InPlace(Impossibility, frozen=True):
    weapon: str
    place: str
    says = "{weapon} is in {place}, in nobody's hands."
    remedy = "Take it out first."


class GoneBack(Impossibility, frozen=True):
    thing: str
    says = "{thing} has gone back to its supplier."
    remedy = "Receive it again if it came back."


class NoOffer(Impossibility, frozen=True):
    weapon: str
    by: str
    says = "{weapon} is not offered to {by}."
    remedy = "Ask the handler to offer it."


class NothingToConfirm(Impossibility, frozen=True):
    weapon: str
    by: str
    says = "No return of {weapon} waits for {by}'s word."
    remedy = "Nothing to do."


class WrongChambers(Impossibility, frozen=True):
    weapon: str
    said: int
    chambers: int
    says = "{weapon} has {chambers} chambers; the act speaks of {said}."
    remedy = "Say it again for the chambers there are."


class NoChambers(Impossibility, frozen=True):
    weapon: str
    weapon_class: str
    says = "{weapon} is a {weapon_class}; it has at least one chamber."
    remedy = "Say how many chambers it has, the magazine's places among them."


class ChamberTaken(Impossibility, frozen=True):
    weapon: str
    chamber: int
    says = "Chamber {chamber} of {weapon} holds a round already."
    remedy = "Unload it first."


class ChamberHoldsNothing(Impossibility, frozen=True):
    weapon: str
    chamber: int
    says = "By the record chamber {chamber} of {weapon} holds nothing that could."
    remedy = "If there is a round, stop and inspect: it came from nowhere."


class TooFewRounds(Impossibility, frozen=True):
    box: str
    rounds: int
    says = "{box} holds {rounds} rounds by the record."
    remedy = "Count the box; a count that does not add up stops the set."


class MoreThanThereAre(Impossibility, frozen=True):
    thing: str
    said: int
    known: int
    says = "{thing}: {said} were said, the record knows of {known}."
    remedy = "Count again; rounds nobody knows of are entered as found."


class LotsMixed(Impossibility, frozen=True):
    box: str
    lot: str
    says = "{box} holds rounds of another lot than {lot}; a box holds one."
    remedy = "Use an empty box."


class SameBox(Impossibility, frozen=True):
    box: str
    says = "{box} is both sides of the move."
    remedy = "Name two boxes."


class AlreadySealed(Impossibility, frozen=True):
    box: str
    seal: str
    says = "{box} is under seal {seal} already."
    remedy = "Break that seal first."


class NoSeal(Impossibility, frozen=True):
    box: str
    says = "{box} is not sealed."
    remedy = "Nothing to break; count it."


class DayCalledAlready(Impossibility, frozen=True):
    call_at: Ms
    says = "The day is called already, for {call_at}."
    remedy = "Wrap it first."


class NoDay(Impossibility, frozen=True):
    says = "No day is called."
    remedy = "Call the day."


class AlreadyOnBreak(Impossibility, frozen=True):
    says = "The company is on a break already."
    remedy = "Resume first."


class NotOnBreak(Impossibility, frozen=True):
    says = "The company is not on a break."
    remedy = "Nothing to do."


class EndsBeforeItStarts(Impossibility, frozen=True):
    starts_at: Ms
    ends_at: Ms
    says = "It ends at {ends_at}, before it starts at {starts_at}."
    remedy = "Say both times again."


class NoSuchHold(Impossibility, frozen=True):
    hold: str
    says = "There is no hold {hold}."
    remedy = "See the board for the holds that stand."


class StillToCome(Impossibility, frozen=True):
    happened_at: Ms
    says = "{happened_at} is still to come."
    remedy = "Say when it happened."


class NoSuchEntry(Impossibility, frozen=True):
    entry: int
    says = "There is no entry {entry} yet."
    remedy = "Name an entry of the log."


class OtherKind(Impossibility, frozen=True):
    box: str
    kind: str
    says = "{box} holds {kind} rounds; this is done with others."
    remedy = "Name the box you mean."


class NothingToMakeSafe(Impossibility, frozen=True):
    weapon: str
    says = "Nothing is known of {weapon} that would have to be made safe."
    remedy = "Take it out as any other day, or leave it where it is."


class StillLoaded(Impossibility, frozen=True):
    weapon: str
    says = "By the record {weapon} still holds rounds or cases."
    remedy = "Unload it first; its rounds stay in the books."


class NotQuarantined(Impossibility, frozen=True):
    box: str
    says = "{box} is not in quarantine."
    remedy = "Nothing to do."


class FromNowhere(Impossibility, frozen=True):
    box: str
    says = "What is in {box} came from nowhere, and never goes back into use."
    remedy = "Keep it apart until it is handed to whoever examines it."


class NoSuchTrainer(Impossibility, frozen=True):
    box: str
    says = "No trainer round was committed to for {box} with that salt, or it is out."
    remedy = "Check the box and the salt that were written down when it was hidden."


class NotATrainer(Impossibility, frozen=True):
    lot: str
    says = "{lot} did not come to light after the trainer round was hidden."
    remedy = "Name the lot under which it was found, or none."


class ErasedAlready(Impossibility, frozen=True):
    person: str
    says = "The details of {person} were erased already."
    remedy = "Nothing to do. If a backup brought them back, start the desk: it erases."


class NoKeyToConfirm(Impossibility, frozen=True):
    key: str
    says = "No key of the desk's by this name waits for a second word: {key}."
    remedy = "Look at the log: which key was named, and whether it was confirmed."


class SecondPersonMissing(Impossibility, frozen=True):
    by: str
    says = "{by} named this key, and cannot be the second person to name it."
    remedy = "Let somebody else who answers for the production confirm it."


AnyImpossibility: TypeAlias = (
    NotOpened
    | OpenedAlready
    | OtherProduction
    | Unknown
    | KnownAlready
    | TimeWentBack
    | NotTheHolder
    | AlreadyHeld
    | NotThere
    | InPlace
    | GoneBack
    | NoOffer
    | NothingToConfirm
    | WrongChambers
    | NoChambers
    | ChamberTaken
    | ChamberHoldsNothing
    | TooFewRounds
    | MoreThanThereAre
    | LotsMixed
    | SameBox
    | AlreadySealed
    | NoSeal
    | DayCalledAlready
    | NoDay
    | AlreadyOnBreak
    | NotOnBreak
    | EndsBeforeItStarts
    | NoSuchHold
    | StillToCome
    | NoSuchEntry
    | OtherKind
    | NothingToMakeSafe
    | StillLoaded
    | NotQuarantined
    | FromNowhere
    | NoSuchTrainer
    | NotATrainer
    | ErasedAlready
    | NoKeyToConfirm
    | SecondPersonMissing
)
