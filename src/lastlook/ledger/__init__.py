"""The ledger: what was asked and what was answered, in one tree, for good.

1. Entries are only ever appended; each is kept as the exact bytes that are hashed.
2. One RFC 6962 Merkle tree per ledger; every commit signs its root in a C2SP
   checkpoint, so that anybody can check it with public tools.
3. A batch is there whole or not at all, and `Log.append` returns only after it is
   on the disk.
4. A ledger that is damaged, older than what was once signed, or not ours is never
   opened: the error says what, where and what to do.

Does not know what an act means, who may ask for it or how it was decided: to this
room the act and the decision are bytes.

`log.Log` is what the desk uses; `entry` has what goes in and comes out; `memory` and
`sqlite` are the stores; `head` keeps the last checkpoint apart from the store.
"""
