# The 2008 theatre knife
# A stage in Vienna, told by roles. The record is a headline and little more: where the
# prop should have been there was a real knife, and an actor cut his own throat with it
# in front of the house; he lived. Who had put which knife where was not read.

production high-stage
packs house theatre

day 2008-12-06

16:00 office opens production-manager key=office-phone
16:00 office adopts pack=theatre
16:01 office enrols adviser roles=safety-adviser key=adviser-phone
16:01 office enrols prop-master roles=property-master key=prop-master-phone
16:01 office enrols stage-manager roles=stage-manager,first-ad key=stage-manager-phone
16:01 office enrols director roles=director key=director-phone
16:01 office enrols actor roles=performer key=actor-phone
16:02 office assigns prop-master duty=weapons starts-at=16:00 ends-at=23:00
16:02 prop-master records-training actor weapon-class=blade action=cut-own-throat valid-until=2009-06-01T00:00
16:03 prop-master registers-place cabinet-1 kind=safe locks=yes

# the prop, and a real one bought to be blunted; two that look alike each have a tag
16:04 prop-master registers knife-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=K-1 supplier=workshop place=cabinet-1 edge=soft tag=red
16:05 prop-master registers knife-2 weapon-class=blade mechanism=none chambers=0 calibre=none serial=K-2 supplier=shop place=cabinet-1 edge=sharp like=knife-1
  refused: tag-unread
16:06 prop-master registers knife-2 weapon-class=blade mechanism=none chambers=0 calibre=none serial=K-2 supplier=shop place=cabinet-1 edge=sharp like=knife-1 tag=blue

16:10 director plans 5A scene=5 activity=take weapon-class=blade load=none performers=actor pointing=nobody distance-cm=0 action=cut-own-throat contact=yes
16:11 adviser assesses 5 residual=low before=high measures=soft-knife affected=performer
16:12 adviser approves 5
16:13 stage-manager gives-notice call-sheet reference=CS-5 scene=5
16:20 stage-manager holds-meeting 5 present=prop-master,stage-manager,actor dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
18:00 stage-manager calls-day 18:00 wrap-by=23:00 in-charge=prop-master
18:01 stage-manager goes-to 5A

# the real one is not even taken out, where it is called by its name
19:00 prop-master takes-out knife-2
  refused: blade-in-contact
# the hand takes it all the same, in place of the other, and nobody looks
19:01 prop-master takes-out knife-1
19:02 prop-master offers knife-1 to=actor
  refused: body-unseen, tag-unread
19:03 prop-master reports handed-over weapon=knife-1 to=actor happened-at=19:02
21:31 stage-manager stops the-actor-is-cut
  then stopped

# one look in the wings, and it could not have been
21:40 prop-master collects knife-1
21:41 prop-master inspects knife-1 chambers=- method=finger body=sharp tag=blue
  then knife-1 on hold
21:42 prop-master offers knife-1 to=actor
  refused: set-stopped, weapon-on-hold, body-unseen, body-otherwise, tag-unread

# the prop itself: its edge felt by two, its tag read
21:50 adviser lifts stop-1 grounds=the-other-knife-is-out-of-the-house
21:51 adviser lifts contradiction-2 grounds=it-was-the-other-knife
21:52 adviser lifts contradiction-3 grounds=it-was-the-other-knife
21:53 prop-master inspects knife-1 chambers=- method=finger body=soft
21:54 stage-manager inspects knife-1 chambers=- method=eye body=soft
21:55 prop-master offers knife-1 to=actor
  refused: tag-unread
21:56 prop-master inspects knife-1 chambers=- method=finger body=soft tag=red
  then knife-1 is blade
21:57 prop-master offers knife-1 to=actor
21:57 actor accepts knife-1 look=taken

not caught: A knife nobody registered. What was bought for another use and lies in a drawer has no tag and no name here.
not caught: A table in the wings. What lies there can be exchanged by whoever passes; that is why it goes from hand to hand.
