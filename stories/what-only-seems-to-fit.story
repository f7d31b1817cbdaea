# What only seems to fit
# A working reproduction entered as a replica, a dummy with one sign, one person with
# two hats, a record that says otherwise than two people saw, live rounds beside the
# dummies.

use a-set-is-ready

# a reproduction that can be loaded is a firearm
07:00 armorer registers repro-1 weapon-class=replica mechanism=double-action-revolver chambers=6 calibre=.45LC serial=RP-1 supplier=hire-house place=safe-1
07:01 director plans 12P scene=12 activity=take weapon-class=replica load=blank performers=actor pointing=nobody distance-cm=900 action=draw blank-load=quarter
  refused: unfit-for-load
07:02 armorer loads repro-1 chambers=1 box=B2 watchers=actor
  impossible: not-the-holder
  refused: no-set-up, unfit-for-load, chamber-not-seen-empty
07:03 armorer registers colt-9 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1873 supplier=hire-house place=safe-1
  impossible: known-already

# one sign is one test, and two people need two
07:05 armorer registers-dummy-type shaker calibre=.45LC hole=no rattle=yes primer=live
  refused: one-sign-only
07:06 armorer registers-dummy-type shaker calibre=.45LC hole=no rattle=yes primer=inert

# whoever judges does not handle
07:10 office enrols helper roles=assistant-armorer,safety-adviser
  refused: roles-conflict
07:11 office enrols helper roles=assistant-armorer

# the record says dummies; two people see a blank
07:15 first-ad goes-to 12A
07:16 armorer takes-out colt-1
07:17 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:18 armorer loads colt-1 chambers=1 box=B1 watchers=actor
07:19 armorer inspects colt-1 chambers=blank,empty*5 method=eye bore=clear hammer=half-cock
  then stopped
07:20 first-ad inspects colt-1 chambers=blank,empty*5 method=light
07:21 adviser lifts contradiction-1 grounds=somebody-mixed-them-up
07:21 adviser lifts contradiction-2 grounds=somebody-mixed-them-up
07:22 armorer offers colt-1 to=actor
  refused: load-not-planned, content-disagrees
07:23 armorer locks-up colt-1 place=safe-1

# loaded as it is, it comes out at any time to be made safe, and only for that
07:24 armorer takes-out rubber-1 to-make-safe=yes
  impossible: nothing-to-make-safe
07:25 camera stops something-is-wrong-here
07:26 actor takes-out colt-1 to-make-safe=yes
  refused: not-your-part
07:26 armorer takes-out colt-1 to-make-safe=yes
07:27 armorer offers colt-1 to=actor
  refused: set-stopped, chambers-unseen, bore-not-clear, hammer-unseen
07:28 armorer surrenders colt-1 reference=PD-17
  then D1 returned 1
07:29 first-ad lifts stop-3 grounds=the-police-have-it

# live rounds for a documentary, in a place of their own and for an hour
07:30 adviser allows-live documentary place=safe-1 rounds=5 until=09:00
  refused: kept-apart
07:31 armorer registers-place strongbox kind=safe locks=yes
07:32 adviser allows-live documentary place=strongbox rounds=5 until=09:00
07:33 armorer moves B1 place=strongbox
  refused: kept-apart
07:34 armorer receives L1 kind=live calibre=.45LC rounds=5 supplier=range box=LB place=strongbox
07:35 armorer takes-out rubber-1
07:36 armorer locks-up rubber-1 place=safe-1

# when the hour is over nothing comes out before they are gone
09:01 armorer takes-out rubber-1
  refused: live-round
09:02 armorer returns LB
09:03 armorer takes-out rubber-1

not caught: A reproduction entered as rubber. Somebody has to look at it and say what it is.
