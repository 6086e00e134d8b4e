"""Candidates: the words of an article that the gazetteer knows as names of places."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.gazetteer import fold
from onrecord.model import Span
from onrecord.read.places.lexicon import (
    BODIES,
    CONNECTORS,
    DIRECTIONS,
    JOINTS,
    LOCATIVE,
    PLURALS,
    TYPES,
    TypeWord,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.gazetteer import Gazetteer, GazetteerPlace
    from onrecord.syntax import Syntax, Token

LONGEST_NAME = 9
"""Tokens: "Democratic People's Republic of Korea" has eight."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in the text and the places that bear it.

    ``first`` and ``last`` are token indices, ``span`` covers a region's type word too.
    ``before`` is the lower-case word that governs it from the left ("in", "near"), "" where none.
    """

    span: Span
    name: str
    first: int
    last: int
    sentence: int
    options: tuple[GazetteerPlace, ...]
    type_word: TypeWord = ""
    before: str = ""
    score: float = 0.0


def find_candidates(syntax: Syntax, gazetteer: Gazetteer) -> list[Mention]:
    """The longest names that the gazetteer knows, in text order, whatever they stand for."""
    return [_narrowed(_described(m, syntax)) for m in _longest(syntax, gazetteer)]


def contains(outer: GazetteerPlace, inner: GazetteerPlace) -> bool:
    """Whether a state, region or area holds a place, by codes, not by outlines."""
    if outer.id == inner.id or not set(outer.countries) & set(inner.countries):
        return False
    if outer.kind == "state":
        return inner.kind != "state"
    if outer.kind == "region":
        return outer.region == inner.region and inner.kind in {"settlement", "district"}
    return outer.kind in {"area", "district"} and distance_km(outer, inner) < _radius(outer)


def _radius(place: GazetteerPlace) -> float:
    return 60.0 if place.kind == "district" else 300.0


def distance_km(one: GazetteerPlace, other: GazetteerPlace) -> float:
    """Great-circle distance of two places."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def linked(left: Mention, right: Mention, text: str) -> bool:
    """Whether words like "X, Y", "X in Y" or "Y's X" join two mentions that stand in this order."""
    between = text[left.span.end : right.span.start]
    return len(between) < 40 and bool(_LINK.fullmatch(between))


_LINK = re.compile(
    r",?\s+(?:\(|(?:a|the)\s+\w+\s+)?(?:in|of)\s+(?:the\s+)?(?:\w+\s+)?(?:\w+\s+)?"
    r"|,\s+(?:in\s+)?(?:the\s+)?|['’]s\s+(?:\w+[\s\-]+){0,4}?|\s*\(|\s+"
)


def _longest(syntax: Syntax, gazetteer: Gazetteer) -> Iterator[Mention]:
    """Leftmost-longest names that the gazetteer knows."""
    runs = {i: list(_runs(syntax, i)) for i in _starts(syntax)}
    names = {
        syntax.text[syntax.tokens[i].start : end] for i, ends in runs.items() for _, end in ends
    }
    known = gazetteer.places_named_any(names)
    free = 0
    for first, ends in runs.items():
        if first < free:
            continue
        for last, end in reversed(ends):
            token = syntax.tokens[first]
            name = syntax.text[token.start : end]
            options = _fitting(known[fold(name)], name, syntax.tokens[last])
            if options:
                span = Span(token.start, end)
                yield Mention(span, fold(name), first, last, token.sentence, options)
                free = last + 1
                break


def _fitting(
    options: tuple[GazetteerPlace, ...], name: str, last: Token
) -> tuple[GazetteerPlace, ...]:
    """Options that the spelling allows: names in lower case at an edge are those of areas only."""
    short = len(name) < 2 or (len(name) == 2 and not name.isupper())
    if short or name.isdigit() or name.lower() in BODIES:
        return ()
    if not (name[0].isupper() and (last.text[0].isupper() or last.text == ".")):
        return tuple(p for p in options if p.kind in {"area", "site"} and " " in name)
    if name.endswith(".") and "." not in name[:-1]:
        return tuple(p for p in options if not p.primary and p.kind == "region")
    if len(name) <= 5 and not name.endswith("."):
        options = tuple(p for p in options if p.primary or p.kind != "region")
    if len(name) <= 4 and name.isupper():
        return tuple(p for p in options if p.kind != "settlement")
    return options


