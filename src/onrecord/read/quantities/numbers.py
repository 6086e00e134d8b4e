"""Digits and number words → values, vague amounts → bounds (codebook section 2)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_ONES = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
         "eighty": 80, "ninety": 90}  # fmt: skip
_SCALES = {"dozen": 12, "score": 20, "hundred": 100, "thousand": 1_000, "million": 1_000_000,
           "billion": 1_000_000_000, "trillion": 1_000_000_000_000}  # fmt: skip
_SUFFIXES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}


def _any_of(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_SCALE = "(?:dozen|hundred|thousand|million|billion|trillion)"
_UNDER_HUNDRED = rf"(?:{_any_of(_TENS)}(?:[\s-]+{_any_of(_ONES)})?|{_any_of(_ONES)})"
_SCALED = rf"(?:{_UNDER_HUNDRED}|an?)(?:[\s-]+{_SCALE})+"
WORDS = (
    rf"(?:half\s+an?\s+(?:dozen|million|billion)|"
    rf"{_SCALED}(?:[\s-]+(?:and\s+)?{_SCALED})*(?:[\s-]+(?:and\s+)?{_UNDER_HUNDRED})?|"
    rf"{_UNDER_HUNDRED})\b"
)
DIGITS = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|"
    r"[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+(?![0-9])|[0-9]{1,12}(?:\.[0-9]{1,4})?)"
)
_FRACTIONS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "tenth": 10.0}
FRACTION = (
    r"(?:half(?!\s+an?\s)|"
    r"(?:an?|one|two|three|four|nine)[\s-]+(?:half|thirds?|quarters?|fifths?|tenths?))\b"
)
VAGUE = (
    r"(?:(?:(?:several|a\s+few)\s+)?(?:tens|dozens|hundreds|scores)\s+of\s+"
    r"(?:thousands|millions)|dozens|scores|hundreds|"
    r"thousands|millions|billions|(?:several|a\s+few|a\s+couple(?:\s+of)?)(?:\s+(?:dozen|hundred|"
    r"thousand|million|billion))?"
    r"|a\s+handful|a\s+couple)\b"
)
PORTION = r"(?:the\s+)?(?:(?:vast|great|overwhelming)\s+)?(?:most|majority|bulk)\s+of\b"


@dataclass(frozen=True, slots=True)
class Amount:
    """What a number can be; ``best`` None where the words are vague."""

    low: float
    best: float | None
    high: float


def digits_value(words: str, suffix: str | None, scale: str | None) -> float:
    """The number of digits with grouping, suffix ("k", "bn") and scale word ("million")."""
    value = float(re.sub(r"[,\s\u00a0\u202f]", "", words))
    value *= _SUFFIXES.get(suffix or "", 1)
    return round(value * _SCALES.get(scale or "", 1), 6)


def words_value(words: str) -> float | None:
    """The number that number words spell, None when they spell none ("a", "a and")."""
    if words.startswith("half"):
        return _SCALES[words.split()[-1]] / 2
    total, current, seen = 0.0, 0.0, False
    for word in re.split(r"[\s-]+", words):
        if word in ("a", "an", "and", ""):
            current = current or (1.0 if word in ("a", "an") else 0.0)
            continue
        seen = True
        if word in _SCALES:
            current = (current or 1.0) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        else:
            current += {**_ONES, **_TENS}[word]
    return total + current if seen else None


def fraction_value(words: str) -> float:
    """The per cent that a fraction names ("two-thirds" → 66.7)."""
    parts = re.split(r"[\s-]+", words)
    count = _ONES.get(parts[0], 1) if len(parts) > 1 else 1
    return round(count * _FRACTIONS[parts[-1].removesuffix("s")], 1)


_PLAIN_VAGUE: dict[str, tuple[float, float]] = {
    "dozens": (24.0, 99.0), "scores": (40.0, 99.0), "hundreds": (200.0, 999.0),
    "thousands": (2e3, 9_999.0), "millions": (2e6, 9_999_999.0), "billions": (2e9, 9_999_999_999.0),
    "several": (3.0, 9.0), "a few": (3.0, 5.0), "a handful": (3.0, 5.0),
}  # fmt: skip


def vague_value(words: str) -> Amount:
    """The bounds of a vague amount ("dozens" → 24..99, "several hundred" → 300..999)."""
    words = re.sub(r"\s+", " ", words)
    if words.startswith("a couple"):
        value = 2.0 * _SCALES.get(words.split()[-1], 1)
        return Amount(value, value, value)
    if words in _PLAIN_VAGUE:
        low, high = _PLAIN_VAGUE[words]
        return Amount(low, None, high)
    head, last = words.rsplit(" ", 1)
    if last in ("thousands", "millions"):
        many, _, unit = head.removesuffix(" of").rpartition(" ")
        return _of_thousands(many, unit, _SCALES[last.removesuffix("s")])
    low, high = _PLAIN_VAGUE[head]
    scale = _SCALES[last]
    return Amount(low * scale, None, (high + 1) * scale - 1)


def _of_thousands(many: str, unit: str, scale: float) -> Amount:
    low, high = {
        "tens": (20, 100),
        "dozens": (24, 100),
        "scores": (40, 100),
        "hundreds": (200, 1000),
    }[unit]
    if many:
        fewest, most = _PLAIN_VAGUE[many]
        low, high = int(fewest * low / 2), min(high, int((most + 1) * low / 2))
    return Amount(low * scale, None, high * scale - 1)
