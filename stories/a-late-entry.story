# A late entry
# What is told three hours later is kept with both times, and counts as seen by nobody.

use a-set-is-ready

07:00 armorer takes-out colt-1
10:05 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock at=07:02
  refused: entered-late
10:06 armorer reports inspected weapon=colt-1 happened-at=07:02 grounds=no-link-behind-the-barn
  then colt-1 is not-cleared
10:07 armorer reports inspected weapon=colt-1 happened-at=10:30
  impossible: still-to-come
10:08 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock at=10:10
  refused: clock-ahead

# a slip is mended by pointing at it; the weapon is unseen again
10:09 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
10:10 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty until 10:19
10:11 first-ad corrects 38 grounds=it-was-the-other-weapon weapon=colt-1
  then colt-1 is not-cleared
10:12 first-ad corrects 4000 grounds=mistyped
  impossible: no-such-entry
