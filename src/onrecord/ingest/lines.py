"""The lines of a text, and which of them make one paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Span

_FINAL = re.compile(r"[.!?…:;][\"'”’»›)\]}*]*(?:\s?\[\d+\])*$")
_BULLET = re.compile(r"(?:[•▪◦●■·*‣–—-]\s|[(\[]?(?:\d{1,2}|[a-z])[.)\]]\s)")
_NARROWEST, _WIDEST = 30, 120
"""Columns between which people and programs wrap plain text by hand."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the white space at its edges.

    ``column`` is how much white space was in front; ``follows`` says that no blank line
    stands between it and the line before.
    """

    span: Span
    text: str
    column: int
    follows: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more lines that are one paragraph, caption, headline ..., and their joint words."""

    lines: tuple[Line, ...]
    text: str

    @property
    def span(self) -> Span:
        """From the first line's start to the last line's end."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)

    @property
    def is_final(self) -> bool:
        """Whether it ends as sentences do, or announces what follows."""
        return has_final_mark(self.text)

    @property
    def is_bullet(self) -> bool:
        """Whether it is marked as an item of a list."""
        return _BULLET.match(self.text) is not None


def has_final_mark(text: str) -> bool:
    """Whether a text ends with sentence-final punctuation, a colon or a semicolon."""
    return _FINAL.search(text[-40:]) is not None


def split_units(text: str) -> list[Unit]:
    """The paragraphs of a text; hard-wrapped lines are put together."""
    lines = _split_lines(text)
    width = _wrap_width(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [Unit(tuple(group), " ".join(line.text for line in group)) for group in groups]


def _split_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    offset, follows = 0, False
    for raw in text.splitlines(keepends=True):
        stripped = raw.strip()
        if stripped:
            column = len(raw) - len(raw.lstrip())
            start = offset + column
            lines.append(Line(Span(start, start + len(stripped)), stripped, column, follows))
        follows = bool(stripped)
        offset += len(raw)
    return lines


def _wrap_width(lines: list[Line]) -> int | None:
    """The column at which the text is wrapped, None where its lines are paragraphs.

    In wrapped text a line ends where the next line's first word did not fit. Nearly all
    lines that end in mid-sentence must show that, and most of those that have a follower
    must end so.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if b.follows]
    width = max((len(line.text) for pair in pairs for line in pair), default=0)
    if len(pairs) < 3 or not _NARROWEST <= width <= _WIDEST:
        return None
    open_ended = [(a, b) for a, b in pairs if not has_final_mark(a.text)]
    full = sum(_is_full(a, b, width) for a, b in open_ended)
    going_on = sum(b.text[0].islower() for _, b in open_ended)
    is_wrapped = 4 * full >= 3 * len(open_ended) and 5 * going_on >= 2 * len(pairs)
    return width if is_wrapped else None


def _is_full(line: Line, following: Line, width: int) -> bool:
    first_word = following.text.split(None, 1)[0]
    return len(line.text) + 1 + len(first_word) > width


def _continues(line: Line, following: Line, width: int | None) -> bool:
    if not following.follows or _opens_item(line, following):
        return False
    if width is not None:
        return following.column <= line.column + 1 and _is_full(line, following, width)
    return following.text[0].islower() and not has_final_mark(line.text)


def _opens_item(line: Line, following: Line) -> bool:
    """Whether the second line is an item of a list, and not a dash within a sentence."""
    if _BULLET.match(following.text) is None:
        return False
    is_dash = following.text[0] in "-–—" and following.text[2:3].islower()
    return not is_dash or has_final_mark(line.text) or _BULLET.match(line.text) is not None
