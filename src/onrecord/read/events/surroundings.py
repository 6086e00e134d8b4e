"""A word that may name a claim, with the words around it that decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from onrecord.read.events.grammar import (
    NOMINAL,
    Argument,
    arguments,
    core,
    is_passive,
    preposition,
)
from onrecord.read.events.lemmas import base_forms
from onrecord.read.events.lexicon import Condition, Lexicon, WordClass
from onrecord.syntax import Syntax, Token

TIME_WORDS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december day days week weeks month months year
    years today yesterday tomorrow morning evening night afternoon hour hours minute minutes
    weekend decade decades midnight noon time moment century spring summer autumn winter""".split()
)
_COUNTING = frozenset(
    "number series wave total string spate host lot hundreds dozens thousands scores most".split()
)
_MOVED_BY_VERB = frozenset("remain be come fall stay put place bring keep get lie leave".split())
_DEPENDENT_ON_VERB = frozenset("obj nsubj nsubj:pass obl xcomp obl:agent".split())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a word.

    ``top`` heads the noun phrase ("series" of "a series of attacks"); ``carrier`` is the verb
    that carries mood and, with ``supported``, the subject of an event noun ("launched" of
    "launched an offensive"); ``under`` are the base forms of the word above.
    """

    token: Token
    top: Token
    carrier: Token | None
    supported: bool
    under: frozenset[str]
    arguments: tuple[Argument, ...]


def is_time(token: Token) -> bool:
    """Whether the phrase of this head tells when."""
    year = token.text.isdigit() and len(token.text) == 4 and token.text[:2] in ("19", "20")
    return token.kind == "time" or token.lower in TIME_WORDS or year


def bases(token: Token, lexicon: Lexicon) -> frozenset[str]:
    """Possible base forms of a token."""
    word = token.lower
    return _known_bases(word, lexicon.irregular.get(word, ()))


@lru_cache(maxsize=16384)
def _known_bases(word: str, irregular: tuple[str, ...]) -> frozenset[str]:
    return frozenset(base_forms(word, {word: irregular}))


def fits(wanted: WordClass, token: Token, lexicon: Lexicon) -> bool:
    """Whether a word belongs to a class by its form, its kind of entity or as a name."""
    if bases(token, lexicon) & wanted.words or (token.kind and token.kind in wanted.kinds):
        return True
    open_name = token.pos == "PROPN" and (not token.kind or token.kind in wanted.kinds)
    return wanted.proper and open_name and not is_time(token)


def surroundings(syntax: Syntax, token: Token, lexicon: Lexicon) -> Surroundings:
    """Collect the arguments of a word, those that it has through a support verb included."""
    copulas = tuple(Argument("copula", c) for c in syntax.children(token, "cop"))
    own = (*arguments(syntax, token), *copulas)
    top = _top(syntax, token)
    above = syntax.governor(top)
    under = bases(above, lexicon) if above else frozenset()
    if token.pos == "VERB" or above is None or syntax.children(token, "cop"):
        return Surroundings(token, top, carrier=None, supported=False, under=under, arguments=own)
    carrier = above if _carries(above, top) else None
    supported = carrier is not None and _supports(syntax, carrier, top, lexicon)
    lent = _lent(syntax, carrier, top) if supported and carrier else ()
    return Surroundings(token, top, carrier, supported, under, (*own, *lent))


def holds(syntax: Syntax, condition: Condition, around: Surroundings, lexicon: Lexicon) -> bool:
    """Whether the demand on the surroundings is met."""
    return condition.negated is not _met(syntax, condition, around, lexicon)


def _met(syntax: Syntax, condition: Condition, around: Surroundings, lexicon: Lexicon) -> bool:
    if "under" in condition.functions and _in_any(condition.classes, around.under):
        return True
    if "any" in condition.functions:
        inside = syntax.subtree(around.token)
        return any(_fits_any(condition.classes, token, lexicon) for token in inside)
    heads = [a.head for a in around.arguments if a.function in condition.functions]
    if not condition.classes:
        return bool(heads)
    words = [*heads, *(core(syntax, head) for head in heads)]
    return any(_fits_any(condition.classes, word, lexicon) for word in words)


def _in_any(classes: Iterable[WordClass], words: frozenset[str]) -> bool:
    return any(words & wanted.words for wanted in classes)


def _fits_any(classes: Iterable[WordClass], token: Token, lexicon: Lexicon) -> bool:
    return any(fits(wanted, token, lexicon) for wanted in classes)


def _top(syntax: Syntax, token: Token) -> Token:
    """Climb from the word to the head of its phrase over "a series of" and coordination."""
    top = token
    for above in syntax.ancestors(token):
        counted = above.lower in _COUNTING and preposition(syntax, top) == "of"
        if not (counted or (top.rel == "conj" and above.pos in NOMINAL)):
            break
        top = above
    return top


def _carries(above: Token, top: Token) -> bool:
    return above.pos in ("VERB", "AUX") and top.rel in _DEPENDENT_ON_VERB


def _supports(syntax: Syntax, carrier: Token, top: Token, lexicon: Lexicon) -> bool:
    forms = bases(carrier, lexicon)
    passive = top.rel == "nsubj" and is_passive(syntax, carrier)
    if passive or top.rel in ("obj", "nsubj:pass"):
        return bool(forms & lexicon.words("support"))
    if top.rel == "nsubj":
        return bool(forms & lexicon.words("happen"))
    return bool(forms & _MOVED_BY_VERB)


def _lent(syntax: Syntax, carrier: Token, top: Token) -> tuple[Argument, ...]:
    """The arguments of the support verb that are meant for its event noun."""
    lent = [a for a in arguments(syntax, carrier) if a.head.index != top.index]
    if top.rel == "nsubj":
        return tuple(a for a in lent if a.function not in ("subject", "object"))
    if top.rel == "obj" and is_passive(syntax, carrier):
        return tuple(a for a in lent if a.function != "object")
    return tuple(lent)
