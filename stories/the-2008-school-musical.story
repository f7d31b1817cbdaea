# The 2008 school musical
# A school in Utah, told by roles, after a court's account of the case and a newspaper.
# A parent lent a revolver. What was agreed in writing (an adult has it, carries it,
# fires it) was approved and not kept: the owner's child brought gun and blanks in a
# backpack, they lay in a booth, and a pupil of fifteen fired it off stage in the shows.
# At one of them it went off at his head and killed him. Its trigger was found altered,
# to about half its pull.

production school-stage
packs house theatre

day 2008-11-15

08:00 principal opens production-manager key=principal-phone
08:00 principal adopts pack=theatre
08:01 principal enrols teacher roles=director,first-ad key=teacher-phone
08:01 principal enrols props-parent roles=property-master key=props-parent-phone
08:01 principal enrols owners-child roles=crew key=child-phone minor=yes
08:01 principal enrols pupil roles=performer key=pupil-phone minor=yes
08:02 principal records-permit props-parent classes=firearm,blank-firing valid-from=2008-01-01T00:00 valid-until=2009-01-01T00:00
08:03 props-parent registers-place cabinet-1 kind=safe locks=yes
08:03 props-parent registers-place booth kind=room

# said as it was, it does not come in
08:05 props-parent registers revolver-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=R-38 supplier=a-parent place=cabinet-1 owner=personal altered=trigger-lightened
  refused: personal-property, weapon-altered
# and said as if it came from a hire house, it is still a weapon that fires
08:06 props-parent registers revolver-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.38 serial=R-38 supplier=a-parent place=cabinet-1
08:10 teacher plans 2R scene=2 activity=rehearsal weapon-class=firearm load=blank performers=pupil pointing=nobody distance-cm=1200 action=fire
  refused: replica-first, rehearsal-loaded, load-not-said, rehearsal-functional
08:11 teacher plans 2S scene=2 activity=take weapon-class=firearm load=blank performers=pupil pointing=nobody distance-cm=1200 action=fire why-functional=a-bang-off-stage blank-load=full
08:12 teacher assesses 2 residual=high
  refused: not-your-part
08:13 principal approves 2
  refused: risk-not-assessed

# the day of a show: nobody has been put in charge, and children carry it
18:00 teacher calls-day 18:00 wrap-by=22:00
18:05 owners-child takes-out revolver-1
  refused: not-your-part, condition-owed, nobody-in-charge, too-few-handlers
18:06 teacher reports taken-out weapon=revolver-1 to=owners-child happened-at=18:05
18:20 teacher reports left-unattended weapon=revolver-1 happened-at=18:10
  then revolver-1 unattended
18:21 owners-child collects revolver-1
  refused: not-your-part
18:25 props-parent collects revolver-1
18:26 props-parent offers revolver-1 to=pupil
  refused: not-on-duty, minor-in-custody, not-trained, no-set-up, condition-owed, chambers-unseen, bore-not-clear, nobody-in-charge, too-few-handlers
18:27 props-parent reports handed-over weapon=revolver-1 to=pupil happened-at=18:26
18:41 teacher reports discharged weapon=revolver-1 happened-at=18:40
  then stopped

# its trigger, afterwards: what is not right is no matter for whoever has a file
19:00 props-parent records-condition revolver-1 sound=no occasion=malfunction photos=sha256:trigger
19:01 props-parent records-condition revolver-1 sound=yes occasion=malfunction photos=sha256:trigger
  refused: repair-not-recorded
19:02 props-parent records-repair revolver-1 what=trigger-set-back
  refused: not-a-gunsmith

# for a bang off stage a recording does, or something that cannot fire
19:10 teacher plans 2S scene=2 activity=take weapon-class=replica load=none performers=pupil pointing=nobody distance-cm=0 action=fire

not caught: Whose it is, and what was done to its trigger, where nobody says so. Both are taken on somebody's word.
not caught: A backpack. What is carried about outside the record comes into it only when it is told.
not caught: Conditions on paper. A school that approves them and never looks again is told here at each of their points; it has to ask.
