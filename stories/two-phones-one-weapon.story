# Two phones, one weapon
# Behind the barn there is no link. Two handlers each believe the revolver is theirs to
# give, and each says so on a phone. The desk takes one after the other; the second is
# told, and neither wins in silence.

use a-set-is-ready

07:30 first-ad goes-to 12A

# both take it out; one of them does not have it
07:31 armorer takes-out colt-1
07:31 prop-master takes-out colt-1
  impossible: already-held
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty until 07:42

# both give it away
07:34 armorer offers colt-1 to=actor
07:34 prop-master offers colt-1 to=double
  impossible: not-the-holder
  refused: offer-open
07:35 double accepts colt-1 look=taken via=armorer
  impossible: no-offer
07:35 actor accepts colt-1 look=taken
  then colt-1 with actor

# the link is back, and with it what a phone kept: an offer of ten minutes ago is none
07:45 prop-master offers colt-1 to=double at=07:34
  impossible: not-the-holder
  refused: entered-late, clearance-lapsed
07:46 prop-master reports other weapon=colt-1 happened-at=07:34 grounds=believed-it-was-here
  then colt-1 is not-cleared

# one of them takes it back, and it is looked into like any other
07:47 prop-master collects colt-1
07:47 armorer collects colt-1
  then colt-1 with armorer
07:48 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:49 first-ad inspects colt-1 chambers=empty*6 method=light
07:50 armorer offers colt-1 to=double
07:50 double accepts colt-1 look=taken via=armorer
  then colt-1 with double

not caught: Two weapons that look alike, one in each hand, both called colt-1. Whoever has look-alikes registers them so, and then the tag is read.
