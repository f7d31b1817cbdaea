# A rehearsal for the camera
# The camera is lined up. Where the packs allow it, with the revolver and dummies, towards
# whoever stands there; where they do not, with rubber.
06:56 director plans 12L scene=12L activity=line-up weapon-class=firearm load=dummy performers=performer pointing=person distance-cm=100 action=draw
06:57 armorer assesses 12L residual=low before=high measures=handler-beside-it affected=performer,crew
06:57 armorer endorses 12L
06:58 adviser approves 12L
06:58 first-ad holds-meeting 12L present=armorer,first-ad,director,performer,crew dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
07:30 first-ad goes-to 12R
07:31 first-ad goes-to 12L
