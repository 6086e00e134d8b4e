"""Which words of an article name places: longest gazetteer names with enough evidence.

A name is a mention when what speaks for it (renown, a preposition before it, a type word, the
containing region after it, the parser) outweighs what speaks against it (an ordinary word or
a person's name, a longer proper name around it). The weights are set on half of LGL and GeoVirus.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from onrecord.gazetteer import fold
from onrecord.model import Span
from onrecord.syntax import matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.gazetteer import Gazetteer, GazetteerPlace
    from onrecord.syntax import Syntax, Token

TypeWord = Literal["region", "city", "village", "town", ""]

LONGEST_NAME = 9
"""Tokens: "Democratic People's Republic of Korea" has eight."""
ENOUGH = 0.5
_TYPES: dict[str, TypeWord] = {
    word: "region"
    for word in (
        "region oblast province governorate county parish raion rayon prefecture krai district "
        "state republic emirate wilaya canton"
    ).split()
} | {"city": "city", "capital": "city", "town": "town", "village": "village",
     "settlement": "village", "hamlet": "village"}  # fmt: skip
_PLURALS = {"regions", "oblasts", "provinces", "governorates", "counties", "districts", "states"}
_LOCATIVE = frozenset(
    "in at near from to outside around towards toward across into inside within throughout "
    "over through between beyond via off".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest northeastern northwestern southeastern southwestern central upper lower".split()
)
_CONNECTORS = frozenset("of the al el and de del la upon on du da di an".split())
_JOINTS = frozenset("-'’.‐‑`&")
_TITLES = frozenset(
    "mr mrs ms dr sir lord lady president minister general gen col colonel maj major capt captain "
    "sgt lt lieutenant sheriff judge justice senator sen rep gov governor mayor prof professor "
    "king queen prince princess pope saint chancellor secretary detective officer coach rev".split()
)
_BODIES = frozenset(
    "university college institute bank museum school hospital times post herald news daily "
    "tribune gazette journal airlines airways airport fc united club church party agreement "
    "accord accords treaty conference court council committee company corp inc group press "
    "observer independent telegraph star high street road avenue drive park".split()
)
_TAKING = frozenset(
    "took taken take takes taking captured capture captures capturing seized seize seizes seizing "
    "recaptured retook retaken liberated liberate liberating entered enter entering left leaving "
    "fled flee fleeing bombed bombing shelled shelling struck hit hits hitting attacked attacking "
    "besieged besieging reached reaching defended defend defending holds hold held controls "
    "controlled abandoned lost stormed storming encircled encircling surrounded call calls called "
    "it visited targeted targeting pounded occupied occupy".split()
)
_SPEECH = frozenset("said says told added asked argued wrote says thinks believes".split())


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


def find_mentions(syntax: Syntax, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The names of places in text order, never overlapping, each with its options."""
    candidates = [_described(m, syntax) for m in _longest(syntax, gazetteer)]
    persons = _surnames(syntax, candidates, gazetteer)
    headlines = _headlines(syntax)
    scored = [
        replace(m, score=_evidence(m, syntax, gazetteer, persons, headline=m.sentence in headlines))
        for m in candidates
    ]
    scored = _at_home(_with_neighbours(scored, syntax), syntax, gazetteer)
    sure = {m.name for m in scored if m.score >= ENOUGH + 0.5}
    return tuple(m for m in scored if m.score + (0.5 if m.name in sure else 0.0) >= ENOUGH)


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
    names = {syntax.text[syntax.tokens[i].start : end] for i, ends in runs.items() for _, end in ends}
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
    if len(name) < 2 or name.isdigit() or (len(name) == 2 and not name.isupper()):
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
        if token.text[0].isupper() or token.text in _DIRECTIONS:
            yield token.index


def _runs(syntax: Syntax, first: int) -> Iterator[tuple[int, int]]:
    """(last token, end offset) of the strings from a token on that could be one name."""
    tokens = syntax.tokens
    start = tokens[first]
    for last in range(first, min(first + LONGEST_NAME, len(tokens))):
        token = tokens[last]
        if token.sentence != start.sentence or "\n" in syntax.text[start.start : token.start]:
            return
        if token.text in _JOINTS:
            if token.text == "." and _is_abbreviation(syntax.text, tokens[last - 1], token):
                yield last, token.end
            elif not _inside_word(syntax.text, token):
                return
        elif token.text[0].isalpha() and token.lower not in _CONNECTORS:
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
    return token.start > 0 and not text[token.start - 1].isspace() and (after.isalnum() or token.text == ".")


