# The 2016 school razor
# A school in Auckland, told by roles, after the press. For a musical about a barber an
# antique razor, a real one, was filed blunt and taped. It had been used many times
# over, in rehearsals and on stage, and nothing had happened; then two pupils were cut
# in the throat. Who had judged it safe was not read.

production school-musical
packs house theatre

day 2016-04-06

16:00 principal opens production-manager key=principal-phone
16:00 principal adopts pack=theatre
16:01 principal enrols adviser roles=safety-adviser key=adviser-phone
16:01 principal enrols props-teacher roles=property-master key=props-teacher-phone
16:01 principal enrols stage-manager roles=stage-manager,first-ad key=stage-manager-phone
16:01 principal enrols director roles=director key=director-phone
16:01 principal enrols barber roles=performer key=barber-phone minor=yes
16:01 principal enrols customer roles=performer minor=yes
16:02 principal assigns props-teacher duty=weapons starts-at=16:00 ends-at=23:00
16:03 props-teacher records-training barber weapon-class=blade action=cut-throat valid-until=2016-12-01T00:00
16:04 props-teacher registers-place cabinet-1 kind=safe locks=yes

# said with what was done to it
16:05 props-teacher registers razor-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=antique supplier=a-family place=cabinet-1 edge=blunted altered=filed-and-taped
  refused: weapon-altered
# said as a blade that is blunt
16:06 props-teacher registers razor-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=antique supplier=a-family place=cabinet-1 edge=blunted
16:07 props-teacher registers razor-2 weapon-class=blade mechanism=none chambers=0 calibre=none serial=plastic supplier=workshop place=cabinet-1 edge=soft

16:10 director plans 2A scene=2 activity=take weapon-class=blade load=none performers=barber pointing=nobody distance-cm=0 action=cut-throat near=customer contact=yes
16:11 adviser assesses 2 residual=low before=high measures=no-metal affected=performer
16:12 adviser approves 2
16:13 stage-manager gives-notice call-sheet reference=CS-2 scene=2
16:20 stage-manager holds-meeting 2 present=props-teacher,stage-manager,barber,customer dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
18:00 stage-manager calls-day 18:00 wrap-by=23:00 in-charge=props-teacher
18:01 stage-manager goes-to 2A

# blunt to the finger, twice; and metal, on a throat
18:30 props-teacher takes-out razor-1
  refused: blade-in-contact
18:31 props-teacher reports taken-out weapon=razor-1 happened-at=18:30
18:32 props-teacher inspects razor-1 chambers=- method=finger body=blunt
18:33 stage-manager inspects razor-1 chambers=- method=eye body=blunt
18:34 props-teacher offers razor-1 to=barber
  refused: blade-in-contact
18:35 props-teacher reports handed-over weapon=razor-1 to=barber happened-at=18:34
19:31 stage-manager stops two-throats-cut
  then stopped

# looked at again, without the tape
19:40 props-teacher collects razor-1
19:41 adviser inspects razor-1 chambers=- method=finger body=sharp
19:42 props-teacher offers razor-1 to=barber
  refused: set-stopped, weapon-on-hold, body-unseen, body-otherwise, blade-in-contact

# the other one was in the cabinet all the time, made of plastic
19:43 props-teacher locks-up razor-1 place=cabinet-1
20:00 adviser lifts stop-1 grounds=the-razor-is-gone-for-good
20:01 props-teacher takes-out razor-2
20:02 props-teacher inspects razor-2 chambers=- method=finger body=soft
20:03 stage-manager inspects razor-2 chambers=- method=eye body=soft
20:04 props-teacher offers razor-2 to=barber
20:04 barber accepts razor-2 look=taken

not caught: A word. A razor that is entered as soft is a soft razor until somebody feels its edge.
not caught: That it went well so often. The record holds every time, and none of them says anything about the next.
