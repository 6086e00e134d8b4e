"""The ledger on disk: open, add, show, verify. The only module here that touches a file.

One transaction takes in one article (document, reading, derived rows, audit), so a process
that is killed leaves either all of it or nothing. Whatever SQLite has to complain about
comes out as a ``LedgerError`` that names the file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    FromClause,
    Select,
    Table,
    TableClause,
    func,
    insert,
    select,
    text,
)

from onrecord.errors import LedgerError
from onrecord.ledger import queries
from onrecord.ledger.audit import (
    START,
    canonical,
    chain_problems,
    derived_problems,
    digest,
    fact_problems,
    head_problems,
    sealed,
)
from onrecord.ledger.layers import Derived, Wording, derive, from_layer, plain_wording, to_layer
from onrecord.ledger.opening import engine_at, inspect, prepare, told
from onrecord.ledger.queries import Filter
from onrecord.ledger.rows import (
    DocumentRow,
    HolderRow,
    Outcome,
    PositionRow,
    Receipt,
    Verification,
    document_row,
    holder_row,
    position_row,
)
from onrecord.ledger.schema import (
    DERIVED,
    GUARDS,
    audit,
    claims,
    document_words,
    documents,
    entities,
    position_words,
    positions,
    readings,
)
from onrecord.ledger.versions import SAME, overlap, sampled_phrases, shingles
from onrecord.model import Article, Document, Reading

Found = TypeVar("Found")
Row = Mapping[str, Any]

_INDEX_DOCUMENT = (
    "INSERT INTO document_words(rowid, title, text)"
    " SELECT number, title, text FROM documents WHERE id = :id"
)
_INDEX_POSITIONS = (
    "INSERT INTO position_words(rowid, words)"
    " SELECT number, words FROM positions WHERE reading = :number"
)


class Ledger:
    """An open ledger; close it, or use it as a context manager."""

    def __init__(self, path: Path, engine: Engine, wording: Wording) -> None:
        self.path = path
        self._engine = engine
        self._wording = wording

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        wording: Wording = plain_wording,
        busy_seconds: float = 10.0,
    ) -> Self:
        """Open the ledger at ``path``; with ``create``, to write, and make it if it is not there.

        ``wording`` puts a claim into words when it is taken in; ``busy_seconds`` is how
        long to wait for another process that is writing. Raises ``LedgerError``.
        """
        writable = inspect(path, create=create)
        engine = engine_at(path, writable=writable, busy_seconds=busy_seconds)
        try:
            with told(path):
                prepare(path, engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(path, engine, wording)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ingest(self, reading: Reading, now: datetime | None = None) -> Receipt:
        """Take in an article and its reading; what is there already is left as it is.

        ``now`` is the system time to record, by default the clock's. Raises ``LedgerError``.
        """
        recorded_at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="microseconds")
        with told(self.path), self._transaction(writes=True) as connection:
            return _take_in(connection, reading, recorded_at, self._wording)

    def has(self, document_id: str, reader: str) -> bool:
        """Whether that reader version has read the document."""
        return bool(self._all(queries.has_reading(document_id, reader), dict))

    def reading(self, document_id: str, reader: str | None = None) -> Reading | None:
        """The reading as it was taken in, the newest one without ``reader``; None if unknown."""
        kept = self._all(queries.kept_reading(document_id, reader), _kept)
        return kept[0] if kept else None

    def documents(self, wanted: Filter | None = None) -> tuple[DocumentRow, ...]:
        """Documents that the filter lets through, newest first."""
        return self._all(queries.document_rows(wanted or Filter()), document_row)

    def holders(self, wanted: Filter | None = None) -> tuple[HolderRow, ...]:
        """Who holds the positions that the filter lets through, the most quoted first."""
        return self._all(queries.holder_rows(wanted or Filter()), holder_row)

    def claims(self, wanted: Filter | None = None) -> tuple[PositionRow, ...]:
        """Positions that the filter lets through, newest document first, then as in its text."""
        return self._all(queries.position_rows(wanted or Filter()), position_row)

    def verify(self, head: str | None = None) -> Verification:
        """Check every row against the chain of hashes, and the file itself.

        ``head`` is a head noted elsewhere: without one, a chain whose tail was cut off is
        still a whole chain. Changes no row. Damage is reported, not raised.
        """
        rows, last = 0, START
        problems: list[str] = []
        try:
            with told(self.path), _readable(self.path), self._transaction() as connection:
                chain = list(_rows(connection, _ordered(audit)))
                rows, last = len(chain), chain[-1]["hash"] if chain else START
                problems += chain_problems(chain)
                problems += head_problems(head, {row["hash"] for row in chain}) if head else ()
                problems += _fact_problems(connection, chain)
                problems += _file_problems(connection)
                problems += _derived_problems(connection, self._wording)
        except LedgerError as error:
            problems.append(error.fact)
        return Verification(rows, last, tuple(problems))

    def rebuild(self) -> None:
        """Empty the derived tables and build them again from the readings."""
        with told(self.path), self._transaction(writes=True) as connection:
            for table in DERIVED:
                connection.execute(table.delete())
            for row in list(_rows(connection, queries.every_reading())):
                _insert(connection, derive(row["number"], _kept(row), self._wording))
            for index in ("document_words", "position_words"):
                connection.execute(text(f"INSERT INTO {index} ({index}) VALUES ('rebuild')"))  # noqa: S608

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            connection.execution_options(writes=writes)
            with connection.begin():
                yield connection

    def _all(self, query: Select[Any], row_of: Callable[[Row], Found]) -> tuple[Found, ...]:
        with told(self.path), _readable(self.path), self._transaction() as connection:
            return tuple(map(row_of, _rows(connection, query)))


def _take_in(
    connection: Connection, reading: Reading, recorded_at: str, wording: Wording
) -> Receipt:
    article = reading.article
    outcome, version = _take_in_document(connection, article, recorded_at)
    known = connection.execute(queries.has_reading(article.id, reading.reader)).first()
    if known is None:
        _take_in_reading(connection, reading, recorded_at, wording)
        outcome = "new_reading" if outcome == "unchanged" else outcome
    return Receipt(article.id, outcome, version, len(reading.positions))


def _take_in_document(
    connection: Connection, article: Article, recorded_at: str
) -> tuple[Outcome, int]:
    known = connection.execute(queries.version_of_document(article.id)).scalar()
    if known is not None:
        return "unchanged", int(known)
    series = _series(connection, article)
    before = connection.execute(queries.last_of_series(series)).one_or_none()
    version = 1 if before is None else before.version + 1
    fact = _facts(article) | {
        "recorded_at": recorded_at,
        "series": series,
        "version": version,
        "version_of": None if before is None else before.id,
    }
    _record(connection, documents, fact, recorded_at)
    connection.execute(text(_INDEX_DOCUMENT), {"id": article.id})
    return ("added" if before is None else "new_version"), version


def _facts(article: Article) -> dict[str, Any]:
    document = article.document
    return {
        "id": article.id,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": _day(document),
        "text": document.text,
        "language": article.language,
    }


def _series(connection: Connection, article: Article) -> str:
    """What versions of one article have in common.

    The address; without one outlet, title and day, since a column of the same title comes
    out again and again; without these the text that it shares most words with.
    """
    document = article.document
    if document.url:
        return canonical({"url": document.url})
    if document.title:
        key = {"outlet": document.outlet, "title": document.title, "published": _day(document)}
        return canonical(key)
    return _series_of_unnamed(connection, document) or canonical({"id": article.id})


def _series_of_unnamed(connection: Connection, document: Document) -> str | None:
    """The series of the kept text that this one is a version of, None where it stands alone."""
    phrases = sampled_phrases(document.text)
    if not phrases:
        return None
    own = shingles(document.text)
    kept = connection.execute(queries.unnamed_documents(document.outlet, _day(document), phrases))
    shares = [(overlap(own, shingles(row.text)), row.series) for row in kept]
    share, series = max(shares, key=lambda each: each[0], default=(0.0, None))
    return series if share >= SAME else None


def _day(document: Document) -> str | None:
    return None if document.published is None else document.published.isoformat()


def _take_in_reading(
    connection: Connection, reading: Reading, recorded_at: str, wording: Wording
) -> None:
    layer = canonical(to_layer(reading))
    row = {
        "document": reading.article.id,
        "reader": reading.reader,
        "layer": layer,
        "sha256": sha256(layer.encode()).hexdigest(),
        "recorded_at": recorded_at,
    }
    number = _record(connection, readings, row, recorded_at)
    kept = from_layer(json.loads(layer), reading.article.document.text)
    _insert(connection, derive(number, kept, wording))
    connection.execute(text(_INDEX_POSITIONS), {"number": number})


def _record(connection: Connection, table: Table, row: dict[str, Any], recorded_at: str) -> int:
    """Add a row and the audit row that answers for it; they share their number."""
    last = connection.execute(queries.last_audit()).one_or_none()
    number = 1 if last is None else last.seq + 1
    numbered = {"number": number} | row
    entry = {
        "seq": number,
        "recorded_at": recorded_at,
        "kind": table.name,
        "subject": row.get("document", row.get("id")),
        "reader": row.get("reader"),
        "content": digest(numbered),
        "previous": START if last is None else last.hash,
    }
    connection.execute(insert(audit), sealed(entry))
    connection.execute(insert(table), numbered)
    return number


def _insert(connection: Connection, derived: Derived) -> None:
    for table, rows in _tables(derived):
        if rows:
            connection.execute(insert(table), rows)


def _tables(derived: Derived) -> tuple[tuple[Table, list[dict[str, Any]]], ...]:
    """The rows of each derived table, in the order in which they may be added."""
    return (
        (entities, list(derived.entities)),
        (claims, list(derived.claims)),
        (positions, list(derived.positions)),
    )


def _rows(connection: Connection, query: Select[Any]) -> Iterator[dict[str, Any]]:
    for row in connection.execute(query):
        yield dict(row._mapping)  # noqa: SLF001 -- public in spite of its name


def _kept(row: Row) -> Reading:
    return from_layer(json.loads(row["layer"]), row["text"])


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Cells that no program of ours wrote come out as an error that says so."""
    try:
        yield
    except (ValueError, TypeError, KeyError) as error:
        fact = f"the ledger {path} holds a row that cannot be read ({error!r})"
        raise LedgerError(fact, "see what was changed with onrecord verify") from error