def _described(mention: Mention, syntax: Syntax) -> Mention:
    """Adds the type word and the governing word; a region's type word joins the span."""
    before, type_before = _left(mention, syntax)
    after = _word(syntax, mention.last + 1, mention.sentence)
    kind = _TYPES.get(after.lower()) if after else None
    if kind == "region" and not (after == "state" and _next_is_name(syntax, mention.last + 2)):
        span = Span(mention.span.start, syntax.tokens[mention.last + 1].end)
        return replace(mention, span=span, last=mention.last + 1, type_word="region", before=before)
    if _before_plural(mention, syntax):
        return replace(mention, type_word="region", before=before)
    return replace(mention, type_word=type_before or kind or "", before=before)


def _next_is_name(syntax: Syntax, index: int) -> bool:
    return index < len(syntax.tokens) and syntax.tokens[index].text[0].isupper()


def _word(syntax: Syntax, index: int, sentence: int) -> str:
    if 0 <= index < len(syntax.tokens) and syntax.tokens[index].sentence == sentence:
        return syntax.tokens[index].text
    return ""


def _left(mention: Mention, syntax: Syntax) -> tuple[str, TypeWord]:
    """The governing word and the type word to the left ("in the village of X": in, village)."""
    type_word: TypeWord = ""
    words = [_word(syntax, mention.first - k, mention.sentence).lower() for k in range(1, 8)]
    for k, word in enumerate(words):
        if word in _TYPES and k <= 1 and (k == 0 or words[0] == "of") and not type_word:
            type_word = _TYPES[word]
        elif word in _LOCATIVE or (word == "of" and words[k + 1 : k + 2] != ["city"] and not k):
            if word != "of" or (k + 1 < len(words) and words[k + 1] not in _TYPES):
                return word, type_word
        elif word and not (word in {"of", "the", "a", "’", "'", "s", "-", "and", ","} or type_word
                           or word in _DIRECTIONS or word.endswith(("n", "i", "ese"))):  # fmt: skip
            return "", type_word
    return "", type_word


def _before_plural(mention: Mention, syntax: Syntax) -> bool:
    """Whether the name is one of several before "regions", "oblasts" …"""
    for index in range(mention.last + 1, mention.last + 10):
        word = _word(syntax, index, mention.sentence)
        if word.lower() in _PLURALS:
            return index > mention.last
        if not (word in {",", "and", "-"} or word[:1].isupper()):
            return False
    return False


def _headlines(syntax: Syntax) -> set[int]:
    """Sentences in title case, where a capital proves nothing."""
    capital, words = Counter[int](), Counter[int]()
    for token in syntax.tokens:
        if token.text[0].isalpha() and len(token.text) > 3:
            words[token.sentence] += 1
            capital[token.sentence] += token.text[0].isupper()
    return {s for s, n in words.items() if n >= 4 and capital[s] > 0.7 * n}


