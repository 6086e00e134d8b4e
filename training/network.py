"""The network: a BERT encoder whose upper half is there twice, linear layers, and the pair heads.

Everything is learned on six layers first, the *trunk*. Then the network is split: a *branch* begins
at the trunk's third layer, as a copy of the three above. Attribution by PolNeAR and grammar go on
being read from the trunk; claims and attribution by the codebook are read from the branch.
"""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.read.encoder.features import (
    BUCKETS,
    FLAGS,
    GRAMMAR_WIDTH,
    LABELS,
    LINK,
    MATTER,
    MODALITIES,
    OWNER,
    PAIR,
    PART,
    ROLES,
    STANCES,
    TRIGGERS,
    TYPES,
    slices,
)
from onrecord.read.encoder.pieces import SHAPES

SLICES = slices()
LEXICAL_ODDS = 2.0
"""How much a hint of the lexicon raises a score before training."""
ADAPTED = 512
"""Width of the layer that the claim heads have for themselves (Houlsby et al., ICML 2019)."""
HIDDEN, HEADS, LAYERS, INNER, VOCABULARY, POSITIONS = 384, 12, 6, 1536, 30522, 512
SHARED = 3
"""Layers of the trunk on which the branch stands."""


class Layer(nn.Module):
    """One transformer layer of BERT (post-norm)."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.up, self.down = nn.Linear(HIDDEN, INNER), nn.Linear(INNER, HIDDEN)
        self.dropout = SharedDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """``x``: batch x pieces x hidden; ``mask``: batch x 1 x 1 x pieces, added to scores."""
        b, n, _ = x.shape

        def heads(linear: nn.Linear) -> Tensor:
            return linear(x).view(b, n, HEADS, HIDDEN // HEADS).transpose(1, 2)

        q, k, v = heads(self.query), heads(self.key), heads(self.value)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        mixed = mixed.transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class SharedDropout(nn.Module):
    """Dropout with one mask for all positions of a window (Gal and Ghahramani 2016).

    Drawing a mask per position costs as much time here as the layer's products.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """``x``: batch x positions x width."""
        if not self.training or not self.share:
            return x
        keep = torch.rand(x.shape[0], 1, x.shape[2]) >= self.share
        return x * (keep.to(x.dtype) / (1 - self.share))


