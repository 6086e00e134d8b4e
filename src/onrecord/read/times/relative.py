"""Rules for words that need the day of publication or the time told before."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.read.times.interval import (
    Interval,
    Unit,
    day,
    part_of,
    quarter_of,
    shift,
    unit_around,
    unknown,
    weekend_of,
)
from onrecord.read.times.words import (
    DAYTIME,
    NUMBER,
    PART,
    UNIT,
    WEEKDAY,
    WEEKDAYS,
    Expression,
    Rule,
    is_vague,
    number_named,
    part_named,
    unit_named,
)

if TYPE_CHECKING:
    from onrecord.model import Granularity

_RECENT: dict[Unit, int] = {"hour": 24, "day": 7, "week": 4, "month": 3, "year": 3, "decade": 2}
"""How far "recent days" reaches back, in units: a reading, no rule of the codebook."""
_DEICTIC = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "yesterday": -1, "last night": -1, "yesterday evening": -1, "tomorrow": 1,
    "the day before yesterday": -2, "the day after tomorrow": 2,
}  # fmt: skip


def _deictic(said: Expression) -> Interval | None:
    if said.published is None:
        return unknown("day")
    words = re.sub(r"\s+", " ", said["deictic"])
    return day(said.published + timedelta(days=_DEICTIC[words]))


def _now(said: Expression) -> Interval | None:
    return unknown("day") if said.published is None else day(said.published)


def _recently(said: Expression) -> Interval | None:
    return Interval(None, said.published, "range", approximate=True)


def _soon(said: Expression) -> Interval | None:
    return Interval(said.published, None, "range", approximate=True)


def _overnight(said: Expression) -> Interval | None:
    """The night that ends on the day named, on the day of publication when none is."""
    if said.published is None:
        return unknown("day")
    until = said.published
    if said["weekday"]:
        until = _latest(WEEKDAYS.index(said["weekday"]), said.published)
    return Interval(until - timedelta(days=1), until, "day")


def _latest(weekday: int, published: date) -> date:
    return published - timedelta(days=(published.weekday() - weekday) % 7)


def _weekday(said: Expression) -> Interval | None:
    """The most recent one, the day of publication included, unless it is to come."""
    published = said.published
    if published is None:
        return unknown("day")
    turn = f"{said['turn'] or ''} {said['week'] or ''}"
    latest = _latest(WEEKDAYS.index(said["weekday"]), published)
    if said["week"]:
        step = -1 if "last" in turn else 1 if "next" in turn else 0
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=step)
        return day(monday + timedelta(days=WEEKDAYS.index(said["weekday"])))
    if ("last" in turn or "past" in turn or "previous" in turn) and latest == published:
        return day(latest - timedelta(days=7))
    if "next" in turn or ("coming" in turn):
        return day(latest + timedelta(days=7))
    if said.future and latest != published:
        return day(latest + timedelta(days=7))
    return day(latest)


_NEAR_WEEKDAY = re.compile(r"(?:bloody|black|good|palm|easter|ash|super|holy)\s+$")
_TITLE_AFTER = re.compile(r"\s+(?:times|telegraph|mail|mirror|express|herald|independent|world)\b")


def _named_weekday(said: Expression) -> Interval | None:
    lower = said.match.string
    if _NEAR_WEEKDAY.search(said.before(10)):
        return None
    return None if _TITLE_AFTER.match(lower, said.match.end()) else _weekday(said)


def _unit(said: Expression) -> Interval | None:
    """A calendar unit: "this week", "late last year", "the end of the month"."""
    unit, turn = unit_named(said["unit"]), said["turn"] or "the"
    part_words = said["part"]
    if unit in ("day", "night", "hour") or (turn == "the" and not part_words and unit != "weekend"):
        return None
    if said.published is None:
        return unknown(_granularity(unit))
    if turn == "past":
        first = shift(said.published, -1, unit)
        return Interval(first, said.published, "range")
    whole = _turned_unit(turn, unit, said.published, future=said.future)
    if part_words and re.match(r"earlier|later", part_words):
        return _beside(whole, said.published, earlier=part_words.startswith("earlier"))
    if part_words:
        return part_of(whole, part_named(part_words))
    return _so_far(whole, said) if turn in ("this", "current") and unit != "weekend" else whole


def _turned_unit(turn: str, unit: Unit, published: date, *, future: bool | None) -> Interval:
    if unit == "weekend":
        return _weekend(turn, published, future=future)
    step = {"last": -1, "previous": -1, "next": 1, "coming": 1}.get(turn, 0)
    return unit_around(shift(published, step, unit), unit)


def _weekend(turn: str, published: date, *, future: bool | None) -> Interval:
    """The latest that has begun; "this" and a future clause look to the coming one."""
    this = weekend_of(published)
    begun = this if published.weekday() >= 5 else weekend_of(published - timedelta(days=7))
    if turn in ("next", "coming"):
        return weekend_of(published + timedelta(days=7)) if published.weekday() >= 5 else this
    if turn in ("last", "previous", "past"):
        return weekend_of(published - timedelta(days=7))
    return this if future or (turn == "this" and future is None) else begun


def _beside(whole: Interval, published: date, *, earlier: bool) -> Interval:
    """The part of a running unit before or after the day of publication; of another, its half."""
    if whole.first is None or whole.last is None:
        return whole
    if not whole.first <= published <= whole.last:
        return part_of(whole, "early" if earlier else "late")
    if earlier:
        last = max(whole.first, published - timedelta(days=1))
        return replace(whole, last=last, granularity="range")
    first = min(whole.last, published + timedelta(days=1))
    return replace(whole, first=first, granularity="range")


def _so_far(whole: Interval, said: Expression) -> Interval:
    """A running unit reaches to the day of publication, or from it when the clause looks ahead."""
    if said.future:
        return replace(whole, first=said.published)
    return replace(whole, last=said.published)


_GRANULARITY: dict[Unit, Granularity] = {
    "hour": "hour", "day": "day", "night": "day", "week": "week", "month": "month",
    "quarter": "season", "year": "year",
}  # fmt: skip


def _granularity(unit: Unit) -> Granularity:
    return _GRANULARITY.get(unit, "range")


def _stretch(said: Expression) -> Interval | None:
    """A stretch that ends or begins at publication: "the past two weeks", "recent days"."""
    unit, turn, number = unit_named(said["unit"]), said["turn"], said["number"]
    published = said.published
    if published is None:
        return unknown("range")
    ahead = turn in ("next", "coming")
    count = number_named(number) if number else _RECENT.get(unit, 3)
    vague = number is None or is_vague(number)
    if ahead:
        return Interval(published, shift(published, count, unit), "range", approximate=vague)
    return Interval(shift(published, -count, unit), published, "range", approximate=vague)


def _ago(said: Expression) -> Interval | None:
    published = said.published
    unit = unit_named(said["unit"])
    return unknown(_granularity(unit)) if published is None else _distant(said, published, -1)


def _ahead(said: Expression) -> Interval | None:
    published = said.published
    unit = unit_named(said["unit"])
    return unknown(_granularity(unit)) if published is None else _distant(said, published, 1)


def _distant(said: Expression, origin: date, sign: int) -> Interval:
    """The unit that lies N units away: a day, the days around a week, a month, a year."""
    unit, number = unit_named(said["unit"]), said["number"]
    count = number_named(number)
    vague = is_vague(number) or bool(said["about"])
    if number.startswith("half"):
        middle = shift(origin, sign * 6, "month") if unit == "year" else origin
        return replace(unit_around(middle, "month" if unit == "year" else "day"), approximate=True)
    middle = shift(origin, sign * count, unit)
    if unit in ("hour", "day", "night"):
        span = day(middle)
    elif unit == "week":
        around = timedelta(days=3)
        span = Interval(middle - around, middle + around, "week", approximate=True)
    else:
        span = unit_around(middle, unit)
    if not vague:
        return span
    reach = _MOST.get(number.split()[-1], count + 1)
    return _loosened(span, shift(origin, sign * reach, unit))


_MOST = {"several": 9, "few": 5, "many": 9}


def _loosened(span: Interval, far: date) -> Interval:
    """A vague number reaches on: "several days ago" is three to nine days back."""
    if span.first is None or span.last is None:
        return span
    first, last = min(span.first, far), max(span.last, far)
    return replace(span, first=first, last=last, granularity="range", approximate=True)


def _from_event(said: Expression) -> Interval | None:
    """Counted from the time told before ("two days earlier"), unknown where none was told."""
    unit = unit_named(said["unit"])
    counted = said.previous and _from_origin(said, said.previous)
    if counted is None:
        return unknown(_granularity(unit), anchor="event")
    return replace(counted, anchor="event")


def counted_from(said: Expression, origin: Interval) -> Interval | None:
    """The time that lies "two days after" ``origin``; None where the words count from no time."""
    if said["way"] not in ("before", "after"):
        return None
    counted = _from_origin(said, origin)
    return counted and replace(counted, anchor=origin.anchor, yearless=origin.yearless)


def _from_origin(said: Expression, origin: Interval) -> Interval | None:
    back = said["way"].startswith(("earlier", "before", "prior", "previously"))
    begin = origin.first if back else origin.last
    return None if begin is None else _distant(said, begin, -1 if back else 1)


def _anaphor(said: Expression) -> Interval | None:
    """The unit at or beside the time told before: "the same day", "the following month"."""
    unit = unit_named(said["unit"])
    previous = said.previous
    if previous is None or previous.first is None or previous.last is None:
        return unknown(_granularity(unit), anchor="event")
    step = {"next": 1, "following": 1, "previous": -1, "preceding": -1}.get(said["turn"], 0)
    if said["before"]:
        step = -1 if said["before"] == "before" else 1
    origin = previous.last if step > 0 else previous.first
    if unit == "quarter":
        return replace(quarter_of(shift(origin, step, unit)), anchor="event")
    if step == 0 and unit in ("day", "night", "hour"):
        return replace(previous, anchor="event", yearless=False)
    return replace(unit_around(shift(origin, step, unit), unit), anchor="event")


def _year_ago(said: Expression) -> Interval | None:
    """The same quarter or month a year back: "the year-ago quarter"; which one is a guess."""
    unit, published = unit_named(said["unit"]), said.published
    if published is None:
        return unknown(_granularity(unit))
    return replace(unit_around(shift(published, -1, "year"), unit), approximate=True)


_NO_SPAN = re.compile(
    r"(?:jailed|sentenced|imprisoned|prison|banned|suspended|extend\w*|term)\b[^.;]{0,40}$"
)


def _duration(said: Expression) -> Interval | None:
    """Up to the day of publication, from the low bound at least: "for several weeks"."""
    unit, number = unit_named(said["unit"]), said["number"]
    published = said.published
    if number is None and not said["unit"].endswith("s"):
        return None
    if published is None or _NO_SPAN.search(said.before(60)):
        return unknown("range")
    count = number_named(number) if number else 2
    vague = number is None or is_vague(number) or bool(said["about"])
    if said.future:
        return Interval(published, shift(published, count, unit), "range", approximate=vague)
    return Interval(shift(published, -count, unit), published, "range", approximate=vague)


def _clock(_: Expression) -> Interval | None:
    """An hour alone: the day it belongs to is another word's, and unknown where there is none."""
    return unknown("hour", anchor="event")


