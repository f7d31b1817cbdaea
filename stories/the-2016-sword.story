# The 2016 sword
# A rehearsal in Tokyo, told by roles. Next to nothing is known of it here: an actor was
# killed with a sword while a play was rehearsed. No account was read that says what
# kind of blade it was, who had it, or what the rehearsal was of. The lines below ask
# what any such rehearsal would have asked.

production rehearsal-room
packs house theatre

day 2016-02-15

09:00 office opens production-manager key=office-phone
09:00 office adopts pack=theatre
09:01 office enrols adviser roles=safety-adviser key=adviser-phone
09:01 office enrols prop-master roles=property-master key=prop-master-phone
09:01 office enrols stage-manager roles=stage-manager,first-ad key=stage-manager-phone
09:01 office enrols director roles=director key=director-phone
09:01 office enrols actor roles=performer key=actor-phone
09:01 office enrols other-actor roles=performer key=other-actor-phone
09:02 prop-master registers-place cabinet-1 kind=safe locks=yes
09:03 prop-master registers sword-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=S-1 supplier=supplier-1 place=cabinet-1 edge=sharp
09:03 prop-master registers sword-2 weapon-class=blade mechanism=none chambers=0 calibre=none serial=S-2 supplier=supplier-1 place=cabinet-1 edge=soft

09:10 director plans 4R scene=4 activity=rehearsal weapon-class=blade load=none performers=actor,other-actor pointing=person distance-cm=0 action=fight contact=yes
  refused: pointing-at-person
09:11 director plans 4R scene=4 activity=rehearsal weapon-class=blade load=none performers=actor,other-actor pointing=person distance-cm=0 action=fight contact=yes mitigations=wooden-blades
10:00 stage-manager calls-day 10:00 wrap-by=18:00
10:01 stage-manager goes-to 4R
  refused: risk-not-assessed, scene-not-approved, notice-missing

# nobody minds it, and it goes to whoever is next
10:10 prop-master takes-out sword-1
  refused: not-on-duty, nobody-in-charge
10:11 prop-master reports taken-out weapon=sword-1 happened-at=10:10
10:12 prop-master offers sword-1 to=actor
  refused: not-on-duty, not-trained, no-set-up, body-unseen, nobody-in-charge
10:13 prop-master reports handed-over weapon=sword-1 to=actor happened-at=10:12
10:31 actor offers sword-1 to=other-actor
  refused: not-trained, no-set-up, hand-over-by-handler, body-unseen, nobody-in-charge
10:41 stage-manager stops an-actor-was-stabbed
  then stopped

# a blade that bends, after everything that comes before it
11:00 office assigns prop-master duty=weapons starts-at=11:00 ends-at=18:00
11:01 prop-master collects sword-1
11:02 prop-master locks-up sword-1 place=cabinet-1
11:03 adviser assesses 4 residual=low before=high measures=soft-blades affected=performer
11:04 adviser approves 4
11:05 stage-manager gives-notice call-sheet reference=CS-4 scene=4
11:06 prop-master records-training actor weapon-class=blade action=fight valid-until=2016-12-01T00:00
11:10 stage-manager holds-meeting 4 present=prop-master,stage-manager,actor,other-actor dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
11:11 stage-manager wraps
12:00 adviser lifts stop-1 grounds=soft-blades-from-now-on
12:01 stage-manager calls-day 12:00 wrap-by=18:00 in-charge=prop-master
12:02 stage-manager goes-to 4R
12:03 prop-master takes-out sword-1
  refused: blade-in-contact, sharp-in-rehearsal
12:03 prop-master takes-out sword-2
12:04 prop-master inspects sword-2 chambers=- method=finger body=soft
12:05 stage-manager inspects sword-2 chambers=- method=eye body=soft
12:06 prop-master offers sword-2 to=actor
12:06 actor accepts sword-2 look=taken

not caught: A sharp blade where no touch is planned. It is asked about as any blade is; that it is sharp is no reason against it here unless the plan says contact.
not caught: What happened. This story is made of questions, not of findings.
