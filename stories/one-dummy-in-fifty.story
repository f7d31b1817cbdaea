# One dummy in fifty
# A box says fifty dummies. Forty-nine rattle; one neither rattles nor has a hole. What
# one round is, the label on the box did not know: so the whole lot stands, and so does
# the weapon that was loaded from it before.

use a-set-is-ready

# the morning's box was proved, and two of its rounds go into the revolver
07:00 armorer receives D5 kind=dummy calibre=.45LC rounds=50 supplier=hire-house box=B5 place=safe-1 dummy-type=rattler
07:05 armorer transfers B5 into=tray-5 rounds=6 place=safe-1
07:06 armorer proves tray-5 proved=6 methods=rattle,primer
07:10 first-ad goes-to 12A
07:11 armorer takes-out colt-1
07:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:13 armorer loads colt-1 chambers=1,2 box=tray-5 watchers=actor
07:14 armorer unloads colt-1 chambers=1,2 box=tray-5

# the rest is shaken one by one; a sample says nothing of the others
07:20 armorer proves B5 proved=20 methods=rattle,primer
  refused: not-every-round
07:30 armorer proves B5 proved=43 failed=1 methods=rattle,primer
  then colt-1 on hold
  then B5 holds 44

# the lot gives nothing out, from whatever box
07:31 armorer loads colt-1 chambers=1 box=B5 watchers=actor
  refused: weapon-on-hold, box-not-proved, box-quarantined, chamber-not-seen-empty, bore-before-loading, load-position
07:32 armorer transfers tray-5 into=belt-5 rounds=2 place=safe-1
  refused: box-quarantined
07:33 armorer offers colt-1 to=actor
  refused: weapon-on-hold, chambers-unseen, bore-not-clear, hammer-unseen
07:34 adviser releases B5 grounds=the-others-rattle
  refused: still-suspect

# the revolver is looked into and comes back; the box goes home, and another lot is proved
07:40 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:41 first-ad inspects colt-1 chambers=empty*6 method=light
07:45 adviser lifts weapon-1 grounds=all-six-chambers-seen-empty-by-two
  then colt-1 not on hold
07:46 armorer loads colt-1 chambers=1,2 box=B1 watchers=actor
07:50 armorer returns B5
  then D5 returned 44

# or somebody qualified says what it is, and every round is proved anew
08:00 adviser examines tray-5 verdict=dummy
08:01 adviser releases tray-5 grounds=a-dummy-without-its-pellet
08:02 armorer inspects colt-1 chambers=dummy*2,empty*4 method=rattle bore=clear hammer=half-cock
08:03 armorer loads colt-1 chambers=3 box=tray-5 watchers=actor
  refused: box-not-proved
08:05 armorer proves tray-5 proved=6 methods=rattle,primer
08:06 armorer loads colt-1 chambers=3 box=tray-5 watchers=actor

not caught: A round that rattles and is live all the same. The proof is as good as the signature the maker built in.
