"""Reads the inline markup of the corpus (README.md): a passage's text with its labelled spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Final

from onrecord.model import Span

MANNERS: Final = (
    "wire", "agency", "local", "state-media", "think-tank", "live-blog", "broadcaster", "ngo",
)  # fmt: skip
LINE_ROLES: Final = ("title", "credit", "byline", "caption", "related")
HEAD: Final = re.compile(r"=== (\S+) \| (\S+) \| (\d{4}-\d\d-\d\d)$")
ENTITY: Final = re.compile(r"@(\S+) (\S+) ([^<+]+?)(?: < (\S+))?(?: \+ (.+))?$")
LABEL: Final = re.compile(r"([a-z]+)(\d+(?:,\d+)*)(?:([:=>])(\S+))?$")
MARK: Final = re.compile(r"[\[\]|]")


class MarkupError(ValueError):
    """A passage that does not follow the markup; the message names passage and place."""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a span: ``name`` with its ``number`` ("s", 1) and what follows it.

    ``sign`` is one of ``: = >`` or empty; ``value`` is what stands behind it.
    """

    name: str
    number: int
    span: Span
    sign: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """An entity of the passage's head."""

    id: str
    kind: str
    name: str
    affiliation: str | None
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage or article: ``text`` without markup, labels and mentions with offsets into it.

    ``lines``: the span of each line and its role ("body" or one of ``LINE_ROLES``).
    """

    id: str
    manner: str
    published: date
    text: str
    lines: tuple[tuple[Span, str], ...]
    entities: tuple[Declared, ...]
    labels: tuple[Label, ...]
    mentions: tuple[tuple[str, Span], ...]

    def of(self, name: str) -> list[Label]:
        """The labels with this name, in order of the text."""
        return [label for label in self.labels if label.name == name]


@dataclass(slots=True)
class _Text:
    """What a passage's lines have given so far."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    labels: list[Label] = field(default_factory=list)
    mentions: list[tuple[str, Span]] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Appends plain words."""
        self.parts.append(words)
        self.length += len(words)


def read(path: Path) -> list[Passage]:
    """The passages of a file, in order. Raises ``MarkupError``."""
    return list(parse(path.read_text(encoding="utf-8")))


def parse(source: str) -> Iterator[Passage]:
    """The passages of a text in markup. Raises ``MarkupError``."""
    for part in re.split(r"^(?==== )", source, flags=re.MULTILINE):
        if part.strip():
            yield _passage(part.strip().split("\n"))


def _passage(lines: list[str]) -> Passage:
    head = HEAD.match(lines[0].strip())
    if not head or head[2] not in MANNERS:
        raise MarkupError(f"not a head of a passage: {lines[0]!r}")
    try:
        return _filled(head, [line.strip() for line in lines[1:] if line.strip()])
    except (MarkupError, ValueError) as error:
        raise MarkupError(f"{head[1]}: {error}") from error


def _filled(head: re.Match[str], lines: list[str]) -> Passage:
    heads = list(takewhile(lambda line: line.startswith("@"), lines))
    text, spans = _Text(), list[tuple[Span, str]]()
    for line in lines[len(heads) :]:
        if line.startswith("@"):
            raise MarkupError(f"an entity below the first line of text: {line!r}")
        role, words = _role(line)
        if text.length:
            text.add("\n")
        start = text.length
        _read_line(words, text)
        spans.append((Span(start, text.length), role))
    return Passage(
        head[1],
        head[2],
        date.fromisoformat(head[3]),
        "".join(text.parts),
        tuple(spans),
        tuple(_declared(line) for line in heads),
        tuple(sorted(text.labels, key=lambda label: (label.span.start, -label.span.end))),
        tuple(text.mentions),
    )


def _role(line: str) -> tuple[str, str]:
    if not line.startswith("%"):
        return "body", line
    role, _, words = line[1:].partition(" ")
    if role not in LINE_ROLES:
        raise MarkupError(f"no such line role: %{role}")
    return role, words.strip()


def _declared(line: str) -> Declared:
    found = ENTITY.match(line)
    if not found:
        raise MarkupError(f"not an entity: {line!r} (write: @id kind Name < affiliation + members)")
    members = tuple((found[5] or "").split())
    return Declared(found[1], found[2], found[3].strip(), found[4], members)


def _read_line(line: str, text: _Text) -> None:
    opened: list[int] = []
    at = 0
    while found := MARK.search(line, at):
        text.add(line[at : found.start()])
        at = found.end()
        if found[0] == "[":
            opened.append(text.length)
        elif found[0] == "|":
            close = line.find("]", at)
            if close < 0 or not opened:
                raise MarkupError(f"unclosed labels near {line[max(0, at - 30) : at + 20]!r}")
            _label(line[at:close], Span(opened.pop(), text.length), text)
            at = close + 1
        else:
            raise MarkupError(f"a bracket without labels near {line[max(0, at - 30) : at + 10]!r}")
    text.add(line[at:])
    if opened:
        raise MarkupError(f"{len(opened)} brackets are not closed in {line[:60]!r}")


def _label(labels: str, span: Span, text: _Text) -> None:
    if span.start == span.end:
        raise MarkupError(f"empty span with the labels {labels!r}")
    for label in labels.split():
        if label.startswith("@"):
            text.mentions.append((label[1:], span))
            continue
        found = LABEL.match(label)
        if not found:
            raise MarkupError(f"not a label: {label!r}")
        for number in found[2].split(","):
            text.labels.append(Label(found[1], int(number), span, found[3] or "", found[4] or ""))
