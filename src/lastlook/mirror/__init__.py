"""Mirroring: a set's desk pushes its log to a studio, which keeps a copy (tlog-mirror).

1. The studio's copy only ever grows, and only by entries that are proved to be where a
   checkpoint signed by the log has them. Nothing in it is replaced.
2. A checkpoint that does not continue the copy is refused, named and kept as evidence.
3. Whatever breaks off, at whichever byte, is gone on with; a link that is lost for a
   week loses nothing.
4. Pushing reads the ledger and nothing else: it delays no answer and fails none.

`wire` has the requests, `copy` the studio's side, `push` the desk's. Does not know what
an entry says.
"""
