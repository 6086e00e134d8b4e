"""Who stands where on which claim (codebook section 3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np

from onrecord.model import (
    NARRATOR,
    UNSPECIFIED,
    Attribution,
    Claim,
    Draft,
    Factuality,
    Position,
    Span,
    Stance,
)
from onrecord.read.judge import Commitment, commit, narrate
from onrecord.read.positions.naming import naming_drafts
from onrecord.read.positions.reactions import Held, answer_of, target_of
from onrecord.read.positions.targets import Floats, Scorer, Targets
from onrecord.read.positions.utterances import (
    Surroundings,
    Utterance,
    chain_of,
    innermost,
    same_sentence,
    utterances_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CLAIM_CERTAINTY = 0.8
"""Stands in for the certainty of a claim whose finder states none."""
_LINK_CERTAINTY = 0.8
"""A reaction's target is searched for; about one in five is another claim."""


@dataclass(frozen=True, slots=True)
class Stands:
    """What ``take_positions`` gives: attributions, claims that know theirs, and positions."""

    attributions: tuple[Attribution, ...]
    claims: tuple[Claim, ...]
    positions: tuple[Position, ...]


def take_positions(
    drafts: Sequence[Draft], claims: Sequence[Claim], around: Surroundings
) -> Stands:
    """Positions of every holder on every claim, reactions to claims elsewhere included.

    Hedges without a speaker ("reportedly") are the narrator's own caution, so they give no
    attribution. Positions are named p1, p2 ... in the order of their claims.
    """
    named = tuple(naming_drafts(drafts, claims, around))
    everything = utterances_of((*drafts, *named), around)
    hedges = tuple(u for u in everything if _is_hedge(u))
    spoken = tuple(_past(u, hedges) for u in everything if not _is_hedge(u))
    table = _Table(spoken, hedges, around)
    links = _linked(claims, spoken, around)
    inner = {claim.id: owner for claim, owner in zip(claims, links.owners, strict=True)}
    own = [
        position
        for claim, sure in zip(claims, links.sure, strict=True)
        for position in table.positions(claim, inner[claim.id], sure)
    ]
    held = [
        Held(claim, position.holder, position.chain[-1] if position.chain else None)
        for claim, position in _paired(claims, own)
        if position.stance not in _SILENT and claim.type != "naming"
    ]
    taken = {(p.claim, p.chain[-1]) for p in own if p.chain}
    linked = [
        table.answer(u, claim, chance)
        for u, claim, chance in links.reactions
        if (claim.id, u.id) not in taken
    ]
    answered = {p.chain[-1] for p in linked}
    silent = [
        u for u in spoken
        if u.id not in answered and not any(u.covers(claim.trigger) for claim in claims)
    ]  # fmt: skip
    answers = [p for u in silent for p in table.answers(u, _also_answered(u, own, held, table))]
    answers += linked
    order = {claim.id: number for number, claim in enumerate(claims)}
    positions = sorted([*own, *answers], key=lambda p: order[p.claim])
    return Stands(
        attributions=tuple(u.attribution() for u in spoken),
        claims=tuple(replace(c, attribution=_id(inner[c.id])) for c in claims),
        positions=tuple(replace(p, id=f"p{n}") for n, p in enumerate(positions, 1)),
    )


@dataclass(frozen=True, slots=True)
class _Linked:
    """Whose each claim is, and which utterance reacts to which claim how surely."""

    owners: tuple[Utterance | None, ...]
    sure: tuple[float, ...]
    reactions: tuple[tuple[Utterance, Claim, float], ...]


_NAMING: Final = -6.0
"""Least log-probability at which a naming belongs to an utterance that names, before any other."""
REACTS: Final = 0.5
"""Least probability that an utterance reacts to a claim."""


