"""What can be asked of the ledger: pure functions from a filter to SQL.

Nothing here runs a statement. Whatever a user typed goes in as a bound value, and the words of
a full-text search as quoted phrases, so no input is a syntax error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    distinct,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.sql.elements import ColumnClause

from onrecord.ledger.layers import folded
from onrecord.ledger.schema import (
    audit,
    claims,
    document_words,
    documents,
    position_words,
    positions,
    readings,
)

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """What to show. None asks for nothing in particular.

    ``holder``: words of the name or of the affiliation's name, in any order. ``place``: words
    in a row of one of the place's names, rival names or containing areas. ``since`` and
    ``until``, both included, meet the time of a claim where it is known, else the day
    of publication. ``search``: all the words, or "phrases" in quotation marks. ``reader``:
    readings of that version instead of the newest of each document. Of a document that was
    changed only the newest version shows, unless ``all_versions``.
    """

    holder: str | None = None
    place: str | None = None
    type: str | None = None
    since: date | None = None
    until: date | None = None
    search: str | None = None
    reader: str | None = None
    limit: int | None = None
    all_versions: bool = False


def position_rows(wanted: Filter) -> Select[Any]:
    """Positions with their claims and documents: newest document first, then as in the text."""
    return (
        select(
            documents.c.id.label("document"),
            *documents.c["title", "outlet", "url", "published", "version"],
            readings.c.reader,
            *positions.c["position", "claim"],
            positions.c.holder_name.label("holder"),
            *positions.c["holder_kind", "holder_affiliation", "stance", "factuality", "distance"],
            *claims.c["sentence", "type", "subtype", "polarity", "modality"],
            claims.c.trigger_words.label("trigger"),
            claims.c.place_name.label("place"),
            *claims.c["lat", "lon", "time_from", "time_to", "quantities"],
            *positions.c["evidence", "chain", "confidence"],
        )
        .select_from(_JOINED)
        .where(*_shown(wanted), *_of_positions(wanted), *_within(wanted, _happened))
        .order_by(*_NEWEST_FIRST, positions.c.number)
        .limit(wanted.limit)
    )


def holder_rows(wanted: Filter) -> Select[Any]:
    """Holders of the positions that the filter lets through, the most quoted first."""
    holder = (positions.c.holder_name, positions.c.holder_kind, positions.c.holder_affiliation)
    count = func.count()
    return (
        select(
            holder[0].label("name"),
            holder[1].label("kind"),
            holder[2].label("affiliation"),
            count.label("positions"),
            func.count(distinct(documents.c.id)).label("documents"),
            func.min(documents.c.published).label("first_published"),
            func.max(documents.c.published).label("last_published"),
        )
        .select_from(_JOINED)
        .where(*_shown(wanted), *_of_positions(wanted), *_within(wanted, _happened))
        .group_by(*holder)
        .order_by(count.desc(), *holder)
        .limit(wanted.limit)
    )


def document_rows(wanted: Filter) -> Select[Any]:
    """Documents with the reading shown, newest first; ``since`` and ``until`` by publication.

    Holder, place and type ask for a document with such a position; ``search`` for the
    words in title, text or a claim.
    """
    count = select(func.count()).where(positions.c.reading == readings.c.number)
    return (
        select(
            *documents.c["id", "title", "outlet", "url", "published", "language"],
            *documents.c["version", "version_of", "recorded_at"],
            readings.c.reader,
            count.correlate(readings).scalar_subquery().label("positions"),
        )
        .select_from(documents.join(readings, readings.c.document == documents.c.id))
        .where(*_shown(wanted), *_of_documents(wanted), *_within(wanted, _published))
        .order_by(*_NEWEST_FIRST)
        .limit(wanted.limit)
    )


def has_reading(document: str, reader: str) -> Select[Any]:
    """One row if that reader version's reading of the document is kept."""
    return select(readings.c.number).where(
        readings.c.document == document, readings.c.reader == reader
    )


def kept_reading(document: str, reader: str | None) -> Select[Any]:
    """Layer and text of a reading; the newest one without ``reader``."""
    wanted = [readings.c.document == document]
    if reader is not None:
        wanted.append(readings.c.reader == reader)
    return (
        select(readings.c.layer, documents.c.text)
        .join(documents, documents.c.id == readings.c.document)
        .where(*wanted)
        .order_by(readings.c.number.desc())
        .limit(1)
    )


def every_reading() -> Select[Any]:
    """Number, layer and text of all readings, in the order of recording."""
    return (
        select(readings.c.number, readings.c.document, readings.c.layer, documents.c.text)
        .join(documents, documents.c.id == readings.c.document)
        .order_by(readings.c.number)
    )


def last_of_series(series: str) -> Select[Any]:
    """Id and version of the newest version in a series of documents."""
    return (
        select(documents.c.id, documents.c.version)
        .where(documents.c.series == series)
        .order_by(documents.c.version.desc())
        .limit(1)
    )


