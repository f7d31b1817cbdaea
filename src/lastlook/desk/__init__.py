"""The only way to change anything: read, check, decide, commit, announce.

1. An act is read once, at the door (`wire`); behind it there are only values.
2. An answer is given only after its entry is durable, refusals too (`desk`).
3. State is what the entries make it, and is rebuilt from them (`replay`).
4. Names and contacts live beside the ledger and can be erased (`people`).
5. There is one clock (`clock`).
"""
