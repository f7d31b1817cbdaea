# A trainer round
# Now and then the safety adviser hides one inert, odd-looking round, and sees whether
# it is found. Beforehand only a digest goes on record, which says nothing; so nobody
# can be warned by it, and nobody can claim afterwards that something else was the
# trainer.

use a-set-is-ready

# inert, painted, and put into B1 by hand: SHA-256 of the box and a salt
07:00 adviser seeds-trainer sha256:B1/odd-one-out
07:00 adviser seeds-trainer sha256:B1/odd-one-out
  impossible: known-already
07:01 armorer seeds-trainer sha256:B2/one-more
  refused: not-your-part
07:10 adviser reveals-trainer B1 salt=odd-one-out lot=D1
  impossible: not-a-trainer

# the armorer counts one too many; for all anybody knows it is a real one
07:30 armorer counts B1 rounds=13
  then stopped
  then B1 on hold
07:31 armorer moves found-48 place=safe-1
07:32 armorer proves B1 proved=12 methods=rattle,primer
  refused: box-quarantined

# only what was written down before is the trainer
07:40 adviser reveals-trainer B1 salt=something-else lot=found-48
  impossible: no-such-trainer
07:41 adviser reveals-trainer B1 salt=odd-one-out lot=found-48
07:42 adviser reveals-trainer B1 salt=odd-one-out lot=found-48
  impossible: no-such-trainer
07:43 adviser lifts unaccounted-1 grounds=it-was-the-trainer
  then not stopped

# the box comes back, and is proved; the trainer does not
07:44 adviser releases B1 grounds=it-was-the-trainer
07:45 armorer proves B1 proved=12 methods=rattle,primer
07:46 armorer counts B1 rounds=12
07:47 adviser releases found-48 grounds=inert
  impossible: from-nowhere
  then B1 holds 12

not caught: That it was put where it was said to be. What the digest hides is a word; the round is in a hand.
