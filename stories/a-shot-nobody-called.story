# A shot nobody called
# The blank was planned, the weapon was cleared, the hand was the right one; only nobody
# had called it out. It counts as a shot nobody planned: the set stands down, everybody
# is briefed anew, and the bore is seen before anything else goes in.

packs house us-ilmsc

use a-set-is-ready

13:00 first-ad goes-to 12B
13:01 armorer takes-out colt-1
13:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
13:03 first-ad inspects colt-1 chambers=empty*6 method=light
13:04 armorer loads colt-1 chambers=1,2 box=B2 watchers=actor,camera
13:05 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye bore=clear hammer=down under=3
13:06 first-ad inspects colt-1 chambers=blank*2,empty*4 method=light
13:07 armorer offers colt-1 to=actor
13:07 actor accepts colt-1 look=taken
13:08 first-ad records-shot colt-1 chambers=1 planned=yes
  remarks: shot-not-called
  then stopped

# looked into, and lifted by somebody with no hand on it
13:09 first-ad cuts
13:09 armorer collects colt-1
13:10 actor confirms-return colt-1
13:30 adviser lifts stand-down-1 grounds=not-called-out-sound-now-has-the-call
13:31 armorer inspects colt-1 chambers=spent,blank,empty*4 method=eye hammer=half-cock
13:32 armorer unloads colt-1 chambers=1,2 box=B2
13:33 armorer proves B2 proved=9 methods=eye
13:34 armorer inspects colt-1 chambers=empty*6 method=finger
13:35 first-ad inspects colt-1 chambers=empty*6 method=light
13:36 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  refused: briefing-owed, bore-before-loading, bore-after-firing, load-position
13:37 armorer inspects colt-1 chambers=empty*6 method=finger bore=clear hammer=half-cock
13:38 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  refused: briefing-owed

# a meeting for the form's sake, and one with the scene gone through
13:39 office adopts pack=us-ilmsc # it says what a meeting has to make clear
13:40 first-ad holds-meeting 12 present=armorer,first-ad,actor,camera topics=action
  refused: topics-missing
13:41 first-ad holds-meeting 12 present=armorer,first-ad,actor,camera topics=action,deviations,abort,emergency,chain-of-command
13:42 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  refused: dry-run-missing
13:43 first-ad holds-meeting 12 present=armorer,first-ad,actor,camera topics=action,deviations,abort,emergency,chain-of-command dry-run=yes
13:44 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
13:45 armorer inspects colt-1 chambers=blank,empty*5 method=eye bore=clear hammer=down under=2
13:46 first-ad inspects colt-1 chambers=blank,empty*5 method=light
13:47 armorer offers colt-1 to=actor
13:47 actor accepts colt-1 look=declined
13:48 first-ad announces colt-1 called=blanks
13:49 first-ad records-shot colt-1 chambers=1 planned=yes
  then not stopped

# and at the wrap the bore is asked for once more
13:50 first-ad cuts
13:50 armorer collects colt-1
13:51 armorer inspects colt-1 chambers=spent,empty*5 method=eye
13:52 armorer unloads colt-1 chambers=1 box=B2
13:53 armorer locks-up colt-1 place=safe-1
18:00 armorer counts B1 rounds=12
18:01 armorer counts B2 rounds=8
18:02 armorer counts-brass K1 cases=3
18:03 armorer sweeps cart-1 rounds=0
18:04 armorer sweeps table-1 rounds=0
18:05 first-ad wraps
  refused: condition-owed, bore-after-firing

18:06 armorer takes-out colt-1
18:07 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear
18:08 armorer records-condition colt-1 sound=yes occasion=fired
18:09 armorer locks-up colt-1 place=safe-1
18:10 first-ad wraps

not caught: A call that nobody hears. That it was made is on record; wind and walkie-talkies are not.