def _surnames(
    syntax: Syntax, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> frozenset[str]:
    """Folded one-word names that the article uses as a person's surname somewhere."""
    found = set()
    for mention in mentions:
        left = _word(syntax, mention.first - 1, mention.sentence)
        if not left[:1].isupper() or gazetteer.country_of_adjective(left):
            continue
        if left.lower() in _TITLES or gazetteer.use_of(left) == "given":
            found.add(mention.name)
    return frozenset(found)


def _evidence(
    mention: Mention,
    syntax: Syntax,
    gazetteer: Gazetteer,
    persons: frozenset[str],
    *,
    headline: bool,
) -> float:
    score = _renown(mention) + _meaning(mention, gazetteer)
    score += 1.5 if mention.type_word else 0.0
    score += 0.2 if mention.before == "of" else 0.8 if mention.before else 0.0
    score -= 1.2 if mention.name in persons and not _is_state(mention) else 0.0
    score += _grammar(mention, syntax) + (0.3 if _is_contested(mention, gazetteer) else 0.0)
    if not mention.before and _word(syntax, mention.first - 1, mention.sentence) in _TAKING:
        score += 0.5
    return score + (-0.3 if headline else _surroundings(mention, syntax, gazetteer))


def _is_contested(mention: Mention, gazetteer: Gazetteer) -> bool:
    return any(gazetteer.rival_names(place.id) for place in mention.options)


def _is_state(mention: Mention) -> bool:
    return mention.options[0].kind == "state" or any(p.kind == "state" for p in mention.options)


def _renown(mention: Mention) -> float:
    best = -0.2
    for place in mention.options:
        if place.kind != "settlement":
            best = max(best, 0.3 if place.kind == "district" else 1.0)
        else:
            best = max(best, min(1.0, 0.4 * math.log10(max(place.population, 1)) - 1.4))
    return best + (0.5 if " " in mention.name else 0.0)


def _meaning(mention: Mention, gazetteer: Gazetteer) -> float:
    """What the name is worth as another word: an ordinary one, a given or a family name."""
    if " " in mention.name or _is_state(mention):
        return 0.0
    famous = any(p.population > 800_000 for p in mention.options)
    use = gazetteer.use_of(mention.name)
    if use == "ordinary":
        return -1.6
    return {None: 0.0, "given": -1.0, "family": -0.7}[use] * (0.3 if famous else 1.0)


def _grammar(mention: Mention, syntax: Syntax) -> float:
    """The parser's word; it counts as one witness of several, since it errs."""
    head = syntax.head_of(Span(syntax.tokens[mention.first].start, mention.span.end))
    if head is None:
        return 0.0
    score = {"": 0.0, "place": 0.8, "person": -1.5, "organisation": -0.5, "organization": -0.5,
             "time": -1.0}.get(head.kind, -0.3)  # fmt: skip
    if head.pos in {"VERB", "AUX", "ADP", "ADV", "PRON", "DET", "SCONJ"}:
        score -= 0.8
    governor = syntax.governor(head)
    if governor and governor.pos == "PROPN" and abs(governor.index - head.index) <= 4:
        joined = matches(head.rel, ("flat", "compound"))
        if joined and governor.kind in {"person", "organisation", "organization"}:
            score -= 1.0
    return score * (0.4 if _is_state(mention) else 1.0)


def _surroundings(mention: Mention, syntax: Syntax, gazetteer: Gazetteer) -> float:
    """Capitalised neighbours make the name part of a longer one; sentence edges mislead."""
    score = _right_neighbour(mention, syntax)
    left = _word(syntax, mention.first - 1, mention.sentence)
    further = _word(syntax, mention.first - 2, mention.sentence)
    if left.lower() in _TITLES and left[:1].isupper():
        score -= 1.5
    elif left[:1].isupper() and _is_name_part(left, further, gazetteer):
        score -= 0.4 if _is_state(mention) else 1.2
    elif left == "of" and further.lower() in _BODIES:
        score -= 0.8
    elif left == "-" and not mention.before:
        score -= 0.6
    if not left and gazetteer.use_of(mention.name) == "ordinary":
        score -= 0.5
    return score


def _is_name_part(left: str, further: str, gazetteer: Gazetteer) -> bool:
    lower = left.lower()
    if lower in _LOCATIVE | _DIRECTIONS | _CONNECTORS or lower in _TYPES:
        return False
    return not gazetteer.country_of_adjective(left) and not gazetteer.country_of_adjective(
        f"{further} {left}"
    )


def _right_neighbour(mention: Mention, syntax: Syntax) -> float:
    right = _word(syntax, mention.last + 1, mention.sentence)
    if right == "-" and _word(syntax, mention.last + 2, mention.sentence)[:1].isalpha():
        return -0.4
    if right.lower() in _SPEECH and not mention.before and not _is_state(mention):
        return -0.4
    if not right[:1].isupper():
        return 0.0
    if right.lower() in _BODIES:
        return -1.6
    return -0.3 if _is_state(mention) else -0.8


def _at_home(mentions: list[Mention], syntax: Syntax, gazetteer: Gazetteer) -> list[Mention]:
    """Adds what it is worth that a place lies in a state that the article speaks of."""
    states = {p.countries[0] for m in mentions for p in m.options[:1] if p.kind == "state"}
    for token in syntax.tokens:
        country = gazetteer.country_of_adjective(token.text) if token.text[0].isupper() else None
        states |= {country.iso} if country else set()
    return [
        replace(m, score=m.score + 0.3) if any(states & set(p.countries) for p in m.options) else m
        for m in mentions
    ]


def _with_neighbours(mentions: list[Mention], syntax: Syntax) -> list[Mention]:
    """Adds what containment in the next name is worth: "Goma, North Kivu"."""
    bonus = [0.0] * len(mentions)
    for i, (left, right) in enumerate(zip(mentions, mentions[1:], strict=False)):
        if left.sentence == right.sentence and linked(left, right, syntax.text):
            if any(contains(b, a) or contains(a, b) for a in left.options for b in right.options):
                bonus[i], bonus[i + 1] = 1.2, max(bonus[i + 1], 0.8)
    return [replace(m, score=m.score + b) for m, b in zip(mentions, bonus, strict=True)]
