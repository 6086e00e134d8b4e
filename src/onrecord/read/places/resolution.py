"""Which place a name means: renown weighed with the article's own evidence.

Scores are natural logarithms of odds. A tenfold population is worth about threefold odds;
a containing region beside the name, a near neighbour or the article's country outweigh it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.read.places.mentions import contains, distance_km, linked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.gazetteer import Gazetteer, GazetteerPlace
    from onrecord.read.places.mentions import Mention
    from onrecord.syntax import Syntax

Choice = tuple[tuple["GazetteerPlace", float], ...]
"""The options of a mention with their shares of belief, best first."""

ROUNDS = 3
NEAR_KM = 120.0
FAMOUS = 1_000_000
SAME_PLACE = 2.0
"""For an option that another name of the article means already: "X, which they call Y"."""
POINTS = frozenset({"settlement", "site", "district"})
"""Kinds whose coordinates say where they are; a region's centre is near nothing in particular."""
KEPT_OPTIONS = 12
"""Namesakes beyond the twelve largest are kept only near another place of the article."""


def resolve(
    mentions: Sequence[Mention], syntax: Syntax, gazetteer: Gazetteer
) -> tuple[Choice, ...]:
    """For each mention its options by belief; each round leans on the round before."""
    adjectives = _adjectives(syntax, gazetteer)
    local = [_local(i, mentions, syntax, adjectives, gazetteer) for i in range(len(mentions))]
    local = _shared(local, mentions)
    choices: tuple[Choice, ...] = ()
    for _ in range(ROUNDS):
        focus = _focus(mentions, choices, adjectives)
        choices = tuple(_choose(i, mentions, local, choices, focus) for i in range(len(mentions)))
    return choices


def _adjectives(syntax: Syntax, gazetteer: Gazetteer) -> list[tuple[int, int, str]]:
    """(token, sentence, ISO code) of the adjectives and peoples in the text."""
    found = []
    previous = ""
    for token in syntax.tokens:
        if token.text[0].isupper():
            country = gazetteer.country_of_adjective(f"{previous} {token.text}")
            country = country or gazetteer.country_of_adjective(token.text)
            if country:
                found.append((token.index, token.sentence, country.iso))
        previous = token.text
    return found


def _focus(
    mentions: Sequence[Mention], choices: Sequence[Choice], adjectives: list[tuple[int, int, str]]
) -> dict[str, float]:
    """ISO code to the share of the article's country words that speak of it."""
    counts: defaultdict[str, float] = defaultdict(float)
    for _, _, iso in adjectives:
        counts[iso] += 0.5  # an army's adjective tells less of where it fights than a place does
    for i, mention in enumerate(mentions):
        if choices and choices[i][0][0].countries:
            place, belief = choices[i][0]
            counts[place.countries[0]] += belief if len(place.countries) == 1 else 0.0
        elif mention.options[0].kind == "state":
            counts[mention.options[0].countries[0]] += 1
    total = sum(counts.values())
    return {iso: count / total for iso, count in counts.items()} if total else {}


_KIND_WORTH = {"state": 1.5, "region": -0.8, "district": -1.5, "area": 1.0, "site": 0.5,
               "settlement": 0.0}  # fmt: skip
SEAT_FIRST = 1.7
"""A region's name without "region" mostly means the town that it is named after."""


def _has_seat(place: GazetteerPlace, options: Sequence[GazetteerPlace]) -> bool:
    """Whether a region has a town of its own name."""
    return place.kind == "region" and any(
        o.kind == "settlement" and o.countries == place.countries and o.population > 10_000
        for o in options
    )  # fmt: skip


def _prior(place: GazetteerPlace, gazetteer: Gazetteer, name: str) -> float:
    score = 1.15 * math.log10(place.population + 100)
    score += _KIND_WORTH[place.kind]
    if not place.primary:
        rivals = {rival.name.lower() for rival in gazetteer.rival_names(place.id)}
        score -= 0.3 if name in rivals else 1.0
    return score


