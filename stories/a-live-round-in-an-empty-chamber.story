# A live round in an empty chamber
# By the record nobody put it there. It came out of a box this weapon was loaded from,
# or from outside; until all of these are examined none of them is used.

use a-set-is-ready

07:04 armorer receives D2 kind=dummy calibre=.45LC rounds=6 supplier=hire-house box=B5 place=safe-1 dummy-type=rattler
07:05 first-ad goes-to 12A
07:06 armorer takes-out colt-1
07:07 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:08 armorer loads colt-1 chambers=1 box=B1 watchers=actor
07:09 armorer inspects colt-1 chambers=dummy,live,empty*4 method=rattle bore=clear hammer=half-cock
  then stopped
  then colt-1 is not-cleared

# the others of the box rattle, and that is no answer
07:10 adviser releases B1 grounds=the-live-one-was-none-of-these
  refused: still-suspect
07:11 armorer proves B1 proved=11 methods=rattle,primer
  refused: box-quarantined, lot-in-doubt
07:12 armorer returns B1
  refused: still-suspect
07:13 armorer unloads colt-1 chambers=1 box=B1
07:14 armorer unloads colt-1 chambers=2 box=B7 place=safe-1
07:15 adviser lifts live-round-1 grounds=it-is-out
  refused: not-examined

# another box, that was never near the weapon, stays in use
07:16 armorer proves B5 proved=6 methods=rattle,primer

# what it was, and what the others are
09:00 adviser examines B7 verdict=live
09:01 adviser examines B1 verdict=dummy
09:02 adviser lifts live-round-1 grounds=round-handed-to-the-police
09:03 adviser releases B1 grounds=examined-one-by-one
09:04 armorer proves B1 proved=12 methods=rattle,primer
09:05 armorer returns B7

not caught: Where it came from. That nobody loaded it by the record is all the record can say.