def unnamed_documents(outlet: str | None, published: str | None, phrases: str) -> Select[Any]:
    """Series and text of documents without address and title that share one of the phrases.

    Only those of the same outlet and day, the newest first; ``phrases`` is an FTS5 query.
    """
    return (
        select(documents.c.series, documents.c.text)
        .where(
            documents.c.url.is_(None),
            documents.c.title.is_(None),
            documents.c.outlet.is_not_distinct_from(outlet),
            documents.c.published.is_not_distinct_from(published),
            _matches(documents.c.number, document_words, phrases),
        )
        .order_by(documents.c.number.desc())
    )


def version_of_document(document: str) -> Select[Any]:
    """The version number of a document that is kept."""
    return select(documents.c.version).where(documents.c.id == document)


def last_audit() -> Select[Any]:
    """The end of the chain."""
    return select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)


def phrases(typed: str) -> str:
    """What a user typed as an FTS5 query: every word or quoted phrase must be there.

    Only letters and digits get through; a text without any finds nothing.
    """
    pieces = [quoted or bare for quoted, bare in re.findall(r'"([^"]*)"|([^\s"]+)', typed)]
    words = [" ".join(re.findall(r"\w+", piece)) for piece in pieces]
    return " ".join(f'"{each}"' for each in words if each) or '""'


_STATED = positions.join(
    claims,
    and_(claims.c.reading == positions.c.reading, claims.c.claim == positions.c.claim),
)
_JOINED = _STATED.join(readings, readings.c.number == positions.c.reading).join(
    documents, documents.c.id == readings.c.document
)
_NEWEST_FIRST = (documents.c.published.desc().nulls_last(), documents.c.number.desc())


def _shown(wanted: Filter) -> list[Condition]:
    """Which versions and which readings are shown at all."""
    conditions = []
    if not wanted.all_versions:
        newer = documents.alias("newer")
        same, later = newer.c.series == documents.c.series, newer.c.version > documents.c.version
        conditions.append(~exists().where(same, later))
    if wanted.reader is not None:
        return [*conditions, readings.c.reader == wanted.reader]
    again = readings.alias("again")
    of_it, later = again.c.document == readings.c.document, again.c.number > readings.c.number
    return [*conditions, ~exists().where(of_it, later)]


def _of_positions(wanted: Filter) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.holder is not None:
        conditions += _all_words(positions.c.holder_words, wanted.holder)
    if wanted.place is not None:
        conditions.append(_holds(claims.c.place_words, " ".join(folded(wanted.place))))
    if wanted.type is not None:
        conditions.append(claims.c.type == wanted.type)
    if wanted.search is not None:
        conditions.append(_found(positions.c.number, position_words, wanted.search))
    return conditions


def _of_documents(wanted: Filter) -> list[Condition]:
    conditions: list[Condition] = []
    if wanted.holder is not None or wanted.place is not None or wanted.type is not None:
        asked = Filter(holder=wanted.holder, place=wanted.place, type=wanted.type)
        conditions.append(_has_position(_of_positions(asked)))
    if wanted.search is not None:
        in_text = _found(documents.c.number, document_words, wanted.search)
        in_claim = _has_position([_found(positions.c.number, position_words, wanted.search)])
        conditions.append(or_(in_text, in_claim))
    return conditions


def _has_position(conditions: list[Condition]) -> Condition:
    of_it = positions.c.reading == readings.c.number
    query = select(positions.c.number).select_from(_STATED).where(of_it, *conditions)
    return query.correlate(readings).exists()


def _all_words(padded: ColumnElement[str], typed: str) -> list[Condition]:
    words = folded(typed)
    return [_holds(padded, word) for word in words] if words else [false()]


def _holds(padded: ColumnElement[str], words: str) -> Condition:
    return func.instr(padded, literal(f" {words} ")) > 0 if words else false()


def _found(number: ColumnElement[int], index: Any, typed: str) -> Condition:
    return _matches(number, index, phrases(typed))


def _matches(number: ColumnElement[int], index: Any, query: str) -> Condition:
    hidden: ColumnClause[str] = index.c[index.name]
    return number.in_(select(index.c.rowid).where(hidden.match(query)))


def _within(wanted: Filter, meets: Any) -> list[Condition]:
    since = None if wanted.since is None else wanted.since.isoformat()
    until = None if wanted.until is None else wanted.until.isoformat()
    return [] if since is None and until is None else [meets(since, until)]


def _published(since: str | None, until: str | None) -> Condition:
    day = documents.c.published
    return and_(day.is_not(None), *_bounds(day, day, since, until))


def _happened(since: str | None, until: str | None) -> Condition:
    """The interval of the claim, open at an end that is not known; without one, publication."""
    first, last = claims.c.time_from, claims.c.time_to
    known = or_(first.is_not(None), last.is_not(None))
    overlap = [or_(end.is_(None), bound) for end, bound in _ends(first, last, since, until)]
    return or_(and_(known, *overlap), and_(~known, _published(since, until)))


def _bounds(
    first: ColumnElement[str], last: ColumnElement[str], since: str | None, until: str | None
) -> list[Condition]:
    return [bound for _, bound in _ends(first, last, since, until)]


def _ends(
    first: ColumnElement[str], last: ColumnElement[str], since: str | None, until: str | None
) -> list[tuple[ColumnElement[str], Condition]]:
    ends: list[tuple[ColumnElement[str], Condition]] = []
    if since is not None:
        ends.append((last, last >= since))
    if until is not None:
        ends.append((first, first <= until))
    return ends
