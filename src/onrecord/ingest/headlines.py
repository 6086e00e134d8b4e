"""Signs that a line is a headline rather than a sentence of a story."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_ARTICLES = frozenset({"the", "a", "an"})
_LONGEST = 28
"""Words: hardly any outlet sets longer headlines."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_VERBS = _words(
    "says kills kill hits hit strikes vows warns urges slams blasts eyes seeks sends takes seizes "
    "captures claims denies rejects accuses backs calls faces fears holds launches leaves loses "
    "makes meets opens orders pledges prepares pushes raises reveals shows signs sparks targets "
    "threatens trades visits wins wounds injures flee flees dies arrives announces approves "
    "attacks begins blames bombs confirms condemns defends demands destroys downs expects gets "
    "gives goes halts joins keeps leads lifts mulls names offers plans plays pulls puts reaches "
    "reports returns rises rules sees sets shells shuts starts stops storms suspends tells turns "
    "votes wants withdraws repels resumes braces clashes"
)
_SUBJECT_VERB = re.compile(
    r"^(?:[A-Z][\w’'-]*\s){1,3}(?!is\b|was\b|has\b|its\b|as\b|this\b)[a-z]{2,}[^su]s\b"
)
_SPEAKER = re.compile(
    r"(?:,\s(?:\w+\s){1,4}(?:says?|warns?|claims?|reports?)|[–—:-]\s\w+(?:\s\w+)?)$"
)
_DASH = re.compile(r"\s[-–—|]\s")
_INNER_STOP = re.compile(r"[a-z]{3}[.!?][”\"’]?\s+[“\"‘]?[A-Z]")


def headline_signs(text: str) -> Iterator[str]:
    """What in a line without final punctuation speaks for a headline, each in words."""
    words = _WORD.findall(text)
    if not 3 <= len(words) <= _LONGEST or _INNER_STOP.search(text):
        return
    # In title case an article within is written "The"; one that opens a sentence counts.
    if len(words) >= 6 and not _ARTICLES & {words[0].lower(), *words[1:]}:
        yield "no article in it"
    if _VERBS & set(words) or _SUBJECT_VERB.match(text):
        yield "a verb in the present of headlines"
    if _SPEAKER.search(text) or _DASH.search(text):
        yield "parts joined as in headlines"
    if len(words) >= 4 and _is_title_case(words):
        yield "title case"


def _is_title_case(words: list[str]) -> bool:
    long = [word for word in words if len(word) >= 4]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def is_heading(text: str) -> bool:
    """Whether a line without final punctuation is short enough to head a section."""
    return len(_WORD.findall(text)) <= 8 and not text[0].islower()
