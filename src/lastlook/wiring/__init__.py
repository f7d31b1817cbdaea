"""The one place where store, clock, packs and keys are chosen.

1. What a production's files are called stands in `files`; which store an address
   means in `stores`.
2. Nothing here decides: it opens, puts together and closes.
"""

from lastlook.wiring.auditing import auditor, new_auditor
from lastlook.wiring.desks import create, init, open_desk, playing_into
from lastlook.wiring.files import Files, WiringError, origin, pen
from lastlook.wiring.given import checkpoint_in, policy_in
from lastlook.wiring.keys import (
    Speaker,
    key_named_last,
    lose_key,
    put_aside,
    retire_key,
    rotate_key,
    take_key,
)
from lastlook.wiring.mirroring import Mirroring, Push, push, read_key, serve_mirror
from lastlook.wiring.moving import Moved, move
from lastlook.wiring.reading import (
    in_doubt,
    people_of,
    reading,
    state_of,
    without_head,
    witnessed,
)
from lastlook.wiring.serving import Inviter, Serving, serve
from lastlook.wiring.stores import (
    Place,
    Where,
    check_there,
    files_of,
    is_address,
    place_at,
    place_of,
    prepare,
    vkey,
)
from lastlook.wiring.verifying import Kept, kept

__all__ = [
    "Files",
    "Inviter",
    "Kept",
    "Mirroring",
    "Moved",
    "Place",
    "Push",
    "Serving",
    "Speaker",
    "Where",
    "WiringError",
    "auditor",
    "check_there",
    "checkpoint_in",
    "create",
    "files_of",
    "in_doubt",
    "init",
    "is_address",
    "kept",
    "key_named_last",
    "lose_key",
    "move",
    "new_auditor",
    "open_desk",
    "origin",
    "pen",
    "people_of",
    "place_at",
    "place_of",
    "playing_into",
    "policy_in",
    "prepare",
    "push",
    "put_aside",
    "read_key",
    "reading",
    "retire_key",
    "rotate_key",
    "serve",
    "serve_mirror",
    "state_of",
    "take_key",
    "vkey",
    "without_head",
    "witnessed",
]
