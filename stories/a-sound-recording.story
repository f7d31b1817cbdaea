# A sound recording
# There is no live round on the property, but where every pack in force leaves the same
# narrow door open: a coded exception, for a number of rounds, in a place that locks,
# for a time. They are fired there, away from any set-up, and are never near a chamber
# of ours.

packs house theatre

use a-set-is-ready

07:00 armorer registers-place range-safe kind=safe locks=yes
07:00 armorer registers-place range-hut kind=room
07:01 armorer receives L1 kind=live calibre=.45LC rounds=20 supplier=range box=LB1 place=range-safe
  refused: live-round
07:02 armorer allows-live sound-recording place=range-safe rounds=20 until=12:00
  refused: not-your-part
07:03 adviser allows-live sound-recording place=range-hut rounds=20 until=12:00
  refused: place-does-not-lock
07:04 adviser allows-live sound-recording place=range-safe rounds=20 until=12:00 paper=sha256:agreed-with-the-range
07:05 armorer receives L1 kind=live calibre=.45LC rounds=21 supplier=range box=LB1 place=range-safe
  refused: live-round
07:06 armorer receives L1 kind=live calibre=.45LC rounds=20 supplier=range box=LB1 place=range-safe
  then LB1 in range-safe

# they stay there
07:11 armorer moves LB1 place=range-hut
  refused: place-does-not-lock
07:12 armorer expends B2 rounds=1
  impossible: other-kind
  refused: live-round
07:13 armorer expends LB1 rounds=21
  impossible: too-few-rounds
10:00 armorer expends LB1 rounds=18
  then L1 spent 18

# when the time is over nothing more is fired; what is left goes back
12:30 armorer expends LB1 rounds=1
  refused: live-round
12:31 armorer returns LB1
  then L1 returned 2
12:32 armorer receives L2 kind=live calibre=.45LC rounds=5 supplier=range box=LB2 place=range-safe
  refused: live-round

# under a pack that leaves no door open there is none
12:40 office adopts pack=theatre
12:41 adviser allows-live sound-recording place=range-safe rounds=20 until=14:00
  refused: exception-not-open

not caught: One in a pocket. Twenty came and twenty were fired or went back, as somebody counted.
