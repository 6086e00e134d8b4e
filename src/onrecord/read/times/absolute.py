"""Rules for dates, months, seasons, years and named days: words that carry their own calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.read.times.interval import (
    Interval,
    day,
    month_of,
    months_from,
    part_of,
    unknown,
    year_of,
    years,
)
from onrecord.read.times.named import HOLIDAYS, NAMED_EVENTS, easter
from onrecord.read.times.words import (
    DAY,
    MONTH,
    MONTHS,
    PART,
    SEASON_MONTH,
    WEEKDAY,
    YEAR,
    Expression,
    Rule,
    month_named,
    part_named,
)

if TYPE_CHECKING:
    from onrecord.model import Granularity

_YEAR_AFTER = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|\s+(?P<which>last|this|next)\s+year)?"
_MONTH = rf"(?P<month>{MONTH})"
_COUNTED = (
    r"(?!\s+(?:\w+\s+)?"
    r"(?:people|civilians|soldiers|troops|children|men|women|drones|missiles|rockets)\b)"
)
_LIKE_NAMES = frozenset(("march", "april", "may", "june", "august"))
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:on|in|by|since|until|till|before|after|during|from|through|throughout|early|mid|"
    r"late|of|"
    r"about|around|last|next|this|between|to|and|beginning|start|end|middle|for|as|past|"
    r"previous)|[-–(])"
    r"[\s-]*$"
)


def _date(said: Expression) -> Interval | None:
    if not said.is_capital("month"):
        return None
    month = month_named(said["month"])
    whole = _in_year(said, month, _number(said["day"]))
    to = said["to"]
    if not to or whole.first is None:
        return whole
    until = date(whole.first.year, month, _number(to))
    return replace(whole, last=until, granularity="range") if until >= whole.first else None


def _number(ordinal: str) -> int:
    return int(re.match("[0-9]+", ordinal).group())  # type: ignore[union-attr]


def _in_year(said: Expression, month: int, day_of_month: int | None) -> Interval:
    """The month, or the day of it, in the year named or else in the one that tense tells."""
    granularity: Granularity = "month" if day_of_month is None else "day"
    if said["year"]:
        return replace(_place(int(said["year"]), month, day_of_month), anchor="absolute")
    if said.published is None:
        return unknown(granularity)
    if said["which"]:
        step = {"last": -1, "this": 0, "next": 1}[said["which"]]
        return _place(said.published.year + step, month, day_of_month)
    return replace(_nearest(said, said.published, month, day_of_month), yearless=True)


def _place(year: int, month: int, day_of_month: int | None) -> Interval:
    if day_of_month is None:
        return month_of(year, month)
    return day(date(year, month, day_of_month))


def _nearest(said: Expression, published: date, month: int, day_of_month: int | None) -> Interval:
    """Past or coming by tense; the nearest one after "into" and where the clause tells nothing."""
    near = range(published.year - 8, published.year + 9)  # 29 February may be eight years away
    candidates = [
        _place(year, month, day_of_month) for year in near if _exists(year, month, day_of_month)
    ]
    dated = [(c, c.first, c.last) for c in candidates if c.first and c.last]
    if said.future:
        return next(c for c, _, last in dated if last >= published)
    if _INTO.search(said.before(6)) or (said.future is None and day_of_month is not None):
        return min(dated, key=lambda one: abs((one[1] - published).days))[0]
    return next(c for c, first, _ in reversed(dated) if first <= published)


_INTO = re.compile(r"\binto\s+$")
"""What runs into a month is near it, whatever the tense ("was extended into February")."""


def _exists(year: int, month: int, day_of_month: int | None) -> bool:
    return (
        day_of_month != 29 or month != 2 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    )


def _month(said: Expression) -> Interval | None:
    name = said["month"]
    if not said.is_capital("month") or not _is_month(said, name):
        return None
    part = part_named(said["part"])
    if said["turn"] and said.published is not None and not said["year"]:
        whole = _turned(said["turn"], month_named(name), said.published)
    else:
        whole = _in_year(said, month_named(name), None)
    whole = part_of(whole, part)
    if said["to"] and whole.first is not None:
        until = month_of(whole.first.year, month_named(said["to"]))
        if until.last is None or until.last < whole.first:
            return None
        return replace(whole, last=until.last, granularity="range")
    return whole


def _is_month(said: Expression, name: str) -> bool:
    """Short forms and names that are also words or people need a calendar word beside them."""
    if name not in _LIKE_NAMES and name in MONTHS:
        return True
    if said["year"] or said["part"] or said["turn"] or said["which"]:
        return True
    alone = said.match.group() == said.match.string.strip()
    return alone or bool(_BEFORE_MONTH.search(said.before(14)))


def _turned(turn: str, month: int, published: date) -> Interval:
    """The latest one that is over for "last May", the first to begin for "next May"."""
    this = month_of(published.year, month)
    if "next" in turn or "coming" in turn:
        return this if month > published.month else month_of(published.year + 1, month)
    if "this" in turn and "past" not in turn:
        return this
    return this if month < published.month else month_of(published.year - 1, month)


def _season(said: Expression) -> Interval | None:
    lead = said.before(12, "season")
    if not (said["year"] or said["part"] or said["turn"] or _SEASON_CUE.search(lead)):
        return None
    start = SEASON_MONTH[said["season"]]
    if said["year"]:
        whole = replace(months_from(int(said["year"]), start, 3, "season"), anchor="absolute")
    elif said.published is None:
        return unknown("season")
    else:
        whole = _season_near(said["turn"] or "", start, said.published, future=said.future)
    return part_of(whole, part_named(said["part"]))


_SEASON_CUE = re.compile(
    r"(?:^|\b(?:in|the|since|by|until|before|after|during|through|throughout|of)\s+)$"
)


def _season_near(turn: str, start: int, published: date, *, future: bool | None) -> Interval:
    if turn.strip() == "this":
        return months_from(published.year, start, 3, "season")
    near = [months_from(published.year + step, start, 3, "season") for step in (-2, -1, 0, 1)]
    if "next" in turn or "coming" in turn:
        return next(s for s in near if s.first and s.first > published)
    if "last" in turn or "previous" in turn:
        return next(s for s in reversed(near) if s.last and s.last < published)
    if future:
        return next(s for s in near if s.last and s.last >= published)
    return next(s for s in reversed(near) if s.first and s.first <= published)


def _year(said: Expression) -> Interval | None:
    whole = replace(year_of(int(said["year"])), anchor="absolute")
    return part_of(whole, part_named(said["part"]))


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|during|from|through|throughout|between|to|and|"
    r"about|around|the|late|early|mid|back|for|over|into|than|as|year|spring|fiscal|per)|[(,;–-]|"
    r"’s|'s)\s*$"
)
_CODE_AFTER = re.compile(r"[-–][a-z]*[A-Z]")
"""A capital in the word joined on makes a code name ("2019-nCoV")."""
_NOT_YEAR_AFTER = re.compile(
    r"\s+(?:people|civilians|soldiers|troops|men|women|children|drones|missiles|rockets|tanks|"
    r"kilomet|miles|met(?:er|re)s|dollars|euros|houses|homes|families|prisoners|were\s+(?:killed|"
    r"injured))"
)


def _bare_year(said: Expression) -> Interval | None:
    """Four digits are a year only beside a word that goes with years."""
    lower = said.match.string
    if _CODE_AFTER.match(said.text, said.match.end()):
        return None
    before = said.before(12)
    alone = not before.strip() and not lower[said.match.end() :].strip()
    if not (said["part"] or alone or _YEAR_CUE.search(before)):
        return None
    return None if _NOT_YEAR_AFTER.match(lower, said.match.end()) else _year(said)


def _decade(said: Expression) -> Interval | None:
    digits = int(said["decade"])
    first = digits if digits > 99 else 1900 + digits
    whole = replace(years(first, first + 9), anchor="absolute")
    return part_of(whole, part_named(said["part"]))


def _century(said: Expression) -> Interval | None:
    last = 100 * int(said["century"])
    return part_of(replace(years(last - 99, last), anchor="absolute"), part_named(said["part"]))


def _year_range(said: Expression) -> Interval | None:
    first, tail = int(said["year"]), said["to"]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    return replace(years(first, last), anchor="absolute") if first < last <= first + 60 else None


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}


def _slice_of_year(said: Expression) -> Interval | None:
    """A half or a quarter: "the third quarter of 2023", "Q3 2023", "the first half of May"."""
    half = said["slice"] == "half"
    size = 6 if half else 3
    index = (int(said["q"]) if said["q"] else _ORDINALS[said["nth"]]) or 12 // size
    if index > 12 // size or (half and not (said["month"] or said["year"] or said["which"])):
        return None
    if said["month"]:
        return _half_month(said, index) if half else None
    return _months_of_year(said, 1 + size * (index - 1), size)


def _months_of_year(said: Expression, start: int, size: int) -> Interval:
    granularity: Granularity = "season" if size == 3 else "range"
    if said["year"]:
        return replace(months_from(int(said["year"]), start, size, granularity), anchor="absolute")
    published = said.published
    if published is None:
        return unknown(granularity)
    step = {"last": -1, "next": 1}.get(said["which"] or "", 0)
    whole = months_from(published.year + step, start, size, granularity)
    if said["which"] or said.future or (whole.first and whole.first <= published):
        return whole
    return months_from(published.year - 1, start, size, granularity)


def _half_month(said: Expression, index: int) -> Interval | None:
    whole = _in_year(said, month_named(said["month"]), None)
    if whole.first is None or not said.is_capital("month"):
        return None
    if index == 1:
        return replace(whole, last=whole.first.replace(day=15), granularity="range")
    return replace(whole, first=whole.first.replace(day=16), granularity="range")


def _iso(said: Expression) -> Interval | None:
    return replace(day(date(int(said["year"]), int(said["m"]), int(said["d"]))), anchor="absolute")


def _numeric(said: Expression) -> Interval | None:
    """Day first, unless only month first makes a date; with slashes both may be meant."""
    first, second = int(said["a"]), int(said["b"])
    month_first = second > 12
    when = date(int(said["year"]), *((first, second) if month_first else (second, first)))
    unsure = said["mark"] == "/" and first <= 12 and second <= 12 and first != second
    return Interval(when, when, "day", approximate=unsure, anchor="absolute")


def _holiday(said: Expression) -> Interval | None:
    words = re.sub(r"\s+", " ", said["holiday"].replace("’", "'"))
    if not said.is_capital("holiday"):
        return None
    if said["year"]:
        return replace(day(_holiday_in(words, int(said["year"]))), anchor="absolute")
    published = said.published
    if published is None:
        return unknown("day")
    near = [_holiday_in(words, published.year + step) for step in (-1, 0, 1)]
    if said["turn"] == "next" or said.future:
        return day(next(when for when in near if when >= published))
    strictly = said["turn"] == "last"
    return day(max(w for w in near if w < published or (w == published and not strictly)))


def _holiday_in(words: str, year: int) -> date:
    rule = HOLIDAYS[words]
    return easter(year) + timedelta(days=rule) if isinstance(rule, int) else date(year, *rule)


_EVENTS = tuple((re.compile(pattern), first, last) for pattern, first, last in NAMED_EVENTS)


def _event(said: Expression) -> Interval | None:
    """A named event of war, where a word of time leads to it ("since the full-scale invasion")."""
    if not _EVENT_CUE.search(said.before(40)):
        return None
    first, last = next((a, b) for pattern, a, b in _EVENTS if pattern.fullmatch(said["event"]))
    return Interval(first, last, "day" if first == last else "range", anchor="absolute")


_EVENT_CUE = re.compile(
    r"\b(?:since|before|after|until|during|following|prior\s+to|from)\s+(?:the\s+|an?\s+)?"
    r"(?:\w+[’']?s?\s+){0,2}(?:(?:start|beginning|outbreak|launch|end|day|days|time|"
    r"wake)\s+of\s+(?:the\s+|\w+[’']s\s+)?)?$"
)
_HOLIDAY = "|".join(
    name.replace("'", "[’']").replace(" ", r"\s+")
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_TURN = r"(?:(?P<turn>last|next|this\s+past|this\s+coming|this|the\s+previous|the\s+coming)\s+)?"

RULES: tuple[Rule, ...] = (
    (
        re.compile(
            rf"(?P<year>{YEAR})-(?P<m>[01][0-9])-(?P<d>[0-3][0-9])(?:t[0-9:.]+z?)?(?![\w-])"
        ),
        _iso,
    ),
    (
        re.compile(rf"(?P<a>[0-3]?[0-9])(?P<mark>[./])(?P<b>[0-3]?[0-9])(?P=mark)(?P<year>{YEAR})"),
        _numeric,
    ),
    (
        re.compile(
            rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{DAY})(?:(?:\s*[-–—/]\s*|\s+(?:to|and|or|"
            rf"until)\s+(?:the\s+)?)(?P<to>{DAY}))?"
            rf"\s+(?:of\s+)?{_MONTH}(?!\w){_YEAR_AFTER}"
        ),
        _date,
    ),
    (
        re.compile(
            rf"(?:{WEEKDAY},?\s+)?{_MONTH}\s+(?P<day>{DAY}){_COUNTED}"
            rf"(?:(?:\s*[-–—/]\s*|\s+(?:to|and|or|through|"
            rf"until)\s+)(?P<to>{DAY})(?!\s+(?:of\s+)?{MONTH}){_COUNTED})?{_YEAR_AFTER}"
        ),
        _date,
    ),
    (
        re.compile(
            r"(?:the\s+)?(?:(?P<nth>first|second|third|fourth|last)[\s-]+(?P<slice>quarter|half)|"
            r"q(?P<q>[1-4]))\b"
            rf"(?:\s+(?:of|in)\s+{_MONTH}(?!\w))?{_YEAR_AFTER}"
        ),
        _slice_of_year,
    ),
    (re.compile(rf"{_TURN}(?P<holiday>{_HOLIDAY})\b(?:,?\s+(?P<year>{YEAR}))?"), _holiday),
    (
        re.compile(
            rf"{PART}{_TURN}{_MONTH}(?![\w’'])(?!\s+[0-9]{{1,2}}\b)"
            rf"(?:(?:\s*[-–—/]\s*|\s+to\s+)(?P<to>{MONTH})(?=,?\s+{YEAR}))?{_YEAR_AFTER}"
        ),
        _month,
    ),
    (
        re.compile(
            rf"{PART}(?:the\s+)?{_TURN}(?P<season>spring|summer|autumn|winter|"
            rf"fall(?=\s+(?:of\s+)?{YEAR}|$)|(?<=last\s)fall|(?<=next\s)fall|(?<=this\s)fall)\b"
            rf"(?:\s+(?:of\s+)?(?P<year>{YEAR}))?"
        ),
        _season,
    ),
    (
        re.compile(rf"(?P<year>{YEAR})\s*[-–/]\s*(?P<to>(?:19|20)?[0-9]{{2}})(?![0-9/-])"),
        _year_range,
    ),
    (re.compile(rf"{PART}(?:the\s+)?(?P<decade>(?:19|20)[0-9]0|(?<=[’'])[2-9]0)[’']?s\b"), _decade),
    (
        re.compile(rf"{PART}(?:the\s+)?(?P<century>[0-9]{{1,2}})(?:st|nd|rd|th)[\s-]century\b"),
        _century,
    ),
    (re.compile(rf"{PART}(?:(?:the\s+)?year\s+)?(?P<year>{YEAR})(?![\w/])"), _bare_year),
    (
        re.compile(
            r"(?:the\s+)?(?P<event>" + "|".join(pattern for pattern, _, _ in NAMED_EVENTS) + r")\b"
        ),
        _event,
    ),
)
"""Tried in order at a place; the longest match wins."""
