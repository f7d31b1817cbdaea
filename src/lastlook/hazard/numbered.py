"""Things by number: each is numbered when it is first asked for."""

from collections.abc import Hashable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


class Numbered(dict[T, int]):
    """The number of each thing; `all[number]` is the thing."""

    def __init__(self, *first: T) -> None:
        super().__init__()
        self.all: list[T] = []
        for thing in first:
            self[thing]

    def __missing__(self, thing: T) -> int:
        number = self[thing] = len(self.all)
        self.all.append(thing)
        return number
