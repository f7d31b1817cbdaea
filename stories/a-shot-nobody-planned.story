# A shot nobody planned
# The whole set stands down until someone lifts it who had no hand on that weapon.

use a-set-is-ready

07:00 office enrols adviser-2 roles=safety-adviser key=adviser-2-phone
07:29 first-ad goes-to 12B
07:30 armorer takes-out colt-1
07:31 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:32 adviser inspects colt-1 chambers=empty*6 method=light
07:33 armorer loads colt-1 chambers=1,2 box=B2 watchers=actor
07:34 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye bore=clear hammer=half-cock
07:35 adviser inspects colt-1 chambers=blank*2,empty*4 method=light

# a misfire: nobody opens it before the wait is over
07:36 armorer records-misfire colt-1 chamber=2
07:36 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye
  refused: misfire-wait
07:36 armorer unloads colt-1 chambers=2 box=B2
  refused: misfire-wait
07:38 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye bore=clear hammer=half-cock

# said to be planned, but nothing is in play
07:39 armorer records-shot colt-1 chambers=1 planned=yes
  then stopped
07:40 armorer offers colt-1 to=actor
  refused: bore-not-clear, briefing-owed, chambers-unseen, condition-owed, hammer-unseen, set-stopped
07:41 prop-master takes-out rubber-1
  refused: set-stopped
07:42 adviser lifts stand-down-1 grounds=it-was-only-a-blank
  refused: conflict-of-interest
07:43 armorer inspects colt-1 chambers=spent,blank,empty*4 method=eye bore=blocked
  then colt-1 on hold
07:44 armorer unloads colt-1 chambers=1,2 box=B2
  then K1 spent 2
07:45 armorer counts-brass K1 cases=3
  impossible: more-than-there-are
07:45 armorer counts-brass K1 cases=0
08:25 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,director,camera,actor,double dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
08:30 adviser-2 lifts stand-down-1 grounds=inquiry-closed-and-new-meeting-held
  then stopped
08:31 adviser-2 lifts unaccounted-3 grounds=case-found-under-the-cart
  then not stopped
08:31 armorer counts-brass K1 cases=2

# out of use is out of use
08:32 armorer records-condition colt-1 sound=no hammer=down
08:33 adviser-2 lifts weapon-2 grounds=bore-cleaned-by-the-gunsmith
08:33 armorer offers colt-1 to=actor
  refused: bore-not-clear, chambers-unseen, condition-owed, hammer-unseen, weapon-on-hold, weapon-unsound

# it is sound again after somebody with a paper for it has mended it, and not before
08:33 armorer records-condition colt-1 sound=yes
  refused: repair-not-recorded
08:33 armorer records-repair colt-1 what=new-bolt
  refused: not-a-gunsmith
08:34 office enrols gunsmith roles=assistant-armorer key=gunsmith-phone
08:34 office records-permit gunsmith classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=gunsmith
08:34 gunsmith records-repair colt-1 what=new-bolt
08:34 armorer records-condition colt-1 sound=yes occasion=malfunction
  remarks: photos-missing
08:34 armorer records-condition colt-1 sound=yes occasion=malfunction photos=sha256:colt-1-mended
  remarks: none
08:34 adviser-2 lifts weapon-4 grounds=back-from-the-gunsmith
08:35 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
08:36 first-ad inspects colt-1 chambers=empty*6 method=light
08:37 armorer offers colt-1 to=actor

# anyone stops the set, and is not asked why
08:38 actor stops
08:38 actor accepts colt-1 look=taken
  refused: set-stopped
08:39 double stops asked-to-wait via=armorer
