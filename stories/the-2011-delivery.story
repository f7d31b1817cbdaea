# The 2011 delivery
# A feature film in Budapest, told by roles, after the press. Some ninety weapons came
# by air, with papers that called all of them non-functional; the police took them. What
# shut their barrels were screws that could be taken out: right by the rule of one
# country, and by that of another they were weapons. What became of the case was read in
# part only.

production grey-city
packs house

day 2011-10-10

08:00 office opens production-manager key=office-phone
08:01 office enrols adviser roles=safety-adviser key=adviser-phone
08:01 office enrols armorer roles=armorer key=armorer-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols extra roles=performer key=extra-phone
08:02 office assigns armorer duty=weapons starts-at=08:00 ends-at=20:00
08:03 armorer records-training extra weapon-class=deactivated action=march valid-until=2012-01-01T00:00
08:04 armorer registers-place store-1 kind=room locks=yes
# two of them, as their papers say
08:05 armorer registers rifle-1 weapon-class=deactivated mechanism=bolt chambers=0 calibre=none serial=W-001 supplier=supplier-1 place=store-1
08:05 armorer registers rifle-2 weapon-class=deactivated mechanism=bolt chambers=0 calibre=none serial=W-002 supplier=supplier-1 place=store-1

09:00 director plans 3A scene=3 activity=take weapon-class=deactivated load=none performers=extra pointing=nobody distance-cm=0 action=march
09:01 adviser assesses 3 residual=low before=low measures=deactivated-only affected=performer
09:02 adviser approves 3
09:03 first-ad gives-notice call-sheet reference=CS-3 scene=3
09:10 first-ad holds-meeting 3 present=armorer,first-ad,extra dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
10:00 first-ad calls-day 10:00 wrap-by=18:00 in-charge=armorer
10:01 first-ad goes-to 3A

# a paper from elsewhere is a paper
10:10 armorer takes-out rifle-1
  refused: status-not-verified
10:11 armorer reports taken-out weapon=rifle-1 happened-at=10:10
10:15 armorer inspects rifle-1 chambers=- method=rod body=fires # the screw turns
  then rifle-1 on hold
10:16 armorer offers rifle-1 to=extra
  refused: weapon-on-hold, body-otherwise, status-not-verified
# a hold can be lifted; what was seen stays seen
10:17 adviser lifts contradiction-1 grounds=the-papers-are-in-order
10:18 armorer offers rifle-1 to=extra
  refused: body-otherwise, status-not-verified

# it goes back; what was welded is found to be so, here, and is used
10:30 armorer sends-back rifle-1
10:31 armorer takes-out rifle-1
  impossible: gone-back
  refused: status-not-verified
10:40 armorer verifies rifle-2 paper=sha256:examined-here
10:41 armorer takes-out rifle-2
10:42 armorer inspects rifle-2 chambers=- method=rod body=inert
  then rifle-2 is deactivated
10:43 armorer offers rifle-2 to=extra
10:43 extra accepts rifle-2 look=taken

not caught: Customs. Whether a weapon may cross a border is no question of this record; that somebody has to look again on this side of it is.
not caught: Which rule is the right one. A pack says what is asked for here; what a screw has to be welded with stands in a law.
