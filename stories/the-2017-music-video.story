# The 2017 music video
# A bar in Brisbane, told by roles, after what the press reports of the coroner and of
# the work safety authority. Shots were to be fired at an actor from a sawn-off shotgun
# that could take live rounds. Its cartridges had been put together by hand, of powder,
# wad and plastic, and were never tried. The muzzle was 1.45 m from his chest, and he
# died. There was neither a safety adviser nor anybody to give first aid.

production bar-video
packs house au au-nsw

day 2017-01-23

08:00 office opens production-manager key=office-phone
08:00 office adopts pack=au
08:01 office enrols armorer roles=armorer key=armorer-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols shooter roles=performer key=shooter-phone
08:01 office enrols actor roles=performer key=actor-phone
08:02 office assigns armorer duty=weapons starts-at=08:00 ends-at=20:00
08:02 office records-permit armorer classes=firearm valid-from=2017-01-01T00:00 valid-until=2018-01-01T00:00
08:03 armorer records-training shooter weapon-class=firearm action=robbery valid-until=2018-01-01T00:00
08:04 armorer registers-place case-1 kind=safe locks=yes
08:05 armorer registers shotgun-1 weapon-class=firearm mechanism=break-action chambers=2 calibre=12ga serial=SG-1 supplier=armorer-store place=case-1
08:06 armorer records-condition shotgun-1 sound=yes occasion=intake photos=sha256:shotgun-1

# powder, wad, plastic
08:10 armorer receives K1 kind=blank calibre=12ga rounds=6 supplier=armorer-store box=B1 place=case-1 load=full made-from=hand-loaded
  refused: not-factory-made
# under another word they come in, and are what they are
08:11 armorer receives K1 kind=blank calibre=12ga rounds=6 supplier=armorer-store box=B1 place=case-1 load=full
08:12 armorer proves B1 proved=6 methods=eye

# at him, from 1.45 m
08:20 director plans 1A scene=1 activity=take weapon-class=firearm load=blank performers=shooter pointing=person distance-cm=145 action=robbery near=actor why-functional=smoke blank-load=full
  refused: pointing-at-person, distance-too-short, blank-at-person
# what it could have been: past him, from far away, with a camera nobody stands at
08:30 director plans 1B scene=1 activity=take weapon-class=firearm load=blank performers=shooter pointing=nobody distance-cm=1200 action=robbery near=actor why-functional=smoke blank-load=full
08:31 armorer assesses 1 residual=medium before=high measures=distance,angle affected=performer
08:32 office approves 1
08:33 first-ad gives-notice call-sheet reference=CS-1 scene=1
08:40 first-ad holds-meeting 1 present=armorer,first-ad,shooter,actor dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
09:00 first-ad calls-day 09:00 wrap-by=18:00 in-charge=armorer
13:00 first-ad goes-to 1B

# and even then: not tried, nobody who could help, nothing before their eyes
13:10 armorer takes-out shotgun-1
13:11 armorer inspects shotgun-1 chambers=empty*2 method=rod bore=clear
13:12 first-ad inspects shotgun-1 chambers=empty*2 method=light
13:13 armorer loads shotgun-1 chambers=1,2 box=B1 watchers=actor
  refused: blank-not-tested
  remarks: no-medic
13:14 armorer reports loaded weapon=shotgun-1 box=B1 happened-at=13:13
13:15 armorer offers shotgun-1 to=shooter
  refused: chambers-unseen, bore-not-clear, protection-missing
13:16 armorer reports handed-over weapon=shotgun-1 to=shooter happened-at=13:15
13:31 first-ad reports discharged weapon=shotgun-1 happened-at=13:30
  then stopped

# what the state's own pages ask for stands in the pack of its neighbour: with it no such
# weapon is there at all
14:00 office adopts pack=au-nsw
14:01 armorer registers shotgun-2 weapon-class=firearm mechanism=break-action chambers=2 calibre=12ga serial=SG-2 supplier=armorer-store place=case-1
  refused: live-capable

not caught: A cartridge that says something else than it is. By eye a hand-made blank can look like a bought one; a test would have told, into a sheet of paper and with nobody near.
not caught: A tape measure. The distance is what somebody typed.
not caught: A small crew with little money. Everything here needs people, and that there were none of them is what the record would have shown.
