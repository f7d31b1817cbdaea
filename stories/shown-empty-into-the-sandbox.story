# Shown empty into the sandbox
# An armorer who pulls the trigger six times into a box of sand, in front of whoever
# takes the weapon, can have that asked of everybody by a pack of the production's own.
# It is one look, and not two; and the pack that bars it cannot come on top.

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

06:56 office adopts show-it-empty
06:57 office adopts theatre
  not heard: unreadable

07:30 first-ad goes-to 12A
07:31 armorer takes-out colt-1
07:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
07:33 first-ad inspects colt-1 chambers=empty*6 method=light
07:34 armorer offers colt-1 to=actor
  refused: dry-fire-owed
07:35 armorer inspects colt-1 chambers=empty*6 method=dry-fire hammer=down under=1 took-ms=20s
07:36 armorer offers colt-1 to=actor
07:36 actor accepts colt-1 look=taken

07:37 first-ad announces colt-1 called=empty
  then colt-1 is empty until 07:42

not caught: A chamber the hammer did not fall on. Six clicks are counted by ear.
