# The laboratory sends it back changed
# A weapon goes away whole and comes back broken. Whether it broke in the test or before
# can be told only if somebody wrote down and photographed how it was.

use a-set-is-ready

# it does not leave without a look at its condition, with photographs
07:00 armorer records-condition colt-1 sound=yes hammer=half-cock occasion=before-test
  remarks: photos-missing
07:01 armorer records-condition colt-1 sound=yes hammer=half-cock occasion=before-test photos=sha256:sear-before,sha256:stop-before
07:02 armorer registers-place laboratory kind=room locks=yes
07:03 armorer takes-out colt-1
07:04 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
08:00 armorer locks-up colt-1 place=laboratory
  then colt-1 in laboratory
08:01 armorer counts B1 rounds=12
08:02 armorer counts B2 rounds=10
08:03 first-ad wraps

# back from a test with a mallet: two parts are fractured
day 2024-05-07

07:01 armorer records-condition colt-1 sound=no hammer=full-cock occasion=after-test photos=sha256:sear-after,sha256:stop-after paper=sha256:report-of-the-laboratory
  then colt-1 on hold
07:02 first-ad calls-day 07:00 wrap-by=19:00 in-charge=armorer
07:03 office assigns armorer duty=weapons starts-at=07:00 ends-at=20:00
07:04 armorer takes-out colt-1
  refused: weapon-on-hold, weapon-unsound

# it is not whole again because somebody says so, nor because the hold is gone
07:05 armorer records-condition colt-1 sound=yes
  refused: repair-not-recorded
07:06 armorer records-repair colt-1 what=new-sear-and-stop
  refused: not-a-gunsmith
07:07 adviser lifts weapon-1 grounds=the-report-is-in
07:08 armorer takes-out colt-1
  refused: weapon-unsound

# a gunsmith mends it, and how it is now is written down beside how it was
07:10 office enrols gunsmith roles=crew key=gunsmith-phone
07:11 office records-permit gunsmith classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=gunsmith
09:00 gunsmith records-repair colt-1 what=new-sear-and-stop paper=sha256:bill-of-the-gunsmith
09:01 armorer records-condition colt-1 sound=yes hammer=down
  then colt-1 not on hold
09:02 armorer takes-out colt-1
  refused: condition-owed
09:03 armorer records-condition colt-1 sound=yes hammer=half-cock occasion=malfunction photos=sha256:sear-new,sha256:stop-new
09:04 armorer takes-out colt-1
  then colt-1 with armorer

not caught: Damage nobody photographed before. Two records differ; between them lies whatever nobody wrote down.
