"""Flags of trigger and cue, whose reaction meets what, and the scale of confidence, by hand."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.read.attribute import Scheme, decode
from onrecord.read.encoder.features import (
    BUCKETS,
    FLAGS,
    KINDS,
    LABELS,
    OWNER,
    PAIR,
    WIDTH,
    slices,
)
from onrecord.read.encoder.grammar import parse
from onrecord.read.encoder.heads import calibrated, flags_of, log_softmax, owner_scores
from onrecord.read.encoder.pieces import Pieces, Window, split
from onrecord.read.encoder.session import ClaimWeights, Encoding, PairWeights
from onrecord.resources import PACKAGE_DATA

TEXT = "The mayor said the army took Gorom. It left.\nParis denied it: “They fled”."
SENTENCES = (Span(0, 35), Span(36, 44), Span(45, 73))


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    tokenizer = Tokenizer.from_file(str(PACKAGE_DATA / "weights" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return split(TEXT, SENTENCES, tokenizer)


def token(pieces: Pieces, word: str) -> int:
    return pieces.starts.tolist().index(TEXT.index(word))


def flags(pieces: Pieces, trigger: str, cue: str, content: str) -> set[str]:
    start = TEXT.index(content)
    found = flags_of(
        pieces,
        TEXT,
        np.array([token(pieces, trigger)]),
        [[Span(start, start + len(content))]],
        np.array([token(pieces, cue)]),
    )
    return {name for name, value in zip(FLAGS, found[0, 0], strict=True) if value}


@pytest.mark.parametrize(
    ("trigger", "cue", "content", "expected"),
    [
        ("took", "said", "the army took Gorom",
         {"inside", "innermost", "sentence", "paragraph", "before"}),
        ("left", "said", "the army took Gorom", {"next", "paragraph", "before"}),
        ("took", "denied", "it:", set()),
        ("fled", "denied", "They fled",
         {"inside", "innermost", "sentence", "paragraph", "before", "quoted"}),
    ],
)  # fmt: skip
def test_how_a_trigger_stands_to_a_cue(
    pieces: Pieces, trigger: str, cue: str, content: str, expected: set[str]
) -> None:
    assert flags(pieces, trigger, cue, content) == expected


def test_the_smaller_of_two_contents_is_the_innermost(pieces: Pieces) -> None:
    wide, narrow = [Span(0, 35)], [Span(15, 34)]
    cue = token(pieces, "said")
    found = flags_of(
        pieces, TEXT, np.array([token(pieces, "took")]), [wide, narrow], np.array([cue, cue])
    )
    assert found[0, :, FLAGS.index("inside")].tolist() == [1, 1]
    assert found[0, :, FLAGS.index("innermost")].tolist() == [0, 1]


def test_no_triggers_or_cues_give_no_flags(pieces: Pieces) -> None:
    none = np.zeros(0, dtype=np.int64)
    assert flags_of(pieces, TEXT, none, [], none).shape == (0, 0, len(FLAGS))


def weights(offset: float, slope: float, narrator: float) -> ClaimWeights:
    nothing = {name: np.zeros(1, np.float32) for name in ClaimWeights.__slots__}
    values = np.array([offset, slope, narrator], dtype=np.float32)
    return ClaimWeights(**nothing | {"calibration": values})


def test_confidence_is_scaled_on_the_odds() -> None:
    assert calibrated(weights(0, 1, 0), 0.8, narrated=False) == pytest.approx(0.8)
    # Odds 4 become 4 / e.
    assert calibrated(weights(-1, 1, 0), 0.8, narrated=False) == pytest.approx(0.5954, abs=1e-4)
    assert calibrated(weights(0, 1, -1), 0.8, narrated=True) == pytest.approx(0.5954, abs=1e-4)
    assert calibrated(weights(0, 1, 0), 1.0, narrated=False) < 1


def blank(pieces: Pieces) -> Encoding:
    """An encoding of the text with nothing in its columns."""
    count = len(pieces)
    columns = np.zeros((count, WIDTH), dtype=np.float32)
    return Encoding(pieces, (Window(0, count),), (columns,), np.zeros(count, dtype=np.int64))


def silent() -> ClaimWeights:
    """Weights by which nothing is likelier than anything else."""
    shapes = {
        "own_distance": (BUCKETS, PAIR), "own_out": (len(LABELS), PAIR), "own_bias": (len(LABELS),),
        "own_transition": (len(LABELS), len(LABELS)),
        "owner_distance": (BUCKETS, OWNER), "owner_flags": (OWNER, len(FLAGS)),
        "owner_out": (2, OWNER), "owner_bias": (2,), "own_link_distance": (BUCKETS, 1),
    }  # fmt: skip
    nothing = {name: np.zeros(shapes.get(name, 1), np.float32) for name in ClaimWeights.__slots__}
    return ClaimWeights(**nothing | {"targets": None})  # type: ignore[arg-type]


def test_a_reaction_meets_the_claim_whose_vector_fits(pieces: Pieces) -> None:
    encoding = blank(pieces)
    took, left, denied = (token(pieces, word) for word in ("took", "left", "denied"))
    at = slices()
    encoding.columns[0][denied, at["answer"].start] = 4
    encoding.columns[0][took, at["matter"].start] = 6
    encoding.columns[0][left, at["matter"].start] = -6
    triggers, cues = np.array([took, left]), np.array([denied])
    flags = np.zeros((2, 1, len(FLAGS)), dtype=np.float32)
    _, reacts = owner_scores(encoding, silent(), triggers, cues, flags)
    # 4 x 6 over the root of 64 is 3; its logistic .953.
    assert reacts[:, 0] == pytest.approx([0.9526, 0.0474], abs=1e-4)


def pair_weights(claims: ClaimWeights | None) -> PairWeights:
    none = silent()
    distance = np.zeros((BUCKETS, 1), np.float32)
    return PairWeights(
        none.own_distance, none.own_out, none.own_bias, arc_distance=distance,
        link_distance=distance, transition=none.own_transition, claims=claims,
    )  # fmt: skip


def test_each_scheme_has_columns_of_its_own(pieces: Pieces) -> None:
    own = blank(pieces).columns[0]
    at = slices()
    mayor, said = token(pieces, "mayor"), token(pieces, "said")
    own[mayor, at["label"].start + LABELS.index("B-source")] = 5
    own[mayor, at["own_label"].start + LABELS.index("B-content")] = 5
    pairs = pair_weights(silent())
    marked = {
        scheme: LABELS[decode(own, np.array([said]), pairs, scheme)[0, mayor]]
        for scheme in get_args(Scheme)
    }
    assert marked == {"polnear": "B-source", "codebook": "B-content"}


@pytest.mark.parametrize(
    ("claims", "antecedent"), [(None, "mayor"), (silent(), "army")], ids=["GUM", "codebook"]
)
def test_who_is_who_is_read_from_the_columns_of_the_scheme(
    pieces: Pieces, claims: ClaimWeights | None, antecedent: str
) -> None:
    encoding = blank(pieces)
    at = slices()
    own = encoding.columns[0]
    it, mayor, army = (token(pieces, word) for word in ("It", "mayor", "army"))
    own[[it, mayor, army], at["kind"].start + KINDS.index("person")] = 5
    for prefix, earlier in (("", mayor), ("own_", army)):
        own[it, at[f"{prefix}mention"].start] = 6
        own[earlier, at[f"{prefix}antecedent"].start] = 6
    syntax = parse(TEXT, encoding, pair_weights(claims))
    assert syntax.tokens[it].antecedent == token(pieces, antecedent)


def test_log_probabilities_sum_to_one() -> None:
    scores = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, 0.0]], dtype=np.float32)
    assert np.exp(log_softmax(scores)).sum(1) == pytest.approx([1, 1])
