"""Witnesses: who sees a ledger's checkpoints without being able to write it.

1. Both sides of C2SP tlog-witness are here: keeping a witness (`book`, `keeper`,
   `door`), and asking witnesses for their cosignatures (`asking`, `kept`).
2. It knows the ledger room and nothing else: to a witness an entry is one leaf of
   somebody's tree.

What a witness has signed it never contradicts, and what a desk was given it keeps.
"""
