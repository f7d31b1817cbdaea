# The crew behind the camera
# A muzzle that points at the lens points at whoever stands behind it.

use a-set-is-ready

# with nothing between, with a blank, at a person
07:00 director plans 15A scene=15 activity=take weapon-class=firearm load=dummy performers=actor pointing=camera distance-cm=300 action=draw why-functional=cylinder-in-close-up
  refused: pointing-at-person
07:01 director plans 15B scene=15 activity=take weapon-class=firearm load=blank performers=actor pointing=person distance-cm=900 action=draw why-functional=flash blank-load=quarter mitigations=off-to-one-side
  refused: blank-at-person

# a load that nobody says is taken for a full one
07:02 director plans 15B scene=15 activity=take weapon-class=firearm load=blank performers=actor pointing=camera distance-cm=700 action=draw why-functional=flash mitigations=remote-camera,shield
  refused: distance-too-short, load-not-said

# the director does not weigh it, and neither does whoever runs the clock
07:03 director lifts pointing-at-person@15A grounds=the-shot-needs-it
  refused: not-your-part, not-yours-to-lift
07:03 first-ad lifts pointing-at-person@15A grounds=the-operator-is-fine-with-it
  refused: not-yours-to-lift
07:04 director lifts blank-at-person@15B grounds=it-is-only-a-quarter-load
  refused: not-your-part, not-yours-to-lift

# what keeps people out of the line is written into the plan, and then it is one
07:05 director plans 15A scene=15 activity=take weapon-class=firearm load=dummy performers=actor pointing=camera distance-cm=300 action=draw why-functional=cylinder-in-close-up mitigations=remote-camera,aimed-beside-the-lens
07:06 director plans 15B scene=15 activity=take weapon-class=firearm load=blank performers=actor pointing=camera distance-cm=900 action=draw why-functional=flash blank-load=quarter mitigations=remote-camera,shield
07:10 adviser assesses 15 residual=high
07:11 adviser approves 15
  refused: residual-high
07:12 adviser assesses 15 residual=low before=high measures=remote-camera,shield affected=camera
07:13 adviser approves 15
07:14 first-ad gives-notice call-sheet reference=CS-15 scene=15
07:15 first-ad goes-to 15A

not caught: Somebody who steps behind the camera after the plan was made. That is for the eyes of the first AD.
