"""Trees from scores of governors."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from onrecord.read.encoder.grammar import tree


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[d, g] for d, g in enumerate(heads) if d != g))


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [d for d, g in enumerate(heads) if d == g]
    if len(roots) != 1:
        return False
    for start in range(len(heads)):
        at, steps = start, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if heads[at] != at:
            return False
    return True


def test_the_best_governors_are_kept_where_they_make_a_tree() -> None:
    scores = np.array([[0, 9, 0], [0, 5, 0], [0, 9, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [1, 1, 1]


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    # 1 and 2 prefer each other; 1 loses 2 by hanging from the root 0, 2 would lose 6.
    scores = np.array([[9, 0, 0], [5, 0, 7], [2, 8, 0]], dtype=np.float32)
    assert tree(scores).tolist() == [0, 0, 1]


@settings(max_examples=200)
@given(arrays.arrays(np.float32, (4, 4), elements=st.floats(-10, 10, width=32), unique=True))
def test_the_tree_is_the_best_one_with_its_root(scores: np.ndarray) -> None:
    heads = tuple(int(h) for h in tree(scores))
    assert is_tree(heads)
    root = next(d for d, g in enumerate(heads) if d == g)
    possible = (h for h in itertools.product(range(4), repeat=4) if is_tree(h) and h[root] == root)
    best = max(total(scores, h) for h in possible)
    assert abs(total(scores, heads) - best) < 1e-3
