"""What `make mutate` asks of pytest, as a plugin of it.

1. Nothing that one test built is there for the next: a set that was built before a
   mutant woke would hide it.
2. A mutant meets the tests of its own file first; most end there.
3. The laws draw few examples.
"""

import os

import pytest
from hypothesis import settings

from tests.world.production import a_set, house

FEW = 20


def pytest_configure() -> None:
    # (3) conftest.py has registered the other by now, and no test has been read yet
    settings.register_profile("few", settings.get_profile("same"), max_examples=FEW)
    settings.load_profile("few")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # (2) the others stay in the order they came in: the quick ones first
    own = tests_of(os.environ.get("MUTANT_UNDER_TEST", ""))
    items.sort(key=lambda one: not one.nodeid.startswith(own))


def pytest_runtest_setup() -> None:
    # (1) each test builds its own
    for built in (a_set, house):
        built.cache_clear()


def tests_of(mutant: str) -> str:
    """Where the tests of the file are that a mutant is in: the paths are alike."""
    module, _, _ = mutant.rpartition(".")
    *rooms, file = module.split(".")[1:] or [""]
    return "/".join(("tests", "unit", *rooms, f"test_{file}.py"))