def _starts(syntax: Syntax) -> Iterator[int]:
    for token in syntax.tokens:
        if token.text[0].isupper() or token.text in DIRECTIONS:
            yield token.index


def _runs(syntax: Syntax, first: int) -> Iterator[tuple[int, int]]:
    """(last token, end offset) of the strings from a token on that could be one name."""
    tokens = syntax.tokens
    start = tokens[first]
    for last in range(first, min(first + LONGEST_NAME, len(tokens))):
        token = tokens[last]
        if token.sentence != start.sentence or "\n" in syntax.text[start.start : token.start]:
            return
        if token.text in JOINTS:
            if token.text == "." and _is_abbreviation(syntax.text, tokens[last - 1], token):
                yield last, token.end
            elif not _inside_word(syntax.text, token):
                return
        elif token.text[0].isalpha() and token.lower not in CONNECTORS:
            yield last, token.end
            if token.text[0].islower() and last > first and token.text != "s":
                return
        elif not token.text[0].isalpha():
            return


def _is_abbreviation(text: str, word: Token, stop: Token) -> bool:
    """Whether a full stop may belong to the name: "U.S.", "Ky." before more of the sentence."""
    following = text[stop.end : stop.end + 2].lstrip(" ")
    return word.end == stop.start and (
        len(word.text) == 1 or (len(word.text) <= 5 and not following[:1].isupper())
    )


def _inside_word(text: str, token: Token) -> bool:
    after = text[token.end : token.end + 1]
    return (
        token.start > 0
        and not text[token.start - 1].isspace()
        and (after.isalnum() or token.text == ".")
    )


def _described(mention: Mention, syntax: Syntax) -> Mention:
    """Adds the type word and the governing word; a region's type word joins the span."""
    before, type_before = _left(mention, syntax)
    after = word_at(syntax, mention.last + 1, mention.sentence)
    kind = TYPES.get(after.lower()) if after else None
    only_state = all(place.kind == "state" for place in mention.options)
    if kind == "region" and not only_state:
        span = Span(mention.span.start, syntax.tokens[mention.last + 1].end)
        return replace(mention, span=span, last=mention.last + 1, type_word="region", before=before)
    if _before_plural(mention, syntax):
        return replace(mention, type_word="region", before=before)
    return replace(mention, type_word=type_before or kind or "", before=before)


def _narrowed(mention: Mention) -> Mention:
    """Only the options of the kind that the type word says, where there are any."""
    kinds = {"region": {"region", "district", "area"}, "": set()}.get(
        mention.type_word, {"settlement"}
    )
    fitting = tuple(p for p in mention.options if p.kind in kinds)
    return replace(mention, options=fitting) if fitting else mention


def word_at(syntax: Syntax, index: int, sentence: int) -> str:
    """The token of that index, "" outside the sentence."""
    if 0 <= index < len(syntax.tokens) and syntax.tokens[index].sentence == sentence:
        return syntax.tokens[index].text
    return ""


def _left(mention: Mention, syntax: Syntax) -> tuple[str, TypeWord]:
    """The governing word and the type word to the left ("in the village of X": in, village)."""
    type_word: TypeWord = ""
    words = [word_at(syntax, mention.first - k, mention.sentence).lower() for k in range(1, 8)]
    for k, word in enumerate(words):
        if word in TYPES and k <= 1 and (k == 0 or words[0] == "of") and not type_word:
            type_word = TYPES[word]
        elif word in LOCATIVE or (word == "of" and words[k + 1 : k + 2] != ["city"] and not k):
            if word != "of" or (k + 1 < len(words) and words[k + 1] not in TYPES):
                return word, type_word
        elif word and not (word in {"of", "the", "a", "’", "'", "s", "-", "and", ","} or type_word
                           or word in DIRECTIONS or word.endswith(("n", "i", "ese"))):  # fmt: skip
            return "", type_word
    return "", type_word


def _before_plural(mention: Mention, syntax: Syntax) -> bool:
    """Whether the name is one of several before a plural like "regions"."""
    for index in range(mention.last + 1, mention.last + 10):
        word = word_at(syntax, index, mention.sentence)
        if word.lower() in PLURALS:
            return index > mention.last
        if not (word in {",", "and", "-"} or word[:1].isupper()):
            return False
    return False
