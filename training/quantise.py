"""Turns the fp32 network into the shipped int8 one, in which no token's scale hangs on others.

Quantising with one scale for all tokens of a window (ONNX Runtime's dynamic way) ties every
token's reading to the largest value anywhere in the text: one word changed somewhere moved
positions in other paragraphs. Here each token's row is scaled by itself, after large channels have
been evened out into the weights (Xiao et al., SmoothQuant, ICML 2023).
"""

from __future__ import annotations

import unicodedata
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

from onrecord.read.encoder.pieces import WINDOW
from training.network import HIDDEN, VOCABULARY

Floats = npt.NDArray[np.float32]
Feed = Mapping[str, npt.NDArray[np.generic]]

SMOOTHING: Final = 0.6
"""Share of a channel's size that goes from the activations into the weights."""
GELU_LEAST: Final = 0.17
"""No value of the GELU is below its negative."""
LONGEST: Final = 256
"""Pieces of a text that are read to learn how large each channel gets."""
UNKNOWN: Final = 100
"""BERT's word piece for a word that it does not know."""
_LARGE: Final = 10_000
"""Numbers in a table from which on it is worth storing as fp16."""


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
    _halve(model.graph)
    _shrink_words(model.graph, _useful(tokenizer))
    model.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    onnx.save(model, str(small))


def _feed(text: str, tokenizer: Tokenizer) -> Feed:
    ids = np.array(tokenizer.encode(text).ids, dtype=np.int64)
    return {
        "ids": ids[None],
        "shape": np.zeros((1, len(ids)), dtype=np.int64),
        "first": np.arange(1, len(ids) - 1)[None],
    }


