# In Ontario
# At home a weapon may point at somebody when it is planned with measures. By the
# guideline here it points at nobody, whatever is in it and whatever stands between.

use a-set-is-ready
packs ca-on

07:00 director plans 50A scene=50 activity=take weapon-class=firearm load=dummy performers=actor pointing=person distance-cm=400 action=draw why-functional=cylinder-in-close-up mitigations=offset-by-an-arm
07:05 office adopts ca-on
07:06 director plans 50A scene=50 activity=take weapon-class=firearm load=dummy performers=actor pointing=person distance-cm=400 action=draw why-functional=cylinder-in-close-up mitigations=offset-by-an-arm
  refused: no-pointing
07:07 adviser lifts no-pointing@50A grounds=offset-by-an-arm
  refused: stop-has-no-override
07:08 director plans 50A scene=50 activity=take weapon-class=rubber load=none performers=actor pointing=person distance-cm=400 action=draw mitigations=it-is-rubber
  refused: no-pointing

# the same picture from another angle
07:10 director plans 50A scene=50 activity=take weapon-class=firearm load=dummy performers=actor pointing=nobody distance-cm=400 action=draw why-functional=cylinder-in-close-up
07:11 adviser assesses 50 residual=low
07:12 adviser approves 50
07:13 first-ad gives-notice call-sheet reference=CS-50 scene=50
07:14 first-ad holds-meeting 50 present=armorer,first-ad,director,actor dry-run=yes
07:15 first-ad goes-to 50A
07:16 armorer takes-out colt-1
07:17 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:18 first-ad inspects colt-1 chambers=empty*6 method=light
07:19 armorer offers colt-1 to=actor
07:19 actor accepts colt-1 look=taken
  then colt-1 with actor

not caught: Where it points when the camera rolls. A plan is no aim.
