"""The words of a cue: which entry of the lexicon they are, and whether they are negated."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.read.judge.lexicon import Entry, Lexicon, Match

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.model import Span
    from onrecord.syntax import Syntax, Token

_WALKED = frozenset({"AUX", "ADV", "PART"})
_FUNCTION = frozenset({"AUX", "PART", "DET", "PUNCT", "ADP", "PRON", "SCONJ", "CCONJ"})
_RESTRICTED = frozenset({"only", "just", "merely", "least"})
"""After "not", these words add to what is said instead of negating it ("not only said")."""
_LONGEST_ASIDE = 9
"""Tokens between the commas of an aside that may part a negation from its verb."""
_REACH = 3
"""How many tokens before a cue may open its phrase ("be" of "be believed to")."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue as the lexicon reads it.

    ``unable`` tells a negation of ability ("could not", "has not been") from plain refusal;
    ``entry`` is None for words that the lexicon does not know.
    """

    entry: Entry | None
    head: Token | None
    negated: bool
    unable: bool
    modal: str | None


def read_cue(spans: Iterable[Span], syntax: Syntax, lexicon: Lexicon) -> Cue:
    """The longest phrase of the lexicon that the cue carries, else its most telling word."""
    tokens = [token for span in spans for token in syntax.tokens_in(span)]
    if not tokens:
        return Cue(None, None, negated=False, unable=False, modal=None)
    match = _phrase(tokens, syntax, lexicon) or _word(tokens, syntax, lexicon)
    head = _head(match, tokens, syntax)
    group = [syntax.words[token.index] for token in verb_group(head, tokens, syntax)]
    negated = _is_negated(group, lexicon) or _negator_above(head, syntax, lexicon)
    if match is not None and match.entry.negative:
        negated = False
    return Cue(
        entry=match.entry if match else None,
        head=head,
        negated=negated,
        unable=_is_unable(group, lexicon),
        modal=next(
            (
                w
                for w in group
                if w in lexicon.lists["future"] | lexicon.lists["possible"] | {"would"}
            ),
            None,
        ),
    )


def verb_group(head: Token, cue: Iterable[Token], syntax: Syntax) -> list[Token]:
    """The cue with its auxiliaries, adverbs and determiners, in text order."""
    found = {t.index: t for t in cue if t.index <= head.index}
    found |= {
        t.index: t
        for t in syntax.children(head, "aux", "advmod", "det", "case", "mark")
        if t.index < head.index
    }
    found |= {t.index: t for t in _before(head, syntax)}
    found |= {t.index: t for t in _negative_subject(head, syntax)}
    return [found[index] for index in sorted(found)]


def _before(head: Token, syntax: Syntax) -> Iterator[Token]:
    at = head.index - 1
    while at >= 0 and syntax.tokens[at].sentence == head.sentence:
        token = syntax.tokens[at]
        if token.text == "," and (opening := _parenthesis(at, syntax)) is not None:
            at = opening - 1
            continue
        contracted = token.text in "'’" or syntax.words[token.index] == "not"
        if not (token.pos in _WALKED or contracted):
            return
        yield token
        at -= 1


def _parenthesis(closing: int, syntax: Syntax) -> int | None:
    """Where "had not, as of Monday, announced" opens its aside, None for any other comma."""
    for at in range(closing - 2, max(closing - _LONGEST_ASIDE, 0), -1):
        if syntax.tokens[at].text == ",":
            before = syntax.tokens[at - 1]
            return at if before.pos == "AUX" or syntax.words[before.index] == "not" else None
    return None


def _negative_subject(head: Token, syntax: Syntax) -> Iterator[Token]:
    for subject in syntax.children(head, "nsubj"):
        if subject.lower in {"nobody", "none", "neither", "nothing"}:
            yield subject
        yield from (t for t in syntax.children(subject, "det") if t.lower in {"no", "neither"})


def _is_negated(group: list[str], lexicon: Lexicon) -> bool:
    negations = lexicon.lists["negation"]
    pairs = pairwise([*group, ""])
    return any(word in negations and after not in _RESTRICTED for word, after in pairs)


def _negator_above(head: Token, syntax: Syntax, lexicon: Lexicon) -> bool:
    above = syntax.governor(head)
    return (
        above is not None
        and head.rel.split(":")[0] in {"xcomp", "advcl", "ccomp"}
        and lexicon.lemma(above.lower) in lexicon.lists["negator"]
    )


def _is_unable(group: list[str], lexicon: Lexicon) -> bool:
    passive = bool(group) and bool({"been", "be", "is", "was", "were", "are"} & set(group))
    return passive or "independently" in group or bool(lexicon.lists["ability"] & set(group))


def _phrase(tokens: list[Token], syntax: Syntax, lexicon: Lexicon) -> Match | None:
    inside = {token.index for token in tokens}
    first = max(0, tokens[0].index - _REACH)
    starts = (
        t for t in syntax.tokens[first : tokens[-1].index + 1] if t.sentence == tokens[0].sentence
    )
    found = [
        match
        for start in starts
        for match in lexicon.phrases_at(syntax, start)
        if any(t.index in inside and t.pos not in _FUNCTION for t in match.tokens)
        or all(t.index in inside for t in match.tokens)
    ]
    return max(found, key=lambda m: (len(m.tokens), -m.tokens[0].index), default=None)


def _word(tokens: list[Token], syntax: Syntax, lexicon: Lexicon) -> Match | None:
    by_weight = sorted(tokens, key=lambda token: _weight(token, tokens, syntax, lexicon))
    for token in by_weight:
        entry = lexicon.word(token)
        if entry is not None and token.pos not in _FUNCTION:
            return Match(entry, (token,))
    return next((Match(e, (t,)) for t in by_weight if (e := lexicon.word(t)) is not None), None)


def _weight(
    token: Token, tokens: list[Token], syntax: Syntax, lexicon: Lexicon
) -> tuple[int, int, int]:
    """Sorts the telling word first: not a mere negator, the highest in the tree, a verb."""
    inside = {t.index for t in tokens}
    depth = sum(1 for above in syntax.ancestors(token) if above.index in inside)
    return (lexicon.lemma(token.lower) in lexicon.lists["negator"], depth, token.pos != "VERB")


def _head(match: Match | None, tokens: list[Token], syntax: Syntax) -> Token:
    return head_of_match(match, syntax) if match else _highest(tokens, syntax)


def head_of_match(match: Match, syntax: Syntax) -> Token:
    """The token of a matched phrase that carries it: its highest verb, else its highest word."""
    return _highest(match.tokens, syntax)


def _highest(tokens: Sequence[Token], syntax: Syntax) -> Token:
    candidates = [t for t in tokens if t.pos not in _FUNCTION]
    candidates = candidates or list(tokens)
    verbs = [t for t in candidates if t.pos == "VERB"]
    inside = {t.index for t in candidates}
    return min(
        verbs or candidates,
        key=lambda t: (sum(1 for a in syntax.ancestors(t) if a.index in inside), t.index),
    )
