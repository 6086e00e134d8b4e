"""Loaders of the public corpora, as plain values with character offsets.

The folder is ``ONRECORD_DATA``, else ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.model import Span

Pieces = tuple[Span, ...]


def data_folder() -> Path:
    """Where the corpora lie."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    return Path(os.environ.get("ONRECORD_DATA", beside))


@dataclass(frozen=True, slots=True)
class Attributed:
    """One annotated attribution; a span may be in several pieces, source and content empty."""

    source: Pieces
    cue: Pieces
    content: Pieces


@dataclass(frozen=True, slots=True)
class AttributedText:
    """An article of PolNeAR with its attributions."""

    name: str
    text: str
    attributions: tuple[Attributed, ...]


def polnear(part: str) -> list[AttributedText]:
    """PolNeAR (Newell et al., LREC 2018): "train" or "dev", one annotator per article.

    Where several annotated an article, the first in file order is taken.
    """
    folder = data_folder() / "polnear" / part
    found: dict[str, AttributedText] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        if name in found:
            continue
        text = (folder / "text" / f"{name}.txt").read_bytes().decode("utf-8")
        found[name] = AttributedText(name, text, tuple(_brat(path.read_text(encoding="utf-8"))))
    return list(found.values())


def _brat(annotation: str) -> Iterator[Attributed]:
    spans: dict[str, Pieces] = {}
    for line in annotation.split("\n"):
        if match := re.match(r"(T\d+)\t(\w+) ([\d ;]+)\t", line):
            ranges = (piece.split() for piece in match[3].split(";"))
            spans[match[1]] = tuple(Span(int(a), int(b)) for a, b in ranges)
    for line in annotation.split("\n"):
        if not re.match(r"E\d+\t", line):
            continue
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for word in line.split("\t")[1].split():
            role, _, target = word.partition(":")
            role = role.rstrip("0123456789")
            if role in parts:
                parts[role].extend(spans.get(target, ()))
        if parts["Cue"]:
            yield Attributed(*(tuple(sorted(set(parts[r]))) for r in ("Source", "Cue", "Content")))


@dataclass(frozen=True, slots=True)
class Word:
    """A token of GUM. ``head`` is the index in the document (its own index for a root).

    ``kind``: kind of the entity that the token heads, "" for none; ``cluster``: the
    coreference cluster of that entity, None for none.
    """

    span: Span
    sentence: int
    pos: str
    head: int
    rel: str
    kind: str
    cluster: str | None


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A document of GUM, with its text rebuilt from the tokens."""

    name: str
    text: str
    sentences: tuple[Span, ...]
    words: tuple[Word, ...]


def gum() -> list[ParsedText]:
    """GUM (Zeldes 2017): Universal Dependencies, entity kinds and coreference."""
    folder = data_folder() / "gum"
    return [
        _parsed(path, folder / "coref" / f"{path.stem}.conll")
        for path in sorted((folder / "dep").glob("*.conllu"))
    ]


def held_out(name: str) -> bool:
    """Whether a GUM document is kept from training to score the grammar: one in twelve."""
    return sum(name.encode()) % 12 == 0


def _parsed(path: Path, coref: Path) -> ParsedText:
    text = ""
    rows: list[tuple[Span, int, str, int, str]] = []
    sentences: list[Span] = []
    offset = begin = 0
    unspaced_until = 0
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line.split("\t") for line in block.split("\n") if line and line[0] != "#"]
        if not lines:
            continue
        if "\n# newpar" in "\n" + block and text:
            text = text.rstrip() + "\n\n"
        base, begin = len(rows), len(text)
        for columns in lines:
            if "-" in columns[0]:
                unspaced_until = int(columns[0].split("-")[1])
                spaced_at_end = "SpaceAfter=No" not in columns[9]
                continue
            if "." in columns[0]:
                continue
            number = int(columns[0])
            offset = len(text)
            text += columns[1]
            head = base + int(columns[6]) - 1 if columns[6] != "0" else base + number - 1
            rows.append((Span(offset, len(text)), len(sentences), columns[3], head, columns[7]))
            spaced = "SpaceAfter=No" not in columns[9]
            if number < unspaced_until:
                spaced = False
            elif number == unspaced_until:
                spaced, unspaced_until = spaced_at_end, 0
            text += " " if spaced else ""
        unspaced_until = 0
        sentences.append(Span(begin, len(text.rstrip())))
        if not text.endswith((" ", "\n")):
            text += " "
    mentions = _mentions(coref, [row[3] for row in rows])
    words = tuple(
        Word(*row, *mentions.get(i, ("", None)))  # type: ignore[misc]
        for i, row in enumerate(rows)
    )
    return ParsedText(path.stem, text, tuple(sentences), words)


def _mentions(path: Path, heads: list[int]) -> dict[int, tuple[str, str]]:
    """Head token -> kind and cluster; of nested mentions with one head the longest counts."""
    opened: dict[str, list[int]] = {}
    found: list[tuple[int, int, str, str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        columns = line.split("\t")
        if len(columns) < 3 or not columns[0].isdigit():
            continue
        index = int(columns[0])
        for opening, kind, cluster, closing in re.findall(
            r"(\()?([a-z]+)-(\d+)(?:-[^()]*)?(\))?", columns[-1]
        ):
            if opening and closing:
                found.append((index, index + 1, kind, cluster))
            elif opening:
                opened.setdefault(cluster, []).append(index)
            elif opened.get(cluster):
                found.append((opened[cluster].pop(), index + 1, kind, cluster))
    result: dict[int, tuple[str, str]] = {}
    for begin, end, kind, cluster in sorted(found, key=lambda m: m[0] - m[1]):
        head = next((i for i in range(begin, end) if not begin <= heads[i] < end), None)
        head = (
            next((i for i in range(begin, end) if heads[i] == i), begin) if head is None else head
        )
        result.setdefault(head, (kind, cluster))
    return result
