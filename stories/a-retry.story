# A retry
# A phone that lost the answer asks again, and hears what it heard the first time.
# Nothing happens twice; and one id never stands for two things.

use a-set-is-ready

07:00 armorer takes-out colt-1
07:00 armorer again
07:01 armorer offers colt-1 to=nobody-here
  impossible: unknown
07:01 armorer again
  impossible: unknown
07:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:03 armorer inspects colt-1 chambers=empty*6 method=light id=again
  not heard: id-taken
07:04 then colt-1 with armorer
