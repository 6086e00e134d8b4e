"""Rules for dates, months, seasons, years and named days: words that carry their own calendar."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.read.times.interval import (
    Interval,
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
    Context,
    Rule,
    capital,
    month_named,
    part_named,
)

if TYPE_CHECKING:
    from onrecord.model import Granularity

_YEAR_AFTER = rf"(?:,?\s+(?:of\s+)?(?P<year>{YEAR})|\s+(?P<which>last|this|next)\s+year)?"
_MONTH = rf"(?P<month>{MONTH})"
_COUNTED = r"(?!\s+(?:\w+\s+)?(?:people|civilians|soldiers|troops|children|men|women|drones|missiles|rockets)\b)"
_LIKE_NAMES = frozenset(("march", "april", "may", "june", "august"))
_BEFORE_MONTH = re.compile(
    r"(?:\b(?:on|in|by|since|until|till|before|after|during|from|through|throughout|early|mid|late|of|"
    r"about|around|last|next|this|between|to|and|beginning|start|end|middle|for|as|past|previous)|[-–(])"
    r"[\s-]*$"
)


def _date(match: re.Match[str], context: Context) -> Interval | None:
    if not capital(context.text, match.start("month")):
        return None
    month = month_named(match["month"])
    whole = _in_year(match, context, month, _number(match["day"]))
    to = match.groupdict().get("to")
    if not to or whole.first is None:
        return whole
    until = date(whole.first.year, month, _number(to))
    return replace(whole, last=until, granularity="range") if until >= whole.first else None


def _number(ordinal: str) -> int:
    return int(re.match("[0-9]+", ordinal).group())  # type: ignore[union-attr]


def _in_year(
    match: re.Match[str], context: Context, month: int, day_of_month: int | None
) -> Interval:
    """The month, or the day of it, in the year named or else in the one that tense tells."""
    groups = match.groupdict()
    granularity: Granularity = "month" if day_of_month is None else "day"
    if groups.get("year"):
        return replace(_place(int(groups["year"]), month, day_of_month), anchor="absolute")
    if context.published is None:
        return unknown(granularity)
    if groups.get("which"):
        step = {"last": -1, "this": 0, "next": 1}[groups["which"]]
        return _place(context.published.year + step, month, day_of_month)
    return replace(_nearest(context, month, day_of_month), yearless=True)


def _place(year: int, month: int, day_of_month: int | None) -> Interval:
    if day_of_month is None:
        return month_of(year, month)
    when = date(year, month, day_of_month)
    return Interval(when, when, "day")


def _nearest(context: Context, month: int, day_of_month: int | None) -> Interval:
    """Past or coming by tense; a date whose clause tells nothing is the nearest one."""
    published = context.published
    assert published is not None
    near = range(published.year - 8, published.year + 9)  # 29 February may be eight years away
    candidates = [
        _place(year, month, day_of_month) for year in near if _exists(year, month, day_of_month)
    ]
    dated = [(c, c.first, c.last) for c in candidates if c.first and c.last]
    if context.future:
        return next(c for c, _, last in dated if last >= published)
    if context.future is None and day_of_month is not None:
        return min(dated, key=lambda one: abs((one[1] - published).days))[0]
    return next(c for c, first, _ in reversed(dated) if first <= published)


def _exists(year: int, month: int, day_of_month: int | None) -> bool:
    return (
        day_of_month != 29 or month != 2 or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    )


def _month(match: re.Match[str], context: Context) -> Interval | None:
    name = match["month"]
    if not capital(context.text, match.start("month")) or not _is_month(match, name, context):
        return None
    part = part_named(match["part"])
    if match["turn"] and context.published is not None and not match["year"]:
        whole = _turned(match["turn"], month_named(name), context.published)
    else:
        whole = _in_year(match, context, month_named(name), None)
    whole = part_of(whole, part)
    if match["to"] and whole.first is not None:
        until = month_of(whole.first.year, month_named(match["to"]))
        if until.last is None or until.last < whole.first:
            return None
        return replace(whole, last=until.last, granularity="range")
    return whole


def _is_month(match: re.Match[str], name: str, context: Context) -> bool:
    """Short forms and names that are also words or people need a calendar word beside them."""
    if name not in _LIKE_NAMES and name in MONTHS:
        return True
    if match["year"] or match["part"] or match["turn"] or match["which"]:
        return True
    before = context.text[max(0, match.start() - 14) : match.start()].lower()
    alone = match.end() == len(match.string) or match.start() == 0
    return bool(_BEFORE_MONTH.search(before)) or (alone and match.group() == match.string.strip())


def _turned(turn: str, month: int, published: date) -> Interval:
    """ "last May": the latest one that is over; "next May": the first to begin after publication."""
    this = month_of(published.year, month)
    if "next" in turn or "coming" in turn:
        return this if month > published.month else month_of(published.year + 1, month)
    if "this" in turn and "past" not in turn:
        return this
    return this if month < published.month else month_of(published.year - 1, month)


def _season(match: re.Match[str], context: Context) -> Interval | None:
    lead = match.string[max(0, match.start() - 12) : match.start("season")]
    if not (match["year"] or match["part"] or match["turn"] or _SEASON_CUE.search(lead)):
        return None
    start = SEASON_MONTH[match["season"]]
    if match["year"]:
        whole = replace(months_from(int(match["year"]), start, 3, "season"), anchor="absolute")
    elif context.published is None:
        return unknown("season")
    else:
        whole = _season_near(match["turn"] or "", start, context.published, context.future)
    return part_of(whole, part_named(match["part"]))


_SEASON_CUE = re.compile(
    r"(?:^|\b(?:in|the|since|by|until|before|after|during|through|throughout|of)\s+)$"
)


def _season_near(turn: str, start: int, published: date, future: bool | None) -> Interval:
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


def _year(match: re.Match[str], context: Context) -> Interval | None:
    whole = replace(year_of(int(match["year"])), anchor="absolute")
    return part_of(whole, part_named(match["part"]))


_YEAR_CUE = re.compile(
    r"(?:\b(?:in|since|of|by|until|till|before|after|during|from|through|throughout|between|to|and|"
    r"about|around|the|late|early|mid|back|for|over|into|than|as|year|spring|fiscal|per)|[(,;–-]|’s|'s)\s*$"
)
_NOT_YEAR_AFTER = re.compile(
    r"\s+(?:people|civilians|soldiers|troops|men|women|children|drones|missiles|rockets|tanks|"
    r"kilomet|miles|met(?:er|re)s|dollars|euros|houses|homes|families|prisoners|were\s+(?:killed|injured))"
)


def _bare_year(match: re.Match[str], context: Context) -> Interval | None:
    """Four digits are a year only beside a word that goes with years."""
    lower = match.string
    before = lower[max(0, match.start() - 12) : match.start()]
    alone = not before.strip() and not lower[match.end() :].strip()
    if not (match["part"] or alone or _YEAR_CUE.search(before)):
        return None
    return None if _NOT_YEAR_AFTER.match(lower, match.end()) else _year(match, context)


def _decade(match: re.Match[str], context: Context) -> Interval | None:
    digits = int(match["decade"])
    first = digits if digits > 99 else 1900 + digits
    whole = replace(years(first, first + 9), anchor="absolute")
    return part_of(whole, part_named(match["part"]))


def _century(match: re.Match[str], context: Context) -> Interval | None:
    last = 100 * int(match["century"])
    return part_of(replace(years(last - 99, last), anchor="absolute"), part_named(match["part"]))


def _year_range(match: re.Match[str], context: Context) -> Interval | None:
    first, tail = int(match["year"]), match["to"]
    last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
    return replace(years(first, last), anchor="absolute") if first < last <= first + 60 else None


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 0}


def _slice_of_year(match: re.Match[str], context: Context) -> Interval | None:
    """ "the third quarter of 2023", "Q3 2023", "the first half of 2024", "the first half of May"."""
    half = match["slice"] == "half"
    size = 6 if half else 3
    index = (int(match["q"]) if match["q"] else _ORDINALS[match["nth"]]) or 12 // size
    if index > 12 // size or (half and not (match["month"] or match["year"] or match["which"])):
        return None
    if match["month"]:
        return _half_month(match, context, index) if half else None
    return _months_of_year(match, context, 1 + size * (index - 1), size)


def _months_of_year(match: re.Match[str], context: Context, start: int, size: int) -> Interval:
    granularity: Granularity = "season" if size == 3 else "range"
    if match["year"]:
        return replace(months_from(int(match["year"]), start, size, granularity), anchor="absolute")
    published = context.published
    if published is None:
        return unknown(granularity)
    step = {"last": -1, "next": 1}.get(match["which"] or "", 0)
    whole = months_from(published.year + step, start, size, granularity)
    if match["which"] or context.future or (whole.first and whole.first <= published):
        return whole
    return months_from(published.year - 1, start, size, granularity)


def _half_month(match: re.Match[str], context: Context, index: int) -> Interval | None:
    whole = _in_year(match, context, month_named(match["month"]), None)
    if whole.first is None or not capital(context.text, match.start("month")):
        return None
    if index == 1:
        return replace(whole, last=whole.first.replace(day=15), granularity="range")
    return replace(whole, first=whole.first.replace(day=16), granularity="range")


def _iso(match: re.Match[str], context: Context) -> Interval | None:
    when = date(int(match["year"]), int(match["m"]), int(match["d"]))
    return Interval(when, when, "day", anchor="absolute")


def _numeric(match: re.Match[str], context: Context) -> Interval | None:
    """Day first, unless only month first makes a date; with slashes both may be meant."""
    first, second = int(match["a"]), int(match["b"])
    month_first = second > 12
    when = date(int(match["year"]), *((first, second) if month_first else (second, first)))
    unsure = match["mark"] == "/" and first <= 12 and second <= 12 and first != second
    return Interval(when, when, "day", approximate=unsure, anchor="absolute")


def _holiday(match: re.Match[str], context: Context) -> Interval | None:
    words = re.sub(r"\s+", " ", match["holiday"].replace("’", "'"))
    if not capital(context.text, match.start("holiday")):
        return None
    if context.published is None and not match["year"]:
        return unknown("day")
    if match["year"]:
        when = _holiday_in(words, int(match["year"]))
        return Interval(when, when, "day", anchor="absolute")
    published = context.published
    assert published is not None
    near = [_holiday_in(words, published.year + step) for step in (-1, 0, 1)]
    if match["turn"] == "next" or context.future:
        return _one_day(next(when for when in near if when >= published))
    strictly = match["turn"] == "last"
    return _one_day(max(w for w in near if w < published or (w == published and not strictly)))


def _one_day(when: date) -> Interval:
    return Interval(when, when, "day")


def _holiday_in(words: str, year: int) -> date:
    rule = HOLIDAYS[words]
    return easter(year) + timedelta(days=rule) if isinstance(rule, int) else date(year, *rule)


_EVENTS = tuple((re.compile(pattern), first, last) for pattern, first, last in NAMED_EVENTS)


def _event(match: re.Match[str], context: Context) -> Interval | None:
    """A named event of war, where a word of time leads to it ("since the full-scale invasion")."""
    before = match.string[max(0, match.start() - 40) : match.start()]
    if not _EVENT_CUE.search(before):
        return None
    first, last = next((a, b) for pattern, a, b in _EVENTS if pattern.fullmatch(match["event"]))
    return Interval(first, last, "day" if first == last else "range", anchor="absolute")


_EVENT_CUE = re.compile(
    r"\b(?:since|before|after|until|during|following|prior\s+to|from)\s+(?:the\s+|an?\s+)?"
    r"(?:\w+[’']?s?\s+){0,2}(?:(?:start|beginning|outbreak|launch|end|day|days|time|wake)\s+of\s+(?:the\s+|\w+[’']s\s+)?)?$"
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
            rf"(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<day>{DAY})(?:(?:\s*[-–—/]\s*|\s+(?:to|and|or|until)\s+(?:the\s+)?)(?P<to>{DAY}))?"
            rf"\s+(?:of\s+)?{_MONTH}(?!\w){_YEAR_AFTER}"
        ),
        _date,
    ),
    (
        re.compile(
            rf"(?:{WEEKDAY},?\s+)?{_MONTH}\s+(?P<day>{DAY}){_COUNTED}"
            rf"(?:(?:\s*[-–—/]\s*|\s+(?:to|and|or|through|until)\s+)(?P<to>{DAY})(?!\s+(?:of\s+)?{MONTH}){_COUNTED})?{_YEAR_AFTER}"
        ),
        _date,
    ),
    (
        re.compile(
            r"(?:the\s+)?(?:(?P<nth>first|second|third|fourth|last)[\s-]+(?P<slice>quarter|half)|q(?P<q>[1-4]))\b"
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
            rf"{PART}(?:the\s+)?{_TURN}(?P<season>spring|summer|autumn|winter|fall(?=\s+(?:of\s+)?{YEAR}|$)|(?<=last\s)fall|(?<=next\s)fall|(?<=this\s)fall)\b"
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
