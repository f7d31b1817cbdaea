# Dummies made from live rounds
# There are none to hand, the shop is shut, and somebody offers to pull the bullets from
# real cartridges and tip out the powder. The primer stays in. No signature of a
# producer makes a dummy of it.

use a-set-is-ready

07:00 office enrols producer roles=producer key=producer-phone
07:10 prop-master receives D7 kind=dummy calibre=.45LC rounds=6 supplier=gun-shop box=B7 place=safe-1 made-from=live-components dummy-type=rattler
  refused: made-from-live
07:11 prop-master receives L7 kind=live calibre=.45LC rounds=6 supplier=gun-shop box=B7 place=safe-1
  refused: live-round

# nobody lifts it: not the one who pays, not the one who answers for safety
07:12 producer lifts made-from-live@D7 grounds=the-shop-is-shut
  refused: not-your-part, stop-has-no-override
07:13 adviser lifts made-from-live@D7 grounds=powder-was-tipped-out
  refused: stop-has-no-override

# without a sign of what they are, they are no dummies either
07:14 prop-master receives D7 kind=dummy calibre=.45LC rounds=6 supplier=hire-house box=B7 place=safe-1 made-from=inert-components
  refused: signature-missing

# an hour later the hire house sends drilled ones, made of parts that never fired
08:20 armorer registers-dummy-type drilled calibre=.45LC hole=yes rattle=no primer=none
08:21 armorer receives D7 kind=dummy calibre=.45LC rounds=6 supplier=hire-house box=B7 place=safe-1 made-from=inert-components dummy-type=drilled
08:22 armorer proves B7 proved=6 methods=hole
  refused: tests-missing
08:23 armorer proves B7 proved=6 methods=hole,primer
08:30 first-ad goes-to 12A
08:31 armorer takes-out colt-1
08:32 armorer inspects colt-1 chambers=empty*6 method=rod bore=clear hammer=half-cock
08:33 armorer loads colt-1 chambers=1,2,3,4,5,6 box=B7 watchers=actor,camera
  then B7 holds 0

not caught: A cartridge pulled apart behind the truck and put into a box by hand. It would fail the proof, which is why every round is proved and not one of them.
