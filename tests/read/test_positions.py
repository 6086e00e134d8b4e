"""Chains, reactions and the narrator, on sentences with their grammar written out.

One line is one sentence, one word is ``word/POS/head/rel``: ``head`` counts words within the
sentence from 1, 0 is the root; words without tags hang from the word before. Punctuation is a
word of its own. Spans are named by their words, the n-th occurrence as ``words#n``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files

import pytest

from onrecord.model import NARRATOR, UNSPECIFIED, Claim, Draft, Position, Role, Span, Time
from onrecord.read.judge import Lexicon, complete, parse_lexicon
from onrecord.read.positions import Stands, Surroundings, take_positions
from onrecord.syntax import Syntax, Token


@cache
def lexicon() -> Lexicon:
    return parse_lexicon((files("onrecord") / "data" / "stances.toml").read_text("utf-8"))


def syntax_of(*sentences: str) -> Syntax:
    """The syntax of sentences in the notation above."""
    text, tokens = "", []
    for number, sentence in enumerate(sentences):
        first = len(tokens)
        for place, word in enumerate(sentence.split()):
            form, pos, head, rel = _tagged(word, place)
            glued = not form[0].isalnum() and form not in "“("
            start = len(text) + (0 if glued or not text else 1)
            text = text + ("" if glued or not text else " ") + form
            above = first + (int(head) - 1 if head != "0" else place)
            tokens.append(Token(len(tokens), start, len(text), form, number, pos, above, rel, ""))
    return Syntax(text, tuple(tokens))


def _tagged(word: str, place: int) -> tuple[str, str, str, str]:
    parts = word.split("/")
    if len(parts) == 4:
        return parts[0], parts[1], parts[2], parts[3]
    pos = "NOUN" if word[0].isalnum() else "PUNCT"
    return word, pos, str(max(place, 1)), "punct" if pos == "PUNCT" else "dep"


@dataclass
class Story:
    """An article in the making: add attributions and claims, then ask for positions."""

    syntax: Syntax
    drafts: list[Draft] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    said: list[Time] = field(default_factory=list)

    def span(self, words: str) -> Span:
        words, _, number = words.partition("#")
        start = -1
        for _ in range(int(number or 1)):
            start = self.syntax.text.index(words, start + 1)
        return Span(start, start + len(words))

    def spans(self, words: str) -> tuple[Span, ...]:
        return tuple(self.span(part.strip()) for part in words.split("|") if part.strip())

    def says(self, source: str, cue: str, content: str) -> Story:
        self.drafts.append(Draft(self.spans(source), self.spans(cue), self.spans(content), 1.0))
        return self

    def claim(self, trigger: str, type: str, actor: str = "", **fields: object) -> Story:  # noqa: A002
        roles = (Role("actor", self.span(actor), entity=actor.partition("#")[0]),) if actor else ()
        made = Claim(
            f"c{len(self.claims) + 1}",
            type,
            None,
            self.span(trigger),
            roles,
            **fields,  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return self

    def stands(self) -> Stands:
        around = Surroundings(
            syntax=self.syntax,
            lexicon=lexicon(),
            holder_of=lambda spans: _name(spans[0].of(self.syntax.text)),
            said=self.said,
        )
        return take_positions(complete(self.drafts, self.syntax, lexicon()), self.claims, around)

    def positions(self) -> list[tuple[str, str, str, str]]:
        """Trigger, holder, stance and factuality of every position."""
        stands = self.stands()
        triggers = {c.id: c.trigger.of(self.syntax.text) for c in stands.claims}
        return [(triggers[p.claim], p.holder, p.stance, p.factuality) for p in stands.positions]


def _name(words: str) -> str | None:
    """Holders are called by their words; nobody resolves pronouns here."""
    return None if words in {"it", "they", "its"} else words


TAKEN = (
    "Russian/ADJ/2/amod forces/NOUN/4/nsubj have/AUX/4/aux taken/VERB/0/root Toretsk/PROPN/4/obj "
    ",/PUNCT/4/punct Moscow/PROPN/8/nsubj said/VERB/4/parataxis ./PUNCT/4/punct"
)


MOSCOWS = ("taken", "Moscow", "asserts", "CT+")


def taken(*following: str) -> Story:
    """A story that begins with a claim of Moscow's."""
    story = Story(syntax_of(TAKEN, *following))
    story.says("Moscow", "said", "Russian forces have taken Toretsk")
    return story.claim("taken", "control", "Russian forces")


