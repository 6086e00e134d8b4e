"""Intervals of whole days and the arithmetic of calendar units."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from onrecord.model import Anchor, Granularity

Unit = Literal["hour", "day", "night", "week", "weekend", "month", "quarter", "year", "decade",
               "century"]  # fmt: skip
Part = Literal["early", "mid", "late", "start", "end", "first week", "last week"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from ``first`` to ``last``, both included; None is an open or unknown end.

    ``yearless``: the words named no year, so that a range can lend them the year of its other end.
    """

    first: date | None
    last: date | None
    granularity: Granularity
    approximate: bool = False
    anchor: Anchor = "published"
    yearless: bool = False


def unknown(granularity: Granularity, anchor: Anchor = "published") -> Interval:
    """Words of time whose days cannot be known."""
    return Interval(None, None, granularity, anchor=anchor)


def day(when: date) -> Interval:
    """One day."""
    return Interval(when, when, "day")


def week_of(when: date) -> Interval:
    """Monday to Sunday around a day."""
    monday = when - timedelta(days=when.weekday())
    return Interval(monday, monday + timedelta(days=6), "week")


def weekend_of(when: date) -> Interval:
    """Saturday and Sunday of a day's week."""
    saturday = when + timedelta(days=5 - when.weekday())
    return Interval(saturday, saturday + timedelta(days=1), "range")


def month_of(year: int, month: int) -> Interval:
    """A whole calendar month."""
    return Interval(date(year, month, 1), month_end(year, month), "month")


def months_from(year: int, month: int, count: int, granularity: Granularity) -> Interval:
    """``count`` whole months beginning with the given one."""
    first = date(year, month, 1)
    return Interval(first, add_months(first, count) - timedelta(days=1), granularity)


def quarter_of(when: date) -> Interval:
    """The calendar quarter around a day."""
    return months_from(when.year, when.month - (when.month - 1) % 3, 3, "season")


def year_of(year: int) -> Interval:
    """A whole calendar year."""
    return Interval(date(year, 1, 1), date(year, 12, 31), "year")


def years(first: int, last: int) -> Interval:
    """Whole years, both included."""
    return Interval(date(first, 1, 1), date(last, 12, 31), "range")


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(when: date, count: int) -> date:
    """The same day ``count`` months on, or the last day of a shorter month."""
    index = when.year * 12 + when.month - 1 + count
    year, month = divmod(index, 12)
    return date(year, month + 1, min(when.day, monthrange(year, month + 1)[1]))


def shift(when: date, count: int, unit: Unit) -> date:
    """The day ``count`` units later (earlier when negative); hours round up to days."""
    if unit == "hour":
        days = -(-abs(count) // 24)
        return when + timedelta(days=days if count > 0 else -days)
    if unit in ("day", "night", "weekend", "week"):
        return when + timedelta(days=count * (7 if unit in ("week", "weekend") else 1))
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    return add_months(when, count * months)


def unit_around(when: date, unit: Unit) -> Interval:
    """The calendar unit that a day lies in."""
    if unit == "week":
        return week_of(when)
    if unit == "weekend":
        return weekend_of(when)
    if unit == "month":
        return month_of(when.year, when.month)
    if unit == "quarter":
        return quarter_of(when)
    if unit in ("year", "decade", "century"):
        size = {"year": 1, "decade": 10, "century": 100}[unit]
        first = when.year - when.year % size
        return year_of(first) if size == 1 else years(first, first + size - 1)
    return day(when)


def part_of(whole: Interval, part: Part | None) -> Interval:
    """The early, middle or late part of a month, year, week or longer time (codebook section 5)."""
    if part is None or whole.first is None or whole.last is None or whole.granularity == "day":
        return whole
    if whole.granularity == "month":
        return _days_of_month(whole, whole.first, whole.last, part)
    if whole.granularity == "week" or (whole.last - whole.first).days < 28:
        return _days_of_week(whole, whole.first, whole.last, part)
    return _months(whole, whole.first, whole.last, part)


def _days_of_month(whole: Interval, first: date, last: date, part: Part) -> Interval:
    if part == "first week":
        return replace(whole, last=first.replace(day=7), granularity="week")
    if part == "last week":
        return replace(whole, first=last - timedelta(days=6), granularity="week")
    if part in ("early", "start"):
        return replace(whole, last=first.replace(day=10), granularity="range")
    if part == "mid":
        middle = first.replace(day=11)
        return replace(whole, first=middle, last=first.replace(day=20), granularity="range")
    return replace(whole, first=last.replace(day=21), granularity="range")


def _days_of_week(whole: Interval, first: date, last: date, part: Part) -> Interval:
    if part in ("early", "start"):
        return replace(whole, last=min(last, first + timedelta(days=1)), granularity="range")
    if part == "mid":
        middle = min(last, first + timedelta(days=2))
        end = min(last, first + timedelta(days=3))
        return replace(whole, first=middle, last=end, granularity="range")
    return replace(whole, first=max(first, last - timedelta(days=2)), granularity="range")


def _months(whole: Interval, first: date, last: date, part: Part) -> Interval:
    """Thirds of the months; the ends of a year are its outer months, "late" its last quarter."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    third = count // 3
    start, length = {
        "early": (0, third),
        "mid": (third, third),
        "late": (9, 3) if whole.granularity == "year" else (2 * third, third),
        "start": (0, 1),
        "first week": (0, 1),
    }.get(part, (count - 1, 1))
    begin = add_months(first, start)
    end = add_months(begin, length) - timedelta(days=1)
    return replace(whole, first=begin, last=end, granularity="range")
