"""Places: the names in an article, resolved to coordinates by the article's own evidence.

``find_places`` is mentions (names that the gazetteer knows), evidence (which of them are places
here) and resolution (which place each means).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.model import Place, PlaceCandidate
from onrecord.read.places.evidence import weigh
from onrecord.read.places.mentions import find_candidates
from onrecord.read.places.relations import find_relation
from onrecord.read.places.resolution import resolve

if TYPE_CHECKING:
    from onrecord.gazetteer import Gazetteer, GazetteerPlace
    from onrecord.model import Article, Span
    from onrecord.read.places.mentions import Mention
    from onrecord.read.places.resolution import Choice
    from onrecord.syntax import Syntax

__all__ = ["FoundPlace", "find_places", "find_relation"]

RoleHint = Literal["place", "origin", "destination"]

MOST_CANDIDATES = 5
LEAST_BELIEF = 0.01
_ROLES: dict[str, RoleHint] = {
    "from": "origin", "to": "destination", "into": "destination", "towards": "destination",
    "toward": "destination", "": "place",
}  # fmt: skip
_PRECISION = {"state": 4, "region": 3, "district": 3, "area": 3, "settlement": 1, "site": 1}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """A name of a place in the text and what it means.

    ``span`` is the name with a region's type word ("Donetsk region"), without a possessive.
    ``kind`` is "state" for a country. ``role_hint`` is what the preposition says, None without one.
    """

    span: Span
    place: Place
    kind: Literal["place", "state"]
    role_hint: RoleHint | None


def find_places(article: Article, syntax: Syntax, gazetteer: Gazetteer) -> tuple[FoundPlace, ...]:
    """The places that the story names, in text order, never overlapping."""
    mentions = weigh(find_candidates(syntax, gazetteer), syntax, gazetteer)
    choices = resolve(mentions, syntax, gazetteer)
    text = article.document.text
    return tuple(
        _found(mention, choice, text, gazetteer)
        for mention, choice in zip(mentions, choices, strict=True)
    )


def _found(mention: Mention, choice: Choice, text: str, gazetteer: Gazetteer) -> FoundPlace:
    best, belief = choice[0]
    place = Place(
        name=best.name,
        lat=best.lat,
        lon=best.lon,
        gazetteer=best.source,
        gazetteer_id=best.id,
        within=_within(best, gazetteer),
        precision=_precision(mention, best, text),
        confidence=round(belief, 3),
        names=gazetteer.rival_names(best.id),
        candidates=_candidates(choice),
    )
    kind: Literal["place", "state"] = "state" if best.kind == "state" else "place"
    hint = _ROLES.get(mention.before, "place") if mention.before not in {"", "of"} else None
    return FoundPlace(mention.span, place, kind, hint)


def _within(place: GazetteerPlace, gazetteer: Gazetteer) -> tuple[str, ...]:
    if place.kind == "state":
        return ()
    inner = (place.region,) if place.region and place.kind in {"settlement", "district"} else ()
    return (*inner, *(gazetteer.country_name(iso) for iso in place.countries))


def _precision(mention: Mention, place: GazetteerPlace, text: str) -> int:
    if mention.type_word == "region" and place.kind == "settlement":
        return 3
    own = _PRECISION[place.kind]
    return 2 if own == 1 and find_relation(text, mention.span) else own


def _candidates(choice: Choice) -> tuple[PlaceCandidate, ...]:
    kept = [(place, belief) for place, belief in choice[:MOST_CANDIDATES] if belief >= LEAST_BELIEF]
    return tuple(
        PlaceCandidate(place.id, _full_name(place), math.floor(belief * 1000) / 1000)
        for place, belief in kept
    )


def _full_name(place: GazetteerPlace) -> str:
    return f"{place.name}, {place.region}" if place.region else place.name
