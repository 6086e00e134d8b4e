"""What the ledger gives back: frozen rows for people and programs to read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Row = Mapping[str, Any]

Outcome = Literal["added", "new_version", "new_reading", "unchanged"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a reading that was handed in.

    ``version`` counts the versions of the article from 1; ``positions`` are those of the reading.
    """

    document: str
    outcome: Outcome
    version: int
    positions: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What ``verify`` found. ``rows`` are the audit rows checked, ``head`` the last one's hash."""

    rows: int
    head: str
    problems: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with the reading of it that was asked for (the newest, if none was)."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str
    version: int
    version_of: str | None
    recorded_at: datetime
    reader: str
    positions: int


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A holder by name and affiliation, with how often and when it speaks."""

    name: str
    kind: str | None
    affiliation: str | None
    positions: int
    documents: int
    first_published: date | None
    last_published: date | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words that prove a position: ``text[start:end]`` of the document, in code points."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class QuantityRow:
    """A number of a claim, with the words that give it."""

    words: str
    low: float | None
    best: float | None
    high: float | None
    comparator: str
    unit: str | None
    of: str | None
    scope: str


@dataclass(frozen=True, slots=True)
class PositionRow:
    """Who stands where on which claim, told without a further look-up.

    ``sentence`` is the claim in words; ``time_from`` and ``time_to`` are when it happened;
    ``chain`` names the holders that relay it, outermost first, the holder itself last.
    """

    document: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    version: int
    reader: str
    position: str
    claim: str
    holder: str
    holder_kind: str | None
    holder_affiliation: str | None
    stance: str
    factuality: str
    distance: str
    sentence: str
    type: str
    subtype: str | None
    polarity: str
    modality: str
    trigger: str
    place: str | None
    lat: float | None
    lon: float | None
    time_from: date | None
    time_to: date | None
    quantities: tuple[QuantityRow, ...]
    evidence: tuple[Evidence, ...]
    chain: tuple[str, ...]
    confidence: float


def document_row(row: Row) -> DocumentRow:
    """A document from its columns."""
    recorded_at = datetime.fromisoformat(row["recorded_at"])
    return DocumentRow(**_with_days(row, "published") | {"recorded_at": recorded_at})


def holder_row(row: Row) -> HolderRow:
    """A holder from its columns."""
    return HolderRow(**_with_days(row, "first_published", "last_published"))


def position_row(row: Row) -> PositionRow:
    """A position from its columns, three of which are JSON."""
    lists = {
        "quantities": tuple(QuantityRow(**each) for each in json.loads(row["quantities"])),
        "evidence": tuple(Evidence(**each) for each in json.loads(row["evidence"])),
        "chain": tuple(json.loads(row["chain"])),
    }
    return PositionRow(**_with_days(row, "published", "time_from", "time_to") | lists)


def _with_days(row: Row, *columns: str) -> dict[str, Any]:
    days = {key: None if row[key] is None else date.fromisoformat(row[key]) for key in columns}
    return dict(row) | days
