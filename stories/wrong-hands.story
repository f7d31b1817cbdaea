# Wrong hands
# Who may not be given a weapon, and who may not give it.

use a-set-is-ready

06:58 office enrols extra roles=performer key=extra-phone minor=yes
06:58 office enrols trainee roles=assistant-armorer key=trainee-phone
06:59 office assigns trainee duty=weapons starts-at=06:00 ends-at=20:00
06:59 office assigns trainee duty=props starts-at=06:00 ends-at=20:00

# nothing that fires comes without a chamber to look into
06:59 armorer registers ghost-1 weapon-class=firearm mechanism=bolt chambers=0 calibre=.308 serial=G-1 supplier=hire-house place=safe-1
  impossible: no-chambers
06:59 armorer registers colt-1 weapon-class=firearm mechanism=bolt chambers=1 calibre=.308 serial=G-1 supplier=hire-house place=safe-1
  impossible: known-already

# whoever minds it is on weapons duty, on nothing else, and has a permit for it
07:00 trainee takes-out colt-1
  refused: other-duty, permit-missing
07:01 first-ad takes-out colt-1
  refused: not-your-part
07:02 armorer takes-out colt-1
07:02 prop-master takes-out colt-1
  impossible: already-held

07:03 first-ad goes-to 12A
07:04 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:05 first-ad inspects colt-1 chambers=empty*6 method=light

# a minor, untrained, not of this set-up, not at the meeting
07:06 armorer offers colt-1 to=extra
  refused: minor-in-custody, not-trained, not-in-set-up, not-at-meeting
# nobody offers what another holds
07:06 prop-master offers colt-1 to=actor
  impossible: not-the-holder
07:06 armorer offers colt-1 to=armorer
  impossible: already-held
07:06 armorer offers colt-1 to=nobody-we-know
  impossible: unknown

# one offer at a time; it may be declined, and no reason is owed
07:07 armorer offers colt-1 to=actor
07:07 armorer offers colt-1 to=double
  refused: offer-open
07:07 double accepts colt-1 look=taken via=armorer
  impossible: no-offer
07:08 actor declines colt-1
07:08 armorer offers colt-1 to=double

# somebody without a phone gives their own word on the armorer's, by PIN
07:09 double accepts colt-1 look=taken via=armorer
  then colt-1 with double

# performers do not hand on to performers, and nobody opens it in their hands
07:10 double offers colt-1 to=actor via=armorer
  refused: word-for-another, hand-over-by-handler
07:10 first-ad inspects colt-1 chambers=empty*6 method=light
  refused: opened-by-handler
07:11 armorer offers colt-1 to=actor
  impossible: not-the-holder

# taking back is always possible, and the giver confirms it afterwards
07:12 prop-master collects colt-1
07:12 prop-master collects colt-1
  impossible: already-held
  then colt-1 with prop-master
07:13 actor confirms-return colt-1
  impossible: nothing-to-confirm
07:13 prop-master inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:14 first-ad inspects colt-1 chambers=empty*6 method=light
07:14 prop-master offers colt-1 to=actor
  remarks: return-not-confirmed
07:14 double confirms-return colt-1 via=armorer
07:15 actor accepts colt-1 look=declined
07:15 first-ad cuts

# it goes back to a place that locks
07:15 armorer collects colt-1
07:16 armorer locks-up colt-1 place=table-1
  refused: place-does-not-lock
07:16 armorer locks-up colt-1 place=cart-1
07:17 armorer collects colt-1
  impossible: in-place
07:17 first-ad inspects colt-1 chambers=empty*6 method=light
  impossible: in-place
  then colt-1 in cart-1
