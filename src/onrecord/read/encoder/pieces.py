"""From text to the pieces that the encoder reads: tokens, word pieces, shapes and windows.

Training and reading share this module, so that the model sees the same input in both.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.model import Span

Ints = npt.NDArray[np.int64]

WINDOW: Final = 382
"""Word pieces in a window without its two markers; 512 is the encoder's own limit."""

STRIDE_SHARE: Final = 0.67
"""Share of a window by which the next one moves on, so that a third is read twice."""

SHAPES: Final = 36
"""Number of shape classes: 6 kinds of letters x 3 places in the text x in or out of quotes."""

_OPENING = "“«„"
_CLOSING = "”»"


@dataclass(frozen=True, slots=True)
class Pieces:
    """The tokens of a text and their word pieces.

    Token arrays (length T): ``starts``/``ends`` offsets, ``sentence`` index, ``shape`` class.
    Piece arrays (length P): ``ids`` vocabulary index, ``token`` the token of the piece.
    ``first``: the first piece of each token.
    """

    starts: Ints
    ends: Ints
    sentence: Ints
    shape: Ints
    ids: Ints
    token: Ints
    first: Ints

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True)
class Window:
    """A run of tokens ``[start, end)`` that the encoder reads at once."""

    start: int
    end: int


def split(text: str, sentences: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Tokens and pieces of the sentences, in order; offsets are those of ``text``."""
    starts: list[int] = []
    ends: list[int] = []
    sentence_of: list[int] = []
    ids: list[int] = []
    token_of: list[int] = []
    encodings = tokenizer.encode_batch(
        [span.of(text) for span in sentences], add_special_tokens=False
    )
    for number, (span, encoding) in enumerate(zip(sentences, encodings, strict=True)):
        previous = -1
        for piece, word, (a, b) in zip(
            encoding.ids, encoding.word_ids, encoding.offsets, strict=True
        ):
            if word != previous:
                previous = word if word is not None else -1
                starts.append(span.start + a)
                ends.append(span.start + b)
                sentence_of.append(number)
            ends[-1] = span.start + b
            ids.append(piece)
            token_of.append(len(starts) - 1)
    token = np.array(token_of, dtype=np.int64)
    first = np.flatnonzero(np.diff(token, prepend=-1)) if len(token) else token
    return Pieces(
        np.array(starts, dtype=np.int64),
        np.array(ends, dtype=np.int64),
        np.array(sentence_of, dtype=np.int64),
        shapes(text, starts, ends, sentence_of),
        np.array(ids, dtype=np.int64),
        token,
        first.astype(np.int64),
    )


def shapes(text: str, starts: list[int], ends: list[int], sentence_of: list[int]) -> Ints:
    """The shape class of each token: what an uncased vocabulary does not see."""
    found: list[int] = []
    quoted = False
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        word = text[start:end]
        gap = text[ends[i - 1] : start] if i else "\n"
        opens_paragraph = "\n" in gap
        if opens_paragraph:
            quoted = False
        place = 2 if opens_paragraph else 1 if sentence_of[i] != sentence_of[i - 1] else 0
        quoted, inside = _quotation(word, quoted=quoted)
        found.append((_letters(word) * 3 + place) * 2 + inside)
    return np.array(found, dtype=np.int64)


def _quotation(word: str, *, quoted: bool) -> tuple[bool, bool]:
    """The quotation state after a token, and whether the token itself counts as inside."""
    if word in _OPENING:
        return True, True
    if word in _CLOSING:
        return False, True
    if word == '"':
        return not quoted, True
    return quoted, quoted


def _letters(word: str) -> int:
    if not any(c.isalnum() for c in word):
        return 5
    if any(c.isdigit() for c in word):
        return 4
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 3


def windows(pieces: Pieces, limit: int = WINDOW, share: float = STRIDE_SHARE) -> Iterator[Window]:
    """Overlapping windows of at most ``limit`` pieces, cut at sentence ends where possible."""
    total = len(pieces)
    bounds = np.append(pieces.first, len(pieces.ids))
    edges = np.append(np.flatnonzero(np.diff(pieces.sentence, prepend=-1)), total)
    start = 0
    while start < total:
        end = _last_edge(edges, bounds, start, limit)
        yield Window(start, end)
        if end >= total:
            return
        start = max(_last_edge(edges, bounds, start, int(limit * share)), start + 1)


def _last_edge(edges: Ints, bounds: Ints, start: int, limit: int) -> int:
    """The last sentence edge within ``limit`` pieces of ``start``, else the last token edge."""
    furthest = int(np.searchsorted(bounds, bounds[start] + limit, side="right")) - 1
    furthest = min(max(furthest, start + 1), len(bounds) - 1)
    at = int(np.searchsorted(edges, furthest, side="right")) - 1
    return int(edges[at]) if edges[at] > start else furthest


def bucket(distance: Ints) -> Ints:
    """The class of a signed distance in tokens: exact up to 8, then in doubling steps.

    0 to 40: 20 is distance 0, 40 is 256 tokens and more to the right.
    """
    size = np.abs(distance)
    steps = np.array([9, 12, 16, 20, 24, 32, 48, 64, 96, 128, 192, 256])
    coarse = 8 + np.searchsorted(steps, size, side="right")
    return 20 + np.sign(distance) * np.where(size <= 8, size, coarse)
