"""Scan sentences for numbers that count something and read their bounds, unit, group and scope."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Comparator, Quantity, Span
from onrecord.read.quantities import excluded
from onrecord.read.quantities.bounds import bounded, comparator_left, comparator_right
from onrecord.read.quantities.counted import counted
from onrecord.read.quantities.measures import CURRENCY_SIGNS, measure_after
from onrecord.read.quantities.nouns import group_after
from onrecord.read.quantities.numbers import (
    DIGITS,
    FRACTION,
    PORTION,
    VAGUE,
    WORDS,
    Amount,
    digits_value,
    fraction_value,
    vague_value,
    words_value,
)
from onrecord.read.quantities.scene import Number, Scene

if TYPE_CHECKING:
    from collections.abc import Sequence
_SIGN = r"(?:(?:us|a|c)?\$|[€£¥₴₽₪₹])\s?"
_NUMBER = (
    rf"(?P<sign>{_SIGN})?(?P<digits>{DIGITS})"
    r"(?:(?P<suffix>mln|mn|bn|tn|k|b|(?(sign)m|m(?=\s+(?:people|[a-z]+s)\b)))(?!\w))?"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b)?"
)
_NONE = (
    r"(?:no\s+one|nobody|none)(?=\s+(?:else\s+)?(?:was|were|has\s+been|had\s+been|"
    r"is)\s+(?:reportedly\s+|reported\s+)?"
    r"(?:killed|injured|hurt|wounded))|no(?=\s+(?:\w+\s+)?(?:deaths|injuries|fatalities|"
    r"casualties|victims)\b)"
)
_CANDIDATE = re.compile(
    rf"(?<![\w$€£.,:/#–-])(?:(?P<none>{_NONE})|(?P<portion>{PORTION})|(?P<vague>{VAGUE})|"
    rf"(?P<fraction>{FRACTION})|(?P<words>{WORDS})|{_NUMBER}|(?P<some>a\s+(?:hundred|thousand|"
    rf"million|billion|dozen))\b)"
)
_SECOND = re.compile(rf"(?:{_NUMBER}|(?P<words>{WORDS}))")
_JOIN = re.compile(r"\s*[-–—]\s*|\s+(?:to|or|and)\s+")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|grew|grown|increased?|dropped|up|down|cut|reduced|raised|"
    r"revised)\b"
)
_FRACTION_OF = re.compile(r"\s+of\b|\s+(?:the|its|their|his|her|all)\s|\s+a\s+million\b")
_NOT_PORTION = re.compile(
    r"\b(?:first|second|third|last|latter|former|other|better|one\s+and\s+an?|and\s+a)\s+$"
)
_SPELL = re.compile(
    r"(?:past\s+|last\s+)?(?:time|day|week|month|year|night|hour|century|decade)s?\b"
)


def find_quantities(
    text: str, spans: Sequence[Span], taken: Sequence[Span] = ()
) -> tuple[Quantity, ...]:
    """The amounts that the sentences name, in order.

    A span holds the comparator, the number and its measure ("more than 18 miles"), not the
    counted noun. ``taken``: characters that are something else (times), passed over.
    """
    lower = _lowered(text)
    found: list[Quantity] = []
    for span in spans:
        here = tuple(t for t in taken if t.overlaps(span))
        found.extend(_in_sentence(Scene(text, lower, span, here)))
    return tuple(found)


def _lowered(text: str) -> str:
    """Lower case with every offset kept: a few letters grow when lowered."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _in_sentence(scene: Scene) -> list[Quantity]:
    found: list[Quantity] = []
    limit = scene.span.start
    for match in _CANDIDATE.finditer(scene.lower, scene.span.start, scene.span.end):
        if match.start() < limit or _is_taken(scene, match):
            continue
        number = _number(scene, match, limit)
        quantity = counted(scene, number, match, found[-1] if found else None) if number else None
        if quantity is not None and quantity.start >= limit:
            found.append(quantity)
        limit = max(limit, number.end) if number else match.end()
    return found


def _is_taken(scene: Scene, match: re.Match[str]) -> bool:
    span = Span(match.start(), match.end())
    return any(span.overlaps(other) for other in scene.taken)


def _number(scene: Scene, match: re.Match[str], limit: int) -> Number | None:
    """The number with its comparator, range and measure; None where it counts nothing."""
    if match["none"]:
        words = re.match(r"no\s+one|\w+", match["none"])
        end = match.start() + (words.end() if words else 0)
        return Number(match.start(), end, (0.0, 0.0, 0.0, "exact"))
    if match["portion"] or match["fraction"]:
        return _portion(scene, match, limit)
    amount = _amount(match)
    if amount is None or _counts_nothing(scene, match, amount):
        return None
    ranged = _range(scene, match, amount)
    if ranged is not None:
        return ranged
    if excluded.is_followed_away(scene.lower, match.end(), scene.span.end):
        return None
    return _loosened(scene, match, amount, limit)


