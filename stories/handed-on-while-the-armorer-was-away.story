# Handed on while the armorer was away
# The armorer put it down to fetch ear plugs. The first AD, who wants to shoot, picks it
# up and gives it to the performer. What was cleared a minute ago is not cleared now:
# nobody who minds weapons knows what happened in between.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty until 07:42

# the answer, had anybody asked
07:34 first-ad offers colt-1 to=actor
  impossible: not-the-holder
  refused: hand-over-by-handler
07:34 actor accepts colt-1 look=declined
  impossible: no-offer

# nobody did; the camera operator's stop comes first, the tale after it
07:35 camera stops weapon-from-the-wrong-hand
07:36 first-ad reports handed-over weapon=colt-1 to=actor happened-at=07:34 grounds=we-were-losing-the-light
  then colt-1 with actor
  then colt-1 is not-cleared
07:37 first-ad announces colt-1 called=empty
  refused: set-stopped, chambers-unseen, bore-not-clear, called-otherwise, hammer-unseen

# a handler takes it back at once, whatever else stands still
07:38 armorer collects colt-1
  then colt-1 with armorer
07:38 actor confirms-return colt-1
07:45 adviser lifts stop-1 grounds=talked-through-with-both
  then not stopped

# and it starts from the beginning: two looks, then from hand to hand
07:46 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:47 first-ad inspects colt-1 chambers=empty*6 method=light
07:48 armorer offers colt-1 to=actor
07:48 actor accepts colt-1 look=taken
07:49 first-ad announces colt-1 called=empty
  then colt-1 with actor

not caught: The hand that takes it from the table and says nothing. Without the stop and the tale the record would still say armorer.
