# A live round found
# A round nobody can account for stops everything; what is needed to make safe goes on.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 armorer loads colt-1 chambers=1,2,3 box=B1 watchers=actor
07:35 armorer inspects colt-1 chambers=dummy*2,live,empty*3 method=rattle
  then stopped
  then colt-1 is not-cleared

# every box it was loaded from is out of use
07:36 armorer unloads colt-1 chambers=1,2,3 box=B1
07:37 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: bore-before-loading, box-not-proved, box-quarantined, chamber-not-seen-empty, load-position, lot-in-doubt, set-stopped
07:38 armorer proves B1 proved=12 methods=rattle,primer
  refused: box-quarantined, lot-in-doubt
07:38 armorer transfers B1 into=B9 rounds=3 place=safe-1
  refused: box-quarantined, lot-in-doubt
07:39 armorer offers colt-1 to=actor
  refused: bore-not-clear, chambers-unseen, hammer-unseen, set-stopped

# whoever had a hand on it does not lift it
07:40 armorer lifts live-round-1 grounds=looked-again
  refused: conflict-of-interest, not-examined, not-your-part, not-yours-to-lift
07:41 armorer locks-up colt-1 place=safe-1

# one on the floor, one in a belt: found, and on no record
07:45 camera finds F1 rounds=1 looks=live place=table-1
07:46 prop-master finds F2 rounds=2 looks=dummy place=table-1
07:46 prop-master finds F2 rounds=2 looks=dummy place=table-1
  impossible: known-already
07:47 armorer quarantines B2 grounds=from-the-same-supplier

# the evidence stays: what nobody has examined goes back to nobody
08:45 armorer returns F1
  refused: still-suspect

# a round taken for live is suspected until somebody has examined it
08:50 adviser lifts live-round-1 grounds=it-will-have-been-a-dummy
  refused: not-examined
08:55 adviser examines F1 verdict=live
08:56 adviser examines B1 verdict=live
08:57 adviser releases B1 grounds=most-of-them-rattle
  refused: still-suspect
08:58 adviser releases F1 grounds=we-need-the-box
  impossible: from-nowhere
  refused: still-suspect

# the adviser lifts each hold when its cause is dealt with
09:00 adviser lifts live-round-1 grounds=round-handed-to-the-police
09:01 adviser lifts live-round-2 grounds=round-handed-to-the-police
  then stopped
09:02 adviser lifts unaccounted-3 grounds=traced-to-an-extras-belt
  then not stopped
09:03 adviser lifts unaccounted-3 grounds=again
  impossible: no-such-hold

# examined, it may leave
09:05 armorer returns F1

# and live ammunition is not received, whatever the note says
09:10 armorer receives L1 kind=live calibre=.45LC rounds=50 supplier=hire-house box=B3 place=safe-1
  refused: live-round
09:11 armorer receives D9 kind=dummy calibre=.45LC rounds=6 supplier=hire-house box=B4 place=safe-1 made-from=live-components dummy-type=rattler
  refused: made-from-live
