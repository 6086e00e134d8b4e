"""The two development sets of readings: real articles, and the held-out part of our corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord import Document, Reader, to_json
from training.annotated import document_of
from training.corpus.check import files, passages_of
from training.corpus.split import is_held_out
from training.evaluate_positions import Json, gold_with_texts


@dataclass(frozen=True, slots=True)
class Case:
    """One article with its gold reading and what the reader makes of it (``reading/1``)."""

    name: str
    document: Document
    gold: Json
    found: dict[str, Any]


def real(reader: Reader) -> list[Case]:
    """The annotated Wikinews articles."""
    return [
        Case(document.title or "", document, gold, to_json(reader.read(document)))
        for gold, document in gold_with_texts()
    ]


def constructed(reader: Reader) -> list[Case]:
    """The passages and articles of the held-out conflicts."""
    return [
        Case(name, document, gold, to_json(reader.read(document)))
        for name, document, gold in _held_out()
    ]


@cache
def _held_out() -> tuple[tuple[str, Document, Json], ...]:
    return tuple(_passages())


def _passages() -> Iterator[tuple[str, Document, Json]]:
    found, _ = passages_of([path for path in files() if is_held_out(path.stem)])
    for passage, gold in found:
        yield passage.id, document_of(passage), gold
