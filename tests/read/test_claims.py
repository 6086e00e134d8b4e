"""What the scores of the trigger heads become: scores set by hand, claims worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from tokenizers import Tokenizer
from trees import article_of, syntax_of

from onrecord.model import Claim
from onrecord.read.claims import find_claims
from onrecord.read.encoder.features import (
    BUCKETS,
    MODALITIES,
    PART,
    ROLES,
    TRIGGERS,
    TYPES,
    WIDTH,
    slices,
)
from onrecord.read.encoder.pieces import Window, split
from onrecord.read.encoder.session import ClaimWeights, Encoding
from onrecord.read.events import role_phrase
from onrecord.resources import PACKAGE_DATA

OBJECT = "It/PRON/2/nsubj would/AUX/3/aux complicate/VERB/0/root logistics/NOUN/3/obj"
LIGHT = "They/PRON/2/nsubj took/VERB/0/root control/NOUN/2/obj"
PARTICLE = "They/PRON/2/nsubj shot/VERB/0/root down/ADP/2/compound:prt jets/NOUN/2/obj"


def claims_of(
    sentence: str, scores: dict[str, dict[str, float]], known: str = ""
) -> list[tuple[str, str]]:
    """Trigger and type of what is found where a word has these scores; "O" has 10 elsewhere.

    ``known`` is a word that the lexicon takes for a trigger.
    """
    syntax = syntax_of(sentence)
    tokenizer = Tokenizer.from_file(str(PACKAGE_DATA / "weights" / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    pieces = split(syntax.text, article_of(syntax).sentences, tokenizer)
    columns = np.zeros((len(pieces), WIDTH), dtype=np.float32)
    first = slices()["trigger"].start
    columns[:, first] = 10
    words = [token.text for token in syntax.tokens]
    for word, given in scores.items():
        columns[words.index(word), first] = 0
        for tag, score in given.items():
            columns[words.index(word), first + TRIGGERS.index(tag)] = score
    encoding = Encoding(
        pieces, (Window(0, len(pieces)),), (columns,), np.zeros(len(pieces), dtype=np.int64)
    )
    spans = [token.span for token in syntax.tokens if token.text == known]
    lexical = [Claim("c1", "advance", None, span) for span in spans]
    told = find_claims(encoding, silent(), syntax, lexical, role_phrase)
    return [(shown(syntax.text, claim), claim.type) for claim in told.claims]


def shown(text: str, claim: Claim) -> str:
    return text[claim.trigger.start : claim.trigger.end]


def silent() -> ClaimWeights:
    """Weights that add nothing to the scores, and no roles."""
    shapes = {
        "lexical_trigger": (len(TYPES) + 1, len(TRIGGERS)),
        "lexical_negative": (3, 1),
        "lexical_modality": (len(MODALITIES) + 1, len(MODALITIES)),
        "role_distance": (BUCKETS, PART),
        "role_out": (len(ROLES) + 1, PART),
        "role_bias": (len(ROLES) + 1,),
    }
    nothing = {name: np.zeros(shapes.get(name, 1), np.float32) for name in ClaimWeights.__slots__}
    return ClaimWeights(**nothing | {"targets": None})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "scores", "trigger"),
    [
        (OBJECT, {"complicate": {"capability": 20}, "logistics": {"I": 20}}, "complicate"),
        (LIGHT, {"took": {"capability": 20}, "control": {"I": 20}}, "took control"),
        (PARTICLE, {"shot": {"capability": 20}, "down": {"I": 20}, "jets": {"I": 20}}, "shot down"),
    ],
)
def test_a_telling_verb_stands_without_its_object(
    sentence: str, scores: dict[str, dict[str, float]], trigger: str
) -> None:
    assert claims_of(sentence, scores) == [(trigger, "capability")]


def test_other_must_be_well_ahead() -> None:
    for ahead, kind in ((0.6, "advance"), (0.8, "other")):
        found = claims_of(LIGHT, {"took": {"advance": 15, "other": 15 + ahead}})
        assert found == [("took", kind)]


# By its score over that of no trigger: log-odds -2 are a probability of .12, -1 of .27, .5 of .62
# and 1 of .73 (e to the odds, over itself and 1).
@pytest.mark.parametrize(
    ("ahead", "known", "found"),
    [
        (-2, True, False),
        (-1, True, True),
        (-1, False, False),
        (0.5, False, False),
        (1, False, True),
    ],
)
def test_words_that_the_lexicon_knows_need_less(ahead: float, known: bool, found: bool) -> None:
    scores = {"took": {"O": 15, "advance": 15 + ahead}}
    expected = [("took", "advance")] if found else []
    assert claims_of(LIGHT, scores, "took" if known else "") == expected
