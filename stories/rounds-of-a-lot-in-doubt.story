# Rounds of a lot in doubt
# Dummies have no numbers. When one of a lot goes off, every other of that lot is a
# live round until somebody has looked into all of them; those in a chamber too.

use a-set-is-ready

06:58 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1874 supplier=hire-house place=safe-1
06:58 armorer records-condition colt-2 sound=yes occasion=intake photos=sha256:colt-2
07:05 first-ad goes-to 12A
07:06 armorer takes-out colt-1
07:06 prop-master takes-out colt-2
07:07 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:07 prop-master inspects colt-2 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:08 first-ad inspects colt-1 chambers=empty*6 method=light
07:08 first-ad inspects colt-2 chambers=empty*6 method=light
07:09 armorer loads colt-1 chambers=1 box=B1 watchers=actor
07:09 prop-master loads colt-2 chambers=1 box=B1 watchers=double
07:10 armorer inspects colt-1 chambers=dummy,empty*5 method=rattle bore=clear hammer=half-cock
07:10 prop-master inspects colt-2 chambers=dummy,empty*5 method=rattle bore=clear hammer=half-cock
07:11 first-ad inspects colt-2 chambers=dummy,empty*5 method=primer
  then colt-2 is dummies

# a dummy goes off
07:12 armorer records-shot colt-1 chambers=1 planned=no
  then stopped
07:13 prop-master offers colt-2 to=double
  refused: set-stopped, lot-in-doubt, briefing-owed

# what is examined is what lies in the box; what is in a chamber was examined by nobody
07:20 adviser examines B1 verdict=dummy
07:21 adviser releases B1 grounds=ten-of-twelve-rattle
  refused: still-suspect
07:22 adviser lifts live-round-2 grounds=it-will-have-been-the-one
  refused: not-examined
07:23 prop-master unloads colt-2 chambers=1 box=B7 place=safe-1
07:24 prop-master proves B7 proved=1 methods=rattle,primer
  refused: box-quarantined, lot-in-doubt
07:25 prop-master transfers B7 into=B8 rounds=1 place=safe-1
  refused: box-quarantined, lot-in-doubt
07:26 adviser examines B7 verdict=live
07:27 adviser examines B7 verdict=dummy
  refused: verdict-stands
07:28 armorer inspects colt-1 chambers=spent,empty*5 method=eye bore=clear hammer=half-cock
07:29 armorer unloads colt-1 chambers=1 box=B1
07:30 adviser lifts live-round-2 grounds=all-of-the-lot-is-out-of-use

# the laboratory says what they were after all, on paper
08:00 adviser examines B7 verdict=inert paper=sha256:laboratory-report
08:01 adviser releases B7 grounds=on-the-laboratorys-word
08:02 prop-master proves B7 proved=1 methods=rattle,primer

not caught: Which of the others was one as well. They are out of use, all of them, because nobody can tell.
