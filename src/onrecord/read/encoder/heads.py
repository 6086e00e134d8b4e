"""The heads that read claims: triggers with their moods, stances of cues, owners, roles.

All work on the encoder's columns with the small weights beside it. What a hand-made lexicon
says of a trigger or cue is an input (``Hints``), so that the heads learn how far to trust it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.model import Span
from onrecord.read.encoder.features import FLAGS, MATTER, slices
from onrecord.read.encoder.pieces import Pieces, bucket
from onrecord.read.encoder.session import ClaimWeights, Encoding, Floats

Ints = npt.NDArray[np.int64]
_AT = slices()
_INSIDE_QUOTES: Final = 1


@dataclass(frozen=True, slots=True)
class Hints:
    """What the lexicon says of each token (arrays of length T; 0 where it says nothing).

    ``type``: 1 + index into ``features.TYPES`` where a trigger begins; ``negative``: 1 positive,
    2 negative; ``modality``: 1 + index into ``features.MODALITIES``.
    """

    type: Ints
    negative: Ints
    modality: Ints


def flags_of(
    pieces: Pieces, text: str, triggers: Ints, contents: Sequence[Sequence[Span]], cues: Ints
) -> Floats:
    """Triggers x cues x ``features.FLAGS``: how each trigger stands to each cue."""
    found = np.zeros((len(triggers), len(cues), len(FLAGS)), dtype=np.float32)
    if not found.size:
        return found
    start = pieces.starts[triggers]
    inside = np.zeros(found.shape[:2], dtype=bool)
    size = np.zeros(len(cues))
    for k, spans in enumerate(contents):
        for span in spans:
            inside[:, k] |= (span.start <= start) & (start < span.end)
        size[k] = sum(span.end - span.start for span in spans)
    smallest = np.where(inside, size[None], np.inf).min(1, keepdims=True)
    lines = np.cumsum([text.count("\n", a, b) for a, b in _gaps(pieces)])
    sentence = pieces.sentence[triggers][:, None] - pieces.sentence[cues][None]
    parts = (
        inside,
        inside & (size[None] == smallest),
        sentence == 0,
        sentence == 1,
        lines[triggers][:, None] == lines[cues][None],
        triggers[:, None] > cues[None],
        np.broadcast_to((pieces.shape[triggers] % 2 == _INSIDE_QUOTES)[:, None], inside.shape),
    )
    for n, part in enumerate(parts):
        found[:, :, n] = part
    return found


def _gaps(pieces: Pieces) -> list[tuple[int, int]]:
    before = np.concatenate((pieces.starts[:1], pieces.ends[:-1]))
    return list(zip(before.tolist(), pieces.starts.tolist(), strict=True))


def trigger_scores(encoding: Encoding, weights: ClaimWeights, hints: Hints) -> Floats:
    """Tokens x ``features.TRIGGERS``: log-probability of each tag."""
    return log_softmax(encoding.rows(_AT["trigger"]) + weights.lexical_trigger[hints.type])


def subtype_scores(encoding: Encoding, triggers: Ints) -> Floats:
    """Triggers x ``features.SUBTYPES``: scores; compare those of one type only."""
    return encoding.rows(_AT["subtype"])[triggers]


def negative_chance(
    encoding: Encoding, weights: ClaimWeights, hints: Hints, triggers: Ints
) -> Floats:
    """For each trigger the probability that its claim is that it did not happen."""
    score = encoding.rows(_AT["negative"])[triggers]
    return sigmoid((score + weights.lexical_negative[hints.negative[triggers]])[:, 0])


def modality_scores(
    encoding: Encoding, weights: ClaimWeights, hints: Hints, triggers: Ints
) -> Floats:
    """Triggers x ``features.MODALITIES``: log-probabilities."""
    score = encoding.rows(_AT["modality"])[triggers]
    return log_softmax(score + weights.lexical_modality[hints.modality[triggers]])


def stance_scores(encoding: Encoding, weights: ClaimWeights, cues: Ints, lexical: Ints) -> Floats:
    """Cues x ``features.STANCES``: log-probabilities.

    ``lexical``: 1 + the lexicon's stance for each cue, 0 for none.
    """
    return log_softmax(encoding.rows(_AT["stance"])[cues] + weights.lexical_stance[lexical])


def owner_scores(
    encoding: Encoding, weights: ClaimWeights, triggers: Ints, cues: Ints, flags: Floats
) -> tuple[Floats, Floats]:
    """Triggers x (cues and, last, the narrator): log-probability that the claim is theirs.

    Second: triggers x cues, the probability that a cue's holder reacts to the claim.
    """
    event = encoding.rows(_AT["event"])[triggers]
    speaker = encoding.rows(_AT["speaker"])[cues]
    scores = np.zeros((len(triggers), len(cues), 2), dtype=np.float32)
    for at in range(0, len(triggers), _BLOCK):
        part = slice(at, at + _BLOCK)
        distance = weights.owner_distance[bucket(cues[None] - triggers[part, None])]
        hidden = event[part, None] + speaker[None] + distance + flags[part] @ weights.owner_flags.T
        scores[part] = np.maximum(hidden, 0) @ weights.owner_out.T + weights.owner_bias
    scores[..., 1] += _matches(encoding, triggers, cues)
    narrator = encoding.rows(_AT["narrator"])[triggers]
    return log_softmax(np.concatenate((scores[..., 0], narrator), 1)), sigmoid(scores[..., 1])


def _matches(encoding: Encoding, triggers: Ints, cues: Ints) -> Floats:
    """Triggers x cues: how well each claim fits the words of each reaction."""
    matter, answer = encoding.rows(_AT["matter"])[triggers], encoding.rows(_AT["answer"])[cues]
    found: Floats = matter @ answer.T / np.float32(MATTER**0.5)
    return found


_BLOCK: Final = 64
"""How many triggers are scored at once: memory grows with their number times that of cues."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Tells which utterance each claim of an article belongs to, and which ones react to it."""

    encoding: Encoding
    weights: ClaimWeights
    text: str

    def links(
        self, triggers: Sequence[Span], cues: Sequence[Span], contents: Sequence[Sequence[Span]]
    ) -> tuple[Floats, Floats]:
        """Triggers x (cues, narrator) log-probabilities of owning; triggers x cues of reacting."""
        at, speakers = self._tokens(triggers), self._tokens(cues)
        if not len(at):
            return np.zeros((0, len(cues) + 1), np.float32), np.zeros((0, len(cues)), np.float32)
        flags = flags_of(self.encoding.pieces, self.text, at, contents, speakers)
        return owner_scores(self.encoding, self.weights, at, speakers, flags)

    def _tokens(self, spans: Sequence[Span]) -> Ints:
        starts = self.encoding.pieces.starts
        first = [int(np.searchsorted(starts, span.start, side="right")) - 1 for span in spans]
        return np.array(first, dtype=np.int64)


