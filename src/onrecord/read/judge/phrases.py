"""Spans from the dependencies and the order of words: noun phrases, clauses, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.syntax import Syntax, Token

_NOT_NAMED = (
    "acl:relcl",
    "punct",
    "parataxis",
    "advcl",
    "appos",
    "ccomp",
    "case",
    "cc:preconj",
    "dep",
)
_INVERTED = 8
"""How far behind its verb an inverted subject may end ("said the ministry's spokesman Orlov")."""
_LONGEST = 25
"""Tokens; no noun phrase of a speaker is longer."""
_RELATIVE = frozenset({"who", "which", "that"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "SYM"})
_JOINING = frozenset({"of", "in", "for", "at", "and", "&"})
_BODIES = frozenset("""
    media press news intelligence government police official military witness rebel opposition army
""".split())  # fmt: skip


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


def without(spans: Iterable[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that touch none of those taken."""
    return tuple(s for s in spans if not any(s.overlaps(other) for other in taken))


def sentence_of(token: Token, syntax: Syntax) -> list[Token]:
    """All tokens of a token's sentence."""
    first = last = token.index
    while first > 0 and syntax.tokens[first - 1].sentence == token.sentence:
        first -= 1
    while last + 1 < len(syntax.tokens) and syntax.tokens[last + 1].sentence == token.sentence:
        last += 1
    return list(syntax.tokens[first : last + 1])


def rest_of_clause(span: Span, syntax: Syntax) -> tuple[Span, ...]:
    """What follows a span up to the next comma or the end of the sentence."""
    following: list[Token] = []
    inside = syntax.tokens_in(span)
    for token in syntax.tokens[inside[-1].index + 1 :] if inside else ():
        if token.sentence != inside[-1].sentence or token.text in ",;.:()":
            break
        following.append(token)
    return pieces(following, syntax)


def clause_after(token: Token, syntax: Syntax) -> tuple[Span, ...]:
    """The finite clause that hangs from a cue, by the grammar or by standing right after it.

    "speculation they have left", "reports that troops had left": the next word opens the clause
    even where the parser hung its verb elsewhere.
    """
    clauses = [
        c for c in syntax.children(token, "ccomp", *(() if token.pos == "VERB" else ("acl",)))
        if c.rel != "acl:relcl" and c.index > token.index and _is_finite(c, syntax)
    ]  # fmt: skip
    head = clauses[0] if clauses else _clause_next(token, syntax)
    if head is None:
        return ()
    found = [t for t in syntax.subtree(head) if t.index > token.index]
    return pieces([t for t in found if not _is_mark(t, token)], syntax)


def _clause_next(token: Token, syntax: Syntax) -> Token | None:
    following = syntax.tokens[token.index + 1 : token.index + 2]
    if not following or following[0].sentence != token.sentence:
        return None
    opener = following[0]
    above = syntax.governor(opener)
    that = opener.lower == "that" and opener.rel == "mark"
    pronoun = opener.pos == "PRON" and opener.rel == "nsubj" and opener.lower not in _RELATIVE
    if above is None or above.index < opener.index or not (that or pronoun):
        return None
    return above if token.pos in {"NOUN", "VERB"} and above.index != token.index else None


def _is_mark(token: Token, cue: Token) -> bool:
    return token.lower == "that" and token.index == cue.index + 1


def _is_finite(clause: Token, syntax: Syntax) -> bool:
    return bool(syntax.children(clause, "nsubj", "expl", "csubj"))


def phrase_after(token: Token, syntax: Syntax) -> tuple[Span, ...]:
    """The noun phrase that begins right after a token, by parts of speech alone."""
    following = syntax.tokens[token.index + 1 :]
    return opening_phrase([t for t in following[:_LONGEST] if t.sentence == token.sentence])


