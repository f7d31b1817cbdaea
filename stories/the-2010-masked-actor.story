# The 2010 masked actor
# A village in the Philippines, told by roles. The record is a news agency's report in a
# foreign paper: at night an actor in a mask, with a toy gun, played a gunman; a
# neighbour woke a guard, and the guard shot the actor dead. That nobody had been told
# is what it comes to; whose task it would have been was not read.

production night-village
packs house

day 2010-09-20

16:00 office opens production-manager key=office-phone
16:01 office enrols adviser roles=safety-adviser key=adviser-phone
16:01 office enrols prop-master roles=property-master key=prop-master-phone
16:01 office enrols first-ad roles=first-ad key=first-ad-phone
16:01 office enrols director roles=director key=director-phone
16:01 office enrols actor roles=performer key=actor-phone
16:02 office assigns prop-master duty=weapons starts-at=16:00 ends-at=2010-09-21T04:00
16:03 prop-master records-training actor weapon-class=replica action=brandish valid-until=2011-01-01T00:00
16:04 prop-master registers-place case-1 kind=safe locks=yes
16:05 prop-master registers toy-1 weapon-class=replica mechanism=none chambers=0 calibre=none serial=T-1 supplier=shop place=case-1

# a toy, in the street, at night
17:00 director plans 9A scene=9 activity=take weapon-class=replica load=none performers=actor pointing=nobody distance-cm=0 action=brandish public-view=yes
17:01 adviser assesses 9 residual=low before=medium measures=notice affected=performer,crew
17:02 adviser approves 9
20:00 first-ad calls-day 20:00 wrap-by=2010-09-21T03:00 in-charge=prop-master

# neither the company itself nor anybody outside it has been told
23:00 first-ad goes-to 9A
  refused: notice-missing
23:01 first-ad reports other happened-at=23:00 grounds=set-up-played-all-the-same
23:05 prop-master takes-out toy-1
23:06 prop-master offers toy-1 to=actor
  refused: not-trained, no-set-up, body-unseen
23:07 prop-master reports handed-over weapon=toy-1 to=actor happened-at=23:06
23:31 first-ad stops an-actor-was-shot
  then stopped

day 2010-09-27

# an hour on the telephone, before anybody puts on a mask
18:00 adviser lifts stop-1 grounds=police-and-neighbours-will-be-told
18:01 prop-master collects toy-1
18:02 first-ad gives-notice call-sheet reference=CS-9 scene=9
18:03 first-ad gives-notice police reference=village-watch-27 scene=9
18:04 first-ad gives-notice neighbours reference=leaflet-27 scene=9
18:05 prop-master locks-up toy-1 place=case-1
18:30 first-ad wraps
23:00 first-ad calls-day 23:00 wrap-by=2010-09-28T03:00 in-charge=prop-master
23:01 first-ad goes-to 9A

not caught: A notice that reaches nobody. A reference says that somebody was told; not that the guard on duty that night was.
not caught: A neighbour. What a mask and a toy look like from a window is nothing the company can see.
