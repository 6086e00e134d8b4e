"""Scan sentences for words of time and put each into an interval of days."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from onrecord.model import Span, Time
from onrecord.read.times import absolute, relative
from onrecord.read.times.interval import Interval, unknown
from onrecord.read.times.tense import is_future
from onrecord.read.times.words import DAYTIME, MONTHS, WEEKDAYS, Build, Expression

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULES = absolute.RULES + relative.RULES
_STARTS = re.compile(
    r"(?<![\w$£€])(?:[0-9]|(?:"
    + "|".join(WEEKDAYS + MONTHS)
    + r"|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|early|mid|late|later|earlier|last|this|next|"
    r"past|previous|coming|recent|recently|more\s+recently|current|currently|same|following|first|"
    r"second|third|fourth|q[1-4]|today|tonight|yesterday|tomorrow|overnight|now|nowadays|"
    r"right\s+now|"
    r"presently|these|at|soon|shortly|that|for|only|about|nearly|almost|over|around|roughly|some|"
    r"just|"
    r"spring|summer|autumn|winter|fall|christmas|boxing|new\s+year|orthodox|victory|armistice|"
    r"valentine|halloween|good\s+friday|easter|palm|dawn|dusk|noon|midnight|midday|by|before|until|"
    r"from|since|year|full|russia|russian|all|illegal|annexation|destruction|collapse|breach|"
    r"wagner|prigozhin|downing|hamas|taliban|us|american|iraqi|iraq|invasion|myanmar|coup|world|"
    r"korean|six|yom|falklands|rwandan|srebrenica|ouster|overthrow|toppling|more|less|up\s+to|well|"
    r"an?(?=\s+(?:few|couple|dozen|hour|day|night|week|month|year|decade|century))|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    r"fifty|seventy-two|several|many|half|"
    r"the(?=\s+(?:[0-9]|early|mid|late|very|begin|start|first|second|third|fourth|last|final|"
    r"middle|"
    r"end|close|past|previous|next|coming|recent|current|same|following|preceding|day|weekend|week|"
    r"spring|summer|autumn|winter|year)))\b)"
)
"""Where a time may begin: only there are the rules tried."""
_HINT = re.compile(
    r"\b(?:"
    + "|".join(WEEKDAYS)
    + r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|[0-9]{4}|[0-9]+[:.][0-9]+|[ap]\.?m\b|"
    r"hour|day|night|week|month|quarter|half|year|decade|centur|today|tonight|yesterday|tomorrow|"
    r"this\s+(?:morning|afternoon|evening)|overnight|now|right\s+now|current|present|moment|"
    r"recently|soon|shortly|q[1-4]|spring|summer|autumn|winter|fall|christmas|boxing|new\s+year|"
    r"victory|armistice|valentine|halloween|easter|dawn|dusk|noon|midnight|midday|invasion|war|"
    r"annexation|dam|mutiny|rebellion|revolt|mh|attack|assault|massacre|kabul|takeover|return|"
    r"assad|kuwait|iraq|wall|coup|genocide|wwi|wwii|9/11|[0-9]{1,2}(?:st|nd|rd|th)|local|gmt|utc)"
    r"|[0-9](?:am|pm)\b|[0-9]0s\b"
)
"""Words without which there is no time: most places where one may begin are passed by."""
_NEAR = 60
_PREPOSITION = re.compile(
    r"(?:\b(?:as\s+(?:early|late|recently|far\s+back)\s+as|ever\s+since|since|on|in|at|by|until|"
    r"till|"
    r"before|after|during|from|over|through|throughout|within|into|around|about|circa|for|"
    r"as\s+of|between|"
    r"prior\s+to|starting|beginning|back|up\s+to|ahead\s+of|early|late|just|only|"
    rf"(?:night|{DAYTIME}|(?:early\s+|late\s+|small\s+)?hours|evening|course|whole|rest|"
    rf"period)\s+(?:of|to)|the)\s+)+$"
)
_LEAD = 80
"""Characters before the core in which its prepositions are looked for."""
_JOIN = re.compile(r"\s*(?:[-–—]|\b(?:to|until|till|through|up\s+to|into|and)\b)\s*(?:the\s+)?")
_BESIDE_CLOCK = re.compile(r"[,\s]*(?:(?:on|of|in|at|early|late|the|local\s+time)[,\s]+)*")
_EFFECTS = (
    (re.compile(r"\b(?:since|from|starting|beginning|as early as|as far back as)\b"), "since"),
    (re.compile(r"\b(?:until|till|up\s+to|through|by|as\s+late\s+as)\b"), "until"),
    (re.compile(r"\b(?:before|prior\s+to|ahead\s+of)\b"), "before"),
    (re.compile(r"\bafter\b"), "after"),
)
_DEADLINE = re.compile(r"\b(?:by|until|till)\s+(?:the\s+)?$")
_APPROXIMATE = re.compile(r"\b(?:around|about|circa)\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence with its text, and the time told before the words under work."""

    text: str
    lower: str
    span: Span
    published: date | None
    previous: Interval | None


