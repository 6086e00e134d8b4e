"""Scores the grammar heads on the GUM documents that training left out.

``python -m training.evaluate_grammar``: share of tokens with the right part of speech, governor
(UAS), governor and relation (LAS; punctuation not counted), kind of entity at heads, and F1 of
antecedent links (a predicted link is right when both mentions are of one gold cluster).
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from onrecord.read.encoder.features import KINDS, RELS, UPOS
from onrecord.read.encoder.grammar import parse
from onrecord.read.encoder.session import Encoder
from training.corpora import ParsedText, gum, held_out
from training.evaluate_attribution import WEIGHTS
from training.examples import IGNORE, prepare_parsed, tokenizer_at


def count(
    counts: Counter[str], document: ParsedText, encoder: Encoder, tokenizer_path: str
) -> None:
    """Adds the hits and totals of one document."""
    gold = prepare_parsed(document, tokenizer_at(tokenizer_path)).grammar
    assert gold is not None
    syntax = parse(document.text, encoder.encode(document.text, document.sentences), encoder.pairs)
    clusters = gold["cluster"]
    for token in syntax.tokens:
        i = token.index
        if gold["pos"][i] == IGNORE:
            continue
        counts["pos total"] += 1
        counts["pos"] += UPOS[gold["pos"][i]] == token.pos
        if UPOS[gold["pos"][i]] != "PUNCT":
            right = gold["head"][i] == token.head
            counts["arc total"] += 1
            counts["uas"] += bool(right)
            counts["las"] += bool(right and RELS[gold["rel"][i]] == token.rel)
        counts["kind gold"] += bool(gold["kind"][i])
        counts["kind found"] += bool(token.kind)
        counts["kind hit"] += bool(token.kind) and KINDS[gold["kind"][i]] == token.kind
        anaphoric = clusters[i] >= 0 and bool(np.any(clusters[:i] == clusters[i]))
        counts["link gold"] += anaphoric
        counts["link found"] += token.antecedent is not None
        if token.antecedent is not None and clusters[i] >= 0:
            counts["link hit"] += bool(clusters[token.antecedent] == clusters[i])


def f1(counts: Counter[str], name: str) -> float:
    """Harmonic mean of precision and recall of a counted head."""
    return 2 * counts[f"{name} hit"] / max(1, counts[f"{name} gold"] + counts[f"{name} found"])


def score(weights: Path, network: str) -> Counter[str]:
    """Hits and totals over the documents kept from training."""
    encoder = Encoder(weights, network)
    counts: Counter[str] = Counter()
    for document in gum():
        if held_out(document.name):
            counts["documents"] += 1
            count(counts, document, encoder, str(weights / "tokenizer.json"))
    return counts


def shares(counts: Counter[str]) -> dict[str, float]:
    """The figures in words: accuracies, and F1 of kinds and links."""
    return {
        "part of speech": counts["pos"] / counts["pos total"],
        "UAS": counts["uas"] / counts["arc total"],
        "LAS": counts["las"] / counts["arc total"],
        "kind of entity F1": f1(counts, "kind"),
        "antecedent link F1": f1(counts, "link"),
    }


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--network", default="reader.onnx")
    given = parser.parse_args()
    counts = score(given.weights, given.network)
    print(f"GUM, {counts['documents']} documents kept from training, {counts['pos total']} tokens")
    for name, value in shares(counts).items():
        print(f"  {name:20s} {value:.4f}")


if __name__ == "__main__":
    main()
