"""How much of a content is quoted: direct, mixed or indirect speech."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.model import Form, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENING, _CLOSING, _EITHER = "“„«‟", "”»", '"'
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"


def form_of(content: Iterable[Span], text: str) -> Form:
    """``direct`` when every word lies inside quotation marks, ``mixed`` when some do."""
    spans = list(content)
    words = sum(_letters(text, span.start, span.end) for span in spans)
    inside = sum(
        _letters(text, max(span.start, quoted.start), min(span.end, quoted.end))
        for span in spans
        for quoted in quotations(text)
    )
    if not inside:
        return "indirect"
    return "direct" if inside == words else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(map(str.isalnum, text[start:end])) if start < end else 0


@lru_cache(maxsize=4)
def quotations(text: str) -> tuple[Span, ...]:
    """The stretches inside quotation marks, marks included.

    A quotation that its paragraph leaves open ends with the paragraph, as newspapers close
    only the last of several. Single marks count only where no apostrophe could be meant.
    """
    found: list[Span] = []
    start: int | None = None
    for i, character in enumerate(text):
        if start is None and (
            character in _OPENING or character in _EITHER or _opens_single(text, i)
        ):
            start = i
        elif start is not None and (character == "\n" or _closes(text[start], text, i)):
            found.append(Span(start, i + 1))
            start = None
    return (*found, Span(start, len(text))) if start is not None else tuple(found)


def _closes(opening: str, text: str, i: int) -> bool:
    if opening in (_SINGLE_OPEN, "'"):
        after = text[i + 1 : i + 2]
        return text[i] in (_SINGLE_CLOSE, "'") and not after.isalnum()
    return text[i] in _CLOSING or text[i] in _EITHER


def _opens_single(text: str, i: int) -> bool:
    if text[i] not in (_SINGLE_OPEN, "'"):
        return False
    before, after = text[i - 1 : i] if i else "", text[i + 1 : i + 2]
    if before.isalnum() or not after.isalnum():
        return False
    line = text[i + 1 : (text.find("\n", i) + 1 or len(text) + 1) - 1]
    marks = [
        k
        for k, c in enumerate(line)
        if c in (_SINGLE_CLOSE, "'") and not line[k + 1 : k + 2].isalnum()
    ]
    return bool(marks)
