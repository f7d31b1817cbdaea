# A phone is lost
# A phone speaks for its owner until it is ended. What it said before stands; what comes
# from it afterwards is refused and stays on record, also where it says that it was
# earlier. The last phone that lets others in is not ended by the way.

use a-set-is-ready

# before: it counts
07:05 first-ad goes-to 12A
07:06 actor stops grounds=a-strange-noise
07:07 first-ad lifts stop-1 grounds=it-was-a-door

# left in a taxi, told on the first AD's phone
07:10 first-ad revokes-key actor-phone grounds=phone-lost
07:11 actor stops grounds=found-it-again
  refused: key-revoked
07:12 actor stops grounds=said-at-five-past at=07:05 now=07:12
  refused: key-revoked

# a new one, by an invitation
07:20 office invites actor digest=4eca6413c0160db383a629b10bc343eff0e9ec13782f32c9d1bcf8277a54db63 until=08:20
07:23 actor adds-key key=new-phone token=found-behind-the-bin signed-by=new-phone
07:24 actor stops grounds=here-again signed-by=new-phone
07:25 first-ad lifts stop-2 grounds=only-to-try

# nobody but the office lets phones in, and it has one
07:30 first-ad revokes-key office-phone grounds=phone-lost
  refused: last-key
07:31 office enrols second-ad roles=second-ad key=second-ad-phone
07:32 first-ad revokes-key office-phone grounds=phone-lost
07:33 second-ad invites office digest=a13c96207d2a3e6ff0dd34cbe6bfe7d5f1d19b4f7ed9d0b7ddfa8e3cbca3ab9f until=08:30

# and in wrong hands it is ended all the same, on the word of who judges
07:40 armorer revokes-key second-ad-phone grounds=stolen
  refused: last-key
07:41 adviser lifts last-key@second-ad grounds=stolen-and-used
07:42 armorer revokes-key second-ad-phone grounds=stolen
07:43 second-ad invites stranger-2 digest=a13c96207d2a3e6ff0dd34cbe6bfe7d5f1d19b4f7ed9d0b7ddfa8e3cbca3ab9f until=08:30
  impossible: unknown

not caught: What a phone in wrong hands says before somebody hears that it is lost.
