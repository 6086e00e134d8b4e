"""The single figures of the evaluation, on readings worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from training.devsets import Case
from training.measures import (
    anaphoric_sources,
    expected_error,
    macro_f1,
    negatives,
    numbers,
    reactions,
    reliability,
    three_way,
)

from onrecord.model import Document

TEXT = "The army took Gorom. It said so. Paris denied it. Ten died."
#       0         1         2         3         4         5


def span(start: int, end: int) -> dict[str, int]:
    return {"start": start, "end": end}


def claim(name: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "control", "trigger": span(start, end), "roles": [],
            "polarity": "positive", "modality": "actual", "time": None, "place": None,
            "quantities": []} | more  # fmt: skip


def position(holder: str, stance: str, claim: str, attribution: str) -> dict[str, Any]:
    return {"holder": holder, "stance": stance, "claim": claim, "factuality": "CT+",
            "chain": [attribution], "confidence": 0.9}  # fmt: skip


def reading(**more: Any) -> dict[str, Any]:
    return {
        "entities": [{"id": "army", "name": "Malian army", "mentions": []},
                     {"id": "paris", "name": "France", "mentions": []}],
        "attributions": [
            {"id": "a1", "source": [span(21, 23)], "cue": [span(24, 28)], "holder": "army"},
            {"id": "a2", "source": [span(33, 38)], "cue": [span(39, 45)], "holder": "paris"},
        ],
        "claims": [claim("c1", 9, 13)],
        "positions": [position("army", "asserts", "c1", "a1"),
                      position("paris", "denies", "c1", "a2")],
    } | more  # fmt: skip


def case(found: dict[str, Any], gold: dict[str, Any] | None = None) -> Case:
    return Case("a", Document(TEXT), gold or reading(), found)


def test_a_reaction_counts_with_its_holder_and_stance() -> None:
    assert reactions([case(reading())]).f1 == 1
    wrong = reading(positions=[position("paris", "no_comment", "c1", "a2")])
    ratio = reactions([case(wrong)])
    assert (ratio.hit, ratio.found, ratio.gold) == (0, 1, 1)


def test_an_assertion_read_as_a_reaction_lowers_the_precision() -> None:
    found = reading(positions=[position("army", "denies", "c1", "a1"),
                               position("paris", "denies", "c1", "a2")])  # fmt: skip
    ratio = reactions([case(found)])
    assert (ratio.hit, ratio.found, ratio.gold) == (1, 2, 1)


def test_negative_polarity() -> None:
    gold = reading(claims=[claim("c1", 9, 13, polarity="negative")])
    ratio = negatives([case(reading(), gold)])
    assert (ratio.hit, ratio.found, ratio.gold) == (0, 0, 2)


TEN = span(50, 53) | {"low": 10, "best": 10, "high": 10, "comparator": "exact"}


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([claim("c1", 54, 58, quantities=[TEN])], (1, 1, 1)),
        ([claim("c1", 54, 58, quantities=[TEN | {"comparator": "about"}])], (0, 1, 1)),
        ([claim("c1", 54, 58)], (0, 0, 1)),
    ],
)
def test_numbers(found: list[dict[str, Any]], counts: tuple[int, int, int]) -> None:
    gold = reading(claims=[claim("c1", 54, 58, quantities=[TEN])], positions=[])
    ratio = numbers([case(reading(claims=found, positions=[]), gold)])
    assert (ratio.hit, ratio.found, ratio.gold) == counts


def test_pronoun_sources_are_right_by_the_name_of_their_holder() -> None:
    ratio = anaphoric_sources([case(reading())])
    assert (ratio.hit, ratio.found, ratio.gold) == (1, 1, 1)
    other = reading()
    other["attributions"][0]["holder"] = "paris"
    assert anaphoric_sources([case(other)]).hit == 0


def test_calibration_error_is_the_mean_gap_weighted_by_the_bins() -> None:
    # Two said .95 (one right), two said .15 (none right): gaps .45 and .15.
    bins = reliability([0.95, 0.95, 0.15, 0.15], [True, False, False, False])
    assert expected_error(bins) == pytest.approx(0.30)


def test_macro_f1_is_the_unweighted_mean_of_the_classes() -> None:
    # asserted: 2 hits of 3 found and 2 gold (.8); negative: 0.
    gold, found = ["asserted", "asserted", "negative"], ["asserted", "asserted", "asserted"]
    assert macro_f1(gold, found) == pytest.approx(0.4)


@pytest.mark.parametrize(
    ("value", "name"), [(-2.5, "negative"), (0, "uncertain"), (1, "uncertain"), (2.9, "asserted")]
)
def test_three_classes_of_factuality(value: float, name: str) -> None:
    assert three_way(value) == name
