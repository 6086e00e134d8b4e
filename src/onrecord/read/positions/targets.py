"""What is known of each claim as the target of a reaction, for a trained scorer.

Which of the claims before it a denial or a "could not verify" meets shows in the order of
speakers, in how far back each claim stands, in whose it is and in the words that point back. A
feature that is not known is 0; all others are 1, but for the encoder's own score.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, get_args

import numpy as np
import numpy.typing as npt

from onrecord.model import UNSPECIFIED, Claim, ClaimType, Stance
from onrecord.read.positions.reactions import meant_types, pointing_noun
from onrecord.read.positions.utterances import ANSWERS, Surroundings, Utterance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from onrecord.syntax import Token

Floats = npt.NDArray[np.float32]
Scorer = Callable[[Floats], Floats]
"""Claims x ``WIDTH`` to the probability that the reaction is about each claim."""

_TOLD: Final[dict[Stance, str]] = {
    "asserts": "told", "confirms": "told", "acknowledges": "told", "accuses": "accused",
    "suspects": "guessed", "estimates": "guessed", "assesses": "guessed", "expects": "guessed",
    "intends": "wished", "wants": "wished", "threatens": "wished", "names": "named",
}  # fmt: skip
_CONTENTS: Final = ("none", "pronoun", "pointing", "phrase", "own claims")
_BACK: Final = ("later", "behind", "0", "1", "2", "3", "4", "6", "9")
_PARAGRAPHS: Final = ("later", "0", "1", "2", "3")
_OWNERS: Final = ("narrator", "self", "same side", "unspecified", "other")
_VOICES: Final = ("narrator", "told", "accused", "guessed", "wished", "named", "silent")
_RANKS: Final = ("later", "0", "1", "2", "3", "5")
_FITS: Final = ("nothing meant", "fits", "does not fit")
_FLAGS: Final = (
    "unspecified", "accusation", "own act", "own loss", "same stem", "stem of role", "negative",
    "not actual", "first", "opening", "encoder likeliest", "encoder second", "stem beside",
    "most stems beside", "fewer stems beside", "nearest that fits", "nearest of other",
)  # fmt: skip
_GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("stance", tuple(sorted(ANSWERS))),
    ("content", _CONTENTS),
    ("back", _BACK),
    ("paragraph", _PARAGRAPHS),
    ("owner", _OWNERS),
    ("voice", _VOICES),
    ("speaker", _RANKS),
    ("rank", _RANKS),
    ("fit", _FITS),
    ("type", get_args(ClaimType)),
    ("beside", ("1", "2", "3")),
    ("flag", _FLAGS),
)
_PLACES: Final[dict[tuple[str, str], int]] = {
    (group, name): n
    for n, (group, name) in enumerate(((g, name) for g, names in _GROUPS for name in names), 1)
}
WIDTH: Final = 1 + len(_PLACES)
"""Number of features; the first is the encoder's log-odds."""
OF_ENCODER: Final = (
    0, _PLACES["flag", "encoder likeliest"], _PLACES["flag", "encoder second"],
)  # fmt: skip
"""The features that the encoder gives."""


def names_of(features: Floats) -> set[str]:
    """The names ("back: 1") of the features that one claim has, the encoder's odds left out."""
    return {f"{group}: {name}" for (group, name), at in _PLACES.items() if features[at]}


_FEW: Final = 2
_NEAR: Final = 8
"""Tokens on either side of a trigger that tell what it is about."""
_STEM: Final = 5
"""Letters by which "shelling" and "shelled" are known as one word."""


