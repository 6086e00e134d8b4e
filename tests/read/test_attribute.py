"""Decoding of attributions from scores, and the edges of their spans."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.model import Span
from onrecord.read.attribute import ALLOWED, trimmed, viterbi
from onrecord.read.encoder.features import LABELS


def score(emission: np.ndarray, step: np.ndarray, path: tuple[int, ...]) -> float:
    begin = emission[0, path[0]] + ALLOWED[0, path[0]]
    later = sum(
        step[a, b] + emission[t + 1, b] for t, (a, b) in enumerate(itertools.pairwise(path))
    )
    return float(begin + later)


@settings(max_examples=50)
@given(arrays.arrays(np.float32, (1, 3, len(LABELS)), elements=st.floats(-5, 5, width=32)))
def test_the_path_is_the_best_of_all(emission: np.ndarray) -> None:
    path = tuple(int(x) for x in viterbi(emission, ALLOWED)[0])
    best = max(
        score(emission[0], ALLOWED, p) for p in itertools.product(range(len(LABELS)), repeat=3)
    )
    assert score(emission[0], ALLOWED, path) == pytest.approx(best, abs=1e-3)


@settings(max_examples=50)
@given(arrays.arrays(np.float32, (2, 9, len(LABELS)), elements=st.floats(-5, 5, width=32)))
def test_nothing_goes_on_that_did_not_begin(emission: np.ndarray) -> None:
    for path in viterbi(emission, ALLOWED):
        names = ["O", *(LABELS[x] for x in path)]
        for before, label in itertools.pairwise(names):
            assert not label.startswith("I-") or before[2:] == label[2:]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We won,” ", "We won"),
        ("the U.S. ", "the U.S."),
        ("the U.N.,", "the U.N."),
        (" – Kyiv.", "Kyiv"),
        ("a truce...", "a truce"),
        ("(the army)", "(the army)"),
    ],
)
def test_edges_lose_blanks_quotes_and_stops(text: str, expected: str) -> None:
    assert trimmed(text, Span(0, len(text))).of(text) == expected


@given(st.text(max_size=40))
def test_trimming_stays_inside(text: str) -> None:
    span = trimmed(text, Span(0, len(text)))
    assert 0 <= span.start <= span.end <= len(text)
