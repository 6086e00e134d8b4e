"""How a place in words relates to the named one: "15 km west of Bakhmut", "outside Goma"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.model import PlaceRelation

if TYPE_CHECKING:
    from onrecord.model import Span

_KILOMETRES = {"k": 1.0, "mi": 1.609344, "me": 0.001}
_WORDS = dict(
    zip(
        "half a an one two three four five six seven eight nine ten eleven twelve fifteen twenty "
        "thirty forty fifty sixty seventy eighty ninety hundred".split(),
        [0.5, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100],
        strict=True,
    )
)
_NUMBER = r"\d+(?:[.,]\d+)*|" + "|".join(_WORDS)
_UNIT = r"km|kms|kilomet(?:er|re)s?|miles?|mi|met(?:er|re)s?|m"
_MEASURE = rf"\b({{}}{_NUMBER})[\s\-]*(?:an?[\s\-]+)?({_UNIT})\b"
_COMPASS = r"(?:north|south)[\s\-]?(?:east|west)(?:ern)?|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?"
_OF_WHAT = r"(?:the\s+)?(?:\w+\s+){0,3}?(?:(?:city|town|village|settlement|capital)\s+(?:of\s+)?)?"
_FAR = re.compile(
    _MEASURE.format("")
    + r"(?:\s*\(\s*" + _MEASURE.format("") + r"\s*\))?"
    + rf"\s+(?:away\s+)?(?:to\s+the\s+|just\s+|due\s+)?(?:({_COMPASS})\s+)?(?:of|from|outside|away\s+from)\s+{_OF_WHAT}$",
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
