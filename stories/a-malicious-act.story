# A malicious act
# A forged signature, somebody else's phone, a phone that was lost, another's role,
# another production, and a link found in a bin.

use a-set-is-ready

07:00 armorer takes-out colt-1 sent=forged
  not heard: bad-signature
07:00 armorer takes-out colt-1 signed-by=nobodys-phone
  not heard: unknown-key
07:01 armorer takes-out colt-1 signed-by=actor-phone
  refused: not-your-key
07:02 actor takes-out colt-1
  refused: not-your-part
07:03 armorer takes-out colt-1 production=another-film
  impossible: other-production
07:04 stranger stops signed-by=actor-phone
  impossible: unknown

# a lost phone
07:10 first-ad revokes-key prop-master-phone grounds=left-in-a-taxi
07:11 prop-master takes-out colt-1 signed-by=prop-master-phone
  refused: key-revoked
07:12 first-ad revokes-key a-key-nobody-has grounds=none
  impossible: unknown

# a new one, by a link that works once and for an hour
07:20 office invites prop-master digest=a13c96207d2a3e6ff0dd34cbe6bfe7d5f1d19b4f7ed9d0b7ddfa8e3cbca3ab9f until=08:20
07:21 prop-master adds-key key=new-phone token=another-token signed-by=new-phone
  refused: invitation-not-good
07:22 office invites prop-master digest=4eca6413c0160db383a629b10bc343eff0e9ec13782f32c9d1bcf8277a54db63 until=08:20
07:23 prop-master adds-key key=new-phone token=found-behind-the-bin signed-by=new-phone
07:24 prop-master adds-key key=third-phone token=found-behind-the-bin signed-by=third-phone
  refused: invitation-not-good
07:25 prop-master adds-key key=new-phone token=found-behind-the-bin signed-by=new-phone
  impossible: known-already
  refused: invitation-not-good
07:26 office enrols prop-master roles=property-master
  impossible: known-already
07:27 office assigns prop-master duty=weapons starts-at=12:00 ends-at=11:00
  impossible: ends-before-it-starts

# a pack is put on top, and stays
07:30 actor adopts pack=house
  refused: not-your-part
07:31 office adopts pack=house
07:32 office opens production-manager key=other-phone pack=house
  impossible: opened-already
