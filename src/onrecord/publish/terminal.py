"""Readings as a person reads them in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.model import Block, Claim, Entity, Position, Reading, Span
from onrecord.publish.layout import HOLDER_NAMES, Line, Lines
from onrecord.publish.printable import on_one_line, visible_lines
from onrecord.publish.wording import claim_words, place_words, quantity_words, time_words

SPAN_STYLES: Final = {
    "content": "underline",
    "source": "bold cyan",
    "cue": "bold yellow",
    "trigger": "reverse",
}
_READ: Final = frozenset({"title", "body"})


def heading(reading: Reading) -> Text:
    """Title or first words, outlet, day and credits of an article in two lines."""
    document = reading.article.document
    title = on_one_line(document.title or _first_words(reading))
    day = document.published.isoformat() if document.published else "no date"
    credit = f" · credit {', '.join(reading.article.credits)}" if reading.article.credits else ""
    under = f"{document.outlet or 'outlet not given'} · {day}{credit}"
    return Text.assemble((title, "bold"), "\n", (on_one_line(under), "dim"))


def _first_words(reading: Reading, longest: int = 76) -> str:
    text = reading.article.document.text.strip()
    first = " ".join(text[:400].split("\n", 1)[0].split())
    return first if len(first) <= longest else first[:longest].rsplit(" ", 1)[0] + " …"


def notes(reading: Reading) -> list[Text]:
    """What a person should know of a reading, one line each."""
    return [Text(f"note: {on_one_line(note)}", "yellow") for note in reading.notes]


def reading_as_table(reading: Reading) -> RenderableType:
    """Heading, notes and positions of one article, one position a row."""
    names = {entity.id: entity for entity in reading.entities}
    claims = {claim.id: claim for claim in reading.claims}
    lines = [_line(reading, p, claims[p.claim], names) for p in reading.positions]
    body: RenderableType = Lines(tuple(lines)) if lines else Text("no claims found", "dim")
    return Group(heading(reading), *notes(reading), Text(), body, Text())


def _line(reading: Reading, position: Position, claim: Claim, names: dict[str, Entity]) -> Line:
    return Line(
        holder=HOLDER_NAMES.get(position.holder) or names[position.holder].name,
        affiliation=None,
        stance=position.stance,
        claim=claim_words(reading, claim),
        factuality=position.factuality,
        place=place_words(names.get(claim.place or "")),
        time=time_words(claim.time),
        numbers=", ".join(filter(None, map(quantity_words, claim.quantities))),
    )


def reading_as_text(reading: Reading) -> RenderableType:
    """The article with its spans in colour; lines that are not part of the story are dim."""
    legend = Text.assemble(
        "marks: ", *(part for name, style in SPAN_STYLES.items() for part in ((name, style), "  "))
    )
    marked = _marked(reading)
    return Group(heading(reading), *notes(reading), legend, Text(), marked, Text())


def _marked(reading: Reading) -> Text:
    """The article's text, each character in the style of all the spans that it lies in."""
    marked = Text(visible_lines(reading.article.document.text))
    for name, spans in _marked_spans(reading):
        for span in spans:
            marked.stylize(SPAN_STYLES[name], span.start, span.end)
    return Text().join(_pieces(marked, reading.article.blocks))


def _pieces(marked: Text, blocks: Sequence[Block]) -> Iterable[Text]:
    """The text cut behind each line that is left out, with the reason put in there."""
    left_out = [block for block in blocks if block.role not in _READ]
    for block in left_out:
        marked.stylize("dim", block.span.start, block.span.end)
    labels = [Text(f"  [{b.role}: {on_one_line(b.reason)}]", "dim italic") for b in left_out]
    pieces = marked.divide(block.span.end for block in left_out)
    for piece, label in zip(pieces, [*labels, Text()], strict=True):
        yield piece
        yield label


def _marked_spans(reading: Reading) -> Iterable[tuple[str, Sequence[Span]]]:
    for attribution in reading.attributions:
        yield "content", attribution.content
    for attribution in reading.attributions:
        yield "source", attribution.source
        yield "cue", attribution.cue
    yield "trigger", [claim.trigger for claim in reading.claims]
