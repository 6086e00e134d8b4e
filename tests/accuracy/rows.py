"""The positions of a reading as flat rows, to be looked up and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from onrecord.model import Claim, Entity, Position, Quantity, Reading, Role, Span, Time

if TYPE_CHECKING:
    from collections.abc import Iterable

Days = tuple[date | None, date | None]
Number = tuple[str, float | None, float | None, float | None]

_UNSPOKEN = frozenset({"the", "of", "a", "an", "and", "mr", "mrs", "s", "in", "its"})


@dataclass(frozen=True, slots=True)
class Row:
    """One position with what its claim says."""

    holder: str
    stance: str
    factuality: str
    distance: str
    said: Days | None
    type: str
    subtype: str | None
    polarity: str
    modality: str
    time: Days | None
    place: str | None
    coordinates: tuple[float, float] | None
    numbers: frozenset[Number]
    names: frozenset[str]
    actors: frozenset[str]
    word: str
    trigger: Span
    cues: tuple[Span, ...]

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes two positions of two readings the same."""
        return (" ".join(sorted(words_of(self.holder))), self.stance, self.type, self.word)


def rows_of(reading: Reading) -> list[Row]:
    """The positions of the reading in its order."""
    entities = {entity.id: entity for entity in reading.entities}
    claims = {claim.id: claim for claim in reading.claims}
    cues = {attribution.id: attribution.cue for attribution in reading.attributions}
    return [
        _row(reading, position, claims[position.claim], entities, cues)
        for position in reading.positions
    ]


def _row(
    reading: Reading,
    position: Position,
    claim: Claim,
    entities: dict[str, Entity],
    cues: dict[str, tuple[Span, ...]],
) -> Row:
    text = reading.article.document.text
    place = entities.get(claim.place or "")
    holder = entities.get(position.holder)
    return Row(
        holder=holder.name if holder else position.holder,
        stance=position.stance,
        factuality=position.factuality,
        distance=position.distance,
        said=_days(position.said),
        type=claim.type,
        subtype=claim.subtype,
        polarity=claim.polarity,
        modality=claim.modality,
        time=_days(claim.time),
        place=place.name if place else None,
        coordinates=(place.place.lat, place.place.lon) if place and place.place else None,
        numbers=frozenset(_number(quantity) for quantity in claim.quantities),
        names=_fillers(claim.roles, "name", text),
        actors=_fillers(claim.roles, "actor", text),
        word=claim.trigger.of(text).lower(),
        trigger=claim.trigger,
        cues=cues.get(position.chain[-1], ()) if position.chain else (),
    )


def _days(time: Time | None) -> Days | None:
    return (time.first, time.last) if time else None


def _number(quantity: Quantity) -> Number:
    return (quantity.comparator, quantity.low, quantity.best, quantity.high)


def _fillers(roles: Iterable[Role], wanted: str, text: str) -> frozenset[str]:
    return frozenset(role.span.of(text) for role in roles if role.role == wanted)


def words_of(name: str) -> frozenset[str]:
    """The words of a holder's name that count (the rule of the shared position scorer)."""
    return frozenset(re.sub(r"[^\w ]", " ", name.lower()).split()) - _UNSPOKEN


def same_name(one: str, other: str) -> bool:
    """Whether two holder names agree: half of the shorter one's words."""
    if (one == "NARRATOR") != (other == "NARRATOR"):
        return False
    left, right = words_of(one), words_of(other)
    shorter = min(len(left), len(right))
    return one == other or (shorter > 0 and 2 * len(left & right) >= shorter)


def marked(phrase: str, text: str) -> Span:
    """Where ``text`` has the bracketed words of ``phrase``, which must occur once in it."""
    before, rest = phrase.split("[")
    words, after = rest.split("]")
    whole = before + words + after
    if text.count(whole) != 1:
        raise ValueError(f"{whole!r} occurs {text.count(whole)} times")
    start = text.index(whole) + len(before)
    return Span(start, start + len(words))


def offsets_in(value: Any) -> list[tuple[int, int]]:
    """Every pair of integer ``start`` and ``end`` in a JSON value, in the order met."""
    if isinstance(value, list):
        return [pair for item in value for pair in offsets_in(item)]
    if not isinstance(value, dict):
        return []
    inner = [pair for item in value.values() for pair in offsets_in(item)]
    start, end = value.get("start"), value.get("end")
    if isinstance(start, int) and isinstance(end, int):
        return [(start, end), *inner]
    return inner
