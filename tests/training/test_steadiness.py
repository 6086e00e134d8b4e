"""Which words are changed to see whether positions elsewhere stay, and how they are counted."""

from __future__ import annotations

from datetime import date

from training.evaluate_steadiness import Steadiness, edits, steadiness

from onrecord import Document, Reader
from onrecord.model import Span

SENTENCES = (
    "Two soldiers died on Monday.",
    "The mayor spoke.",
    "Nine fled in March 2020.",
    "He counted 15 shells and 3,400 rounds.",
    "It was the 1st battalion, unit 12/4.",
    "They met on Sunday with eleven guests.",
)


def spans() -> tuple[Span, ...]:
    found, at = [], 0
    for sentence in SENTENCES:
        found.append(Span(at, at + len(sentence)))
        at += len(sentence) + 1
    return tuple(found)


def test_one_weekday_month_or_small_number_of_a_sentence_becomes_the_next() -> None:
    text = " ".join(SENTENCES)
    changed = [(span.of(text), new) for span, new in edits(text, spans())]
    assert changed == [
        ("Monday", "Tuesday"), ("March", "April"), ("15", "16"), ("Sunday", "Monday"),
    ]  # fmt: skip


def test_a_long_text_is_changed_in_five_places_spread_over_it() -> None:
    sentence = "He left on Friday."
    text = " ".join([sentence] * 12)
    places = tuple(Span(19 * n, 19 * n + 18) for n in range(12))
    assert [span.start // 19 for span, _ in edits(text, places)] == [0, 2, 4, 6, 8]


def test_positions_of_the_changed_sentence_do_not_count() -> None:
    text = (
        "Rebels shelled the village of Hallam on Monday, the army said. "
        "The mayor denied on Tuesday that anybody was killed."
    )
    found = steadiness(Reader(), [Document(text, published=date(2020, 5, 6))])
    # Each of two changes leaves the positions of the other sentence as they were.
    assert found.moved == 0
    assert found.kept >= 2
    assert found.share == 1


def test_the_share_is_of_all_positions_in_either_reading() -> None:
    assert Steadiness(kept=9, moved=3).share == 0.75
    assert Steadiness(kept=0, moved=0).share == 0
