"""The flags of trigger and cue, and the scale of confidence, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.read.encoder.features import FLAGS
from onrecord.read.encoder.heads import calibrated, flags_of, log_softmax
from onrecord.read.encoder.pieces import Pieces, split
from onrecord.read.encoder.session import ClaimWeights
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


def test_log_probabilities_sum_to_one() -> None:
    scores = np.array([[1.0, 2.0, 3.0], [1000.0, 0.0, 0.0]], dtype=np.float32)
    assert np.exp(log_softmax(scores)).sum(1) == pytest.approx([1, 1])
