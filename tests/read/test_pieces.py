"""Tokens, shapes and windows: what the encoder is shown."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.model import Span
from onrecord.read.encoder.features import BUCKETS
from onrecord.read.encoder.pieces import Pieces, bucket, shapes, split, windows
from onrecord.settings import Settings


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    found = Tokenizer.from_file(str(Settings().weights / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def test_tokens_are_runs_of_letters_or_single_characters(tokenizer: Tokenizer) -> None:
    text = "Kim Jong-un’s 2,700 troops."
    pieces = split(text, [Span(0, len(text))], tokenizer)
    words = [text[a:b] for a, b in zip(pieces.starts, pieces.ends, strict=True)]
    assert words == ["Kim", "Jong", "-", "un", "’", "s", "2", ",", "700", "troops", "."]


def test_offsets_are_those_of_the_text_and_not_of_the_sentence(tokenizer: Tokenizer) -> None:
    text = "One.\n\nTwo Kostiantynivka."
    pieces = split(text, [Span(0, 4), Span(6, 25)], tokenizer)
    assert text[pieces.starts[3] : pieces.ends[3]] == "Kostiantynivka"
    assert pieces.sentence.tolist() == [0, 0, 1, 1, 1]


def test_a_long_name_has_several_pieces_and_one_token(tokenizer: Tokenizer) -> None:
    text = "Kostiantynivka fell"
    pieces = split(text, [Span(0, len(text))], tokenizer)
    assert len(pieces) == 2
    assert len(pieces.ids) > 2
    assert pieces.first.tolist() == [0, len(pieces.ids) - 1]


@pytest.mark.parametrize(
    ("word", "quoted", "expected"),
    [
        ("troops", False, (0 * 3 + 2) * 2),
        ("Kyiv", False, (1 * 3 + 2) * 2),
        ("NATO", False, (2 * 3 + 2) * 2),
        ("iPhone", False, (3 * 3 + 2) * 2),
        ("T72", False, (4 * 3 + 2) * 2),
        (",", False, (5 * 3 + 2) * 2),
    ],
)
def test_shape_tells_case_digits_and_punctuation(word: str, quoted: bool, expected: int) -> None:
    assert shapes(word, [0], [len(word)], [0]).tolist() == [expected + quoted]


def test_words_between_quotation_marks_are_inside_and_a_new_paragraph_ends_it() -> None:
    text = 'He said “we won\n\nShe left "now" again'
    starts, ends = [], []
    for match in __import__("re").finditer(r"\w+|[^\w\s]", text):
        starts.append(match.start())
        ends.append(match.end())
    inside = [bool(s % 2) for s in shapes(text, starts, ends, [0] * len(starts))]
    words = [text[a:b] for a, b in zip(starts, ends, strict=True)]
    assert [w for w, i in zip(words, inside, strict=True) if i] == [
        "“",
        "we",
        "won",
        '"',
        "now",
        '"',
    ]


def test_distance_classes_are_exact_up_to_eight_and_symmetric() -> None:
    classes = bucket(np.array([-400, -8, -1, 0, 1, 8, 9, 12, 400]))
    assert classes.tolist() == [0, 12, 19, 20, 21, 28, 29, 30, 40]
    assert BUCKETS == 41


@given(st.lists(st.lists(st.integers(1, 40), min_size=1, max_size=30), min_size=1, max_size=30))
def test_windows_cover_every_token_and_keep_the_limit(sentences: list[list[int]]) -> None:
    tokens = [n for sentence in sentences for n in sentence]
    first = np.concatenate(([0], np.cumsum(tokens)[:-1])).astype(np.int64)
    sentence = np.repeat(np.arange(len(sentences)), [len(s) for s in sentences])
    blank = np.zeros(len(tokens), dtype=np.int64)
    token = np.repeat(np.arange(len(tokens)), tokens)
    pieces = Pieces(blank, blank, sentence, blank, np.zeros(sum(tokens), np.int64), token, first)
    found = list(windows(pieces, limit=100))
    bounds = np.append(first, sum(tokens))
    covered = {t for w in found for t in range(w.start, w.end)}
    assert covered == set(range(len(tokens)))
    assert all(bounds[w.end] - bounds[w.start] <= 100 for w in found)
    assert all(a.start < b.start and a.end <= b.end for a, b in itertools.pairwise(found))
