# A count that does not add up
# Rounds are money: what went in comes out, or the set stands until somebody knows why.

use a-set-is-ready

# what is under seal is not counted, and not opened in passing
07:00 armorer seals B2 seal=S-0417
07:00 armorer seals B2 seal=S-0418
  impossible: already-sealed
07:01 armorer counts B2 rounds=10
  refused: box-sealed
07:02 armorer breaks-seal B2 intact=yes
07:02 armorer breaks-seal B2 intact=yes
  impossible: no-seal
07:03 armorer counts B2 rounds=10
  then not stopped

# a belt is a box like any other
07:10 armorer transfers B1 into=belt-1 rounds=6 place=cart-1
  then belt-1 holds 6
07:11 armorer transfers B1 into=belt-1 rounds=60
  impossible: too-few-rounds
07:11 armorer transfers B1 into=B1 rounds=1
  impossible: same-box
07:11 armorer transfers B2 into=belt-1 rounds=1
  impossible: lots-mixed

# one short
07:20 armorer counts belt-1 rounds=5
  then D1 unaccounted 1
  then stopped
07:21 armorer takes-out colt-1
  refused: set-stopped
07:30 adviser lifts unaccounted-1 grounds=found-in-the-wardrobe-and-destroyed
  then not stopped

# one too many: it came from nowhere, and the box with it is out of use
07:40 armorer counts belt-1 rounds=6
  then stopped
07:41 armorer transfers belt-1 into=B1 rounds=1
  refused: box-quarantined
07:50 adviser lifts unaccounted-2 grounds=it-is-only-one-more
  refused: not-examined
07:50 adviser examines found-57 verdict=live
07:50 adviser lifts unaccounted-2 grounds=round-rendered-safe

# a seal that is not whole
08:00 armorer seals B2 seal=S-0419
08:01 armorer breaks-seal B2 intact=no
08:02 armorer proves B2 proved=10 methods=eye
  refused: box-quarantined

# what goes back is gone, and gives nothing more out
08:10 armorer returns B2
  then K1 returned 10
08:11 armorer counts B2 rounds=0
  impossible: gone-back
