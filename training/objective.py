"""The loss of a batch: every head's own, for the windows that have its annotation."""

from __future__ import annotations

from typing import Final

from torch import Tensor

from training.claim_losses import mark_losses, reading_losses
from training.examples import Example
from training.losses import Losses, attribution_losses, grammar_losses
from training.network import PairHeads

KEPT: Final = "kept_"


def batch_losses(
    columns: Tensor, batch: list[Example], pairs: PairHeads, *, cap: float = 0.0
) -> Losses:
    """Negative log-likelihood by head, summed over the windows of a batch.

    ``columns``: batch x tokens x width. ``cap``, unless 0, is the most that the tags of one cue
    may cost. Losses against the answers of the finished reader bear ``KEPT`` before their name.
    """
    losses: Losses = {}
    kept: Losses = {}
    attributed = [(i, e) for i, e in enumerate(batch) if e.labels is not None]
    for into, held in ((losses, False), (kept, True)):
        given = [(i, e) for i, e in attributed if (e.reading is not None) == held]
        attribution_losses(into, columns, given, pairs, cap=cap)
    for i, example in enumerate(batch):
        own = columns[i, : len(example.first)]
        if example.head is not None:
            grammar_losses(losses if example.reading is None else kept, own, example, pairs)
        if example.marks is not None:
            mark_losses(losses, own, example.marks)
        if example.reading is not None:
            reading_losses(losses, own, example, pairs, cap=cap)
    return losses | {KEPT + name: value for name, value in kept.items()}
