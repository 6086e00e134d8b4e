"""How far one changed word moves positions elsewhere: ``python -m training.evaluate_steadiness``.

In each real dev article one number, weekday or month of a sentence is changed for the next one,
sentence by sentence, and the article is read again. Nothing outside that sentence should change.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from onrecord import Document, Reader, to_json
from onrecord.model import Span
from onrecord.settings import Settings
from training.evaluate_positions import gold_with_texts, rows

EDITS: Final = 5
"""Sentences changed in an article, one at a time, spread evenly over it."""
CYCLES: Final = tuple(
    tuple(words.split())
    for words in (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
        "two three four five six seven eight nine ten eleven twelve",
    )
)
NEXT: Final = {
    word: cycle[(at + 1) % len(cycle)] for cycle in CYCLES for at, word in enumerate(cycle)
}
"""What each word is changed for; a figure gets one more."""
_CHANGEABLE: Final = re.compile(rf"\b(?:{'|'.join(NEXT)})\b|(?<![\w.,/-])\d{{1,3}}(?![\w.,/-])")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steadiness:
    """Positions outside of changed sentences: in both readings, and in one of them only."""

    kept: int
    moved: int

    @property
    def share(self) -> float:
        """Of all positions outside of changed sentences those that stayed."""
        return self.kept / max(1, self.kept + self.moved)


def edits(text: str, sentences: tuple[Span, ...]) -> list[tuple[Span, str]]:
    """What is changed: the words' place and the new ones, at most one in a sentence."""
    found = []
    for sentence in sentences:
        if match := _CHANGEABLE.search(text, sentence.start, sentence.end):
            new = NEXT.get(match[0]) or str(int(match[0]) + 1)
            found.append((Span(*match.span()), new))
    step = max(1, len(found) // EDITS)
    return found[::step][:EDITS]


def steadiness(reader: Reader, documents: list[Document]) -> Steadiness:
    """Of all edits of all documents."""
    kept = moved = 0
    for document in documents:
        sentences = tuple(reader.clean(document).sentences)
        for span, new in edits(document.text, sentences):
            text = document.text[: span.start] + new + document.text[span.end :]
            shift = len(text) - len(document.text)
            changed = next(s for s in sentences if s.start <= span.start < s.end)
            before = Counter(_keys(reader, document, changed, 0))
            after = Counter(_keys(reader, replace(document, text=text), changed, shift))
            kept += (before & after).total()
            moved += ((before | after) - (before & after)).total()
    return Steadiness(kept, moved)


def _keys(reader: Reader, document: Document, changed: Span, shift: int) -> Iterator[Key]:
    """Holder, stance, type and place of each position that does not stand in ``changed``."""
    reading = to_json(reader.read(document))
    for row in rows(reading):
        places = [span[0] for span in (row.trigger, row.source) if span is not None]
        if any(changed.start <= at < changed.end + shift for at in places):
            continue
        at = row.trigger[0] - (shift if row.trigger[0] >= changed.end + shift else 0)
        yield row.holder, row.stance, row.type, row.factuality, str(at)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder of other weights")
    given = parser.parse_args()
    settings = Settings() if given.weights is None else replace(Settings(), weights=given.weights)
    found = steadiness(Reader(settings), [document for _, document in gold_with_texts()])
    print(f"stayed {found.share:.3f} ({found.kept} of {found.kept + found.moved})")


if __name__ == "__main__":
    main()
