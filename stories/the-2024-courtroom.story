# The 2024 courtroom
# A trial in New Mexico, told by roles, after the trade press: an expert on weapons
# showed the court, with a replica, how a weapon had been drawn, and swung it towards
# the bench; it had not been shown clear before. Nobody was hurt, and nothing could have
# gone off; the day and the hands below are made up. It stands here because everything
# that looks like a weapon is shown, whatever it is.

production courtroom
packs house

day 2024-03-05

08:00 clerk opens production-manager key=clerk-phone
08:01 clerk enrols adviser roles=safety-adviser key=adviser-phone
08:01 clerk enrols officer roles=armorer key=officer-phone
08:01 clerk enrols usher roles=first-ad key=usher-phone
08:01 clerk enrols expert roles=performer key=expert-phone
08:01 clerk enrols judge roles=crew key=judge-phone
08:02 clerk assigns officer duty=weapons starts-at=08:00 ends-at=18:00
08:03 officer records-training expert weapon-class=replica action=draw valid-until=2024-12-31T00:00
08:04 officer registers-place locker-1 kind=safe locks=yes
08:05 officer registers replica-1 weapon-class=replica mechanism=none chambers=0 calibre=none serial=X-1 supplier=expert place=locker-1

08:10 usher plans show-1 scene=show activity=line-up weapon-class=replica load=none performers=expert pointing=nobody distance-cm=0 action=draw
08:11 adviser assesses show residual=low before=low measures=shown-to-all-first affected=crew
08:12 adviser approves show
08:13 usher gives-notice call-sheet reference=docket-5 scene=show
08:20 usher holds-meeting show present=officer,usher,expert dry-run=yes topics=action,deviations,abort,emergency,chain-of-command
09:00 usher calls-day 09:00 wrap-by=17:00 in-charge=officer
10:00 usher goes-to show-1

# as it was: a replica, everybody knows
10:05 officer takes-out replica-1
10:06 officer offers replica-1 to=expert
  refused: body-unseen
10:07 usher announces replica-1 called=replica
  refused: body-unseen, called-otherwise
10:08 officer reports handed-over weapon=replica-1 to=expert happened-at=10:07
# anybody may say so, and the one at whom it points first of all
10:10 judge stops it-points-at-the-bench
  then stopped

# as it is done with everything that looks like a weapon: opened, looked at, shown, called
10:15 adviser lifts stop-1 grounds=to-be-shown-first
10:16 officer collects replica-1
10:16 expert confirms-return replica-1
10:17 officer inspects replica-1 chambers=- method=rod body=inert
  then replica-1 is replica
10:18 officer shows replica-1 to=judge,usher,expert
10:19 officer offers replica-1 to=expert
10:19 expert accepts replica-1 look=taken
10:20 usher announces replica-1 called=replica

not caught: Where it points. A set-up that points at nobody says so before; a hand that turns is seen by whoever stands there.
