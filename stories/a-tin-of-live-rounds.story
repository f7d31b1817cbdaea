# A tin of live rounds
# An actor is to learn on a range what a shot is, and somebody brings the ammunition to
# the set first. A type that says live is refused wherever it is scanned, unless an
# exception was given by name: for a place, a number and an hour, and for no chamber.

packs house au

use a-set-is-ready

# scanned on arrival, and once more as something else
07:00 armorer receives L1 kind=live calibre=.45LC rounds=20 supplier=gun-shop box=T1 place=safe-1
  refused: live-round
07:01 armorer receives L1 kind=dummy calibre=.45LC rounds=20 supplier=gun-shop box=T1 place=safe-1
  refused: signature-missing

# it stays outside, and the places it passed are searched; one had rolled under the cart
07:05 armorer sweeps table-1 rounds=0
07:06 armorer finds F1 rounds=1 looks=live place=cart-1
  then stopped
07:07 adviser lifts live-round-1 grounds=it-is-from-the-tin
  refused: not-examined
07:08 adviser examines F1 verdict=live
07:09 adviser lifts live-round-1 grounds=gone-with-the-tin-to-the-range
  then not stopped

# with an exception it comes in: there, so many, until then
08:00 armorer registers-place range-safe kind=safe locks=yes
08:01 adviser allows-live range-training place=range-safe rounds=19 until=12:00
08:02 adviser allows-live range-training place=range-safe rounds=19 until=07:00
  impossible: ends-before-it-starts
08:03 armorer receives L1 kind=live calibre=.45LC rounds=19 supplier=gun-shop box=T1 place=range-safe
  then T1 holds 19
08:04 armorer transfers T1 into=T2 rounds=5 place=safe-1
  refused: live-round

# an exception for a range is none for a set
08:10 first-ad goes-to 12A
08:11 armorer takes-out colt-1
08:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
08:13 armorer loads colt-1 chambers=1 box=T1 watchers=actor
  refused: live-round, load-not-planned, box-not-proved
08:14 armorer locks-up colt-1 place=safe-1

# nineteen in, nineteen fired, nineteen cases
10:00 armorer expends T1 rounds=19
  then T1 holds 0
10:10 armorer counts-brass L1 cases=19

# where one pack leaves no exception open, none is, whatever the others say
10:20 office adopts au
10:21 adviser allows-live range-training place=range-safe rounds=20 until=18:00
  refused: exception-not-open

not caught: A live round nobody scans and nobody finds.
