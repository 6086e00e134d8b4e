"""Attributions that grammar shows beyond doubt, whether or not a trained reader saw them.

The training corpus has no attribution inside another, so a trained reader is blind to the
inner one of "the agency said media report that ..."; and it tags no "there was no immediate
comment". Both are read here from the dependencies, with the lexicon entries marked ``overt``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.model import Draft, Span
from onrecord.read.judge.cues import head_of_match, verb_group
from onrecord.read.judge.lexicon import Entry, Lexicon, Match
from onrecord.read.judge.phrases import (
    noun_phrase,
    pieces,
    source_of_noun,
    source_of_verb,
)
from onrecord.syntax import Syntax, Token

_OVERT_CONFIDENCE = 0.6
"""The parser is right about nine relations in ten; an overt draft rests on two or three."""
_ANSWERS = frozenset({
    "confirms", "denies", "doubts", "retracts", "cannot_verify", "no_comment",
    "does_not_acknowledge", "does_not_deny", "acknowledges",
})  # fmt: skip
"""Stances towards what somebody else said, which a relative clause can carry."""


def complete(drafts: Sequence[Draft], syntax: Syntax, lexicon: Lexicon) -> tuple[Draft, ...]:
    """The drafts with missing sources filled in, and the overt ones that no draft covers.

    In order of their cues.
    """
    filled = [_with_source(draft, syntax) for draft in drafts]
    taken = {t.index for d in filled for span in d.cue for t in syntax.tokens_in(span)}
    for draft in overt_drafts(syntax, lexicon):
        indices = {t.index for span in draft.cue for t in syntax.tokens_in(span)}
        if not indices & taken:
            filled.append(draft)
            taken |= indices
    return tuple(sorted(filled, key=lambda draft: draft.cue[:1]))


def overt_drafts(syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    """Every attribution that the lexicon's overt entries and the grammar show, phrases first."""
    matches = [m for token in syntax.tokens if (m := _longest(token, syntax, lexicon))]
    covered: set[int] = set()
    for match in sorted(matches, key=lambda m: -len(m.tokens)):
        indices = set(range(match.tokens[0].index, match.tokens[-1].index + 1))
        if not indices & covered and (draft := _from_phrase(match, syntax)):
            covered |= indices
            yield draft
    for token in syntax.tokens:
        entry = lexicon.word(token)
        if entry is not None and token.index not in covered:
            yield from _from_word(entry, token, syntax, lexicon)


def _with_source(draft: Draft, syntax: Syntax) -> Draft:
    if draft.source or not draft.cue:
        return draft
    head = syntax.head_of(draft.cue[0])
    if head is None:
        return draft
    found = source_of_verb(head, syntax) if head.pos == "VERB" else source_of_noun(head, syntax)
    taken = [*draft.cue, *draft.content]
    if any(span.overlaps(other) for span in found for other in taken):
        return draft
    return replace(draft, source=found)


def _longest(token: Token, syntax: Syntax, lexicon: Lexicon) -> Match | None:
    found = [m for m in lexicon.phrases_at(syntax, token) if "always" in m.entry.overt]
    return max(found, key=lambda match: len(match.tokens), default=None)


def _from_phrase(match: Match, syntax: Syntax) -> Draft | None:
    head = head_of_match(match, syntax)
    if match.entry.ruling == "according":
        return _according(match, syntax)
    if match.entry.ruling == "citing":
        return _citing(head, syntax)
    cue = _whole(match, head, syntax)
    passive = bool(syntax.children(head, "nsubj:pass"))
    raised = match.entry.stance in {"suspects", "expects"}
    source = () if raised else _source(head, syntax)
    content = _complement(head, syntax, subject=passive or raised)
    content = _without(content, (*cue, *source))
    return Draft(source, cue, content, _OVERT_CONFIDENCE)


def _whole(match: Match, head: Token, syntax: Syntax) -> tuple[Span, ...]:
    group = [t for t in verb_group(head, match.tokens, syntax) if t.pos != "PUNCT"]
    tokens = sorted({t.index: t for t in (*group, *match.tokens)}.values(), key=lambda t: t.index)
    return (Span(tokens[0].start, tokens[-1].end),)


def _source(head: Token, syntax: Syntax) -> tuple[Span, ...]:
    found = source_of_verb(head, syntax) if head.pos in {"VERB", "AUX", "ADJ"} else ()
    return found or source_of_noun(head, syntax)


def _complement(head: Token, syntax: Syntax, *, subject: bool) -> tuple[Span, ...]:
    wanted = ["ccomp", "xcomp", "obj", "csubj"] + (["nsubj:pass", "nsubj"] if subject else [])
    parts = syntax.children(head, *wanted) or syntax.children(head, "obl", "acl")
    parts = [p for p in parts if p.pos != "PRON" or p.lower not in {"there", "it"} or not subject]
    return pieces([t for part in parts for t in syntax.subtree(part)], syntax)


