# A box handed in weeks later
# Six weeks after the shot a stranger brings rounds that are said to be related. They are
# no part of any lot here, so they are a lot of their own: counted, examined, and never
# mixed with what the production had.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:41 armorer reports discharged weapon=colt-1 happened-at=07:40
  then stopped
09:00 adviser lifts stand-down-1 grounds=handed-to-the-authority
17:00 armorer counts B1 rounds=12
17:01 armorer counts B2 rounds=10

day 2024-06-17

# the hand-in comes onto the record the day it comes, as what it is: from nowhere
10:00 armorer finds H1 rounds=9 looks=unseen place=safe-1
  then H1 holds 9
  then stopped
10:01 armorer transfers H1 into=B1 rounds=9
  impossible: lots-mixed
  refused: box-quarantined
10:02 armorer finds H1 rounds=8 looks=unseen place=safe-1
  impossible: known-already
10:03 adviser lifts live-round-2 grounds=it-does-not-match-anyway
  refused: not-examined

# the production's own books are untouched by it
10:10 armorer counts B1 rounds=12
  then D1 unaccounted 0
  then K1 unaccounted 0

# whoever examined them says what they are; that they came from nowhere stays so
14:00 adviser examines H1 verdict=live paper=sha256:report-of-the-laboratory
14:01 adviser releases H1 grounds=not-of-this-case
  impossible: from-nowhere
  refused: still-suspect
14:02 adviser lifts live-round-2 grounds=examined-and-handed-to-the-authority
  then not stopped
  then H1 holds 9

# one of them missing at the next look would be seen
14:10 armorer counts H1 rounds=8
  then stopped
14:11 armorer finds H2 rounds=1 looks=live place=safe-1
14:20 adviser examines H2 verdict=live

not caught: A box that is handed in elsewhere and under another number. Only what is entered here is counted here.
not caught: Whether nine rounds that match in make belong together. That is for the laboratory.