_NOUN = rf"(?!quarters?\s+of\b)(?P<unit>{UNIT}s?)\b"
_ABOUT = (
    r"(?:(?P<about>more\s+than|less\s+than|at\s+least|about|around|nearly|almost|over|roughly|"
    r"some|just\s+over|just\s+under|as\s+long\s+as|up\s+to|well\s+over)\s+)?"
)
_COUNT = rf"{_ABOUT}(?:the\s+)?(?P<number>{NUMBER})(?:\s+full|\s+whole)?[\s-]+{_NOUN}"
_TIME_OF_DAY = (
    r"(?:(?:[01]?[0-9]|2[0-4])(?:[:.][0-5][0-9])?(?:\s*(?:a\.m\.?|p\.m\.?|am\b|pm\b)|\s+o[’']clock|"
    r"\s+hours\b|(?=\s+(?:local|gmt|utc|est|moscow|kyiv)\b))|(?:[01]?[0-9]|"
    r"2[0-3]):[0-5][0-9](?!\d|:)|"
    r"midnight\b|noon\b|midday\b|dawn\b|dusk\b)"
    r"(?:\s+(?:(?:local|moscow|kyiv|eastern)\s+time|gmt|utc|est|et)\b)?(?:\s+\([0-9:]+\s*(?:gmt|"
    r"utc|et|bst|est)\))?"
)

