"""The losses of the heads: joint log-likelihood of each window, summed over its decisions."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from onrecord.read.encoder.features import LABELS
from onrecord.read.encoder.pieces import bucket
from training.examples import IGNORE, Example
from training.network import SLICES, PairHeads

FORBIDDEN = -1e4


def transitions_allowed() -> Tensor:
    """Labels x labels: 0 where the second may follow the first, else ``FORBIDDEN``."""
    table = torch.zeros(len(LABELS), len(LABELS))
    for j, label in enumerate(LABELS):
        if label.startswith("I-"):
            for i, before in enumerate(LABELS):
                if before[2:] != label[2:]:
                    table[i, j] = FORBIDDEN
    return table


ALLOWED = transitions_allowed()


def part(columns: Tensor, name: str) -> Tensor:
    """One group of columns."""
    return columns[..., SLICES[name]]


def distances(n: int, rows: Tensor) -> Tensor:
    """Rows x n: class of the distance from each row's token to each token."""
    return torch.from_numpy(bucket((torch.arange(n)[None] - rows[:, None]).numpy()))


def emissions(
    columns: Tensor, cues: Tensor, pairs: PairHeads, *, own_scheme: bool = False
) -> Tensor:
    """Cues x tokens x labels, with the beginning of the cue pinned to its token.

    ``own_scheme``: by the codebook's conventions, else by PolNeAR's.
    """
    n = columns.shape[0]
    prefix = "own_" if own_scheme else ""
    scores = pairs.labels(
        part(columns, f"{prefix}cue")[cues],
        part(columns, f"{prefix}token"),
        part(columns, f"{prefix}label"),
        distances(n, cues),
        own=own_scheme,
    )
    here = torch.arange(n)[None] == cues[:, None]
    begins = torch.zeros(len(LABELS), dtype=torch.bool)
    begins[LABELS.index("B-cue")] = True
    wrong = torch.where(here[..., None], ~begins, begins)
    return scores.masked_fill(wrong, FORBIDDEN)


def crf(emission: Tensor, labels: Tensor, mask: Tensor, transition: Tensor) -> Tensor:
    """Negative log-likelihood per sequence. N x T x L, N x T, N x T."""
    step = transition + ALLOWED
    score = emission[:, 0] + ALLOWED[0]
    gold = torch.gather(emission, 2, labels[..., None])[..., 0]
    path = gold[:, 0]
    for t in range(1, emission.shape[1]):
        live = mask[:, t, None]
        new = torch.logsumexp(score[:, :, None] + step, 1) + emission[:, t]
        score = torch.where(live, new, score)
        path = path + torch.where(
            live[:, 0], gold[:, t] + transition[labels[:, t - 1], labels[:, t]], 0.0
        )
    return torch.logsumexp(score, 1) - path


def softened(costs: Tensor, cap: float) -> Tensor:
    """Costs that grow with their logarithm only beyond ``cap``, unless that is 0.

    So they still pull a little, where costs cut off at the cap would not pull at all.
    """
    if not cap:
        return costs
    return torch.where(costs > cap, cap * (1 + (costs.clamp(min=cap) / cap).log()), costs)


Losses = dict[str, Tensor]


def add(losses: Losses, name: str, value: Tensor) -> None:
    """Adds to the loss of a head."""
    losses[name] = losses.get(name, torch.zeros(())) + value


def attribution_losses(
    losses: Losses,
    columns: Tensor,
    items: list[tuple[int, Example]],
    pairs: PairHeads,
    *,
    cap: float,
) -> None:
    """Adds the losses of PolNeAR's windows, given with their rows in ``columns``."""
    rows, golds, masks = [], [], []
    longest = max((len(e.first) for _, e in items), default=0)
    for i, example in items:
        n = len(example.first)
        own = columns[i, :n]
        assert example.anchor is not None
        assert example.cues is not None
        assert example.labels is not None
        begins = torch.from_numpy(example.anchor).float()
        score = part(own, "anchor")[:, 0]
        add(
            losses,
            "anchor",
            functional.binary_cross_entropy_with_logits(score, begins, reduction="sum"),
        )
        if len(example.cues):
            scores = emissions(own, torch.from_numpy(example.cues), pairs)
            rows.append(functional.pad(scores, (0, 0, 0, longest - n)))
            golds.append(functional.pad(torch.from_numpy(example.labels), (0, longest - n)))
            masks.append((torch.arange(longest) < n)[None].expand(len(example.cues), -1))
    if rows:
        given = torch.cat(rows), torch.cat(golds), torch.cat(masks)
        costs = crf(*given, pairs.transition)
        add(losses, "spans", softened(costs, cap).sum())


def grammar_losses(losses: Losses, own: Tensor, example: Example, pairs: PairHeads) -> None:
    """Adds the losses of a window of GUM."""
    assert example.head is not None
    assert example.cluster is not None
    assert example.sentence is not None
    for name, gold in (("pos", example.pos), ("rel", example.rel), ("kind", example.kind)):
        assert gold is not None
        loss = functional.cross_entropy(
            part(own, name), torch.from_numpy(gold), ignore_index=IGNORE, reduction="sum"
        )
        add(losses, name, loss)
    sentence = torch.from_numpy(example.sentence)
    apart = sentence[:, None] != sentence[None]
    scores = arc_scores(own, pairs).masked_fill(apart, FORBIDDEN)
    head = torch.from_numpy(example.head)
    arc = functional.cross_entropy(scores, head, ignore_index=IGNORE, reduction="sum")
    add(losses, "arc", arc)
    add(losses, "link", links(own, torch.from_numpy(example.cluster), pairs))


def arc_scores(own: Tensor, pairs: PairHeads) -> Tensor:
    """Dependents x governors; a token that governs itself is a root."""
    n = own.shape[0]
    scores = (
        part(own, "dependent") @ part(own, "governor").T / part(own, "governor").shape[1] ** 0.5
    )
    return scores + pairs.arc_distance(distances(n, torch.arange(n)))[..., 0]


def link_scores(own: Tensor, pairs: PairHeads, *, own_scheme: bool = False) -> Tensor:
    """Mentions x antecedents; the diagonal scores "starts a new entity"."""
    n = own.shape[0]
    prefix = "own_" if own_scheme else ""
    mention, antecedent = part(own, f"{prefix}mention"), part(own, f"{prefix}antecedent")
    distance = pairs.own_link_distance if own_scheme else pairs.link_distance
    scores = mention @ antecedent.T / antecedent.shape[1] ** 0.5
    scores = scores + distance(distances(n, torch.arange(n)))[..., 0]
    return torch.where(torch.eye(n, dtype=torch.bool), part(own, f"{prefix}new"), scores)


def links(own: Tensor, cluster: Tensor, pairs: PairHeads, *, own_scheme: bool = False) -> Tensor:
    """Negative marginal likelihood of the antecedents in the window (Lee et al., EMNLP 2017)."""
    mention = cluster >= 0
    if not bool(mention.any()):
        return torch.zeros(())
    at = torch.nonzero(mention)[:, 0]
    scores = link_scores(own, pairs, own_scheme=own_scheme)[at][:, at]
    earlier = torch.ones(len(at), len(at)).tril(-1).bool()
    itself = torch.eye(len(at), dtype=torch.bool)
    scores = scores.masked_fill(~(earlier | itself), FORBIDDEN)
    same = (cluster[at][:, None] == cluster[at][None]) & earlier
    gold = torch.where(same.any(1, keepdim=True), same, itself)
    return (
        torch.logsumexp(scores, 1) - torch.logsumexp(scores.masked_fill(~gold, FORBIDDEN), 1)
    ).sum()