def _amount(match: re.Match[str]) -> Amount | None:
    groups = match.groupdict()
    if groups.get("vague"):
        return vague_value(groups["vague"])
    if groups.get("digits"):
        value: float | None = digits_value(groups["digits"], groups["suffix"], groups["scale"])
    else:
        value = words_value(groups.get("words") or groups.get("some") or "")
    return None if value is None else Amount(value, value, value)


def _counts_nothing(scene: Scene, match: re.Match[str], amount: Amount) -> bool:
    lower, span = scene.lower, scene.span
    if excluded.is_label(lower, span.start, match.start()):
        return True
    if match["words"] and excluded.is_name_part(scene.text, match.start(), span.start):
        return True
    if match["digits"] and not match["sign"]:
        after = lower[match.end() : match.end() + 1]
        if (after.isalpha() or after == "_") and not measure_after(lower, match.end(), span.end):
            return True
        return excluded.is_age_after_name(scene.text, match.start(), match.end(), amount.low)
    return False


def _range(scene: Scene, match: re.Match[str], amount: Amount) -> Number | None:
    """The bounds of both ends: "20 to 30", "between 20 and 30", "two or three"."""
    join = _JOIN.match(scene.lower, match.end(), scene.span.end)
    second = _SECOND.match(scene.lower, join.end(), scene.span.end) if join else None
    if join is None or second is None or match["vague"]:
        return None
    if excluded.is_followed_away(scene.lower, second.end(), scene.span.end):
        return None
    lead = scene.lower[max(scene.span.start, match.start() - 24) : match.start()]
    between = re.search(r"\b(?:between|from|of)\s+$", lead)
    if "and" in join.group() and not lead.endswith("between "):
        return None
    if (
        "to" in join.group()
        and between
        and _CHANGE.search(scene.lower, scene.span.start, match.start())
    ):
        return None
    low, high = _ends(amount, second)
    if low >= high or (
        join.group().strip() in "-–—"
        and excluded.is_score(scene.lower, scene.span.start, match.start())
    ):
        return None
    start = match.start() - (len("between ") if lead.endswith("between ") else 0)
    return _with_measure(
        scene, Number(start, second.end(), (low, None, high, "between"), _sign(match))
    )


def _ends(amount: Amount, second: re.Match[str]) -> tuple[float, float]:
    """Both values; "2 to 3 million" lends its scale to the first."""
    high = _amount(second)
    groups = second.groupdict()
    top = high.low if high else 0.0
    scaled = groups.get("scale") or groups.get("suffix")
    plain = digits_value(groups["digits"], None, None) if groups.get("digits") else top
    factor = top / plain if scaled and plain and amount.low < plain else 1.0
    return amount.low * factor, top


def _sign(match: re.Match[str]) -> str | None:
    sign = match["sign"]
    return CURRENCY_SIGNS[sign.strip()] if sign else None


def _with_measure(scene: Scene, number: Number) -> Number:
    measure = measure_after(scene.lower, number.end, scene.span.end)
    if measure is None:
        return number
    return replace(number, unit=number.unit or measure[0], end=measure[1])


def _loosened(scene: Scene, match: re.Match[str], amount: Amount, limit: int) -> Number:
    """The number with the comparators on its left and right and its measure."""
    number = _with_measure(
        scene, Number(match.start(), match.end(), bounded(amount, None), _sign(match))
    )
    left, start = comparator_left(scene.lower, limit, match.start())
    right, end = comparator_right(scene.lower, number.end, scene.span.end)
    chosen: Comparator | None = left if left not in (None, "about") else right or left
    return replace(number, start=start, end=end, bounds=bounded(amount, chosen))


def _portion(scene: Scene, match: re.Match[str], limit: int) -> Number | None:
    """Per cent of a whole: "most of", "half of", "two-thirds of the city"."""
    lower, end = scene.lower, match.end()
    before = lower[max(scene.span.start, match.start() - 20) : match.start()]
    if match["portion"]:
        amount = Amount(51.0, None, 99.0)
    elif _NOT_PORTION.search(before) or not _FRACTION_OF.match(lower, end):
        return None
    else:
        value = fraction_value(match["fraction"])
        amount = Amount(value, value, value)
    whole = group_after(scene.text, end, scene.span.end)
    if whole and _SPELL.match(whole.lower()):
        return None
    name, start = comparator_left(lower, limit, match.start())
    chosen = name if match["fraction"] else None
    bounds = bounded(amount, chosen)
    return Number(start if chosen else match.start(), end, bounds, "%", whole)
