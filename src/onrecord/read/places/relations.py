"""How a place in words relates to the named one: "15 km west of Bakhmut", "outside Goma"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model import PlaceRelation

if TYPE_CHECKING:
    from onrecord.model import Span

_KILOMETRES = {"k": 1.0, "mi": 1.609344, "me": 0.001}
_WORDS = {
    "half": 0.5, "an": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90, "hundred": 100,
}  # fmt: skip
_NUMBER = r"\d+(?:[.,]\d+)*|" + "|".join(_WORDS)
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m"
_MEASURE = rf"\b({{}}{_NUMBER})[\s\-]*(?:an?[\s\-]+)?({_UNIT})\b"
_COMPASS = r"(?:(?:north|south)[\s\-]?(?:east|west)|north|south|east|west)(?:ern)?"
_OF_WHAT = r"(?:the\s+)?(?:\w+\s+){0,3}?(?:(?:city|town|village|settlement|capital)\s+(?:of\s+)?)?"
_FAR = re.compile(
    _MEASURE.format("")
    + r"(?:\s*\(\s*" + _MEASURE.format("") + r"\s*\))?"
    + rf"\s+(?:away\s+)?(?:to\s+the\s+|just\s+|due\s+)?(?:({_COMPASS})\s+)?"
    + rf"(?:of|from|outside|away\s+from)\s+{_OF_WHAT}$",
    re.IGNORECASE,
)  # fmt: skip
_TOWARDS = re.compile(
    rf"\b(?:(?:to\s+the|just|due)\s+)?({_COMPASS})\s+of\s+{_OF_WHAT}$", re.IGNORECASE
)
_NEAR = re.compile(
    r"\b(?:near|nearby|outside|close\s+to|around|beyond|(?:out)?skirts\s+of|suburbs?\s+of|"
    rf"outskirts\s+of|vicinity\s+of|approaches\s+to|next\s+to|not\s+far\s+from)\s+{_OF_WHAT}$",
    re.IGNORECASE,
)
_REACH = 90
"""Characters before the name that are looked at: the longest such phrase in the corpora has 71."""


def find_relation(text: str, span: Span) -> PlaceRelation | None:
    """Distance and direction of what is told from the place named by ``span``.

    Kilometres; directions are "north", "northeast", … . Both are None for "near X" and
    "outside X"; the result is None where what is told lies in the place itself.
    """
    before = text[max(0, span.start - _REACH) : span.start]
    before = re.split(r"[.!?;]\s|\n", before)[-1]
    if far := _FAR.search(before):
        return PlaceRelation(_distance(far), _direction(far[5]))
    if towards := _TOWARDS.search(before):
        return PlaceRelation(None, _direction(towards[1]))
    return PlaceRelation(None, None) if _NEAR.search(before) else None


def _distance(found: re.Match[str]) -> float:
    """Kilometres of the measure; of two, the one given in kilometres."""
    measures = [(found[1], found[2])] + ([(found[3], found[4])] if found[3] else [])
    metric = [m for m in measures if m[1].lower().startswith("k")]
    number, unit = (metric or measures)[0]
    lower = unit.lower()
    key = "k" if lower.startswith("k") else "me" if lower[:3] == "met" or lower == "m" else "mi"
    return round(_value(number) * _KILOMETRES[key], 3)


def _value(number: str) -> float:
    if number.lower() in _WORDS:
        return float(_WORDS[number.lower()])
    plain = re.sub(r",(?=\d{3}\b)", "", number).replace(",", ".")
    whole, _, rest = plain.partition(".")
    return float(f"{whole}.{rest.replace('.', '')}" if rest else whole)


def _direction(word: str | None) -> str | None:
    return re.sub(r"[\s\-]|ern$", "", word.lower()) if word else None