def test_an_attributed_claim_gives_its_source_a_position() -> None:
    assert taken().positions() == [("taken", "Moscow", "asserts", "CT+")]


def test_a_claim_outside_every_content_is_the_narrators() -> None:
    story = Story(
        syntax_of("Shells/NOUN/2/nsubj hit/VERB/0/root Izium/PROPN/2/obj ./PUNCT/2/punct")
    )
    assert story.claim("hit", "strike").positions() == [("hit", NARRATOR, "asserts", "CT+")]


@pytest.mark.parametrize(
    ("adverb", "stance", "factuality"),
    [
        ("reportedly/ADV/3/advmod", "suspects", "PR+"),
        ("apparently/ADV/3/advmod", "suspects", "PR+"),
        ("possibly/ADV/3/advmod", "suspects", "PS+"),
        ("later/ADV/3/advmod", "asserts", "CT+"),
    ],
)
def test_hedged_narration_is_suspicion(adverb: str, stance: str, factuality: str) -> None:
    sentence = f"Shells/NOUN/3/nsubj {adverb} hit/VERB/0/root Izium/PROPN/3/obj ./PUNCT/3/punct"
    story = Story(syntax_of(sentence)).claim("hit", "strike")
    assert story.positions() == [("hit", NARRATOR, stance, factuality)]


def test_a_tagged_hedge_is_the_narrators_caution_and_no_attribution() -> None:
    sentence = "Shells/NOUN/3/nsubj reportedly/ADV/3/advmod hit/VERB/0/root Izium/PROPN/3/obj"
    story = Story(syntax_of(sentence)).says("", "reportedly", "Shells | hit Izium")
    stands = story.claim("hit", "strike").stands()
    assert stands.attributions == ()
    assert [(p.holder, p.stance, p.chain) for p in stands.positions] == [(NARRATOR, "suspects", ())]


@pytest.mark.parametrize(
    ("polarity", "modality", "factuality"),
    [
        ("positive", "actual", "CT+"),
        ("negative", "actual", "CT-"),
        ("positive", "future", "UU"),
        ("positive", "conditional", "UU"),
        ("positive", "possible", "PS+"),
        ("negative", "possible", "PS-"),
    ],
)
def test_polarity_and_modality_set_the_factuality(
    polarity: str, modality: str, factuality: str
) -> None:
    story = Story(
        syntax_of("Shells/NOUN/2/nsubj hit/VERB/0/root Izium/PROPN/2/obj ./PUNCT/2/punct")
    )
    story.claim("hit", "strike", polarity=polarity, modality=modality)
    assert story.positions()[0][3] == factuality


def test_a_content_with_three_claims_gives_three_positions() -> None:
    story = Story(syntax_of(
        "Kyiv/PROPN/2/nsubj said/VERB/0/root drones/NOUN/4/nsubj hit/VERB/2/ccomp a/DET/6/det "
        "depot/NOUN/4/obj ,/PUNCT/8/punct killed/VERB/4/conj two/NUM/8/obj and/CCONJ/11/cc "
        "wounded/VERB/4/conj five/NUM/11/obj"
    ))  # fmt: skip
    story.says("Kyiv", "said", "drones hit a depot, killed two and wounded five")
    story.claim("hit", "strike").claim("killed", "casualties").claim("wounded", "casualties")
    assert story.positions() == [
        ("hit", "Kyiv", "asserts", "CT+"),
        ("killed", "Kyiv", "asserts", "CT+"),
        ("wounded", "Kyiv", "asserts", "CT+"),
    ]


