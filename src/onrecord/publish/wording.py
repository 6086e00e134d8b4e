"""Claims, times and numbers in few words, for tables; always the article's own words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
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
    near = [claim.trigger, *_parts_beside(reading, claim)]
    stretch = Span(min(p.start for p in near), max(p.end for p in near))
    words = " ".join(stretch.of(reading.article.document.text).split())
    marks: list[str] = [] if claim.modality == "actual" else [claim.modality]
    marks += ["not"] if claim.polarity == "negative" else []
    return f"{', '.join(marks)}: {shortened(words)}" if marks else shortened(words)


def _parts_beside(reading: Reading, claim: Claim) -> Iterable[Span]:
    """Core parts in the trigger's sentence, and in the content that it stands in if in one.

    A source outside of the content ("state media said the house fell") is no part of the claim.
    """
    article, trigger = reading.article, claim.trigger
    said = next((a for a in reading.attributions if a.id == claim.attribution), None)
    pieces = [piece for piece in said.content if piece.overlaps(trigger)] if said else []
    for part in (role.span for role in claim.roles if role.role in _CORE):
        within = not pieces or any(piece.overlaps(part) for piece in pieces)
        if within and _sentence(article, part) == _sentence(article, trigger):
            yield part


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
        number = f"{_SIGNS.get(quantity.comparator, '')}{_figure(best)}"
    elif low is not None and high is not None:
        number = f"{_figure(low)} to {_figure(high)}"
    elif low is not None:
        number = f"≥ {_figure(low)}"
    elif high is not None:
        number = f"≤ {_figure(high)}"
    else:
        return ""
    unit = quantity.unit or ""
    return f"{number}{unit}" if unit == "%" else f"{number} {unit}".rstrip()


def _figure(number: float) -> str:
    """Up to a quadrillion in full ("300,000,000,000"), with at most three decimals."""
    if abs(number) >= 1e15:
        return f"{number:.3g}"
    return f"{number:,.3f}".rstrip("0").rstrip(".")


def place_words(place: Entity | None) -> str:
    """The place as the article names it, with its country where it lies in a single one.

    What lies across several (a sea, a border region) is given by its name alone.
    """
    if place is None:
        return ""
    found = place.place
    country = found.within[-1:] if found and found.gazetteer == "geonames" else ()
    return place_label(", ".join((place.name, *country)))


def place_label(words: str) -> str:
    """The parts of a place's name, each once: "Aden, Aden" is "Aden"."""
    return ", ".join(dict.fromkeys(words.split(", ")))
