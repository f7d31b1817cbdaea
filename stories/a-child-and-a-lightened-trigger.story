# A child and a lightened trigger
# A relative lends a revolver, and somebody has worked on its trigger. It comes in a
# school bag, and the child who carries it is to fire it on the night.

use a-set-is-ready

06:56 office enrols pupil roles=performer minor=yes
06:56 armorer records-training pupil weapon-class=firearm action=draw valid-until=2024-12-31T00:00
06:56 armorer records-training pupil weapon-class=rubber action=draw valid-until=2024-12-31T00:00

# one's own, and altered: each alone is enough
07:00 armorer registers heirloom-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=none supplier=a-relative place=safe-1 owner=personal altered=trigger-pull-halved
  refused: personal-property, weapon-altered
07:01 armorer registers heirloom-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=none supplier=a-relative place=safe-1 altered=trigger-pull-halved
  refused: weapon-altered
07:02 armorer receives P1 kind=blank calibre=.38 rounds=20 supplier=a-relative box=B8 place=safe-1 load=full owner=personal
  refused: personal-property

# no minor is handed what can fire, trained or not
07:10 director plans 12P scene=12 activity=take weapon-class=firearm load=none performers=pupil pointing=nobody distance-cm=0 action=draw why-functional=it-shows-in-close-up
07:11 director plans 12Q scene=12 activity=take weapon-class=rubber load=none performers=pupil pointing=nobody distance-cm=0 action=draw
07:12 adviser assesses 12 residual=low
07:13 adviser approves 12
07:14 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,actor,pupil dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
07:15 first-ad goes-to 12P
07:16 armorer takes-out colt-1
07:17 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:18 first-ad inspects colt-1 chambers=empty*6 method=light
07:19 armorer offers colt-1 to=pupil
  refused: minor-in-custody
07:20 office lifts minor-in-custody@pupil grounds=the-family-agrees
  refused: stop-has-no-override
07:21 armorer locks-up colt-1 place=safe-1

# with rubber it can be played
07:22 first-ad goes-to 12Q
07:23 armorer takes-out rubber-1
07:23 armorer inspects rubber-1 chambers=- method=finger body=soft
07:24 armorer offers rubber-1 to=pupil
07:25 pupil accepts rubber-1 look=taken via=armorer
  then rubber-1 with pupil

# and a double-action revolver comes from the hire house, as its maker left it, with photographs
07:30 armorer registers revolver-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=DA-9 supplier=hire-house place=safe-1 transfer-bar=yes
07:31 prop-master takes-out revolver-1
  refused: condition-owed
07:32 armorer records-condition revolver-1 sound=yes occasion=intake photos=sha256:revolver-1-left,sha256:revolver-1-right
07:33 prop-master takes-out revolver-1

not caught: A trigger worked on by somebody who does not say so. Only a gunsmith who measures the pull would know.