def _linked(claims: Sequence[Claim], spoken: Sequence[Utterance], around: Surroundings) -> _Linked:
    if around.links is None:
        found = tuple(innermost(c, spoken, around.syntax) for c in claims)
        return _Linked(found, (1.0,) * len(claims), ())
    owning, reacting = around.links(
        [claim.trigger for claim in claims],
        [utterance.draft.cue[0] for utterance in spoken],
        [utterance.draft.content for utterance in spoken],
    )
    names = np.array([u.judgement.stance == "names" for u in spoken] + [False], dtype=bool)
    for claim, row in zip(claims, owning, strict=True):
        here = names & (row >= _NAMING) if claim.type == "naming" else names & False
        if here.any():
            row[~here] = -np.inf
    owners = tuple((*spoken, None)[int(row.argmax())] for row in owning)
    sure = tuple(float(chance) for chance in np.exp(owning.max(1))) if len(claims) else ()
    if around.reacting is not None and claims:
        _rescore(reacting, spoken, Targets(claims, owners, around), around.reacting)
    reactions = (
        (utterance, claim, float(chance))
        for claim, row in zip(claims, reacting, strict=True)
        for utterance, chance in zip(spoken, row, strict=True)
        if chance >= REACTS
    )
    return _Linked(owners, sure, tuple(reactions))


def _rescore(chances: Floats, spoken: Sequence[Utterance], targets: Targets, score: Scorer) -> None:
    """Puts the scorer's probabilities in the column (claims) of each utterance that answers."""
    for column, utterance in enumerate(spoken):
        if utterance.answers:
            chances[:, column] = score(targets.features(utterance, chances[:, column]))


def _past(utterance: Utterance, hedges: Sequence[Utterance]) -> Utterance:
    """The utterance with its parent, passing over hedges, which give no attribution."""
    above = {hedge.id: hedge.parent for hedge in hedges}
    parent = utterance.parent
    while parent in above:
        parent = above.pop(parent)
    return replace(utterance, parent=parent)


_SILENT: frozenset[Stance] = frozenset({
    "no_comment", "cannot_verify", "does_not_acknowledge", "does_not_deny", "denies", "doubts",
})  # fmt: skip
"""Stances that put no claim forward, so that no reaction is about them."""
_PLANNED: frozenset[Stance] = frozenset({"intends", "wants"})


@dataclass(frozen=True)
class _Table:
    """The utterances and hedges of one article, ready to be asked for positions."""

    spoken: tuple[Utterance, ...]
    hedges: tuple[Utterance, ...]
    around: Surroundings

    def positions(self, claim: Claim, inner: Utterance | None, sure: float) -> Iterator[Position]:
        """Those of whose claim it is (``sure``: the probability that it is) and of its chain."""
        if inner is None:
            yield self._narrated(claim, sure)
            return
        chain = chain_of(inner, {u.id: u for u in self.spoken})
        last = self._stands(chain, claim, sure)
        for length in range(1, len(chain)):
            if _speaks_for_itself(chain[length - 1], last.stance):
                yield self._relays(chain[:length], claim)
        yield last

    def _relays(self, chain: tuple[Utterance, ...], claim: Claim) -> Position:
        """What an outer speaker does itself: its cue alone decides, no complement changes it."""
        judgement = replace(chain[-1].judgement, stance=chain[-1].judgement.base, ruling="")
        return self._stands((*chain[:-1], replace(chain[-1], judgement=judgement)), claim)

    def answers(self, utterance: Utterance, held: Sequence[Held]) -> Iterator[Position]:
        stance = answer_of(utterance, self.around)
        claim = target_of(utterance, held, self.around) if stance else None
        if stance is None or claim is None or _is_nobodys(utterance, stance):
            return
        chain = chain_of(utterance, {u.id: u for u in self.spoken})
        judgement = replace(utterance.judgement, base=stance, stance=stance, ruling="")
        settled = Commitment(stance, _answered(stance, claim))
        spoken = replace(utterance, judgement=judgement)
        yield self._position((*chain[:-1], spoken), claim, settled, _LINK_CERTAINTY)

    def answer(self, utterance: Utterance, claim: Claim, chance: float) -> Position:
        """What an utterance does to a claim that is not its own content."""
        chain = chain_of(utterance, {u.id: u for u in self.spoken})
        if not utterance.answers:
            sure = self._sure(chance, narrated=False)
            return replace(self._relays(chain, claim), confidence=sure)
        stance = utterance.judgement.base
        settled = Commitment(stance, _answered(stance, claim))
        return self._position(chain, claim, settled, chance)

    def _stands(self, chain: tuple[Utterance, ...], claim: Claim, sure: float = 1.0) -> Position:
        last = chain[-1]
        commitment = commit(
            last.judgement, claim, last.voice, self.around.syntax, self.around.lexicon
        )
        if not last.draft.source and commitment.stance in {"asserts", "accuses"}:
            commitment = Commitment("suspects", _lowered(commitment.factuality))
        return self._position(chain, claim, commitment, sure)

    def _position(
        self, chain: tuple[Utterance, ...], claim: Claim, commitment: Commitment, link: float
    ) -> Position:
        last = chain[-1]
        own = last.draft.confidence * last.judgement.certainty
        return Position(
            id="",
            holder=last.holder,
            claim=claim.id,
            stance=commitment.stance,
            factuality=commitment.factuality,
            distance=last.judgement.distance,
            chain=tuple(u.id for u in chain),
            evidence=_evidence(last, claim),
            said=last.said,
            confidence=self._sure(own * self._certainty(claim) * link, narrated=False),
        )

    def _narrated(self, claim: Claim, link: float) -> Position:
        hedges = [u for u in self.hedges if u.covers(claim.trigger)]
        commitment = narrate(claim, self.around.syntax, self.around.lexicon)
        if hedges and commitment.stance == "asserts":
            commitment = Commitment("suspects", _lowered(commitment.factuality))
        return Position(
            id="",
            holder=NARRATOR,
            claim=claim.id,
            stance=commitment.stance,
            factuality=commitment.factuality,
            distance="neutral",
            chain=(),
            evidence=tuple(sorted({*(s for u in hedges for s in u.draft.cue), claim.trigger})),
            said=None,
            confidence=self._sure(self._certainty(claim) * link, narrated=True),
        )

    def _sure(self, product: float, *, narrated: bool) -> float:
        return round(self.around.calibrate(product, narrated), 3)

    def _certainty(self, claim: Claim) -> float:
        return self.around.certainty.get(claim.id, _CLAIM_CERTAINTY)