def test_a_denial_with_its_own_claim_turns_the_factuality_only() -> None:
    story = Story(syntax_of(
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root that/SCONJ/6/mark its/PRON/5/nmod:poss "
        "troops/NOUN/6/nsubj fired/VERB/2/ccomp ./PUNCT/2/punct"
    ))  # fmt: skip
    story.says("Kyiv", "denied", "its troops fired").claim("fired", "strike")
    assert story.positions() == [("fired", "Kyiv", "denies", "CT-")]
    assert story.stands().claims[0].polarity == "positive"


# Reactions to Moscow's claim: (sentence, the reaction as a reader tags it, expected position).
REACTIONS = [
    ("There/PRON/2/expl was/VERB/0/root no/DET/5/det immediate/ADJ/5/amod comment/NOUN/2/nsubj "
     "from/ADP/7/case Ukraine/PROPN/5/nmod ./PUNCT/2/punct", None, ("Ukraine", "no_comment", "UU")),
    ("Reuters/PROPN/5/nsubj could/AUX/5/aux not/PART/5/advmod independently/ADV/5/advmod "
     "confirm/VERB/0/root the/DET/8/det battlefield/NOUN/8/compound report/NOUN/5/obj "
     "./PUNCT/5/punct",
     None, ("Reuters", "cannot_verify", "UU")),
    ("Reuters/PROPN/2/nsubj said/VERB/0/root it/PRON/6/nsubj could/AUX/6/aux not/PART/6/advmod "
     "verify/VERB/2/ccomp the/DET/8/det report/NOUN/6/obj ./PUNCT/2/punct",
     ("Reuters", "said", "it could not verify the report"), ("Reuters", "cannot_verify", "UU")),
    ("Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det claim/NOUN/2/obj ./PUNCT/2/punct",
     ("Kyiv", "denied", "the claim"), ("Kyiv", "denies", "CT-")),
    ("Kyiv/PROPN/2/nsubj rejected/VERB/0/root it/PRON/2/obj ./PUNCT/2/punct",
     ("Kyiv", "rejected", "it"), ("Kyiv", "denies", "CT-")),
    ("Kyiv/PROPN/2/nsubj dismissed/VERB/0/root those/DET/4/det reports/NOUN/2/obj ./PUNCT/2/punct",
     ("Kyiv", "dismissed", "those reports"), ("Kyiv", "denies", "CT-")),
    ("Experts/NOUN/2/nsubj questioned/VERB/0/root the/DET/4/det account/NOUN/2/obj ./PUNCT/2/punct",
     ("Experts", "questioned", "the account"), ("Experts", "doubts", "PS-")),
    ("Monitors/NOUN/2/nsubj confirmed/VERB/0/root the/DET/4/det report/NOUN/2/obj ./PUNCT/2/punct",
     ("Monitors", "confirmed", "the report"), ("Monitors", "confirms", "CT+")),
    ("Kyiv/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod deny/VERB/0/root the/DET/6/det "
     "report/NOUN/4/obj ./PUNCT/4/punct", ("Kyiv", "did not deny", "the report"),
     ("Kyiv", "does_not_deny", "UU")),
    ("Kyiv/PROPN/2/nsubj declined/VERB/0/root to/PART/4/mark comment/VERB/2/xcomp ./PUNCT/2/punct",
     ("Kyiv", "declined to comment", ""), ("Kyiv", "no_comment", "UU")),
    ("Kyiv/PROPN/4/nsubj did/AUX/4/aux not/PART/4/advmod respond/VERB/0/root to/ADP/7/case "
     "a/DET/7/det request/NOUN/4/obl ./PUNCT/4/punct", None, ("Kyiv", "no_comment", "UU")),
    ("The/DET/2/det report/NOUN/6/nsubj:pass could/AUX/6/aux not/PART/6/advmod be/AUX/6/aux:pass "
     "verified/VERB/0/root ./PUNCT/6/punct", None, (UNSPECIFIED, "cannot_verify", "UU")),
    ("Kyiv/PROPN/2/nsubj said/VERB/0/root the/DET/4/det report/NOUN/6/nsubj was/AUX/6/cop "
     "false/ADJ/2/ccomp ./PUNCT/2/punct", ("Kyiv", "said", "the report was false"),
     ("Kyiv", "denies", "CT-")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "tagged", "expected"),
    REACTIONS,
    ids=[r[0].split("/")[0] + str(i) for i, r in enumerate(REACTIONS)],
)
def test_a_reaction_points_at_the_claim_of_the_other_side(
    sentence: str, tagged: tuple[str, str, str] | None, expected: tuple[str, str, str]
) -> None:
    story = taken(sentence)
    if tagged is not None:
        source, cue, content = tagged
        cue = cue if story.syntax.text.count(cue) == 1 else f"{cue}#2"
        story.says(source, cue, content)
    assert story.positions() == [MOSCOWS, ("taken", *expected)]


