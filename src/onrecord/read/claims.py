"""Claims by the trained heads, which take the lexicon's claims as hints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from onrecord.model import Claim, ClaimType, Modality, Polarity, Role, Span
from onrecord.read.encoder.features import MODALITIES, ROLES, SUBTYPES, TRIGGERS, TYPES
from onrecord.read.encoder.heads import (
    Hints,
    Ints,
    RoleScorer,
    modality_scores,
    negative_chance,
    subtype_scores,
    trigger_scores,
)
from onrecord.read.encoder.session import ClaimWeights, Encoding, Floats
from onrecord.syntax import Syntax, Token

KNOWN: Final = 0.2
"""Least probability that a token begins a trigger where the lexicon finds one too."""
UNKNOWN: Final = 0.7
"""The same where it finds none. One threshold for both left many positions on its edge."""
INSIDE: Final = 0.6
"""Least probability that a token goes on with a trigger; a shorter one is the safer reading."""
ROLE: Final = 0.5
"""Least probability that a token heads a role."""
NEGATIVE: Final = 0.5
_REACH: Final = 48
"""Tokens on either side of a trigger in which its roles are looked for, as in training."""
_OF_TYPE: Final[Mapping[ClaimType, slice]] = {
    "control": slice(0, 4),
    "casualties": slice(4, 8),
    "detention": slice(8, 11),
}
"""Where in ``SUBTYPES`` the subtypes of a type lie."""


PhraseOf = Callable[[Syntax, Token], Span]
"""The whole phrase that a token heads, as a role's span."""


@dataclass(frozen=True, slots=True)
class Told:
    """The claims of an article, named c1, c2 ... in text order, and how sure each one is."""

    claims: tuple[Claim, ...]
    certainty: Mapping[str, float]


def find_claims(
    encoding: Encoding,
    weights: ClaimWeights,
    syntax: Syntax,
    lexical: Sequence[Claim],
    phrase: PhraseOf,
) -> Told:
    """What is told, by whomever. ``lexical`` are the claims that the lexicon finds.

    Roles are spans without entities; a role that is itself a trigger points to its claim.
    """
    hints = hints_of(syntax, lexical)
    scores = trigger_scores(encoding, weights, hints)
    runs = _predicates(syntax, _runs(scores, hints.type > 0))
    firsts = np.array([first for first, _, _ in runs], dtype=np.int64)
    moods = _Moods(
        subtype_scores(encoding, firsts),
        negative_chance(encoding, weights, hints, firsts),
        modality_scores(encoding, weights, hints, firsts),
    )
    claims = [_claim(syntax, number, scores, run, moods) for number, run in enumerate(runs)]
    parts = _Parts(RoleScorer(encoding, weights), syntax, phrase)
    told = _with_roles(claims, firsts, lexical, parts)
    certainty = {f"c{n}": chance for n, (_, _, chance) in enumerate(runs, 1)}
    return Told(tuple(told), certainty)


def hints_of(syntax: Syntax, claims: Sequence[Claim]) -> Hints:
    """The hints that claims found by the lexicon give, at every token of their triggers."""
    count = len(syntax.tokens)
    kind, negative, modality = (np.zeros(count, dtype=np.int64) for _ in range(3))
    for claim in claims:
        for token in syntax.tokens_in(claim.trigger):
            kind[token.index] = 1 + TYPES.index(claim.type)
            negative[token.index] = 2 if claim.polarity == "negative" else 1
            modality[token.index] = 1 + MODALITIES.index(claim.modality)
    return Hints(kind, negative, modality)


def _runs(scores: Floats, known: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, float]]:
    """First token, one past the last, and probability of each trigger.

    ``known``: the lexicon sees the token in a trigger.
    """
    types = np.exp(scores[:, 2:]).sum(1)
    inside = np.exp(scores[:, TRIGGERS.index("I")]) >= INSIDE
    begins = known & ~np.append(False, known[:-1])
    least = np.where(begins, KNOWN, UNKNOWN)
    for first in np.flatnonzero(types >= least).tolist():
        end = first + 1
        while end < len(inside) and inside[end]:
            end += 1
        yield first, end, float(types[first])


def _predicates(
    syntax: Syntax, runs: Iterator[tuple[int, int, float]]
) -> list[tuple[int, int, float]]:
    """The runs without function words and marks at their edges; those of nothing else go.

    A verb that says by itself what happened stands without its object.
    """
    cut = [(*_trimmed(syntax, first, end), chance) for first, end, chance in runs]
    return [
        (first, _own_end(syntax, first, end), chance) for first, end, chance in cut if first < end
    ]


def _own_end(syntax: Syntax, first: int, end: int) -> int:
    """Where a trigger that begins with a telling verb ends: behind it and its particles."""
    verb = syntax.tokens[first]
    if verb.pos != "VERB" or verb.lower in _LIGHT:
        return end
    at = first + 1
    while at < end and syntax.tokens[at].rel == "compound:prt":
        at += 1
    return at


