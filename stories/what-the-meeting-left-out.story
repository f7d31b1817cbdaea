# What the meeting left out
# A meeting where everybody nods is a meeting. Under the industry's bulletins it says
# five things: the action, how it may go otherwise, how it is called off, what to do when
# it goes wrong, and who decides.

use a-set-is-ready
packs us-ilmsc

06:56 office adopts us-ilmsc
07:00 director plans 60A scene=60 activity=take weapon-class=firearm load=none performers=actor pointing=nobody distance-cm=0 action=draw why-functional=cylinder-in-close-up
07:01 adviser assesses 60 residual=low
07:02 adviser approves 60
07:03 first-ad gives-notice call-sheet reference=CS-60 scene=60

# nods, and half of it
07:05 first-ad holds-meeting 60 present=armorer,first-ad,director,actor dry-run=yes
  refused: topics-missing
07:06 first-ad holds-meeting 60 present=armorer,first-ad,director,actor dry-run=yes topics=action,emergency
  refused: topics-missing
07:07 first-ad goes-to 60A
07:08 armorer takes-out colt-1
07:09 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:10 first-ad inspects colt-1 chambers=empty*6 method=light
07:11 armorer offers colt-1 to=actor
  refused: meeting-not-held

# all five, but nobody walked it through
07:12 first-ad holds-meeting 60 present=armorer,first-ad,director,actor topics=action,deviations,abort,emergency,chain-of-command
07:13 armorer offers colt-1 to=actor
  refused: dry-run-missing
07:15 first-ad holds-meeting 60 present=armorer,first-ad,director,actor dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
07:16 armorer offers colt-1 to=actor
07:16 actor accepts colt-1 look=taken
  then colt-1 with actor

not caught: Five headings read out in one breath. That something was said is on the record; that somebody listened is not.
