# Five revolvers, one armorer
# A posse of five, and one pair of eyes for all of them. What one person can keep in
# sight is a number; what lies in nobody's hands is in nobody's sight.

day 2024-05-06
production long-road
packs house us-ca

06:00 office opens production-manager key=office-phone
06:01 office adopts us-ca
06:01 office enrols armorer roles=armorer key=armorer-phone
06:01 office enrols helper roles=assistant-property-master key=helper-phone
06:01 office enrols first-ad roles=first-ad key=first-ad-phone
06:01 office enrols adviser roles=safety-adviser key=adviser-phone
06:02 office assigns armorer duty=weapons starts-at=06:00 ends-at=20:00
06:02 office assigns adviser duty=safety starts-at=06:00 ends-at=20:00
06:02 office assigns office duty=contact starts-at=06:00 ends-at=20:00
06:03 office records-permit armorer classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
06:03 office records-permit armorer classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=federal-document
06:03 office records-permit helper classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
06:03 office records-permit helper classes=firearm valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00 document=federal-document
06:10 armorer registers-place safe-1 kind=safe locks=yes
06:11 armorer registers colt-1 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=P-1 supplier=hire-house place=safe-1
06:11 armorer registers colt-2 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=P-2 supplier=hire-house place=safe-1
06:11 armorer registers colt-3 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=P-3 supplier=hire-house place=safe-1
06:11 armorer registers colt-4 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=P-4 supplier=hire-house place=safe-1
06:11 armorer registers colt-5 weapon-class=firearm mechanism=single-action-revolver chambers=6 calibre=.45LC serial=P-5 supplier=hire-house place=safe-1
06:12 armorer records-condition colt-1 sound=yes occasion=intake photos=sha256:colt-1
06:12 armorer records-condition colt-2 sound=yes occasion=intake photos=sha256:colt-2
06:12 armorer records-condition colt-3 sound=yes occasion=intake photos=sha256:colt-3
06:12 armorer records-condition colt-4 sound=yes occasion=intake photos=sha256:colt-4
06:12 armorer records-condition colt-5 sound=yes occasion=intake photos=sha256:colt-5
06:55 first-ad calls-day 07:00 wrap-by=19:00 in-charge=armorer

# four are as many as one can mind
07:00 armorer takes-out colt-1
07:00 armorer takes-out colt-2
07:01 armorer takes-out colt-3
07:01 armorer takes-out colt-4
07:02 armorer takes-out colt-5
  refused: too-few-handlers
07:05 office assigns helper duty=weapons starts-at=07:00 ends-at=20:00
07:06 helper takes-out colt-5
  then colt-5 with helper

# one is put down on a chair, for a minute
07:30 first-ad reports left-unattended weapon=colt-4 happened-at=07:29 grounds=lay-on-a-chair
  then colt-4 unattended
07:31 armorer locks-up colt-3 place=safe-1
07:32 armorer takes-out colt-3
  refused: weapon-unattended
07:33 helper collects colt-4
  then colt-4 with helper
07:34 armorer takes-out colt-3
  then colt-3 with armorer

not caught: The chair that nobody told of. A weapon is where the record last put it.
