# Rounds in a costume belt
# The wardrobe hands out a cartridge belt that came with the costumes. It is on no list,
# and neither are the five rounds in its loops. A belt is a box and a place: it is
# searched before anybody wears it.

use a-set-is-ready

07:00 armorer registers-place belt-7 kind=belt
07:10 first-ad goes-to 12A
07:11 armorer takes-out colt-1
07:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:13 first-ad inspects colt-1 chambers=empty*6 method=light
07:14 armorer offers colt-1 to=actor
  refused: not-swept

# five that no record knows; until somebody says what they are, they are taken for live
07:15 armorer finds F7 rounds=5 looks=unseen place=belt-7
  then stopped
07:16 armorer offers colt-1 to=actor
  refused: set-stopped, not-swept
07:17 armorer locks-up colt-1 place=safe-1
07:18 adviser lifts live-round-1 grounds=they-came-with-the-costume
  refused: not-examined

# they are somebody's business before they are nobody's; what came from nowhere never comes back
08:00 adviser examines F7 verdict=dummy
08:01 adviser releases F7 grounds=dummies-of-an-earlier-film
  impossible: from-nowhere
08:05 adviser lifts live-round-1 grounds=dummies-of-an-earlier-film-taken-away
  then not stopped

# a belt is filled from a proved box, and counted like one
08:10 armorer sweeps belt-7 rounds=0
08:11 armorer transfers B1 into=loops-7 rounds=5 place=belt-7
  then loops-7 in belt-7
08:12 armorer counts loops-7 rounds=5
08:13 armorer proves loops-7 proved=5 methods=rattle,primer
08:14 armorer takes-out colt-1
08:15 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
08:16 first-ad inspects colt-1 chambers=empty*6 method=light
08:17 armorer offers colt-1 to=actor

not caught: A belt that nobody names. What is searched is what somebody told the record of.