@dataclass(frozen=True, slots=True)
class _Found:
    """Words of time without their preposition, what they mean, and the expression if it is one."""

    start: int
    end: int
    interval: Interval
    said: Expression | None = None


def find_times(text: str, spans: Sequence[Span], published: date | None) -> tuple[Time, ...]:
    """The times named in the sentences, in order, with their prepositions.

    Relative words without a publication date keep ``first`` and ``last`` None. Offsets are
    into ``text``.
    """
    lower = _lowered(text)
    times: list[Time] = []
    previous: Interval | None = None
    for span in spans:
        found = _cores(text, lower, span, published, previous)
        found = _with_ranges(lower, _with_clocks(lower, _with_origins(lower, found)))
        previous = next((f.interval for f in reversed(found) if _is_closed(f.interval)), previous)
        limit = span.start
        for one in found:
            times.append(_time(lower, one, limit, published))
            limit = one.end
    return tuple(times)


def _lowered(text: str) -> str:
    """Lower case with every offset kept: a few letters grow when lowered."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _is_closed(interval: Interval) -> bool:
    return interval.first is not None and interval.last is not None


def _cores(
    text: str, lower: str, span: Span, published: date | None, previous: Interval | None
) -> list[_Found]:
    found: list[_Found] = []
    limit = span.start
    ends = [hint.end() for hint in _HINT.finditer(lower, span.start, span.end)]
    for hit in _STARTS.finditer(lower, span.start, span.end) if ends else ():
        if hit.start() < limit or not _is_near(ends, hit.start()):
            continue
        told = _Told(text, lower, span, published, previous)
        one = _longest(told, hit.start())
        if one is not None:
            found.append(one)
            limit = one.end
            previous = one.interval if _is_closed(one.interval) else previous
    return found


def _is_near(ends: list[int], start: int) -> bool:
    """Whether a word that only times have ends soon after an offset."""
    index = bisect_right(ends, start)
    return index < len(ends) and ends[index] - start <= _NEAR


def _longest(told: _Told, start: int) -> _Found | None:
    """The longest reading of the words at an offset."""
    limit = told.span.end
    matches = [(m, build) for rule, build in _RULES if (m := rule.match(told.lower, start, limit))]
    matches.sort(key=lambda pair: -pair[0].end())
    for match, build in matches:
        said = Expression(
            match, told.text, told.published, _looks_ahead(told, match), told.previous
        )
        interval = _built(build, said)
        if interval is not None:
            return _Found(match.start(), match.end(), interval, said)
    return None


def _looks_ahead(told: _Told, match: re.Match[str]) -> bool | None:
    """Whether the words are of what is to come: by the verb, else by a word of deadline."""
    span, start = told.span, match.start()
    future = is_future(told.lower, start, match.end(), (span.start, span.end))
    if future is None and _DEADLINE.search(told.lower, max(span.start, start - 14), start):
        return True
    return future


def _built(build: Build, said: Expression) -> Interval | None:
    """The interval, None where the numbers make no date (31 June, 9000 years ago)."""
    try:
        interval = build(said)
    except (ValueError, OverflowError):
        return None
    if interval and interval.first and interval.last and interval.first > interval.last:
        return None
    return interval


def _with_origins(lower: str, found: list[_Found]) -> list[_Found]:
    """Join a distance with the time it is counted from ("two days after January 7")."""
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.said and lower[last.end : one.start].isspace():
            interval = _built(partial(relative.counted_from, origin=one.interval), last.said)
            if interval:
                joined[-1] = _Found(last.start, one.end, interval)
                continue
        joined.append(one)
    return joined


def _with_clocks(lower: str, found: list[_Found]) -> list[_Found]:
    """Join an hour with the day named beside it ("at 3 a.m. on Tuesday")."""
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if (
            last
            and _are_hour_and_day(last, one)
            and _BESIDE_CLOCK.fullmatch(lower, last.end, one.start)
        ):
            dated = one if last.interval.granularity == "hour" else last
            interval = replace(dated.interval, granularity="hour")
            joined[-1] = _Found(last.start, one.end, interval)
        else:
            joined.append(one)
    return joined


def _are_hour_and_day(one: _Found, other: _Found) -> bool:
    kinds = {one.interval.granularity, other.interval.granularity}
    return kinds == {"hour", "day"}


def _with_ranges(lower: str, found: list[_Found]) -> list[_Found]:
    """Join "from X to Y", "between X and Y", "X – Y" into one interval."""
    joined: list[_Found] = []
    for one in found:
        last = joined[-1] if joined else None
        interval = _range(lower, last, one) if last else None
        if last and interval:
            joined[-1] = _Found(last.start, one.end, interval)
        else:
            joined.append(one)
    return joined


def _range(lower: str, one: _Found, other: _Found) -> Interval | None:
    mark = _JOIN.fullmatch(lower, one.end, other.start)
    if mark is None:
        return None
    if mark.group().strip().startswith("and") and not re.search(
        r"between\s+(?:the\s+)?$", lower[max(0, one.start - 20) : one.start]
    ):
        return None
    if "since" in lower[max(0, one.start - 7) : one.start]:
        return None
    return _spanning(one.interval, other.interval)


def _spanning(begin: Interval, until: Interval) -> Interval | None:
    """From the first day of one to the last of the other; a missing year is the other's."""
    if begin.first is None or until.last is None:
        return unknown("range")
    first = begin.first
    if begin.yearless and not until.yearless:
        first = first.replace(
            year=until.last.year, day=min(first.day, 28) if first.month == 2 else first.day
        )
    if first > until.last:
        first = first.replace(year=first.year - 1) if begin.yearless else first - timedelta(days=7)
    if first > until.last:
        return None
    approximate = begin.approximate or until.approximate
    return Interval(first, until.last, "range", approximate, until.anchor, until.yearless)