def test_a_relative_clause_reacts_to_the_claim_before_it() -> None:
    story = Story(syntax_of(
        "Moscow/PROPN/2/nsubj says/VERB/0/root Donetsk/PROPN/5/nsubj is/AUX/5/cop "
        "part/NOUN/2/ccomp "
        "of/ADP/7/case Russia/PROPN/5/nmod ,/PUNCT/10/punct a/DET/10/det claim/NOUN/5/appos "
        "Kyiv/PROPN/12/nsubj rejects/VERB/10/acl:relcl ./PUNCT/2/punct"
    ))  # fmt: skip
    story.says("Moscow", "says", "Donetsk is part of Russia").claim("part", "status")
    assert story.positions() == [
        ("part", "Moscow", "asserts", "CT+"),
        ("part", "Kyiv", "denies", "CT-"),
    ]


def test_words_beside_the_pointing_noun_choose_the_kind_of_claim() -> None:
    story = Story(syntax_of(
        TAKEN,
        "Moscow/PROPN/2/nsubj said/VERB/0/root talks/NOUN/4/nsubj began/VERB/2/ccomp "
        "./PUNCT/2/punct",
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/5/det battlefield/NOUN/5/compound "
        "report/NOUN/2/obj ./PUNCT/2/punct",
    ))  # fmt: skip
    story.says("Moscow", "said", "Russian forces have taken Toretsk").claim("taken", "control")
    story.says("Moscow#2", "said#2", "talks began").claim("began", "talks")
    story.says("Kyiv", "denied", "the battlefield report")
    assert ("taken", "Kyiv", "denies", "CT-") in story.positions()


def test_a_reaction_prefers_the_other_side_to_the_narrators_background() -> None:
    story = taken(
        "Most/ADJ/3/nsubj civilians/NOUN/1/nmod fled/VERB/0/root ./PUNCT/3/punct",
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det claim/NOUN/2/obj ./PUNCT/2/punct",
    )
    story.claim("fled", "displacement").says("Kyiv", "denied", "the claim")
    assert ("taken", "Kyiv", "denies", "CT-") in story.positions()


def test_of_coordinated_claims_the_main_one_is_meant() -> None:
    story = Story(syntax_of(
        "Moscow/PROPN/2/nsubj said/VERB/0/root troops/NOUN/4/nsubj took/VERB/2/ccomp "
        "Toretsk/PROPN/4/obj and/CCONJ/7/cc destroyed/VERB/4/conj tanks/NOUN/7/obj ./PUNCT/2/punct",
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det claim/NOUN/2/obj ./PUNCT/2/punct",
    ))  # fmt: skip
    story.says("Moscow", "said", "troops took Toretsk and destroyed tanks")
    story.claim("took", "control").claim("destroyed", "damage").says("Kyiv", "denied", "the claim")
    assert [p for p in story.positions() if p[1] == "Kyiv"] == [("took", "Kyiv", "denies", "CT-")]


