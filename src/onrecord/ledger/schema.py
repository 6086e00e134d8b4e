"""The tables of the ledger, what guards them, and the steps that lead to them.

Facts (``documents``), layers (``readings``) and the ``audit`` are only ever added to; triggers
refuse anything else. ``entities``, ``claims`` and ``positions`` are derived from the readings
and may be emptied and built again. ``number`` of a document or reading is the ``seq`` of the
audit row that recorded it. Days and instants are ISO 8601 text, which sorts by time.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, DDLElement

APPLICATION = 0x6F6E7264
"""``PRAGMA application_id`` of a ledger: "onrd" in ASCII."""

metadata = MetaData()

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("recorded_at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("reader", Text),
    Column("content", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("number", Integer, ForeignKey("audit.seq"), primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("published", Text),
    Column("text", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("series", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("version_of", Text, ForeignKey("documents.id")),
    UniqueConstraint("series", "version"),
)

readings = Table(
    "readings",
    metadata,
    Column("number", Integer, ForeignKey("audit.seq"), primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("reader", Text, nullable=False),
    Column("layer", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    UniqueConstraint("document", "reader"),
)

entities = Table(
    "entities",
    metadata,
    Column("reading", Integer, ForeignKey("readings.number"), primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("affiliation", Text),
    Column("place_name", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("mentions", Integer, nullable=False),
)

claims = Table(
    "claims",
    metadata,
    Column("reading", Integer, ForeignKey("readings.number"), primary_key=True),
    Column("claim", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("subtype", Text),
    Column("polarity", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("trigger_words", Text, nullable=False),
    Column("sentence", Text, nullable=False),
    Column("place_name", Text),
    Column("place_words", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("time_from", Text),
    Column("time_to", Text),
    Column("quantities", Text, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("position", Text, nullable=False),
    Column("claim", Text, nullable=False),
    Column("holder_name", Text, nullable=False),
    Column("holder_kind", Text),
    Column("holder_affiliation", Text),
    Column("holder_words", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("factuality", Text, nullable=False),
    Column("distance", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Column("chain", Text, nullable=False),
    Column("confidence", Float, nullable=False),
    Column("words", Text, nullable=False),
    ForeignKeyConstraint(["reading", "claim"], ["claims.reading", "claims.claim"]),
    UniqueConstraint("reading", "position"),
)

Index("claims_by_type", claims.c.type)

KEPT = (audit, documents, readings)
"""Tables that are only ever added to."""
DERIVED = (positions, claims, entities)
"""Tables that can be built again from ``readings``, dependants first."""

# The hidden column of an FTS5 table, named like the table, is what MATCH is asked of.
document_words = table("document_words", column("rowid"), column("document_words"))
position_words = table("position_words", column("rowid"), column("position_words"))

_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
_DOCUMENT_INDEX = "title, text, content='documents', content_rowid='number'"
_POSITION_INDEX = "words, content='positions', content_rowid='number'"
FULL_TEXT = (
    f"CREATE VIRTUAL TABLE document_words USING fts5({_DOCUMENT_INDEX}, {_TOKENS})",
    f"CREATE VIRTUAL TABLE position_words USING fts5({_POSITION_INDEX}, {_TOKENS})",
)
"""Indexes of words over tables that keep the words themselves."""


def _guards(kept: Table) -> tuple[tuple[str, str], ...]:
    """Names and statements of the triggers that let a table only grow.

    The one before INSERT stops ``INSERT OR REPLACE`` of programs that connect without
    ``recursive_triggers``, for which SQLite does not fire the one before DELETE.
    """
    key = next(iter(kept.primary_key)).name
    taken = f"EXISTS (SELECT 1 FROM {kept.name} WHERE {key} = NEW.{key})"  # noqa: S608
    if "id" in kept.c:
        taken += f" OR EXISTS (SELECT 1 FROM {kept.name} WHERE id = NEW.id)"  # noqa: S608
    return (
        _guard(kept.name, "update", ""),
        _guard(kept.name, "delete", ""),
        _guard(kept.name, "insert", f"WHEN {taken} "),
    )


def _guard(kept: str, act: str, condition: str) -> tuple[str, str]:
    name = f"{kept}_no_{act}"
    refusal = f"BEGIN SELECT RAISE(ABORT, '{kept} is append-only'); END"
    return name, f"CREATE TRIGGER {name} BEFORE {act.upper()} ON {kept} {condition}{refusal}"


GUARDS = dict(guard for kept in KEPT for guard in _guards(kept))
"""The triggers of the kept tables, by name."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the schema, which takes a ledger from the version before to this one."""

    version: int
    name: str
    statements: tuple[str, ...]


def _first_statements() -> tuple[str, ...]:
    dialect = sqlite.dialect()
    ordered = metadata.sorted_tables
    indexes = [index for each in ordered for index in each.indexes]
    elements: list[DDLElement] = [*map(CreateTable, ordered), *map(CreateIndex, indexes)]
    made = (str(element.compile(dialect=dialect)) for element in elements)
    return (*made, *FULL_TEXT, *GUARDS.values())


STEPS = (Step(1, "facts, layers, audit and what is derived from them", _first_statements()),)
"""Every step in order. A later one adds its statements here, and freezes those before it."""

VERSION = STEPS[-1].version
"""``PRAGMA user_version`` of a ledger that this program writes."""


def steps_from(version: int) -> tuple[Step, ...]:
    """What is still to be done to a ledger of that version; 0 is an empty file."""
    return tuple(step for step in STEPS if step.version > version)