_LIGHT: Final = frozenset(
    form
    for forms in (
        "be am is are was were been being", "take takes took taken taking",
        "make makes made making", "give gives gave given giving", "have has had having",
        "hold holds held holding", "carry carries carried carrying", "put puts putting",
        "come comes came coming", "go goes went gone going", "get gets got gotten getting",
        "fall falls fell fallen falling", "keep keeps kept keeping", "set sets setting",
        "launch launches launched launching", "conduct conducts conducted conducting",
        "remain remains remained remaining", "lose loses lost losing", "open opens opened opening",
        "begin begins began begun beginning", "start starts started starting",
    )
    for form in forms.split()
)  # fmt: skip
"""Verbs whose object or complement says what happened ("took control", "fell to the rebels")."""


def _trimmed(syntax: Syntax, first: int, end: int) -> tuple[int, int]:
    while first < end and _names_nothing(syntax.tokens[first]):
        first += 1
    while first < end and _names_nothing(syntax.tokens[end - 1]):
        end -= 1
    return first, end


def _names_nothing(token: Token) -> bool:
    """Told by the word itself: the trained parts of speech are least sure at rare words."""
    return token.lower in _FUNCTION_WORDS or not token.text[0].isalpha()


_FUNCTION_WORDS: Final = frozenset(
    "a an the and or nor but of to that which who this these those its his her their our my "
    "even also no not".split()
)


@dataclass(frozen=True, slots=True)
class _Moods:
    """Scores of subtype and modality and the chance of negation, a row for each trigger."""

    subtypes: Floats
    negatives: Floats
    modalities: Floats

    def subtype(self, number: int, kind: ClaimType) -> str | None:
        """The likeliest subtype that the type has."""
        if kind not in _OF_TYPE:
            return None
        part = _OF_TYPE[kind]
        return SUBTYPES[part][int(self.subtypes[number, part].argmax())]

    def polarity(self, number: int) -> Polarity:
        """Whether the claim is that it did not happen."""
        return "negative" if self.negatives[number] >= NEGATIVE else "positive"

    def modality(self, number: int) -> Modality:
        """How the holder puts it."""
        return MODALITIES[int(self.modalities[number].argmax())]


OTHER: Final = 0.7
"""What `other` must be ahead by: it is a quarter of what the heads learned from, since much of that
is civil news, and they fall back on it."""
_DOUBTED: Final = np.array([OTHER if kind == "other" else 0 for kind in TYPES], dtype=np.float32)


def _claim(
    syntax: Syntax, number: int, scores: Floats, run: tuple[int, int, float], moods: _Moods
) -> Claim:
    first, end, _ = run
    kind = TRIGGERS[2 + int((scores[first, 2:] - _DOUBTED).argmax())]
    trigger = Span(syntax.tokens[first].start, syntax.tokens[end - 1].end)
    return Claim(
        f"c{number + 1}",
        kind,  # type: ignore[arg-type]
        moods.subtype(number, kind),  # type: ignore[arg-type]
        trigger,
        (),
        moods.polarity(number),
        moods.modality(number),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """Finds the phrases that play a role in a claim."""

    score: RoleScorer
    syntax: Syntax
    phrase: PhraseOf

    def roles(self, trigger: int, claims: Mapping[int, str]) -> Iterator[Role]:
        """The roles that the trained head sees; ``claims`` maps tokens of triggers to ids."""
        tokens = np.arange(
            max(0, trigger - _REACH), min(len(self.syntax.tokens), trigger + _REACH + 1)
        )
        scores = self.score(trigger, tokens)
        for row in np.flatnonzero(scores[:, 1:].max(1) >= np.log(ROLE)).tolist():
            head = self.syntax.tokens[int(tokens[row])]
            name = ROLES[int(scores[row, 1:].argmax())]
            if head.index != trigger:
                yield Role(name, self.phrase(self.syntax, head), claim=claims.get(head.index))


def _with_roles(
    claims: Sequence[Claim], firsts: Ints, lexical: Sequence[Claim], parts: _Parts
) -> Iterator[Claim]:
    """The claims with the lexicon's roles, and the trained head's where it has none."""
    same = {
        old.id: new.id for old in lexical for new in claims if old.trigger.overlaps(new.trigger)
    }
    by_new = {new: old for old in reversed(lexical) if (new := same.get(old.id))}
    words = {
        token.index: claim.id for claim in claims for token in parts.syntax.tokens_in(claim.trigger)
    }
    for claim, first in zip(claims, firsts.tolist(), strict=True):
        known = [_renamed(role, same) for role in getattr(by_new.get(claim.id), "roles", ())]
        seen = [
            r for r in parts.roles(first, words) if not any(r.span.overlaps(k.span) for k in known)
        ]
        kept = {(r.role, r.span.start): r for r in (*seen, *known)}
        yield replace(claim, roles=tuple(sorted(kept.values(), key=lambda r: (r.span, r.role))))


def _renamed(role: Role, same: Mapping[str, str]) -> Role:
    return replace(role, claim=same.get(role.claim)) if role.claim else role
