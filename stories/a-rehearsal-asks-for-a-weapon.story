# A rehearsal asks for a weapon that fires
# A rehearsal is gated like a take: a replica unless somebody says why not, and never
# anything in it. What may be argued is lifted by the safety adviser, with grounds and
# for a day; what may not is lifted by nobody.

use a-set-is-ready

07:00 director plans 13R scene=13 activity=rehearsal weapon-class=firearm load=none performers=actor pointing=nobody distance-cm=0 action=draw
  refused: rehearsal-functional, replica-first
07:01 director plans 13R scene=13 activity=rehearsal weapon-class=firearm load=dummy performers=actor pointing=person distance-cm=0 action=draw why-functional=weight-in-the-hand
  refused: pointing-at-person, rehearsal-functional, rehearsal-loaded
07:02 director plans 13B scene=13 activity=take weapon-class=firearm load=blank performers=actor pointing=camera distance-cm=300 action=draw why-functional=flash mitigations=locked-off-camera blank-load=quarter
  refused: distance-too-short

# what may be argued
07:03 director lifts distance-too-short@13B grounds=it-looks-better
  refused: not-your-part, not-yours-to-lift
07:04 adviser lifts rehearsal-loaded@13R grounds=none
  refused: stop-has-no-override
07:05 adviser lifts distance-too-short@13B grounds=quarter-load-tested-at-three-metres
07:06 director plans 13B scene=13 activity=take weapon-class=firearm load=blank performers=actor pointing=camera distance-cm=300 action=draw why-functional=flash mitigations=locked-off-camera blank-load=quarter
  remarks: distance-too-short
07:07 adviser lifts no-such-rule@13B grounds=none
  impossible: no-such-hold

# nothing is played that was not assessed, approved and talked through
07:10 adviser approves 13
  refused: risk-not-assessed
07:11 first-ad goes-to 13B
  refused: notice-missing, risk-not-assessed, scene-not-approved
07:12 armorer assesses 13 residual=medium
07:13 first-ad goes-to 13B
  refused: notice-missing, scene-not-approved
07:14 adviser plans 13N scene=13 activity=take weapon-class=rubber load=none performers=actor pointing=nobody distance-cm=0 action=draw
07:15 armorer assesses 13 residual=medium
07:16 adviser approves 13
  refused: own-plan
07:16 first-ad gives-notice call-sheet reference=CS-14 scene=13
07:17 office approves 13
07:18 first-ad goes-to 13B
07:19 armorer takes-out colt-1
07:20 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:21 first-ad inspects colt-1 chambers=empty*6 method=light
07:22 armorer offers colt-1 to=actor
  refused: meeting-not-held, protection-missing
07:23 first-ad holds-meeting 13 present=first-ad,armorer
07:24 armorer offers colt-1 to=actor
  refused: dry-run-missing, not-at-meeting, protection-missing
07:25 first-ad holds-meeting 13 present=first-ad,armorer,actor

# not with another kind of round than was planned, nor another class of weapon
07:26 armorer loads colt-1 chambers=1 box=B1 watchers=actor
  refused: dry-run-missing, load-not-planned
07:27 first-ad goes-to 13N
07:28 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:29 first-ad inspects colt-1 chambers=empty*6 method=light
07:30 armorer offers colt-1 to=actor
  refused: weapon-not-planned
