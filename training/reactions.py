"""Fits the scorer of what a reaction is about: ``python -m training.reactions WEIGHTS FILE...``.

Reads passages (``training/corpus``) and notes (``training/real``) with the reader in the folder
WEIGHTS, marks each pair of a reaction and a claim that it found as meant or not by the gold
reading, fits a small network on the features of ``onrecord.read.positions.targets`` and writes it
into the folder's ``pairs.npz``. On texts that the encoder was trained on (``--known``) its own
score is too good to be true, and the scorer would lean on it alone: there that score is left out.
"""

from __future__ import annotations

import argparse
import dataclasses
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from onrecord import Document, Reader
from onrecord.model import Reading, Span
from onrecord.read.positions import Surroundings
from onrecord.read.positions.targets import OF_ENCODER, WIDTH
from onrecord.read.positions.utterances import ANSWERS
from onrecord.settings import Settings
from training.annotated import document_of
from training.corpus.check import passages_of
from training.standoff.articles import read_notes

Floats = npt.NDArray[np.float32]
HIDDEN: Final = 48
EPOCHS: Final = 60
SEEDS: Final = 4


@dataclass(frozen=True, slots=True)
class Pairs:
    """The candidates of one reaction: features, and whether each is meant."""

    features: Floats
    meant: Floats


class Listener(Reader):
    """A reader that keeps the features of each reaction that it reads."""

    def __init__(self, weights: Path) -> None:
        super().__init__(dataclasses.replace(Settings(), weights=weights))
        self.heard: list[Floats] = []

    def _learned(self, *given: Any) -> Surroundings:
        around = super()._learned(*given)
        return dataclasses.replace(around, reacting=self._hear)

    def _hear(self, features: Floats) -> Floats:
        self.heard.append(features)
        return np.ones(len(features), dtype=np.float32)

    def listen(self, document: Document) -> tuple[Reading, list[Floats]]:
        """A document's reading, and the features of its reactions in text order."""
        self.heard = []
        return self.read(document), self.heard


def pairs_of(reader: Listener, gold: dict[str, Any], document: Document) -> Iterator[Pairs]:
    """The candidates of each reaction that both the reader and the gold reading have.

    The reader asks once for each reaction, in the order of the attributions; a text without
    claims has none to ask about.
    """
    reading, heard = reader.listen(document)
    if not reading.claims:
        return
    reacting = [a for a in reading.attributions if a.stance in ANSWERS]
    for attribution, features in zip(reacting, heard, strict=True):
        targets = _targets(gold, attribution.cue)
        if targets is None:
            continue
        meant = [any(c.trigger.overlaps(t) for t in targets) for c in reading.claims]
        other = [c.attribution != attribution.id for c in reading.claims]
        yield Pairs(features[other], np.array(meant, dtype=np.float32)[other])


def pairs_in(reader: Listener, files: Iterable[Path]) -> list[Pairs]:
    """The candidates of all reactions of some files."""
    return [
        found for gold, document in documents(files) for found in pairs_of(reader, gold, document)
    ]


def _targets(gold: dict[str, Any], cue: Sequence[Span]) -> list[Span] | None:
    """The triggers that the gold reaction with this cue is about, None for no gold reaction."""
    found = [
        a["id"]
        for a in gold["attributions"]
        if a["stance"] in ANSWERS and any(_span(c).overlaps(s) for c in a["cue"] for s in cue)
    ]
    if not found:
        return None
    triggers = {claim["id"]: _span(claim["trigger"]) for claim in gold["claims"]}
    last = [(p["chain"][-1], p["claim"]) for p in gold["positions"] if p["chain"]]
    return [triggers[claim] for attribution, claim in last if attribution in found]


def _span(where: dict[str, int]) -> Span:
    return Span(where["start"], where["end"])


def fitted(pairs: Sequence[Pairs], seed: int) -> nn.Sequential:
    """A network of one hidden layer, trained on the pairs of all reactions."""
    torch.manual_seed(seed)
    model = nn.Sequential(
        nn.Linear(WIDTH, HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(HIDDEN, 1)
    )
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, EPOCHS)
    chance = random.Random(seed)
    order = list(range(len(pairs)))
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for at in range(0, len(order), 32):
            batch = [pairs[n] for n in order[at : at + 32]]
            given = torch.from_numpy(np.concatenate([pair.features for pair in batch]))
            meant = torch.from_numpy(np.concatenate([pair.meant for pair in batch]))
            loss = nn.functional.binary_cross_entropy_with_logits(
                model(given)[:, 0], meant, reduction="sum"
            ) / len(batch)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        schedule.step()
    return model.eval()


def arrays_of(models: Sequence[nn.Sequential]) -> dict[str, Floats]:
    """The models side by side as one, whose score is the mean of theirs."""
    first = [model[0].state_dict() for model in models]
    last = [model[3].state_dict() for model in models]
    return {
        "target_in": torch.cat([part["weight"] for part in first]).numpy(),
        "target_in_bias": torch.cat([part["bias"] for part in first]).numpy(),
        "target_out": torch.cat([part["weight"][0] for part in last]).numpy() / len(models),
        "target_out_bias": torch.cat([part["bias"] for part in last]).mean(0, keepdim=True).numpy(),
    }


def documents(paths: Iterable[Path]) -> Iterator[tuple[dict[str, Any], Document]]:
    """Gold readings and texts of files of passages and of notes."""
    paths = list(paths)
    passages, _ = passages_of([path for path in paths if "notes" not in path.parts])
    yield from ((gold, document_of(passage)) for passage, gold in passages)
    yield from read_notes([path for path in paths if "notes" in path.parts])


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--known", type=Path, nargs="*", default=[], help="files trained on")
    given = parser.parse_args()
    reader = Listener(given.weights)
    if reader.encoder.pairs.claims is None:
        raise SystemExit(f"the weights in {given.weights} have no claim heads: export newer ones")
    pairs = pairs_in(reader, given.files)
    for pair in (known := pairs_in(reader, given.known)):
        pair.features[:, OF_ENCODER] = 0
    pairs += known
    if not pairs:
        raise SystemExit("no reactions were read in these files: name more of them")
    meant = sum(float(pair.meant.sum()) for pair in pairs)
    print(
        f"{len(pairs)} reactions, {meant:.0f} links among {sum(len(p.meant) for p in pairs)} pairs"
    )
    found = arrays_of([fitted(pairs, seed) for seed in range(SEEDS)])
    path = given.weights / "pairs.npz"
    with np.load(path) as file:
        kept = {name: file[name] for name in file.files if name not in found}
    np.savez(path, **kept, **found)
    print(f"written into {path}")


if __name__ == "__main__":
    main()
