"""Turns the fp32 network into the shipped int8 one, with a scale for each token.

Quantising with one scale for all tokens of a window (ONNX Runtime's dynamic way) ties every
token's reading to the largest value anywhere in the text: one word changed somewhere moved
positions in other paragraphs. Here each token's row is scaled by itself, after large channels
have been evened out into the weights (Xiao et al., SmoothQuant, ICML 2023).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Feed = Mapping[str, npt.NDArray[np.generic]]

SMOOTHING: Final = 0.6
"""Share of a channel's size that goes from the activations into the weights."""
LONGEST: Final = 256
"""Pieces of a text that are read to learn how large each channel gets."""
_KEPT: Final = ("/columns/", "/claims/", "/matters/", "/parts/")
"""The last linear layers stay in fp32: the pair heads read what they give."""


def quantise(full: Path, small: Path, texts: Sequence[str], tokenizer: Path) -> None:
    """Writes ``small`` from the fp32 network ``full``; ``texts`` show usual activations."""
    prepared = small.with_suffix(".prepared.onnx")
    quant_pre_process(str(full), str(prepared), skip_symbolic_shape=True)
    cut = Tokenizer.from_file(str(tokenizer))
    cut.no_padding()
    cut.enable_truncation(LONGEST)
    sizes = _channel_sizes(prepared, [_feed(text, cut) for text in texts])
    model = onnx.load(str(prepared))
    prepared.unlink()
    _quantise_layers(model.graph, sizes)
    _shrink_words(model.graph)
    onnx.save(model, str(small))


def _feed(text: str, tokenizer: Tokenizer) -> Feed:
    ids = np.array(tokenizer.encode(text).ids, dtype=np.int64)
    return {
        "ids": ids[None],
        "shape": np.zeros((1, len(ids)), dtype=np.int64),
        "mask": np.ones((1, len(ids)), dtype=np.float32),
        "first": np.arange(1, len(ids) - 1)[None],
    }


def _layers(graph: onnx.GraphProto) -> dict[str, list[onnx.NodeProto]]:
    """The products with weights to quantise, by the name of what they are multiplied with."""
    weights = {value.name for value in graph.initializer}
    last = next(node.name for node in graph.node if "columns" in node.output)
    found: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        kept = node.name == last or node.name.startswith(_KEPT)
        if node.op_type == "MatMul" and node.input[1] in weights and not kept:
            found.setdefault(node.input[0], []).append(node)
    return found


def _channel_sizes(path: Path, feeds: Sequence[Feed]) -> dict[str, Floats]:
    """The largest absolute value of each channel of each quantised layer's input."""
    model = onnx.load(str(path))
    names = list(_layers(model.graph))
    for name in names:
        model.graph.output.append(helper.make_empty_tensor_value_info(name))
    session = onnxruntime.InferenceSession(model.SerializeToString())
    sizes: dict[str, Floats] = {}
    for feed in feeds:
        for name, values in zip(names, session.run(names, dict(feed)), strict=True):
            size = np.abs(values).reshape(-1, values.shape[-1]).max(0)
            sizes[name] = np.maximum(sizes.get(name, size), size)
    return sizes


