"""What a ledger holds, as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.ledger import DocumentRow, HolderRow, PositionRow
from onrecord.publish.layout import HOLDER_NAMES, Line, Lines, plain_table
from onrecord.publish.printable import on_one_line
from onrecord.publish.wording import interval_words, place_label, quantity_words


def ledger_claims(rows: Sequence[PositionRow]) -> RenderableType:
    """Positions under the articles that they stand in, one a row."""
    parts: list[RenderableType] = []
    for _, group in groupby(rows, key=lambda row: row.document):
        of_document = list(group)
        parts += [_heading(of_document[0]), Lines(tuple(map(_line, of_document))), Text()]
    documents = len({row.document for row in rows})
    counts = (_number(len(rows), "position"), _number(documents, "article"), _stances(rows))
    return Group(*parts, _dim("; ".join(counts)))


def _heading(row: PositionRow) -> Text:
    """Title, outlet and day on one line, and which version where there are several."""
    title = Text(on_one_line(row.title or f"untitled {row.document[:12]}"), "bold underline")
    under = [row.outlet or "outlet not given", _day(row.published)]
    under += [f"version {row.version}"] if row.version > 1 else []
    return Text.assemble(title, (f" · {on_one_line(' · '.join(under))}", "dim"))


def _line(row: PositionRow) -> Line:
    return Line(
        holder=HOLDER_NAMES.get(row.holder, row.holder),
        affiliation=row.holder_affiliation,
        stance=row.stance,
        claim=row.sentence,
        factuality=row.factuality,
        place=place_label(row.place or ""),
        time=interval_words(row.time_from, row.time_to),
        numbers=", ".join(filter(None, map(quantity_words, row.quantities))),
    )


def _stances(rows: Iterable[PositionRow]) -> str:
    """How often each stance is taken, the most frequent first."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.stance] = counts.get(row.stance, 0) + 1
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{count} {stance}" for stance, count in ordered)


def ledger_holders(rows: Sequence[HolderRow]) -> RenderableType:
    """Holders with the number of their positions and articles, the most quoted first."""
    table = plain_table()
    table.add_column("holder", ratio=1, min_width=20, overflow="fold")
    table.add_column("kind", width=12)
    table.add_column("positions", justify="right", width=9)
    table.add_column("articles", justify="right", width=8)
    table.add_column("published", width=14, overflow="fold")
    for row in rows:
        name = Text(on_one_line(HOLDER_NAMES.get(row.name, row.name)), "bold")
        if row.affiliation:
            name.append(f" ({on_one_line(row.affiliation)})", "not bold dim")
        days = interval_words(row.first_published, row.last_published)
        cells = (row.kind or "", str(row.positions), str(row.documents), days)
        table.add_row(name, *map(Text, cells))
    positions = sum(row.positions for row in rows)
    counts = f"{_number(len(rows), 'holder')} of {_number(positions, 'position')}"
    return Group(table, Text(), _dim(counts))


def ledger_documents(rows: Sequence[DocumentRow]) -> RenderableType:
    """Articles with outlet, day and number of positions, newest first; below, who read them."""
    table = plain_table()
    table.add_column("title", ratio=3, min_width=20, overflow="fold")
    table.add_column("outlet", ratio=2, min_width=12)
    table.add_column("published", width=10)
    table.add_column("positions", justify="right", width=9)
    for row in rows:
        outlet, day = row.outlet or "not given", _day(row.published)
        cells = (outlet, day, str(row.positions))
        table.add_row(_title(row), *(Text(on_one_line(cell)) for cell in cells))
    positions = sum(row.positions for row in rows)
    readers = ", ".join(dict.fromkeys(row.reader for row in rows))
    counts = f"{_number(len(rows), 'article')}, {_number(positions, 'position')}"
    return Group(table, Text(), _dim(f"{counts}, read by {on_one_line(readers)}"))


def _title(row: DocumentRow) -> Text:
    title = Text(on_one_line(row.title or f"untitled {row.id[:12]}"), "bold")
    if row.version > 1:
        title.append(f" (version {row.version})", "not bold dim")
    return title


def nothing(what: str, *, asked: bool) -> RenderableType:
    """What to say where nothing is listed; ``asked`` if something in particular was asked for."""
    if asked:
        return Text(f"no {what} match: ask for less, or see onrecord show documents", "dim")
    return Text("the ledger is empty: take articles in with onrecord ingest FILE...", "dim")


def _day(published: date | None) -> str:
    return published.isoformat() if published else "no date"


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _dim(words: str) -> Text:
    return Text(words, "dim")
