# The 2017 robbery scene
# A bar in Indiana, told by roles, after the press. A masked actor came out of the door
# backwards, with a toy gun, as the scene had it. Somebody had called the police about a
# robbery; an officer fired at him and missed. Neither the police nor the neighbours had
# been told, the papers say, and they are all there is.

production main-street
packs house us-la-city

day 2017-09-26

12:00 office opens production-manager key=office-phone
12:01 office enrols adviser roles=safety-adviser key=adviser-phone
12:01 office enrols prop-master roles=property-master key=prop-master-phone
12:01 office enrols first-ad roles=first-ad key=first-ad-phone
12:01 office enrols director roles=director key=director-phone
12:01 office enrols actor roles=performer key=actor-phone
12:02 office assigns prop-master duty=weapons starts-at=12:00 ends-at=23:00
12:03 prop-master records-training actor weapon-class=airsoft action=robbery valid-until=2018-01-01T00:00
12:04 prop-master registers-place case-1 kind=safe locks=yes
12:05 prop-master registers toy-1 weapon-class=airsoft mechanism=gas chambers=0 calibre=6mm serial=AS-1 supplier=shop place=case-1

# inside, they thought; the door is a part of it
13:00 director plans 6A scene=6 activity=take weapon-class=airsoft load=none performers=actor pointing=nobody distance-cm=0 action=robbery public-view=yes
13:01 adviser assesses 6 residual=low before=medium measures=notice affected=performer
13:02 adviser approves 6
13:03 first-ad gives-notice call-sheet reference=CS-6 scene=6
13:10 first-ad holds-meeting 6 present=prop-master,first-ad,actor dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
17:00 first-ad calls-day 17:00 wrap-by=23:00 in-charge=prop-master

# as it was done
18:30 first-ad goes-to 6A
  refused: notice-missing
18:31 first-ad reports other happened-at=18:30 grounds=set-up-played-all-the-same
19:01 actor stops shot-at-by-an-officer
  then stopped

# as it could have been, and as it has to be in a city that asks for more
19:20 office adopts pack=us-la-city
19:30 first-ad gives-notice police reference=PD-6 scene=6
19:31 first-ad gives-notice permit-office reference=PO-6 scene=6
19:32 first-ad gives-notice neighbours reference=door-to-door-6 scene=6
19:33 adviser lifts stop-1 grounds=everybody-is-told
19:40 first-ad goes-to 6A
  refused: notice-too-late, officer-missing
20:30 first-ad gives-notice police reference=PD-6-officer scene=6 officer=yes
20:31 first-ad goes-to 6A
20:35 prop-master takes-out toy-1
20:36 prop-master inspects toy-1 chambers=- method=eye body=inert
  then toy-1 is airsoft
20:37 prop-master offers toy-1 to=actor
20:37 actor accepts toy-1 look=taken

not caught: A call to the police by somebody who walks past. It is why they are told before, and it is nothing a company hears of in time.
not caught: A set-up that is not said to be in public view. Whoever plans it has to think of the door.
