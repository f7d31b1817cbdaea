# Two shots nobody planned
# Two revolvers went off within minutes, and nobody was hurt. That nobody was hurt is no
# finding: everything stands until it is closed by somebody who had no hand on them, and
# until the company has met again.

use a-set-is-ready

07:00 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1874 supplier=hire-house place=safe-1
07:01 armorer records-condition colt-2 sound=yes occasion=intake photos=sha256:colt-2-left,sha256:colt-2-right

13:00 first-ad goes-to 12A
13:01 armorer takes-out colt-2
13:02 prop-master takes-out colt-1
13:05 armorer reports discharged weapon=colt-2 happened-at=13:04
  then stopped
13:07 prop-master reports discharged weapon=colt-1 happened-at=13:06

# all weapons stand, those that did not go off with them
13:08 armorer inspects colt-2 chambers=empty*6 method=rod bore=clear hammer=half-cock
13:09 first-ad inspects colt-2 chambers=empty*6 method=light
13:10 armorer offers colt-2 to=actor
  refused: set-stopped, briefing-owed
13:11 armorer takes-out rubber-1
  refused: set-stopped

# whoever had a hand on it does not close it, and neither does whoever it delays
13:20 armorer lifts stand-down-1 grounds=it-was-the-trigger
  refused: not-your-part, not-yours-to-lift, conflict-of-interest
13:21 first-ad lifts stand-down-1 grounds=we-are-behind
  refused: not-yours-to-lift
13:40 armorer locks-up colt-2 place=safe-1
13:40 prop-master locks-up colt-1 place=safe-1

# each is looked into and closed; one that is closed opens nothing
14:10 adviser lifts stand-down-1 grounds=worn-sear-seen-and-weapon-sent-away
  then stopped
14:12 adviser lifts stand-down-2 grounds=cocked-by-the-holster-which-is-gone
  then not stopped

# and nothing is handed over before everybody has heard what happened
14:15 armorer takes-out colt-1
14:16 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
14:17 first-ad inspects colt-1 chambers=empty*6 method=light
14:18 armorer offers colt-1 to=actor
  refused: briefing-owed
14:20 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,director,camera,actor,double dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
14:22 armorer offers colt-1 to=actor
14:23 actor accepts colt-1 look=taken

not caught: A shot that everybody heard and nobody told. The brass and the blanks would not add up at the wrap.
