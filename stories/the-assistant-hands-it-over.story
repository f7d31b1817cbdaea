# The assistant hands it over
# The specialist was sent home to save a day's pay, and an assistant is left with the
# cart. Whoever hands a weapon over has the papers for it, today, and nothing else to
# mind.

use a-set-is-ready

06:56 office enrols assistant roles=assistant-armorer key=assistant-phone
06:56 office enrols trainee roles=crew key=trainee-phone
06:57 first-ad holds-meeting 12 present=armorer,prop-master,first-ad,director,camera,actor,double,assistant dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
07:00 first-ad goes-to 12A

# no duty, no paper
07:01 assistant takes-out colt-1
  refused: not-on-duty, permit-missing
07:02 first-ad assigns assistant duty=weapons starts-at=07:00 ends-at=19:00
07:03 assistant takes-out colt-1
  refused: permit-missing
07:03 trainee takes-out colt-1
  refused: not-your-part

# a paper for rubber and blades is none for this; one that ends at noon is none after it
07:04 office records-permit assistant classes=replica,blade valid-from=2024-01-01T00:00 valid-until=2025-01-01T00:00
07:05 assistant takes-out colt-1
  refused: permit-missing
07:06 office records-permit assistant classes=firearm valid-from=2023-05-06T00:00 valid-until=12:00
11:50 assistant takes-out colt-1
11:51 assistant inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
11:52 first-ad inspects colt-1 chambers=empty*6 method=light
11:58 assistant offers colt-1 to=actor
11:59 actor accepts colt-1 look=taken
12:00 assistant collects colt-1
12:00 actor confirms-return colt-1
12:01 assistant inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:02 first-ad inspects colt-1 chambers=empty*6 method=light
12:03 assistant offers colt-1 to=actor
  refused: permit-missing

# making safe needs no paper; the armorer, whose paper is good, goes on
12:04 assistant locks-up colt-1 place=safe-1
12:05 armorer takes-out colt-1
12:06 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:07 first-ad inspects colt-1 chambers=empty*6 method=light
12:08 armorer offers colt-1 to=actor
12:08 actor accepts colt-1 look=taken

# or the paper is renewed
12:30 office records-permit assistant classes=firearm valid-from=12:00 valid-until=2025-05-06T00:00
12:31 assistant collects colt-1
12:31 actor confirms-return colt-1
12:32 assistant inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
12:33 first-ad inspects colt-1 chambers=empty*6 method=light
12:34 assistant offers colt-1 to=actor

not caught: A paper that says more than its owner can. The record holds its dates and its classes, not the hand.
