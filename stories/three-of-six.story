# Three of six
# A cylinder turned past three chambers has three chambers nobody looked into.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*3,unseen*3 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*3,unseen*3 method=light
  then colt-1 is not-cleared
07:34 armorer offers colt-1 to=actor
  refused: chambers-unseen

# said for a weapon with another number of chambers
07:35 armorer inspects colt-1 chambers=empty*5 method=rod
  impossible: wrong-chambers

# one person is not two
07:36 armorer inspects colt-1 chambers=empty*6 method=rod
07:37 armorer offers colt-1 to=actor
  refused: second-look-missing

# one test made twice is one test
07:38 first-ad inspects colt-1 chambers=empty*6 method=rod
07:39 armorer offers colt-1 to=actor
  refused: same-test-twice
07:40 first-ad inspects colt-1 chambers=empty*6 method=light
07:41 armorer offers colt-1 to=actor

# a look is good for ten minutes, not longer
07:46 actor accepts colt-1 look=taken
  refused: clearance-lapsed, offer-lapsed
