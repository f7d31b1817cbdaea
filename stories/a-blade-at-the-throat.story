# A blade at the throat
# An old razor, filed blunt and taped, that went well on many nights. A metal edge that
# touches skin is asked for no good nights: it is left in its case.

use a-set-is-ready

06:56 armorer registers razor-1 weapon-class=blade mechanism=none chambers=0 calibre=none serial=RZ-1 supplier=antique-shop place=safe-1 edge=blunted tag=red-thread
06:57 armorer registers razor-2 weapon-class=blade mechanism=none chambers=0 calibre=none serial=RZ-2 supplier=hire-house place=safe-1 edge=retractable
06:58 armorer registers razor-3 weapon-class=blade mechanism=none chambers=0 calibre=none serial=RZ-3 supplier=hire-house place=safe-1 edge=soft tag=green-thread like=razor-1,razor-2
06:59 armorer records-training actor weapon-class=blade action=cut valid-until=2024-12-31T00:00
07:00 director plans 30A scene=30 activity=take weapon-class=blade load=none performers=actor pointing=nobody distance-cm=0 action=cut contact=yes near=double
07:01 director plans 30B scene=30 activity=take weapon-class=blade load=none performers=actor pointing=nobody distance-cm=0 action=cut
07:02 adviser assesses 30 residual=low
07:03 adviser approves 30
07:04 first-ad gives-notice call-sheet reference=CS-30 scene=30
07:05 first-ad holds-meeting 30 present=armorer,first-ad,director,actor,double topics=action,deviations,abort,emergency,chain-of-command

# metal is metal, blunt, taped or on a spring
07:10 first-ad goes-to 30A
07:11 armorer takes-out razor-1
  refused: blade-in-contact
07:12 armorer takes-out razor-2
  refused: blade-in-contact
07:13 adviser lifts blade-in-contact@razor-1 grounds=forty-nights-without-a-scratch
  refused: stop-has-no-override

# the soft one, and it is that one: its tag is read and its edge is felt
07:14 armorer takes-out razor-3
07:15 armorer inspects razor-3 chambers=- method=finger body=soft
07:16 armorer offers razor-3 to=actor
  refused: tag-unread
07:17 armorer inspects razor-3 chambers=- method=finger body=soft tag=green-thread
07:18 armorer offers razor-3 to=actor
07:18 actor accepts razor-3 look=taken
07:19 first-ad announces razor-3 called=blade
07:25 first-ad cuts
07:25 armorer collects razor-3

# laid on the table, touching nobody, the blunted one may be seen
07:30 first-ad goes-to 30B
07:31 armorer takes-out razor-1
07:32 armorer inspects razor-1 chambers=- method=finger body=sharp
  then razor-1 on hold
07:33 adviser lifts contradiction-1 grounds=filed-again-and-felt
07:34 armorer inspects razor-1 chambers=- method=finger body=blunt tag=red-thread
07:35 armorer offers razor-1 to=actor
07:35 actor accepts razor-1 look=taken

not caught: A soft blade used with the strength of a sharp one.
