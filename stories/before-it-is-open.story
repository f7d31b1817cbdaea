# Before it is open
# There is no production until it is opened, and no time but forward.

day 2024-05-06
production long-road
packs house

05:58 office stops
  not heard: unknown-key
05:59 actor adds-key key=found-phone token=found-behind-the-bin signed-by=found-phone
  impossible: not-opened
06:00 office opens production-manager key=office-phone
06:01 office registers-place safe-1 kind=safe locks=yes
06:01 office registers-place safe-1 kind=safe locks=yes
  impossible: known-already
06:02 office registers-place safe-2 kind=safe locks=yes now=05:00
  impossible: time-went-back
