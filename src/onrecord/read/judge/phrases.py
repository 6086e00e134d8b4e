"""Spans from the dependencies: the phrase of a noun, the source of a cue."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Span
from onrecord.syntax import Syntax, Token

_NOT_NAMED = ("acl:relcl", "punct", "parataxis", "advcl", "appos", "ccomp", "case", "cc:preconj", "dep")
_RELATIVE = frozenset({"who", "which", "that"})


def pieces(tokens: Iterable[Token], syntax: Syntax) -> tuple[Span, ...]:
    """The runs of neighbouring tokens as spans, without punctuation at their edges.

    Runs with nothing but punctuation between them are one piece.
    """
    words = sorted({t.index for t in tokens if t.pos != "PUNCT"})
    runs: list[list[int]] = []
    for index in words:
        between = syntax.tokens[runs[-1][-1] + 1 : index] if runs else ()
        if runs and all(t.pos == "PUNCT" for t in between):
            runs[-1].append(index)
        else:
            runs.append([index])
    return tuple(Span(syntax.tokens[r[0]].start, syntax.tokens[r[-1]].end) for r in runs)


def noun_phrase(head: Token, syntax: Syntax) -> tuple[Span, ...]:
    """The unbroken phrase around a noun: no relative clause, apposition or preposition before it."""
    tokens = syntax.subtree(head, skip=_NOT_NAMED)
    inside = {t.index for t in tokens}
    first = last = head.index
    while _continues(first - 1, inside, syntax):
        first -= 1
    while _continues(last + 1, inside, syntax):
        last += 1
    while last > head.index and syntax.tokens[last].index not in inside:
        last -= 1
    while first < head.index and syntax.tokens[first].index not in inside:
        first += 1
    return (Span(syntax.tokens[first].start, syntax.tokens[last].end),)


def _continues(index: int, inside: set[int], syntax: Syntax) -> bool:
    if not 0 <= index < len(syntax.tokens):
        return False
    token = syntax.tokens[index]
    return index in inside or token.text in "-'’." or token.rel == "case"


def source_of_verb(verb: Token, syntax: Syntax) -> tuple[Span, ...]:
    """Who says it: the subject, an agent after "by", or the subject of the verb above.

    A relative pronoun stands for its noun; an expletive or passive subject is nobody.
    """
    for token in _verbs_above(verb, syntax):
        agent = _after(token, ("by",), syntax, "obl")
        if agent is not None:
            return noun_phrase(agent, syntax)
        if token.index == verb.index and syntax.children(token, "nsubj:pass", "expl"):
            return ()
        subject = next(iter(syntax.children(token, "nsubj")), None)
        if subject is not None:
            return _subject(subject, token, syntax)
    return ()


def _verbs_above(verb: Token, syntax: Syntax) -> list[Token]:
    found = [verb]
    for above in syntax.ancestors(verb):
        if found[-1].rel.split(":")[0] not in {"conj", "xcomp", "advcl"} or above.pos not in {"VERB", "AUX", "ADJ"}:
            break
        found.append(above)
    return found


def _subject(subject: Token, verb: Token, syntax: Syntax) -> tuple[Span, ...]:
    if subject.rel == "nsubj:pass" or subject.lower in {"there", "what", "everything"}:
        return ()
    if subject.lower in _RELATIVE:
        noun = syntax.governor(verb)
        return noun_phrase(noun, syntax) if noun is not None and verb.rel == "acl:relcl" else ()
    return noun_phrase(subject, syntax)


def source_of_noun(noun: Token, syntax: Syntax) -> tuple[Span, ...]:
    """Whose claim it is: the possessor, who stands after "by", "from" or "of", or a body before it."""
    owner = next(iter(syntax.children(noun, "nmod:poss")), None)
    owner = owner or _after(noun, ("by", "from"), syntax, "nmod", "acl", "obl")
    owner = owner or next((t for t in syntax.children(noun, "compound", "amod") if _is_body(t)), None)
    if owner is None or owner.pos in {"DET"}:
        return ()
    if owner.rel in {"compound", "amod"}:
        return (owner.span,)
    return noun_phrase(owner, syntax)


def _is_body(token: Token) -> bool:
    return token.pos == "PROPN" or token.kind in {"organisation", "person", "media", "state"} or token.lower in {
        "media", "press", "news", "intelligence", "government", "police", "official", "military", "witness",
        "rebel", "opposition", "army",
    }  # fmt: skip


def _after(token: Token, words: tuple[str, ...], syntax: Syntax, *rels: str) -> Token | None:
    for child in syntax.children(token, *rels):
        if any(case.lower in words for case in syntax.children(child, "case")):
            return child
    return None
