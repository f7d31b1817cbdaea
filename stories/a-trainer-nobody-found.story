# A trainer nobody found
# A hidden round that nobody finds is worth more than one that is found: somebody
# counted twelve where there were thirteen. It is revealed before the day goes on, and
# taken out.

use a-set-is-ready

07:00 adviser seeds-trainer sha256:B1/thirteenth
07:10 armorer counts B1 rounds=12
07:20 armorer proves B1 proved=12 methods=rattle,primer
  then not stopped

# revealed as not found; the record has no other lot for it
07:30 adviser reveals-trainer B1 salt=thirteenth
07:31 adviser reveals-trainer B1 salt=thirteenth
  impossible: no-such-trainer
07:32 adviser quarantines B1 grounds=counted-wrong-twice
07:33 adviser releases B1 grounds=trainer-taken-out
07:34 armorer proves B1 proved=12 methods=rattle,primer
07:35 armorer counts B1 rounds=12
  then B1 holds 12

not caught: The reason. Somebody counted by the label, or in a hurry, or not at all; the record has the two counts and who made them.
