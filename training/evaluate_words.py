"""Scores the heads that mark single words: factuality (MAE) and WikiEvents' triggers (F1).

``python -m training.evaluate_words [--weights FOLDER]``. WikiEvents: a trigger is found where its
first token gets its type in our terms (``labelled.DEED_OF``); micro F1.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from onrecord.model import Span
from onrecord.read.encoder.features import DEEDS, FACTUALITY, slices
from onrecord.read.encoder.session import Encoder
from training import labelled
from training.evaluate_attribution import WEIGHTS
from training.examples import tokens_of
from training.measures import Ratio, macro_f1, mean_absolute_error, three_way

_AT = slices()


DEED_ODDS: Final = 1.5
"""How much likelier no event must be than one (log-odds): best on the training documents, where
many events are left unmarked and the head is too shy."""
CERTAIN: Final = {"uw": 2.5}
"""From where a value counts as certain, best on the training sentences: there half of all are."""


def settled(corpus: str, value: float) -> float:
    """The value in the corpus' range."""
    return 3.0 if value > CERTAIN.get(corpus, 3.0) else max(value, -3.0)


def factuality_of(encoder: Encoder, corpus: str) -> tuple[list[float], list[float]]:
    """Gold and found values of a factuality corpus' dev part."""
    gold: list[float] = []
    found: list[float] = []
    for text in labelled.factuality(corpus, "dev"):
        encoding = encoder.encode(text.text, text.sentences)
        values = encoding.rows(_AT["factuality"])[:, FACTUALITY.index(corpus)]
        for span, value in text.values:
            _, last = tokens_of(encoding.pieces, span)
            gold.append(value)
            found.append(settled(corpus, float(values[last - 1])))
    return gold, found


def wikievents(encoder: Encoder) -> Ratio:
    """Triggers with their type on WikiEvents dev."""
    hit = found = gold = 0
    for text in labelled.wikievents("dev"):
        encoding = encoder.encode(text.text, text.sentences)
        scores = encoding.rows(_AT["deed"])
        scores[:, 0] -= DEED_ODDS
        best = scores.argmax(1)
        given = {(int(t), DEEDS[best[t]]) for t in np.flatnonzero(best)}
        wanted = {
            (tokens_of(encoding.pieces, span)[0], kind) for span, kind in _unique(text.triggers)
        }
        hit += len(given & wanted)
        found, gold = found + len(given), gold + len(wanted)
    return Ratio(hit, found, gold)


def _unique(triggers: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    return list(dict(triggers).items())


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--network", default="reader.onnx")
    given = parser.parse_args()
    encoder = Encoder(given.weights, given.network)
    for corpus in FACTUALITY:
        gold, found = factuality_of(encoder, corpus)
        three = macro_f1([three_way(v) for v in gold], [three_way(v) for v in found])
        print(f"{corpus:18s} MAE {mean_absolute_error(gold, found):.3f} macro-F1 {three:.3f}")
    ratio = wikievents(encoder)
    print(f"WikiEvents trigger and type F1 {ratio.f1:.3f} ({ratio.hit}/{ratio.found}/{ratio.gold})")


if __name__ == "__main__":
    main()
