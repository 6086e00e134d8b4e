"""Writes the shipped files of a trained reader: ``python -m training.export FILE --to FOLDER``.

Several checkpoints are averaged.

``reader.onnx`` is quantised to int8 (see ``quantise``). With ``--full`` a ``reader-fp32.onnx`` is
written too, to measure what quantising costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.annotated import document_of
from training.corpus.check import files, passages_of
from training.corpus.split import is_held_out
from training.network import Encoder, PairHeads
from training.quantise import quantise
from training.train import base_folder

SLOW_FUSION = "SkipLayerNormFusion"
"""ONNX Runtime's kernel takes nine times as long as the sum and the norm that it replaces."""


def load(checkpoints: Sequence[Path]) -> tuple[Encoder, PairHeads]:
    """The two modules with the mean of the checkpoints' averaged weights.

    Checkpoints of one run and of what it began with average well (Wortsman et al., Model soups,
    ICML 2022). One named twice counts twice; a head that some do not have is the others' mean.
    """
    if absent := [str(path) for path in checkpoints if not path.is_file()]:
        raise SystemExit(f"no such checkpoint: {', '.join(absent)}")
    states = [torch.load(checkpoint, weights_only=True) for checkpoint in checkpoints]
    states = [state.get("averaged", state) for state in states]
    encoder, pairs = Encoder(0.0), PairHeads()
    for name, module in (("encoder", encoder), ("pairs", pairs)):
        parts = [state[name] for state in states]
        known = {key: [part[key] for part in parts if key in part] for key in module.state_dict()}
        if missing := [key for key, values in known.items() if not values]:
            raise SystemExit(f"no checkpoint has {missing}: export newer ones")
        module.load_state_dict({key: torch.stack(v).mean(0) for key, v in known.items()})
    return encoder.eval(), pairs.eval()


def write_network(encoder: Encoder, path: Path) -> None:
    """The encoder as fp32 ONNX for single windows, of any number of pieces and tokens."""
    n, t = 12, 7
    example = {
        "ids": torch.ones(1, n).long(),
        "shape": torch.zeros(1, n).long(),
        "mask": None,
        "first": torch.arange(1, t + 1)[None],
    }
    axes = {"ids": {1: "pieces"}, "shape": {1: "pieces"}, "first": {1: "tokens"}}
    torch.onnx.export(
        encoder,
        tuple(example.values()),
        str(path),
        input_names=list(axes),
        output_names=["columns"],
        dynamic_axes={**axes, "columns": {1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def write_pairs(pairs: PairHeads, path: Path, trust: float) -> None:
    """The pair heads' weights as NumPy arrays, the lexicon's say in triggers times ``trust``."""
    state = pairs.state_dict()
    names = {name: name.removesuffix(".weight").replace(".", "_") for name in state}
    shorter = {"label_out_bias": "label_bias", "owner_out_bias": "owner_bias",
               "own_out_bias": "own_bias",
               "role_out_bias": "role_bias"}  # fmt: skip
    arrays = {shorter.get(short, short): state[name].numpy() for name, short in names.items()}
    arrays["lexical_trigger"] = arrays["lexical_trigger"] * np.float32(trust)
    uncalibrated = np.array([0.0, 1.0, 0.0], dtype=np.float32)
    np.savez_compressed(path, calibration=uncalibrated, **arrays)


def usual_texts() -> list[str]:
    """Every tenth passage of our own corpus (none held out), to quantise by."""
    found, _ = passages_of([path for path in files() if not is_held_out(path.stem)])
    return [document_of(passage).text for passage, _ in found[::10]]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "checkpoints", type=Path, nargs="+", help=".pt files of training.train, to be averaged"
    )
    parser.add_argument("--to", type=Path, default=Path("src/onrecord/data/weights"))
    parser.add_argument("--version", default="0", help="version of the reader")
    parser.add_argument(
        "--trust", type=float, default=1.0, help="factor on what the lexicon says of triggers"
    )
    parser.add_argument("--full", action="store_true", help="write reader-fp32.onnx too")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    encoder, pairs = load(given.checkpoints)
    full = given.to / "reader-fp32.onnx"
    write_network(encoder, full)
    quantise(full, given.to / "reader.onnx", usual_texts(), base_folder() / "tokenizer.json")
    if not given.full:
        full.unlink()
    write_pairs(pairs, given.to / "pairs.npz", given.trust)
    shutil.copy(base_folder() / "tokenizer.json", given.to / "tokenizer.json")
    card = {"name": "onrecord-reader", "version": given.version, "without": [SLOW_FUSION]}
    (given.to / "reader.json").write_text(json.dumps(card, indent=1) + "\n")
    print(f"{(given.to / 'reader.onnx').stat().st_size / 1e6:.1f} MB in {given.to}")


if __name__ == "__main__":
    main()
