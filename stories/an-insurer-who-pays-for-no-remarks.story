# An insurer who pays for no remarks
# The house rules remark on a look made in no time and on a condition without a
# photograph. A production may put its insurer's terms on top, and then both are refused:
# of two packs the stricter counts.

use a-set-is-ready
pack insurer
  | format = 2
  | id = "insurer"
  | name = "Conditions of an insurer"
  | version = "1"
  | date = 2024-05-01
  | jurisdiction = "This production"
  | purpose = "What is a remark elsewhere is a stop here."
  |
  | [limits]
  | look_ms = 3_000
  |
  | [[rule]]
  | number = "INS-2"
  | code = "look-hasty"
  | control = "C11"
  | requirement = "A look takes three seconds a chamber."
  | source = "house: the insurer's terms"
  | status = "house"
  | severity = "stop"
  | remedy = "Look again."
  | evidence = "How long each look took."
  |
  | [[rule]]
  | number = "INS-3"
  | code = "photos-missing"
  | control = "C27"
  | requirement = "What may be asked after is photographed."
  | source = "house: the insurer's terms"
  | status = "house"
  | severity = "stop"
  | remedy = "Photograph it."
  | evidence = "The photographs."
  |

07:00 first-ad goes-to 12A
07:01 armorer takes-out colt-1
07:02 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock took-ms=2s
  remarks: look-hasty
07:03 office adopts insurer
07:04 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock took-ms=10s
  refused: look-hasty
07:05 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock took-ms=20s
  remarks: none
07:06 armorer records-misfire colt-1 chamber=1
07:08 armorer records-condition colt-1 sound=yes occasion=malfunction
  refused: photos-missing
07:09 armorer records-condition colt-1 sound=yes occasion=malfunction photos=sha256:colt-1-after-the-click
07:10 armorer locks-up colt-1 place=safe-1

not caught: A phone laid on the bench while the seconds run. How long a look took is a sign and no proof.
