"""Scores attribution on PolNeAR dev through the shipped pipeline.

``python -m training.evaluate_attribution [--weights FOLDER] [--network reader-fp32.onnx]``

*Exact spans*: the pieces of all sources, cues and contents, edges trimmed of white space and
punctuation on both sides; a piece counts when start and end agree. Contents of several
sentences count whole. *Linked triples*: source, cue and content of one attribution each
overlap those of one gold attribution (an absent source only matches an absent source), matched
one to one by cue.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from onrecord import Reader
from onrecord.ingest.clean import clean
from onrecord.model import Attribution, Document, Draft, Span
from onrecord.read.attribute import THRESHOLD, attribute
from onrecord.read.encoder.session import Encoder, Encoding
from training.corpora import Attributed, AttributedText, polnear

PARTS: Final = ("source", "cue", "content")
WEIGHTS: Final = Path("src/onrecord/data/weights")


def trim(text: str, span: Span) -> Span:
    """The span without white space and punctuation at its edges."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def precision_recall(hit: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1; 0 where nothing was predicted or annotated."""
    p, r = hit / max(1, predicted), hit / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def overlap(a: Sequence[Span], b: Sequence[Span]) -> bool:
    """Whether any pieces share a character; two empty parts agree."""
    return (not a and not b) or any(x.overlaps(y) for x in a for y in b)


def triples_matched(gold: Iterable[Attributed], found: Sequence[Draft | Attribution]) -> int:
    """How many found attributions match a gold one in all three parts, one to one."""
    free = list(found)
    hits = 0
    for attribution in gold:
        match = next(
            (
                d
                for d in free
                if all(overlap(getattr(d, p), getattr(attribution, p)) for p in PARTS)
            ),
            None,
        )
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


Find = Callable[[AttributedText], Sequence[Draft | Attribution]]


def score(articles: Sequence[AttributedText], find: Find) -> dict[str, tuple[float, float, float]]:
    """Precision, recall and F1 of each part's exact spans, their mean F1, and linked triples."""
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        drafts = find(article)
        for part in PARTS:
            gold, found = (
                {trim(article.text, s) for item in items for s in getattr(item, part)}
                for items in (article.attributions, drafts)
            )
            counts[part, "gold"] += len(gold)
            counts[part, "found"] += len(found)
            counts[part, "hit"] += len(gold & found)
        counts["triples", "gold"] += len(article.attributions)
        counts["triples", "found"] += len(drafts)
        counts["triples", "hit"] += triples_matched(article.attributions, drafts)
    return {
        part: precision_recall(counts[part, "hit"], counts[part, "found"], counts[part, "gold"])
        for part in (*PARTS, "triples")
    }


def show(scores: dict[str, tuple[float, float, float]]) -> None:
    """Prints the table and the mean of the three parts."""
    for part, (p, r, f) in scores.items():
        print(f"  {part:8s} P {p:.4f} R {r:.4f} F {f:.4f}")
    print(f"  mean of exact spans {sum(scores[p][2] for p in PARTS) / 3:.4f}")


def read_dev(weights: Path, network: str) -> dict[str, tuple[AttributedText, Encoding, Encoder]]:
    """The articles of PolNeAR dev, cleaned and encoded as the pipeline does it."""
    encoder = Encoder(weights, network)
    found = {}
    for article in polnear("dev"):
        sentences = clean(Document(article.text)).sentences
        found[article.name] = (article, encoder.encode(article.text, sentences), encoder)
    return found


def score_dev(
    read: dict[str, tuple[AttributedText, Encoding, Encoder]], threshold: float = THRESHOLD
) -> dict[str, tuple[float, float, float]]:
    """The scores of PolNeAR dev with a threshold for cues."""

    def drafts(article: AttributedText) -> Sequence[Draft]:
        _, encoding, encoder = read[article.name]
        return attribute(article.text, encoding, encoder.pairs, threshold, "polnear")

    return score([article for article, _, _ in read.values()], drafts)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    parser.add_argument("--network", default="reader.onnx")
    parser.add_argument("--threshold", type=float, nargs="*", default=[THRESHOLD])
    parser.add_argument(
        "--readings", action="store_true", help="score the attributions of whole readings"
    )
    given = parser.parse_args()
    if given.readings:
        reader = Reader()
        print("PolNeAR dev, attributions of readings")
        show(score(polnear("dev"), lambda a: reader.read(Document(a.text)).attributions))
        return
    read = read_dev(given.weights, given.network)
    for threshold in given.threshold:
        print(f"PolNeAR dev, {given.network}, threshold {threshold}")
        show(score_dev(read, threshold))


if __name__ == "__main__":
    main()
