# Demo
# The production that `make run` serves: a morning on the long road, ready for the first
# take. The old revolver is in the safe and nobody has looked into it today.

use a-set-is-ready

06:56 armorer registers rifle-1 weapon-class=firearm mechanism=lever chambers=7 calibre=.44-40 serial=WN-73 supplier=hire-house place=safe-1
06:56 armorer registers pistol-1 weapon-class=blank-firing mechanism=semi-automatic chambers=8 calibre=8mm serial=BF-8 supplier=hire-house place=cart-1
06:56 armorer registers sabre-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=SB-2 supplier=hire-house place=cart-1
06:57 armorer receives K2 kind=blank calibre=8mm rounds=25 supplier=hire-house box=B3 place=cart-1 load=half

07:00 first-ad goes-to 12A
07:01 actor takes-out colt-1
  refused: not-your-part
07:02 armorer moves B3 place=safe-1
