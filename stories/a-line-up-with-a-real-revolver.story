# A line-up with a real revolver
# The camera wants to see where the muzzle will be. That needs a shape and no weapon:
# no one shoots a line-up.

use a-set-is-ready

07:00 director plans 14L scene=14 activity=line-up weapon-class=firearm load=none performers=actor pointing=nobody distance-cm=0 action=draw
  refused: replica-first, rehearsal-functional
07:01 director plans 14L scene=14 activity=line-up weapon-class=firearm load=dummy performers=actor pointing=camera distance-cm=120 action=draw why-functional=the-weight-is-right
  refused: rehearsal-loaded, pointing-at-person, rehearsal-functional
07:02 director lifts rehearsal-functional@14L grounds=the-rubber-one-looks-wrong
  refused: not-your-part, not-yours-to-lift

# the adviser may, for a day and with grounds; it stays remarked, and it stays empty
07:03 adviser lifts rehearsal-functional@14L grounds=the-holster-fits-no-other
07:04 director plans 14L scene=14 activity=line-up weapon-class=firearm load=none performers=actor pointing=nobody distance-cm=0 action=draw why-functional=the-holster-fits-no-other
  remarks: rehearsal-functional

# then somebody cuts a holster to size: the rubber one, and nobody behind the camera
07:05 director plans 14L scene=14 activity=line-up weapon-class=rubber load=none performers=actor pointing=camera distance-cm=120 action=draw mitigations=locked-off-camera
07:06 adviser assesses 14 residual=low
07:07 adviser approves 14
07:08 first-ad gives-notice call-sheet reference=CS-14 scene=14
07:09 first-ad holds-meeting 14 present=armorer,first-ad,director,camera,actor topics=action,deviations,abort,emergency,chain-of-command
07:10 first-ad goes-to 14L

# the real one is brought all the same
07:11 prop-master takes-out colt-1
07:12 prop-master inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:13 first-ad inspects colt-1 chambers=empty*6 method=light
07:14 prop-master offers colt-1 to=actor
  refused: weapon-not-planned, not-at-meeting
07:15 prop-master locks-up colt-1 place=safe-1

07:16 armorer takes-out rubber-1
07:16 armorer inspects rubber-1 chambers=- method=finger body=soft
07:17 armorer offers rubber-1 to=actor
07:17 actor accepts rubber-1 look=taken
07:18 first-ad announces rubber-1 called=rubber
  then rubber-1 with actor

not caught: A muzzle raised further than the plan says. Nobody asks the software where to point.
