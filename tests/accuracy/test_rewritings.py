"""The reading of the worked example is no memory of it: one edit changes one field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from math import dist
from typing import Any

from rewritings import REWRITINGS, Rewriting
from rows import Row, marked, rows_of, same_name

from onrecord.model import Reading, Span

PUBLISHED = date(2025, 2, 7)
ReadText = Callable[[str, date], Reading]
REQUIRED = 26
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


def moved(text: str) -> str:
    """The analysts' and the last speaker's paragraphs at the end; they refer to nothing before."""
    lines = text.splitlines()
    analysts, last_speaker, credit = lines[3], lines[-2], lines[-1]
    kept = [line for line in lines if line not in (analysts, last_speaker, credit)]
    return "\n".join([*kept, last_speaker, analysts, credit])


def unmoved(before: Reading, after: Reading) -> str:
    """Empty if the two readings have the same positions, else what differs."""
    lost, gained = keys(before), keys(after)
    return "" if lost == gained else f"lost {list(lost - gained)}, gained {list(gained - lost)}"


def recredited(before: Reading, after: Reading) -> str:
    """Empty if only the credits changed, to AFP and Guardian."""
    if set(after.article.credits) != {"AFP", "Guardian"}:
        return f"credits {after.article.credits}"
    return unmoved(before, after)


def test_one_edit_changes_one_field(
    worked_example: str, reading: Reading, read_text: ReadText
) -> None:
    reasons = {
        rewriting.name: verdict(
            rewriting, reading, read_text(rewriting.apply(worked_example), PUBLISHED)
        )
        for rewriting in REWRITINGS
    }
    swapped = read_text(moved(worked_example), PUBLISHED)
    credited = read_text(worked_example.replace("– Reuters/", "– AFP/"), PUBLISHED)
    reasons["paragraphs change places"] = unmoved(reading, swapped)
    reasons["the credit names another agency"] = recredited(reading, credited)
    for name, reason in reasons.items():
        print("FAIL" if reason else "pass", name, reason)
    assert sum(not reason for reason in reasons.values()) >= REQUIRED
