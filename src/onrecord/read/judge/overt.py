"""Attributions that grammar shows beyond doubt, whether or not a trained reader saw them.

A trained reader misses "there was no immediate comment", and is weak on an attribution inside
another ("the agency said media report that ..."), which its training corpus does not have.
Both are read here from the dependencies, with the lexicon entries marked ``overt``. The parser
errs on one relation in eight, so the order of the words helps out where it is plain.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Draft, Span
from onrecord.read.judge.cues import head_of_match, verb_group
from onrecord.read.judge.phrases import (
    clause_after,
    noun_phrase,
    phrase_after,
    pieces,
    rest_of_clause,
    sentence_of,
    source_of_noun,
    source_of_verb,
    without,
)
from onrecord.read.judge.quotes import quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.read.judge.lexicon import Entry, Lexicon, Match
    from onrecord.syntax import Syntax, Token

_OVERT_CONFIDENCE = 0.6
"""The parser is right about nine relations in ten; an overt draft rests on two or three."""
_ANSWERS = frozenset({
    "confirms", "denies", "doubts", "retracts", "cannot_verify", "no_comment",
    "does_not_acknowledge", "does_not_deny", "acknowledges",
})  # fmt: skip
"""Stances towards what somebody else said, which a relative clause can carry."""
_SHORTEST_QUOTATION = 6
"""Tokens; shorter quotations are names and scare quotes."""
_LONGEST_SOURCE = 6
"""Words between a pointing noun and the verb of its relative clause ("a claim Kyiv rejects")."""


def overt_drafts(syntax: Syntax, lexicon: Lexicon) -> list[Draft]:
    """Every attribution that the lexicon's overt entries and the grammar show, in no order."""
    found: list[Draft] = []
    covered: set[int] = set()
    for match in _phrases(syntax, lexicon):
        indices = set(range(match.tokens[0].index, match.tokens[-1].index + 1))
        draft = None if indices & covered else _from_phrase(match, syntax)
        if draft is not None:
            covered |= indices
            found.append(draft)
    found = [_trimmed(draft, found) for draft in found]
    for token in syntax.tokens:
        entry = lexicon.word(token)
        if entry is not None and token.index not in covered:
            found.extend(_from_word(entry, token, syntax, lexicon))
    return [*found, *_introduced(syntax, found)]


def _introduced(syntax: Syntax, found: Sequence[Draft]) -> Iterator[Draft]:
    """Quotations after a colon: the subject of the sentence before it speaks.

    A quotation may run over several sentences, which all are its content.
    """
    for quotation in quotations(syntax.text):
        inside = syntax.tokens_in(quotation)
        before = syntax.tokens[inside[0].index - 1 : inside[0].index] if inside else ()
        if len(inside) < _SHORTEST_QUOTATION or not before or before[0].text != ":":
            continue
        verbs = [
            t
            for t in sentence_of(before[0], syntax)
            if t.pos == "VERB" and t.index < before[0].index
        ]
        spoken = next((v for v in verbs if syntax.children(v, "nsubj")), None)
        source = source_of_verb(spoken, syntax) if spoken is not None else ()
        if (
            spoken is not None
            and source
            and not any(c.overlaps(quotation) for d in found for c in d.content)
        ):
            yield Draft(source, _cue(spoken, syntax), pieces(inside, syntax), _OVERT_CONFIDENCE)


def _phrases(syntax: Syntax, lexicon: Lexicon) -> list[Match]:
    """The overt phrases of the article, the longest first."""
    found = [
        match
        for token in syntax.tokens
        for match in lexicon.phrases_at(syntax, token, overt="always")
    ]
    return sorted(found, key=lambda match: (-len(match.tokens), match.tokens[0].index))


def _trimmed(draft: Draft, others: Sequence[Draft]) -> Draft:
    """The draft without pieces of content that hold another one's cue beside it."""
    cues = [span for other in others if other is not draft for span in other.cue]
    kept = [
        c for c in draft.content if len(draft.content) == 1 or not any(c.overlaps(q) for q in cues)
    ]
    return replace(draft, content=tuple(kept))


