"""What a writer says to PostgreSQL, word by word.

1. Every statement over rows names one production, `of`, and no other.
2. APPEND inserts entries, tiles and checkpoints or none of them, and answers where the
   production ended before, whose turn it was, and whether the batch fitted.
"""

from typing import Final

BEGIN: Final = "BEGIN ISOLATION LEVEL READ COMMITTED"  # whatever the role's default
LOCK: Final = "SELECT pg_advisory_xact_lock(%s)"
KEEP_LOCK: Final = "SELECT pg_advisory_lock(%s)"
KEEP_MS: Final = "SET idle_session_timeout = 1000"
LET_GO: Final = "SELECT pg_advisory_unlock(%s)"
KEEP_NO_MORE: Final = "RESET idle_session_timeout"
SEEN: Final = """
SELECT coalesce(max(turn), 0) FROM lastlook.turns WHERE production_id = %(of)s
"""
APPEND: Final = """
SELECT * FROM lastlook.append(
    %(of)s, %(lock)s, %(seen)s, %(own)s, %(expected)s, %(leaves)b::bytea[],
    %(levels)s::integer[], %(numbers)s::bigint[], %(roots)b::bytea[],
    %(hashes)b::bytea[], %(sizes)s::bigint[], %(notes)b::bytea[]
)
"""
SESSION: Final = (
    "SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()"
)
END_SESSION: Final = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE pid = %s AND backend_start = %s"
)
TAKE: Final = """
INSERT INTO lastlook.turns (production_id, turn)
SELECT %(of)s, coalesce(max(turn), 0) + 1
FROM lastlook.turns WHERE production_id = %(of)s
RETURNING turn
"""
TAKE_THIS: Final = """
INSERT INTO lastlook.turns (production_id, turn) VALUES (%(of)s, %(turn)s)
"""
# So many turns are between a closing and the next opening; no desk has had as many.
CLOSINGS: Final = 1 << 40