def test_a_source_within_a_source_is_the_holder_and_the_outer_one_relays() -> None:
    story = Story(syntax_of(
        "The/DET/2/det agency/NOUN/3/nsubj said/VERB/0/root witnesses/NOUN/5/nsubj "
        "saw/VERB/3/ccomp "
        "shells/NOUN/7/nsubj hit/VERB/5/ccomp homes/NOUN/7/obj ./PUNCT/3/punct"
    ))  # fmt: skip
    story.says("The agency", "said", "witnesses saw shells hit homes")
    story.says("witnesses", "saw", "shells hit homes").claim("hit", "strike")
    stands = story.stands()
    assert [(p.holder, p.chain) for p in stands.positions] == [("witnesses", ("a1", "a2"))]
    assert [a.parent for a in stands.attributions] == [None, "a1"]


def test_whoever_confirms_a_report_takes_a_stand_beside_it() -> None:
    story = Story(syntax_of(
        "The/DET/2/det agency/NOUN/3/nsubj confirmed/VERB/0/root media/NOUN/5/compound "
        "reports/NOUN/3/obj that/SCONJ/9/mark troops/NOUN/9/nsubj had/AUX/9/aux left/VERB/5/acl "
        "./PUNCT/3/punct"
    ))  # fmt: skip
    story.says("The agency", "confirmed", "media reports that troops had left")
    story.claim("left", "withdrawal")
    assert story.positions() == [
        ("left", "The agency", "confirms", "CT+"),
        ("left", "media", "asserts", "CT+"),
    ]


def test_the_inner_report_may_stand_before_the_tagged_content() -> None:
    story = Story(syntax_of(
        "The/DET/2/det agency/NOUN/3/nsubj confirmed/VERB/0/root media/NOUN/5/compound "
        "reports/NOUN/3/obj that/SCONJ/9/mark troops/NOUN/9/nsubj had/AUX/9/aux left/VERB/5/acl "
        "./PUNCT/3/punct"
    ))  # fmt: skip
    story.says("The agency", "confirmed", "troops had left").claim("left", "withdrawal")
    assert {p[1]: p[2] for p in story.positions()} == {"The agency": "confirms", "media": "asserts"}


def test_speculation_without_a_source_is_unspecified_and_relayed() -> None:
    story = Story(syntax_of(
        "Troops/NOUN/4/nsubj:pass were/AUX/4/aux:pass not/PART/4/advmod seen/VERB/0/root "
        ",/PUNCT/6/punct raising/VERB/4/advcl speculation/NOUN/6/obj they/PRON/9/nsubj "
        "left/VERB/7/acl "
        ",/PUNCT/4/punct according/VERB/13/case to/ADP/11/fixed agents/NOUN/4/obl ./PUNCT/4/punct"
        .replace("they/PRON/9", "they/PRON/9")
    ))  # fmt: skip
    story.claim("seen", "clash", polarity="negative").claim("left", "withdrawal")
    assert story.positions() == [
        ("seen", "agents", "asserts", "CT-"),
        ("left", UNSPECIFIED, "suspects", "PR+"),
    ]
    last = story.stands().positions[-1]
    assert len(last.chain) == 2


def test_a_plan_told_by_another_gives_two_positions() -> None:
    story = Story(syntax_of(
        "Seoul/PROPN/2/nsubj said/VERB/0/root Pyongyang/PROPN/5/nsubj was/AUX/5/aux "
        "preparing/VERB/2/ccomp to/PART/7/mark send/VERB/5/xcomp troops/NOUN/7/obj ./PUNCT/2/punct"
    ))  # fmt: skip
    story.says("Seoul", "said", "Pyongyang was preparing to send troops")
    story.claim("send", "deployment", modality="future")
    assert story.positions() == [
        ("send", "Seoul", "asserts", "UU"),
        ("send", "Pyongyang", "intends", "UU"),
    ]


