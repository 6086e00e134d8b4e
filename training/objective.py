"""The loss of a batch: every head's own, for the windows that have its annotation."""

from __future__ import annotations

from typing import Final

from torch import Tensor

from training.claim_losses import mark_losses, reading_losses
from training.examples import Example
from training.losses import Losses, add, attribution_losses, grammar_losses
from training.network import PairHeads

KEPT: Final = "kept_"


def batch_losses(
    columns: Tensor, batch: list[Example], pairs: PairHeads, *, cap: float = 0.0, hold: bool = False
) -> Losses:
    """Negative log-likelihood by head, summed over the windows of a batch.

    ``columns``: batch x tokens x width. ``cap`` is for PolNeAR's attributions (``softened``). With
    ``hold`` passages also bear losses against the finished reader's grammar and attributions, with
    ``KEPT`` before their name. Where a window and the next have the very same targets, they are one
    text of which some words were changed: how far their answers differ is the loss ``agree``.
    """
    losses: Losses = {}
    kept: Losses = {}
    attributed = [(i, e) for i, e in enumerate(batch) if e.labels is not None]
    taught = [(i, e) for i, e in attributed if e.reading is None]
    attribution_losses(losses, columns, taught, pairs, cap=cap)
    if hold:
        held = [(i, e) for i, e in attributed if e.reading is not None]
        attribution_losses(kept, columns, held, pairs, cap=cap)
    before, answers = None, None
    for i, example in enumerate(batch):
        own = columns[i, : len(example.first)]
        if example.head is not None and (hold or example.reading is None):
            grammar_losses(losses if example.reading is None else kept, own, example, pairs)
        if example.marks is not None:
            mark_losses(losses, own, example.marks)
        if example.reading is None:
            continue
        found = reading_losses(losses, own, example, pairs)
        if example.reading is before and answers is not None:
            add(losses, "agree", answers.difference(found))
        before, answers = example.reading, found
    return losses | {KEPT + name: value for name, value in kept.items()}
