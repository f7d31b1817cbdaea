# After the shot somebody unloads
# A shot, a stop, and then the helpful hand: another weapon is opened and emptied before
# anybody has looked. What was done is on the record with its hour, and no correction
# takes it off again.

use a-set-is-ready

07:00 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1874 supplier=hire-house place=safe-1
07:01 armorer records-condition colt-2 sound=yes occasion=intake photos=sha256:colt-2-left,sha256:colt-2-right

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 prop-master takes-out colt-2
07:33 prop-master inspects colt-2 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:34 prop-master loads colt-2 chambers=1,2 box=B1 watchers=actor
07:40 camera stops a-shot-was-heard
07:41 armorer reports discharged weapon=colt-1 happened-at=07:40
  then stopped

# emptying a weapon is making safe and is never refused; it is written down who did it and when
07:43 prop-master unloads colt-2 chambers=1,2 box=tray-2 place=cart-1
  then tray-2 holds 2
  then colt-2 is not-cleared
07:44 prop-master reports unloaded weapon=colt-2 happened-at=07:43 grounds=wanted-it-out-of-the-way as=emptied

# what went into the tray stays what it was: from that weapon, of that lot, unproved
07:45 prop-master loads colt-2 chambers=1 box=tray-2 watchers=actor
  refused: set-stopped, briefing-owed, box-not-proved, chamber-not-seen-empty, bore-before-loading, load-position
07:46 prop-master locks-up colt-2 place=safe-1
07:47 prop-master takes-out colt-2
  refused: set-stopped

# a correction stands beside what it corrects; nothing is taken back by it
07:50 prop-master corrects emptied grounds=nobody-unloaded-anything weapon=colt-2
  then tray-2 holds 2
  then colt-2 is not-cleared
  then stopped
07:51 prop-master lifts stand-down-2 grounds=nothing-happened
  refused: not-your-part, not-yours-to-lift

# this is how it is left until somebody comes who looks into it: locked, and touched by nobody
07:55 armorer locks-up colt-1 place=safe-1
07:56 armorer quarantines tray-2 grounds=kept-for-whoever-investigates
07:57 armorer counts tray-2 rounds=2
11:00 adviser lifts stand-down-2 grounds=looked-into-by-the-authority
11:01 adviser lifts stop-1 grounds=looked-into-by-the-authority
  then not stopped

not caught: A weapon emptied by somebody who tells nobody. Nothing holds a hand; the rounds would be missing at the count.
not caught: What the opened weapon would have shown. Where the hammer rested and on which chamber is gone for good.
