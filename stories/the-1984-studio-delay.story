# The 1984 studio delay
# A television series on a stage in Los Angeles, told by roles. The record is the press
# of those days: while a shot would not come, an actor passed the time with the revolver
# of his scene, held it to his temple and fired a blank. He died of it days later. Who
# had put in which rounds is told in two ways. The load is said to have been three
# quarters, and nobody is said to have known what that does where it touches. No report
# of an inquiry was read.

production studio-stage
packs house

day 1984-10-12

08:00 office opens production-manager key=office-phone
08:01 office enrols adviser roles=safety-adviser key=adviser-phone
08:01 office enrols prop-master roles=property-master key=prop-master-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols actor roles=performer key=actor-phone
08:02 office assigns prop-master duty=weapons starts-at=08:00 ends-at=20:00
08:02 office records-permit prop-master classes=firearm valid-from=1984-01-01T00:00 valid-until=1985-01-01T00:00
08:03 prop-master registers-place safe-1 kind=safe locks=yes
08:04 prop-master registers magnum-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.44 serial=M-44 supplier=studio place=safe-1
08:05 prop-master records-condition magnum-1 sound=yes occasion=intake photos=sha256:magnum-1
# three quarters is no word of ours: the next stronger one is
08:06 prop-master receives K1 kind=blank calibre=.44 rounds=12 supplier=studio box=B1 place=safe-1 load=full
08:07 prop-master proves B1 proved=12 methods=eye

# the plan says a blank, and then which
08:20 director plans 7A scene=7 activity=take weapon-class=firearm load=blank performers=actor pointing=nobody distance-cm=1200 action=draw why-functional=flash
  refused: load-not-said
08:21 director plans 7A scene=7 activity=take weapon-class=firearm load=blank performers=actor pointing=nobody distance-cm=1200 action=draw why-functional=flash blank-load=half
08:25 adviser assesses 7 residual=medium before=high measures=distance,handler-at-hand affected=performer
08:26 adviser approves 7
08:30 first-ad gives-notice call-sheet reference=CS-7 scene=7
13:00 first-ad calls-day 13:00 wrap-by=20:00 in-charge=prop-master

# what lies in the box is stronger than what was planned, and nobody has tried it here
14:50 first-ad goes-to 7A
14:51 prop-master takes-out magnum-1
14:52 prop-master loads magnum-1 chambers=1,2,3,4,5 box=B1
  refused: meeting-not-held, chamber-not-seen-empty, bore-before-loading, blank-not-tested, load-too-strong
14:53 prop-master reports loaded weapon=magnum-1 box=B1 happened-at=14:52
14:54 prop-master offers magnum-1 to=actor
  refused: not-trained, meeting-not-held, chambers-unseen, bore-not-clear, protection-missing
14:55 prop-master reports handed-over weapon=magnum-1 to=actor happened-at=14:54

# the cut, and then the wait: the revolver stays where it is, though whoever asks is told
15:10 first-ad cuts
15:12 first-ad announces magnum-1 called=blanks
  refused: meeting-not-held, not-collected, chambers-unseen, bore-not-clear, called-otherwise, protection-missing
15:20 first-ad breaks
  refused: not-collected
15:40 first-ad reports left-unattended weapon=magnum-1 happened-at=15:20
# he takes it up again, and takes rounds out of it
17:00 actor collects magnum-1
  refused: not-your-part
17:01 actor unloads magnum-1 chambers=1,2,3 box=B1
  impossible: not-the-holder, chamber-holds-nothing
  refused: not-your-part
17:15 first-ad reports discharged weapon=magnum-1 happened-at=17:14
  then stopped

# what makes safe is refused at no time; at the cut it would have been all there was to do
17:30 prop-master collects magnum-1
17:31 prop-master locks-up magnum-1 place=safe-1
  then magnum-1 in safe-1

not caught: A joke. Between a hand and a temple there is no rule that a phone could ask for in time.
not caught: What a blank does where it touches. A meeting that has to say it is on record; that somebody understood it is not.
not caught: How many rounds there were, and who put them in. Accounts differ, and no record was kept that could settle it.
