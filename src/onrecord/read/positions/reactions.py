"""Reactions: which claim "a claim Kyiv rejects" or "no immediate comment" is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import NARRATOR, UNSPECIFIED, Claim, ClaimType, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.read.judge import Lexicon
    from onrecord.read.positions.utterances import Surroundings, Utterance
    from onrecord.syntax import Syntax, Token

_PRONOUNS = frozenset(
    {"it", "this", "that", "these", "those", "them", "which", "so", "one", "both"}
)
_REACH = 6
"""How many sentences back an attributed claim is still what a reaction answers; a wire story
puts the answer in the paragraph after the claim, at most two paragraphs later."""
_NEAR = 2
"""The same for a claim in the narrator's voice, which is rarely what is answered."""


@dataclass(frozen=True, slots=True)
class Held:
    """A claim and who holds it by what utterance (None for the narrator)."""

    claim: Claim
    holder: str
    utterance: str | None


def answer_of(utterance: Utterance, around: Surroundings) -> Stance | None:
    """The stance of a reaction that points elsewhere, None for what is no such reaction.

    The content must be empty or point back ("the report", "that"); a plain statement that
    something said is false or true ("said the report was false") is a reaction too.
    """
    if not utterance.answers:
        return _verdict(utterance, around)
    if not utterance.draft.content or pointing_noun(utterance, around) is not None:
        return utterance.judgement.base
    return None


def pointing_noun(utterance: Utterance, around: Surroundings) -> Token | None:
    """The word of the content that points back at something said, None without one."""
    for span in utterance.draft.content:
        head = around.syntax.head_of(span)
        if head is None:
            continue
        if _points(head, around.lexicon):
            return head
        inside = around.syntax.tokens_in(span)
        if len(inside) <= _SHORT and (noun := _last_pointing(inside, around.lexicon)) is not None:
            return noun
    return None


_SHORT = 6
"""A content of so few words is a phrase; its pointing noun counts even if the parse fails."""


def target_of(utterance: Utterance, held: Sequence[Held], around: Surroundings) -> Claim | None:
    """The claim that a reaction is about.

    Looked for under the nearest attribution to another holder, then in the narrator's voice
    nearby, then in the narrator's main clauses farther back; of coordinated claims the main one.
    A reaction that opens the story is about what comes next; one that finds nothing near is
    about something that the article does not tell.
    """
    fitting = _about_own(utterance, _fitting(utterance, held, around), around)
    sentence = _sentence(utterance, around.syntax)
    before = [h for h in fitting if h.claim.trigger.start < utterance.start]
    others = [h for h in before if h.holder != NARRATOR and not _is_own(h, utterance, around)]
    narrated = [h for h in before if h.holder == NARRATOR]
    reach = _REACH if utterance.holder != UNSPECIFIED else _NEAR
    near = _within(others, sentence, reach, around.syntax)
    near = near or _within(narrated, sentence, _NEAR, around.syntax)
    near = near or _within(narrated, sentence, reach, around.syntax)
    if near:
        last = near[-1]
        return _main([h for h in near if _together(h, last, around.syntax)], around.syntax)
    after = [h for h in fitting if h not in before and not _is_own(h, utterance, around)]
    ahead = _within(after, sentence + _NEAR, _NEAR, around.syntax)
    return _main([h for h in ahead if _together(h, ahead[0], around.syntax)], around.syntax) if (
        ahead
    ) else None


def _is_own(held: Held, utterance: Utterance, around: Surroundings) -> bool:
    same = held.holder == utterance.holder != UNSPECIFIED
    return same or (
        UNSPECIFIED not in {held.holder, utterance.holder}
        and around.same_side(held.holder, utterance.holder)
    )


def _verdict(utterance: Utterance, around: Surroundings) -> Stance | None:
    noun = any(
        _points(t, around.lexicon)
        for span in utterance.draft.content
        for t in around.syntax.tokens_in(span)
        if t.rel.startswith("nsubj")
    )
    words = {t.lower for span in utterance.draft.content for t in around.syntax.tokens_in(span)}
    if not noun or utterance.judgement.base != "asserts":
        return None
    negated = bool(words & {"not", "never", "no"})
    if words & around.lexicon.lists["falsity"]:
        return "confirms" if negated else "denies"
    if words & around.lexicon.lists["truth"]:
        return "denies" if negated else "confirms"
    return None


def _points(token: Token, lexicon: Lexicon) -> bool:
    if token.pos == "PRON":
        return token.lower in _PRONOUNS
    if token.pos in {"VERB", "AUX"}:
        return False
    lemma = lexicon.lemma(token.lower)
    return lemma in lexicon.pointing or (lemma, "noun") in lexicon.words


def _last_pointing(tokens: Sequence[Token], lexicon: Lexicon) -> Token | None:
    found = [t for t in tokens if t.pos in {"NOUN", "PRON"} and _points(t, lexicon)]
    return found[-1] if found else None


def _fitting(utterance: Utterance, held: Sequence[Held], around: Surroundings) -> Sequence[Held]:
    """The claims of the kinds that the pointing words can mean, all where none is of them."""
    types = _meant(utterance, around)
    return [h for h in held if h.claim.type in types] if types else held


def _about_own(utterance: Utterance, held: Sequence[Held], around: Surroundings) -> Sequence[Held]:
    """Of a reaction to one's own part ("its role", "responsibility"), the claims of own acts."""
    noun = pointing_noun(utterance, around)
    if noun is None or around.lexicon.lemma(noun.lower) not in around.lexicon.lists["own_part"]:
        return held
    own = [
        h for h in held
        if any(
            role.entity is not None and around.same_side(role.entity, utterance.holder)
            for role in h.claim.roles
            if role.role in {"actor", "target"}
        )
    ]  # fmt: skip
    return own or held


def _meant(utterance: Utterance, around: Surroundings) -> frozenset[ClaimType]:
    noun = pointing_noun(utterance, around)
    if noun is None:
        return frozenset()
    lexicon = around.lexicon
    modifiers = around.syntax.children(noun, "compound", "amod", "nmod")
    for modifier in modifiers:
        if types := lexicon.narrowing.get(lexicon.lemma(modifier.lower)):
            return types
    return lexicon.pointing.get(lexicon.lemma(noun.lower), frozenset())


def _sentence(utterance: Utterance, syntax: Syntax) -> int:
    token = syntax.token_at(utterance.draft.cue[0].start)
    return token.sentence if token else 0


def _within(held: Sequence[Held], sentence: int, reach: int, syntax: Syntax) -> list[Held]:
    """The claims at most ``reach`` sentences back, the nearest last."""
    found = [h for h in held if sentence - reach <= _sentence_of(h, syntax) <= sentence]
    return sorted(found, key=lambda h: h.claim.trigger)


def _together(one: Held, other: Held, syntax: Syntax) -> bool:
    """Whether two claims are told by one attribution in one sentence."""
    return one.utterance == other.utterance and _sentence_of(one, syntax) == _sentence_of(
        other, syntax
    )


def _main(held: Sequence[Held], syntax: Syntax) -> Claim:
    return min(held, key=lambda h: (_depth(h.claim, syntax), h.claim.trigger)).claim


def _depth(claim: Claim, syntax: Syntax) -> int:
    head = syntax.head_of(claim.trigger)
    return sum(1 for _ in syntax.ancestors(head)) if head else 0


def _sentence_of(held: Held, syntax: Syntax) -> int:
    token = syntax.token_at(held.claim.trigger.start)
    return token.sentence if token else 0
