# Out of hours
# What leaves the safe outside its hours is refused, and the try is on the record.

use a-set-is-ready

06:56 armorer takes-out colt-1
  refused: out-of-hours
06:57 first-ad calls-day 07:00 wrap-by=19:00
  impossible: day-called-already
18:59 armorer takes-out colt-1
19:00 armorer loads colt-1 chambers=1 box=B1 watchers=first-ad
  refused: bore-before-loading, chamber-not-seen-empty, load-position, no-set-up, out-of-hours

# nothing is wrapped while anything is out, loaded or uncounted
19:01 first-ad wraps
  refused: not-locked-up, count-missing
19:02 armorer locks-up colt-1 place=safe-1
19:03 armorer counts B1 rounds=12
19:04 armorer counts B2 rounds=10
19:05 first-ad wraps

# target practice in off time
20:30 prop-master takes-out colt-1
  refused: not-on-duty, day-not-called
20:31 first-ad cuts
  impossible: no-day
20:32 first-ad announces colt-1 called=empty
  impossible: no-day
  refused: bore-not-clear, called-otherwise, chambers-unseen, day-not-called, hammer-unseen, no-set-up
20:33 first-ad calls-day 21:00 wrap-by=2024-05-08T21:00
  refused: day-too-long
20:34 first-ad calls-day 21:00 wrap-by=20:00
  impossible: ends-before-it-starts
