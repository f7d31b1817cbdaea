# Live rounds for a sound recording
# Live rounds are no part of a production, not even in a sealed tin. Where the rules in
# force leave an exception open, it is given by name, for a place that locks, a number
# and an hour; and never for a chamber on a set.

use a-set-is-ready
packs au

07:00 armorer registers-place strongbox kind=safe locks=yes

# a tin that says live is scanned
07:01 armorer receives L1 kind=live calibre=.45LC rounds=20 supplier=gun-shop box=T1 place=strongbox
  refused: live-round

# it stays outside, and the places it passed are searched; one had rolled under the cart
07:02 armorer finds F1 rounds=1 looks=live place=cart-1
  then stopped
07:03 adviser examines F1 verdict=live
07:03 adviser lifts live-round-1 grounds=gone-with-the-tin
  then not stopped

# an exception is given by the adviser, and for a place that locks
07:04 armorer allows-live sound-recording place=strongbox rounds=20 until=11:00
  refused: not-your-part
07:04 adviser allows-live sound-recording place=table-1 rounds=20 until=11:00
  refused: place-does-not-lock

# so many, there, until then
07:05 adviser allows-live sound-recording place=strongbox rounds=20 until=11:00
07:06 armorer receives L1 kind=live calibre=.45LC rounds=21 supplier=gun-shop box=T1 place=strongbox
  refused: live-round
07:08 armorer receives L1 kind=live calibre=.45LC rounds=20 supplier=gun-shop box=T1 place=strongbox
07:09 armorer moves T1 place=table-1
  refused: live-round, place-does-not-lock

# an exception for a recording is none for a set
07:10 first-ad goes-to 12A
07:11 armorer takes-out colt-1
07:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:13 armorer loads colt-1 chambers=1 box=T1 watchers=actor
  refused: live-round, load-not-planned, box-not-proved
07:14 armorer locks-up colt-1 place=safe-1

# in is fired and out
10:00 armorer expends B2 rounds=1
  impossible: other-kind
10:00 armorer expends T1 rounds=18
  then L1 spent 18
10:10 armorer counts T1 rounds=2
10:11 armorer returns T1
  then L1 returned 2
11:00 armorer receives L2 kind=live calibre=.45LC rounds=1 supplier=gun-shop box=T2 place=strongbox
  refused: live-round

# under a pack that knows no exception there is none, whatever the others leave open
11:10 office adopts au
11:11 adviser allows-live sound-recording place=strongbox rounds=20 until=18:00
  refused: exception-not-open

not caught: A live round nobody scans. That is what the sweeps are for.