RULES: tuple[Rule, ...] = (
    (
        re.compile(
            r"(?:(?:earlier|later|late|early|only)\s+)?(?P<deictic>the\s+day\s+before\s+yesterday|"
            r"the\s+day\s+after\s+tomorrow|today|tonight|yesterday|tomorrow|last\s+night|"
            rf"this\s+(?:morning|afternoon|evening))\b(?!\s*show)(?:\s+{DAYTIME}\b)?"
        ),
        _deictic,
    ),
    (
        re.compile(
            r"(?:right\s+now|now|currently|at\s+present|at\s+the\s+moment|presently|these\s+days|"
            r"nowadays)\b(?!\s+(?:that|defunct|former))"
        ),
        _now,
    ),
    (re.compile(r"(?:more\s+)?recently\b"), _recently),
    (
        re.compile(
            r"(?:soon|shortly)\b(?!\s+(?:after|before|afterwards?|thereafter))(?!,?\s+(?:he|she|"
            r"it|they)\b)"
        ),
        _soon,
    ),
    (
        re.compile(rf"overnight(?:,?\s+(?:(?:on|into|to|from)\s+)?(?P<weekday>{WEEKDAY}))?\b"),
        _overnight,
    ),
    (
        re.compile(
            r"(?:(?:the\s+)?(?:earlier|later|late|early|mid)[\s-]+(?:on\s+)?)?"
            r"(?:(?P<turn>last|next|this\s+past|this\s+coming|this|coming|the\s+coming|"
            r"the\s+previous|the\s+following)\s+)?"
            rf"(?P<weekday>{WEEKDAY})(?![\w-])(?:\s+(?:early\s+|"
            rf"late\s+)?{DAYTIME}\b)?(?:,?\s+(?P<week>(?:last|this|next)\s+week)\b)?"
        ),
        _named_weekday,
    ),
    (
        re.compile(
            rf"{PART}(?:the\s+)?(?P<turn>last|this|next|past|previous|coming|current|"
            rf"the)\s+(?P<unit>{UNIT})(?![\w-])"
        ),
        _unit,
    ),
    (
        re.compile(
            rf"(?:the\s+)?(?:(?P<turn>past|last|previous|next|coming|"
            rf"recent)\s+)(?:(?P<number>{NUMBER})\s+)?(?:or\s+so\s+)?"
            rf"(?P<unit>{UNIT}s)(?![\w-])"
        ),
        _stretch,
    ),
    (re.compile(rf"{_COUNT}\s+ago\b"), _ago),
    (
        re.compile(r"(?:the\s+|an?\s+)?year[\s-](?:ago|earlier)\s+(?P<unit>quarter|month)(?!\w)"),
        _year_ago,
    ),
    (re.compile(rf"{_COUNT}\s+from\s+(?:now|today)\b"), _ahead),
    (
        re.compile(
            rf"{_COUNT}\s+(?P<way>earlier|later|before|after|afterwards?|prior|previously|"
            rf"on)(?![\w-])"
        ),
        _from_event,
    ),
    (
        re.compile(
            rf"(?:the\s+(?P<turn>same|next|following|previous|preceding)|that|"
            rf"(?:the(?=\s+day\s+(?:before|after)(?!\s+(?!he\b|she\b|but\b|and\b|when\b)\w))))"
            rf"\s+(?P<unit>{UNIT})(?![\w-])(?:\s+(?P<before>before|after)\b)?"
        ),
        _anaphor,
    ),
    (
        re.compile(
            rf"for\s+{_ABOUT}(?:(?P<number>{NUMBER})[\s-]+)?{_NOUN}"
            r"(?!\s+(?:ago|earlier|later|from|in\s+prison|in\s+jail))(?![\w-])"
        ),
        _duration,
    ),
    (
        re.compile(
            rf"(?:(?:at|by|around|about|before|until|from|since)\s+)?(?:about\s+|around\s+|"
            rf"just\s+(?:before|after)\s+)?{_TIME_OF_DAY}"
        ),
        _clock,
    ),
)
"""Tried in order at a place; the longest match wins."""
