# The 2015 street show
# A gunfight played in the street of a town in Arizona, told by roles, after the press.
# A performer came late and missed the inspection that all others went through. He had
# his own .45 with him. An actor was hit; a bystander was grazed. One live round and
# five that had been fired were found in it. How they had come there was not read.

production street-show
packs house

day 2015-10-17

09:00 office opens production-manager key=office-phone
09:01 office enrols adviser roles=safety-adviser key=adviser-phone
09:01 office enrols armorer roles=armorer key=armorer-phone
09:01 office enrols leader roles=director,first-ad key=leader-phone
09:01 office enrols player roles=performer key=player-phone
09:01 office enrols late-player roles=performer key=late-player-phone
09:01 office enrols medic roles=medic
09:02 office assigns armorer duty=weapons starts-at=2015-10-17T09:00 ends-at=2015-10-19T00:00
09:02 office assigns medic duty=medical starts-at=2015-10-17T09:00 ends-at=2015-10-19T00:00
09:02 office records-permit armorer classes=firearm valid-from=2015-01-01T00:00 valid-until=2016-01-01T00:00
09:03 armorer records-training player weapon-class=firearm action=gunfight valid-until=2016-01-01T00:00
09:04 armorer registers-place chest-1 kind=safe locks=yes
09:05 armorer registers colt-1 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=C-15 supplier=show place=chest-1 transfer-bar=yes
09:06 armorer records-condition colt-1 sound=yes occasion=intake photos=sha256:colt-1

# the show of every day, with empty weapons here
09:10 leader plans show-1 scene=show activity=take weapon-class=firearm load=none performers=player,late-player pointing=nobody distance-cm=0 action=gunfight why-functional=seen-from-near
09:11 adviser assesses show residual=low before=medium measures=empty-weapons affected=performer
09:12 adviser approves show
09:13 leader gives-notice call-sheet reference=CS-show scene=show
09:20 leader holds-meeting show present=armorer,leader,player dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
10:00 leader calls-day 10:00 wrap-by=18:00 in-charge=armorer
17:50 leader wraps

day 2015-10-18

10:00 leader calls-day 10:00 wrap-by=18:00 in-charge=armorer
10:01 leader goes-to show-1
# yesterday's meeting is yesterday's
13:30 armorer takes-out colt-1
13:31 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
13:32 leader inspects colt-1 chambers=empty*6 method=light
13:33 armorer offers colt-1 to=player
  refused: meeting-too-old
13:35 leader holds-meeting show present=armorer,leader,player dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
13:36 armorer offers colt-1 to=player
13:36 player accepts colt-1 look=taken
  then colt-1 with player

# he comes when it is over, and brings what is his
13:50 armorer registers own-45 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=own supplier=late-player place=chest-1 owner=personal
  refused: personal-property
13:51 armorer receives OWN kind=blank calibre=.45LC rounds=6 supplier=late-player box=pocket-1 place=chest-1 load=full owner=personal
  refused: personal-property
13:52 armorer collects colt-1
13:53 armorer offers colt-1 to=late-player
  refused: not-trained, not-at-meeting, chambers-unseen, bore-not-clear
14:01 leader reports other happened-at=14:00 grounds=went-on-with-a-weapon-nobody-had-seen
14:06 player stops hit-by-a-bullet
  then stopped

# what was left in it, found afterwards
14:30 armorer finds F1 rounds=1 looks=live place=chest-1

not caught: A door. No weapon gets in that is not here; that nobody walks in with one is for whoever stands at the entrance.
not caught: What was in it before. A weapon that no one registered has no chambers on record.
