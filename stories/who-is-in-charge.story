# Who is in charge
# One weapons handler is in charge of every weapon for the day, by name. When that one
# goes home, nothing comes out until another is named.

use a-set-is-ready

07:05 first-ad goes-to 12R
07:06 armorer takes-out rubber-1
07:10 armorer locks-up rubber-1 place=safe-1

# the armorer is taken ill; the roster says so
07:20 office revokes-key armorer-phone grounds=gone-home-ill
07:21 first-ad assigns armorer duty=other starts-at=07:21 ends-at=20:00

# somebody who handles no weapons can be named, and it helps nothing
07:22 first-ad puts-in-charge director
07:23 prop-master takes-out rubber-1
  refused: nobody-in-charge
07:24 prop-master puts-in-charge prop-master
  refused: not-your-part
07:25 first-ad puts-in-charge prop-master
07:26 prop-master takes-out rubber-1
  then rubber-1 with prop-master

# after the wrap nobody is in charge of anything
07:30 prop-master locks-up rubber-1 place=safe-1
07:31 armorer counts B1 rounds=12
  refused: key-revoked
07:31 prop-master counts B1 rounds=12
07:31 prop-master counts B2 rounds=10
07:32 first-ad wraps
07:33 first-ad puts-in-charge prop-master
  impossible: no-day
