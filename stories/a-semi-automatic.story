# A semi-automatic
# An empty magazine is not an empty weapon: the round that goes off is the one in the
# chamber, and the way to it is behind the magazine. Place 1 is the chamber; the others
# are the magazine's.

use a-set-is-ready

06:56 armorer registers pistol-1 weapon-class=blank-firing mechanism=semi-automatic chambers=4 calibre=8mm serial=BF-8 supplier=hire-house place=safe-1 magazine=detachable
06:57 armorer records-condition pistol-1 sound=yes occasion=intake photos=sha256:pistol-1
06:58 armorer receives K8 kind=blank calibre=8mm rounds=25 supplier=hire-house box=B8 place=safe-1 load=half
06:58 armorer proves B8 proved=25 methods=eye
07:00 armorer records-condition pistol-1 sound=yes occasion=before-test photos=sha256:pistol-1-before
07:01 armorer tests-blank pistol-1 box=B8 rounds=1 distance-cm=900
07:02 armorer records-condition pistol-1 sound=yes occasion=after-test photos=sha256:pistol-1-after
07:06 armorer records-training actor weapon-class=blank-firing action=aim valid-until=2024-12-31T00:00
07:07 director plans 40B scene=40 activity=take weapon-class=blank-firing load=blank blank-load=half performers=actor pointing=nobody distance-cm=1000 action=aim why-functional=the-slide-moves
07:08 adviser assesses 40 residual=low
07:08 adviser approves 40
07:09 first-ad gives-notice call-sheet reference=CS-40 scene=40
07:10 first-ad holds-meeting 40 present=armorer,first-ad,actor,camera dry-run=yes
07:11 armorer issues-protection 40B to=actor what=ears
07:12 first-ad goes-to 40B

# the magazine is full of air; that says nothing
07:15 armorer takes-out pistol-1
07:16 armorer inspects pistol-1 chambers=unseen,empty*3 method=eye bore=clear
07:17 armorer offers pistol-1 to=actor
  refused: chambers-unseen, only-magazine-seen
07:18 armorer inspects pistol-1 chambers=empty*4 method=eye bore=clear magazine=in
  refused: magazine-in

# out with it, the slide back, a finger in the chamber; and not in half a second
07:19 armorer inspects pistol-1 chambers=empty*4 method=finger bore=clear magazine=out took-ms=600
  remarks: look-hasty
07:20 first-ad inspects pistol-1 chambers=empty*4 method=light magazine=out took-ms=9s
  then pistol-1 is empty until 07:29

# where its gas goes, nobody knows; one is fired at a sheet of paper, and then it is known
07:21 armorer loads pistol-1 chambers=1 box=B8 watchers=actor,camera
  refused: vent-unknown
07:22 armorer records-condition pistol-1 sound=yes vent=top photos=sha256:pistol-1-vent
07:23 armorer loads pistol-1 chambers=1,2 box=B8 watchers=actor,camera
07:24 armorer inspects pistol-1 chambers=blank*2,empty*2 method=eye bore=clear took-ms=10s
07:25 first-ad inspects pistol-1 chambers=blank*2,empty*2 method=light took-ms=9s
07:26 armorer offers pistol-1 to=actor
07:26 actor accepts pistol-1 look=taken
07:27 first-ad announces pistol-1 called=blanks
07:28 first-ad records-shot pistol-1 chambers=1,2 planned=yes
  then not stopped
07:29 first-ad cuts
07:29 armorer collects pistol-1
07:30 armorer inspects pistol-1 chambers=spent*2,empty*2 method=eye bore=clear
07:31 armorer unloads pistol-1 chambers=1,2 box=B8
  then K8 spent 3

not caught: A magazine that is pushed back in after the look and racked. The look would still be young, and it would be wrong.