class RoleScorer:
    """Scores the words around a trigger as heads of its roles."""

    def __init__(self, encoding: Encoding, weights: ClaimWeights) -> None:
        self._deeds = encoding.rows(_AT["deed_part"])
        self._parts = encoding.rows(_AT["part"])
        self._weights = weights

    def __call__(self, trigger: int, tokens: Ints) -> Floats:
        """Tokens x (none and ``features.ROLES``): log-probability of the role a token heads."""
        distance = self._weights.role_distance[bucket(tokens - trigger)]
        hidden = np.maximum(self._deeds[trigger][None] + self._parts[tokens] + distance, 0)
        return log_softmax(hidden @ self._weights.role_out.T + self._weights.role_bias)


def target_scorer(weights: ClaimWeights) -> Callable[[Floats], Floats] | None:
    """Gives the probability that a reaction is about each claim, by ``positions.targets``."""
    own = weights.targets
    if own is None:
        return None

    def score(features: Floats) -> Floats:
        hidden = np.maximum(features @ own.target_in.T + own.target_in_bias, 0)
        return sigmoid(hidden @ own.target_out + own.target_out_bias)

    return score


def calibrated(weights: ClaimWeights, product: float, *, narrated: bool) -> float:
    """The probability that a position is right, of the product of its parts' probabilities.

    Platt scaling, with an offset for the narrator's (``training.calibrate``).
    """
    offset, slope, narrator = weights.calibration.tolist()
    odds = np.log(max(product, 1e-4) / max(1 - product, 1e-4))
    return float(1 / (1 + np.exp(-(offset + slope * odds + (narrator if narrated else 0.0)))))


def log_softmax(scores: Floats) -> Floats:
    """Along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    found: Floats = (shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))).astype(np.float32)
    return found


def sigmoid(scores: Floats) -> Floats:
    """The probability of a log-odds."""
    found: Floats = (1 / (1 + np.exp(-scores))).astype(np.float32)
    return found
