# A replica in the street
# It cannot fire, and from across the road nobody can tell. Where the public can see a
# weapon, the office that gave the permit and the police know of it beforehand, and an
# officer is there.

use a-set-is-ready
packs us-la-city

06:56 office adopts us-la-city
06:57 armorer registers replica-1 weapon-class=replica mechanism=none chambers=0 calibre=none serial=RP-1 supplier=hire-house place=cart-1
06:57 armorer records-training actor weapon-class=replica action=run valid-until=2024-12-31T00:00
07:00 director plans 20S scene=20 activity=take weapon-class=replica load=none performers=actor pointing=nobody distance-cm=0 action=run public-view=yes
07:01 adviser assesses 20 residual=low
07:02 adviser approves 20
07:03 first-ad holds-meeting 20 present=armorer,first-ad,director,camera,actor topics=action,deviations,abort,emergency,chain-of-command

# nobody was told
07:05 first-ad goes-to 20S
  refused: notice-missing, officer-missing
07:06 first-ad gives-notice call-sheet reference=CS-20 scene=20
07:07 first-ad gives-notice permit-office reference=F-2201 scene=20
07:08 first-ad goes-to 20S
  refused: notice-missing, notice-too-late, officer-missing

# told at the last minute, and again: the first call is the one that counts
07:10 first-ad gives-notice police reference=INC-0506-31 scene=20
07:11 first-ad goes-to 20S
  refused: notice-too-late, officer-missing
07:35 first-ad gives-notice police reference=INC-0506-31 scene=20 officer=yes
07:36 first-ad goes-to 20S
  refused: notice-too-late
07:40 first-ad goes-to 20S

# and what is handed over is the replica, looked at and called as one
07:41 armorer takes-out replica-1
07:42 armorer inspects replica-1 chambers=- method=finger body=inert
07:43 armorer offers replica-1 to=actor
07:43 actor accepts replica-1 look=taken
07:44 first-ad announces replica-1 called=replica
  then replica-1 with actor

# a scene behind closed doors owes the street nothing
07:50 first-ad cuts
07:50 armorer collects replica-1
07:51 first-ad goes-to 12R

not caught: A neighbour who calls the police all the same, and an officer who was not told by the officers who were.
not caught: A reference that somebody made up. It can be asked after; the software cannot ask.
