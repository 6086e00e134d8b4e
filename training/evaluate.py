"""One table of all tasks on all development sets: ``python -m training.evaluate``.

``--record`` adds the scores to ``docs/accuracy.json`` and writes ``docs/accuracy.md`` with the
trend per reader version; ``--errors N`` prints examples of what was missed and added.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from onrecord import Reader
from onrecord.read.encoder.session import Encoder
from onrecord.settings import Settings
from training import evaluate_attribution, evaluate_grammar, evaluate_words, measures
from training.devsets import Case, constructed, real
from training.evaluate_attribution import PARTS, WEIGHTS
from training.evaluate_positions import FIELDS, rows, score, show_errors

Kept = dict[str, list[dict[str, Any]]]
"""Scores by version of the reader."""

DOCS: Final = Path("docs")
MEGABYTE: Final = 1e6


@dataclass(frozen=True, slots=True)
class Score:
    """One figure. ``floor`` is the least (for errors and sizes the most) that is expected of it."""

    group: str
    name: str
    value: float
    floor: float | None = None
    most: bool = False

    @property
    def holds(self) -> bool:
        """Whether the figure is on the right side of its floor; true without one."""
        if self.floor is None:
            return True
        return self.value <= self.floor if self.most else self.value >= self.floor


REAL_FLOORS: Final = {"strict": 0.45, "holder+stance": 0.55}
CONSTRUCTED_FLOORS: Final = {"strict": 0.65, "holder+stance": 0.72}


def all_scores(reader: Reader, weights: Path) -> tuple[list[Score], dict[str, list[Case]]]:
    """Every figure, and the cases behind the positions."""
    cases = {"real articles": real(reader), "constructed passages": constructed(reader)}
    found = [*_positions("real articles", cases["real articles"], REAL_FLOORS)]
    found += _positions("constructed passages", cases["constructed passages"], CONSTRUCTED_FLOORS)
    found += _readings(cases)
    found += _attribution(weights)
    if reader.encoder.pairs.claims is not None:
        found += _words(weights)
    size = (weights / "reader.onnx").stat().st_size + (weights / "pairs.npz").stat().st_size
    found.append(Score("model", "size in MB", size / MEGABYTE, 30.0, most=True))
    return found, cases


def _positions(group: str, cases: Sequence[Case], floors: Mapping[str, float]) -> Iterator[Score]:
    levels, fields = score([(rows(c.gold), rows(c.found)) for c in cases])
    for level, (precision, recall, f1) in levels.items():
        yield Score(group, f"{level} precision", precision)
        yield Score(group, f"{level} recall", recall)
        yield Score(group, f"{level} F1", f1, floors.get(level))
    for field in FIELDS:
        right, total = fields[field]
        yield Score(group, f"{field} right", right / max(1, total))


def _readings(cases: Mapping[str, Sequence[Case]]) -> Iterator[Score]:
    both = [case for group in cases.values() for case in group]
    for group, own in cases.items():
        bins = measures.reliability(*measures.confidences(own))
        error = measures.expected_error(bins)
        yield Score(group, "calibration error (ECE)", error, 0.08, most=True)
        sources = measures.anaphoric_sources(own)
        floor = 0.85 if group == "real articles" else None
        share = sources.hit / max(1, sources.found)
        yield Score(group, "pronoun and nominal sources right", share, floor)
    reactions = measures.reactions(cases["constructed passages"])
    yield Score("both", "reactions F1 (constructed)", reactions.f1, 0.75)
    yield Score("both", "reactions counted", reactions.gold, 150)
    yield Score("both", "negative polarity F1", measures.negatives(both).f1, 0.85)
    numbers = measures.numbers(both)
    yield Score("both", "comparator and number", numbers.hit / max(1, numbers.found), 0.93)
    yield Score("both", "quantities found", numbers.found / max(1, numbers.gold))


def _attribution(weights: Path) -> Iterator[Score]:
    scores = evaluate_attribution.score_dev(evaluate_attribution.read_dev(weights, "reader.onnx"))
    for part in PARTS:
        yield Score("PolNeAR", f"{part} exact F1", scores[part][2])
    mean = sum(scores[part][2] for part in PARTS) / len(PARTS)
    yield Score("PolNeAR", "mean of exact spans", mean, 0.7575)
    yield Score("PolNeAR", "linked triples F1", scores["triples"][2], 0.802)
    grammar = evaluate_grammar.score(weights, "reader.onnx")
    for name, value in evaluate_grammar.shares(grammar).items():
        yield Score("GUM", name, value)


def _words(weights: Path) -> Iterator[Score]:
    encoder = Encoder(weights)
    for corpus, most in (("uw", 0.50), ("uds_ih2", 0.95), ("meantime", None)):
        gold, found = evaluate_words.factuality_of(encoder, corpus)
        error = measures.mean_absolute_error(gold, found)
        yield Score("words", f"{corpus} mean absolute error", error, most, most=True)
        classes = [measures.three_way(v) for v in gold], [measures.three_way(v) for v in found]
        yield Score("words", f"{corpus} macro-F1", measures.macro_f1(*classes))
    yield Score(
        "words", "WikiEvents trigger and type F1", evaluate_words.wikievents(encoder).f1, 0.60
    )


def table(scores: Sequence[Score]) -> str:
    """The figures as lines, those short of their floor marked."""
    lines, group = list[str](), ""
    for s in scores:
        if s.group != group:
            group = s.group
            lines.append(f"\n{group}")
        wanted = "" if s.floor is None else f"  ({'at most' if s.most else 'at least'} {s.floor:g})"
        mark = "" if s.holds else "  SHORT"
        lines.append(f"  {s.name:38s} {s.value:8.3f}{wanted}{mark}")
    return "\n".join(lines).strip()


def record(version: str, scores: Sequence[Score], cases: Mapping[str, Sequence[Case]]) -> None:
    """Keeps the scores of this version and writes the page with the trend."""
    path = DOCS / "accuracy.json"
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept[version] = [asdict(s) for s in scores]
    path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    (DOCS / "accuracy.md").write_text(_page(kept, version, cases), encoding="utf-8")


def _page(
    kept: dict[str, list[dict[str, object]]], version: str, cases: Mapping[str, Sequence[Case]]
) -> str:
    versions = list(kept)
    lines = [
        "# Accuracy",
        "",
        "Made by `python -m training.evaluate --record`; do not edit.",
        "Each column is a version of the reader (`reader.json` of its weights).",
        "*Floor* is what is asked of a figure. Real articles: `training/dev`. Constructed",
        "passages: the held-out conflicts of `training/corpus`. Levels of position F1 are those of",
        "codebook section 7; fields are counted on positions matched at *holder*.",
        "",
        "| set | figure | floor | " + " | ".join(f"`{v}`" for v in versions) + " |",
        "|---|---|---|" + "---|" * len(versions),
    ]  # fmt: skip
    values = {v: {(s["group"], s["name"]): s for s in kept[v]} for v in versions}
    every = {key: s for v in versions for key, s in values[v].items()}
    for key, s in sorted(every.items(), key=lambda item: item[0][0]):
        floor = "" if s["floor"] is None else f"{'≤' if s['most'] else '≥'} {s['floor']:g}"
        cells = [_cell(values[v].get(key)) for v in versions]
        lines.append(f"| {key[0]} | {key[1]} | {floor} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "## Reliability of `confidence`, version `" + version + "`",
        "",
        *_reliability(cases),
    ]
    return "\n".join(lines) + "\n"


def _cell(score: dict[str, Any] | None) -> str:
    return "" if score is None else f"{score['value']:.3f}"


def _reliability(cases: Mapping[str, Sequence[Case]]) -> Iterator[str]:
    """A plot in words: for each bin how sure the reader was and how often it was right."""
    for group, own in cases.items():
        yield f"**{group}** (a position is right when it matches at level strict)"
        yield ""
        yield "| confidence | mean | right | positions | |"
        yield "|---|---|---|---|---|"
        for b in measures.reliability(*measures.confidences(own)):
            low = int(b.said * measures.BINS) / measures.BINS
            bar = "█" * round(b.right * 20)
            cells = f"{b.said:.2f} | {b.right:.2f} | {b.count} | `{bar}`"
            yield f"| {low:.1f}–{low + 0.1:.1f} | {cells} |"
        yield ""


def main() -> None:
    """The command line; the exit status is 0 whatever the scores are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--errors", type=int, default=0, metavar="N", help="show N articles' errors"
    )
    parser.add_argument("--record", action="store_true", help="write docs/accuracy.md")
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder of other weights")
    given = parser.parse_args()
    reader = Reader(replace(Settings(), weights=given.weights))
    scores, cases = all_scores(reader, given.weights)
    for group in cases.values():
        for case in group[: given.errors]:
            show_errors(case.name, case.document.text, rows(case.gold), rows(case.found))
    print(table(scores))
    if given.record:
        record(reader.version, scores, cases)


if __name__ == "__main__":
    main()
