# The 2021 day
# A western in New Mexico, told by roles, as the public record has it: investigators'
# papers, the safety bureau's findings, testimony reported by the press. Where people
# asked nobody, the system is asked here what they did, and answers. What they then did
# all the same is told afterwards, as it would have to be: outside the system.

production bonanza
packs house

day 2021-10-04

08:00 office opens production-manager key=office-phone
08:01 office enrols armorer roles=armorer key=armorer-phone
08:01 office enrols prop-master roles=property-master key=prop-master-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols camera roles=camera key=camera-phone
08:01 office enrols actor roles=performer key=actor-phone
08:02 office records-permit armorer classes=firearm,blank-firing valid-from=2021-01-01T00:00 valid-until=2022-01-01T00:00
08:02 office records-permit prop-master classes=firearm,blank-firing valid-from=2021-01-01T00:00 valid-until=2022-01-01T00:00
08:10 armorer registers-place safe-1 kind=safe locks=yes
08:10 armorer registers-place cart-1 kind=cart
08:11 armorer registers colt-1 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=R-45 supplier=supplier-1 place=safe-1
08:11 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=R-46 supplier=supplier-1 place=safe-1
08:12 armorer registers-dummy-type rattling calibre=.45LC hole=no rattle=yes primer=dimpled

# rounds left over from another film, loose in a bag; nothing tells how they show what they are
09:00 armorer receives LEFTOVER kind=dummy calibre=.45LC rounds=40 supplier=earlier-film box=bag-1 place=cart-1
  refused: signature-missing

day 2021-10-12

# the labelled box arrives; a handful is shaken, the rest is believed
10:00 prop-master receives D1 kind=dummy calibre=.45LC rounds=50 supplier=supplier-1 box=B1 place=cart-1 dummy-type=rattling
10:05 prop-master proves B1 proved=5 methods=rattle
  refused: not-every-round, tests-missing

day 2021-10-16

# two shots nobody planned, on one day; nobody looks into it, work goes on
10:00 first-ad calls-day 10:00 wrap-by=20:00
11:40 prop-master reports discharged weapon=colt-2 happened-at=11:38
12:00 office assigns armorer duty=weapons starts-at=10:00 ends-at=2021-10-21T20:00
12:00 office assigns armorer duty=props starts-at=10:00 ends-at=2021-10-21T20:00
14:10 armorer takes-out colt-2
  refused: condition-owed, nobody-in-charge, other-duty, set-stopped
15:02 prop-master reports discharged weapon=colt-2 happened-at=15:00
15:20 first-ad lifts stand-down-1 grounds=we-are-behind
  refused: not-yours-to-lift
17:00 camera stops the-crew-does-not-feel-safe
  then stopped
18:58 armorer sweeps cart-1 rounds=0
18:59 armorer moves B1 place=safe-1
19:00 armorer counts B1 rounds=50
19:01 first-ad wraps

day 2021-10-21

06:30 first-ad calls-day 07:00 wrap-by=19:00

# not a take, a line-up for the camera; a weapon that fires is asked for all the same
09:00 director plans 118L scene=118 activity=line-up weapon-class=firearm load=dummy performers=actor pointing=camera distance-cm=120 action=cross-draw
  refused: pointing-at-person, rehearsal-functional, rehearsal-loaded, replica-first
09:01 first-ad goes-to 118L
  impossible: unknown

# the morning: out of the safe, loaded from the labelled box
10:50 armorer takes-out colt-1
  refused: condition-owed, nobody-in-charge, other-duty, set-stopped
10:51 armorer reports taken-out weapon=colt-1 happened-at=10:51
10:52 armorer moves B1 place=cart-1
10:55 armorer loads colt-1 chambers=1,2,3,4,5,6 box=B1
  refused: bore-before-loading, box-not-proved, chamber-not-seen-empty, condition-owed, load-position, no-set-up, nobody-in-charge, not-swept, other-duty, set-stopped
  remarks: watch-not-offered
10:56 armorer reports loaded weapon=colt-1 box=B1 happened-at=10:56

# lunch: the weapons go into the safe, the ammunition stays where it is
12:28 armorer locks-up colt-1 place=safe-1
12:30 first-ad breaks
  refused: ammunition-out
12:31 first-ad reports ammunition-left-out box=B1 happened-at=12:31

# after lunch: out of the safe again, by another hand
13:20 prop-master takes-out colt-1
  refused: condition-owed, nobody-in-charge, not-on-duty, set-stopped
13:21 prop-master reports taken-out weapon=colt-1 to=armorer happened-at=13:20

# three chambers are turned past the gate; nobody is sure of the rest
13:40 armorer inspects colt-1 chambers=dummy*3,unseen*3 method=eye
  refused: test-cannot-tell
13:41 first-ad inspects colt-1 chambers=dummy*3,unseen*3 method=eye
  refused: test-cannot-tell
13:41 then colt-1 is not-cleared

# it is called cold
13:43 first-ad announces colt-1 called=dummies
  refused: bore-not-clear, called-otherwise, chambers-unseen, condition-owed, hammer-unseen, no-set-up, nobody-in-charge, not-swept, set-stopped

# and handed over, by somebody who is no weapons handler, with the armorer elsewhere
13:44 first-ad offers colt-1 to=actor
  impossible: not-the-holder
  refused: bore-not-clear, chambers-unseen, condition-owed, hammer-unseen, hand-over-by-handler, no-set-up, nobody-in-charge, not-swept, not-trained, set-stopped
13:44 first-ad reports handed-over weapon=colt-1 to=actor happened-at=13:44
13:45 actor accepts colt-1 look=declined
  impossible: no-offer
  refused: bore-not-clear, chambers-unseen, condition-owed, hammer-unseen, no-set-up, nobody-in-charge, not-swept, not-trained, set-stopped

# the shot
13:47 first-ad reports discharged weapon=colt-1 happened-at=13:46
  then stopped
  then colt-1 is not-cleared

# the minutes after: the weapon is opened, others are emptied, rounds are thrown away
13:50 first-ad reports handed-over weapon=colt-1 to=armorer happened-at=13:50
13:52 armorer reports unloaded weapon=colt-1 happened-at=13:51
13:55 prop-master reports unloaded weapon=colt-2 happened-at=13:54
14:30 armorer lifts stand-down-4 grounds=none
  refused: not-your-part, not-yours-to-lift, conflict-of-interest

# five more were there all the time: in the box, on the cart, in two belts
16:00 prop-master finds F1 rounds=1 looks=live place=cart-1
16:01 prop-master finds F2 rounds=2 looks=live place=cart-1
16:02 prop-master finds F3 rounds=2 looks=live place=cart-1
  then stopped

not caught: Where the live rounds came from. Nothing records what happens in a supplier's workshop or on an earlier film; the trace ends at the delivery, and says so.
not caught: A hand. Every refusal above could be walked past, and by those who had asked nobody was. It would have been seen on every phone at once, and it would be on record.
not caught: A round nobody logs. One of five that lay about came to light only because somebody looked; before that no count could have missed it.
not caught: Two people who look and see what they expect. Two different tests make it unlikely; they do not make it impossible.
not caught: What the hand did. Whether the trigger was pulled is no question a record can answer.
