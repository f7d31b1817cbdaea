# A risk too high
# What remains when everything was done is said before anybody signs. Where it is high
# no signature helps; where the rules of a country ask for it, the one who handles the
# weapons signs as well, and the safety adviser has it in writing what was weighed.

day 2024-05-07
production far-hill
packs house uk

08:00 office opens production-manager key=office-phone
08:00 office adopts pack=uk
08:01 office enrols adviser roles=safety-adviser key=adviser-phone
08:01 office enrols armorer roles=armorer key=armorer-phone
08:01 office enrols first-ad roles=first-ad key=first-ad-phone
08:01 office enrols director roles=director key=director-phone
08:01 office enrols actor roles=performer key=actor-phone

08:10 director plans 8A scene=8 activity=take weapon-class=blank-firing load=blank performers=actor pointing=nobody distance-cm=1200 action=fall why-functional=smoke blank-load=full
08:11 adviser endorses 8
  refused: not-your-part, risk-not-assessed
08:12 adviser assesses 8 residual=high before=high measures=none affected=performer
08:13 adviser approves 8
  refused: residual-high, not-endorsed
08:14 armorer endorses 8
08:15 adviser approves 8
  refused: residual-high

# another action, another assessment: what was endorsed was the old one
08:20 director plans 8A scene=8 activity=take weapon-class=blank-firing load=blank performers=actor pointing=nobody distance-cm=1200 action=kneel why-functional=smoke blank-load=quarter
08:21 adviser assesses 8 residual=medium before=high measures=distance,quarter-load,kneeling affected=performer,crew
08:22 adviser approves 8
  refused: not-endorsed
08:23 armorer endorses 8
08:24 adviser approves 8
08:25 first-ad gives-notice call-sheet reference=CS-8 scene=8
09:00 first-ad calls-day 09:00 wrap-by=18:00
09:01 first-ad goes-to 8A
  refused: notice-missing
09:02 first-ad gives-notice police reference=PD-8 scene=8
09:03 first-ad goes-to 8A

not caught: A medium that is a high. What remains is a judgement, and it is theirs.
