"""Whether a text is another version of one that is kept, where no address or title tells.

Two texts are compared by their shingles (runs of five words), by containment and not by
Jaccard: an article that grew to twice its length still holds all of the old one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

SHINGLE: Final = 5
"""Words in a row that two texts seldom share by chance."""
SAME: Final = 0.5
"""Containment from which two texts are versions of one article."""
_SAMPLES: Final = 48
"""Phrases looked up: half of them shared, missing all has a chance of one in 2**48."""

Shingle = tuple[str, ...]


def shingles(text: str) -> list[Shingle]:
    """All runs of five words, in order; a shorter text is one run."""
    words = re.findall(r"\w+", text.lower())
    last = max(1, len(words) - SHINGLE + 1)
    return [tuple(words[at : at + SHINGLE]) for at in range(last)] if words else []


def overlap(one: Iterable[Shingle], other: Iterable[Shingle]) -> float:
    """Containment: the share of the smaller set of shingles that the other has, too."""
    first, second = set(one), set(other)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def sampled_phrases(text: str) -> str:
    """A full-text query for documents that share one of some phrases spread over the text."""
    every = shingles(text)
    step = max(1, len(every) // _SAMPLES)
    return " OR ".join(f'"{" ".join(words)}"' for words in every[::step])