def _is_hedge(utterance: Utterance) -> bool:
    return utterance.judgement.ruling == "hedge" and not utterance.draft.source


def _speaks_for_itself(outer: Utterance, inner: Stance) -> bool:
    """Whether an outer speaker takes a stand too, beside relaying the inner one's.

    It does when it answers what the inner one says ("confirmed media reports that"), and when
    it asserts that somebody plans something (codebook section 5, two levels of saying).
    """
    if outer.holder == UNSPECIFIED:
        return False
    return outer.answers or (inner == "intends" and outer.judgement.base == "asserts")


def _also_answered(
    silent: Utterance, own: Sequence[Position], held: Sequence[Held], table: _Table
) -> Sequence[Held]:
    """The one claim that the same sentence reacts to already, all claims where it does not.

    "X could not verify the toll, and there was no comment from Y": both are about the toll.
    """
    if silent.draft.content:
        return held
    syntax = table.around.syntax
    before = {u.id for u in table.spoken if u.answers and same_sentence(u, silent, syntax)}
    reacted = {p.claim for p in own if p.chain and p.chain[-1] in before}
    return [h for h in held if h.claim.id in reacted] or held


def _is_nobodys(utterance: Utterance, stance: Stance) -> bool:
    """Whether a silence has nobody who keeps it: then it tells nothing of anybody's stand."""
    return utterance.holder == UNSPECIFIED and stance in {"no_comment", "does_not_acknowledge"}


def _answered(stance: Stance, claim: Claim) -> Factuality:
    if stance in {"denies", "retracts"}:
        return "CT-" if claim.polarity == "positive" else "CT+"
    if stance == "doubts":
        return "PS-" if claim.polarity == "positive" else "PS+"
    if stance in {"confirms", "acknowledges", "asserts"}:
        return "CT+" if claim.polarity == "positive" else "CT-"
    return "UU"


def _lowered(factuality: Factuality) -> Factuality:
    return {"CT+": "PR+", "CT-": "PR-"}.get(factuality, factuality)  # type: ignore[return-value]


def _evidence(utterance: Utterance, claim: Claim) -> tuple[Span, ...]:
    draft = utterance.draft
    return tuple(sorted({*draft.source, *draft.cue, *draft.content, claim.trigger}))


def _paired(
    claims: Sequence[Claim], positions: Sequence[Position]
) -> Iterator[tuple[Claim, Position]]:
    by_id = {claim.id: claim for claim in claims}
    yield from ((by_id[position.claim], position) for position in positions)


def _id(utterance: Utterance | None) -> str | None:
    return utterance.id if utterance else None
