# In New South Wales
# By the pack for that state a weapon that could chamber a live round does not come onto
# a set, however empty it is. What was made unable to is verified before it is believed.

use a-set-is-ready
packs au au-nsw

07:00 first-ad goes-to 12A
07:01 armorer takes-out colt-1
07:02 armorer locks-up colt-1 place=safe-1
07:05 office adopts au
07:05 office adopts au-nsw

# the old revolver stays where it is
07:06 armorer takes-out colt-1
  refused: live-capable
07:07 armorer registers rifle-1 weapon-class=firearm mechanism=bolt chambers=5 calibre=.308 serial=BA-5 supplier=hire-house place=safe-1
  refused: live-capable
07:08 adviser lifts live-capable@colt-1 grounds=it-is-never-loaded
  refused: stop-has-no-override

# a plugged one comes with a paper; it is looked at by somebody who can tell
07:10 office records-permit armorer classes=blank-adapted valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
07:11 armorer registers colt-9 weapon-class=blank-adapted mechanism=single-action-revolver chambers=6 calibre=.45LC serial=BA-9 supplier=hire-house place=safe-1
07:12 armorer records-condition colt-9 sound=yes occasion=intake photos=sha256:colt-9-left,sha256:colt-9-plug
07:13 armorer takes-out colt-9
  refused: status-not-verified
07:14 armorer verifies colt-9 paper=sha256:proof-of-the-plug
07:15 armorer records-training actor weapon-class=blank-adapted action=draw valid-until=2024-12-31T00:00

# and the scene is planned anew for it, assessed by the armorer
07:20 director plans 12A scene=12 activity=take weapon-class=blank-adapted load=dummy performers=actor,double pointing=camera distance-cm=300 action=draw mitigations=remote-camera,nobody-behind-it why-functional=cylinder-in-close-up
07:21 armorer assesses 12 residual=low
07:22 adviser approves 12
07:23 first-ad holds-meeting 12 present=armorer,first-ad,director,camera,actor,double dry-run=yes
07:24 first-ad goes-to 12A
07:25 armorer takes-out colt-9
07:26 armorer inspects colt-9 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:27 first-ad inspects colt-9 chambers=empty*6 method=light
07:28 armorer offers colt-9 to=actor
07:28 actor accepts colt-9 look=taken
  then colt-9 with actor

not caught: A plug that can be screwed out again. The paper names it; the hand has to try it.
