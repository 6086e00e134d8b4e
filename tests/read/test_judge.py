"""Stances, distances and forms of attributions written out by hand.

A case marks the parts of a sentence: ``<source> [cue] {content}``; ``*`` stands before the
predicate of the content, and ``/NOUN`` after a word gives its part of speech where the small
tagger below would guess another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.errors import DataError
from onrecord.model import Claim, Draft, Role, Span
from onrecord.read.judge import Judgement, Voice, commit, judge, parse_lexicon
from onrecord.read.judge.lexicon import inflections
from onrecord.read.judge.quotes import form_of, quotations
from onrecord.syntax import Syntax, Token

if TYPE_CHECKING:
    from onrecord.read.judge.lexicon import Lexicon

_AUX = set(
    """is are was were be been being am has have had having do does did will would shall could
    can may might must should couldn didn don doesn hasn haven wasn isn wouldn won ll""".split()
)
_CLOSED = {
    "PART": {"not", "to", "t"},
    "DET": set("a an the this these those no any such some".split()),
    "PRON": set("it they he she we i that there who which its their his".split()),
    "ADP": set("of in on at by with from for about as against into".split()),
    "SCONJ": {"if", "unless", "whether", "because"},
    "CCONJ": {"and", "or", "but", "nor"},
    "ADV": {"yet", "never", "also", "now", "again", "still", "neither", "back"},
    "ADP ": {"out", "up", "down"},
}
_RELS = {
    "AUX": "aux",
    "ADV": "advmod",
    "PART": "advmod",
    "DET": "det",
    "ADP": "case",
    "ADJ": "amod",
}


@cache
def lexicon() -> Lexicon:
    return parse_lexicon((files("onrecord") / "data" / "stances.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Sentence:
    """A marked sentence taken apart."""

    syntax: Syntax
    draft: Draft
    predicate: Span | None


def part_of_speech(word: str, *, in_cue: bool) -> str:
    lower = word.lower()
    if lower in _AUX:
        return "AUX"
    for pos, words in _CLOSED.items():
        if lower in words:
            return pos.strip()
    if not word[0].isalnum():
        return "PUNCT"
    if lower.endswith("ly"):
        return "ADV"
    return "VERB" if in_cue else "NOUN"


def read_marked(marked: str) -> Sentence:
    """The sentence of a marked case, with a flat tree: every part hangs from its head."""
    text, spans, tags, predicate = "", {"<": [], "[": [], "{": []}, {}, None
    opened: dict[str, int] = {}
    closing = {">": "<", "]": "[", "}": "{"}
    for piece in re.findall(r"/[A-Z]+|[<>\[\]{}*]|[^<>\[\]{}*/]+", marked):
        if piece in spans:
            opened[piece] = len(text)
        elif piece in closing:
            spans[closing[piece]].append(Span(opened[closing[piece]], len(text)))
        elif piece == "*":
            predicate = len(text)
        elif piece[0] == "/":
            tags[len(text)] = piece[1:]
        else:
            text += piece
    draft = Draft(tuple(spans["<"]), tuple(spans["["]), tuple(spans["{"]), 1.0)
    syntax = Syntax(text, tuple(_tokens(text, draft, tags, predicate)))
    head = syntax.token_at(predicate) if predicate is not None else None
    return Sentence(syntax, draft, head.span if head else None)


def _tokens(text: str, draft: Draft, tags: dict[int, str], predicate: int | None) -> list[Token]:
    words = [(m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", text)]
    cue = {i for i, (s, _) in enumerate(words) for c in draft.cue if c.start <= s < c.end}
    pos = [
        tags.get(e) or part_of_speech(text[s:e], in_cue=i in cue) for i, (s, e) in enumerate(words)
    ]
    top = next((i for i in sorted(cue) if pos[i] in {"VERB", "NOUN", "ADJ"}), min(cue, default=0))
    main = next((i for i, (s, _) in enumerate(words) if s == predicate), None)
    heads, rels = [top] * len(words), ["dep"] * len(words)
    rels[top] = "root"
    for i in sorted(cue - {top}):
        rels[i] = _RELS.get(pos[i], "xcomp" if pos[i] == "VERB" else "obj")
    for group, rel in ((draft.source, "nsubj"), (draft.content, "obj")):
        inside = [i for i, (s, _) in enumerate(words) if any(c.start <= s < c.end for c in group)]
        nouns = [i for i in inside if pos[i] in {"NOUN", "PROPN", "PRON"} and i not in cue]
        if main in inside:
            _clause(main, inside, pos, heads, rels, [text[s:e].lower() for s, e in words])
            heads[main], rels[main] = top, "ccomp"
            pos[main] = "VERB"
        elif nouns:
            for i in inside:
                heads[i], rels[i] = nouns[-1], _RELS.get(pos[i], "compound")
            heads[nouns[-1]], rels[nouns[-1]] = top, rel
    return [
        Token(i, s, e, text[s:e], 0, pos[i], heads[i], rels[i], "")
        for i, (s, e) in enumerate(words)
    ]


def _clause(
    main: int,
    inside: list[int],
    pos: list[str],
    heads: list[int],
    rels: list[str],
    words: list[str],
) -> None:
    for i in inside:
        heads[i] = main
        rels[i] = "mark" if words[i] in {"to", "if", "unless", "that"} else _RELS.get(pos[i], "obl")
    before = [
        i for i in inside if i < main and pos[i] in {"NOUN", "PROPN", "PRON"} and words[i] != "that"
    ]
    if before:
        rels[before[-1]] = "nsubj"
        for i in inside:
            if i < before[-1] and (pos[i] == "DET" or words[i] in {"its", "their"}):
                heads[i] = before[-1]
                rels[i] = "det" if pos[i] == "DET" else "nmod:poss"


def judged(marked: str) -> Judgement:
    sentence = read_marked(marked)
    return judge(sentence.draft, sentence.syntax, lexicon())


STANCES = [
    # asserts
    ("<The ministry> [said] {the army had *taken the town}", "asserts", "neutral"),
    ("<The governor> [told] reporters {the bridge was *destroyed}", "asserts", "neutral"),
    ("<The army> [announced] {its troops had *entered the city}", "asserts", "neutral"),
    ("<The agency> [reported] {ten people were *killed}", "asserts", "neutral"),
    ("[According to] <the mayor>, {two houses *burned}", "asserts", "neutral"),
    ("<He> [added] {that the road was *closed}", "asserts", "neutral"),
    ("<The general> [said in a statement] {the line *held}", "asserts", "neutral"),
    ("<The group> [claimed responsibility] for {the attack}", "asserts", "neutral"),
    ("<She> [went on to say] {nobody was *hurt}", "asserts", "neutral"),
    ("<The unit> [posted] {that it *holds the village}", "asserts", "neutral"),
    ("{The town has *fallen}, <a spokesman> [declared]", "asserts", "neutral"),
    ("<The minister> [replied] {the convoy had *left}", "asserts", "neutral"),
    ("a [statement/NOUN] by <the army> that {it *captured the hill}", "asserts", "neutral"),
    ("<media> [reports/NOUN] that {troops had *left}", "asserts", "neutral"),
    # distancing and endorsing
    ("<The ministry> [claimed] {its soldiers *took the town}", "asserts", "distancing"),
    ("<Military officials> [claims/NOUN] that {Pyongyang was *preparing}", "asserts", "distancing"),
    ("<The junta> [insists] {it *controls the city}", "asserts", "distancing"),
    ("<The regime> [maintains] {the prison is *empty}", "asserts", "distancing"),
    ("<The agency> [noted] {the road was *cut}", "asserts", "endorsing"),
    ("<The observers> [pointed out] {the shells *came from the east}", "asserts", "endorsing"),
    ("<Footage> [showed] {tanks *entering the town}", "asserts", "endorsing"),
    ("<The report> [revealed] {the base was *empty}", "asserts", "endorsing"),
    # confirms
    ("<The agency> [confirmed] {media reports}", "confirms", "neutral"),
    ("<The mayor> [confirmed] {that the bridge was *hit}", "confirms", "neutral"),
    ("<The agency> [has verified] {the footage}", "confirms", "neutral"),
    ("<Witnesses> [corroborated] {the account}", "confirms", "neutral"),
    ("<Analysts> [geolocated] {the video}", "confirms", "neutral"),
    # acknowledges
    ("<The army> [admitted] {it *lost the town}", "acknowledges", "endorsing"),
    ("<The general> [conceded] {that troops had *withdrawn}", "acknowledges", "endorsing"),
    ("<Moscow> [has acknowledged] {the loss}", "acknowledges", "endorsing"),
    ("<The pilot> [confessed] {that he *bombed the village}", "acknowledges", "endorsing"),
    # accuses
    ("<Kyiv> [accused] Moscow {of *shelling the town}", "accuses", "neutral"),
    ("<The two sides> [blamed] each other {for the attack}", "accuses", "neutral"),
    ("<Prosecutors> [alleged] {that he *ordered the killings}", "accuses", "distancing"),
    ("<The court> [charged] him {with war crimes}", "accuses", "neutral"),
    ("<Kyiv> [points the finger] at {Moscow}", "accuses", "neutral"),
    ("<Kyiv's> [allegations/NOUN] that {soldiers *tortured prisoners}", "accuses", "distancing"),
    ("<The mayor> [held the army responsible] for {the blast}", "accuses", "neutral"),
    # denies
    ("<Kyiv> [denied] {the claim}", "denies", "neutral"),
    ("{a claim} <Kyiv> [rejects]", "denies", "neutral"),
    ("<The army> [dismissed] {the report}", "denies", "neutral"),
    ("<The ministry> [refuted] {the allegations}", "denies", "neutral"),
    ("<The president> [ruled out] {talks}", "denies", "neutral"),
    ("<Officials> [brushed aside] {the accusation}", "denies", "neutral"),
    ("<The rebels> [turned down] {the proposal}", "denies", "neutral"),
    ("<Kyiv> [called the claim false]", "denies", "neutral"),
    ("<Moscow's> [denial/NOUN] that {its forces *fired}", "denies", "neutral"),
    ("<The government> [refused] {to *withdraw its troops}", "denies", "neutral"),
    # doubts
    ("<Analysts> [questioned] {the figures}", "doubts", "neutral"),
    ("<Diplomats> [cast doubt on] {the report}", "doubts", "neutral"),
    ("<Experts> [disputed] {the number}", "doubts", "neutral"),
    ("<The agency> [said there was no evidence that] {troops had *left}", "doubts", "neutral"),
    ("[questions remain] about {the strike}", "doubts", "neutral"),
    ("<Observers> [remain sceptical/ADJ] that {the truce will *hold}", "doubts", "neutral"),
    ("<Officials> [raised doubts] about {the account}", "doubts", "neutral"),
    ("<The envoy> [does not believe] {the army *left}", "doubts", "neutral"),
    # retracts
    ("<The agency> [retracted] {the report}", "retracts", "neutral"),
    ("<The ministry> [withdrew its statement]", "retracts", "neutral"),
    ("<The minister> [took back] {the claim}", "retracts", "neutral"),
    ("<The newspaper> [corrected its report]", "retracts", "neutral"),
    ("<The spokesman> [walked back] {the remark}", "retracts", "neutral"),
    # cannot_verify
    (
        "<Reuters> [could not independently confirm] {the battlefield report}",
        "cannot_verify",
        "neutral",
    ),
    ("<The agency> [could not verify] {the figures}", "cannot_verify", "neutral"),
    ("<We> [couldn't verify] {the video}", "cannot_verify", "neutral"),
    ("<We> [couldn’t independently verify] {the video}", "cannot_verify", "neutral"),
    ("<The BBC> [was unable to verify] {the claim}", "cannot_verify", "neutral"),
    ("<The BBC> [has not independently verified] {the claim}", "cannot_verify", "neutral"),
    ("{The report} [could not be confirmed]", "cannot_verify", "neutral"),
    ("{The claims} [have not been verified]", "cannot_verify", "neutral"),
    ("{The claims} [have not been independently confirmed]", "cannot_verify", "neutral"),
    ("It [is not known whether] {the troops *left}", "cannot_verify", "neutral"),
    ("it [was not clear] who {*fired the missile}", "cannot_verify", "neutral"),
    ("it [remains unclear] {how many *died}", "cannot_verify", "neutral"),
    ("there was [no independent confirmation] of {the claim}", "cannot_verify", "neutral"),
    ("<The agency> [cannot verify] {the claim}", "cannot_verify", "neutral"),
    # no_comment
    ("there was [no immediate comment] from <Ukraine>", "no_comment", "neutral"),
    ("<The ministry> [declined to comment]", "no_comment", "neutral"),
    ("<The embassy> [did not respond] to {requests}", "no_comment", "neutral"),
    ("<The embassy> [didn't immediately respond] to {requests}", "no_comment", "neutral"),
    ("<The army> [has not commented] on {the incident}", "no_comment", "neutral"),
    ("<The company> [did not return calls]", "no_comment", "neutral"),
    ("<The general> [gave no details]", "no_comment", "neutral"),
    ("<He> [did not mention] {the attack}", "no_comment", "neutral"),
    ("<The spokesman> [didn't say] {how many were *killed}", "no_comment", "neutral"),
    ("<He> [neither confirmed nor denied] {the report}", "no_comment", "neutral"),
    ("<The Pentagon> [declined to confirm or deny] {the strike}", "no_comment", "neutral"),
    ("<The minister> [refused to answer] {questions}", "no_comment", "neutral"),
    ("<The palace> [remained silent]", "no_comment", "neutral"),
    ("<Officials> [could not be reached]", "no_comment", "neutral"),
    ("[no group has claimed responsibility] for {the attack}", "no_comment", "neutral"),
    # does_not_acknowledge
    ("<Pyongyang> [has not publicly acknowledged] {its role}", "does_not_acknowledge", "neutral"),
    ("<Israel> [has not confirmed] {the strike}", "does_not_acknowledge", "neutral"),
    ("<The army> [never admitted] {the loss}", "does_not_acknowledge", "neutral"),
    ("<Moscow> [refuses to acknowledge] {the losses}", "does_not_acknowledge", "neutral"),
    ("<Kyiv> [has yet to confirm] {the retreat}", "does_not_acknowledge", "neutral"),
    # does_not_deny
    ("<Mr Putin> [did not deny] that {forces had *arrived}", "does_not_deny", "neutral"),
    ("<The minister> [did not rule out] {a strike}", "does_not_deny", "neutral"),
    ("<The envoy> [refused to rule out] {sanctions}", "does_not_deny", "neutral"),
    ("<He> [has never denied] {the deal}", "does_not_deny", "neutral"),
    # assesses
    ("<Military analysts> [say] that {the loss could *allow an advance}", "assesses", "neutral"),
    ("<The institute> [assesses] that {forces *advanced}", "assesses", "neutral"),
    ("<Analysts> [believe] {troops have *left}", "assesses", "neutral"),
    ("<Officials> [said] {the war could *spread}", "assesses", "neutral"),
    ("<The expert> [said] {the missile may have *failed}", "assesses", "neutral"),
    # said with a hedge about the past
    ("<Officials> [said] {the missile may have *hit a school}", "asserts", "neutral"),
    # estimates
    ("<The United Nations> [estimated] {4,000 *fled}", "estimates", "neutral"),
    ("<Officials> [put the death toll at] {40}", "estimates", "neutral"),
    ("<The ministry> [counted] {40 drones}", "estimates", "neutral"),
    ("<American> [estimates/NOUN] of {the losses}", "estimates", "neutral"),
    # suspects
    ("[raising speculation/NOUN] {they have been *withdrawn}", "suspects", "neutral"),
    ("{The soldiers} [are believed to] {have *left}", "suspects", "neutral"),
    ("<Police> [suspect] {a bomb *exploded}", "suspects", "neutral"),
    ("<Officials> [believe] {the pilot *died}", "suspects", "neutral"),
    ("{The convoy} was [reportedly] {*hit}", "suspects", "neutral"),
    ("[reports/NOUN] that {the town had *fallen}", "suspects", "neutral"),
    ("[Rumours/NOUN] that {the general *died}", "suspects", "distancing"),
    ("it is [thought] {that they *fled}", "suspects", "neutral"),
    # expects
    ("<Kyiv> [expects] {an offensive}", "expects", "neutral"),
    ("<The general> [warned] {the enemy would *attack}", "expects", "neutral"),
    ("<Residents> [fear] {a siege}", "expects", "neutral"),
    ("<The bank> [forecast] {shortages}", "expects", "neutral"),
    ("{The army} [is expected to] {*advance}", "expects", "neutral"),
    ("<The minister> [said] {the war would *last years}", "expects", "neutral"),
    ("[triggered fears/NOUN] that {the war could *turn}", "expects", "neutral"),
    # intends
    ("<Russia> [plans] {to *send troops}", "intends", "neutral"),
    ("<The regime> [was preparing] {to *send troops}", "intends", "neutral"),
    ("<The president> [vowed] {to *retaliate}", "intends", "neutral"),
    ("<The ministry> [announced] {it would *send tanks}", "intends", "neutral"),
    ("<The army> [said] {we will *defend the city}", "intends", "neutral"),
    ("<Russia> [is set to] {*deploy missiles}", "intends", "neutral"),
    ("<The minister> [pledged] {aid}", "intends", "neutral"),
    ("<The group> [agreed to] {*free hostages}", "intends", "neutral"),
    # wants
    ("<Kyiv> [demanded] {a withdrawal}", "wants", "neutral"),
    ("<The UN> [called on] the sides {to *stop}", "wants", "neutral"),
    ("<The UN> [called for] {a ceasefire}", "wants", "neutral"),
    ("<North Korea> [is hoping] {to *gain technology}", "wants", "neutral"),
    ("<The general> [ordered] {a retreat}", "wants", "neutral"),
    ("<The minister> [said] {Israel must *withdraw}", "wants", "neutral"),
    ("<Turkey> [urged] both sides {to *talk}", "wants", "neutral"),
    ("<The rebels> [seek] {autonomy}", "wants", "neutral"),
    ("<The officer> [told] residents/NOUN {to *leave}", "wants", "neutral"),
    ("<The envoy> [made an appeal] for {calm}", "wants", "neutral"),
    # threatens
    ("<Iran> [threatened] {to *strike the base}", "threatens", "neutral"),
    ("<Iran> [warned] {it would *strike the base}", "threatens", "neutral"),
    ("<The group> [warned] {we will *respond}", "threatens", "neutral"),
    # names
    ("<Russia> [calls] the city {Dzerzhinsk}", "names", "neutral"),
    ("<Kyiv> [refers to the war as] {an invasion}", "names", "neutral"),
    ("<Moscow> [dubbed] it {a special operation}", "names", "neutral"),
    ("the city, [known to] <locals> [as] {Artyomovsk}", "names", "neutral"),
    ("the [so-called] {people's republic}", "names", "distancing"),
    # unknown cue
    ("<The ministry> [flumed] {the town *fell}", "asserts", "neutral"),
]


@pytest.mark.parametrize(("marked", "stance", "distance"), STANCES, ids=[c[0] for c in STANCES])
def test_a_cue_gives_its_stance_and_distance(marked: str, stance: str, distance: str) -> None:
    found = judged(marked)
    assert (found.stance, found.distance) == (stance, distance)


def test_an_unknown_cue_is_less_certain_than_a_known_one() -> None:
    assert judged("<He> [flumed] {it *fell}").certainty == 0.7
    assert judged("<He> [said] {it *fell}").certainty == 0.95


# A claim by its predicate, read under the attribution: (marked, claim fields, stance, factuality).
COMMITMENTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("<He> [said] {it *fell}", {}, "asserts", "CT+"),
    ("<He> [said] {it *fell}", {"polarity": "negative"}, "asserts", "CT-"),
    ("<He> [said] {it may have *fallen}", {"modality": "possible"}, "asserts", "PS+"),
    ("<He> [said] {troops probably *left}", {}, "assesses", "PR+"),
    ("<He> [said] {it reportedly *fell}", {}, "asserts", "PR+"),
    ("<He> [said] {war could *spread}", {"modality": "possible"}, "assesses", "PS+"),
    ("<He> [said] {war is unlikely/ADJ to *spread}", {}, "assesses", "PR-"),
    ("<He> [said] {war will *spread}", {"modality": "future"}, "expects", "UU"),
    ("<He> [said] {talks will *begin}", {"modality": "future", "type": "talks"}, "asserts", "UU"),
    ("<He> [said] {it would *attack}", {"modality": "future"}, "intends", "UU"),
    ("<He> [said] {a deal would *fail}", {"modality": "conditional"}, "asserts", "UU"),
    ("<He> [denied] {it *fell}", {}, "denies", "CT-"),
    ("<He> [denied] {it *fell}", {"polarity": "negative"}, "denies", "CT+"),
    ("<He> [questioned] {that it *fell}", {}, "doubts", "PS-"),
    ("<He> [confirmed] {it *fell}", {}, "confirms", "CT+"),
    ("<He> [confirmed] {it *fell}", {"polarity": "negative"}, "confirms", "CT-"),
    ("<He> [confirmed] {it will *begin}", {"modality": "future"}, "confirms", "UU"),
    ("<He> [suspects] {it *fell}", {}, "suspects", "PR+"),
    ("<He> [suspects] {it may have *fallen}", {"modality": "possible"}, "suspects", "PS+"),
    ("<He> [could not verify] {that it *fell}", {}, "cannot_verify", "UU"),
    ("<He> [vowed] {to *strike}", {"modality": "future"}, "intends", "UU"),
    ("<He> [retracted] {that it *fell}", {}, "retracts", "CT-"),
    ("<He> [calls] it {a *violation}", {"type": "violation"}, "accuses", "CT+"),
]


@pytest.mark.parametrize(("marked", "fields", "stance", "factuality"), COMMITMENTS)
def test_a_holder_commits_to_each_claim(
    marked: str, fields: dict[str, Any], stance: str, factuality: str
) -> None:
    sentence = read_marked(marked)
    assert sentence.predicate is not None
    claim = Claim("c1", fields.pop("type", "other"), None, sentence.predicate, (), **fields)
    voice = Voice(sentence.draft.source, "e1", sentence.draft.content)
    judgement = judge(sentence.draft, sentence.syntax, lexicon())
    found = commit(judgement, claim, voice, sentence.syntax, lexicon())
    assert (found.stance, found.factuality) == (stance, factuality)


@pytest.mark.parametrize(
    ("actor", "stance"), [("e2", "accuses"), ("e1", "asserts"), (None, "accuses")]
)
def test_only_the_wrong_of_another_is_an_accusation(actor: str | None, stance: str) -> None:
    sentence = read_marked("<Kyiv> [claimed] {troops *tortured prisoners}")
    assert sentence.predicate is not None
    trooper = Role("actor", Span(15, 21), actor)
    claim = Claim("c1", "violation", None, sentence.predicate, (trooper,))
    voice = Voice(sentence.draft.source, "e1", sentence.draft.content)
    judgement = judge(sentence.draft, sentence.syntax, lexicon())
    assert commit(judgement, claim, voice, sentence.syntax, lexicon()).stance == stance


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We left,” he said.", "direct"),
        ('"We left," he said.', "direct"),
        ("‘We left,’ he said.", "direct"),
        ("'We left,' he said.", "direct"),
        ("We left, he said.", "indirect"),
        ("We “left”, he said.", "mixed"),
        ("“We left ‘Camp One’,” he said.", "direct"),
    ],
)
def test_the_form_follows_the_quotation_marks(text: str, form: str) -> None:
    end = text.index("he said")
    while not text[end - 1].isalnum():
        end -= 1
    start = next(i for i, character in enumerate(text) if character.isalpha())
    assert form_of((Span(start, end),), text) == form


def test_a_content_without_words_is_indirect() -> None:
    assert form_of((), "no immediate comment") == "indirect"


def test_an_apostrophe_opens_no_quotation() -> None:
    assert quotations("the soldiers’ camp and Kyiv's army") == ()


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quotations("“One.\n“Two.”") == (Span(0, 6), Span(6, 12))


@pytest.mark.parametrize(
    ("lemma", "forms"),
    [
        ("say", {"says", "saying"}),
        ("deny", {"denies", "denied", "denying"}),
        ("admit", {"admits", "admitted", "admitting"}),
        ("pledge", {"pledges", "pledged", "pledging"}),
        ("recognize", {"recognizes", "recognised", "recognising"}),
    ],
)
def test_lemmas_are_inflected(lemma: str, forms: set[str]) -> None:
    assert forms <= set(inflections(lemma))


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("said", "say"), ("told", "tell"), ("denied", "deny"), ("noted", "note"), ("not", "not")],
)
def test_forms_lead_back_to_their_lemma(form: str, lemma: str) -> None:
    assert lexicon().lemma(form) == lemma


@pytest.mark.parametrize(
    "text", ["not = [toml", "", '[[group]]\nstance = "sings"\ndistance = "neutral"']
)
def test_a_damaged_lexicon_is_an_error_with_a_remedy(text: str) -> None:
    with pytest.raises(DataError) as caught:
        parse_lexicon(text)
    assert caught.value.remedy


def test_the_lexicon_knows_the_language_of_reporting() -> None:
    known = lexicon()
    assert len(known.words) + sum(len(entries) for entries in known.phrases.values()) >= 500
