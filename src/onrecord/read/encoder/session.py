"""Runs the network over an article's windows; the only module that imports the neural runtime."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import DataError
from onrecord.model import Span
from onrecord.read.encoder.pieces import Pieces, Window, split, windows

Floats = npt.NDArray[np.float32]

CLS: Final = 101
SEP: Final = 102


@dataclass(frozen=True, slots=True)
class Encoding:
    """The network's output for one article.

    ``columns[w]`` holds one vector (``features.WIDTH``) per token of ``windows[w]``. Windows
    overlap; ``owner[t]`` is the window in which token ``t`` has most context on both sides.
    """

    pieces: Pieces
    windows: tuple[Window, ...]
    columns: tuple[Floats, ...]
    owner: npt.NDArray[np.int64]

    def rows(self, columns: slice) -> Floats:
        """Tokens x width: some columns of all tokens, each from its owning window."""
        found = np.zeros((len(self.pieces), columns.stop - columns.start), dtype=np.float32)
        for number, window in enumerate(self.windows):
            mine = np.flatnonzero(self.owner[window.start : window.end] == number)
            found[mine + window.start] = self.columns[number][mine, columns]
        return found


@dataclass(frozen=True, slots=True)
class TargetWeights:
    """Weights of the scorer of what a reaction is about (see ``positions.targets``)."""

    target_in: Floats
    target_in_bias: Floats
    target_out: Floats
    target_out_bias: Floats


@dataclass(frozen=True, slots=True)
class ClaimWeights:
    """Weights of the heads that read claims (see ``heads``).

    ``targets`` is None where the encoder's own score tells what a reaction is about.
    """

    own_distance: Floats
    own_out: Floats
    own_bias: Floats
    own_transition: Floats
    own_link_distance: Floats
    owner_distance: Floats
    owner_flags: Floats
    owner_out: Floats
    owner_bias: Floats
    role_distance: Floats
    role_out: Floats
    role_bias: Floats
    lexical_trigger: Floats
    lexical_stance: Floats
    lexical_negative: Floats
    lexical_modality: Floats
    calibration: Floats
    targets: TargetWeights | None = None


@dataclass(frozen=True, slots=True)
class PairWeights:
    """Weights of the heads that score pairs of tokens (see ``features``).

    ``claims`` is None for weights that were trained for attribution and grammar only.
    """

    label_distance: Floats
    label_out: Floats
    label_bias: Floats
    arc_distance: Floats
    link_distance: Floats
    transition: Floats
    claims: ClaimWeights | None = None

    @classmethod
    def load(cls, path: Path) -> PairWeights:
        """Reads the ``.npz`` file beside the network."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        own, claims, targets = (
            {name: arrays[name] for name in kind.__slots__ if name in arrays}
            for kind in (cls, ClaimWeights, TargetWeights)
        )
        scorer = TargetWeights(**targets) if targets else None
        return cls(**own, claims=ClaimWeights(**claims, targets=scorer) if claims else None)


class Encoder:
    """The network with its tokenizer, ready to read.

    Loading takes about 0.1 s; one thread, so that processes can share a machine evenly. The graph
    is run without the optimisations that ``without`` in ``reader.json`` names.
    """

    def __init__(self, folder: Path, network: str = "reader.onnx") -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            card = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
            self._session = onnxruntime.InferenceSession(
                str(folder / network),
                options,
                providers=["CPUExecutionProvider"],
                disabled_optimizers=card.get("without"),
            )
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self.pairs = PairWeights.load(folder / "pairs.npz")
        except Exception as error:
            raise DataError(
                f"the reader's weights in {folder} cannot be loaded ({error})",
                "install the package again, or name a folder made by `python -m training.export`",
            ) from error
        # The first weights were exported for padded batches.
        self._masked = "mask" in {given.name for given in self._session.get_inputs()}
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, text: str, sentences: Sequence[Span]) -> Encoding:
        """Reads the sentences of a text; an empty list gives an empty encoding."""
        pieces = split(text, sentences, self._tokenizer)
        cuts = tuple(windows(pieces))
        columns = tuple(self._run(pieces, window) for window in cuts)
        return Encoding(pieces, cuts, columns, _owners(len(pieces), cuts))

    def _run(self, pieces: Pieces, window: Window) -> Floats:
        ids, shape, first = arrays(pieces, window)
        given = {"ids": ids[None], "shape": shape[None], "first": first[None]}
        if self._masked:
            given["mask"] = np.ones((1, len(ids)), dtype=np.float32)
        (output,) = self._session.run(None, given)
        found: Floats = output[0]
        return found


def arrays(
    pieces: Pieces, window: Window
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """``ids`` and ``shape`` of the window's pieces between BERT's two markers, and ``first``.

    ``first``: for each token the position of its first piece in ``ids``.
    """
    bounds = np.append(pieces.first, len(pieces.ids))
    p, q = int(bounds[window.start]), int(bounds[window.end])
    ids = np.concatenate(([CLS], pieces.ids[p:q], [SEP]))
    shape = np.concatenate(([0], pieces.shape[pieces.token[p:q]], [0]))
    return ids, shape, pieces.first[window.start : window.end] - p + 1


def _owners(total: int, cuts: Sequence[Window]) -> npt.NDArray[np.int64]:
    best = np.full(total, -1, dtype=np.int64)
    owner = np.zeros(total, dtype=np.int64)
    for number, window in enumerate(cuts):
        here = np.arange(window.start, window.end)
        left = np.where(window.start == 0, total, here - window.start)
        right = np.where(window.end == total, total, window.end - 1 - here)
        room = np.minimum(left, right)
        better = room > best[here]
        best[here[better]] = room[better]
        owner[here[better]] = number
    return owner
