# Somebody is forgotten
# Name, contact and PIN are erased when somebody asks. That they were, when and on whose
# word, is on record; so is what was done by that id, and it still counts.

use a-set-is-ready

07:01 first-ad goes-to 12A
07:02 actor stops grounds=a-strange-noise
07:03 first-ad lifts stop-1 grounds=it-was-a-door

# one's own details, on one's own word
07:10 actor forgets actor grounds=asked-by-themselves
07:11 actor forgets actor grounds=asked-by-themselves
  impossible: erased-already

# anybody else's is the office's part
07:12 armorer forgets camera grounds=asked-by-themselves
  refused: not-your-part
07:13 office forgets camera grounds=asked-by-themselves
07:14 office forgets nobody-there grounds=asked-by-themselves
  impossible: unknown

# who was forgotten is still the one who has the part
07:20 actor stops grounds=still-there
07:21 actor lifts stop-2 grounds=my-own
  refused: not-your-part

not caught: What colleagues remember, and what a backup of the people's table keeps.
