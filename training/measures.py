"""Single figures on gold and found readings: reactions, polarity, numbers, sources, calibration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from training.corpus.readings import REACTIONS
from training.devsets import Case
from training.evaluate_positions import Row, matching, overlap, rows, same_name

BINS: Final = 10
PRONOUNS: Final = frozenset("he she it they who we i this that these those which".split())


@dataclass(frozen=True, slots=True)
class Ratio:
    """Right answers among those given and those wanted."""

    hit: int
    found: int
    gold: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.hit / max(1, self.found + self.gold)

    @property
    def share(self) -> float:
        """Right answers among those wanted."""
        return self.hit / max(1, self.gold)


def reactions(cases: Sequence[Case]) -> Ratio:
    """Positions whose stance is a reaction, matched by trigger, holder and stance.

    A look-alike read as a reaction counts as found, so it lowers the precision.
    """
    hit = found = gold = 0
    for case in cases:
        wanted, given = (
            [row for row in rows(r) if row.stance in REACTIONS] for r in (case.gold, case.found)
        )
        hit += len(matching(wanted, given, "holder+stance"))
        found, gold = found + len(given), gold + len(wanted)
    return Ratio(hit, found, gold)


def negatives(cases: Sequence[Case]) -> Ratio:
    """Claims of negative polarity among the positions matched by trigger."""
    hit = found = gold = 0
    for wanted, given in _matched(cases, "claim"):
        hit += wanted.polarity == given.polarity == "negative"
        found += given.polarity == "negative"
        gold += wanted.polarity == "negative"
    return Ratio(hit, found, gold)


def _matched(cases: Sequence[Case], level: str) -> Iterator[tuple[Row, Row]]:
    for case in cases:
        wanted, given = rows(case.gold), rows(case.found)
        for i, j in matching(wanted, given, level).items():
            yield wanted[i], given[j]


def numbers(cases: Sequence[Case]) -> Ratio:
    """Gold quantities on whose words one was found, and how many of these have all values right.

    ``gold`` counts all of them, ``found`` those whose words overlap a found quantity's.
    """
    hit = found = gold = 0
    for case in cases:
        given = [q for claim in case.found["claims"] for q in claim["quantities"]]
        for wanted in (q for claim in case.gold["claims"] for q in claim["quantities"]):
            near = [q for q in given if overlap(_range(q), _range(wanted))]
            gold += 1
            found += bool(near)
            hit += any(_same_number(q, wanted) for q in near)
    return Ratio(hit, found, gold)


def _same_number(one: Any, other: Any) -> bool:
    keys = ("low", "best", "high", "comparator")
    return all(one[key] == other[key] for key in keys)


def _range(span: Any) -> tuple[int, int]:
    return span["start"], span["end"]


def anaphoric_sources(cases: Sequence[Case]) -> Ratio:
    """Pronoun and nominal sources (no name among their words) whose holder's name is right.

    Counted on gold attributions that a found one shares a cue with; ``found`` is their number.
    """
    hit = found = gold = 0
    for case in cases:
        names = [_names(reading) for reading in (case.gold, case.found)]
        for wanted in case.gold["attributions"]:
            if not wanted["source"] or not _is_nominal(case.document.text, wanted["source"][0]):
                continue
            gold += 1
            given = next(
                (
                    a for a in case.found["attributions"]
                    if any(overlap(_range(c), _range(w)) for c in a["cue"] for w in wanted["cue"])
                ),
                None,
            )  # fmt: skip
            if given is not None:
                found += 1
                hit += same_name(
                    names[0].get(wanted["holder"], wanted["holder"]),
                    names[1].get(given["holder"], given["holder"]),
                )
    return Ratio(hit, found, gold)


def _names(reading: Any) -> dict[str, str]:
    return {entity["id"]: entity["name"] for entity in reading["entities"]}


def _is_nominal(text: str, span: Any) -> bool:
    words = re.findall(r"[^\W\d_]+", text[span["start"] : span["end"]])
    if len(words) == 1 and words[0].lower() in PRONOUNS:
        return True
    return (
        bool(words)
        and not any(word[0].isupper() for word in words[1:])
        and (
            words[0].islower()
            or words[0].lower() in {"the", "a", "an", "its", "his", "their", "one"}
        )
    )


def confidences(cases: Sequence[Case]) -> tuple[list[float], list[bool]]:
    """Each found position's confidence, and whether it is right at level strict."""
    said: list[float] = []
    right: list[bool] = []
    for case in cases:
        wanted, given = rows(case.gold), rows(case.found)
        good = set(matching(wanted, given, "strict").values())
        said += [position["confidence"] for position in case.found["positions"]]
        right += [j in good for j in range(len(given))]
    return said, right


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of the scale of confidence: mean confidence, share right, how many."""

    said: float
    right: float
    count: int


def reliability(said: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """The filled bins of equal width, from the least confidence to the most."""
    place = np.minimum((np.array(said) * BINS).astype(int), BINS - 1)
    values, truth = np.array(said), np.array(right, dtype=float)
    return [
        Bin(
            float(values[place == b].mean()),
            float(truth[place == b].mean()),
            int((place == b).sum()),
        )
        for b in range(BINS)
        if (place == b).any()
    ]


def expected_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error (Naeini et al., AAAI 2015)."""
    total = sum(b.count for b in bins)
    return sum(b.count * abs(b.said - b.right) for b in bins) / max(1, total)


def mean_absolute_error(gold: Sequence[float], found: Sequence[float]) -> float:
    """Mean distance of two series."""
    return float(np.abs(np.array(gold) - np.array(found)).mean())


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """Unweighted mean of the classes' F1."""
    scores = []
    for label in sorted(set(gold)):
        pairs = list(zip(gold, found, strict=True))
        hit = sum(g == f == label for g, f in pairs)
        scores.append(2 * hit / max(1, sum((g == label) + (f == label) for g, f in pairs)))
    return sum(scores) / max(1, len(scores))


def three_way(value: float) -> str:
    """Negative, uncertain or asserted, on the scale from -3 to 3."""
    return "negative" if value < -1 else "asserted" if value > 1 else "uncertain"
