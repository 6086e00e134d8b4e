"""Claims found on hand-made grammar, so that a rule is tested apart from the parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from stated import STATED
from trees import article_of, syntax_of

from onrecord.errors import DataError
from onrecord.model import Claim
from onrecord.read.events import Lexicon, lexical_claims, parse_lexicon
from onrecord.read.events.lemmas import base_forms

TABLE = Path(__file__).parents[2] / "src" / "onrecord" / "data" / "triggers.toml"


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return parse_lexicon(TABLE.read_text(encoding="utf-8"))


def _read(lexicon: Lexicon, *sentences: str) -> tuple[str, tuple[Claim, ...]]:
    syntax = syntax_of(*sentences)
    return syntax.text, lexical_claims(syntax, article_of(syntax), lexicon)


def _shown(text: str, claim: Claim) -> str:
    kind = claim.type if claim.subtype is None else f"{claim.type}/{claim.subtype}"
    return f"{kind} {claim.trigger.of(text)}"


def _parts(text: str, claim: Claim) -> set[str]:
    return {f"{role.role}: {role.span.of(text)}" for role in claim.roles}


@pytest.mark.parametrize(("sentence", "expected"), STATED, ids=[s[:40] for s, _ in STATED])
def test_a_sentence_gives_its_claims_with_their_roles(
    sentence: str, expected: dict[str, set[str]], lexicon: Lexicon
) -> None:
    text, claims = _read(lexicon, sentence)
    found = {_shown(text, claim): _parts(text, claim) for claim in claims}
    assert set(found) == set(expected)
    for name, parts in expected.items():
        assert parts <= found[name]


SILENT = [
    # The verb or noun is there, the event is not.
    "The/DET/2/det film/NOUN/4/nsubj:pass was/AUX/4/aux:pass shot/VERB/0/root in/ADP/6/case"
    " Rome/PROPN/4/obl ./PUNCT/4/punct",
    "The/DET/2/det talks/NOUN/4/nsubj will/AUX/4/aux take/VERB/0/root time/NOUN/4/obj"
    " ./PUNCT/4/punct",
    "He/PRON/2/nsubj commands/VERB/0/root the/DET/5/det strike/NOUN/5/compound group/NOUN/2/obj"
    " ./PUNCT/2/punct",
    "Prices/NOUN/2/nsubj rose/VERB/0/root since/ADP/5/case the/DET/5/det invasion/NOUN/2/obl"
    " ./PUNCT/2/punct",
    "He/PRON/2/nsubj had/VERB/0/root a/DET/5/det heart/NOUN/5/compound attack/NOUN/2/obj"
    " ./PUNCT/2/punct",
    "They/PRON/2/nsubj met/VERB/0/root the/DET/4/det deadline/NOUN/2/obj ./PUNCT/2/punct",
    "The/DET/2/det plan/NOUN/3/nsubj took/VERB/0/root effect/NOUN/3/obj ./PUNCT/3/punct",
    "The/DET/2/det destroyed/VERB/3/amod bridge/NOUN/5/nsubj is/AUX/5/cop old/ADJ/0/root"
    " ./PUNCT/5/punct",
]


@pytest.mark.parametrize("sentence", SILENT, ids=[s[:40] for s in SILENT])
def test_a_word_without_its_event_gives_no_claim_of_its_type(
    sentence: str, lexicon: Lexicon
) -> None:
    text, claims = _read(lexicon, sentence)
    assert [_shown(text, claim) for claim in claims if claim.type != "other"] == []


MOODS = [
    (
        "The/DET/2/det army/NOUN/5/nsubj has/AUX/5/aux not/PART/5/advmod entered/VERB/0/root"
        " the/DET/7/det town/NOUN/5/obj ./PUNCT/5/punct",
        "entered",
        ("negative", "actual"),
    ),
    (
        "The/DET/2/det army/NOUN/6/nsubj didn/AUX/6/aux ’/PUNCT/3/punct t/PART/3/goeswith"
        " enter/VERB/0/root the/DET/8/det town/NOUN/6/obj ./PUNCT/6/punct",
        "enter",
        ("negative", "actual"),
    ),
    (
        "No/DET/2/det soldiers/NOUN/4/nsubj:pass were/AUX/4/aux:pass killed/VERB/0/root"
        " ./PUNCT/4/punct",
        "killed",
        ("negative", "actual"),
    ),
    (
        "Militants/NOUN/2/nsubj failed/VERB/0/root to/PART/4/mark capture/VERB/2/xcomp"
        " the/DET/6/det base/NOUN/4/obj ./PUNCT/2/punct",
        "capture",
        ("negative", "attempted"),
    ),
    (
        "Militants/NOUN/2/nsubj tried/VERB/0/root to/PART/4/mark capture/VERB/2/xcomp"
        " the/DET/6/det base/NOUN/4/obj ./PUNCT/2/punct",
        "capture",
        ("positive", "attempted"),
    ),
    (
        "France/PROPN/2/nsubj plans/VERB/0/root to/PART/4/mark withdraw/VERB/2/xcomp"
        " its/PRON/6/nmod:poss soldiers/NOUN/4/obj ./PUNCT/2/punct",
        "withdraw",
        ("positive", "future"),
    ),
    (
        "Kenya/PROPN/2/nsubj hopes/VERB/0/root to/PART/4/mark gain/VERB/2/xcomp access/NOUN/4/obj"
        " to/ADP/8/case foreign/ADJ/8/amod fuel/NOUN/5/nmod ./PUNCT/2/punct",
        "gain access",
        ("positive", "future"),
    ),
    (
        "Germany/PROPN/3/nsubj will/AUX/3/aux deliver/VERB/0/root tanks/NOUN/3/obj ./PUNCT/3/punct",
        "deliver",
        ("positive", "future"),
    ),
    (
        "The/DET/2/det troops/NOUN/6/nsubj:pass may/AUX/6/aux have/AUX/6/aux been/AUX/6/aux:pass"
        " withdrawn/VERB/0/root ./PUNCT/6/punct",
        "withdrawn",
        ("positive", "possible"),
    ),
    (
        "Any/DET/3/det such/ADJ/3/amod blockade/NOUN/6/nsubj would/AUX/6/aux be/AUX/6/cop"
        " unlawful/ADJ/0/root ./PUNCT/6/punct",
        "unlawful",
        ("positive", "conditional"),
    ),
    (
        "The/DET/2/det army/NOUN/3/nsubj denied/VERB/0/root a/DET/6/det drone/NOUN/6/compound"
        " strike/NOUN/3/obj on/ADP/9/case the/DET/9/det market/NOUN/6/nmod ./PUNCT/3/punct",
        "drone strike",
        ("positive", "actual"),
    ),
    (
        "Chad/PROPN/2/nsubj began/VERB/0/root sending/VERB/2/xcomp troops/NOUN/3/obj"
        " ./PUNCT/2/punct",
        "sending",
        ("positive", "actual"),
    ),
    (
        "Leaders/NOUN/2/nsubj called/VERB/0/root for/ADP/5/case a/DET/5/det ceasefire/NOUN/2/obl"
        " ./PUNCT/2/punct",
        "ceasefire",
        ("positive", "future"),
    ),
]


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"), MOODS, ids=[f"{t} {e}" for _, t, e in MOODS]
)
def test_auxiliaries_and_verbs_above_give_polarity_and_modality(
    sentence: str, trigger: str, expected: tuple[str, str], lexicon: Lexicon
) -> None:
    text, claims = _read(lexicon, sentence)
    by_trigger = {claim.trigger.of(text): claim for claim in claims}
    assert trigger in by_trigger
    assert (by_trigger[trigger].polarity, by_trigger[trigger].modality) == expected


def _linked(text: str, claims: tuple[Claim, ...]) -> set[tuple[str, str, str]]:
    """Trigger, role and the trigger that the role points to."""
    known = {claim.id: claim for claim in claims}
    return {
        (claim.trigger.of(text), role.role, known[role.claim].trigger.of(text))
        for claim in claims
        for role in claim.roles
        if role.claim is not None
    }


LINKS = [
    (
        "Capturing/VERB/5/csubj the/DET/3/det bridge/NOUN/1/obj could/AUX/5/aux allow/VERB/0/root"
        " the/DET/7/det rebels/NOUN/5/obj to/PART/9/mark cut/VERB/5/xcomp supply/NOUN/11/compound"
        " routes/NOUN/9/obj and/CCONJ/14/cc to/PART/14/mark advance/VERB/9/conj on/ADP/17/case"
        " the/DET/17/det capital/NOUN/14/obl ./PUNCT/5/punct",
        {("cut", "cause", "Capturing"), ("advance", "cause", "Capturing")},
    ),
    (
        "The/DET/2/det units/NOUN/5/nsubj:pass have/AUX/5/aux been/AUX/5/aux:pass"
        " withdrawn/VERB/0/root"
        " after/SCONJ/7/mark suffering/VERB/5/advcl heavy/ADJ/9/amod losses/NOUN/7/obj"
        " ./PUNCT/5/punct",
        {("withdrawn", "cause", "losses")},
    ),
    (
        "Casualties/NOUN/4/nsubj were/AUX/4/cop a/DET/4/det factor/NOUN/0/root in/ADP/7/case"
        " the/DET/7/det decision/NOUN/4/nmod to/PART/9/mark withdraw/VERB/7/acl troops/NOUN/9/obj"
        " ./PUNCT/4/punct",
        {("withdraw", "cause", "Casualties")},
    ),
    (
        "If/SCONJ/4/mark the/DET/3/det militia/NOUN/4/nsubj attacks/VERB/10/advcl the/DET/6/det"
        " port/NOUN/4/obj ,/PUNCT/4/punct Egypt/PROPN/10/nsubj would/AUX/10/aux close/VERB/0/root"
        " the/DET/12/det border/NOUN/10/obj ./PUNCT/10/punct",
        {("close", "condition", "attacks")},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), LINKS, ids=[s[:30] for s, _ in LINKS])
def test_a_cause_or_condition_points_to_its_claim(
    sentence: str, expected: set[tuple[str, str, str]], lexicon: Lexicon
) -> None:
    text, claims = _read(lexicon, sentence)
    assert expected <= _linked(text, claims)


CAPTURE = (
    "Rebels/NOUN/2/nsubj captured/VERB/0/root Mocha/PROPN/2/obj on/ADP/5/case Friday/PROPN/2/obl"
    " ./PUNCT/2/punct"
)
RETOLD = (
    "The/DET/2/det capture/NOUN/6/nsubj of/ADP/4/case Mocha/PROPN/2/nmod could/AUX/6/aux"
    " allow/VERB/0/root rebels/NOUN/6/obj to/PART/9/mark advance/VERB/6/xcomp ./PUNCT/6/punct"
)


def test_an_event_told_again_is_no_second_claim_but_can_be_pointed_to(lexicon: Lexicon) -> None:
    text, claims = _read(lexicon, CAPTURE, RETOLD)
    assert [claim.trigger.of(text) for claim in claims] == ["captured", "advance"]
    assert ("advance", "cause", "captured") in _linked(text, claims)
    assert claims[1].modality == "possible"


def test_a_wrong_tag_after_to_is_mended(lexicon: Lexicon) -> None:
    """A parser may take "complicate" for an adjective of its object."""
    sentence = (
        "It/PRON/3/nsubj could/AUX/3/aux allow/VERB/0/root rebels/NOUN/3/obj to/PART/6/mark"
        " complicate/ADJ/7/amod logistics/NOUN/3/xcomp ./PUNCT/3/punct"
    )
    text, claims = _read(lexicon, sentence)
    assert [_shown(text, claim) for claim in claims] == ["capability complicate"]
    assert {"actor: rebels", "target: logistics"} <= _parts(text, claims[0])


@pytest.mark.parametrize(
    ("word", "base"),
    [
        ("captures", "capture"),
        ("captured", "capture"),
        ("stopped", "stop"),
        ("occupied", "occupy"),
        ("fleeing", "flee"),
        ("clashes", "clash"),
        ("shelling", "shell"),
        ("casualties", "casualty"),
    ],
)
def test_regular_forms_have_their_base_among_the_candidates(word: str, base: str) -> None:
    assert base in base_forms(word, {})


@pytest.mark.parametrize(("word", "base"), [("took", "take"), ("withdrawn", "withdraw")])
def test_irregular_forms_come_from_the_table(word: str, base: str, lexicon: Lexicon) -> None:
    assert base in base_forms(word, lexicon.irregular)


@pytest.mark.parametrize(
    "text",
    [
        "not toml =",
        "[classes]\n[[rules]]\ntype = 'nonsense'\nverbs = 'x'",
        "[classes]\n[[rules]]\ntype = 'strike'\nverbs = 'x'\nroles = 'object:nonsense'",
    ],
)
def test_a_damaged_table_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_lexicon(text)
    assert caught.value.remedy
