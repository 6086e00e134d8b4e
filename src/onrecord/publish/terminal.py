"""Readings and ledgers as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.model import NARRATOR, UNSPECIFIED, Claim, Position, Reading, Span
from onrecord.publish.wording import claim_words, place_words, quantity_words, time_words

STANCE_STYLES: Final = {
    "denies": "red",
    "doubts": "red",
    "retracts": "red",
    "accuses": "magenta",
    "cannot_verify": "yellow",
    "no_comment": "yellow",
    "does_not_acknowledge": "yellow",
    "does_not_deny": "yellow",
    "confirms": "green",
    "acknowledges": "green",
    "asserts": "green",
}
SPAN_STYLES: Final = {
    "content": "underline",
    "source": "bold cyan",
    "cue": "bold yellow",
    "trigger": "reverse",
}
HOLDER_NAMES: Final = {NARRATOR: "the article itself", UNSPECIFIED: "(nobody named)"}


def heading(reading: Reading) -> Text:
    """Title or first words, outlet, day and credits of an article in two lines at most."""
    document = reading.article.document
    title = document.title or document.text.strip().split("\n", 1)[0][:76]
    day = document.published.isoformat() if document.published else "no date"
    credit = f" · credit {', '.join(reading.article.credits)}" if reading.article.credits else ""
    under = f"{document.outlet or 'outlet not given'} · {day}{credit}"
    return Text.assemble((title, "bold"), "\n", (under, "dim"))


def positions_table(reading: Reading) -> Table:
    """One position a row: holder, stance, claim in words, factuality, place, time, number."""
    table = position_columns()
    names = {e.id: e for e in reading.entities}
    claims = {c.id: c for c in reading.claims}
    for position in reading.positions:
        claim = claims[position.claim]
        holder = HOLDER_NAMES.get(position.holder) or names[position.holder].name
        table.add_row(
            holder,
            Text(position.stance, STANCE_STYLES.get(position.stance, "")),
            claim_words(reading, claim),
            position.factuality,
            place_words(names.get(claim.place or "")),
            time_words(claim.time),
            ", ".join(quantity_words(q) for q in claim.quantities),
        )
    return table


def position_columns() -> Table:
    """The empty table of positions; the claim takes the room that is left."""
    table = Table(box=None, pad_edge=False, show_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("holder", max_width=26, overflow="fold")
    table.add_column("stance", max_width=20, overflow="fold")
    table.add_column("claim", ratio=1, min_width=20, overflow="fold")
    table.add_column("fact.", max_width=5)
    table.add_column("place", max_width=20, overflow="fold")
    table.add_column("time", max_width=12, overflow="fold")
    table.add_column("number", max_width=16, overflow="fold")
    return table


def notes(reading: Reading) -> list[Text]:
    """What a person should know of a reading, one line each."""
    return [Text(f"note: {note}", "yellow") for note in reading.notes]


def reading_as_table(reading: Reading) -> RenderableType:
    """Heading, notes and positions of one article."""
    body: RenderableType = (
        positions_table(reading) if reading.positions else Text("no claims found", "dim")
    )
    return Group(heading(reading), *notes(reading), Text(), body, Text())


def reading_as_text(reading: Reading) -> RenderableType:
    """The article with its spans in colour; lines that are not part of the story are dim."""
    text = reading.article.document.text
    marked = Text(text)
    for name, spans in _marked_spans(reading):
        for span in spans:
            marked.stylize(SPAN_STYLES[name], span.start, span.end)
    for block in reversed(reading.article.blocks):
        if block.role not in {"title", "body"}:
            marked.stylize("dim", block.span.start, block.span.end)
            label = Text(f"  [{block.role}: {block.reason}]", "dim italic")
            marked = marked[: block.span.end] + label + marked[block.span.end :]
    legend = Text.assemble("marks: ", *(part for n, s in SPAN_STYLES.items() for part in ((n, s), "  ")))
    return Group(heading(reading), *notes(reading), legend, Text(), marked, Text())


def _marked_spans(reading: Reading) -> Iterable[tuple[str, Sequence[Span]]]:
    for attribution in reading.attributions:
        yield "content", attribution.content
    for attribution in reading.attributions:
        yield "source", attribution.source
        yield "cue", attribution.cue
    yield "trigger", [claim.trigger for claim in reading.claims]


def summary(readings: Iterable[tuple[Position, Claim]]) -> Text:
    """One line of counts for the end of a listing."""
    stances: dict[str, int] = {}
    for position, _ in readings:
        stances[position.stance] = stances.get(position.stance, 0) + 1
    shown = ", ".join(f"{count} {stance}" for stance, count in sorted(stances.items()))
    return Text(shown, "dim")
