"""What people are shown: read models, made anew from the state each time.

1. A view is a pure function of the state, the packs in force, the time and who is
   reading. It can be thrown away and made again.
2. No rule stands here. What a person may do is asked of the core, act by act
   (`viewpoint.Ask`); what a weapon may be called is the core's `clearance`.
3. A second look is blind: whoever could still make it is not told what the first
   one found (`card.withheld`).
"""
