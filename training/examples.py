"""From annotated texts to the arrays that the network trains on: one example per window."""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.read.encoder.features import KINDS, LABELS, RELS, UPOS
from onrecord.read.encoder.pieces import WINDOW, Pieces, Window, split, windows
from onrecord.read.encoder.session import arrays
from training.corpora import AttributedText, ParsedText

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]
IGNORE: Final = -100
MASK: Final = 103
"""BERT's word piece for a hidden word."""

LIMITS: Final = (224, 256, 320, WINDOW, WINDOW)
"""Window sizes drawn in training, so that cuts fall at other sentences in each epoch."""


@dataclass(frozen=True, slots=True)
class Example:
    """One window. Piece arrays: ``ids``, ``shape``; token arrays: ``first`` and the targets.

    ``anchor``: 1 where a cue begins. ``cues`` (K) and ``labels`` (K x T): for each cue the
    tag of every token. ``head``, ``rel``, ``pos``, ``kind``: grammar, ``IGNORE`` where unknown.
    ``cluster``: coreference cluster of the mention that the token heads, -1 for none.
    """

    ids: Ints
    shape: Ints
    first: Ints
    anchor: Ints | None = None
    cues: Ints | None = None
    labels: Ints | None = None
    pos: Ints | None = None
    head: Ints | None = None
    rel: Ints | None = None
    kind: Ints | None = None
    cluster: Ints | None = None
    sentence: Ints | None = None
    marks: Marks | None = None
    reading: ReadingTargets | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Targets of single tokens from corpora that annotate one thing only.

    ``factuality``: tokens x corpora, NaN where not annotated. ``deed``: type of the event that
    begins at a token, ``IGNORE`` where events are not annotated. ``entity``: bit set of the
    kinds that the mention headed by a token may have, 0 where unknown.
    """

    factuality: Floats | None = None
    deed: Ints | None = None
    entity: Ints | None = None


@dataclass(frozen=True, slots=True)
class ReadingTargets:
    """A passage of our corpus, annotated by the codebook. All positions are tokens.

    ``cues`` (K) with ``labels`` (K x T), ``stance``, ``distance`` and the lexicon's
    ``lexical_stance`` (0 for none, else stance + 1). ``tags`` (T): trigger tags, ``lexical`` (T)
    the lexicon's type + 1. ``triggers`` (A) with ``subtype`` (``IGNORE`` for none), ``negative``,
    ``modality`` and the lexicon's answers for both (0 for none). ``owner`` (A): index into
    ``cues``, -1 for the narrator, ``IGNORE`` when it lies outside. ``flags`` (A x K x F) and
    ``reacts`` (A x K). ``roles``: rows of trigger index, token, role + 1. ``cluster``,
    ``entity`` (T): as elsewhere. ``loose`` (T): 1 + part of speech of the words outside of cues
    and triggers that another could stand for, 0 for the rest.
    """

    cues: Ints
    labels: Ints
    stance: Ints
    distance: Ints
    lexical_stance: Ints
    tags: Ints
    lexical: Ints
    triggers: Ints
    subtype: Ints
    negative: Ints
    modality: Ints
    lexical_negative: Ints
    lexical_modality: Ints
    owner: Ints
    flags: Floats
    reacts: Ints
    roles: Ints
    cluster: Ints
    entity: Ints
    loose: Ints


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text cut into pieces, with its token targets; windows are drawn from it."""

    pieces: Pieces
    attributions: tuple[tuple[int, Ints], ...] | None = None
    grammar: dict[str, Ints] | None = None
    marks: Marks | None = None
    reading: ReadingTargets | None = None


def sentences(text: str) -> list[Span]:
    """Sentences of running text by a plain rule: line ends, and stops before a capital."""
    found: list[Span] = []
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        begin = line.start()
        for stop in re.finditer(
            r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|Lt|St))(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col))[.!?][”\"’')]*\s+(?=[“\"‘(]?[A-Z])",
            line[0],
        ):
            end = line.start() + stop.end()
            found.append(_trimmed(text, begin, end))
            begin = end
        found.append(_trimmed(text, begin, line.end()))
    return [span for span in found if span.start < span.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))


