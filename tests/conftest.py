"""Settings of the whole test run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# Machines differ in speed: a slow example is no failure.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")

SHARED = Path(__file__).parents[2] / "shared"


def pytest_sessionstart() -> None:
    """Where CI runs, tests that need the shared folder must run, so its absence is a failure."""
    missing = [name for name in ("seed/toretsk.txt", "data") if not (SHARED / name).exists()]
    if os.environ.get("CI") and missing:
        raise pytest.UsageError(
            f"CI needs {', '.join(missing)} in {SHARED.name} beside the checkout"
        )