def test_two_levels_of_saying_by_one_speaker_are_one_holder() -> None:
    story = Story(syntax_of(
        "Officials/NOUN/2/nsubj said/VERB/0/root they/PRON/4/nsubj expect/VERB/2/ccomp "
        "troops/NOUN/7/nsubj to/PART/7/mark leave/VERB/4/ccomp ./PUNCT/2/punct"
    ))  # fmt: skip
    story.says("Officials", "said", "they expect troops to leave").claim("leave", "withdrawal")
    stands = story.stands()
    assert story.positions() == [("leave", "Officials", "expects", "UU")]
    assert stands.positions[0].chain == ("a2",)


def test_the_one_cited_holds_what_the_other_passes_on() -> None:
    story = Story(syntax_of(
        "Reuters/PROPN/2/nsubj said/VERB/0/root troops/NOUN/4/nsubj left/VERB/2/ccomp "
        ",/PUNCT/6/punct "
        "citing/VERB/2/advcl officials/NOUN/6/obj ./PUNCT/2/punct"
    ))  # fmt: skip
    story.says("Reuters", "said", "troops left").claim("left", "withdrawal")
    stands = story.stands()
    assert [(p.holder, p.chain) for p in stands.positions] == [("officials", ("a1", "a2"))]


def test_analysts_weigh_what_could_happen() -> None:
    story = Story(syntax_of(
        "Analysts/NOUN/2/nsubj say/VERB/0/root forces/NOUN/5/nsubj could/AUX/5/aux "
        "advance/VERB/2/ccomp"
    ))  # fmt: skip
    story.says("Analysts", "say", "forces could advance")
    story.claim("advance", "advance", modality="possible")
    assert story.positions() == [("advance", "Analysts", "assesses", "PS+")]


def test_claiming_a_wrong_of_another_is_accusing() -> None:
    story = Story(syntax_of(
        "Kyiv/PROPN/2/nsubj claimed/VERB/0/root Moscow/PROPN/4/nsubj tortured/VERB/2/ccomp "
        "prisoners/NOUN/4/obj"
    ))  # fmt: skip
    story.says("Kyiv", "claimed", "Moscow tortured prisoners").claim(
        "tortured", "violation", "Moscow"
    )
    assert story.positions() == [("tortured", "Kyiv", "accuses", "CT+")]


def test_a_naming_claim_brings_its_own_attribution() -> None:
    story = Story(syntax_of(
        "Russia/PROPN/2/nsubj calls/VERB/0/root the/DET/4/det city/NOUN/2/obj "
        "Dzerzhinsk/PROPN/2/xcomp"
    ))  # fmt: skip
    roles = (
        Role("actor", story.span("Russia"), "Russia"),
        Role("name", story.span("Dzerzhinsk")),
    )
    story.claims.append(Claim("c1", "naming", None, story.span("calls"), roles))
    assert story.positions() == [("calls", "Russia", "names", "-")]


def test_a_saying_without_any_source_only_suspects() -> None:
    story = Story(syntax_of(
        "It/PRON/3/expl was/AUX/3/aux:pass announced/VERB/0/root that/SCONJ/6/mark "
        "troops/NOUN/6/nsubj left/VERB/3/ccomp"
    ))  # fmt: skip
    story.claim("left", "withdrawal")
    assert story.positions() == [("left", UNSPECIFIED, "suspects", "PR+")]


def test_a_claim_behind_the_content_belongs_to_it_when_it_hangs_from_it() -> None:
    story = Story(syntax_of(
        "Analysts/NOUN/2/nsubj say/VERB/0/root forces/NOUN/5/nsubj could/AUX/5/aux "
        "regroup/VERB/2/ccomp "
        "and/CCONJ/7/cc advance/VERB/5/conj"
    ))  # fmt: skip
    story.says("Analysts", "say", "forces could regroup")
    story.claim("advance", "advance", modality="possible")
    assert story.positions() == [("advance", "Analysts", "assesses", "PS+")]


