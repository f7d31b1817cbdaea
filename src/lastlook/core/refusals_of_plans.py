"""The rules about scenes, plans and days: a part of the catalogue in `refusals.py`.

1. They are imported from there, with all the others.
"""

from lastlook.core.refusal import Refusal
from lastlook.core.words import Ms


class ReplicaFirst(Refusal, frozen=True):
    set_up: str
    weapon_class: str
    says = "{set_up} asks for a {weapon_class} and gives no reason against a replica."


class RehearsalLoaded(Refusal, frozen=True):
    set_up: str
    load: str
    says = "{set_up} is no take and asks for a weapon loaded with {load}."


class PointingAtPerson(Refusal, frozen=True):
    set_up: str
    says = "{set_up} points at a person or the camera and names no mitigation."


class DistanceTooShort(Refusal, frozen=True):
    set_up: str
    distance_cm: int
    needed_cm: int
    says = "{set_up} fires at {distance_cm} cm; {needed_cm} cm are needed."


class RehearsalFunctional(Refusal, frozen=True):
    set_up: str
    weapon_class: str
    says = "{set_up} is no take and asks for a {weapon_class}."


class NoPointing(Refusal, frozen=True):
    set_up: str
    says = "{set_up} points at a person."


class BlankAtPerson(Refusal, frozen=True):
    set_up: str
    says = "{set_up} fires a blank straight at a person."


class LoadNotSaid(Refusal, frozen=True):
    set_up: str
    says = "{set_up} plans a blank and does not say of which load."


class ResidualHigh(Refusal, frozen=True):
    scene: str
    says = "The risk that remains in scene {scene} is high."


class RiskIncomplete(Refusal, frozen=True):
    scene: str
    missing: str
    says = "The assessment of scene {scene} does not say: {missing}."


class NotEndorsed(Refusal, frozen=True):
    scene: str
    says = "No weapons handler has endorsed the assessment of scene {scene}."


class TopicsMissing(Refusal, frozen=True):
    scene: str
    missing: str
    says = "The meeting for scene {scene} did not make clear: {missing}."


class MeetingTooOld(Refusal, frozen=True):
    scene: str
    held_at: Ms
    says = "The safety meeting for scene {scene} was held at {held_at}."


class BriefingOwed(Refusal, frozen=True):
    scene: str
    says = "Nobody has been briefed for scene {scene} since the stand-down."


class DryRunMissing(Refusal, frozen=True):
    scene: str
    says = "No dry run has been made for scene {scene} as planned."


class NoticeMissing(Refusal, frozen=True):
    scene: str
    what: str
    says = "No notice ({what}) is recorded for scene {scene}."


class NoticeTooLate(Refusal, frozen=True):
    scene: str
    what: str
    given_at: Ms
    says = "The notice ({what}) for scene {scene} was given at {given_at}, too late."


class OfficerMissing(Refusal, frozen=True):
    scene: str
    says = "No officer is recorded as present for scene {scene}."


class ProtectionMissing(Refusal, frozen=True):
    person: str
    set_up: str
    says = "{person} was issued no protection for {set_up}."


class RiskNotAssessed(Refusal, frozen=True):
    scene: str
    says = "The risk of scene {scene} as planned has not been assessed."


class SceneNotApproved(Refusal, frozen=True):
    scene: str
    says = "Scene {scene} as planned has not been approved."


class OwnPlan(Refusal, frozen=True):
    scene: str
    by: str
    says = "{by} planned scene {scene} and cannot approve it."


class MeetingNotHeld(Refusal, frozen=True):
    scene: str
    says = "No safety meeting has been held for scene {scene} as planned."


class NotAtMeeting(Refusal, frozen=True):
    person: str
    scene: str
    says = "{person} was not at the safety meeting for scene {scene}."


class NoSetUp(Refusal, frozen=True):
    weapon: str
    says = "No set-up has been called for {weapon}."


class WeaponNotPlanned(Refusal, frozen=True):
    weapon: str
    weapon_class: str
    planned: str
    says = "{weapon} is a {weapon_class}; this set-up plans a {planned}."


class NotInSetUp(Refusal, frozen=True):
    person: str
    set_up: str
    says = "{person} is not among the performers of {set_up}."


class DayNotCalled(Refusal, frozen=True):
    weapon: str
    says = "No day is called; {weapon} stays locked."


class OutOfHours(Refusal, frozen=True):
    weapon: str
    call_at: Ms
    wrap_by: Ms
    says = "{weapon} may be out from {call_at} to {wrap_by} only."


class OnBreak(Refusal, frozen=True):
    weapon: str
    says = "The company is on a break; {weapon} stays where it is."


class DayTooLong(Refusal, frozen=True):
    by: str
    says = "A day of that length cannot be called."


class NotLockedUp(Refusal, frozen=True):
    weapon: str
    says = "{weapon} is not locked up."


class LoadedAtWrap(Refusal, frozen=True):
    weapon: str
    says = "{weapon} is still loaded."


class AmmunitionOut(Refusal, frozen=True):
    box: str
    says = "{box} is not in a place that locks."


class CountMissing(Refusal, frozen=True):
    box: str
    says = "{box} has not been counted since the day was called."


class NotSwept(Refusal, frozen=True):
    place: str
    says = "{place} has not been searched for loose rounds since the day was called."
