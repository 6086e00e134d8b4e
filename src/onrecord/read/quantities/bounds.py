"""The words around a number that loosen it, and the bounds that they leave."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model import Comparator

if TYPE_CHECKING:
    from onrecord.read.quantities.numbers import Amount

_BEFORE: tuple[tuple[Comparator, str], ...] = (
    ("at_least", r"(?:at\s+(?:the\s+very\s+)?least|no(?:t)?\s+(?:fewer|less)\s+than|"
                 r"a\s+minimum\s+of|not\s+under|minimum)"),
    ("at_most", r"(?:at\s+(?:the\s+)?most|no(?:t)?\s+more\s+than|a\s+maximum\s+of|"
                r"(?:fewer|less|lower)\s+than|under|below)"),
    ("more_than", r"(?:(?:well\s+|far\s+|slightly\s+|significantly\s+)?"
                  r"(?:more\s+than|over(?!\s+(?:about|around|roughly|some)\b))|"
                  r"upwards?\s+of|in\s+excess\s+of|greater\s+than|above|exceed(?:s|ed|ing)?|"
                  r"surpass(?:es|ed|ing)?|north\s+of)"),
    ("up_to", r"(?:up\s+to|as\s+many\s+as|as\s+much\s+as|as\s+high\s+as)"),
    ("about", r"(?:about|around|roughly|approximately|approx\.?|circa|ca\.|some|nearly|almost|"
              r"close\s+to|just\s+(?:over|under|above|below)|an?\s+estimated|estimated|"
              r"perhaps|maybe|barely|scarcely|an?\s+approximate|an?\s+average\s+of|near|virtually|in\s+the\s+region\s+of|something\s+like|~|≈)"),
)  # fmt: skip
_LEFT = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(rf"(?P<{name}>{pattern})" for name, pattern in _BEFORE)
    + r")\s*(?:(?:about|around|some|an?\s+(?:estimated|additional|further)|"
    r"an?other|a\s+total\s+of|the)\s+)?$"
)
_RIGHT: tuple[tuple[Comparator, re.Pattern[str]], ...] = (
    ("at_least", re.compile(r"(?:\+(?!\w)|\s+or\s+more\b|[-\s]plus\b)")),
    ("about", re.compile(r"\s+or\s+so\b")),
    ("at_most", re.compile(r"\s+or\s+(?:fewer|less)\b")),
)
_OF_VERB = re.compile(r"\b(?:hand(?:s|ed|ing)?|turn(?:s|ed|ing)?)\s+over\s*$")
"""An "over" that is the verb's: who "handed over two tankers" handed over two."""
_REACH = 36


def comparator_left(lower: str, begin: int, start: int) -> tuple[Comparator | None, int]:
    """The comparator whose words end where the number starts, and where they start."""
    window = lower[max(begin, start - _REACH) : start]
    match = _LEFT.search(window)
    if match is None or _OF_VERB.search(window, 0, match.end()):
        return None, start
    name = next(name for name, _ in _BEFORE if match[name])
    return name, start - len(window) + match.start()


def comparator_right(lower: str, end: int, limit: int) -> tuple[Comparator | None, int]:
    """The comparator that follows a number ("or more"), and where it ends."""
    for name, pattern in _RIGHT:
        match = pattern.match(lower, end, limit)
        if match:
            return name, match.end()
    return None, end


Bounds = tuple[float | None, float | None, float | None, Comparator]


def bounded(amount: Amount, comparator: Comparator | None) -> Bounds:
    """``low, best, high, comparator`` as codebook section 5 rules them."""
    low, best, high = amount.low, amount.best, amount.high
    if comparator in ("at_least", "more_than"):
        return low, best, None, comparator
    if comparator in ("at_most", "up_to"):
        return None, best, high, comparator
    if best is None:
        return low, None, high, "vague"
    return best, best, best, comparator or "exact"
