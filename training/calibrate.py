"""Fits the scale of ``confidence``: ``python -m training.calibrate``.

Platt scaling (Platt 1999) of the product of the parts' probabilities on the constructed dev
passages, with an offset for the narrator's positions; the three numbers are written into the
shipped ``pairs.npz``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from onrecord import Reader
from training.devsets import Case, constructed
from training.evaluate_attribution import WEIGHTS
from training.evaluate_positions import matching, rows

Array = npt.NDArray[np.float64]


def examples(cases: Sequence[Case]) -> tuple[Array, Array]:
    """Positions x (1, log-odds of the product, narrated), and whether each is right (strict)."""
    inputs: list[tuple[float, float, float]] = []
    right: list[float] = []
    for case in cases:
        given = rows(case.found)
        good = set(matching(rows(case.gold), given, "strict").values())
        for j, position in enumerate(case.found["positions"]):
            product = min(max(position["confidence"], 1e-4), 1 - 1e-4)
            narrated = float(position["holder"] == "NARRATOR")
            inputs.append((1.0, float(np.log(product / (1 - product))), narrated))
            right.append(float(j in good))
    return np.array(inputs), np.array(right)


def fit(inputs: Array, right: Array) -> Array:
    """Logistic regression by Newton's method, with a little ridge."""
    weights = np.zeros(inputs.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance) - 1e-2 * weights
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs + 1e-2 * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def write(path: Path, weights: Array) -> None:
    """Puts the three numbers beside the other small weights."""
    with np.load(path) as arrays:
        kept = dict(arrays)
    kept["calibration"] = weights.astype(np.float32)
    np.savez(path, **kept)


def main() -> None:
    """Resets the scale, reads the passages, fits and writes."""
    path = WEIGHTS / "pairs.npz"
    write(path, np.array([0.0, 1.0, 0.0]))
    weights = fit(*examples(constructed(Reader())))
    write(path, weights)
    print("offset {:.3f} slope {:.3f} narrator {:.3f}".format(*weights))


if __name__ == "__main__":
    main()