def prepare_attributed(article: AttributedText, tokenizer: Tokenizer) -> Prepared:
    """Pieces and, for each attribution, the token where its cue begins and its tag sequence."""
    pieces = split(article.text, sentences(article.text), tokenizer)
    found: list[tuple[int, Ints]] = []
    for attribution in article.attributions:
        labels = np.zeros(len(pieces), dtype=np.int64)
        for name, spans in (
            ("content", attribution.content),
            ("source", attribution.source),
            ("cue", attribution.cue[:1]),
        ):
            for span in spans:
                a, b = tokens_of(pieces, span)
                if a < b:
                    labels[a:b] = LABELS.index(f"I-{name}")
                    labels[a] = LABELS.index(f"B-{name}")
        a, b = tokens_of(pieces, attribution.cue[0])
        if a < b:
            found.append((a, labels))
    return Prepared(pieces, attributions=tuple(found))


def tokens_of(pieces: Pieces, span: Span) -> tuple[int, int]:
    """The run of tokens that overlap a span, as first and one past the last."""
    first = int(np.searchsorted(pieces.ends, span.start, side="right"))
    last = int(np.searchsorted(pieces.starts, span.end, side="left"))
    return first, max(first, last)


def prepare_parsed(document: ParsedText, tokenizer: Tokenizer) -> Prepared:
    """Pieces and the grammar of each token; a word's later tokens hang from its first."""
    pieces = split(document.text, document.sentences, tokenizer)
    starts = [word.span.start for word in document.words]
    word_of = np.array(
        [
            _word_at(document, starts, int(a), int(b))
            for a, b in zip(pieces.starts, pieces.ends, strict=True)
        ]
    )
    first_token: dict[int, int] = {}
    for token, word in enumerate(word_of):
        first_token.setdefault(int(word), token)
    grammar = {
        name: np.full(len(pieces), IGNORE, dtype=np.int64)
        for name in ("pos", "head", "rel", "kind", "cluster")
    }
    clusters: dict[str, int] = {}
    for token, index in enumerate(word_of):
        word = document.words[index]
        leads = first_token[int(index)] == token
        head = (
            _governor(document, int(index), token, first_token)
            if leads
            else first_token[int(index)]
        )
        grammar["pos"][token] = UPOS.index(word.pos)
        grammar["head"][token] = head
        rel = ("root" if head == token else word.rel) if leads else "goeswith"
        grammar["rel"][token] = RELS.index(rel)
        grammar["kind"][token] = KINDS.index(word.kind) if leads else 0
        grammar["cluster"][token] = (
            clusters.setdefault(word.cluster, len(clusters)) if leads and word.cluster else -1
        )
    return Prepared(pieces, grammar=grammar)


def _word_at(document: ParsedText, starts: list[int], a: int, b: int) -> int:
    at = max(0, bisect_right(starts, a) - 1)
    best, share = at, 0
    while at < len(starts) and starts[at] < b:
        span = document.words[at].span
        overlap = min(span.end, b) - max(span.start, a)
        if overlap > share:
            best, share = at, overlap
        at += 1
    return best


def _governor(document: ParsedText, word: int, token: int, first_token: dict[int, int]) -> int:
    """The first token of the governing word; words that own no token pass their governor on."""
    for _ in range(20):
        governor = document.words[word].head
        if governor == word:
            return token
        if governor in first_token:
            return first_token[governor]
        word = governor
    return token


def draw(prepared: Sequence[Prepared], chance: random.Random) -> Iterator[Example]:
    """Windows of the texts, cut anew with a size drawn for each text."""
    for text in prepared:
        limit = chance.choice(LIMITS)
        for window in windows(text.pieces, limit, 1.0):
            yield example(text, window)


CHANGED_SHARE: Final = 0.15
"""Share of the loose words that are changed in a window's twin."""


def twin(made: Example, chance: random.Random) -> Example:
    """The window with some of its loose words hidden or changed for others of their kind.

    It has the very same ``reading``. No position should hang on a word elsewhere.
    """
    assert made.reading is not None
    ids = made.ids.copy()
    ends = np.append(made.first[1:], len(ids) - 1)
    loose = made.reading.loose
    for token in np.flatnonzero(loose).tolist():
        if chance.random() < CHANGED_SHARE:
            at = slice(made.first[token], ends[token])
            ids[at] = _other(made, token, ends, chance)
    return replace(made, ids=ids)


