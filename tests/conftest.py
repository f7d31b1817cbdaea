"""What every test runs under.

Hypothesis draws the same examples every time: a test that fails here fails
everywhere. `LASTLOOK_DRAW=fresh` draws new ones, for longer hunts.
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "same",
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.register_profile("fresh", settings.get_profile("same"), derandomize=False)
settings.load_profile("fresh" if os.environ.get("LASTLOOK_DRAW") == "fresh" else "same")
