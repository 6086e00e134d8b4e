"""Score the interval grammar on the TimeBank expressions (dates only).

The corpus gives the expressions without their sentences, so tense cannot help. An expression
is right when its interval, read at the gold value's granularity, is that value: the interval
lies inside the gold one. ``PAST_REF``, ``PRESENT_REF`` and ``FUTURE_REF`` ask only on which side
of the document's day the interval lies. Run: ``python training/evaluate_times.py [--wrong]``.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.model import Span, Time
from onrecord.read.times import find_times
from onrecord.read.times.interval import month_of, months_from, year_of, years

if TYPE_CHECKING:
    from collections.abc import Iterator

DATA = Path(os.environ.get("ONRECORD_DATA", Path(__file__).parents[2] / "shared" / "data"))
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def expressions(path: Path) -> Iterator[tuple[date, str, str]]:
    """Document date, expression and gold value of every dated row (kind DATE).

    Documents are blocks between blank lines; the first row of each is its own date and is
    not scored.
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line.count("\t") == 2]
        if not rows or not re.match(r"\d{4}-\d\d-\d\d", rows[0][2]):
            continue
        day = date.fromisoformat(rows[0][2][:10])
        for words, kind, value in rows[1:]:
            if kind == "DATE":
                yield day, words, value


def gold_interval(value: str) -> tuple[date, date] | None:
    """First and last day of a TimeML value; None where it names none ("1989-QX")."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d.*", value):
        day = date.fromisoformat(value[:10])
        return day, day
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
    if not re.match(r"\d{2,4}(?:-|$|X)", value):
        return None
    whole = _larger(value)
    return (whole.first, whole.last) if whole and whole.first and whole.last else None


def _larger(value: str):  # type: ignore[no-untyped-def]
    if month := re.fullmatch(r"(\d{4})-(\d\d)", value):
        return month_of(int(month[1]), int(month[2]))
    if part := re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", value):
        year, name = int(part[1]), part[2]
        if name in SEASONS:
            return months_from(year, SEASONS[name], 3, "season")
        size = 3 if name[0] == "Q" else 6
        return months_from(year, 1 + size * (int(name[1]) - 1), size, "range")
    if re.fullmatch(r"\d{4}", value) or re.fullmatch(r"\d{4}-XX-XX", value):
        return year_of(int(value[:4]))
    if decade := re.fullmatch(r"(\d{3})X?", value):
        return years(int(decade[1]) * 10, int(decade[1]) * 10 + 9)
    return None


def is_right(found: Time | None, value: str, day: date) -> bool | None:
    """Whether the interval is the gold value; None where the gold value names no time."""
    if value in ("PAST_REF", "PRESENT_REF", "FUTURE_REF"):
        return found is not None and _on_side(found, value, day)
    gold = gold_interval(value)
    if gold is None:
        return None
    if found is None or found.first is None or found.last is None:
        return False
    return gold[0] <= found.first and found.last <= gold[1]


def _on_side(found: Time, value: str, day: date) -> bool:
    if value == "PAST_REF":
        return found.last is not None and found.last <= day
    if value == "FUTURE_REF":
        return found.first is not None and found.first >= day
    return (found.first or day) <= day <= (found.last or day)


def main() -> None:
    """Print the share right; with ``--wrong`` the expressions missed, most frequent first."""
    counts, dated, wrong = Counter[bool](), Counter[bool](), Counter[str]()
    for day, words, value in expressions(DATA / "time" / "timebank_expressions.tsv"):
        times = find_times(words, [Span(0, len(words))], day)
        found = max(times, key=lambda t: (t.end or 0) - (t.start or 0), default=None)
        right = is_right(found, value, day)
        if right is None:
            continue
        counts[right] += 1
        dated[right] += value[0].isdigit()
        if not right:
            shown = f"{found.first}..{found.last}" if found else "-"
            wrong[f"{words} | {value} | {day} | {shown}"] += 1
    for name, tally in (("all", counts), ("with a date", dated)):
        print(f"{name}: {tally[True] / tally.total():.3f} of {tally.total()}")
    if "--wrong" in sys.argv:
        for line, count in wrong.most_common(80):
            print(count, line)


if __name__ == "__main__":
    main()
