"""A window of an annotated text carries the grammar that the reader saw in it."""

from __future__ import annotations

import random

from training.annotated import prepare_reading
from training.examples import IGNORE, draw

from onrecord import Document, Reader
from onrecord.read.encoder.features import UPOS

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
