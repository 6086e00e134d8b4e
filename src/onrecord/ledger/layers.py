"""A reading as the ledger keeps it, and the flat rows derived from it.

A layer is the reading's JSON (codebook section 4) without the text, which lies in ``documents``
once, and with the paragraphs and sentences that the JSON lacks. Derived rows come
from what a layer gives back, never from the reading handed in, so they can be built again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from onrecord.interchange import from_json, to_json
from onrecord.ledger.audit import canonical
from onrecord.ledger.rows import Evidence, QuantityRow
from onrecord.model import Attribution, Claim, Entity, Place, Position, Reading, Span

Wording = Callable[[Reading, Claim], str]
"""Puts a claim into words for people."""

LONGEST_WORDING = 160
"""Characters of a claim in words: two lines of a terminal."""

_PLACE_ROLES = frozenset({"place", "origin", "destination"})


def to_layer(reading: Reading) -> dict[str, Any]:
    """What ``readings.layer`` holds of a reading."""
    written = to_json(reading)
    document = {key: value for key, value in written["document"].items() if key != "text"}
    return written | {
        "document": document,
        "paragraphs": [[span.start, span.end] for span in reading.article.paragraphs],
        "sentences": [[span.start, span.end] for span in reading.article.sentences],
    }


def from_layer(layer: Mapping[str, Any], text: str) -> Reading:
    """The reading that a layer keeps, over the text of its document."""
    reading = from_json({**layer, "document": {**layer["document"], "text": text}})
    article = replace(
        reading.article,
        paragraphs=tuple(Span(*pair) for pair in layer["paragraphs"]),
        sentences=tuple(Span(*pair) for pair in layer["sentences"]),
    )
    return replace(reading, article=article)


def plain_wording(reading: Reading, claim: Claim) -> str:
    """The words of the trigger's sentence from the first trigger or role to the last."""
    sentence = _sentence(reading, claim.trigger)
    inside = [role.span for role in claim.roles if sentence.contains(role.span)]
    spans = [claim.trigger, *inside]
    whole = Span(min(span.start for span in spans), max(span.end for span in spans))
    words = " ".join(whole.of(reading.article.document.text).split())
    if len(words) <= LONGEST_WORDING:
        return words
    return words[: LONGEST_WORDING - 1].rstrip() + "…"


def _sentence(reading: Reading, span: Span) -> Span:
    """The sentence around a span; the span itself where it crosses sentences."""
    return next((each for each in reading.article.sentences if each.contains(span)), span)


