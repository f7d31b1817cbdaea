# The box stood open over lunch
# The revolver went into the safe, the box of dummies did not. After lunch both are
# strangers: the weapon is looked into again, and the box is proved again, round by
# round, before one of them goes in.

use a-set-is-ready

11:40 first-ad goes-to 12A
11:41 armorer takes-out colt-1
11:42 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
11:43 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty until 11:52
11:44 armorer moves B1 place=table-1
11:45 armorer locks-up colt-1 place=safe-1
11:46 first-ad breaks
  refused: ammunition-out

# they go to lunch all the same; it is told afterwards
12:30 first-ad reports ammunition-left-out box=B1 happened-at=11:50 grounds=nobody-stayed-with-it
12:31 armorer moves B1 place=safe-1
12:32 armorer takes-out colt-1
  then colt-1 is not-cleared
12:33 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:34 first-ad inspects colt-1 chambers=empty*6 method=light
12:35 armorer loads colt-1 chambers=1,2,3 box=B1 watchers=actor
  refused: box-not-proved

# counted, shaken one by one, and only then loaded
12:40 armorer counts B1 rounds=12
12:45 armorer proves B1 proved=12 methods=rattle,primer
12:46 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:47 armorer loads colt-1 chambers=1,2,3 box=B1 watchers=actor
12:48 armorer inspects colt-1 chambers=dummy*3,empty*3 method=rattle bore=clear hammer=half-cock
12:49 first-ad inspects colt-1 chambers=dummy*3,empty*3 method=primer
12:50 armorer offers colt-1 to=actor
12:50 actor accepts colt-1 look=taken

not caught: A round exchanged in a box that nobody says stood open. It is the second proof that would find it, not the record.
