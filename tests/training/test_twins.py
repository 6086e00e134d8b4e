"""A window's twin differs in words that no reading hangs on, and is to be read the same."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from training.annotated import prepare_reading
from training.examples import MASK, Example, draw, twin

from onrecord import Document, Reader
from onrecord.read.encoder.features import UPOS

TEXT = "Soldiers captured the town of Hallam, the ministry said."
WORDS = "Soldiers captured the town of Hallam , the ministry said .".split()
BEGIN, SAY = TEXT.index("captured"), TEXT.index("said")
GOLD = {
    "entities": [],
    "positions": [],
    "attributions": [
        {
            "id": "a1", "source": [], "cue": [{"start": SAY, "end": SAY + 4}],
            "content": [], "stance": "asserts", "distance": "neutral",
        }
    ],
    "claims": [
        {
            "id": "c1", "trigger": {"start": BEGIN, "end": BEGIN + 8}, "type": "control",
            "subtype": None, "polarity": "positive", "modality": "actual",
            "attribution": "a1", "roles": [],
        }
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def window() -> Example:
    (found,) = draw([prepare_reading(Document(TEXT), GOLD, Reader())], random.Random(0))
    return found


def test_loose_words_are_nouns_names_adjectives_and_numbers_outside_of_cues_and_triggers(
    window: Example,
) -> None:
    assert window.reading is not None
    kinds = {
        word: UPOS[kind - 1]
        for word, kind in zip(WORDS, window.reading.loose.tolist(), strict=True)
        if kind
    }
    assert kinds == {"Soldiers": "NOUN", "town": "NOUN", "Hallam": "PROPN", "ministry": "NOUN"}


def test_a_twin_changes_loose_words_only_for_hidden_ones_or_others_of_their_kind(
    window: Example,
) -> None:
    chance = random.Random(0)
    own = dict(zip(WORDS, window.ids[window.first].tolist(), strict=True))
    nouns = {own["Soldiers"], own["town"], own["ministry"]}
    seen: Counter[tuple[str, int]] = Counter()
    for _ in range(400):
        other = twin(window, chance)
        assert other.reading is window.reading
        for word, piece in zip(WORDS, other.ids[other.first].tolist(), strict=True):
            if piece != own[word]:
                seen[word, piece] += 1
    changed = Counter(word for word, _ in seen.elements())
    assert set(changed) == {"Soldiers", "town", "Hallam", "ministry"}
    # 400 twins, 15 in a hundred of each word: 60, give or take three deviations of 7. A noun that
    # is drawn in its own place stays: one in six.
    assert min(changed.values()) >= 35
    assert max(changed.values()) <= 85
    assert {piece for word, piece in seen if word == "Hallam"} == {MASK}
    assert {piece for word, piece in seen if word == "town"} == {MASK, *nouns} - {own["town"]}


def test_the_window_itself_stays_as_it_was(window: Example) -> None:
    before = window.ids.copy()
    twin(window, random.Random(1))
    assert (window.ids == before).all()
