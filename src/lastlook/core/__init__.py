"""What is true and what may happen: acts, events, refusals, state, rules.

1. Everything here is a value or a function of values: no clock, no randomness,
   no files, no network, no logging.
2. `decide(state, asked, policy)` answers an act; `evolve(state, event)` records
   what was answered. Both run unchanged at the desk, in the verifier and in
   every analysis.
3. Every rule stands once, in `rules/`, one noun a file.
"""