class Encoder(nn.Module):
    """Pieces to the heads' columns, one vector per token. This part is exported to ONNX.

    ``split``: 1 once the branch is there, before it 0.
    """

    split: Tensor

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kinds = nn.Embedding(2, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        self.register_buffer("split", torch.zeros(()))
        self.norm = nn.LayerNorm(HIDDEN, 1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.branch = nn.ModuleList(Layer(dropout) for _ in range(LAYERS - SHARED))
        self.dropout = SharedDropout(dropout)
        self.columns = nn.Linear(HIDDEN, GRAMMAR_WIDTH)
        self.own_up, self.own_down = nn.Linear(HIDDEN, ADAPTED), nn.Linear(ADAPTED, HIDDEN)
        nn.init.zeros_(self.own_down.weight)
        nn.init.zeros_(self.own_down.bias)
        self.claims = nn.Linear(HIDDEN, SLICES["answer"].start - GRAMMAR_WIDTH)
        self.matters = nn.Linear(HIDDEN, 2 * MATTER)
        self.parts = nn.Linear(HIDDEN, 2 * PAIR + len(LABELS) + 2 * LINK + 1)
        for name, sign in (("trigger", 1), ("deed", 1), ("cue_begins", -1)):
            first = SLICES[name].start - GRAMMAR_WIDTH
            nn.init.constant_(self.claims.bias[first : first + 1], 4.0 * sign)

    def forward(self, ids: Tensor, shape: Tensor, mask: Tensor | None, first: Tensor) -> Tensor:
        """Batch x tokens x ``WIDTH``.

        ``ids``, ``shape``, ``mask`` (1 for a piece, 0 for padding, None if there is no padding):
        batch x pieces; ``first``: batch x tokens, the position of each token's first piece.
        """
        bias = None if mask is None else (1.0 - mask[:, None, None, :]) * -1e4
        if bias is not None and torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        at = first[:, :, None].expand(-1, -1, HIDDEN)
        shared, top = self._trunk(ids, shape, bias)
        x = shared
        for layer in self.branch if self.split else ():
            x = layer(x, bias)
        top = self.dropout(top.gather(1, at))
        x = self.dropout(x.gather(1, at)) if self.split else top
        own = x + self.own_down(functional.gelu(self.own_up(x)))
        return torch.cat(
            (self.columns(top), self.claims(own), self.matters(own), self.parts(x)), -1
        )

    def _trunk(self, ids: Tensor, shape: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """What the branch begins with, and what the trunk ends in."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.kinds.weight[0] + self.shapes(shape)
        x = shared = self.dropout(self.norm(x))
        for number, layer in enumerate(self.layers, 1):
            x = layer(x, bias)
            if number == SHARED:
                shared = x
        return shared, x

    @torch.no_grad()
    def branch_off(self) -> None:
        """Splits the network: the branch begins as a copy of the trunk's upper layers."""
        self.split.fill_(1)
        for ours, theirs in zip(self.branch, self.layers[SHARED:], strict=True):
            ours.load_state_dict(theirs.state_dict())


class PairHeads(nn.Module):
    """Scores of pairs of tokens from the columns of each; copied to NumPy at export.

    The ``lexical`` tables add what the hand-made lexicon says of a trigger or cue to the score.
    """

    def __init__(self) -> None:
        super().__init__()
        self.label_distance = nn.Embedding(BUCKETS, PAIR)
        self.label_out = nn.Linear(PAIR, len(LABELS))
        self.own_distance = nn.Embedding(BUCKETS, PAIR)
        self.own_out = nn.Linear(PAIR, len(LABELS))
        self.own_link_distance = nn.Embedding(BUCKETS, 1)
        self.own_transition = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.arc_distance = nn.Embedding(BUCKETS, 1)
        self.link_distance = nn.Embedding(BUCKETS, 1)
        self.transition = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        self.owner_distance = nn.Embedding(BUCKETS, OWNER)
        self.owner_flags = nn.Linear(len(FLAGS), OWNER, bias=False)
        self.owner_out = nn.Linear(OWNER, 2)
        self.role_distance = nn.Embedding(BUCKETS, PART)
        self.role_out = nn.Linear(PART, len(ROLES) + 1)
        nn.init.constant_(self.role_out.bias[:1], 5.0)
        self.lexical_trigger = nn.Embedding(len(TYPES) + 1, len(TRIGGERS))
        self.lexical_stance = nn.Embedding(len(STANCES) + 1, len(STANCES))
        self.lexical_negative = nn.Embedding(3, 1)
        self.lexical_modality = nn.Embedding(len(MODALITIES) + 1, len(MODALITIES))
        for name, table in self.named_children():
            if isinstance(table, nn.Embedding):
                nn.init.normal_(table.weight, std=0.0 if name.startswith("lexical") else 0.02)
        self.trust_lexicon()

    @torch.no_grad()
    def trust_lexicon(self) -> None:
        """Begins with the belief that the lexicon is right more often than not."""
        for table, first in (
            (self.lexical_trigger, TRIGGERS.index(TYPES[0])),
            (self.lexical_stance, 0),
            (self.lexical_modality, 0),
        ):
            for row in range(1, table.num_embeddings):
                table.weight[row, first + row - 1] += LEXICAL_ODDS
        self.lexical_negative.weight[1:, 0] += torch.tensor([-LEXICAL_ODDS, LEXICAL_ODDS])

    def labels(
        self, cue: Tensor, token: Tensor, label: Tensor, buckets: Tensor, *, own: bool = False
    ) -> Tensor:
        """Cues x tokens x labels: each token's part in each cue's attribution.

        ``own``: by the codebook's conventions, else by PolNeAR's.
        """
        distance, out = (
            (self.own_distance, self.own_out) if own else (self.label_distance, self.label_out)
        )
        return out(functional.relu(cue[:, None] + token + distance(buckets))) + label

    def owners(self, event: Tensor, speaker: Tensor, buckets: Tensor, flags: Tensor) -> Tensor:
        """Triggers x cues x 2: the claim belongs to the cue; the cue reacts to the claim."""
        hidden = event[:, None] + speaker[None] + self.owner_distance(buckets)
        return self.owner_out(functional.relu(hidden + self.owner_flags(flags)))

    def roles(self, deed: Tensor, part: Tensor, buckets: Tensor) -> Tensor:
        """Triggers x tokens x (none and the roles)."""
        hidden = deed[:, None] + part[None] + self.role_distance(buckets)
        return self.role_out(functional.relu(hidden))


def initial(base: Path, dropout: float = 0.1) -> Encoder:
    """An encoder with the weights of a BERT checkpoint in safetensors form."""
    encoder = Encoder(dropout)
    given = {k.removeprefix("bert."): v for k, v in load_file(base).items()}
    own = encoder.state_dict()
    for name, tensor in _renamed(given).items():
        own[name].copy_(tensor)
    return encoder


def _renamed(given: dict[str, Tensor]) -> dict[str, Tensor]:
    embeddings = {"words": "word", "positions": "position", "kinds": "token_type"}
    found = {
        f"{a}.weight": given[f"embeddings.{b}_embeddings.weight"] for a, b in embeddings.items()
    }
    inside = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for end in ("weight", "bias"):
        found[f"norm.{end}"] = given[f"embeddings.LayerNorm.{end}"]
        for n in range(LAYERS):
            for ours, theirs in inside.items():
                found[f"layers.{n}.{ours}.{end}"] = given[f"encoder.layer.{n}.{theirs}.{end}"]
    return found
