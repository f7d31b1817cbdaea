# The 2003 extra
# A feature film near Cuernavaca, told by roles. The record is thin, and all of it
# press: a live round was in a weapon in place of a blank, and it was fired from close
# by at an extra, who died. How the round came there was not read anywhere; the day
# below is made up, and so is the way from the box to the chamber.

production hacienda
packs house

day 2003-06-10

08:00 office opens production-manager key=office-phone
08:01 office enrols adviser roles=safety-adviser key=adviser-phone
08:01 office enrols prop-master roles=property-master key=prop-master-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols actor roles=performer key=actor-phone
08:01 office enrols extra roles=performer
08:02 office assigns prop-master duty=weapons starts-at=08:00 ends-at=20:00
08:02 office records-permit prop-master classes=firearm valid-from=2003-01-01T00:00 valid-until=2004-01-01T00:00
08:03 prop-master registers-place safe-1 kind=safe locks=yes
08:04 prop-master registers pistol-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=P-38 supplier=supplier-1 place=safe-1
08:05 prop-master records-condition pistol-1 sound=yes occasion=intake photos=sha256:pistol-1
08:06 prop-master receives K1 kind=blank calibre=.38 rounds=20 supplier=supplier-1 box=B1 place=safe-1 load=full

# the shot as it was to look: at a person, from near by
09:00 director plans 5A scene=5 activity=take weapon-class=firearm load=blank performers=actor pointing=person distance-cm=200 action=fire near=extra blank-load=full
  refused: replica-first, pointing-at-person, distance-too-short, blank-at-person
09:01 director reports other happened-at=09:00 grounds=played-as-planned-all-the-same

# out of the box as it came
10:00 first-ad calls-day 10:00 wrap-by=20:00
10:10 prop-master takes-out pistol-1
  refused: nobody-in-charge
10:10 prop-master reports taken-out weapon=pistol-1 happened-at=10:10
10:11 prop-master loads pistol-1 chambers=1,2 box=B1
  refused: no-set-up, box-not-proved, chamber-not-seen-empty, bore-before-loading, nobody-in-charge
10:12 prop-master reports loaded weapon=pistol-1 box=B1 happened-at=10:11
10:20 prop-master offers pistol-1 to=actor
  refused: not-trained, no-set-up, chambers-unseen, bore-not-clear, nobody-in-charge
10:21 prop-master reports handed-over weapon=pistol-1 to=actor happened-at=10:20
10:31 first-ad reports discharged weapon=pistol-1 happened-at=10:30
  then stopped

# how it could have been found: round by round, before any of them was loaded
11:00 prop-master proves B1 proved=19 methods=eye failed=1
11:01 prop-master releases B1 grounds=the-others-look-right
  refused: not-your-part, still-suspect
11:02 adviser releases B1 grounds=the-others-look-right
  refused: still-suspect
11:30 adviser examines B1 verdict=live paper=sha256:laboratory-report
11:31 adviser releases B1 grounds=the-others-look-right
  refused: still-suspect
11:32 adviser lifts stand-down-1 grounds=the-round-is-known
  then stopped

not caught: Where the round came from. The trace ends at the delivery.
not caught: Two people who were in the way. A plan that fires at a person is refused; that somebody stands there all the same is seen by the people who are there.