def _from_phrase(match: Match, syntax: Syntax) -> Draft | None:
    head = head_of_match(match, syntax)
    if match.entry.ruling in {"according", "citing"}:
        return _relayed(match, syntax)
    cue = _whole(match, head, syntax)
    raised = match.entry.stance in {"suspects", "expects"}
    source = () if raised else without(_source(head, syntax), cue)
    subject = raised or bool(syntax.children(head, "nsubj:pass"))
    content = without(_complement(head, syntax, subject=subject), (*cue, *source))
    if raised and not any(span.start > cue[-1].end for span in content):
        content = (*content, *rest_of_clause(cue[-1], syntax))
    return Draft(source, cue, content, _OVERT_CONFIDENCE)


def _whole(match: Match, head: Token, syntax: Syntax) -> tuple[Span, ...]:
    group = [t for t in verb_group(head, match.tokens, syntax) if t.pos != "PUNCT"]
    tokens = [*match.tokens, *(t for t in group if t.index >= match.tokens[0].index - 3)]
    return (Span(min(t.start for t in tokens), max(t.end for t in tokens)),)


def _source(head: Token, syntax: Syntax) -> tuple[Span, ...]:
    found = source_of_verb(head, syntax) if head.pos in {"VERB", "AUX", "ADJ"} else ()
    return found or source_of_noun(head, syntax)


def _complement(head: Token, syntax: Syntax, *, subject: bool) -> tuple[Span, ...]:
    wanted = ["ccomp", "xcomp", "obj", "csubj"] + (["nsubj:pass", "nsubj"] if subject else [])
    parts = syntax.children(head, *wanted) or syntax.children(head, "obl", "acl", "nmod")
    named = [p for p in parts if p.lower not in {"there", "it"}]
    kept = named if subject else parts
    return pieces([t for part in kept for t in syntax.subtree(part)], syntax)


def _relayed(match: Match, syntax: Syntax) -> Draft | None:
    """X speaks in "according to X" and "citing X", and the rest of the sentence is what it says."""
    source = phrase_after(match.tokens[-1], syntax)
    if not source:
        return None
    cue = (Span(match.tokens[0].start, match.tokens[-1].end),)
    rest = [t for t in sentence_of(match.tokens[0], syntax) if not cue[0].contains(t.span)]
    content = pieces([t for t in rest if not source[0].contains(t.span)], syntax)
    return Draft(source, cue, content, _OVERT_CONFIDENCE)


