"""Settings for all tests: property tests are bounded by their number of examples, not by the clock of a busy machine."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("counted", deadline=None)
settings.load_profile("counted")
