# A night in the theatre
# The same shot every evening: one armorer for the run, hand to hand at the wing, two who
# look at everything that looks like a weapon. Here nobody pulls a trigger to show it
# empty. Elsewhere somebody asks for just that; a house that takes both rules could keep
# neither, and so it cannot take both.

use a-set-is-ready
packs theatre
pack show-it-empty
  | format = 2
  | id = "show-it-empty"
  | name = "Show it empty"
  | version = "1"
  | date = 2024-05-01
  | jurisdiction = "A visiting company"
  | purpose = "A visiting armorer's own habit."
  |
  | [[rule]]
  | number = "SHOW-1"
  | code = "dry-fire-owed"
  | control = "C11"
  | requirement = "It is dry-fired in a safe direction in front of whoever takes it."
  | source = "house: an armorer's habit"
  | status = "house"
  | severity = "stop"
  | remedy = "Dry-fire it, pointed at the sandbox."
  | evidence = "A look by dry-fire."
  |

06:56 office adopts theatre
06:57 office adopts show-it-empty
  not heard: unreadable
06:58 office enrols stage-manager roles=stage-manager key=stage-manager-phone

# the rubber one: two people feel it
18:00 stage-manager goes-to 12R
18:01 armorer takes-out rubber-1
18:02 armorer inspects rubber-1 chambers=- method=finger body=soft
18:03 armorer offers rubber-1 to=actor
  refused: body-unseen
18:03 stage-manager inspects rubber-1 chambers=- method=finger body=soft
18:04 armorer offers rubber-1 to=actor
18:04 actor accepts rubber-1 look=taken
18:10 stage-manager cuts
18:10 armorer collects rubber-1
18:10 actor confirms-return rubber-1

# the revolver: no trigger is pulled to show it empty, not even into the sandbox
18:15 stage-manager goes-to 12A
18:16 armorer takes-out colt-1
18:17 armorer inspects colt-1 chambers=empty*6 method=dry-fire bore=clear hammer=down under=1
  refused: dry-fire-barred
18:18 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=down under=1
18:19 stage-manager inspects colt-1 chambers=empty*6 method=light
18:20 armorer offers colt-1 to=actor
18:20 actor accepts colt-1 look=taken
  then colt-1 with actor

not caught: The fortieth night. The same two people look at the same thing, and see what they saw before.
