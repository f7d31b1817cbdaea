# An exhibit stays
# A shot that nobody planned, and the weapon is packed for the hire house the same day.
# Whoever has to find out what happened will ask for it. It stays until the hold on the
# set is lifted, or goes to an authority as it is.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 armorer loads colt-1 chambers=1 box=B1 watchers=actor
07:35 armorer records-shot colt-1 chambers=1 planned=no
  then stopped

07:36 armorer unloads colt-1 chambers=1 box=B7 place=safe-1
07:37 armorer sends-back colt-1
  refused: weapon-on-hold
07:38 armorer surrenders colt-1 reference=CASE-7

not caught: What somebody cleans before it is handed over.