def _ordered(table: Table) -> Select[Any]:
    return select(table).order_by(*table.primary_key)


def _fact_problems(connection: Connection, chain: list[dict[str, Any]]) -> Iterator[str]:
    for table in (documents, readings):
        expected = {row["seq"]: row for row in chain if row["kind"] == table.name}
        yield from fact_problems(table.name, expected, _rows(connection, _ordered(table)))
    known = {documents.name, readings.name}
    yield from (f"audit {row['seq']}: unknown kind" for row in chain if row["kind"] not in known)


def _derived_problems(connection: Connection, wording: Wording) -> Iterator[str]:
    for reading in list(_rows(connection, queries.every_reading())):
        derived = derive(reading["number"], _kept(reading), wording)
        for table, expected in _tables(derived):
            query = select(table).where(table.c.reading == reading["number"])
            yield from derived_problems(table.name, expected, _rows(connection, query))


def _file_problems(connection: Connection) -> Iterator[str]:
    for (told_by_sqlite,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if told_by_sqlite != "ok":
            yield f"file: {told_by_sqlite}"
    for child, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"{child} row {row}: points at a row of {parent} that is not there"
    yield from _guard_problems(connection)
    yield from _index_problems(connection)


def _guard_problems(connection: Connection) -> Iterator[str]:
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    there = {row.name: row.sql for row in connection.exec_driver_sql(query)}
    for name, statement in GUARDS.items():
        if there.get(name) != statement:
            yield f"schema: the trigger {name} is missing or changed"


def _index_problems(connection: Connection) -> Iterator[str]:
    for index, table in ((document_words, documents), (position_words, positions)):
        entries = TableClause(f"{index.name}_docsize")
        indexed = connection.execute(_count(entries)).scalar_one()
        rows = connection.execute(_count(table)).scalar_one()
        if indexed != rows:
            yield f"{index.name}: {indexed} rows indexed of {rows}"


def _count(table: FromClause) -> Select[int]:
    return select(func.count()).select_from(table)
