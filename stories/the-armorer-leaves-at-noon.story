# The armorer leaves at noon
# One handler is in charge of all weapons for the day. When that one goes off duty there
# is nobody in charge, until somebody is put in charge and the company is told.

use a-set-is-ready

17:00 armorer counts B1 rounds=12
17:01 armorer counts B2 rounds=10
17:02 first-ad wraps

# a short morning for the armorer, a long day for the property master
day 2024-05-07

06:50 office assigns armorer duty=weapons starts-at=06:50 ends-at=12:00
06:50 office assigns prop-master duty=weapons starts-at=06:50 ends-at=20:00
06:51 first-ad puts-in-charge armorer
  impossible: no-day
06:52 first-ad calls-day 07:00 wrap-by=19:00
06:53 armorer sweeps cart-1 rounds=0
06:54 armorer sweeps table-1 rounds=0
06:55 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,director,camera,actor,double dry-run=yes

# called, and nobody named
07:00 first-ad goes-to 12A
07:01 armorer takes-out colt-1
  refused: nobody-in-charge
07:02 armorer puts-in-charge armorer
  refused: not-your-part
07:02 first-ad puts-in-charge director
07:03 armorer takes-out colt-1
  refused: nobody-in-charge
07:04 first-ad puts-in-charge armorer
07:05 armorer takes-out colt-1
07:06 armorer locks-up colt-1 place=safe-1

# noon
12:01 prop-master takes-out colt-1
  refused: nobody-in-charge
12:02 first-ad puts-in-charge prop-master
12:03 prop-master takes-out colt-1
12:04 prop-master inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:05 first-ad inspects colt-1 chambers=empty*6 method=light
12:06 prop-master offers colt-1 to=actor
12:06 actor accepts colt-1 look=taken
  then colt-1 with actor

not caught: Somebody in charge on paper who is in the canteen. Each hand-over names who stood there.
