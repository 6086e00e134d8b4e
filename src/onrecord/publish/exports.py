"""Rows for programs: one table of formats for everything that the ledger lists."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields, is_dataclass
from datetime import date, datetime
from typing import Any, Final

from onrecord.model import NARRATOR, UNSPECIFIED, Reading
from onrecord.publish.printable import escaped_json, visible_lines
from onrecord.publish.wording import claim_words, quantity_words

POSITION_COLUMNS: Final = (
    "document", "title", "outlet", "published", "holder", "stance", "claim", "factuality", "type",
    "subtype", "polarity", "modality", "place", "latitude", "longitude", "time_from", "time_to",
    "numbers", "distance", "confidence", "evidence",
)  # fmt: skip

_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")

Cell = str | int | float | None


def reading_rows(reading: Reading) -> Iterator[dict[str, Cell]]:
    """The positions of a reading as flat rows (``POSITION_COLUMNS``)."""
    names = {e.id: e for e in reading.entities}
    claims = {c.id: c for c in reading.claims}
    document = reading.article.document
    for position in reading.positions:
        claim = claims[position.claim]
        entity = names.get(claim.place or "")
        place = entity.place if entity else None
        time = claim.time
        holder = position.holder
        yield {
            "document": reading.article.id,
            "title": document.title,
            "outlet": document.outlet,
            "published": _iso(document.published),
            "holder": holder if holder in (NARRATOR, UNSPECIFIED) else names[holder].name,
            "stance": position.stance,
            "claim": claim_words(reading, claim),
            "factuality": position.factuality,
            "type": claim.type,
            "subtype": claim.subtype,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "place": entity.name if entity else None,
            "latitude": place.lat if place else None,
            "longitude": place.lon if place else None,
            "time_from": _iso(time.first) if time else None,
            "time_to": _iso(time.last) if time else None,
            "numbers": "; ".join(filter(None, map(quantity_words, claim.quantities))),
            "distance": position.distance,
            "confidence": round(position.confidence, 3),
            "evidence": " | ".join(
                " ".join(span.of(document.text).split()) for span in position.evidence
            ),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def as_csv(columns: Sequence[str], rows: Iterable[dict[str, Cell]], *, header: bool = True) -> str:
    """CSV (RFC 4180 quoting, line feeds) of flat rows.

    A cell that a spreadsheet would run as a formula gets an apostrophe before it, and
    control characters become pictures.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    if header:
        writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(row.get(name)) for name in columns})
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    if not isinstance(cell, str) or cell == "-":
        return cell
    return visible_lines(f"'{cell}" if cell.startswith(_FORMULA_SIGNS) else cell)


def as_json_lines(rows: Iterable[Any]) -> Iterator[str]:
    """One JSON object a row; days and times in ISO form."""
    for row in rows:
        value = asdict(row) if is_dataclass(row) and not isinstance(row, type) else row
        yield escaped_json(json.dumps(value, ensure_ascii=False, default=_plain))


def _plain(value: object) -> str:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def columns_of(kind: type[Any]) -> tuple[str, ...]:
    """The names of the cells of a kind of ledger row."""
    return tuple(field.name for field in fields(kind))


def flat(row: Any) -> dict[str, Cell]:
    """A ledger row with its lists put into one cell each."""
    return {field.name: _cell(getattr(row, field.name)) for field in fields(row)}


def _cell(value: Any) -> Cell:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(_words(part) for part in value)
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def _words(part: Any) -> str:
    for name in ("words", "exact"):
        if hasattr(part, name):
            return " ".join(str(getattr(part, name)).split())
    return str(part)
