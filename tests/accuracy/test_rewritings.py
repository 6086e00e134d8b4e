"""The reading of the worked example is no memory of it: one edit changes one field."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from math import dist
from typing import TYPE_CHECKING, Any

from rewritings import REWRITINGS, Rewriting
from rows import Row, marked, rows_of, same_name

from onrecord.model import Reading, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

PUBLISHED = date(2025, 2, 7)
REQUIRED = 16
NEAR = 0.3
"""Degrees within which two coordinates are one town."""


def sentences(text: str) -> list[Span]:
    """The sentences of the worked example, which holds no abbreviations with a full stop."""
    ends = [found.end() for found in re.finditer(r"\.(?= [A-Z])|.(?=\n)|.\Z", text)]
    starts = [0, *(end + 1 for end in ends[:-1])]
    return [Span(start, end) for start, end in zip(starts, ends, strict=True)]


def keys(reading: Reading) -> Counter[tuple[str, str, str, str]]:
    """How often the reading has each position."""
    return Counter(row.key for row in rows_of(reading))


def outside(rows: list[Row], text: str, other_text: str) -> Counter[tuple[str, str, str, str]]:
    """Keys of the rows whose trigger and cue stand in sentences that both texts have."""
    kept = {span.of(other_text) for span in sentences(other_text)}
    changed = [span for span in sentences(text) if span.of(text) not in kept]
    return Counter(
        row.key
        for row in rows
        if not any(part.overlaps(c) for part in (row.trigger, *row.cues) for c in changed)
    )


def holds(row: Row, fields: Mapping[str, Any]) -> bool:
    """Whether the row has every value; a set of values means any of them."""
    return all(
        any(_has(row, name, one) for one in (wanted if isinstance(wanted, set) else {wanted}))
        for name, wanted in fields.items()
    )


def _has(row: Row, name: str, wanted: Any) -> bool:
    match name:
        case "holder":
            return same_name(row.holder, wanted)
        case "near":
            return row.coordinates is not None and dist(row.coordinates, wanted) < NEAR
        case "bounds":
            return wanted in {(how, low, high) for how, low, _, high in row.numbers}
        case "name":
            return wanted in row.names
        case "actor":
            return wanted in row.actors
        case _:
            return bool(getattr(row, name) == wanted)


def verdict(rewriting: Rewriting, before: Reading, after: Reading) -> str:
    """Empty if exactly the target changed, else the reason why it did not."""
    old, new = before.article.document.text, after.article.document.text
    trigger = marked(rewriting.at, new)
    there = [row for row in rows_of(after) if row.trigger.overlaps(trigger)]
    chosen = [row for row in there if holds(row, rewriting.select)]
    if not chosen:
        return f"no such position; there: {[(row.holder, row.stance) for row in there]}"
    wrong = [row for row in chosen if not holds(row, rewriting.value)]
    if wrong:
        return f"not {dict(rewriting.value)}: {wrong[0]}"
    lost = outside(rows_of(before), old, new)
    gained = outside(rows_of(after), new, old)
    if lost != gained:
        return f"elsewhere lost {list(lost - gained)}, gained {list(gained - lost)}"
    return ""


def test_rewritings_say_something_new(worked_example: str) -> None:
    for rewriting in REWRITINGS:
        text = rewriting.apply(worked_example)
        assert text != worked_example, rewriting.name
        assert marked(rewriting.at, text), rewriting.name


def test_one_edit_changes_one_field(worked_example: str, reading: Reading, read_text: Any) -> None:
    reasons = {
        rewriting.name: verdict(
            rewriting, reading, read_text(rewriting.apply(worked_example), PUBLISHED)
        )
        for rewriting in REWRITINGS
    }
    for name, reason in reasons.items():
        print("FAIL" if reason else "pass", name, reason)
    assert sum(not reason for reason in reasons.values()) >= REQUIRED


def test_the_order_of_paragraphs_changes_no_position(
    worked_example: str, reading: Reading, read_text: Any
) -> None:
    """The analysts' and the last speakers' paragraphs, which refer to nothing before them, move."""
    lines = worked_example.splitlines()
    analysts, kim = lines[3], lines[-2]
    moved = [line for line in lines if line not in (analysts, kim)]
    moved[-1:-1] = [kim, analysts]
    after = read_text("\n".join(moved), PUBLISHED)
    assert Counter(row.key for row in rows_of(after)) == Counter(
        row.key for row in rows_of(reading)
    )


def test_another_credit_changes_no_position(
    worked_example: str, reading: Reading, read_text: Any
) -> None:
    after = read_text(worked_example.replace("– Reuters/Guardian", "– AFP/Guardian"), PUBLISHED)
    assert set(after.article.credits) == {"AFP", "Guardian"}
    assert Counter(row.key for row in rows_of(after)) == Counter(
        row.key for row in rows_of(reading)
    )