def test_the_time_beside_the_cue_is_when_it_was_said() -> None:
    story = Story(syntax_of(
        "Troops/NOUN/2/nsubj left/VERB/0/root ,/PUNCT/2/punct Kyiv/PROPN/5/nsubj "
        "said/VERB/2/parataxis "
        "on/ADP/7/case Friday/PROPN/5/obl"
    ))  # fmt: skip
    span = story.span("on Friday")
    friday = date(2025, 2, 7)
    story.said.append(Time(span.start, span.end, friday, friday, "day", False, "published"))
    story.says("Kyiv", "said", "Troops left").claim("left", "withdrawal")
    found = story.stands().positions[0].said
    assert found is not None
    assert found.first == friday


def test_a_time_within_the_content_is_not_when_it_was_said() -> None:
    story = Story(syntax_of(
        "Kyiv/PROPN/2/nsubj said/VERB/0/root troops/NOUN/4/nsubj left/VERB/2/ccomp on/ADP/6/case "
        "Friday/PROPN/4/obl"
    ))  # fmt: skip
    span = story.span("on Friday")
    friday = date(2025, 2, 7)
    story.said.append(Time(span.start, span.end, friday, friday, "day", False, "published"))
    story.says("Kyiv", "said", "troops left on Friday").claim("left", "withdrawal")
    assert story.stands().positions[0].said is None


def test_evidence_is_source_cue_content_and_trigger() -> None:
    story = taken()
    position = story.stands().positions[0]
    assert position.evidence == (
        story.span("Russian forces have taken Toretsk"),
        story.span("taken"),
        story.span("Moscow"),
        story.span("said"),
    )


def test_a_reaction_is_less_certain_than_a_statement_of_ones_own() -> None:
    story = taken(
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det claim/NOUN/2/obj ./PUNCT/2/punct"
    ).says("Kyiv", "denied", "the claim")
    own, answer = story.stands().positions
    assert 0 < answer.confidence < own.confidence <= 1


def test_claims_learn_their_innermost_attribution() -> None:
    stands = taken().stands()
    assert [c.attribution for c in stands.claims] == ["a1"]


def test_a_reaction_with_nothing_to_answer_gives_no_position() -> None:
    story = Story(syntax_of(
        "Kyiv/PROPN/2/nsubj denied/VERB/0/root the/DET/4/det claim/NOUN/2/obj ./PUNCT/2/punct"
    ))  # fmt: skip
    assert story.says("Kyiv", "denied", "the claim").positions() == []


CRASHED = (
    "The/DET/2/det jet/NOUN/3/nsubj crashed/VERB/0/root near/ADP/5/case Izium/PROPN/3/obl "
    "./PUNCT/3/punct"
)
CHEERED = "People/NOUN/2/nsubj cheered/VERB/0/root ./PUNCT/2/punct"
DISMISSED = (
    "Kyiv/PROPN/2/nsubj dismissed/VERB/0/root the/DET/4/det allegation/NOUN/2/obj ./PUNCT/2/punct"
)


def test_nobody_denies_what_the_writer_states_as_a_fact() -> None:
    story = Story(syntax_of(CRASHED, DISMISSED)).claim("crashed", "damage")
    assert story.says("Kyiv", "dismissed", "the allegation").positions() == [
        ("crashed", NARRATOR, "asserts", "CT+")
    ]


def test_an_allegation_may_be_of_any_kind_of_act() -> None:
    story = taken(DISMISSED).says("Kyiv", "dismissed", "the allegation")
    assert story.positions() == [MOSCOWS, ("taken", "Kyiv", "denies", "CT-")]


