"""A window of an annotated text carries what the finished reader saw in it, to be kept."""

from __future__ import annotations

import random

import numpy as np
from training.annotated import prepare_reading
from training.examples import IGNORE, Prepared, draw

from onrecord import Document, Reader
from onrecord.read.encoder.features import LABELS, UPOS

TEXT = "Soldiers took the town on Monday. They left."
GOLD: dict[str, list[object]] = {"entities": [], "attributions": [], "claims": [], "positions": []}


def test_a_window_carries_parts_of_speech_and_heads_of_its_own_tokens() -> None:
    prepared = prepare_reading(Document(TEXT), GOLD, Reader())
    (window,) = draw([prepared], random.Random(0))
    assert window.reading is not None
    assert window.pos is not None
    assert window.head is not None
    words = "Soldiers took the town on Monday . They left .".split()
    tags = dict(zip(words, (UPOS[n] for n in window.pos), strict=True))
    assert (tags["took"], tags["town"], tags["They"]) == ("VERB", "NOUN", "PRON")
    took, left = words.index("took"), words.index("left")
    assert window.head[took] == took
    assert window.head[words.index("Soldiers")] == took
    assert window.head[words.index("They")] == left
    assert IGNORE not in window.head
    # Nothing is taught of who is who: the reader's own antecedents are too often wrong.
    assert window.cluster is not None
    assert set(window.cluster.tolist()) == {-1}


def test_a_window_carries_the_attributions_that_the_reader_finds() -> None:
    text = "Soldiers took the town, the ministry said on Monday."
    (window,) = draw([prepare_reading(Document(text), GOLD, Reader())], random.Random(0))
    assert window.anchor is not None
    assert window.cues is not None
    assert window.labels is not None
    words = "Soldiers took the town , the ministry said on Monday .".split()
    said = words.index("said")
    assert window.cues.tolist() == [said]
    assert np.flatnonzero(window.anchor).tolist() == [said]
    (tags,) = window.labels.tolist()
    assert [LABELS[tag] for tag in tags[:9]] == [
        "B-content", "I-content", "I-content", "I-content", "O",
        "B-source", "I-source", "B-cue", "O",
    ]  # fmt: skip


def test_parsed_texts_stay_whole() -> None:
    prepared = prepare_reading(Document(TEXT), GOLD, Reader())
    parsed = Prepared(prepared.pieces, grammar=prepared.grammar)
    (window,) = draw([parsed], random.Random(0))
    assert window.anchor is None
