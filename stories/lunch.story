# Lunch ends a clearance
# A weapon looked into before the break is unseen after it, whatever the clock says, and
# the break is not called while ammunition lies about.

use a-set-is-ready

11:50 first-ad goes-to 12A
11:51 armorer takes-out colt-1
11:52 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
11:53 first-ad inspects colt-1 chambers=empty*6 method=light
  then colt-1 is empty until 12:02

# the box of dummies is out on the table
11:54 armorer moves B1 place=table-1
11:55 first-ad breaks
  refused: ammunition-out
11:56 armorer moves B1 place=cart-1
11:57 first-ad breaks
  then colt-1 is not-cleared

# on a break nothing is handed over
11:58 armorer offers colt-1 to=actor
  refused: bore-not-clear, chambers-unseen, hammer-unseen, on-break
11:59 first-ad breaks
  impossible: already-on-break
12:00 first-ad resumes
12:00 first-ad resumes
  impossible: not-on-break

# three minutes of lunch are lunch all the same
12:01 armorer offers colt-1 to=actor
  refused: bore-not-clear, chambers-unseen, hammer-unseen
12:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:03 first-ad inspects colt-1 chambers=empty*6 method=light
12:04 armorer offers colt-1 to=actor
12:05 actor accepts colt-1 look=taken

# and a weapon in a performer's hands keeps the company from lunch
12:06 first-ad breaks
  refused: not-collected
