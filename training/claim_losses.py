"""The losses of the claim heads: what our corpus and the single-word corpora teach."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.read.encoder.features import FLAGS, MATTER, MODALITIES, ROLES
from onrecord.read.encoder.pieces import bucket
from training.examples import IGNORE, Example, Marks, ReadingTargets
from training.losses import (
    FORBIDDEN,
    Losses,
    add,
    crf,
    distances,
    emissions,
    links,
    part,
)
from training.network import PairHeads

FLAG_NOISE = 0.1
"""Share of triggers whose flags are hidden in training: read contents are never as good as gold."""
HINT_NOISE = 0.15
"""Share of tokens whose lexical hints are hidden, so that the heads do not lean on them alone."""
ROLE_REACH = 48
"""Tokens on either side of a trigger in which its roles are looked for."""


@dataclass(frozen=True, slots=True)
class Answers:
    """The scores that one passage got: of choices (last axis), and of single yes-or-no answers."""

    choices: list[Tensor] = field(default_factory=list)
    bits: list[Tensor] = field(default_factory=list)

    def difference(self, other: Answers) -> Tensor:
        """Half the sum of both Kullback-Leibler divergences (R-Drop, Liang et al. 2021)."""
        total = torch.zeros(())
        for a, b in zip(self.choices, other.choices, strict=True):
            p, q = functional.log_softmax(a, -1), functional.log_softmax(b, -1)
            total = total + ((p.exp() - q.exp()) * (p - q)).sum() / 2
        for a, b in zip(self.bits, other.bits, strict=True):
            total = total + ((a.sigmoid() - b.sigmoid()) * (a - b)).sum() / 2
        return total


def reading_losses(losses: Losses, own: Tensor, example: Example, pairs: PairHeads) -> Answers:
    """Adds the losses of one passage and gives its scores. ``own``: tokens x width."""
    target = example.reading
    assert target is not None
    begins = torch.zeros(len(own))
    begins[torch.from_numpy(target.cues)] = 1
    score = part(own, "cue_begins")[:, 0]
    add(losses, "cue", functional.binary_cross_entropy_with_logits(score, begins, reduction="sum"))
    answers = Answers(bits=[score])
    _attributions(losses, answers, own, target, pairs)
    _triggers(losses, answers, own, target, pairs)
    _owners(losses, answers, own, target, pairs)
    _roles(losses, own, target, pairs)
    cluster = torch.from_numpy(target.cluster)
    add(losses, "own_link", links(own, cluster, pairs, own_scheme=True))
    _entities(losses, own, torch.from_numpy(target.entity))
    return answers


def mark_losses(losses: Losses, own: Tensor, marks: Marks) -> None:
    """Adds the losses of a text that is annotated for one thing only."""
    if marks.factuality is not None:
        gold = torch.from_numpy(marks.factuality)
        known = ~gold.isnan()
        found = part(own, "factuality")[known]
        loss = functional.smooth_l1_loss(found, gold[known], reduction="sum", beta=0.1)
        add(losses, "factuality", loss)
    if marks.deed is not None:
        loss = functional.cross_entropy(
            part(own, "deed"), torch.from_numpy(marks.deed), ignore_index=IGNORE, reduction="sum"
        )
        add(losses, "deed", loss)
    if marks.entity is not None:
        _entities(losses, own, torch.from_numpy(marks.entity))


def _entities(losses: Losses, own: Tensor, allowed: Tensor) -> None:
    at = torch.nonzero(allowed)[:, 0]
    if not len(at):
        return
    scores = part(own, "entity")[at]
    bits = (allowed[at][:, None] >> torch.arange(scores.shape[1])[None]) & 1
    good = scores.masked_fill(bits == 0, FORBIDDEN)
    add(losses, "entity", (torch.logsumexp(scores, 1) - torch.logsumexp(good, 1)).sum())


def _attributions(
    losses: Losses, answers: Answers, own: Tensor, target: ReadingTargets, pairs: PairHeads
) -> None:
    if not len(target.cues):
        return
    cues, gold = torch.from_numpy(target.cues), torch.from_numpy(target.labels)
    emission = emissions(own, cues, pairs, own_scheme=True)
    costs = crf(emission, gold, torch.ones_like(gold, dtype=torch.bool), pairs.own_transition)
    add(losses, "own_spans", costs.sum())
    hint = _hidden(torch.from_numpy(target.lexical_stance))
    stance = part(own, "stance")[cues] + pairs.lexical_stance(hint)
    answers.choices.append(stance)
    add(losses, "stance", _entropy(stance, torch.from_numpy(target.stance)))
    distance = part(own, "distance")[cues]
    add(losses, "distance", _entropy(distance, torch.from_numpy(target.distance)))


def _entropy(scores: Tensor, gold: Tensor) -> Tensor:
    return functional.cross_entropy(scores, gold, ignore_index=IGNORE, reduction="sum")


def _hidden(hints: Tensor) -> Tensor:
    """The hints without a random share of them."""
    return torch.where(torch.rand(hints.shape) < HINT_NOISE, torch.zeros_like(hints), hints)


def _triggers(
    losses: Losses, answers: Answers, own: Tensor, target: ReadingTargets, pairs: PairHeads
) -> None:
    hint = _hidden(torch.from_numpy(target.lexical))
    scores = part(own, "trigger") + pairs.lexical_trigger(hint)
    answers.choices.append(scores)
    add(losses, "trigger", _entropy(scores, torch.from_numpy(target.tags)))
    at = torch.from_numpy(target.triggers)
    if not len(at):
        return
    add(losses, "subtype", _entropy(part(own, "subtype")[at], torch.from_numpy(target.subtype)))
    hint = _hidden(torch.from_numpy(target.lexical_negative))
    negative = (part(own, "negative")[at] + pairs.lexical_negative(hint))[:, 0]
    gold = torch.from_numpy(target.negative).float()
    answers.bits.append(negative)
    loss = functional.binary_cross_entropy_with_logits(negative, gold, reduction="sum")
    add(losses, "negative", loss)
    hint = _hidden(torch.from_numpy(target.lexical_modality))
    assert int(hint.max()) <= len(MODALITIES)
    modality = part(own, "modality")[at] + pairs.lexical_modality(hint)
    answers.choices.append(modality)
    add(losses, "modality", _entropy(modality, torch.from_numpy(target.modality)))


def _owners(
    losses: Losses, answers: Answers, own: Tensor, target: ReadingTargets, pairs: PairHeads
) -> None:
    if not len(target.triggers):
        return
    at, cues = torch.from_numpy(target.triggers), torch.from_numpy(target.cues)
    flags = torch.from_numpy(target.flags).reshape(len(at), len(cues), len(FLAGS))
    keep = (torch.rand(len(at), 1, 2) >= FLAG_NOISE).float()
    flags = torch.cat((flags[..., :2] * keep, flags[..., 2:]), -1)
    buckets = torch.from_numpy(bucket((cues[None] - at[:, None]).numpy()))
    event, speaker = part(own, "event")[at], part(own, "speaker")[cues]
    scores = pairs.owners(event, speaker, buckets, flags)
    everybody = torch.cat((scores[..., 0], part(own, "narrator")[at]), 1)
    owner = torch.from_numpy(target.owner)
    owner = torch.where(owner == -1, len(cues), owner)
    answers.choices.append(everybody)
    add(losses, "owner", _entropy(everybody, owner))
    if len(cues):
        gold = torch.from_numpy(target.reacts).float()
        fit = part(own, "matter")[at] @ part(own, "answer")[cues].T / MATTER**0.5
        found = scores[..., 1] + fit
        answers.bits.append(found)
        loss = functional.binary_cross_entropy_with_logits(found, gold, reduction="sum")
        add(losses, "reacts", loss)


def _roles(losses: Losses, own: Tensor, target: ReadingTargets, pairs: PairHeads) -> None:
    if not len(target.triggers):
        return
    at = torch.from_numpy(target.triggers)
    scores = pairs.roles(part(own, "deed_part")[at], part(own, "part"), distances(len(own), at))
    gold = torch.zeros(len(at), len(own), dtype=torch.long)
    roles = torch.from_numpy(target.roles)
    gold[roles[:, 0], roles[:, 1]] = roles[:, 2]
    assert scores.shape[-1] == len(ROLES) + 1
    near = (torch.arange(len(own))[None] - at[:, None]).abs() <= ROLE_REACH
    add(losses, "role", _entropy(scores[near], gold[near]))
