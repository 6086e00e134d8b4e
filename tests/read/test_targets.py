"""What is known of claims as targets of a reaction, worked out by hand for one short story."""

from __future__ import annotations

import numpy as np
import pytest
from test_positions import Story, lexicon, syntax_of

from onrecord.model import NARRATOR
from onrecord.read.positions import Surroundings
from onrecord.read.positions.targets import OF_ENCODER, Targets, names_of
from onrecord.read.positions.utterances import Utterance, utterances_of

SENTENCES = (
    "Kyiv/PROPN/2/nsubj said/VERB/0/root rebels/NOUN/4/nsubj shelled/VERB/2/ccomp"
    " Avdiivka/PROPN/4/obj and/CCONJ/7/cc took/VERB/4/conj a/DET/9/det school/NOUN/7/obj"
    " ./PUNCT/2/punct",
    "Trains/NOUN/2/nsubj stopped/VERB/0/root ./PUNCT/2/punct",
    "Rebels/NOUN/2/nsubj denied/VERB/0/root the/DET/4/det shelling/NOUN/2/obj"
    " of/ADP/6/case Avdiivka/PROPN/4/nmod ./PUNCT/2/punct",
)


@pytest.fixture(scope="module")
def known() -> list[set[str]]:
    """The features of the three claims as targets of the denial."""
    story = Story(syntax_of(*SENTENCES))
    story.says("Kyiv", "said", "rebels shelled Avdiivka and took a school")
    story.says("Rebels", "denied", "the shelling of Avdiivka")
    story.claim("shelled", "strike", "rebels").claim("took", "control").claim("stopped", "other")
    around = Surroundings(
        syntax=story.syntax,
        lexicon=lexicon(),
        holder_of=lambda spans: spans[0].of(story.syntax.text).lower(),
    )
    said, denied = utterances_of(story.drafts, around)
    targets = Targets(story.claims, (said, said, None), around)
    features = targets.features(denied, np.array([0.2, 0.7, 0.1], dtype=np.float32))
    assert features[:, OF_ENCODER].tolist() == pytest.approx(
        np.array([[np.log(0.25) / 3, 0, 1], [np.log(7 / 3) / 3, 1, 0], [np.log(1 / 9) / 3, 0, 0]])
    )
    return [names_of(row) for row in features]


def test_where_each_claim_stands(known: list[set[str]]) -> None:
    shelled, took, stopped = known
    assert {"back: 2", "paragraph: 0", "rank: 2", "speaker: 1", "beside: 2"} <= shelled
    assert {"back: 2", "rank: 1", "speaker: 1", "beside: 2"} <= took
    assert {"back: 1", "rank: 0", "speaker: 0", "beside: 1"} <= stopped
    assert "flag: first" in shelled
    assert "flag: first" not in took


def test_whose_each_claim_is(known: list[set[str]]) -> None:
    shelled, took, stopped = known
    assert {"owner: other", "voice: told", "flag: own act"} <= shelled
    assert "flag: own act" not in took
    assert "flag: nearest of other" in took
    assert {"owner: narrator", "voice: narrator"} <= stopped


def test_words_that_point_back(known: list[set[str]]) -> None:
    shelled, took, stopped = known
    assert {"stance: denies", "flag: same stem", "flag: most stems beside"} <= shelled
    assert "flag: same stem" not in took | stopped
    assert {"flag: fewer stems beside"} <= stopped


def test_a_reaction_without_claims_has_no_rows() -> None:
    story = Story(syntax_of(SENTENCES[2])).says("Rebels", "denied", "the shelling of Avdiivka")
    around = Surroundings(story.syntax, lexicon(), holder_of=lambda _: NARRATOR)
    (denied,) = utterances_of(story.drafts, around)
    assert isinstance(denied, Utterance)
    assert Targets((), (), around).features(denied, np.zeros(0, np.float32)).shape[0] == 0
