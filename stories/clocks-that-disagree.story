# Clocks that disagree
# A phone's own time is kept beside the desk's, and never decides anything that makes a
# weapon safe. Whoever has a wrong clock can still stop the set.

use a-set-is-ready

07:01 first-ad goes-to 12A

# half an hour ahead, by a phone that does not know better
07:02 camera stops at=07:32 now=07:02
07:03 first-ad lifts stop-1 grounds=it-was-a-door

# a day behind
07:04 camera stops at=2024-05-05T07:04 now=07:04
07:05 first-ad lifts stop-2 grounds=that-door-again

# anything else is asked for in time
07:06 armorer takes-out colt-1 at=07:36 now=07:06
  refused: clock-ahead
07:07 armorer takes-out colt-1 at=06:37 now=07:07
  refused: entered-late

# a phone that has heard the desk goes by its time, and says its own beside it
07:08 armorer takes-out colt-1 phone-at=07:38
  then colt-1 with armorer

not caught: A phone that is set wrong and says nothing.
