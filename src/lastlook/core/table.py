"""A frozen dictionary: the state's tables of weapons, boxes and people.

1. It never changes; `put` and `drop` answer a new one.
2. It keeps the order of insertion, so an answer that walks over it is the same in
   every process (a hash trie's order is not, and a verdict must be).
3. It hashes by content, so that whole states can be put in a set.
"""

from collections.abc import Mapping
from typing import Any, Generic, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Table(dict[K, V], Generic[K, V]):
    """A dictionary that cannot be changed in place."""

    __slots__ = ("_hash",)
    _hash: int

    def put(self, key: K, value: V) -> "Table[K, V]":
        """The same table with `value` under `key`."""
        new: Table[K, V] = Table(self)
        dict.__setitem__(new, key, value)
        return new

    def put_all(self, rows: Mapping[K, V]) -> "Table[K, V]":
        """The same table with all of `rows`; itself where there are none."""
        if not rows:
            return self
        new: Table[K, V] = Table(self)
        dict.update(new, rows)
        return new

    def drop(self, key: K) -> "Table[K, V]":
        """The same table without `key`; KeyError where it is not there."""
        new: Table[K, V] = Table(self)
        dict.__delitem__(new, key)
        return new

    def __hash__(self) -> int:  # type: ignore[override]  # dict says None: ours is frozen
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(frozenset(self.items()))
            return self._hash

    def __reduce__(self) -> tuple[type, tuple[dict[K, V]]]:
        return Table, (dict(self),)  # rows put in one by one are refused

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("A Table never changes; use put() or drop().")

    __setitem__ = __delitem__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse
    __ior__ = _refuse
