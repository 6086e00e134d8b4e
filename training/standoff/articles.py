"""Real articles with their gold readings: the texts from the corpora folder, by their addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from onrecord import Document
from training.standoff.build import build
from training.standoff.records import records

REAL: Final = Path(__file__).parents[1] / "real"
"""Notes of real articles to train on; those of ``training/dev`` are for measuring only."""


def real_articles(folder: Path = REAL) -> Iterator[tuple[dict[str, Any], Document]]:
    """The gold reading and the document of each annotated article in a folder."""
    yield from read_notes((folder / "notes").glob("*.txt"))


def read_notes(files: Iterable[Path]) -> Iterator[tuple[dict[str, Any], Document]]:
    """The same for files of notes."""
    readings, articles = build(records(), files)
    for gold, record in zip(readings, articles, strict=True):
        day = date.fromisoformat(record["date"]) if record["date"] else None
        yield gold, Document(record["text"], record["title"], None, record["url"], day)