@dataclass(frozen=True)
class Targets:
    """The claims of one article as targets of its reactions."""

    claims: Sequence[Claim]
    owners: Sequence[Utterance | None]
    around: Surroundings

    def features(self, reaction: Utterance, chances: Floats) -> Floats:
        """Claims x ``WIDTH``. ``chances``: the encoder's probability for each claim."""
        found = np.zeros((len(self.claims), WIDTH), dtype=np.float32)
        odds = np.log(np.clip(chances, 1e-3, 1)) - np.log(np.clip(1 - chances, 1e-3, 1))
        found[:, 0] = odds / 3
        order = np.argsort(-chances)
        for known in ("encoder likeliest", "encoder second")[: len(order)]:
            best, order = order[0], order[1:]
            found[best, _PLACES["flag", known]] = 1
        always = self._of_reaction(reaction)
        for number, flag in self._compared(reaction):
            found[number, _PLACES["flag", flag]] = 1
        ranks = self._ranks(reaction)
        for number, claim in enumerate(self.claims):
            for name in (*always, *self._of_pair(reaction, number, claim, ranks)):
                found[number, _PLACES[name]] = 1
        return found

    def _of_reaction(self, reaction: Utterance) -> list[tuple[str, str]]:
        found = [("stance", reaction.judgement.base), ("content", self._content(reaction))]
        if reaction.holder == UNSPECIFIED:
            found.append(("flag", "unspecified"))
        return found

    def _content(self, reaction: Utterance) -> str:
        if not reaction.draft.content:
            return "none"
        if any(reaction.covers(claim.trigger) for claim in self.claims):
            return "own claims"
        noun = pointing_noun(reaction, self.around)
        if noun is None:
            return "phrase"
        return "pronoun" if noun.pos == "PRON" else "pointing"

    def _of_pair(
        self, reaction: Utterance, number: int, claim: Claim, ranks: _Ranks
    ) -> Iterator[tuple[str, str]]:
        owner = self.owners[number]
        at, line = self._sentences[number], self._lines[number]
        sentence, paragraph = self._here(reaction)
        later = claim.trigger.start > reaction.draft.cue[0].start
        yield "back", _back(sentence - at, later=later)
        yield "paragraph", "later" if line > paragraph else str(min(3, paragraph - line))
        yield "owner", self._owner(reaction, owner)
        yield "voice", _TOLD.get(owner.judgement.base, "silent") if owner else "narrator"
        yield "speaker", ranks.speaker.get(owner.id if owner else "", "later")
        yield "rank", ranks.claim[number]
        yield "type", claim.type
        yield "fit", self._fit(reaction, claim)
        beside = self._beside[self._company(number)]
        yield "beside", str(min(3, len(beside)))
        yield from (("flag", name) for name in self._flags(reaction, number, claim))

    def _compared(self, reaction: Utterance) -> Iterator[tuple[int, str]]:
        """How each claim does beside the others: in words shared, as the nearest of a sort."""
        words = self._stems(reaction)
        shared = [len(words & near) for near in self._near_stems]
        most = max(shared, default=0)
        for number, count in enumerate(shared):
            if count:
                yield number, "stem beside"
            if count == most and most and shared.count(most) <= _FEW:
                yield number, "most stems beside"
            if count < most:
                yield number, "fewer stems beside"
        cue = reaction.draft.cue[0].start
        before = [n for n, c in enumerate(self.claims) if c.trigger.start < cue]
        fitting = [n for n in before if self._fit(reaction, self.claims[n]) == "fits"]
        others = [n for n in before if self._owner(reaction, self.owners[n]) == "other"]
        yield from ((found[-1], "nearest that fits") for found in (fitting,) if found)
        yield from ((found[-1], "nearest of other") for found in (others,) if found)

    @cached_property
    def _near_stems(self) -> list[set[str]]:
        """Stems of the words around each trigger in its sentence."""
        syntax = self.around.syntax
        found = []
        for claim in self.claims:
            inside = syntax.tokens_in(claim.trigger)
            if not inside:
                found.append(set[str]())
                continue
            first, last = inside[0], inside[-1]
            near = syntax.tokens[max(0, first.index - _NEAR) : last.index + _NEAR + 1]
            found.append(set(_stemmed(t for t in near if t.sentence == first.sentence)))
        return found

    def _flags(self, reaction: Utterance, number: int, claim: Claim) -> Iterator[str]:
        owner = self.owners[number]
        if owner and owner.judgement.base == "accuses" and self._meant(reaction)[1]:
            yield "accusation"
        sides = {role.role for role in claim.roles if self._is_side(role.entity, reaction)}
        if "actor" in sides:
            yield "own act"
        if sides & {"target", "victim"}:
            yield "own loss"
        words = self._stems(reaction)
        if words & self._claim_stems[number][0]:
            yield "same stem"
        if words & self._claim_stems[number][1]:
            yield "stem of role"
        if claim.polarity == "negative":
            yield "negative"
        if claim.modality != "actual":
            yield "not actual"
        if self._beside[self._company(number)][0] == number:
            yield "first"
        if self._sentences[number] <= 1:
            yield "opening"

    def _fit(self, reaction: Utterance, claim: Claim) -> str:
        types, _ = self._meant(reaction)
        if not types:
            return "nothing meant"
        return "fits" if claim.type in types else "does not fit"

    def _meant(self, reaction: Utterance) -> tuple[frozenset[ClaimType], bool]:
        return meant_types(reaction, self.around)

    def _owner(self, reaction: Utterance, owner: Utterance | None) -> str:
        if owner is None:
            return "narrator"
        if owner.id == reaction.id:
            return "self"
        if UNSPECIFIED in {owner.holder, reaction.holder}:
            return "unspecified"
        return "same side" if self.around.same_side(owner.holder, reaction.holder) else "other"

    def _is_side(self, entity: str | None, reaction: Utterance) -> bool:
        known = entity is not None and reaction.holder != UNSPECIFIED
        return known and self.around.same_side(entity or "", reaction.holder)

    def _ranks(self, reaction: Utterance) -> _Ranks:
        """How many claims, and how many other speakers with claims, stand between."""
        cue = reaction.draft.cue[0].start
        before = [n for n, c in enumerate(self.claims) if c.trigger.start < cue]
        before.sort(key=lambda n: -self.claims[n].trigger.start)
        claim = ["later"] * len(self.claims)
        speakers: dict[str, str] = {}
        for rank, number in enumerate(before):
            claim[number] = _rank(rank)
            owner = self.owners[number]
            name = owner.id if owner else ""
            if name != reaction.id and name not in speakers:
                speakers[name] = _rank(len(speakers))
        return _Ranks(claim, speakers)

    def _here(self, reaction: Utterance) -> tuple[int, int]:
        start = reaction.draft.cue[0].start
        token = self.around.syntax.token_at(start)
        return token.sentence if token else 0, bisect_left(self._breaks, start)

    def _stems(self, reaction: Utterance) -> set[str]:
        tokens = (t for s in reaction.draft.content for t in self.around.syntax.tokens_in(s))
        return set(_stemmed(tokens))

    def _company(self, number: int) -> tuple[str, int]:
        owner = self.owners[number]
        return owner.id if owner else "", self._sentences[number]

    @cached_property
    def _beside(self) -> Mapping[tuple[str, int], list[int]]:
        """The claims of one speaker in one sentence."""
        found: dict[tuple[str, int], list[int]] = {}
        for number in range(len(self.claims)):
            found.setdefault(self._company(number), []).append(number)
        return found

    @cached_property
    def _breaks(self) -> list[int]:
        return [n for n, mark in enumerate(self.around.syntax.text) if mark == "\n"]

    @cached_property
    def _lines(self) -> list[int]:
        return [bisect_right(self._breaks, claim.trigger.start) for claim in self.claims]

    @cached_property
    def _sentences(self) -> list[int]:
        tokens = [self.around.syntax.token_at(claim.trigger.start) for claim in self.claims]
        return [token.sentence if token else 0 for token in tokens]

    @cached_property
    def _claim_stems(self) -> list[tuple[set[str], set[str]]]:
        """Stems of each claim's trigger and of its roles."""
        inside = self.around.syntax.tokens_in
        return [
            (
                set(_stemmed(inside(claim.trigger))),
                set(_stemmed(t for role in claim.roles for t in inside(role.span))),
            )
            for claim in self.claims
        ]


@dataclass(frozen=True, slots=True)
class _Ranks:
    """How near each claim is, and each speaker (by the id of the utterance, "" the narrator)."""

    claim: Sequence[str]
    speaker: Mapping[str, str]


def _rank(number: int) -> str:
    return "5" if number > 4 else "3" if number > 2 else str(number)


def _back(sentences: int, *, later: bool) -> str:
    if sentences <= 0:
        return "later" if sentences < 0 else "behind" if later else "0"
    bounds = [int(name) for name in _BACK[2:]]
    return str(bounds[bisect_right(bounds, sentences) - 1])


def _stemmed(tokens: Iterator[Token] | Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.pos in {"NOUN", "VERB", "PROPN", "NUM", "ADJ"} and len(token.text) >= 3:
            yield token.lower[:_STEM]