def folded(words: str) -> list[str]:
    """Words to compare names by: lower case, without accents and punctuation."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", words) if not unicodedata.combining(c))
    return re.findall(r"\w+", plain.casefold())


def _padded(names: Iterable[str]) -> str:
    """Folded names between blanks and bars, so that whole words of one name can be found."""
    return " | ".join(["", *(" ".join(folded(name)) for name in names), ""])


@dataclass(frozen=True, slots=True)
class Derived:
    """Rows of the derived tables, without those numbers that the database gives."""

    entities: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    positions: tuple[dict[str, Any], ...]


def derive(number: int, reading: Reading, wording: Wording) -> Derived:
    """The rows that stand for a reading in the derived tables."""
    rows = _Rows(
        number,
        reading,
        {entity.id: entity for entity in reading.entities},
        {claim.id: claim for claim in reading.claims},
        {found.id: found for found in reading.attributions},
    )
    sentences = {claim.id: wording(reading, claim) for claim in reading.claims}
    return Derived(
        tuple(rows.entity(entity) for entity in reading.entities),
        tuple(rows.claim(claim, sentences[claim.id]) for claim in reading.claims),
        tuple(rows.position(found, sentences[found.claim]) for found in reading.positions),
    )


@dataclass(frozen=True, slots=True)
class _Rows:
    number: int
    reading: Reading
    entities: Mapping[str, Entity]
    claims: Mapping[str, Claim]
    attributions: Mapping[str, Attribution]

    def entity(self, entity: Entity) -> dict[str, Any]:
        return {
            "reading": self.number,
            "entity": entity.id,
            "kind": entity.kind,
            "name": entity.name,
            "affiliation": self._affiliation(entity.id),
            **_located(entity.place),
            "mentions": len(entity.mentions),
        }

    def claim(self, claim: Claim, sentence: str) -> dict[str, Any]:
        entity = self.entities.get(claim.place or "")
        located = _located(entity.place if entity else None)
        return {
            "reading": self.number,
            "claim": claim.id,
            "type": claim.type,
            "subtype": claim.subtype,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "trigger_words": self._words(claim.trigger),
            "sentence": sentence,
            **located,
            "place_name": located["place_name"] or (entity.name if entity else None),
            "place_words": _padded(self._place_names(claim)),
            "time_from": _day(claim.time.first if claim.time else None),
            "time_to": _day(claim.time.last if claim.time else None),
            "quantities": canonical([asdict(row) for row in self._quantities(claim)]),
        }

    def position(self, position: Position, sentence: str) -> dict[str, Any]:
        holder = self.entities.get(position.holder)
        name, affiliation = self._name(position.holder), self._affiliation(position.holder)
        return {
            "reading": self.number,
            "position": position.id,
            "claim": position.claim,
            "holder_name": name,
            "holder_kind": holder.kind if holder else None,
            "holder_affiliation": affiliation,
            "holder_words": _padded([name, affiliation or ""]),
            "stance": position.stance,
            "factuality": position.factuality,
            "distance": position.distance,
            "evidence": canonical([asdict(row) for row in self._evidence(position)]),
            "chain": canonical([self._name(self.attributions[i].holder) for i in position.chain]),
            "confidence": position.confidence,
            "words": "\n".join(self._searched(position, [sentence, name, affiliation or ""])),
        }

    def _words(self, span: Span) -> str:
        return span.of(self.reading.article.document.text)

    def _name(self, holder: str) -> str:
        return self.entities[holder].name if holder in self.entities else holder

    def _affiliation(self, entity: str) -> str | None:
        affiliation = self.entities[entity].affiliation if entity in self.entities else None
        return None if affiliation is None else self._name(affiliation)

    def _place_names(self, claim: Claim) -> Iterator[str]:
        """Every name by which a place of the claim, or an area around it, may be asked for."""
        moved = [role.entity for role in claim.roles if role.role in _PLACE_ROLES]
        for key in dict.fromkeys([claim.place, *moved]):
            if key is not None and key in self.entities:
                entity = self.entities[key]
                yield entity.name
                yield from _names(entity.place)

    def _quantities(self, claim: Claim) -> Iterator[QuantityRow]:
        for found in claim.quantities:
            yield QuantityRow(
                self._words(Span(found.start, found.end)),
                found.low,
                found.best,
                found.high,
                found.comparator,
                found.unit,
                found.of,
                found.scope,
            )

    def _evidence(self, position: Position) -> Iterator[Evidence]:
        for span in position.evidence:
            yield Evidence(span.start, span.end, self._words(span))

    def _searched(self, position: Position, told: Iterable[str]) -> Iterable[str]:
        """What full-text search finds a position by, each piece once."""
        claim = self.claims[position.claim]
        spans = [claim.trigger, *(role.span for role in claim.roles), *position.evidence]
        sentences = [_sentence(self.reading, span) for span in spans]
        pieces = [*told, *map(self._words, sentences), *self._place_names(claim)]
        return dict.fromkeys(filter(None, pieces))


def _located(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {"place_name": None, "lat": None, "lon": None}
    return {"place_name": place.name, "lat": place.lat, "lon": place.lon}


def _names(place: Place | None) -> Iterator[str]:
    if place is not None:
        yield place.name
        yield from (rival.name for rival in place.names)
        yield from place.within


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
