"""Every option and its default, in one frozen value that is loaded once and passed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__version__ = "0.1.0"

LEDGER_VARIABLE: Final = "ONRECORD_LEDGER"
WEIGHTS_VARIABLE: Final = "ONRECORD_WEIGHTS"
PACKAGE_DATA: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a user may choose.

    ``ledger``: the file that ``ingest`` fills. ``weights``: folder of the reader's network,
    as ``python -m training.export`` writes it.
    """

    ledger: Path = Path("onrecord.db")
    weights: Path = PACKAGE_DATA / "weights"


def load(environment: Mapping[str, str]) -> Settings:
    """The settings of an environment: ``ONRECORD_LEDGER`` and ``ONRECORD_WEIGHTS``."""
    default = Settings()
    return Settings(
        ledger=Path(environment.get(LEDGER_VARIABLE) or default.ledger),
        weights=Path(environment.get(WEIGHTS_VARIABLE) or default.weights),
    )
