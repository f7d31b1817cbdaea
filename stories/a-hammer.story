# A hammer
# An old single-action revolver fires by a knock where its hammer rests on a round, and
# a cocked one by less. Where the hammer is belongs to a look as much as what the
# chambers hold; and it is loaded at half cock, or not at all.

use a-set-is-ready

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
# chambers and bore are seen, the hammer is not
07:34 armorer offers colt-1 to=actor
  refused: hammer-unseen
07:35 armorer loads colt-1 chambers=1,2,3,4,5 box=B1 watchers=actor
  refused: load-position
07:36 armorer inspects colt-1 chambers=empty*6 method=rod hammer=down
07:37 armorer loads colt-1 chambers=1,2,3,4,5 box=B1 watchers=actor
  refused: load-position
07:38 armorer inspects colt-1 chambers=empty*6 method=rod hammer=half-cock
07:39 armorer loads colt-1 chambers=1,2,3,4,5 box=B1 watchers=actor

# let down on the first of five
07:40 armorer inspects colt-1 chambers=dummy*5,empty method=rattle bore=clear hammer=down under=1
07:41 first-ad inspects colt-1 chambers=dummy*5,empty method=primer
07:42 armorer offers colt-1 to=actor
  refused: hammer-on-loaded
07:43 armorer inspects colt-1 chambers=dummy*5,empty method=rattle hammer=full-cock
07:44 armorer offers colt-1 to=actor
  refused: hammer-cocked
# let down, and nobody says on what
07:45 armorer inspects colt-1 chambers=dummy*5,empty method=rattle hammer=down
07:46 armorer offers colt-1 to=actor
  refused: hammer-unseen

# on the one that was left empty for it
07:47 armorer inspects colt-1 chambers=dummy*5,empty method=rattle hammer=down under=6
07:48 armorer offers colt-1 to=actor
07:48 actor accepts colt-1 look=taken
07:49 first-ad announces colt-1 called=dummies

not caught: A thumb. Between the hand-over and the take the hammer goes where the hand puts it.
not caught: A notch that is worn. What a half cock holds is a matter of the condition, and of whoever looks at it.
