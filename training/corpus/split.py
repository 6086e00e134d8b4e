"""Which conflicts of the corpus are kept from training, to measure on."""

from __future__ import annotations

from typing import Final

HELD_OUT: Final = frozenset({
    "bosnia", "burundi", "cabo-delgado", "cambodia", "central-africa", "cyprus", "east-timor",
    "hong-kong", "tajik-kyrgyz", "western-sahara",
})  # fmt: skip
"""File names (without ending) of the conflicts in the second development set.

Burundi, Cambodia, Hong Kong and Tajik-Kyrgyz are in it since version 2's second candidate, which
was trained on them: they hold plain wording, where the other six are dense.
"""

SCORER: Final = frozenset({
    "ecuador-gangs", "guinea-coups", "gulf", "macedonia", "nile", "uganda-north",
})  # fmt: skip
"""Conflicts that the network is not trained on, for the scorer of reactions, which needs readings
of texts that the network does not know (``training.reactions``)."""


def is_held_out(conflict: str) -> bool:
    """Whether passages of this conflict are for measuring only."""
    return conflict in HELD_OUT
