# A weapon is lost
# What is lost stops the set, and stays lost until the police have been told. It turns
# up in a car; nobody has had an eye on it, so nothing that was seen of it before
# counts.

use a-set-is-ready

07:05 first-ad goes-to 12A
07:06 armorer takes-out colt-1
07:07 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:08 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty
07:20 armorer reports lost weapon=colt-1 happened-at=07:15 grounds=not-where-it-was-put-down
  then stopped
  then colt-1 unattended
07:21 armorer takes-out rubber-1
  refused: set-stopped

# found or not, somebody outside has to know first
07:30 adviser lifts loss-1 grounds=it-will-turn-up
  refused: loss-not-reported
07:35 first-ad gives-notice police reference=PD-991
07:36 adviser lifts loss-1 grounds=reported-to-the-police
  then not stopped

# work goes on without it; nobody takes it out or sends it back while it is lost
07:40 armorer takes-out rubber-1
07:41 armorer takes-out colt-1
  impossible: not-there
07:42 armorer sends-back colt-1
  impossible: not-there
09:00 armorer collects colt-1 # from under the seat of a car
  then colt-1 is not-cleared
09:02 armorer locks-up rubber-1 place=safe-1
09:03 armorer offers colt-1 to=actor
  refused: chambers-unseen, bore-not-clear, hammer-unseen

not caught: Who had it in between. The time it was gone is on record, and that nobody knows is all the record says of it.
