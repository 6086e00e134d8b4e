"""The notation of the annotated articles: lines to values (see README.md)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

POSITIONAL = {"say": 3, "entity": 1, "claim": 1, "line": 1}
"""How many fields after the head are known by their place; the others begin with a keyword."""

SHAPE = re.compile(r"^(?P<before>[^\[]*)\[(?P<words>[^\]]+)\](?P<after>.*)$")


class NotationError(ValueError):
    """A line of notes that does not fit its text."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of notes: the words of its head, then fields separated by " | "."""

    number: int
    kind: str
    head: tuple[str, ...]
    parts: tuple[str, ...]
    fields: tuple[str, ...]

    def all(self, keyword: str) -> list[str]:
        """What follows the keyword in every field that begins with it."""
        found = [entry.partition(" ") for entry in self.fields]
        return [rest.strip() for first, _, rest in found if first == keyword]

    def one(self, keyword: str) -> str | None:
        """What follows the keyword in the first such field, None without one."""
        return next(iter(self.all(keyword)), None)

    def has(self, word: str) -> bool:
        """Whether a field is just this word."""
        return word in self.fields


@dataclass(frozen=True, slots=True)
class Notes:
    """One article's notes."""

    url: str
    lines: list[Line] = field(default_factory=list)

    def of(self, kind: str) -> list[Line]:
        """The lines of one kind, in order."""
        return [line for line in self.lines if line.kind == kind]


def parse(source: str) -> Notes:
    """The notes of one file; blank lines and lines that start with "#" say nothing."""
    lines = [
        _line(number, text)
        for number, text in enumerate(source.splitlines(), 1)
        if text.strip() and not text.startswith("#")
    ]
    if not lines or lines[0].kind != "url":
        raise NotationError("notes begin with the line: url ADDRESS")
    return Notes(lines[0].head[0], lines[1:])


def _line(number: int, text: str) -> Line:
    head, *fields = [part.strip() for part in text.split(" | ")]
    kind, *words = head.split()
    count = POSITIONAL.get(kind, 0)
    if len(fields) < count:
        raise NotationError(f"line {number}: {kind} needs {count} fields")
    return Line(number, kind, tuple(words), tuple(fields[:count]), tuple(fields[count:]))


def span(words: str, text: str) -> tuple[int, int]:
    """Where the text has the words, as start and end.

    ``words`` must occur once; ``words#2`` is the second occurrence; ``before[words]after``
    finds the bracketed part by its surroundings; ``first..last`` runs from the one to the
    next occurrence of the other.
    """
    first, dots, last = words.partition("..")
    start, end = _find(first, text)
    if not dots:
        return start, end
    at = text.find(last, start)
    if at < 0:
        raise NotationError(f"{last!r} does not follow {first!r}")
    return start, at + len(last)


def spans(words: str, text: str) -> list[tuple[int, int]]:
    """Several spans separated by " ; ", none for "-"."""
    return [] if words == "-" else [span(part.strip(), text) for part in words.split(" ; ")]


def mentions(words: str, text: str) -> list[tuple[int, int]]:
    """Spans of mentions: as ``spans``, and ``word*`` for every occurrence as a whole word."""
    found: set[tuple[int, int]] = set()
    for part in words.split(" ; "):
        if part.endswith("*"):
            pattern = rf"(?<!\w){re.escape(part[:-1])}(?!\w)"
            every = {match.span() for match in re.finditer(pattern, text)}
            if not every:
                raise NotationError(f"{part!r} does not occur")
            found |= every
        else:
            found.add(span(part, text))
    return sorted(found)


def _find(words: str, text: str) -> tuple[int, int]:
    if shape := SHAPE.match(words):
        before, inner, after = shape.group("before", "words", "after")
        start = _only(before + inner + after, text) + len(before)
        return start, start + len(inner)
    words, hash_sign, nth = words.partition("#")
    if not hash_sign:
        return _only(words, text), _only(words, text) + len(words)
    starts = [found.start() for found in re.finditer(re.escape(words), text)]
    if len(starts) < int(nth):
        raise NotationError(f"{words!r} occurs {len(starts)} times")
    return starts[int(nth) - 1], starts[int(nth) - 1] + len(words)


def _only(words: str, text: str) -> int:
    if (times := text.count(words)) != 1:
        raise NotationError(f"{words!r} occurs {times} times")
    return text.index(words)