def _layers(graph: onnx.GraphProto) -> dict[str, list[onnx.NodeProto]]:
    """The products with weights to quantise, by the name of what they are multiplied with."""
    weights = {value.name for value in graph.initializer}
    found: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.input[1] in weights:
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
    for value, name in ((1, "one"), (1e-6, "least"), (1 / 127, "step"), (1 / 255, "fine_step")):
        _add(graph, f"int8_{name}", np.array(value, dtype=np.float32))
    for zero, name in ((128, "zero"), (0, "fine_zero")):
        _add(graph, f"int8_{name}", np.array(zero, dtype=np.uint8))
    _add(graph, "gelu_least", np.array(GELU_LEAST, dtype=np.float32))
    weights = {value.name: value for value in graph.initializer}
    for name, nodes in _layers(graph).items():
        tables = [numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        even = _evening(sizes[name], tables)
        base = _plain(name)
        _add(graph, f"{base}_even", 1 / even)
        fine = all(_follows_gelu(node) for node in nodes)
        at = min(list(graph.node).index(node) for node in nodes)
        _insert(graph, at, _lifted_rows(name, base) if fine else _scaled_rows(name, base))
        for node, table in zip(nodes, tables, strict=True):
            if fine:
                _lower(graph, node, table)
            _replace(graph, node, table * even[:, None], base, fine=fine)
            graph.initializer.remove(weights[node.input[1]])


def _follows_gelu(node: onnx.NodeProto) -> bool:
    return "down" in node.name


def _lower(graph: onnx.GraphProto, node: onnx.NodeProto, table: Floats) -> None:
    """Takes what the lift of its input adds to a product off the bias behind it."""
    biased = next(n for n in graph.node if n.op_type == "Add" and node.output[0] in n.input)
    (name,) = set(biased.input) - {node.output[0]}
    bias = next(value for value in graph.initializer if value.name == name)
    lowered = numpy_helper.to_array(bias) - np.float32(GELU_LEAST) * table.sum(0)
    bias.CopyFrom(numpy_helper.from_array(lowered, name))


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


def _lifted_rows(name: str, base: str) -> list[onnx.NodeProto]:
    """The same for what a GELU gives, made positive, so that each row has 255 steps.

    It is the largest source of rounding errors otherwise.
    """
    return [
        helper.make_node("Add", [name, "gelu_least"], [f"{base}_lifted"]),
        helper.make_node("Mul", [f"{base}_lifted", f"{base}_even"], [f"{base}_evened"]),
        helper.make_node("ReduceMax", [f"{base}_evened"], [f"{base}_largest"], axes=[-1]),
        helper.make_node("Max", [f"{base}_largest", "int8_least"], [f"{base}_row"]),
        helper.make_node("Div", [f"{base}_evened", f"{base}_row"], [f"{base}_unit"]),
        helper.make_node(
            "QuantizeLinear", [f"{base}_unit", "int8_fine_step", "int8_fine_zero"], [f"{base}_int8"]
        ),
    ]


def _replace(
    graph: onnx.GraphProto, node: onnx.NodeProto, table: Floats, base: str, *, fine: bool
) -> None:
    """Puts the integer product with ``table`` (inputs x outputs), scaled back, for ``node``."""
    own = _plain(node.name)
    unit = np.maximum(np.abs(table).max(0), 1e-12) / 127
    _add(graph, f"{own}_int8", np.round(table / unit).astype(np.int8))
    _add(graph, f"{own}_unit", (unit / (255 if fine else 127)).astype(np.float32))
    zero = "int8_fine_zero" if fine else "int8_zero"
    at = list(graph.node).index(node)
    graph.node.remove(node)
    nodes = [
        helper.make_node(
            "MatMulIntegerToFloat",
            [f"{base}_int8", f"{own}_int8", "int8_one", f"{own}_unit", zero],
            [f"{own}_scaled"],
            domain="com.microsoft",
        ),
        helper.make_node("Mul", [f"{own}_scaled", f"{base}_row"], [node.output[0]]),
    ]
    _insert(graph, at, nodes)


def _halve(graph: onnx.GraphProto) -> None:
    """Stores all large fp32 tables as fp16; they are widened once, when the network is loaded."""
    large = [
        table
        for table in graph.initializer
        if table.data_type == TensorProto.FLOAT
        and _LARGE <= np.prod(table.dims) < VOCABULARY * HIDDEN
    ]
    for table in large:
        values = numpy_helper.to_array(table)
        if table.name.startswith("positions"):
            values = values[: WINDOW + 2]
        graph.initializer.remove(table)
        _add(graph, f"{table.name}_half", values.astype(np.float16))
        wide = helper.make_node("Cast", [f"{table.name}_half"], [table.name], to=TensorProto.FLOAT)
        _insert(graph, 0, [wide])


def _useful(tokenizer: Path) -> npt.NDArray[np.bool_]:
    """Which word pieces can stand in English news: no fillers, no letters of other alphabets."""
    pieces = Tokenizer.from_file(str(tokenizer)).get_vocab()
    found = np.zeros(VOCABULARY, dtype=bool)
    for piece, number in pieces.items():
        found[number] = not piece.startswith("[unused") and all(map(_is_latin, piece))
    return found


def _is_latin(character: str) -> bool:
    return not character.isalpha() or "LATIN" in unicodedata.name(character, "")


def _shrink_words(graph: onnx.GraphProto, useful: npt.NDArray[np.bool_]) -> None:
    """Stores the useful rows of the word table as int8 with one scale a row.

    All other pieces read as the unknown one.
    """
    table = next(value for value in graph.initializer if list(value.dims) == [VOCABULARY, HIDDEN])
    values = numpy_helper.to_array(table)[useful]
    scale = np.abs(values).max(1, keepdims=True) / 127
    row = np.cumsum(useful) - 1
    row[~useful] = row[UNKNOWN]
    node = next(n for n in graph.node if n.op_type == "Gather" and n.input[0] == table.name)
    ids, out = node.input[1], node.output[0]
    graph.initializer.remove(table)
    _add(graph, "words_place", row.astype(np.int16))
    _add(graph, "words_int8", np.round(values / scale).astype(np.int8))
    _add(graph, "words_scale", scale.astype(np.float32))
    at = list(graph.node).index(node)
    graph.node.remove(node)
    nodes = [
        helper.make_node("Gather", ["words_place", ids], ["words_short"]),
        helper.make_node("Cast", ["words_short"], ["words_at"], to=TensorProto.INT64),
        helper.make_node("Gather", ["words_int8", "words_at"], ["words_row"]),
        helper.make_node("Cast", ["words_row"], ["words_float"], to=TensorProto.FLOAT),
        helper.make_node("Gather", ["words_scale", "words_at"], ["words_unit"]),
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
