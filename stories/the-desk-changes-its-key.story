# The desk changes its key
# The key by which the ledger is signed names the one that comes after it. Where it is
# lost one person says so and a second confirms it; until then no weapon comes into play.

use a-set-is-ready

07:00 first-ad goes-to 12A
07:01 armorer changes-desk-key key=second-desk-key note=signed-by-both
  refused: not-your-part
07:02 office changes-desk-key key=second-desk-key note=signed-by-both
07:03 armorer takes-out colt-1
07:04 armorer locks-up colt-1 place=safe-1
07:05 office changes-desk-key key=second-desk-key note=signed-by-both
  impossible: known-already

# the laptop is gone
07:10 office confirms-desk-key key=third-desk-key
  impossible: no-key-to-confirm
07:11 office loses-desk-key key=third-desk-key note=signed-by-the-third last=of-the-second
07:12 armorer takes-out colt-1
  refused: desk-key-unconfirmed
07:13 camera stops
07:14 office confirms-desk-key key=third-desk-key
  impossible: second-person-missing
07:15 camera confirms-desk-key key=third-desk-key
  refused: not-your-part
07:16 adviser confirms-desk-key key=third-desk-key
07:17 first-ad lifts stop-1 grounds=it-was-a-door
07:18 armorer takes-out colt-1
  then colt-1 with armorer

not caught: What somebody signs with a lost key before that is heard of.