def _time(lower: str, found: _Found, limit: int, published: date | None) -> Time:
    """The words with their preposition, and the interval as the preposition changes it."""
    start, interval = found.start, found.interval
    lead = (
        "" if _is_possessive(lower, found.end) else _lead(lower, max(limit, start - _LEAD), start)
    )
    own = re.match(r"(?:by|before|until|from|since|around|about)\b", lower[start : found.end])
    interval = _bounded(interval, lead or (own.group() if own else ""), published)
    return Time(
        start - len(lead), found.end, interval.first, interval.last, interval.granularity,
        interval.approximate, interval.anchor,
    )  # fmt: skip


def _is_possessive(lower: str, end: int) -> bool:
    return lower[end : end + 2] in ("'s", "’s")


def _lead(lower: str, begin: int, start: int) -> str:
    """The prepositions right before, without an article that would stand first."""
    match = _PREPOSITION.search(lower[begin:start])
    if match is None:
        return ""
    lead = match.group()
    article = re.match(r"the\s+(?!\w+\s+of)", lead)
    return lead[article.end() :] if article else lead


def _bounded(interval: Interval, lead: str, published: date | None) -> Interval:
    if _APPROXIMATE.search(lead):
        interval = replace(interval, approximate=True)
    if interval.granularity == "hour" and interval.first is None:
        return interval
    effect = next((name for pattern, name in _EFFECTS if pattern.search(lead)), None)
    if effect is None or (interval.granularity == "range" and effect == "since" and "from" in lead):
        return interval
    return _opened(interval, effect, published)


def _opened(interval: Interval, effect: str, published: date | None) -> Interval:
    first, last, one_day = interval.first, interval.last, timedelta(days=1)
    if effect == "since":
        reach = published if first is None or published is None or published >= first else None
        return replace(interval, last=reach if first else None, granularity="range")
    if effect == "until":
        return replace(interval, first=None, granularity="range")
    if effect == "before":
        return replace(interval, first=None, last=first and first - one_day, granularity="range")
    return replace(interval, first=last and last + one_day, last=None, granularity="range")
