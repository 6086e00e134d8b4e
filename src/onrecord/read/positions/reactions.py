"""Reactions: which claim "a claim Kyiv rejects" or "no immediate comment" is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import NARRATOR, UNSPECIFIED, Claim, ClaimType, Stance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
        return (
            _owning(utterance, around)
            or _agreement(utterance, around)
            or _verdict(utterance, around)
        )
    if not utterance.draft.content or pointing_noun(utterance, around) is not None:
        return utterance.judgement.base
    return None


def _owning(utterance: Utterance, around: Surroundings) -> Stance | None:
    """Who "claimed responsibility" asserts the deed that was told before."""
    words = (*utterance.draft.cue, *utterance.draft.content)
    tokens = [t for span in words for t in around.syntax.tokens_in(span)]
    owned = any(t.lower == "responsibility" for t in tokens) and len(tokens) <= _SHORT + 2
    return "asserts" if owned and utterance.judgement.base == "asserts" else None


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
    nearby, then in what the article opens with; of coordinated claims the main one. What is
    taken back is one's own. A reaction that finds nothing is about something not told here.
    """
    told = _tellable(utterance, held, around)
    before = [h for h in told if h.claim.trigger.start < utterance.start]
    fitting = _about_own(utterance, _fitting(utterance, before, around), around)
    sentence = _sentence(utterance, around.syntax)
    for candidates, back in _steps(utterance, before, fitting, around):
        if near := _within(candidates, sentence, back, around.syntax):
            return _main([h for h in near if _together(h, near[-1], around.syntax)], around.syntax)
    opening = [h for h in fitting if _sentence_of(h, around.syntax) <= 1 and h.holder == NARRATOR]
    if utterance.holder == UNSPECIFIED or not opening or sentence > _STORY:
        return None
    first = [h for h in opening if _together(h, opening[0], around.syntax)]
    return _main(first, around.syntax)


_STORY = 15
"""Sentences in which an article still tells the event that it opens with."""


def _steps(
    utterance: Utterance, before: Sequence[Held], fitting: Sequence[Held], around: Surroundings
) -> Iterator[tuple[list[Held], int]]:
    """Where a reaction's claim may stand, the likeliest first, and how many sentences back."""
    own = [h for h in fitting if h.holder != NARRATOR and _is_own(h, utterance, around)]
    if utterance.judgement.base == "retracts":
        yield ([] if _is_of_old(utterance, around) else own), _REACH
        return
    others = _others(utterance, fitting, around)
    yield others, _NEAR
    if _accuses(utterance, around):
        yield _others(utterance, before, around), _NEAR
    yield others, _REACH if utterance.holder != UNSPECIFIED else _NEAR
    yield [h for h in fitting if h.holder == NARRATOR], _NEAR
    if utterance.judgement.base == "no_comment":
        yield own, _NEAR


def _is_of_old(utterance: Utterance, around: Surroundings) -> bool:
    """Whether what is taken back was said before the story ("withdrew earlier statements")."""
    said = {t.lower for span in utterance.draft.content for t in around.syntax.tokens_in(span)}
    return bool(said & {"earlier", "previous", "initial", "former"})


def _tellable(utterance: Utterance, held: Sequence[Held], around: Surroundings) -> Sequence[Held]:
    """The claims that a reaction can be about: nobody denies what the writer states as a fact.

    Except what it is itself said to do; a denial is of one's own act, or of what others say.
    """
    if utterance.judgement.base not in _AGAINST:
        return held
    return [h for h in held if h.holder != NARRATOR or _acts(h.claim, utterance.holder, around)]


_AGAINST: frozenset[Stance] = frozenset({"denies", "doubts", "retracts"})


def _acts(claim: Claim, holder: str, around: Surroundings) -> bool:
    actors = [role.entity for role in claim.roles if role.role == "actor" and role.entity]
    return any(around.same_side(actor, holder) for actor in actors)


def _accuses(utterance: Utterance, around: Surroundings) -> bool:
    """Whether the words point back at an accusation, which can be of any kind of act."""
    noun = pointing_noun(utterance, around)
    return noun is not None and around.lexicon.lemma(noun.lower) in _ACCUSING


_ACCUSING = frozenset({"accusation", "allegation", "charge"})


def _others(utterance: Utterance, held: Sequence[Held], around: Surroundings) -> list[Held]:
    return [h for h in held if h.holder != NARRATOR and not _is_own(h, utterance, around)]


def _is_own(held: Held, utterance: Utterance, around: Surroundings) -> bool:
    same = held.holder == utterance.holder != UNSPECIFIED
    return same or (
        UNSPECIFIED not in {held.holder, utterance.holder}
        and around.same_side(held.holder, utterance.holder)
    )


def _agreement(utterance: Utterance, around: Surroundings) -> Stance | None:
    """Whether a claim is taken over ("a claim Kyiv accepts")."""
    head = utterance.judgement.head
    cue = around.lexicon.lemma(around.syntax.tokens[head].lower) if head is not None else ""
    if cue not in around.lexicon.lists["agreeing"] or utterance.judgement.negated:
        return None
    return "confirms" if _meant_noun(utterance, around) else None


def _meant_noun(utterance: Utterance, around: Surroundings) -> bool:
    noun = pointing_noun(utterance, around)
    return noun is not None and around.lexicon.lemma(noun.lower) in around.lexicon.pointing


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


def meant_types(utterance: Utterance, around: Surroundings) -> tuple[frozenset[ClaimType], bool]:
    """The types of claims that the words pointing back can mean, and whether they accuse."""
    return _meant(utterance, around), _accuses(utterance, around)


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
