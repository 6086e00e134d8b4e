"""The words of the calendar and the pieces of pattern that the rules share."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from onrecord.read.times.interval import Interval, Part, Unit

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of time as a rule matched them, and what the rule may know beside them.

    ``match`` is over the lower-cased text, ``text`` has the same offsets. ``future``: whether
    the clause looks ahead, None when nothing tells. ``previous``: the last time found before
    this one in the text.
    """

    match: re.Match[str]
    text: str
    published: date | None
    future: bool | None
    previous: Interval | None

    def __getitem__(self, group: str) -> str | Any:
        """The words of a group, None where it took no part or the rule has no such group."""
        return self.match[group] if group in self.match.re.groupindex else None

    def before(self, reach: int, group: str | int = 0) -> str:
        """Up to ``reach`` lower-cased characters before the words, up to where a group begins."""
        start = self.match.start()
        return self.match.string[max(0, start - reach) : self.match.start(group)]

    def is_capital(self, group: str) -> bool:
        """Whether a group begins with a capital: month names do, "may" and "march" do not."""
        return self.text[self.match.start(group)].isupper()


Build = Callable[[Expression], Interval | None]
Rule = tuple[re.Pattern[str], Build]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september",
          "october", "november", "december")  # fmt: skip
MONTH_NUMBER = {name: i + 1 for i, name in enumerate(MONTHS)}
MONTH_NUMBER |= {name[:3]: i + 1 for i, name in enumerate(MONTHS)} | {"sept": 9}
SEASON_MONTH = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "twenty-four": 24, "forty-eight": 48, "seventy-two": 72, "thirty": 30, "forty": 40,
    "fifty": 50, "couple": 2, "few": 3, "several": 3, "dozen": 12, "many": 3, "half": 1,
}  # fmt: skip
VAGUE = frozenset(("few", "several", "many", "couple"))

WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
MONTH = "(?:" + "|".join(MONTHS) + r"|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
YEAR = r"(?:19|20)[0-9]{2}(?![0-9]|[.,][0-9]|[-–]?(?:km|mm|kg|k|m|bn)\b|%)"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?(?![0-9]|[.,:/][0-9]|%)\b"
NUMBER = (
    r"(?:[0-9]{1,3}|a\s+few|a\s+couple(?:\s+of)?|half\s+an?|a\s+dozen|"
    + "|".join(word for word in NUMBERS if word not in ("couple", "half", "dozen"))
    + ")"
)
UNIT = r"(?:hour|day|night|week|weekend|month|quarter|year|decade|centur(?:y|ies))"
DAYTIME = r"(?:morning|afternoon|evening|night|midday|noon|dawn|midnight|lunchtime)"
PART = (
    r"(?P<part>(?:the\s+)?(?:very\s+)?(?:early|mid|late|later|earlier)(?:[\s-]+|\s*-\s*)(?:on\s+|"
    r"in\s+)?"
    r"(?:part\s+of\s+|days\s+of\s+)?|"
    r"(?:the\s+)?(?:very\s+)?"
    r"(?:beginning|start|(?:first|last|final)\s+(?:days|weeks?)|middle|end|close)\s+of\s+)?"
)
_PARTS: dict[str, Part] = {
    "early": "early", "earlier": "early", "mid": "mid", "middle": "mid", "late": "late",
    "later": "late", "beginning": "start", "start": "start", "first": "start", "end": "end",
    "close": "end", "last": "end", "final": "end",
}  # fmt: skip
_PART_WORD = re.compile("|".join(sorted(_PARTS, key=len, reverse=True)))


def part_named(words: str | None) -> Part | None:
    """Which part of a whole the words name ("the middle of" → mid)."""
    if words and (week := re.search(r"(first|last|final)\s+week\b", words)):
        return "first week" if week[1] == "first" else "last week"
    found = _PART_WORD.search(words) if words else None
    return _PARTS[found.group()] if found else None


def unit_named(word: str) -> Unit:
    """The unit of a singular or plural word."""
    singular = word.removesuffix("s").removesuffix("'").removesuffix("’")
    return "century" if singular.startswith("centur") else cast("Unit", singular)


def number_named(words: str) -> int:
    """The number of digits or a number word; the low bound of a vague one."""
    if words.isdigit():
        return int(words)
    return next(NUMBERS[word] for word in reversed(words.split()) if word in NUMBERS)


def is_vague(words: str) -> bool:
    """Whether a number word names no single number ("several")."""
    return any(word in VAGUE for word in words.split())


def month_named(words: str) -> int:
    """The number of a month by its name or short form."""
    return MONTH_NUMBER[words.rstrip(".")]
