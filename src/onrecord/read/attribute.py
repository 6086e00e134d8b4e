"""Attributions: where a cue begins, and which tokens are its words, its source and its content.

Each cue gets its own tag sequence over the window, scored by the network and decoded by
Viterbi with the learned transitions, so that contents may run over sentences, come in
pieces, nest and share a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from onrecord.model import Draft, Span
from onrecord.read.encoder.features import LABELS, slices
from onrecord.read.encoder.pieces import Pieces, Window, bucket
from onrecord.read.encoder.session import Encoding, Floats, PairWeights

Ints = npt.NDArray[np.int64]

THRESHOLD: Final = 0.5
"""Least probability that a token begins a cue."""

DOUBTED: Final = 0.15
"""Least probability of a cue that counts only where the grammar shows it too."""

_FORBIDDEN: Final = -1e4
_EDGES: Final = " \t\r\n,;:.!?…\"“”„«»‘’'–—-"
_ABBREVIATION: Final = re.compile(r"\b(?:[A-Za-z]\.)+[A-Za-z]$")
_AT = slices()


Scheme = Literal["codebook", "polnear"]
"""By whose conventions attributions are marked; PolNeAR's has no silence and no plans.

Weights without claim heads know PolNeAR's only, and take it for both.
"""


def attribute(
    text: str,
    encoding: Encoding,
    pairs: PairWeights,
    threshold: float = THRESHOLD,
    scheme: Scheme = "codebook",
) -> tuple[Draft, ...]:
    """The attributions of an article in the order of their cues."""
    found: list[tuple[int, Draft]] = []
    for window, marked in tags_of(encoding, pairs, threshold, scheme):
        parts = dict(_runs(text, encoding.pieces, marked.labels, window.start))
        draft = Draft(
            source=tuple(parts.get("source", ())),
            cue=tuple(parts["cue"]),
            content=tuple(parts.get("content", ())),
            confidence=marked.chance,
        )
        found.append((window.start + marked.cue, draft))
    return tuple(draft for _, draft in sorted(found, key=lambda pair: pair[0]))


class Marked(NamedTuple):
    """A cue with the tag of every token of its window; ``cue`` counts from the window's start."""

    cue: int
    chance: float
    labels: Ints


def tags_of(
    encoding: Encoding, pairs: PairWeights, threshold: float, scheme: Scheme
) -> Iterator[tuple[Window, Marked]]:
    """Each cue in the window that sees it best."""
    begins = _tagger(pairs, scheme).begins
    for number, window in enumerate(encoding.windows):
        own = encoding.columns[number]
        chance = 1 / (1 + np.exp(-own[:, begins][:, 0]))
        mine = encoding.owner[window.start : window.end] == number
        cues = np.flatnonzero((chance >= threshold) & mine)
        if len(cues):
            for cue, labels in zip(cues.tolist(), decode(own, cues, pairs, scheme), strict=True):
                yield window, Marked(cue, float(chance[cue]), labels)


def decode(own: Floats, cues: Ints, pairs: PairWeights, scheme: Scheme) -> Ints:
    """Cues x tokens: the best tag sequence of each cue's attribution."""
    tagger = _tagger(pairs, scheme)
    here = np.arange(len(own))
    cue = own[cues, tagger.cue]
    token = np.ascontiguousarray(own[:, tagger.token])
    always = own[:, tagger.label] + tagger.bias
    scores = np.empty((len(cues), *always.shape), dtype=np.float32)
    hidden = np.empty_like(token)
    # Cue by cue, so that one cue's layer stays in the processor's cache.
    for number, distance in enumerate(bucket(here[None] - cues[:, None])):
        np.take(tagger.distance, distance, axis=0, out=hidden, mode="clip")
        hidden += cue[number]
        hidden += token
        np.maximum(hidden, 0, out=hidden)
        np.matmul(hidden, tagger.out.T, out=scores[number])
        scores[number] += always
    begins = np.arange(len(LABELS)) == LABELS.index("B-cue")
    at_cue = here[None] == cues[:, None]
    scores[np.where(at_cue[..., None], ~begins, begins)] = _FORBIDDEN
    return viterbi(scores, tagger.transition + ALLOWED)


class _Tagger(NamedTuple):
    """The columns and weights that score the parts of an attribution in one scheme."""

    begins: slice
    cue: slice
    token: slice
    label: slice
    distance: Floats
    out: Floats
    bias: Floats
    transition: Floats


def _tagger(pairs: PairWeights, scheme: Scheme) -> _Tagger:
    own = pairs.claims
    if scheme == "polnear" or own is None:
        columns = _AT["anchor"], _AT["cue"], _AT["token"], _AT["label"]
        return _Tagger(
            *columns, pairs.label_distance, pairs.label_out, pairs.label_bias, pairs.transition
        )
    columns = _AT["cue_begins"], _AT["own_cue"], _AT["own_token"], _AT["own_label"]
    return _Tagger(*columns, own.own_distance, own.own_out, own.own_bias, own.own_transition)


def _transitions_allowed() -> Floats:
    table = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            table[[before[2:] != label[2:] for before in LABELS], j] = _FORBIDDEN
    return table


ALLOWED: Final = _transitions_allowed()
"""Labels x labels: 0 where the second may follow the first, else a large negative."""


def viterbi(scores: Floats, step: Floats) -> Ints:
    """Cues x tokens: the best path. ``scores``: cues x tokens x labels; ``step``: from x to."""
    cues, tokens, labels = scores.shape
    into = np.ascontiguousarray(step.T)
    total = scores[:, 0] + ALLOWED[0]
    back = np.zeros((tokens, cues, labels), dtype=np.int64)
    candidates = np.empty((cues, labels, labels), dtype=np.float32)
    for t in range(1, tokens):
        np.add(total[:, None], into, out=candidates)
        candidates.argmax(2, out=back[t])
        total = candidates.max(2)
        total += scores[:, t]
    rows = np.arange(cues)
    path = np.zeros((cues, tokens), dtype=np.int64)
    path[:, -1] = total.argmax(1)
    for t in range(tokens - 1, 0, -1):
        path[:, t - 1] = back[t, rows, path[:, t]]
    return path


def _runs(text: str, pieces: Pieces, labels: Ints, offset: int) -> Iterator[tuple[str, list[Span]]]:
    """Part name and its spans, edges trimmed of white space and stray punctuation."""
    parts: dict[str, list[Span]] = {}
    begin = 0
    for t in range(1, len(labels) + 1):
        if t < len(labels) and LABELS[labels[t]].startswith("I-"):
            continue
        if labels[begin]:
            start, end = pieces.starts[offset + begin], pieces.ends[offset + t - 1]
            part = LABELS[labels[begin]][2:]
            whole = Span(int(start), int(end))
            span = trimmed(text, whole)
            if span.start < span.end:
                parts.setdefault(part, []).append(span)
            elif part == "cue":
                # A cue can be a mere colon ("Minister: ...").
                parts[part] = [whole]
        begin = t
    yield from parts.items()


def trimmed(text: str, span: Span) -> Span:
    """The span without commas, quotation marks and blanks at its edges (codebook section 1).

    The last stop of an abbreviation ("the U.S.") stays.
    """
    start, end = span.start, span.end
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    if end < span.end and text[end] == "." and _ABBREVIATION.search(text, start, end):
        end += 1
    return Span(start, end)
