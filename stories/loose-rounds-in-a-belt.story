# Loose rounds in a belt
# Belts, pouches and pockets are where rounds of another day turn up. They are searched
# every day before anything is loaded or handed over, and again before the wrap. What is
# found and no box accounts for stops the set; whoever wore the belt is not asked first.

use a-set-is-ready

07:00 armorer registers-place belt-1 kind=belt
07:00 armorer registers-place costume-1 kind=costume
07:05 first-ad goes-to 12A
07:06 armorer takes-out colt-1
07:07 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:08 first-ad inspects colt-1 chambers=empty*6 method=light
07:09 armorer offers colt-1 to=actor
  refused: not-swept

# the costume has nothing; the belt has two, that nobody ever counted in
07:10 armorer sweeps costume-1 rounds=0
07:11 armorer offers colt-1 to=actor
  refused: not-swept
07:12 armorer sweeps belt-1 rounds=2 looks=unseen
  then stopped
07:13 armorer offers colt-1 to=actor
  refused: set-stopped

# they are kept for whoever can tell what they are, and go nowhere else
07:15 armorer moves found-53 place=safe-1
07:16 adviser lifts live-round-1 grounds=an-extra-says-they-are-souvenirs
  refused: not-examined
07:17 armorer transfers found-53 into=B1 rounds=2
  impossible: lots-mixed
  refused: box-quarantined
07:18 armorer loads colt-1 chambers=1,2 box=found-53 watchers=actor
  refused: set-stopped, live-round, wrong-calibre, load-not-planned, box-not-proved, box-quarantined
07:20 adviser releases found-53 grounds=souvenirs
  impossible: from-nowhere
  refused: still-suspect
10:00 adviser examines found-53 verdict=inert paper=sha256:report
10:01 adviser lifts live-round-1 grounds=two-inert-souvenirs
  then not stopped
10:02 adviser releases found-53 grounds=inert
  impossible: from-nowhere

# dummies this time: what came from nowhere stops the set all the same
10:10 armorer sweeps costume-1 rounds=1 looks=dummy
  then stopped
10:11 armorer moves found-63 place=safe-1
10:11 adviser lifts unaccounted-2 grounds=traced-to-the-fitting
10:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
10:13 first-ad inspects colt-1 chambers=empty*6 method=light
10:14 armorer offers colt-1 to=actor
10:14 actor accepts colt-1 look=taken
10:15 first-ad announces colt-1 called=empty
10:20 first-ad cuts
10:20 armorer collects colt-1
10:21 armorer locks-up colt-1 place=safe-1

# what was worn since is searched again
17:00 armorer counts B1 rounds=12
17:01 armorer counts B2 rounds=10
17:05 first-ad wraps
  refused: not-swept
17:06 armorer sweeps cart-1 rounds=0
17:06 armorer sweeps table-1 rounds=0
17:07 armorer sweeps belt-1 rounds=0
17:07 armorer sweeps costume-1 rounds=0
17:08 first-ad wraps

not caught: A pocket nobody registered. Only what is known as a place is asked for.
not caught: A search that was none. A zero is typed as quickly as it is true.
