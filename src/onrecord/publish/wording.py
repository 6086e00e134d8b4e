"""Claims, times and numbers in few words, for tables; always the article's own words."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from typing import Final, Protocol

from onrecord.model import Article, Claim, Entity, Reading, Span, Time

LONGEST: Final = 110
"""Characters of a claim in a table; longer ones are cut in the middle."""

_CORE: Final = frozenset(
    {
        "actor",
        "target",
        "victim",
        "place",
        "destination",
        "recipient",
        "counterpart",
        "name",
        "whole",
    }
)
_SIGNS: Final = {
    "about": "~",
    "at_least": "≥ ",
    "more_than": "> ",
    "at_most": "≤ ",
    "up_to": "≤ ",
}


class Number(Protocol):
    """A number with its bounds, of a reading or of a row of the ledger."""

    @property
    def low(self) -> float | None: ...  # noqa: D102 - as in model.Quantity
    @property
    def best(self) -> float | None: ...  # noqa: D102
    @property
    def high(self) -> float | None: ...  # noqa: D102
    @property
    def comparator(self) -> str: ...  # noqa: D102
    @property
    def unit(self) -> str | None: ...  # noqa: D102


def claim_words(reading: Reading, claim: Claim) -> str:
    """The stretch of the sentence from the claim's first core part to its last.

    A negative claim starts with "not:", a future or possible one with its modality, since the
    stretch can leave the word that says so outside.
    """
    text = reading.article.document.text
    parts = [claim.trigger, *(r.span for r in claim.roles if r.role in _CORE)]
    near = [
        p
        for p in parts
        if _sentence(reading.article, p) == _sentence(reading.article, claim.trigger)
    ]
    stretch = Span(min(p.start for p in near), max(p.end for p in near))
    words = " ".join(stretch.of(text).split())
    marks: list[str] = [] if claim.modality == "actual" else [claim.modality]
    marks += ["not"] if claim.polarity == "negative" else []
    return f"{', '.join(marks)}: {shortened(words)}" if marks else shortened(words)


def shortened(words: str, longest: int = LONGEST) -> str:
    """The words, cut in the middle with an ellipsis where they are too long."""
    if len(words) <= longest:
        return words
    half = (longest - 3) // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def _sentence(article: Article, span: Span) -> Span | None:
    at = bisect_right(article.sentences, span.start, key=lambda sentence: sentence.start) - 1
    found = article.sentences[at] if at >= 0 else None
    return found if found is not None and span.start < found.end else None


def time_words(time: Time | None) -> str:
    """The interval as ISO dates, "~" before an approximate one; open ends stay open."""
    interval = interval_words(time.first, time.last) if time is not None else ""
    return f"~{interval}" if interval and time is not None and time.approximate else interval


def interval_words(first: date | None, last: date | None) -> str:
    """Two days, one day, or "" where neither is known."""
    if first is None and last is None:
        return ""
    start, end = (day.isoformat() if day else "…" for day in (first, last))
    return start if start == end else f"{start} to {end}"


def quantity_words(quantity: Number) -> str:
    """Number, comparator and unit: "≥ 30 killed", "200 to 999 people"; "" without bounds."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if best is not None:
        number = f"{_SIGNS.get(quantity.comparator, '')}{best:,.10g}"
    elif low is not None and high is not None:
        number = f"{low:,.10g} to {high:,.10g}"
    elif low is None and high is None:
        return ""
    else:
        number = f"≥ {low:,.10g}" if low is not None else f"≤ {high:,.10g}"
    unit = quantity.unit or ""
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".rstrip()


def place_words(place: Entity | None) -> str:
    """The place as the article names it, with its country where known."""
    if place is None:
        return ""
    country = place.place.within[-1] if place.place and place.place.within else ""
    return f"{place.name}, {country}" if country and country != place.name else place.name
