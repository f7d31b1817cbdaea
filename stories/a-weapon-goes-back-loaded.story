# A weapon goes back, and is still loaded
# What is in a chamber is in the books until it is out of it. So no weapon leaves with a
# round, or a case, that the record puts into it.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 armorer loads colt-1 chambers=1,2 box=B1 watchers=actor
07:40 prop-master sends-back colt-1
  impossible: not-the-holder, still-loaded
07:41 armorer sends-back colt-1
  impossible: still-loaded
07:42 armorer unloads colt-1 chambers=1,2 box=B1
  then B1 holds 12
07:43 armorer sends-back colt-1
07:44 armorer inspects colt-1 chambers=empty*6 method=rod
  impossible: not-there
07:45 armorer takes-out colt-1
  impossible: gone-back
07:46 armorer records-repair colt-1 what=none-any-more
  impossible: gone-back
  refused: not-a-gunsmith
