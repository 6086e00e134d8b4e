"""Numbers that count nothing: designations, ages, dates, clock times, scores, references."""

from __future__ import annotations

import re

_LABEL = re.compile(
    r"(?:\b(?:articles?|resolutions?|orders?|no\.|nos\.|number|decrees?|sections?|chapters?|pages?|"
    r"paragraphs?|protocols?|annex|rooms?|highway|route|flight|brigade|regiment|battalion|"
    r"group\s+of|"
    r"phase|level|category|channel|boeing|airbus|type|mark|mk\.?|version|world\s+war|directive|"
    r"point|block|reactor|grade|magnitude|tel|phone|fax|windows|top|league|unit|stage|gate|formula|"
    r"interstate|model|bill|aged?|ages|between\s+the\s+ages\s+of|under\s+the\s+age\s+of|age\s+of)"
    r"\s*(?:no\.?|number|#)?\s*|[#№+])$"
)
_MONTH = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)|apr(?:il|\.)?|may|june?|july?|aug(?:ust|"
    r"\.)?|"
    r"sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s+(?:[0-9]{{1,2}}\s*[-–]\s*)?$")
_AFTER = re.compile(
    r"(?:[-\s](?:year|month|week|day|hour|minute|second|decade|night|yr|hr|min|"
    r"sec)s?(?:[\s-]olds?)?\b|"
    r"(?:st|nd|rd|th)\b|[\s-]?(?:mm|millimet(?:re|er)s?|cm|calib(?:re|er))\b|\s?[°º]|:[0-9]|/[0-9]|"
    r"\s?(?:a\.m\.?|p\.m\.?|am|pm)\b|\s+o[’']clock|\s+hours\b|\s+(?:times|fold|percentile|gmt)\b|"
    r"-fold\b|"
    rf"\s+(?:of\s+)?{_MONTH}(?!\w)|[-–](?!\s|(?:km|kilomet|miles?\b|met(?:re|er)|per\s?cent|ton|"
    rf"plus|percent|strong|foot|hectare|acre|[0-9]))|"
    r"[’']s\b|\s+of\s+a\s+kind|\s+(?:or\s+(?:two|three)\s+)?(?:years?|months?|weeks?|days?|"
    r"hours?|minutes?|seconds?|decades?|centuries|nights?)\b)"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}$")
_NAME_BEFORE = re.compile(r"[A-Z][\w’'-]+(?:,\s*|\s*\()$")
_CLOSED = re.compile(r"\s*[,)]")
_SCORE = re.compile(
    r"\b(?:beat|won|win|wins|defeat\w*|drew|score\w*|vote[sd]?|voting|match|game)\b"
)


def is_label(lower: str, begin: int, start: int) -> bool:
    """Whether the words before make the number a name ("Resolution 2202", "Group of Seven")."""
    window = lower[max(begin, start - 24) : start]
    return bool(_LABEL.search(window) or _MONTH_BEFORE.search(window))


def is_followed_away(lower: str, end: int, limit: int) -> bool:
    """Whether what follows makes it an age, a duration, a date, a calibre or a compound."""
    return bool(_AFTER.match(lower, end, limit))


def is_age_after_name(text: str, start: int, end: int, value: float) -> bool:
    """Whether it stands in commas or brackets after a name ("Ivanov, 34,")."""
    return (
        value < 120
        and bool(_NAME_BEFORE.search(text[max(0, start - 40) : start]))
        and bool(_CLOSED.match(text, end))
    )


def is_year(digits: str) -> bool:
    """Whether four digits could be a year; only a counted noun makes them a count."""
    return bool(_YEAR.match(digits))


def is_score(lower: str, begin: int, start: int) -> bool:
    """Whether "3-1" stands where games and votes are told."""
    return bool(_SCORE.search(lower[max(begin, start - 40) : start]))


def is_name_part(text: str, start: int, sentence_start: int) -> bool:
    """Whether a number word is capitalised inside a sentence ("Six-Day War", "Big Three")."""
    return (
        text[start].isupper() and start > sentence_start and text[start - 1 : start] not in "“\"‘'"
    )
