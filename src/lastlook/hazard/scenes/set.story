# The set of every reference scene
# People with their papers, places, a revolver nobody has looked into yet, a box of
# dummies and one of blanks, and a scene that was planned, assessed, approved and talked
# through as every pack asks for. What a pack refuses of it, the report tells.

day 2024-05-06
production reference
packs house

06:00 office opens production-manager key=office-phone
06:01 office enrols adviser roles=safety-adviser key=adviser-phone
06:01 office enrols armorer roles=armorer key=armorer-phone
06:01 office enrols first-ad roles=first-ad key=first-ad-phone
06:01 office enrols director roles=director key=director-phone
06:01 office enrols performer roles=performer key=performer-phone
06:01 office enrols crew roles=crew key=crew-phone
06:01 office enrols medic roles=medic key=medic-phone
06:02 office assigns armorer duty=weapons starts-at=06:00 ends-at=20:00
06:02 office assigns adviser duty=safety starts-at=06:00 ends-at=20:00
06:02 office assigns medic duty=medical starts-at=06:00 ends-at=20:00
06:02 office assigns office duty=contact starts-at=06:00 ends-at=20:00
06:03 office records-permit armorer classes=firearm,blank-firing valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
06:03 office records-permit armorer classes=firearm,blank-firing valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=federal-document
06:04 armorer records-training performer weapon-class=firearm action=draw valid-until=2024-12-31T00:00
06:04 armorer records-training performer weapon-class=rubber action=draw valid-until=2024-12-31T00:00
06:04 armorer records-training performer weapon-class=firearm action=safety-course valid-until=2024-12-31T00:00
06:04 armorer records-training crew weapon-class=firearm action=safety-course valid-until=2024-12-31T00:00
06:10 armorer registers-place safe kind=safe locks=yes
06:10 armorer registers-place cart kind=cart locks=yes
06:11 armorer registers revolver-1 weapon-class=firearm mechanism=single-action-revolver chambers=1 calibre=.45LC serial=R-1 supplier=hire-house place=safe
06:11 armorer records-condition revolver-1 sound=yes occasion=intake photos=sha256:as-it-came
06:13 armorer registers-dummy-type rattler calibre=.45LC hole=no rattle=yes primer=none
06:14 armorer receives dummies kind=dummy calibre=.45LC rounds=50 supplier=hire-house box=dummy-box place=safe dummy-type=rattler
06:21 armorer receives blanks kind=blank calibre=.45LC rounds=50 supplier=hire-house box=blank-box place=safe load=quarter
06:24 armorer proves blank-box proved=50 methods=eye
06:25 armorer records-condition revolver-1 sound=yes occasion=before-test photos=sha256:before
06:26 armorer tests-blank revolver-1 box=blank-box rounds=1 distance-cm=600
06:27 armorer records-condition revolver-1 sound=yes occasion=after-test photos=sha256:after
06:28 armorer counts-brass blanks cases=1
06:30 director plans 12R scene=12 activity=rehearsal weapon-class=rubber load=none performers=performer pointing=nobody distance-cm=0 action=draw
06:31 director plans 12A scene=12 activity=take weapon-class=firearm load=dummy performers=performer pointing=camera distance-cm=300 action=draw mitigations=remote-camera,nobody-behind-it why-functional=cylinder-in-close-up
06:32 director plans 12B scene=12 activity=take weapon-class=firearm load=blank performers=performer pointing=nobody distance-cm=900 action=draw why-functional=flash-and-recoil blank-load=quarter near=crew
06:35 armorer assesses 12 residual=low before=high measures=remote-camera,handler-beside-it affected=performer,crew
06:35 armorer endorses 12
06:36 adviser approves 12
06:40 office gives-notice call-sheet reference=CS-14 scene=12
06:40 office gives-notice police reference=P-14 scene=12 officer=yes
06:50 first-ad holds-meeting 12 present=armorer,first-ad,director,performer,crew dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
06:51 armorer issues-protection 12B to=performer,crew what=ears,eyes
06:53 first-ad calls-day 07:00 wrap-by=19:00 in-charge=armorer
06:54 armorer sweeps cart rounds=0