def test_a_silence_far_from_any_claim_is_about_what_the_story_opens_with() -> None:
    silence = "Kyiv/PROPN/2/nsubj declined/VERB/0/root to/PART/4/mark comment/VERB/2/xcomp ."
    story = Story(syntax_of(CRASHED, *[CHEERED] * 8, silence)).claim("crashed", "damage")
    assert story.says("Kyiv", "declined to comment", "").positions() == [
        ("crashed", NARRATOR, "asserts", "CT+"),
        ("crashed", "Kyiv", "no_comment", "UU"),
    ]


def test_a_silence_of_nobody_tells_nothing() -> None:
    silence = "There/PRON/2/expl was/VERB/0/root no/DET/4/det comment/NOUN/2/nsubj ./PUNCT/2/punct"
    assert taken(silence).positions() == [MOSCOWS]


@pytest.mark.parametrize(("verb", "holder"), [("would", "Moscow"), ("will", NARRATOR)])
def test_a_would_in_the_next_sentence_carries_the_report_on(verb: str, holder: str) -> None:
    story = taken(
        f"Troops/NOUN/3/nsubj {verb}/AUX/3/aux leave/VERB/0/root Izium/PROPN/3/obj ./PUNCT/3/punct"
    ).claim("leave", "withdrawal", modality="future")
    assert story.positions()[1][1] == holder


def test_an_article_without_words_gives_nothing() -> None:
    around = Surroundings(Syntax("", ()), lexicon(), lambda _: None)
    assert take_positions((), (), around) == Stands((), (), ())


def test_positions_are_named_in_order() -> None:
    found: list[Position] = list(taken().stands().positions)
    assert [p.id for p in found] == ["p1"]


@pytest.mark.parametrize(("comma", "holder"), [(",/PUNCT/9/punct ", NARRATOR), ("", "Seoul")])
def test_an_aside_after_a_comma_is_the_writers_own(comma: str, holder: str) -> None:
    shift = 1 if comma else 0
    story = Story(
        syntax_of(
            "Seoul/PROPN/2/nsubj said/VERB/0/root troops/NOUN/4/nsubj left/VERB/2/ccomp "
            f"Kursk/PROPN/4/obj {comma}where/ADV/{8 + shift}/advmod forces/NOUN/{8 + shift}/nsubj "
            f"attacked/VERB/5/acl:relcl"
        )
    )
    content = f"troops left Kursk{',' if comma else ''} where forces attacked"
    story.says("Seoul", "said", content).claim("attacked", "advance")
    assert story.positions() == [("attacked", holder, "asserts", "CT+")]


def test_every_sentence_of_a_quotation_has_its_speaker() -> None:
    story = Story(
        syntax_of(
            "“ Shells/NOUN/3/nsubj hit/VERB/0/root the/DET/5/det town/NOUN/3/obj ,/PUNCT/3/punct "
            "” Orlov/PROPN/9/nsubj said/VERB/3/parataxis ./PUNCT/3/punct",
            "“ Two/NUM/3/nummod people/NOUN/4/nsubj died/VERB/0/root there/ADV/4/advmod "
            "yesterday/NOUN/4/obl ./PUNCT/4/punct ”",
        )
    )
    story.says("Orlov", "said", "Shells hit the town").claim("died", "casualties")
    assert story.positions() == [("died", "Orlov", "asserts", "CT+")]


def test_a_plain_says_is_an_attribution_even_where_the_parse_fails() -> None:
    story = Story(
        syntax_of(
            "Moscow/PROPN/2/nsubj says/VERB/0/root Donetsk/PROPN/5/nsubj is/AUX/5/cop "
            "part/NOUN/2/obl of/ADP/7/case Russia/PROPN/5/nmod ,/PUNCT/10/punct a/DET/10/det "
            "claim/NOUN/2/nsubj Kyiv/PROPN/10/nsubj rejects/VERB/10/acl:relcl ./PUNCT/2/punct"
        )
    )
    assert story.claim("part", "status").positions() == [
        ("part", "Moscow", "asserts", "CT+"),
        ("part", "Kyiv", "denies", "CT-"),
    ]
