# A suspect round
# Taken for live is not the same as live. Until somebody who can has said what it is,
# the hold stays and the box stays shut; what was a dummy all along may come back, and
# is proved anew.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 armorer loads colt-1 chambers=1,2,3 box=B1 watchers=actor
07:35 first-ad inspects colt-1 chambers=dummy*2,live,empty*3 method=primer
  then stopped
07:36 armorer unloads colt-1 chambers=1,2,3 box=B1
07:37 armorer locks-up colt-1 place=safe-1

# looked at again by the same eyes is no examination
07:40 adviser lifts live-round-1 grounds=it-rattles-after-all
  refused: not-examined
07:41 adviser releases B1 grounds=it-rattles-after-all
  refused: still-suspect
07:42 armorer examines B1 verdict=dummy
  refused: not-your-part
# one of its own lot, opened by a laboratory
11:00 adviser examines B1 verdict=dummy paper=sha256:laboratory-report
11:01 adviser lifts live-round-1 grounds=examined-a-dummy-with-a-bright-primer
  then not stopped
11:02 adviser releases B1 grounds=examined
11:03 adviser releases B1 grounds=examined
  impossible: not-quarantined
11:04 armorer proves B1 proved=12 methods=rattle,primer
  then B1 not on hold

# one on the floor is another matter: it came from nowhere, whatever it is
11:10 camera finds F1 rounds=1 looks=live place=table-1
11:20 adviser examines F1 verdict=dummy paper=sha256:second-report
11:21 adviser releases F1 grounds=only-a-dummy
  impossible: from-nowhere
11:22 adviser lifts live-round-2 grounds=examined

not caught: A laboratory that errs, or examines another round than the one. The paper's digest says which report it was.
