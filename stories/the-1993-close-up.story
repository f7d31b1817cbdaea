# The 1993 close-up
# A feature film on a stage in North Carolina, told by roles, as a weapons specialist
# and the press tell it; no finding of a court was read. There were no dummies to hand,
# so live rounds were pulled apart: bullets out, powder out, bullets in again, primers
# left as they were. One went off in a close-up, unnoticed, and its bullet stayed in the
# bore. Two weeks later a blank went in behind it. The specialist had been sent home by
# then.

production rain-street
packs house

day 1993-03-15

08:00 office opens production-manager key=office-phone
08:01 office enrols adviser roles=safety-adviser key=adviser-phone
08:01 office enrols specialist roles=armorer key=specialist-phone
08:01 office enrols assistant roles=assistant-property-master key=assistant-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols actor roles=performer key=actor-phone
08:01 office enrols other-actor roles=performer key=other-actor-phone
08:02 office assigns specialist duty=weapons starts-at=08:00 ends-at=20:00
08:02 office records-permit specialist classes=firearm valid-from=1993-01-01T00:00 valid-until=1994-01-01T00:00
08:03 specialist registers-place safe-1 kind=safe locks=yes
08:04 specialist registers magnum-1 weapon-class=firearm mechanism=double-action-revolver chambers=6 calibre=.44 serial=M-93 supplier=supplier-1 place=safe-1
08:05 specialist records-condition magnum-1 sound=yes occasion=intake photos=sha256:magnum-1
08:06 assistant registers-dummy-type pulled calibre=.44 hole=no rattle=no primer=live

# six rounds made on the spot, out of live ones bought for it
09:00 assistant receives L1 kind=live calibre=.44 rounds=6 supplier=shop box=B1 place=safe-1
  refused: live-round
09:10 assistant receives D1 kind=dummy calibre=.44 rounds=6 supplier=own-bench box=B2 place=safe-1 dummy-type=pulled made-from=live-components
  refused: made-from-live, signature-missing
09:11 assistant reports other happened-at=09:10 grounds=rounds-pulled-apart-and-put-together-again

# the close-up: a primer drives a bullet into the bore; a pop, and nobody enters it
15:00 first-ad records-shot magnum-1 chambers=1 planned=no # had somebody done so
  then stopped

day 1993-03-30

# the specialist is not there any more; a blank is to be fired at a person, from four metres
20:00 first-ad calls-day 20:00 wrap-by=1993-03-31T06:00 in-charge=assistant
20:01 assistant receives K1 kind=blank calibre=.44 rounds=6 supplier=supplier-1 box=B3 place=safe-1 load=full
20:05 director plans 31A scene=31 activity=take weapon-class=firearm load=blank performers=other-actor pointing=person distance-cm=400 action=fire near=actor why-functional=flash blank-load=full
  refused: pointing-at-person, distance-too-short, blank-at-person
20:06 director reports other happened-at=20:05 grounds=played-as-planned-all-the-same
20:10 assistant takes-out magnum-1
  refused: not-on-duty, permit-missing, set-stopped, nobody-in-charge, too-few-handlers
20:11 assistant reports taken-out weapon=magnum-1 happened-at=20:10

# one look through the bore, at any time in two weeks, and it would have been over
20:12 assistant loads magnum-1 chambers=1 box=B3
  refused: not-on-duty, permit-missing, set-stopped, no-set-up, box-not-proved, chamber-not-seen-empty, bore-before-loading, bore-after-firing, nobody-in-charge
20:13 assistant reports loaded weapon=magnum-1 box=B3 happened-at=20:12
20:16 assistant offers magnum-1 to=other-actor
  refused: not-on-duty, permit-missing, not-trained, set-stopped, no-set-up, chambers-unseen, bore-not-clear, nobody-in-charge, too-few-handlers
20:20 assistant reports handed-over weapon=magnum-1 to=other-actor happened-at=20:16
20:31 first-ad reports discharged weapon=magnum-1 happened-at=20:30
  then magnum-1 is not-cleared

not caught: A pop nobody tells of. A primer alone is not loud, and the day went on; the bore is asked for before the next load all the same.
not caught: A workbench. Rounds that are put together away from the set, and brought in under another word, are told from good ones by the proof, or not at all.
not caught: Money. That the specialist is gone is on the roster; that it was to save a day's pay is not.
