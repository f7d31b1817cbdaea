# An ordinary good day
# One weapon from the safe and back: looked into by two people with two tests, loaded
# with dummies, looked into again, offered, accepted, called, played, collected, broken
# for lunch, looked into once more, fired with blanks, counted and locked away.

use a-set-is-ready

# the rehearsal is done with rubber; what it is, is felt, since it has no chamber
07:05 first-ad goes-to 12R
07:06 armorer takes-out rubber-1
  then rubber-1 is not-cleared
07:06 armorer inspects rubber-1 chambers=- method=finger body=soft took-ms=4s
  then rubber-1 is rubber until 07:16
07:07 armorer offers rubber-1 to=actor
07:08 actor accepts rubber-1 look=taken
07:08 first-ad announces rubber-1 called=rubber
07:30 first-ad cuts
07:30 armorer collects rubber-1
07:31 actor confirms-return rubber-1
07:32 armorer locks-up rubber-1 place=safe-1

# the take with dummies
08:00 first-ad goes-to 12A
08:01 armorer takes-out colt-1
  then colt-1 is not-cleared
08:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock took-ms=41s
08:03 first-ad inspects colt-1 chambers=empty*6 method=light bore=clear hammer=half-cock took-ms=38s
  then colt-1 is empty until 08:12
08:04 armorer shows colt-1 to=director,camera
08:05 armorer loads colt-1 chambers=1,2,3,4,5,6 box=B1 watchers=actor,first-ad,camera
  then colt-1 is not-cleared
  then B1 holds 6
08:06 armorer inspects colt-1 chambers=dummy*6 method=rattle bore=clear hammer=half-cock took-ms=55s
08:07 first-ad inspects colt-1 chambers=dummy*6 method=primer took-ms=48s
  then colt-1 is dummies until 08:16
08:08 armorer offers colt-1 to=actor
08:08 actor accepts colt-1 look=taken
  then colt-1 with actor
08:09 first-ad announces colt-1 called=dummies
08:14 first-ad cuts
08:14 armorer collects colt-1
  then colt-1 is not-cleared
08:15 actor confirms-return colt-1
08:16 armorer unloads colt-1 chambers=1,2,3,4,5,6 box=B1
  then B1 holds 12
08:20 armorer proves B1 proved=12 methods=rattle,primer
08:22 armorer locks-up colt-1 place=safe-1

# lunch
12:00 first-ad breaks
12:45 first-ad resumes

# the take with blanks
13:00 first-ad goes-to 12B
13:01 prop-master takes-out colt-1
13:02 prop-master inspects colt-1 chambers=empty*6 method=finger bore=clear hammer=half-cock
13:03 first-ad inspects colt-1 chambers=empty*6 method=light
13:04 prop-master loads colt-1 chambers=1 box=B2 watchers=actor,camera
13:05 prop-master inspects colt-1 chambers=blank,empty*5 method=eye bore=clear hammer=down under=2
13:06 first-ad inspects colt-1 chambers=blank,empty*5 method=light
  then colt-1 is blanks until 13:15
13:07 prop-master offers colt-1 to=actor
13:07 actor accepts colt-1 look=declined
13:08 first-ad announces colt-1 called=blanks
13:09 first-ad records-shot colt-1 chambers=1 planned=yes
  then colt-1 is not-cleared
  then not stopped
13:10 first-ad cuts
13:10 prop-master collects colt-1
13:11 actor confirms-return colt-1
13:12 prop-master inspects colt-1 chambers=spent,empty*5 method=eye bore=clear hammer=half-cock
13:13 prop-master unloads colt-1 chambers=1 box=B2
  then K1 spent 2
13:14 prop-master locks-up colt-1 place=safe-1

# the end of the day: rounds and brass are counted, nothing is out
18:00 armorer counts B1 rounds=12
18:01 armorer counts B2 rounds=9
18:02 armorer counts-brass K1 cases=2
18:02 armorer records-condition colt-1 sound=yes occasion=fired
18:03 armorer sweeps cart-1 rounds=0
18:04 armorer sweeps table-1 rounds=0
18:05 first-ad wraps

then colt-1 in safe-1
then not stopped
