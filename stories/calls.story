# Calls
# A weapon is called what it is, and *not cleared* may always be called.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 first-ad announces colt-1 called=not-cleared
07:33 armorer inspects colt-1 chambers=empty*6 method=rod
07:34 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 then colt-1 is not-cleared
07:35 first-ad announces colt-1 called=empty
  refused: bore-not-clear, called-otherwise, hammer-unseen
07:36 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
  then colt-1 is empty until 07:44
07:37 first-ad announces colt-1 called=dummies
  refused: called-otherwise

# two who disagree about a chamber have not cleared it
07:38 first-ad inspects colt-1 chambers=empty*5,unsure method=light
  then colt-1 is not-cleared
07:39 armorer offers colt-1 to=actor
  refused: content-unclear
07:40 first-ad inspects colt-1 chambers=empty*6 method=light
07:41 armorer offers colt-1 to=actor
07:41 actor accepts colt-1 look=taken
07:42 first-ad announces colt-1 called=empty
07:43 first-ad cuts

# after the cut nothing goes on while it is in other hands
07:43 first-ad announces colt-1 called=empty
  refused: not-collected
07:43 first-ad goes-to 12B
  refused: not-collected
07:43 first-ad wraps
  refused: count-missing, not-collected, not-locked-up, not-swept
07:43 prop-master takes-out rubber-1
07:44 prop-master locks-up rubber-1 place=safe-1
07:44 prop-master takes-out rubber-1
  refused: not-collected
07:44 armorer collects colt-1

# put down where nobody stands
07:50 armorer reports left-unattended weapon=colt-1 happened-at=07:49
  then colt-1 unattended
07:51 first-ad breaks
  refused: not-locked-up
07:52 prop-master takes-out colt-1
  impossible: not-there
  refused: weapon-unattended
07:52 first-ad inspects colt-1 chambers=empty*6 method=light
  impossible: not-there
07:53 prop-master collects colt-1
  then colt-1 with prop-master
07:54 first-ad goes-to 12B
07:55 prop-master inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:56 first-ad inspects colt-1 chambers=empty*6 method=light
07:57 prop-master loads colt-1 chambers=1 box=B2 watchers=actor
07:58 prop-master inspects colt-1 chambers=blank,empty*5 method=eye bore=clear hammer=half-cock
07:59 first-ad inspects colt-1 chambers=blank,empty*5 method=light
08:00 first-ad announces colt-1 called=blanks
08:00 first-ad cuts
08:01 prop-master locks-up colt-1 place=safe-1
08:02 armorer counts B1 rounds=12
08:03 armorer counts B2 rounds=9
08:04 first-ad wraps
  refused: loaded-at-wrap, not-swept
