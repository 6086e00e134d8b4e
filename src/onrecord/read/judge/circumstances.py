"""What the words around a predicate say about its reality, its time and its agent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.read.judge.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.model import Claim, ClaimType, Span
    from onrecord.syntax import Syntax, Token

_CLIMBED = ("xcomp", "obj", "obl", "conj", "acl", "compound", "nmod", "nsubj:pass")
_WRONGS: frozenset[ClaimType] = frozenset(
    {"violation", "attack", "strike", "detention", "displacement"}
)
"""Kinds of claim that are accusations when a "claim" lays them on somebody else."""
_SCHEDULED: frozenset[ClaimType] = frozenset({"talks", "policy", "agreement", "sanction", "unrest"})
"""Kinds of future that are announced rather than predicted ("talks will be held on Monday")."""


@dataclass(frozen=True, slots=True)
class Circumstance:
    """Modal words, hedges and agent of one predicate.

    ``perfect`` marks a modal of the past ("may have struck"); ``probable`` and ``possible``
    are hedges by any word, ``judged`` those that weigh chances
    ("likely"); ``own`` says that the speaker is the one who acts.
    """

    future: bool = False
    conditional: bool = False
    obligation: bool = False
    perfect: bool = False
    possible: bool = False
    probable: bool = False
    improbable: bool = False
    judged: bool = False
    infinitive: bool = False
    own: bool = False
    expert: bool = False
    wrong: bool = False
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the source as written, the holder it was resolved to, and all that is said."""

    source: tuple[Span, ...]
    holder: str | None
    content: tuple[Span, ...] = ()


def circumstance_of(
    predicate: Token, voice: Voice, claim: Claim | None, syntax: Syntax, lexicon: Lexicon
) -> Circumstance:
    """The circumstances of a predicate, with those of its claim where there is one."""
    clause = list(clause_of(predicate, syntax))
    words = {syntax.words[t.index] for token in clause for t in _satellites(token, syntax)}
    words |= {t.lower for t in clause[1:] if t.pos == "ADJ"}
    modality = claim.modality if claim else "actual"
    conditional = modality == "conditional" or _is_conditional(clause, syntax)
    perfect = bool(words & {"have", "ve"})
    backshifted = "would" in words and not conditional and not perfect
    own = (
        _acts_itself(clause, voice, syntax, lexicon)
        if claim is None
        else _is_own(clause, voice, claim, syntax, lexicon)
    )
    hedged_possible = bool(words & lexicon.hedges["possible"])
    seeming = {lexicon.lemma(token.lower) for token in clause[1:]} & lexicon.hedges["seeming"]
    probable = bool(words & lexicon.hedges["probable"] or seeming)
    return Circumstance(
        future=bool(words & lexicon.lists["future"]) or backshifted,
        conditional=conditional,
        obligation=bool(words & lexicon.lists["obligation"]),
        perfect=perfect,
        possible=(modality == "possible" or hedged_possible) and not probable,
        probable=probable,
        improbable=bool(words & lexicon.hedges["improbable"]),
        infinitive=_is_infinitive(clause, voice, syntax),
        own=own,
        judged=bool(words & lexicon.hedges["judged"]),
        expert=_is_expert(voice, syntax, lexicon),
        wrong=claim is not None and claim.type in _WRONGS and _by_other(claim, voice),
        scheduled=claim is not None and claim.type in _SCHEDULED,
    )


def clause_of(predicate: Token, syntax: Syntax) -> Iterator[Token]:
    """The predicate and the words above it that share its clause, up to its finite verb."""
    yield predicate
    token = predicate
    for above in syntax.ancestors(predicate):
        verbal = bool(syntax.children(token, "aux", "nsubj", "mark", "cop"))
        if token.rel not in _CLIMBED and token.rel.split(":")[0] not in _CLIMBED[:-1]:
            return
        if token.rel == "acl:relcl" or (
            verbal and token.rel.startswith(("conj", "acl")) and _finite(token, syntax)
        ):
            return
        yield above
        token = above


def _is_infinitive(clause: list[Token], voice: Voice, syntax: Syntax) -> bool:
    """Whether the whole of what is said is an infinitive ("told them to leave")."""
    top = clause[-1]
    above = syntax.governor(top)
    inside = above is not None and any(span.contains(above.span) for span in voice.content)
    marked = any(mark.lower == "to" for mark in syntax.children(top, "mark"))
    return marked and not inside


def _finite(token: Token, syntax: Syntax) -> bool:
    return bool(syntax.children(token, "aux", "nsubj"))


def _satellites(token: Token, syntax: Syntax) -> Iterator[Token]:
    yield from syntax.children(token, "aux", "advmod", "amod")


def _is_conditional(clause: list[Token], syntax: Syntax) -> bool:
    for token in clause:
        for subject in syntax.children(token, "nsubj"):
            if any(t.lower == "any" for t in syntax.children(subject, "det")):
                return True
        marks = [
            m.lower
            for adverbial in (token, *syntax.children(token, "advcl"))
            for m in syntax.children(adverbial, "mark")
        ]
        if {"if", "unless"} & set(marks):
            return True
    return False


def _is_own(
    clause: list[Token], voice: Voice, claim: Claim, syntax: Syntax, lexicon: Lexicon
) -> bool:
    actors = [role for role in claim.roles if role.role == "actor"]
    if voice.holder and any(role.entity == voice.holder for role in actors):
        return True
    return _acts_itself(clause, voice, syntax, lexicon)


def _acts_itself(clause: list[Token], voice: Voice, syntax: Syntax, lexicon: Lexicon) -> bool:
    subjects = [s for token in clause for s in syntax.children(token, "nsubj")]
    if not subjects:
        return _is_infinitive(clause, voice, syntax) and not syntax.children(clause[-1], "nsubj")
    return _means_speaker(subjects[0], voice, syntax, lexicon)


def _means_speaker(subject: Token, voice: Voice, syntax: Syntax, lexicon: Lexicon) -> bool:
    owners = [t for t in syntax.children(subject, "nmod:poss") if t.pos == "PRON"]
    if subject.lower in lexicon.lists["first_person"] or any(
        t.lower in {"our", "my"} for t in owners
    ):
        return True
    pronoun = (
        subject if subject.lower in lexicon.lists["third_person"] else next(iter(owners), None)
    )
    return pronoun is not None and _refers_to(pronoun, voice.source, syntax)


def _refers_to(pronoun: Token, source: tuple[Span, ...], syntax: Syntax) -> bool:
    """Whether a pronoun's chain of antecedents meets the source; without a chain, it may."""
    token, seen = pronoun, {pronoun.index}
    while token.antecedent is not None and token.antecedent not in seen:
        token = syntax.tokens[token.antecedent]
        seen.add(token.index)
        if any(span.contains(token.span) for span in source):
            return True
    return len(seen) == 1


def _is_expert(voice: Voice, syntax: Syntax, lexicon: Lexicon) -> bool:
    words = {t.lower for span in voice.source for t in syntax.tokens_in(span)}
    return bool(words & lexicon.lists["expert"])


def _by_other(claim: Claim, voice: Voice) -> bool:
    actors = [role for role in claim.roles if role.role == "actor"]
    return bool(actors) and all(
        role.entity != voice.holder or role.entity is None for role in actors
    )
