# Nobody asked the armorer
# The risk was assessed at a desk by somebody who has never held the weapon. By the
# guidance in the United Kingdom whoever handles it endorses it, and the police know.

use a-set-is-ready
packs uk

06:56 office adopts uk
07:00 director plans 70A scene=70 activity=take weapon-class=firearm load=none performers=actor pointing=nobody distance-cm=0 action=draw why-functional=cylinder-in-close-up
07:01 adviser assesses 70 residual=low before=medium measures=empty,looked-into-twice affected=performer
07:02 adviser approves 70
  refused: not-endorsed
07:03 adviser endorses 70
  refused: not-your-part
07:04 first-ad goes-to 70A
  refused: scene-not-approved, not-endorsed, notice-missing

# the armorer wants it otherwise first, and then puts a name to it
07:05 armorer assesses 70 residual=low before=medium measures=empty,looked-into-twice,nobody-in-front affected=performer,camera
07:06 armorer endorses 70
07:07 adviser approves 70
07:08 first-ad gives-notice call-sheet reference=CS-70 scene=70
07:09 first-ad goes-to 70A
  refused: notice-missing
07:10 first-ad gives-notice police reference=CAD-1104 scene=70
07:11 first-ad goes-to 70A

# another assessment asks for another name
07:15 adviser assesses 70 residual=medium before=medium measures=empty affected=performer
07:16 adviser approves 70
  refused: not-endorsed
07:17 armorer endorses 70
07:18 adviser approves 70

not caught: A name given without reading. It stands there with its hour, and that is all the record can do.
