"""A frozen dictionary: the state's tables of weapons, boxes and people."""

import pytest

from lastlook.core.table import Table


def test_a_table_never_changes() -> None:
    table = Table({"a": 1})
    assert table.put("b", 2) == {"a": 1, "b": 2}
    assert table.put("a", 3) == {"a": 3}
    assert table.put_all({"b": 2, "c": 3}) == {"a": 1, "b": 2, "c": 3}
    assert table.drop("a") == {}
    assert table == {"a": 1}


@pytest.mark.parametrize(
    ("change", "args"),
    [
        ("__setitem__", ("a", 2)),
        ("__delitem__", ("a",)),
        ("__ior__", ({"a": 2},)),
        ("clear", ()),
        ("pop", ("a",)),
        ("popitem", ()),
        ("setdefault", ("b", 2)),
        ("update", ({"a": 2},)),
    ],
)
def test_a_table_cannot_be_changed_in_place(change: str, args: tuple[object]) -> None:
    table = Table({"a": 1})
    with pytest.raises(TypeError, match=r"^A Table never changes; use put\(\) or drop"):
        getattr(table, change)(*args)
    assert table == {"a": 1}


def test_a_table_takes_no_keyword_either() -> None:
    with pytest.raises(TypeError, match="never changes"):
        Table({"a": 1}).update(a=2)


def test_what_comes_of_a_table_is_a_table() -> None:
    table = Table({"a": 1})
    for other in (table.put("b", 2), table.drop("a"), table.put_all({"b": 2})):
        assert type(other) is Table


def test_nothing_put_into_a_table_leaves_it_as_it_is() -> None:
    table = Table({"a": 1})
    assert table.put_all({}) is table


def test_what_is_not_there_is_not_dropped() -> None:
    with pytest.raises(KeyError):
        Table({"a": 1}).drop("b")


def test_a_table_keeps_the_order_things_came_in() -> None:
    table = Table({"b": 1}).put("a", 2).put("b", 3).put_all({"0": 4})
    assert list(table) == ["b", "a", "0"]


def test_tables_with_the_same_in_them_have_the_same_hash() -> None:
    one, other = Table({"a": 1}).put("b", 2), Table({"b": 2}).put("a", 1)
    assert hash(one) == hash(other) == hash(one)
    assert len({one, other, one.put("b", 3), one.drop("b")}) == 3
    assert hash(one) != hash(one.put("b", 3))


def test_an_empty_table_is_one_too() -> None:
    assert Table() == {}
    assert hash(Table()) == hash(Table({}))
