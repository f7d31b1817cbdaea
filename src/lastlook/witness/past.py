"""What it means that somebody outside holds another past of a ledger.

1. It is said only of a checkpoint that the desk's own key signed: nobody else can make
   one.
"""

from lastlook.ledger.errors import FatalError


class AnotherPastError(FatalError):
    """A checkpoint signed by this desk is not one that its ledger continues.

    Attributes:
        store_size: number of entries in the ledger.
        seen_size: number of entries of the checkpoint.
    """

    def __init__(self, store_size: int, seen_size: int) -> None:
        found = (
            f"it has {store_size} entries, and this desk has signed {seen_size}"
            if store_size < seen_size
            else f"the first {seen_size} of its {store_size} entries are not those "
            "that this desk has signed"
        )
        super().__init__(
            f"The ledger was rolled back or replaced: {found}, as a witness has seen. "
            "Answers may have been given that it no longer holds. Put back the ledger "
            "that the witnesses saw; if it is lost, begin a new one and keep both as "
            "evidence."
        )
        self.store_size = store_size
        self.seen_size = seen_size
