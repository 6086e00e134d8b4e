"""Find the words that may name a claim, by the lexicon and its conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Span
from onrecord.read.events.grammar import adjacent_words, arguments, words_before
from onrecord.read.events.lexicon import ANY, Category, Lexicon, Rule
from onrecord.read.events.surroundings import Surroundings, bases, holds, surroundings
from onrecord.syntax import Syntax, Token

_LONGEST_TRIGGER = 5
_CLAUSES = ("root", "ccomp", "conj", "parataxis", "acl:relcl", "acl", "xcomp")
_NOT_PREDICATES = ("amod", "compound", "flat", "nmod:desc", "case", "mark", "fixed", "cc")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A trigger found: its rule, its words in text order and what stands around it."""

    rule: Rule
    words: tuple[Token, ...]
    around: Surroundings

    @property
    def head(self) -> Token:
        """The word that governs the trigger."""
        return self.around.token

    @property
    def span(self) -> Span:
        """The contiguous words that name the event, the head alone where they lie apart."""
        first, last = self.words[0], self.words[-1]
        if last.index - first.index >= _LONGEST_TRIGGER:
            return self.head.span
        return Span(first.start, last.end)


def candidates(syntax: Syntax, lexicon: Lexicon, spoken: Sequence[Span] = ()) -> list[Candidate]:
    """Every trigger whose conditions hold, in text order; longer phrases win shared words.

    ``spoken`` are words of saying: no event is read into them by the rules for any verb.
    """
    found = [c for token in syntax.tokens for c in _at(syntax, token, lexicon)]
    found += _by_any_verb(syntax, lexicon, found, spoken)
    taken: set[int] = set()
    kept = []
    for candidate in sorted(found, key=lambda c: (-len(c.words), c.head.index)):
        if not taken & {word.index for word in candidate.words}:
            taken |= {word.index for word in candidate.words}
            kept.append(candidate)
    named = [c for c in kept if c.rule.type is not None]
    return sorted(named, key=lambda c: c.words[0].index)


def _at(syntax: Syntax, token: Token, lexicon: Lexicon) -> Iterator[Candidate]:
    if not token.text[0].isalpha() or _part_in_list(syntax, token) in _NOT_PREDICATES:
        return
    forms = bases(token, lexicon)
    around: Surroundings | None = None
    for category in _categories(syntax, token):
        for rule in _rules(lexicon, category, forms):
            words = _matched(syntax, token, rule, lexicon)
            if not words:
                continue
            around = around or surroundings(syntax, token, lexicon)
            wider = _widened(syntax, around, words)
            if all(holds(syntax, c, wider, lexicon) for c in rule.conditions):
                yield Candidate(rule, words, wider)
                return


def _part_in_list(syntax: Syntax, token: Token) -> str:
    """The relation of a word; of a coordinated participle before its noun, that of the first."""
    first = syntax.governor(token) if token.rel == "conj" else None
    noun = syntax.governor(first) if first is not None and first.rel == "amod" else None
    return "amod" if noun is not None and token.index < noun.index else token.rel


def _by_any_verb(
    syntax: Syntax, lexicon: Lexicon, found: Sequence[Candidate], spoken: Sequence[Span]
) -> Iterator[Candidate]:
    """Clauses whose verb no rule knows: a plain event, by the rules for ``any`` verb."""
    known = {word.index for c in found for word in c.words}
    known |= {c.around.carrier.index for c in found if c.rule.type and c.around.carrier}
    rules = lexicon.rules.get(("verb", ANY), ())
    for token in syntax.tokens:
        if token.pos != "VERB" or token.index in known or token.rel not in _CLAUSES:
            continue
        if bases(token, lexicon) & lexicon.words("unremarkable"):
            continue
        if any(span.start <= token.start < span.end for span in spoken):
            continue
        around = surroundings(syntax, token, lexicon)
        for rule in rules:
            if all(holds(syntax, condition, around, lexicon) for condition in rule.conditions):
                yield Candidate(rule, (token,), around)
                break


def _widened(syntax: Syntax, around: Surroundings, words: tuple[Token, ...]) -> Surroundings:
    """Also what hangs from the nouns of a phrase: "of the city" in "took control of the city"."""
    nouns = [w for w in words if w.index != around.token.index and w.pos == "NOUN"]
    if not nouns:
        return around
    lent = [a for noun in nouns for a in arguments(syntax, noun) if a.function != "modifier"]
    return replace(around, arguments=tuple(dict.fromkeys((*around.arguments, *lent))))


def _rules(lexicon: Lexicon, category: Category, forms: frozenset[str]) -> list[Rule]:
    found = [rule for form in forms for rule in lexicon.rules.get((category, form), ())]
    return sorted(found, key=lambda r: (-len(r.words), -len(r.conditions)))


def _categories(syntax: Syntax, token: Token) -> tuple[Category, ...]:
    if token.pos == "VERB":
        return ("verb", "phrase", "adjective")
    if token.pos == "NOUN" or (token.pos == "PROPN" and _in_headline(syntax, token)):
        return ("phrase", "noun")
    if token.pos == "ADJ":
        return ("phrase", "adjective", "verb") if _is_participle(token) else ("phrase", "adjective")
    return ("phrase",) if token.pos in ("ADV", "ADP") else ()


def _is_participle(token: Token) -> bool:
    return token.lower.endswith(("ed", "en", "wn", "nt"))


def _in_headline(syntax: Syntax, token: Token) -> bool:
    """Capitals name nothing where all long words of a sentence have them."""
    near = syntax.tokens[max(0, token.index - 12) : token.index + 13]
    long = [t.text for t in near if t.sentence == token.sentence and len(t.text) > 4]
    return len(long) > 2 and all(word[0].isupper() for word in long if word.isalpha())


def _matched(
    syntax: Syntax, token: Token, rule: Rule, lexicon: Lexicon
) -> tuple[Token, ...] | None:
    """The words of the rule around its head, None where one is missing."""
    if len(rule.words) == 1:
        return (token,)
    if rule.category == "verb":
        return _hanging(syntax, token, rule.words[1:], lexicon)
    return _side_by_side(syntax, token, rule, lexicon)


def _side_by_side(
    syntax: Syntax, token: Token, rule: Rule, lexicon: Lexicon
) -> tuple[Token, ...] | None:
    before = words_before(syntax, token, rule.head)
    after = adjacent_words(syntax, token, len(rule.words) - rule.head - 1)
    sequence = (*before, token, *after)
    if len(sequence) != len(rule.words):
        return None
    fitting = all(
        wanted in bases(word, lexicon) for wanted, word in zip(rule.words, sequence, strict=True)
    )
    return sequence if fitting else None


def _hanging(
    syntax: Syntax, token: Token, wanted: tuple[str, ...], lexicon: Lexicon
) -> tuple[Token, ...] | None:
    """The other words of a verb phrase: its dependents, theirs, or the words right after."""
    near = adjacent_words(syntax, token, len(wanted) + 1)
    below = syntax.children(token)
    below = [*below, *(g for c in below for g in syntax.children(c))]
    options = sorted({t.index: t for t in (*near, *below)}.values(), key=lambda t: t.index)
    found = [token]
    for word in wanted:
        fitting = [t for t in options if t.index > token.index and t not in found]
        fitting = [t for t in fitting if word in bases(t, lexicon)]
        if not fitting:
            return None
        found.append(fitting[0])
    return tuple(sorted(found, key=lambda t: t.index))
