"""An act id that stands there twice is found, wherever it stood before."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.evidence import act_ids
from lastlook.evidence.act_ids import ActIds, SortedIds

SIXTEEN = st.integers(0, 12).map(lambda n: sha256(bytes([n])).digest()[:16])


def found(ids: list[bytes], run: int, earlier: SortedIds | None = None) -> list[int]:
    """Where an id stands again, when runs are this short."""
    patch = pytest.MonkeyPatch()
    with patch.context() as patched:
        patched.setattr(act_ids, "RUN", run)
        patched.setattr(act_ids, "READ", 2)
        checked = ActIds(earlier)
        first = earlier.count if earlier is not None else 0
        for place, act_id in enumerate(ids, first):
            checked.add(act_id, place)
        places = sorted(place for _, place in checked.twice())
        known = list(earlier or ())
        assert [*checked.sorted()] == sorted([one[:16] for one in known] + ids)
        checked.close()
    return places


@contextmanager
def kept(path: Path, ids: list[bytes]) -> Iterator[SortedIds]:
    """What an earlier audit wrote down, behind a few other bytes."""
    path.write_bytes(b"before" + b"".join(sorted(ids)))
    file = os.open(path, os.O_RDONLY)
    try:
        yield SortedIds(file, 6, len(ids))
    finally:
        os.close(file)


@given(st.lists(SIXTEEN, max_size=30), st.integers(1, 40))
def test_every_id_that_was_there_before_is_found(ids: list[bytes], run: int) -> None:
    again = [place for place, one in enumerate(ids) if one in ids[:place]]
    assert found(ids, run) == again


@given(st.lists(SIXTEEN, max_size=20), st.sets(SIXTEEN), st.integers(1, 9))
def test_what_an_earlier_audit_saw_counts(
    tmp_path_factory: pytest.TempPathFactory,
    ids: list[bytes],
    before: set[bytes],
    run: int,
) -> None:
    path = tmp_path_factory.mktemp("audit") / "ids"
    with kept(path, [*before]) as earlier:
        again = [
            place
            for place, one in enumerate(ids, len(before))
            if one in before or one in ids[: place - len(before)]
        ]
        assert found(ids, run, earlier) == again


def test_a_list_that_ends_early_is_an_error_and_no_shorter_list(tmp_path: Path) -> None:
    with kept(tmp_path / "ids", [bytes(16)]) as earlier:
        longer = SortedIds(earlier.file, earlier.at, 2)
        with pytest.raises(OSError, match="ends at byte 22"):
            list(longer)


def test_few_ids_touch_no_disk() -> None:
    checked = ActIds()
    checked.add(bytes(16), 0)
    assert checked._spilled is None  # noqa: SLF001
    checked.close()