def _other(made: Example, token: int, ends: Ints, chance: random.Random) -> Ints | int:
    """The pieces of another word of the kind and length, or hidden ones."""
    assert made.reading is not None
    length = ends - made.first
    like = (made.reading.loose == made.reading.loose[token]) & (length == length[token])
    if like.sum() < 2 or chance.random() < 0.5:
        return MASK
    other = chance.choice(np.flatnonzero(like).tolist())
    return made.ids[made.first[other] : ends[other]]


def example(text: Prepared, window: Window) -> Example:
    """The arrays of one window, for whatever the text has targets of."""
    a, b = window.start, window.end
    return Example(
        *arrays(text.pieces, window),
        marks=None if text.marks is None else _cut_marks(text.marks, a, b),
        reading=None if text.reading is None else cut_reading(text.reading, a, b),
        **({} if text.attributions is None else _cut_attributions(text.attributions, a, b)),
        **({} if text.grammar is None else _cut_grammar(text, text.grammar, a, b)),
    )


def _cut_attributions(whole: Sequence[tuple[int, Ints]], a: int, b: int) -> dict[str, Ints]:
    inside = [(cue - a, labels[a:b]) for cue, labels in whole if a <= cue < b]
    anchor = np.zeros(b - a, dtype=np.int64)
    anchor[[cue for cue, _ in inside]] = 1
    rows = [row for _, row in inside]
    return {
        "anchor": anchor,
        "cues": np.array([cue for cue, _ in inside], dtype=np.int64),
        "labels": np.stack(rows) if rows else np.zeros((0, b - a), np.int64),
    }


def _cut_grammar(text: Prepared, whole: Mapping[str, Ints], a: int, b: int) -> dict[str, Ints]:
    part = {name: values[a:b].copy() for name, values in whole.items()}
    outside = (part["head"] < a) | (part["head"] >= b)
    part["head"] = np.where(outside, IGNORE, part["head"] - a)
    return {**part, "sentence": text.pieces.sentence[a:b]}


def _cut_marks(marks: Marks, a: int, b: int) -> Marks:
    return Marks(
        *(
            None if values is None else values[a:b]
            for values in (marks.factuality, marks.deed, marks.entity)
        )
    )


def cut_reading(whole: ReadingTargets, a: int, b: int) -> ReadingTargets:
    """The part of the targets that lies in the tokens ``[a, b)``."""
    cues = np.flatnonzero((whole.cues >= a) & (whole.cues < b))
    triggers = np.flatnonzero((whole.triggers >= a) & (whole.triggers < b))
    new_cue = np.full(len(whole.cues) + 1, IGNORE)
    new_cue[cues] = np.arange(len(cues))
    new_cue[-1] = -1
    owner = whole.owner[triggers]
    new_trigger = np.full(len(whole.triggers), -1)
    new_trigger[triggers] = np.arange(len(triggers))
    roles = whole.roles[(whole.roles[:, 1] >= a) & (whole.roles[:, 1] < b)].copy()
    roles[:, 0] = new_trigger[roles[:, 0]]
    roles[:, 1] -= a
    return ReadingTargets(
        cues=whole.cues[cues] - a,
        labels=whole.labels[cues][:, a:b],
        stance=whole.stance[cues],
        distance=whole.distance[cues],
        lexical_stance=whole.lexical_stance[cues],
        tags=whole.tags[a:b],
        lexical=whole.lexical[a:b],
        triggers=whole.triggers[triggers] - a,
        subtype=whole.subtype[triggers],
        negative=whole.negative[triggers],
        modality=whole.modality[triggers],
        lexical_negative=whole.lexical_negative[triggers],
        lexical_modality=whole.lexical_modality[triggers],
        owner=np.where(owner == IGNORE, IGNORE, new_cue[np.maximum(owner, -1)]),
        flags=whole.flags[triggers][:, cues],
        reacts=whole.reacts[triggers][:, cues],
        roles=roles[roles[:, 0] >= 0],
        cluster=whole.cluster[a:b],
        entity=whole.entity[a:b],
        loose=whole.loose[a:b],
    )


@cache
def tokenizer_at(path: str) -> Tokenizer:
    """The tokenizer file, without the truncation that it was saved with."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
