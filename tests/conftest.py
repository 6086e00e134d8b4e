"""Settings of the whole test run."""

from __future__ import annotations

from hypothesis import settings

# Machines differ in speed: a slow example is no failure.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