def _according(match: Match, syntax: Syntax) -> Draft | None:
    last = match.tokens[-1]
    above = syntax.governor(match.tokens[0])
    named = above if above is not None and above.index > last.index else _next_noun(last, syntax)
    if named is None:
        return None
    source = noun_phrase(named, syntax)
    cue = (Span(match.tokens[0].start, last.end),)
    governor = syntax.governor(named)
    clause = [] if governor is None else syntax.subtree(governor)
    branch = {t.index for t in syntax.subtree(named)}
    content = pieces([t for t in clause if t.index not in branch], syntax)
    return Draft(source, cue, _without(content, (*cue, *source)), _OVERT_CONFIDENCE)


def _citing(head: Token, syntax: Syntax) -> Draft | None:
    cited = next(iter(syntax.children(head, "obj")), None)
    governor = syntax.governor(head)
    if cited is None or governor is None:
        return None
    branch = {t.index for t in syntax.subtree(head)}
    content = pieces([t for t in syntax.subtree(governor) if t.index not in branch], syntax)
    return Draft(noun_phrase(cited, syntax), (head.span,), content, _OVERT_CONFIDENCE)


def _next_noun(last: Token, syntax: Syntax) -> Token | None:
    following = syntax.tokens[last.index + 1 : last.index + 8]
    nouns = [t for t in following if t.pos in {"NOUN", "PROPN", "PRON"} and t.sentence == last.sentence]
    return nouns[0] if nouns else None


def _from_word(entry: Entry, token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    if "clause" in entry.overt:
        yield from _with_clause(token, syntax)
    if "complement" in entry.overt:
        yield from _with_infinitive(token, syntax)
    if entry.stance in _ANSWERS and token.rel == "acl:relcl":
        yield from _relative(token, syntax, lexicon)


def _with_clause(token: Token, syntax: Syntax) -> Iterator[Draft]:
    nominal = token.pos in {"NOUN", "PROPN"}
    clauses = syntax.children(token, "acl", "ccomp") if nominal else syntax.children(token, "ccomp")
    clauses = [c for c in clauses if _is_finite(c, syntax) and c.rel != "acl:relcl" and c.index > token.index]
    if not clauses:
        return
    source = source_of_noun(token, syntax) if nominal else source_of_verb(token, syntax)
    if nominal or source or syntax.children(token, "nsubj:pass", "expl"):
        yield _draft(token, source, clauses[0], syntax)


def _with_infinitive(token: Token, syntax: Syntax) -> Iterator[Draft]:
    nominal = token.pos in {"NOUN", "PROPN"}
    parts = syntax.children(token, "acl") if nominal else syntax.children(token, "xcomp")
    parts = [p for p in parts if any(m.lower == "to" for m in syntax.children(p, "mark"))]
    if not parts:
        return
    source = source_of_noun(token, syntax) if nominal else source_of_verb(token, syntax)
    if source:
        yield _draft(token, source, parts[0], syntax)


def _relative(token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    noun = syntax.governor(token)
    source = source_of_verb(token, syntax)
    if noun is None or not source or lexicon.lemma(noun.lower) not in lexicon.pointing:
        return
    branch = {t.index for t in syntax.subtree(token)}
    phrase = [t for t in syntax.subtree(noun, skip=("acl", "appos")) if t.index not in branch]
    if not any(span.contains(noun.span) for span in source):
        yield Draft(source, _cue(token, syntax), pieces(phrase, syntax), _OVERT_CONFIDENCE)


def _draft(token: Token, source: tuple[Span, ...], clause: Token, syntax: Syntax) -> Draft:
    cue = _cue(token, syntax)
    tokens = [t for t in syntax.subtree(clause) if t.lower != "that" or t.head != clause.index]
    return Draft(source, cue, _without(pieces(tokens, syntax), (*cue, *source)), _OVERT_CONFIDENCE)


def _cue(token: Token, syntax: Syntax) -> tuple[Span, ...]:
    if token.pos != "VERB":
        return (token.span,)
    group = [t for t in verb_group(token, [token], syntax) if t.pos in {"AUX", "ADV", "PART", "VERB"}]
    return (Span(group[0].start, group[-1].end),)


def _is_finite(clause: Token, syntax: Syntax) -> bool:
    return bool(syntax.children(clause, "nsubj", "expl", "csubj"))


def _without(spans: Iterable[Span], taken: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(s for s in spans if not any(s.overlaps(other) for other in taken))
