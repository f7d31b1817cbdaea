"""Which phone signs a line that does not say it.

1. A phone that is being added signs for itself.
2. Otherwise the newest phone, not revoked, of whoever lends one (`via`), or else
   of who speaks.
3. Somebody of whom no phone is known has one called after them: `actor-phone`.
"""

from lastlook.core.acts import AddKey, AnyAct
from lastlook.core.state import State
from lastlook.core.words import KeyText


def signing_key(state: State, act: AnyAct) -> KeyText:
    """The key that signs an act where nothing else is said."""
    if isinstance(act, AddKey):
        return act.key
    person = act.via or act.by
    newest = None
    for text, key in state.keys.items():
        if key.person == person and key.revoked_at is None:
            newest = text  # the table keeps the order in which they came
    return newest or f"{person}-phone"