def _from_word(entry: Entry, token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    if "clause" in entry.overt:
        yield from _with_clause(token, syntax, lexicon)
    if "complement" in entry.overt:
        yield from _with_infinitive(token, syntax)
    agreeing = lexicon.lemma(token.lower) in lexicon.lists["agreeing"]
    if (entry.stance in _ANSWERS or agreeing) and token.pos == "VERB":
        yield from _relative(token, syntax, lexicon)
        yield from _with_pointer(token, syntax, lexicon)


def _with_clause(token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    nominal = token.pos in {"NOUN", "PROPN"}
    content = clause_after(token, syntax) or _rest(token, syntax, lexicon)
    if not content or token.pos in {"ADP", "SCONJ"}:
        return
    source = source_of_noun(token, syntax) if nominal else source_of_verb(token, syntax)
    if nominal or source or syntax.children(token, "nsubj:pass", "expl"):
        cue = _cue(token, syntax)
        yield Draft(source, cue, without(content, (*cue, *source)), _OVERT_CONFIDENCE)


def _rest(token: Token, syntax: Syntax, lexicon: Lexicon) -> tuple[Span, ...]:
    """What follows a plain "says" whose clause the parser hung elsewhere.

    Up to the end of the sentence or a noun that points back ("..., a claim Kyiv rejects").
    """
    if token.pos != "VERB" or lexicon.lemma(token.lower) not in lexicon.lists["plain"]:
        return ()
    following: list[Token] = []
    for after in sentence_of(token, syntax):
        pointing = lexicon.lemma(after.lower) in lexicon.pointing and after.pos == "NOUN"
        if following and pointing and _opens_apposition(after, syntax):
            following = following[:-2]
            break
        if after.index > token.index:
            following.append(after)
    starts = bool(following) and following[0].pos not in {"PUNCT", "ADP", "ADV"}
    verbal = any(t.pos in {"VERB", "AUX"} for t in following)
    return pieces(following, syntax) if starts and verbal else ()


def _opens_apposition(noun: Token, syntax: Syntax) -> bool:
    before = syntax.tokens[max(0, noun.index - 2) : noun.index]
    return [t.text for t in before[:1]] == [","] and before[-1].pos == "DET"


def _with_infinitive(token: Token, syntax: Syntax) -> Iterator[Draft]:
    nominal = token.pos in {"NOUN", "PROPN"}
    parts = syntax.children(token, "acl") if nominal else syntax.children(token, "xcomp")
    parts = [p for p in parts if any(m.lower == "to" for m in syntax.children(p, "mark"))]
    source = source_of_noun(token, syntax) if nominal else source_of_verb(token, syntax)
    if parts and source:
        cue = _cue(token, syntax)
        content = pieces(syntax.subtree(parts[0]), syntax)
        yield Draft(source, cue, without(content, (*cue, *source)), _OVERT_CONFIDENCE)


def _with_pointer(token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    """The object points back at what was said in "denied the accusation"."""
    source = source_of_verb(token, syntax)
    for target in syntax.children(token, "obj"):
        if source and target.pos == "NOUN" and lexicon.lemma(target.lower) in lexicon.pointing:
            cue = _cue(token, syntax)
            content = without(noun_phrase(target, syntax), (*cue, *source))
            yield Draft(source, cue, content, _OVERT_CONFIDENCE)


def _relative(token: Token, syntax: Syntax, lexicon: Lexicon) -> Iterator[Draft]:
    noun = _pointing_before(token, syntax, lexicon)
    if noun is None:
        return
    between = [t for t in syntax.tokens[noun.index + 1 : token.index] if t.pos != "AUX"]
    named = [
        t for t in between if t.lower not in {"that", "which"} and t.pos not in {"ADV", "PUNCT"}
    ]
    if any(t.pos in {"NOUN", "PROPN", "PRON"} for t in named):
        before = [
            t for t in syntax.children(noun, "det", "amod", "compound") if t.index < noun.index
        ]
        source = pieces(named, syntax)
        yield Draft(source, _cue(token, syntax), pieces([*before, noun], syntax), _OVERT_CONFIDENCE)


def _pointing_before(verb: Token, syntax: Syntax, lexicon: Lexicon) -> Token | None:
    """The pointing noun whose relative clause the verb ends, with its subject in between."""
    for token in reversed(syntax.tokens[max(0, verb.index - _LONGEST_SOURCE) : verb.index]):
        if token.sentence != verb.sentence or token.pos in {"VERB", "PUNCT", "ADP", "SCONJ"}:
            return None
        lemma = lexicon.lemma(token.lower)
        follows = syntax.tokens[token.index + 1].index < verb.index
        if token.pos == "NOUN" and lemma in lexicon.pointing and follows:
            opened = any(t.index < token.index for t in syntax.children(token, "det"))
            return token if opened else None
    return None


def _cue(token: Token, syntax: Syntax) -> tuple[Span, ...]:
    if token.pos != "VERB":
        return (token.span,)
    group = [
        t for t in verb_group(token, [token], syntax) if t.pos in {"AUX", "ADV", "PART", "VERB"}
    ]
    return (Span(group[0].start, group[-1].end),)
