"""A place for a snapshot that is in memory, and can fail like a disk."""


class PlaceInMemory:
    """Keeps one snapshot; `fails` is what reading and writing it raise."""

    def __init__(self) -> None:
        self.content: bytes | None = None
        self.fails: OSError | None = None
        self.written = 0

    def read(self) -> bytes | None:
        if self.fails is not None:
            raise self.fails
        return self.content

    def write(self, content: bytes) -> None:
        if self.fails is not None:
            raise self.fails
        self.content = content
        self.written += 1
