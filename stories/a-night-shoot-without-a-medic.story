# A night shoot without a medic
# The medic was booked for the day, and the shot moved to the night. The house rules
# remark on it and leave it to the company. The insurer of this one leaves it to nobody.

use a-set-is-ready
pack insurer
  | format = 2
  | id = "insurer"
  | name = "Conditions of an insurer"
  | version = "1"
  | date = 2024-05-01
  | jurisdiction = "This production"
  | purpose = "What is a remark elsewhere is a stop here."
  |
  | [[rule]]
  | number = "INS-1"
  | code = "no-medic"
  | control = "C33"
  | requirement = "Where blanks are fired a medic stands by."
  | source = "house: the insurer's terms"
  | status = "house"
  | severity = "stop"
  | remedy = "Call the medic."
  | evidence = "The roster."
  |

17:00 armorer counts B1 rounds=12
17:01 armorer counts B2 rounds=10
17:02 first-ad wraps

# the night begins: called, swept, talked through
20:30 office assigns armorer duty=weapons starts-at=20:30 ends-at=2024-05-07T04:00
20:31 first-ad calls-day 20:30 wrap-by=2024-05-07T03:00 in-charge=armorer
20:32 armorer sweeps cart-1 rounds=0
20:33 armorer sweeps table-1 rounds=0
20:35 first-ad holds-meeting 12 present=armorer,first-ad,director,camera,actor,double dry-run=yes
20:40 first-ad goes-to 12B
20:41 armorer takes-out colt-1
20:42 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
20:43 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  remarks: no-medic

# under the insurer's terms it is unloaded again, until somebody is there
20:50 office adopts insurer
20:51 armorer unloads colt-1 chambers=1 box=B2
20:52 armorer proves B2 proved=10 methods=eye
20:53 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
20:54 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  refused: no-medic
21:30 office assigns medic duty=medical starts-at=21:30 ends-at=2024-05-07T04:00
21:31 armorer loads colt-1 chambers=1 box=B2 watchers=actor,camera
  remarks: none

not caught: A medic who is on the roster and at the coffee.
