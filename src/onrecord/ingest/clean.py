"""A document to an article: language, lines with their roles, credits, sentences; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from onrecord.ingest.blocks import Verdict, assign_roles
from onrecord.ingest.credits import credit_names, end_credit, find_dateline, known_agencies
from onrecord.ingest.languages import check_language
from onrecord.ingest.lines import Unit, split_units
from onrecord.ingest.sentences import split_sentences
from onrecord.model import Article, Block, BlockRole, Document, Span

_READ: tuple[BlockRole, ...] = ("title", "body")


def clean(document: Document) -> Article:
    """The article of a document, its text unchanged.

    Raises ``LanguageError`` for a text that is not English.
    """
    language = check_language(document.text)
    units = split_units(document.text)
    verdicts = assign_roles(units, document.title)
    paragraphs = tuple(
        unit.span for unit, (role, _) in zip(units, verdicts, strict=True) if role in _READ
    )
    return Article(
        document=document,
        id=document_id(document),
        language=language,
        credits=_credits(document.text, units, verdicts),
        blocks=_blocks(units, verdicts),
        paragraphs=paragraphs,
        sentences=tuple(s for p in paragraphs for s in split_sentences(document.text, p)),
    )


def document_id(document: Document) -> str:
    """SHA-256, in hexadecimal, of the document's canonical JSON.

    Canonical: keys sorted, no blanks between, UTF-8 without escapes, the day as an ISO date.
    """
    fields = {
        "text": document.text,
        "title": document.title,
        "outlet": document.outlet,
        "url": document.url,
        "published": document.published.isoformat() if document.published else None,
    }
    canonical = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", errors="surrogatepass")).hexdigest()


def _blocks(units: Sequence[Unit], verdicts: Sequence[Verdict]) -> tuple[Block, ...]:
    return tuple(
        Block(line.span, role, reason)
        for unit, (role, reason) in zip(units, verdicts, strict=True)
        for line in unit.lines
    )


def _credits(text: str, units: Sequence[Unit], verdicts: Sequence[Verdict]) -> tuple[str, ...]:
    """The agencies behind the text: of its datelines, bylines and credits, each once."""
    names: list[str] = []
    for unit, (role, _) in zip(units, verdicts, strict=True):
        if role == "credit":
            names += credit_names(unit.text)
        elif role == "byline":
            names += known_agencies(unit.text)
        elif role == "body":
            names += _credits_within(text, unit.span)
    return tuple(dict.fromkeys(names))


def _credits_within(text: str, paragraph: Span) -> tuple[str, ...]:
    dateline = find_dateline(text, paragraph)
    opening = dateline.agencies if dateline else ()
    return opening + end_credit(text[max(paragraph.start, paragraph.end - 80) : paragraph.end])
