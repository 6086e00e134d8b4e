"""Writes the shipped files of a trained reader: ``python -m training.export RUN --to FOLDER``.

``reader.onnx`` is quantised to int8 per channel (per tensor drifts too far); the word table to
int8 per row; the last linear layer stays in fp32, since the pair heads read its columns.
With ``--full`` a ``reader-fp32.onnx`` is written too, to measure what quantising costs.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.network import Encoder, PairHeads
from training.train import base_folder


def load(checkpoint: Path) -> tuple[Encoder, PairHeads]:
    """The two modules with the averaged weights of a checkpoint."""
    state = torch.load(checkpoint, weights_only=True)
    encoder, pairs = Encoder(0.0), PairHeads()
    state = state.get("averaged", state)
    encoder.load_state_dict(state["encoder"])
    pairs.load_state_dict(state["pairs"])
    return encoder.eval(), pairs.eval()


def write_network(encoder: Encoder, path: Path) -> None:
    """The encoder as fp32 ONNX with free batch, piece and token dimensions."""
    n, t = 12, 7
    example = (
        torch.ones(1, n).long(),
        torch.zeros(1, n).long(),
        torch.ones(1, n),
        torch.arange(1, t + 1)[None],
    )
    names = ["ids", "shape", "mask", "first"]
    axes = {name: {0: "batch", 1: "tokens" if name == "first" else "pieces"} for name in names}
    torch.onnx.export(
        encoder,
        example,
        str(path),
        input_names=names,
        output_names=["columns"],
        dynamic_axes={**axes, "columns": {0: "batch", 1: "tokens"}},
        opset_version=17,
        dynamo=False,
    )


def quantise(full: Path, small: Path) -> None:
    """Int8 weights per channel, activations quantised as they come; the columns stay fp32."""
    prepared = small.with_suffix(".prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    graph = onnx.load(str(prepared)).graph
    last = next(node.name for node in graph.node if "columns" in node.output)
    parts = ("/columns/", "/claims/")
    columns = [n.name for n in graph.node if n.name.startswith(parts)] + [last]
    quantize_dynamic(
        str(prepared),
        str(small),
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=columns,
    )
    prepared.unlink()
    shrink_words(small)


def shrink_words(path: Path) -> None:
    """Stores the word table as int8 with one scale a row, and rescales after the look-up."""
    model = onnx.load(str(path))
    graph = model.graph
    table = next(i for i in graph.initializer if list(i.dims) == [30522, 384])
    values = numpy_helper.to_array(table)
    scale = np.abs(values).max(1, keepdims=True) / 127
    small = np.clip(np.round(values / scale), -127, 127).astype(np.int8)
    node = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == table.name)
    ids, out = node.input[1], node.output[0]
    graph.initializer.remove(table)
    graph.initializer.append(numpy_helper.from_array(small, "words_int8"))
    graph.initializer.append(numpy_helper.from_array(scale.astype(np.float32), "words_scale"))
    replacement = [
        helper.make_node("Gather", ["words_int8", ids], ["words_row"], name="words_row"),
        helper.make_node(
            "Cast", ["words_row"], ["words_float"], name="words_float", to=TensorProto.FLOAT
        ),
        helper.make_node("Gather", ["words_scale", ids], ["words_unit"], name="words_unit"),
        helper.make_node("Mul", ["words_float", "words_unit"], [out], name="words_scaled"),
    ]
    at = list(graph.node).index(node)
    graph.node.remove(node)
    for offset, new in enumerate(replacement):
        graph.node.insert(at + offset, new)
    onnx.save(model, str(path))


def write_pairs(pairs: PairHeads, path: Path) -> None:
    """The pair heads' weights as NumPy arrays."""
    state = pairs.state_dict()
    names = {name: name.removesuffix(".weight").replace(".", "_") for name in state}
    shorter = {"label_out_bias": "label_bias", "owner_out_bias": "owner_bias",
               "role_out_bias": "role_bias"}  # fmt: skip
    arrays = {shorter.get(short, short): state[name].numpy() for name, short in names.items()}
    uncalibrated = np.array([0.0, 1.0, 0.0], dtype=np.float32)
    np.savez(path, calibration=uncalibrated, **arrays)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a .pt file of training.train")
    parser.add_argument("--to", type=Path, default=Path("src/onrecord/data/weights"))
    parser.add_argument("--version", default="0", help="version of the reader")
    parser.add_argument("--full", action="store_true", help="write reader-fp32.onnx too")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    encoder, pairs = load(given.checkpoint)
    full = given.to / "reader-fp32.onnx"
    write_network(encoder, full)
    quantise(full, given.to / "reader.onnx")
    if not given.full:
        full.unlink()
    write_pairs(pairs, given.to / "pairs.npz")
    shutil.copy(base_folder() / "tokenizer.json", given.to / "tokenizer.json")
    card = {"name": "onrecord-reader", "version": given.version}
    (given.to / "reader.json").write_text(json.dumps(card, indent=1) + "\n")
    print(f"{(given.to / 'reader.onnx').stat().st_size / 1e6:.1f} MB in {given.to}")


if __name__ == "__main__":
    main()
