# A repair
# A revolver comes with nobody having looked at it, breaks, is mended by the wrong hand
# and then by the right one, and goes back. What it was like on arrival is on record, so
# that nobody has to remember it afterwards.

use a-set-is-ready

07:00 office enrols gunsmith roles=armorer key=gunsmith-phone
07:01 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1874 supplier=hire-house place=safe-1
07:02 armorer takes-out colt-2
  refused: condition-owed
07:03 armorer records-condition colt-2 sound=yes occasion=intake
  remarks: photos-missing
07:04 armorer records-condition colt-2 sound=yes occasion=intake photos=sha256:colt-2-left,sha256:colt-2-right

# the hammer falls, and the pin does not strike
07:30 first-ad goes-to 12B
07:31 armorer takes-out colt-2
07:32 armorer records-misfire colt-2 chamber=1
07:33 armorer offers colt-2 to=actor
  refused: condition-owed, chambers-unseen, bore-not-clear, hammer-unseen
07:34 armorer records-condition colt-2 sound=no occasion=malfunction photos=sha256:the-pin
  then colt-2 on hold
07:35 armorer locks-up colt-2 place=safe-1
07:36 armorer takes-out colt-2
  refused: weapon-on-hold, weapon-unsound

# the armorer says it is good again, and then files at it
07:40 armorer records-condition colt-2 sound=yes
  refused: repair-not-recorded
07:41 armorer records-repair colt-2 what=pin-filed
  refused: not-a-gunsmith
07:42 office records-permit gunsmith classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=gunsmith
09:00 gunsmith records-repair colt-2 what=pin-replaced paper=sha256:invoice
# a repair is a change: its condition is owed anew
09:01 armorer takes-out colt-2
  refused: weapon-on-hold, weapon-unsound, condition-owed
09:02 gunsmith records-condition colt-2 sound=yes occasion=malfunction photos=sha256:the-new-pin
09:03 adviser lifts weapon-1 grounds=pin-replaced-and-tried
09:04 armorer takes-out colt-2

# it goes back as it came, and empty
09:10 armorer inspects colt-2 chambers=empty*6 method=rod bore=clear hammer=half-cock
09:11 first-ad inspects colt-2 chambers=empty*6 method=light
09:12 armorer sends-back colt-2
09:13 armorer takes-out colt-2
  impossible: gone-back

not caught: Wear. A condition is what somebody saw; a part that is about to break shows it to whoever takes the weapon apart.
