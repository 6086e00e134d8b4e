"""The JSON of one reading (codebook section 4, schema "reading/1"), out and in.

Keys stand in the codebook's order. Offsets are code points into ``document.text``. What the
codebook's JSON does not carry is lost on the way: paragraphs and sentences of the article,
and the gazetteer's own name of a place except as one of its candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from onrecord.model import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Entity,
    Place,
    PlaceCandidate,
    PlaceName,
    PlaceRelation,
    Position,
    Quantity,
    Reading,
    Role,
    Span,
    Time,
)

SCHEMA = "reading/1"

JsonObject = dict[str, Any]


def to_json(reading: Reading) -> JsonObject:
    """The reading as an object that ``data/reading.schema.json`` describes.

    ``notes`` (warnings for people) is there only when there are any. A place always
    stands among its own candidates, since that is where its gazetteer name is kept.
    """
    written: JsonObject = {
        "schema": SCHEMA,
        "reader": reading.reader,
        "document": _article_out(reading.article),
        "entities": [_entity_out(entity) for entity in reading.entities],
        "attributions": [_attribution_out(found) for found in reading.attributions],
        "claims": [_claim_out(claim) for claim in reading.claims],
        "positions": [_position_out(position) for position in reading.positions],
    }
    return written | ({"notes": list(reading.notes)} if reading.notes else {})


def from_json(written: Mapping[str, Any]) -> Reading:
    """The reading that an object valid against the schema describes.

    Its article has no paragraphs and no sentences. Raises ``KeyError``, ``TypeError`` or
    ``ValueError`` on an object that is not valid.
    """
    if written["schema"] != SCHEMA:
        raise ValueError(f"schema {written['schema']!r} is not {SCHEMA!r}")
    return Reading(
        reader=written["reader"],
        article=_article_in(written["document"]),
        entities=tuple(_entity_in(entity) for entity in written["entities"]),
        attributions=tuple(_attribution_in(found) for found in written["attributions"]),
        claims=tuple(_claim_in(claim) for claim in written["claims"]),
        positions=tuple(_position_in(position) for position in written["positions"]),
        notes=tuple(written.get("notes", ())),
    )


def _span_out(span: Span) -> JsonObject:
    return {"start": span.start, "end": span.end}


def _spans_out(spans: Iterable[Span]) -> list[JsonObject]:
    return [_span_out(span) for span in spans]


def _span_in(written: Mapping[str, Any]) -> Span:
    return Span(written["start"], written["end"])


def _spans_in(written: Iterable[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(_span_in(span) for span in written)


def _day_out(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day_in(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def _number_out(number: float | None) -> float | None:
    """Whole numbers without a decimal point, as people write "300"."""
    return int(number) if number is not None and float(number).is_integer() else number


def _number_in(written: float | None) -> float | None:
    return None if written is None else float(written)


def _article_out(article: Article) -> JsonObject:
    document = article.document
    return {
        "id": article.id,
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": _day_out(document.published),
        "language": article.language,
        "credits": list(article.credits),
        "blocks": [
            _span_out(block.span) | {"role": block.role, "reason": block.reason}
            for block in article.blocks
        ],
    }


def _article_in(written: Mapping[str, Any]) -> Article:
    return Article(
        document=Document(
            text=written["text"],
            title=written["title"],
            outlet=written["outlet"],
            url=written["url"],
            published=_day_in(written["published"]),
        ),
        id=written["id"],
        language=written["language"],
        credits=tuple(written["credits"]),
        blocks=tuple(Block(_span_in(b), b["role"], b["reason"]) for b in written["blocks"]),
        paragraphs=(),
        sentences=(),
    )


def _time_out(time: Time | None) -> JsonObject | None:
    if time is None:
        return None
    return {
        "start": time.start,
        "end": time.end,
        "from": _day_out(time.first),
        "to": _day_out(time.last),
        "granularity": time.granularity,
        "approximate": time.approximate,
        "anchor": time.anchor,
        "relative_to": time.relative_to,
    }


def _time_in(written: Mapping[str, Any] | None) -> Time | None:
    if written is None:
        return None
    return Time(
        start=written["start"],
        end=written["end"],
        first=_day_in(written["from"]),
        last=_day_in(written["to"]),
        granularity=written["granularity"],
        approximate=written["approximate"],
        anchor=written["anchor"],
        relative_to=written["relative_to"],
    )


def _candidates(place: Place) -> tuple[PlaceCandidate, ...]:
    if any(candidate.gazetteer_id == place.gazetteer_id for candidate in place.candidates):
        return place.candidates
    return (PlaceCandidate(place.gazetteer_id, place.name, place.confidence), *place.candidates)


def _place_out(place: Place | None) -> JsonObject | None:
    if place is None:
        return None
    return {
        "lat": place.lat,
        "lon": place.lon,
        "gazetteer": place.gazetteer,
        "gazetteer_id": place.gazetteer_id,
        "within": list(place.within),
        "precision": place.precision,
        "confidence": place.confidence,
        "names": [
            {"name": n.name, "used_by": n.used_by, "from": n.since, "to": n.until}
            for n in place.names
        ],
        "candidates": [
            {"gazetteer_id": c.gazetteer_id, "name": c.name, "confidence": c.confidence}
            for c in _candidates(place)
        ],
    }


def _place_in(written: Mapping[str, Any] | None) -> Place | None:
    if written is None:
        return None
    candidates = tuple(
        PlaceCandidate(c["gazetteer_id"], c["name"], float(c["confidence"]))
        for c in written["candidates"]
    )
    named = {candidate.gazetteer_id: candidate.name for candidate in reversed(candidates)}
    return Place(
        name=named[written["gazetteer_id"]],
        lat=float(written["lat"]),
        lon=float(written["lon"]),
        gazetteer=written["gazetteer"],
        gazetteer_id=written["gazetteer_id"],
        within=tuple(written["within"]),
        precision=written["precision"],
        confidence=float(written["confidence"]),
        names=tuple(
            PlaceName(n["name"], n["used_by"], n["from"], n["to"]) for n in written["names"]
        ),
        candidates=candidates,
    )


def _entity_out(entity: Entity) -> JsonObject:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "mentions": _spans_out(entity.mentions),
        "affiliation": entity.affiliation,
        "members": list(entity.members),
        "place": _place_out(entity.place),
    }


def _entity_in(written: Mapping[str, Any]) -> Entity:
    return Entity(
        id=written["id"],
        kind=written["kind"],
        name=written["name"],
        mentions=_spans_in(written["mentions"]),
        affiliation=written["affiliation"],
        members=tuple(written["members"]),
        place=_place_in(written["place"]),
    )


def _attribution_out(attribution: Attribution) -> JsonObject:
    return {
        "id": attribution.id,
        "source": _spans_out(attribution.source),
        "cue": _spans_out(attribution.cue),
        "content": _spans_out(attribution.content),
        "holder": attribution.holder,
        "form": attribution.form,
        "stance": attribution.stance,
        "distance": attribution.distance,
        "parent": attribution.parent,
        "said": _time_out(attribution.said),
    }


def _attribution_in(written: Mapping[str, Any]) -> Attribution:
    return Attribution(
        id=written["id"],
        source=_spans_in(written["source"]),
        cue=_spans_in(written["cue"]),
        content=_spans_in(written["content"]),
        holder=written["holder"],
        form=written["form"],
        stance=written["stance"],
        distance=written["distance"],
        parent=written["parent"],
        said=_time_in(written["said"]),
    )


def _role_out(role: Role) -> JsonObject:
    return {"role": role.role} | _span_out(role.span) | {"entity": role.entity, "claim": role.claim}


def _relation_out(relation: PlaceRelation | None) -> JsonObject | None:
    if relation is None:
        return None
    return {
        "distance_km": _number_out(relation.distance_km),
        "direction": relation.direction,
    }


def _relation_in(written: Mapping[str, Any] | None) -> PlaceRelation | None:
    if written is None:
        return None
    return PlaceRelation(_number_in(written["distance_km"]), written["direction"])


def _quantity_out(quantity: Quantity) -> JsonObject:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "low": _number_out(quantity.low),
        "best": _number_out(quantity.best),
        "high": _number_out(quantity.high),
        "comparator": quantity.comparator,
        "unit": quantity.unit,
        "of": quantity.of,
        "scope": quantity.scope,
    }


def _quantity_in(written: Mapping[str, Any]) -> Quantity:
    return Quantity(
        start=written["start"],
        end=written["end"],
        low=_number_in(written["low"]),
        best=_number_in(written["best"]),
        high=_number_in(written["high"]),
        comparator=written["comparator"],
        unit=written["unit"],
        of=written["of"],
        scope=written["scope"],
    )


def _claim_out(claim: Claim) -> JsonObject:
    return {
        "id": claim.id,
        "type": claim.type,
        "subtype": claim.subtype,
        "trigger": _span_out(claim.trigger),
        "roles": [_role_out(role) for role in claim.roles],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "time": _time_out(claim.time),
        "place": claim.place,
        "place_relation": _relation_out(claim.place_relation),
        "quantities": [_quantity_out(quantity) for quantity in claim.quantities],
        "attribution": claim.attribution,
    }


def _claim_in(written: Mapping[str, Any]) -> Claim:
    return Claim(
        id=written["id"],
        type=written["type"],
        subtype=written["subtype"],
        trigger=_span_in(written["trigger"]),
        roles=tuple(
            Role(r["role"], _span_in(r), r["entity"], r["claim"]) for r in written["roles"]
        ),
        polarity=written["polarity"],
        modality=written["modality"],
        time=_time_in(written["time"]),
        place=written["place"],
        place_relation=_relation_in(written["place_relation"]),
        quantities=tuple(_quantity_in(quantity) for quantity in written["quantities"]),
        attribution=written["attribution"],
    )


def _position_out(position: Position) -> JsonObject:
    return {
        "id": position.id,
        "holder": position.holder,
        "claim": position.claim,
        "stance": position.stance,
        "factuality": position.factuality,
        "distance": position.distance,
        "chain": list(position.chain),
        "evidence": _spans_out(position.evidence),
        "said": _time_out(position.said),
        "confidence": position.confidence,
    }


def _position_in(written: Mapping[str, Any]) -> Position:
    return Position(
        id=written["id"],
        holder=written["holder"],
        claim=written["claim"],
        stance=written["stance"],
        factuality=written["factuality"],
        distance=written["distance"],
        chain=tuple(written["chain"]),
        evidence=_spans_in(written["evidence"]),
        said=_time_in(written["said"]),
        confidence=float(written["confidence"]),
    )
