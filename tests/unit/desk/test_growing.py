"""What the catalogues may grow by without moving a byte of what was answered before.

The recipe is in docs/adr/0017-rules-are-only-added.md.
"""

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec
import pytest
from msgspec import NODEFAULT, Struct, defstruct
from msgspec.structs import fields

from lastlook.core.answers import Granted, Refused
from lastlook.core.events import AnyEvent, Event
from lastlook.core.impossibilities import AnyImpossibility, Impossibility
from lastlook.core.refusals import AnyRefusal, Refusal

RECORDED = (*get_args(AnyEvent), *get_args(AnyRefusal), *get_args(AnyImpossibility))
in_order = msgspec.json.Encoder(order="sorted")


def written_sometimes(kind: type[Struct]) -> Iterator[str]:
    """Optional fields that are written or not by chance when they have their default.

    A default is left out where the value is that very object. So it must be one of
    which there is only one, however it was come by: read from bytes, or written in a
    rule, where Python keeps two of the same word unless it could be a name.
    """
    for field in fields(kind):
        default = field.default
        if default is NODEFAULT:
            continue
        read = msgspec.json.decode(msgspec.json.encode(default), type=field.type)
        hyphened = isinstance(default, str) and not default.isidentifier()
        if read is not default or hyphened:
            yield field.name


@pytest.mark.parametrize("kind", RECORDED, ids=lambda kind: kind.__name__)
def test_an_optional_field_that_is_not_set_is_never_written(kind: type[Struct]) -> None:
    assert [*written_sometimes(kind)] == []
    assert kind.__struct_config__.omit_defaults


def test_a_default_that_there_may_be_two_of_is_named() -> None:
    class Odd(Event, frozen=True):
        grounds: str = "none-given"
        count_max: int = 1_000
        how: Literal["by-eye", "by-rod"] = "by-eye"
        who: str | None = None
        all_of_them: tuple[str, ...] = ()
        minor: bool = False

    assert [*written_sometimes(Odd)] == ["grounds", "count_max", "how"]


@pytest.mark.parametrize("of", [Event, Refusal, Impossibility])
def test_a_new_optional_field_leaves_old_bytes_as_they_are(of: type[Struct]) -> None:
    before = defstruct("Sealed", [("weapon", str)], bases=(of,), kw_only=True)
    seal: tuple[str, object, None] = ("seal", str | None, None)
    since = defstruct("Sealed", [seal], bases=(before,), kw_only=True)
    said = {"weapon": "colt-1"} | ({"by": "armorer", "at": 1} if of is Event else {})
    old = in_order.encode(before(**said))
    assert in_order.encode(since(**said)) == old
    assert in_order.encode(msgspec.json.decode(old, type=since)) == old
    assert b'"seal":"S1"' in in_order.encode(since(**said, seal="S1"))


def test_the_two_answers_write_all_their_lists_and_grow_by_none() -> None:
    # They write their defaults, and old bytes have them: not to be left out now.
    assert in_order.encode(Granted(())) == (
        b'{"answer":"granted","events":[],"remarks":[]}'
    )
    assert in_order.encode(Refused()) == (
        b'{"answer":"refused","impossible":[],"reasons":[],"remarks":[]}'
    )
