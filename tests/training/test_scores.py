"""The scorers, on cases worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from training.corpora import Attributed, AttributedText
from training.evaluate_attribution import score as score_attributions
from training.evaluate_positions import Row, same_name
from training.evaluate_positions import score as score_positions

from onrecord.model import Draft, Span

TEXT = "The army said: “We won.” The mayor denied it."
#       0         1         2         3         4
ARMY = Attributed((Span(0, 8),), (Span(9, 13),), (Span(15, 24),))
MAYOR = Attributed((Span(25, 34),), (Span(35, 41),), (Span(42, 44),))


def test_edges_of_blanks_and_punctuation_do_not_count() -> None:
    found = Draft((Span(0, 8),), (Span(9, 13),), (Span(16, 22),), 1.0)
    scores = score_attributions([AttributedText("a", TEXT, (ARMY,))], lambda _: [found])
    assert {part: f for part, (_, _, f) in scores.items()} == pytest.approx(
        {"source": 1, "cue": 1, "content": 1, "triples": 1}
    )


def test_a_missed_attribution_costs_recall_and_a_wrong_link_the_triple() -> None:
    found = Draft((Span(25, 34),), (Span(9, 13),), (Span(15, 24),), 1.0)
    scores = score_attributions([AttributedText("a", TEXT, (ARMY, MAYOR))], lambda _: [found])
    assert scores["source"][:2] == pytest.approx((1, 0.5))
    assert scores["content"][:2] == pytest.approx((1, 0.5))
    assert scores["triples"][:2] == pytest.approx((0, 0))


BASE = Row("Russian army", None, "asserts", "CT+", "control", (10, 15), "positive", "actual",
           None, (None, None), ())  # fmt: skip


@pytest.mark.parametrize(
    ("found", "reached"),
    [
        (BASE, ["claim", "claim+type", "holder", "holder+stance", "strict"]),
        (replace(BASE, type="strike"), ["claim", "holder", "holder+stance"]),
        (replace(BASE, stance="denies"), ["claim", "claim+type", "holder"]),
        (replace(BASE, holder="NARRATOR"), ["claim", "claim+type"]),
        (replace(BASE, trigger=(15, 20)), []),
    ],
)
def test_levels_of_a_match(found: Row, reached: list[str]) -> None:
    levels, _ = score_positions([([BASE], [found])])
    assert [level for level, (_, _, f) in levels.items() if f > 0.99] == reached


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Russia's defence ministry", "the defence ministry of Russia", True),
        ("Vladimir Putin", "Putin", True),
        ("Ukraine", "Ukrainian army", False),
        ("NARRATOR", "the narrator", False),
    ],
)
def test_names_agree_by_half_of_the_shorter(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
