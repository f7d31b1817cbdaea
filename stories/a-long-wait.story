# A long wait
# A weapon is loaded with blanks at the last moment. Where the moment does not come, it
# does not wait in a hand or in a lap: it is emptied and put away, and loaded again
# later.

use a-set-is-ready

13:00 first-ad goes-to 12B
13:01 armorer takes-out colt-1
13:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
13:03 first-ad inspects colt-1 chambers=empty*6 method=light
13:04 armorer loads colt-1 chambers=1,2 box=B2 watchers=actor,camera
13:05 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye bore=clear hammer=down under=3
13:06 first-ad inspects colt-1 chambers=blank*2,empty*4 method=light
  then colt-1 is blanks

# the light is not ready; looked into again, and still not ready
13:30 armorer inspects colt-1 chambers=blank*2,empty*4 method=eye bore=clear
13:31 first-ad inspects colt-1 chambers=blank*2,empty*4 method=light
13:40 armorer offers colt-1 to=actor
  refused: loaded-too-long, clearance-lapsed
13:41 armorer unloads colt-1 chambers=1,2 box=B2
13:42 armorer locks-up colt-1 place=safe-1
  then colt-1 in safe-1

# two hours later, from the beginning
15:30 armorer takes-out colt-1
15:31 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
15:32 first-ad inspects colt-1 chambers=empty*6 method=light
15:33 armorer proves B2 proved=10 methods=eye
15:34 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
15:35 armorer inspects colt-1 chambers=blank,empty*5 method=eye bore=clear hammer=down under=2
15:36 first-ad inspects colt-1 chambers=blank,empty*5 method=light
15:37 armorer offers colt-1 to=actor
15:37 actor accepts colt-1 look=taken

not caught: What is done with a weapon in a lap while everybody waits. That it is there at all is what ends.