def _local(
    i: int,
    mentions: Sequence[Mention],
    syntax: Syntax,
    adjectives: list[tuple[int, int, str]],
    gazetteer: Gazetteer,
) -> dict[str, float]:
    """Place id to the score that the mention's own sentence gives it."""
    mention = mentions[i]
    beside = _beside(i, mentions, syntax.text)
    around = [m for m in mentions if m.sentence == mention.sentence and m is not mention]
    near = {iso for token, _, iso in adjectives if 0 < mention.first - token <= 4}
    spoken = {iso for _, sentence, iso in adjectives if sentence == mention.sentence}
    scores = {}
    for place in mention.options:
        score = _prior(place, gazetteer, mention.name) + _type_score(place, mention.type_word)
        score -= SEAT_FIRST * (not mention.type_word and _has_seat(place, mention.options))
        score += 4.0 * _holds(place, beside) + 1.2 * _holds(place, around)
        home = set(place.countries)
        score += 1.5 * bool(home & near) + 0.4 * bool(home & spoken)
        scores[place.id] = score
    return scores


def _beside(i: int, mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions that words join to this one on either side."""
    found = []
    if i and linked(mentions[i - 1], mentions[i], text):
        found.append(mentions[i - 1])
    if i + 1 < len(mentions) and linked(mentions[i], mentions[i + 1], text):
        found.append(mentions[i + 1])
    return [m for m in found if m.sentence == mentions[i].sentence]


def _holds(place: GazetteerPlace, others: list[Mention]) -> bool:
    return any(
        contains(option, place) or contains(place, option)
        for mention in others
        for option in mention.options[:KEPT_OPTIONS]
    )


def _type_score(place: GazetteerPlace, type_word: str) -> float:
    settled = place.kind == "settlement"
    if type_word not in {"city", "town", "village"}:
        return 0.0
    score = 2.5 if settled else 0.0
    if type_word == "village":
        return score - 0.8 * max(0.0, math.log10(place.population + 1) - 4.0) * 2
    least = 5000 if type_word == "city" else 500
    return score - (1.5 if settled and place.population < least else 0.0)


def _shared(local: list[dict[str, float]], mentions: Sequence[Mention]) -> list[dict[str, float]]:
    """One sense a name: what one mention shows counts, weaker, for the article's others."""
    best: dict[tuple[str, str], float] = defaultdict(lambda: -math.inf)
    for scores, mention in zip(local, mentions, strict=True):
        for place, score in scores.items():
            best[mention.name, place] = max(best[mention.name, place], score)
    return [
        {place: 0.4 * score + 0.6 * best[mention.name, place] for place, score in scores.items()}
        for scores, mention in zip(local, mentions, strict=True)
    ]


def _choose(
    i: int,
    mentions: Sequence[Mention],
    local: list[dict[str, float]],
    choices: Sequence[Choice],
    focus: dict[str, float],
) -> Choice:
    """Softmax over the options, with country focus and neighbours of the round before."""
    anchors = _anchors(i, mentions, choices)
    famous = any(place.population > FAMOUS for place in mentions[i].options)
    scored = []
    for place in mentions[i].options:
        share = max((focus.get(iso, 0.0) for iso in place.countries), default=0.0)
        score = local[i][place.id] + 2.5 * share
        scored.append((place, score + _nearness(place, anchors, outside=0.5 if famous else 1.0)))
    top = max(score for _, score in scored)
    odds = [(place, math.exp(score - top)) for place, score in scored]
    total = sum(weight for _, weight in odds)
    ranked = sorted(odds, key=lambda pair: (-pair[1], pair[0].id))
    return tuple((place, weight / total) for place, weight in ranked)


def _anchors(
    i: int, mentions: Sequence[Mention], choices: Sequence[Choice]
) -> list[tuple[GazetteerPlace, bool]]:
    """Places that other names surely mean, with whether they stand in the same sentence."""
    found: dict[str, tuple[GazetteerPlace, bool]] = {}
    for j, choice in enumerate(choices):
        place, belief = choice[0]
        if mentions[j].name == mentions[i].name or belief < 0.6 or place.kind == "state":
            continue
        same = mentions[j].sentence == mentions[i].sentence
        found[place.id] = (place, same or found.get(place.id, (place, False))[1])
    return list(found.values())


def _nearness(
    place: GazetteerPlace, anchors: list[tuple[GazetteerPlace, bool]], outside: float
) -> float:
    """Up to 3.3 for a place of the same sentence close by, and a little for a second one."""
    points = [a for a in anchors if a[0].kind in POINTS] if place.kind in POINTS else []
    gains = sorted(
        (
            2.2 * math.exp(-distance_km(place, anchor) / NEAR_KM) * (1.5 if same else outside)
            for anchor, same in points
        ),
        reverse=True,
    )
    known = SAME_PLACE * any(anchor.id == place.id for anchor, _ in anchors)
    return known + sum(gain * weight for gain, weight in zip(gains, (1.0, 0.5, 0.25), strict=False))
