"""The rules, one noun a file, the same four parts in the same order.

1. `impossible(case)`: what the record rules out, whatever the packs say.
2. `objections(case)`: every rule the act would break.
3. `outcome(case)`: the events a granted act leaves.
4. `applied(state, event)`: what an event makes of the state.

`ANSWERS` and `APPLIES` name the acts and events a file owns, `HEARS` the acts it may
have something against; `decide.py` and `evolve.py` find the file by them. Rule files
do not know each other: they meet in the state.
"""
