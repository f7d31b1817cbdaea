# A set is ready
# Everything the other stories begin with: people with their papers, places, one old
# revolver that nobody has looked into yet, one box of dummies and one of blanks, and a
# scene that was planned, assessed, approved and talked through.

day 2024-05-06
production long-road
packs house

# who is here
06:00 office opens production-manager key=office-phone
06:01 office enrols adviser roles=safety-adviser key=adviser-phone
06:01 office enrols armorer roles=armorer key=armorer-phone
06:01 office enrols prop-master roles=property-master key=prop-master-phone
06:01 office enrols first-ad roles=first-ad key=first-ad-phone
06:01 office enrols director roles=director key=director-phone
06:01 office enrols camera roles=camera key=camera-phone
06:01 office enrols actor roles=performer key=actor-phone
06:01 office enrols double roles=stunt-performer
06:01 office enrols medic roles=medic
06:02 office assigns armorer duty=weapons starts-at=06:00 ends-at=20:00
06:02 office assigns prop-master duty=weapons starts-at=06:00 ends-at=20:00
06:02 office assigns medic duty=medical starts-at=06:00 ends-at=20:00
06:03 office records-permit armorer classes=firearm,blank-firing valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
06:03 office records-permit prop-master classes=firearm,blank-firing valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
06:04 armorer records-training actor weapon-class=firearm action=draw valid-until=2024-12-31T00:00
06:04 armorer records-training actor weapon-class=rubber action=draw valid-until=2024-12-31T00:00
06:04 armorer records-training double weapon-class=firearm action=draw valid-until=2024-12-31T00:00

# what is here
06:10 armorer registers-place safe-1 kind=safe locks=yes
06:10 armorer registers-place cart-1 kind=cart locks=yes
06:10 armorer registers-place table-1 kind=table
06:11 armorer registers colt-1 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=SA-1873 supplier=hire-house place=safe-1
06:11 armorer records-condition colt-1 sound=yes occasion=intake photos=sha256:colt-1-left,sha256:colt-1-right
06:12 armorer registers rubber-1 weapon-class=rubber mechanism=none chambers=0 calibre=none serial=RB-1 supplier=hire-house place=safe-1
06:13 armorer registers-dummy-type rattler calibre=.45LC hole=no rattle=yes primer=none
06:14 armorer receives D1 kind=dummy calibre=.45LC rounds=12 supplier=hire-house box=B1 place=safe-1 dummy-type=rattler
06:20 armorer proves B1 proved=12 methods=rattle,primer
06:21 armorer receives K1 kind=blank calibre=.45LC rounds=11 supplier=hire-house box=B2 place=safe-1 load=quarter
06:24 armorer proves B2 proved=11 methods=eye

# one blank is fired to see how far it carries; the revolver is looked over before and after
06:25 armorer records-condition colt-1 sound=yes occasion=before-test photos=sha256:colt-1-before
06:26 armorer tests-blank colt-1 box=B2 rounds=1 distance-cm=600
06:27 armorer records-condition colt-1 sound=yes occasion=after-test photos=sha256:colt-1-after
06:28 armorer counts-brass K1 cases=1

# what is planned: a rehearsal with rubber, a take with dummies, a take with blanks
06:30 director plans 12R scene=12 activity=rehearsal weapon-class=rubber load=none performers=actor pointing=nobody distance-cm=0 action=draw
06:31 director plans 12A scene=12 activity=take weapon-class=firearm load=dummy performers=actor,double pointing=camera distance-cm=300 action=draw mitigations=remote-camera,nobody-behind-it why-functional=cylinder-in-close-up
06:32 director plans 12B scene=12 activity=take weapon-class=firearm load=blank performers=actor pointing=nobody distance-cm=900 action=draw why-functional=flash-and-recoil blank-load=quarter near=camera
06:35 adviser assesses 12 residual=low
06:36 adviser approves 12
06:40 first-ad gives-notice call-sheet reference=CS-14 scene=12
06:50 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,director,camera,actor,double dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
06:51 armorer issues-protection 12B to=actor,camera what=ears
06:53 first-ad calls-day 07:00 wrap-by=19:00 in-charge=armorer

# what lies loose is looked for where it lies
06:54 armorer sweeps cart-1 rounds=0
06:55 armorer sweeps table-1 rounds=0
