# Loading
# What goes into a chamber, from where, and what stops it.

use a-set-is-ready

06:56 armorer registers-dummy-type drilled calibre=.38 hole=yes rattle=no primer=none
06:57 armorer receives D2 kind=dummy calibre=.38 rounds=6 supplier=hire-house box=B3 place=safe-1 dummy-type=drilled
06:57 armorer receives D2 kind=dummy calibre=.38 rounds=6 supplier=hire-house box=B3 place=safe-1 dummy-type=drilled
  impossible: known-already
06:58 armorer proves B3 proved=6 methods=rattle
  refused: tests-missing
06:58 armorer proves B3 proved=7 methods=hole,primer
  impossible: more-than-there-are
06:59 armorer proves B3 proved=6 methods=hole,primer

07:00 armorer takes-out colt-1
07:01 armorer inspects colt-1 chambers=empty*6 method=weight
  refused: test-cannot-tell
07:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:03 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: no-set-up
07:04 first-ad goes-to 12A
07:05 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: bore-before-loading, chamber-not-seen-empty, load-position
07:06 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:07 armorer loads colt-1 chambers=1 box=B3 watchers=actor
  refused: wrong-calibre
07:07 armorer loads colt-1 chambers=1,2,3,4,5,6,7 box=B1 watchers=actor
  impossible: wrong-chambers
  refused: chamber-not-seen-empty
07:07 prop-master loads colt-1 chambers=1 box=B1 watchers=actor
  impossible: not-the-holder
07:08 armorer seals B1 seal=S-1
07:08 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: box-sealed
07:08 armorer breaks-seal B1 intact=yes
07:09 armorer loads colt-1 chambers=1 box=B1
  remarks: watch-not-offered
07:09 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  impossible: chamber-taken
  refused: bore-before-loading, load-position
07:10 armorer unloads colt-1 chambers=2 box=B1
  impossible: chamber-holds-nothing
07:10 armorer unloads colt-1 chambers=1 box=B2
  impossible: lots-mixed
07:11 armorer unloads colt-1 chambers=1 box=tray-1 place=cart-1
  then tray-1 holds 1
07:12 armorer transfers tray-1 into=B1 rounds=1

# what came back is not proved, and neither is the box it went into
07:13 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:14 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: box-not-proved

# one that fails: the whole lot is out of use, and the weapon fed from it with it
07:20 armorer proves B1 proved=11 failed=1 methods=rattle,primer
  then colt-1 on hold
07:21 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: weapon-on-hold, box-not-proved, box-quarantined
07:30 adviser lifts weapon-1 grounds=looked-into-and-cleared
  then colt-1 not on hold
07:31 armorer receives D4 kind=snap-cap calibre=.45LC rounds=6 supplier=hire-house box=B4 place=safe-1
07:32 armorer loads colt-1 chambers=1 box=B4 watchers=actor
  refused: box-not-proved
