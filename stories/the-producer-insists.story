# The producer insists
# The light is going, the day is dear, and there must be somebody who can sign for it.
# There is nobody. Each try is answered, and each is on the record.

use a-set-is-ready

06:56 office enrols producer roles=producer key=producer-phone
06:57 office enrols line-producer roles=producer,production-manager key=line-producer-phone

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 armorer offers colt-1 to=actor
  refused: second-look-missing

# by the one who pays, by one who is allowed to lift, for the weapon and for the rule
07:34 producer lifts second-look-missing@colt-1 grounds=we-lose-the-light
  refused: not-your-part, stop-has-no-override
07:34 line-producer lifts second-look-missing@colt-1 grounds=i-sign-for-it
  refused: stop-has-no-override
07:35 adviser lifts second-look-missing@colt-1 grounds=the-armorer-is-reliable
  refused: stop-has-no-override
07:35 line-producer lifts it-is-fine@colt-1 grounds=none
  impossible: no-such-hold
07:36 producer offers colt-1 to=actor
  impossible: not-the-holder
  refused: hand-over-by-handler, not-at-meeting, second-look-missing
07:36 producer enrols assistant roles=armorer
  refused: not-your-part

# a stop is not lifted either by whoever pays for it
07:37 camera stops
07:38 producer lifts stop-1 grounds=nothing-is-wrong
  refused: not-your-part
07:39 first-ad lifts stop-1 grounds=asked-around-and-waited

# what the rule asks for takes half a minute
07:40 first-ad inspects colt-1 chambers=empty*6 method=light took-ms=31s
  then colt-1 is empty until 07:42
07:40 armorer offers colt-1 to=actor
07:41 actor accepts colt-1 look=taken

not caught: A word in the corridor. What is asked for outside the system is answered outside it.