def opening_phrase(tokens: Sequence[Token]) -> tuple[Span, ...]:
    """The noun phrase that the tokens begin with, by parts of speech alone."""
    found: list[Token] = []
    for token in tokens:
        joins = bool(found) and (token.lower in _JOINING or token.text in "’'-")
        if not (token.pos in _NOMINAL or joins):
            break
        found.append(token)
    while found and found[-1].pos not in {"NOUN", "PROPN", "NUM"}:
        found.pop()
    return (Span(found[0].start, found[-1].end),) if found else ()


def noun_phrase(head: Token, syntax: Syntax) -> tuple[Span, ...]:
    """The unbroken phrase around a noun, without relative clause, apposition or preposition."""
    inside = {t.index for t in syntax.subtree(head, skip=_NOT_NAMED)}
    first = last = head.index
    while _continues(first - 1, inside, syntax):
        first -= 1
    while _continues(last + 1, inside, syntax):
        last += 1
    while last not in inside:
        last -= 1
    while first not in inside:
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
        passive = syntax.children(token, "nsubj:pass", "aux:pass")
        if agent is not None and passive:
            return noun_phrase(agent, syntax)
        if token.index == verb.index and (passive or syntax.children(token, "expl")):
            return ()
        subject = next((s for s in syntax.children(token, "nsubj") if _may_say(s, token)), None)
        if subject is not None:
            return _subject(subject, token, syntax)
    return _opening(verb, syntax)


def _may_say(subject: Token, verb: Token) -> bool:
    """Subjects stand before their verb, or right behind it ("said Orlov")."""
    return subject.index < verb.index + _INVERTED


def _opening(verb: Token, syntax: Syntax) -> tuple[Span, ...]:
    """The noun phrase that opens the sentence, for a coordinated verb ("X calls ... and says")."""
    before = syntax.tokens[max(0, verb.index - 1) : verb.index]
    if not before or before[0].pos != "CCONJ":
        return ()
    tokens = sentence_of(verb, syntax)
    found = opening_phrase(tokens)
    following = [t for t in tokens if found and t.start >= found[0].end]
    return found if following and following[0].pos in {"VERB", "AUX"} else ()


def _verbs_above(verb: Token, syntax: Syntax) -> list[Token]:
    found = [verb]
    for above in syntax.ancestors(verb):
        shares = found[-1].rel.split(":")[0] in {"conj", "xcomp", "advcl"}
        if not shares or above.pos not in {"VERB", "AUX", "ADJ"}:
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
    """Whose claim it is: the possessor, who stands after "by" or "from", or a body before it."""
    owner = next(iter(syntax.children(noun, "nmod:poss")), None)
    owner = owner or _after(noun, ("by", "from"), syntax, "nmod", "acl", "obl")
    if owner is not None:
        return noun_phrase(owner, syntax)
    following = syntax.tokens[noun.index + 1 : noun.index + 2]
    if following and following[0].lower in {"by", "from"}:
        return phrase_after(following[0], syntax)
    if (giver := _farther(noun, syntax)) is not None:
        return phrase_after(giver, syntax)
    body = next((t for t in syntax.children(noun, "compound", "amod") if _is_body(t)), None)
    return (body.span,) if body is not None else ()


def _farther(noun: Token, syntax: Syntax) -> Token | None:
    """The "from" behind one more phrase ("no comment on the report from Kyiv")."""
    following = syntax.tokens[noun.index + 1 : noun.index + _LONGEST]
    if not following or following[0].lower not in {"on", "about"}:
        return None
    for token in following[1:]:
        if token.sentence != noun.sentence or token.pos in {"VERB", "AUX", "PUNCT"}:
            return None
        if token.lower in {"by", "from"}:
            return token
    return None


def _is_body(token: Token) -> bool:
    return token.pos == "PROPN" or token.lower in _BODIES or token.kind in {"organisation", "media"}


def _after(token: Token, words: tuple[str, ...], syntax: Syntax, *rels: str) -> Token | None:
    for child in syntax.children(token, *rels):
        if any(case.lower in words for case in syntax.children(child, "case")):
            return child
    return None
