"""Which candidate names are places: what speaks for it outweighs what speaks against it.

For: renown, a preposition or a verb of taking before it, a type word, the containing region
after it, the parser. Against: an ordinary word, a person's name, a longer proper name around
it. The weights are set on half of LGL and GeoVirus.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.model import Span
from onrecord.read.places.lexicon import (
    BODIES,
    DIRECTIONS,
    LOCATIVE,
    SPEECH,
    TAKING,
    TITLES,
    TYPES,
)
from onrecord.read.places.mentions import contains, linked, word_at
from onrecord.syntax import matches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.read.places.mentions import Mention
    from onrecord.syntax import Syntax

ENOUGH = 0.5
"""The score from which a name is a place: F1 on the tuning half is flat from 0.4 to 0.6."""


def weigh(candidates: list[Mention], syntax: Syntax, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """The candidates that the article shows to be places."""
    persons = _surnames(syntax, candidates, gazetteer)
    headlines = _headlines(syntax)
    scored = [
        replace(m, score=_evidence(m, syntax, gazetteer, persons, headline=m.sentence in headlines))
        for m in candidates
    ]
    scored = _at_home(_with_neighbours(scored, syntax), syntax, gazetteer)
    sure = {m.name for m in scored if m.score >= ENOUGH + 0.5}
    return tuple(m for m in scored if m.score + (0.5 if m.name in sure else 0.0) >= ENOUGH)


def _headlines(syntax: Syntax) -> set[int]:
    """Sentences in title case, where a capital proves nothing."""
    capital, words = Counter[int](), Counter[int]()
    for token in syntax.tokens:
        if token.text[0].isalpha() and len(token.text) > 3:
            words[token.sentence] += 1
            capital[token.sentence] += token.text[0].isupper()
    return {s for s, n in words.items() if n >= 4 and capital[s] > 0.7 * n}


def _surnames(syntax: Syntax, mentions: Sequence[Mention], gazetteer: Gazetteer) -> frozenset[str]:
    """Folded one-word names that the article uses as a person's surname somewhere."""
    found = set()
    headlines = _headlines(syntax)
    for mention in mentions:
        left = word_at(syntax, mention.first - 1, mention.sentence)
        further = word_at(syntax, mention.first - 2, mention.sentence)
        if not left[:1].isupper() or not _is_name_part(left, further, gazetteer):
            continue
        known = left.lower() in TITLES or gazetteer.use_of(left) == "given"
        inside = further and left[1:].islower() and mention.sentence not in headlines
        if known or inside:
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
    if not mention.before and word_at(syntax, mention.first - 1, mention.sentence) in TAKING:
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
    if all(word in DIRECTIONS or word in TYPES for word in mention.name.split()):
        return -1.6
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
    left = word_at(syntax, mention.first - 1, mention.sentence)
    further = word_at(syntax, mention.first - 2, mention.sentence)
    if left.lower() in TITLES and left[:1].isupper():
        score -= 1.5
    elif left[:1].isupper() and _is_name_part(left, further, gazetteer):
        score -= 0.4 if _is_state(mention) else 1.2
    elif left == "of" and further.lower() in BODIES:
        score -= 0.8
    elif left == "-" and not mention.before:
        score -= 0.6
    if not left and gazetteer.use_of(mention.name) == "ordinary":
        score -= 0.5
    return score


def _is_name_part(left: str, further: str, gazetteer: Gazetteer) -> bool:
    lower = left.lower()
    if lower in LOCATIVE | DIRECTIONS or lower in TYPES or lower in {"the", "and", "but"}:
        return False
    return not gazetteer.country_of_adjective(left) and not gazetteer.country_of_adjective(
        f"{further} {left}"
    )


def _right_neighbour(mention: Mention, syntax: Syntax) -> float:
    right = word_at(syntax, mention.last + 1, mention.sentence)
    if right == "-" and word_at(syntax, mention.last + 2, mention.sentence)[:1].isalpha():
        return -0.4
    if right.lower() in SPEECH and not mention.before and not _is_state(mention):
        return -0.4
    if not right[:1].isupper():
        return 0.0
    if right.lower() in BODIES:
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
    for i, (left, right) in enumerate(pairwise(mentions)):
        joined = left.sentence == right.sentence and linked(left, right, syntax.text)
        if joined and any(
            contains(b, a) or contains(a, b) for a in left.options for b in right.options
        ):
            bonus[i], bonus[i + 1] = 1.2, max(bonus[i + 1], 0.8)
    return [replace(m, score=m.score + b) for m, b in zip(mentions, bonus, strict=True)]