def _quantise_layers(graph: onnx.GraphProto, sizes: Mapping[str, Floats]) -> None:
    _add(graph, "int8_step", np.array(1 / 127, dtype=np.float32))
    _add(graph, "int8_zero", np.array(128, dtype=np.uint8))
    _add(graph, "int8_least", np.array(1e-6, dtype=np.float32))
    weights = {value.name: value for value in graph.initializer}
    for name, nodes in _layers(graph).items():
        tables = [numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        even = _evening(sizes[name], tables)
        base = _plain(name)
        _add(graph, f"{base}_even", 1 / even)
        at = min(list(graph.node).index(node) for node in nodes)
        _insert(graph, at, _scaled_rows(name, base))
        for node, table in zip(nodes, tables, strict=True):
            _replace(graph, node, table * even[:, None], base)
            graph.initializer.remove(weights[node.input[1]])


def _evening(size: Floats, tables: Sequence[Floats]) -> Floats:
    """What each channel is divided by; the weights' rows are multiplied with it."""
    weight = np.max([np.abs(table).max(1) for table in tables], axis=0)
    even = np.maximum(size, 1e-5) ** SMOOTHING / np.maximum(weight, 1e-5) ** (1 - SMOOTHING)
    scaled: Floats = (even / np.exp(np.log(even).mean())).astype(np.float32)
    return scaled


def _scaled_rows(name: str, base: str) -> list[onnx.NodeProto]:
    """Nodes for ``base_int8``, each row in [-1, 1] as 128 + its 127ths, and ``base_row``."""
    return [
        helper.make_node("Mul", [name, f"{base}_even"], [f"{base}_evened"]),
        helper.make_node("Abs", [f"{base}_evened"], [f"{base}_size"]),
        helper.make_node("ReduceMax", [f"{base}_size"], [f"{base}_largest"], axes=[-1]),
        helper.make_node("Max", [f"{base}_largest", "int8_least"], [f"{base}_row"]),
        helper.make_node("Div", [f"{base}_evened", f"{base}_row"], [f"{base}_unit"]),
        helper.make_node(
            "QuantizeLinear", [f"{base}_unit", "int8_step", "int8_zero"], [f"{base}_int8"]
        ),
    ]


def _replace(graph: onnx.GraphProto, node: onnx.NodeProto, table: Floats, base: str) -> None:
    """Puts the integer product with ``table`` (inputs x outputs), scaled back, for ``node``."""
    own = _plain(node.name)
    unit = np.maximum(np.abs(table).max(0), 1e-12) / 127
    _add(graph, f"{own}_int8", np.round(table / unit).astype(np.int8))
    _add(graph, f"{own}_unit", (unit / 127).astype(np.float32))
    at = list(graph.node).index(node)
    graph.node.remove(node)
    nodes = [
        helper.make_node(
            "MatMulInteger", [f"{base}_int8", f"{own}_int8", "int8_zero"], [f"{own}_whole"]
        ),
        helper.make_node("Cast", [f"{own}_whole"], [f"{own}_float"], to=TensorProto.FLOAT),
        helper.make_node("Mul", [f"{own}_float", f"{own}_unit"], [f"{own}_scaled"]),
        helper.make_node("Mul", [f"{own}_scaled", f"{base}_row"], [node.output[0]]),
    ]
    _insert(graph, at, nodes)


def _shrink_words(graph: onnx.GraphProto) -> None:
    """Stores the word table as int8 with one scale a row, and rescales after the look-up."""
    table = next(value for value in graph.initializer if list(value.dims) == [30522, 384])
    values = numpy_helper.to_array(table)
    scale = np.abs(values).max(1, keepdims=True) / 127
    node = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == table.name)
    ids, out = node.input[1], node.output[0]
    graph.initializer.remove(table)
    _add(graph, "words_int8", np.round(values / scale).astype(np.int8))
    _add(graph, "words_scale", scale.astype(np.float32))
    at = list(graph.node).index(node)
    graph.node.remove(node)
    nodes = [
        helper.make_node("Gather", ["words_int8", ids], ["words_row"]),
        helper.make_node("Cast", ["words_row"], ["words_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["words_scale", ids], ["words_unit"]),
        helper.make_node("Mul", ["words_float", "words_unit"], [out]),
    ]
    _insert(graph, at, nodes)


def _plain(name: str) -> str:
    return name.strip("/").replace("/", "_")


def _add(graph: onnx.GraphProto, name: str, values: npt.NDArray[np.generic]) -> None:
    graph.initializer.append(numpy_helper.from_array(values, name))


def _insert(graph: onnx.GraphProto, at: int, nodes: Sequence[onnx.NodeProto]) -> None:
    for offset, node in enumerate(nodes):
        node.name = node.output[0]
        graph.node.insert(at + offset, node)
