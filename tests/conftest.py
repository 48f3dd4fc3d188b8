"""Settings for all tests: property tests are bounded by the number of their examples, not by a busy machine's clock."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("counted", deadline=None)
settings.load_profile("counted")
