"""Which conflicts of the corpus are kept from training, to measure on."""

from __future__ import annotations

from typing import Final

HELD_OUT: Final = frozenset({
    "bosnia", "cabo-delgado", "central-africa", "cyprus", "east-timor", "western-sahara",
})  # fmt: skip
"""File names (without ending) of the conflicts in the second development set."""


def is_held_out(conflict: str) -> bool:
    """Whether passages of this conflict are for measuring only."""
    return conflict in HELD_OUT
