# Under California's code
# The production moves to California and puts the state's pack on top. The company is the
# same as yesterday; what it has to show for itself is more.

use a-set-is-ready
packs us-ca

06:56 office adopts us-ca
06:57 office enrols assistant roles=assistant-armorer key=assistant-phone

# an assessment says what it would be without measures, what they are and whom it concerns
07:00 adviser assesses 12 residual=low
  refused: risk-incomplete
07:01 adviser assesses 12 residual=low before=high measures=remote-camera,handler-beside-it affected=performer,stunt-performer,camera
07:02 adviser approves 12
07:03 first-ad goes-to 12A

# who minds a weapon has two papers; somebody can be turned to; an adviser is there
07:04 armorer takes-out colt-1
  refused: document-missing, contact-not-named
  remarks: no-safety-adviser
07:05 assistant takes-out colt-1
  refused: not-your-part, contact-not-named
  remarks: no-safety-adviser
07:06 office records-permit armorer classes=firearm valid-from=2024-01-01T00:00 valid-until=2024-05-01T00:00 document=federal-document
07:07 office assigns office duty=contact starts-at=06:00 ends-at=20:00
07:08 office assigns adviser duty=safety starts-at=06:00 ends-at=20:00
07:09 armorer takes-out colt-1
  refused: document-missing
07:10 office records-permit armorer classes=firearm valid-from=2024-05-01T00:00 valid-until=2025-05-01T00:00 document=federal-document
07:11 armorer takes-out colt-1
  remarks: none

# whoever plays with it or stands near it has had the course
07:12 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:13 adviser inspects colt-1 chambers=empty*6 method=light
07:14 armorer offers colt-1 to=actor
  refused: course-missing
07:15 armorer records-training actor weapon-class=firearm action=safety-course valid-until=2026-05-06T00:00
07:15 armorer records-training double weapon-class=firearm action=safety-course valid-until=2024-05-05T00:00
07:16 armorer offers colt-1 to=actor
  refused: course-missing
07:17 armorer records-training double weapon-class=firearm action=safety-course valid-until=2026-05-06T00:00
07:18 armorer offers colt-1 to=actor
07:18 actor accepts colt-1 look=taken
  then colt-1 with actor

not caught: A course that was sat through. The record holds its date, not what was learned.
