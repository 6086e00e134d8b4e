"""Scan sentences for numbers that count something and read their bounds, unit, group and scope."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.model import Comparator, Quantity, Scope, Span
from onrecord.read.quantities import excluded
from onrecord.read.quantities.bounds import Bounds, bounded, comparator_left, comparator_right
from onrecord.read.quantities.counted import (
    CURRENCY_SIGNS,
    Nouns,
    effect_here,
    effect_left,
    effect_right,
    measure_after,
    nouns_after,
)
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

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIGN = r"(?:(?:us|a|c)?\$|[€£¥₴₽₪₹])\s?"
_NUMBER = (
    rf"(?P<sign>{_SIGN})?(?P<digits>{DIGITS})"
    r"(?:(?P<suffix>mln|mn|bn|tn|k|b|(?(sign)m|m(?=\s+(?:people|[a-z]+s)\b)))(?!\w))?"
    r"(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion|dozen)s?\b)?"
)
_NONE = (
    r"(?:no\s+one|nobody|none)(?=\s+(?:else\s+)?(?:was|were|has\s+been|had\s+been|is)\s+(?:reportedly\s+|reported\s+)?"
    r"(?:killed|injured|hurt|wounded))|no(?=\s+(?:\w+\s+)?(?:deaths|injuries|fatalities|casualties|victims)\b)"
)
_CANDIDATE = re.compile(
    rf"(?<![\w$€£.,:/#–-])(?:(?P<none>{_NONE})|(?P<portion>{PORTION})|(?P<vague>{VAGUE})|"
    rf"(?P<fraction>{FRACTION})|(?P<words>{WORDS})|{_NUMBER}|(?P<some>a\s+(?:hundred|thousand|million|billion|dozen))\b)"
)
_SECOND = re.compile(rf"(?:{_NUMBER}|(?P<words>{WORDS}))")
_JOIN = re.compile(r"\s*[-–—]\s*|\s+(?:to|or|and)\s+")
_CHANGE = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|grew|grown|increased?|dropped|up|down|cut|reduced|raised|revised)\b"
)
_PART_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+)?(?:\w+\s+){0,2}?[0-9]")
_FRACTION_OF = re.compile(r"\s+of\b|\s+(?:the|its|their|his|her|all)\s|\s+a\s+million\b")
_NOT_PORTION = re.compile(
    r"\b(?:first|second|third|last|latter|former|other|better|one\s+and\s+an?|and\s+a)\s+$"
)
_OF_GROUP = re.compile(
    r"\s*(?:of\s+)?(?:the\s+|its\s+|their\s+)?((?:[\w’'-]+\s+){0,3}?[\w’'-]+)(?=\s+(?:has|have|had|is|are|was|were|in|on|by|at|as|from|since|to|that|who|and|will|would|with|after)\b|[^\w\s’'-]|$)"
)
_ONE_OF = re.compile(r"\s+of\b|\s+another\b")
_RATE = re.compile(r"\s+(?:per|an?|each|every)\s+(second|minute|hour|day|night|week|month|year)\b")
_INHERITED = re.compile(
    r"(?:\b(?:including|among\s+(?:them|those\s+killed)|and)|,|and\s+another)\s*$"
)
_TOTAL = re.compile(
    r"\b(?:so\s+far|(?<!long\s)since|in\s+total|total|toll|altogether|overall|to\s+date|all\s+told|cumulative(?:ly)?|in\s+all)\b"
)
_STOCK = re.compile(
    r"\b(?:(?:are|is|were|was|now|currently|already)\s+(?:\w+ly\s+)?(?:stationed|deployed|present|based|garrisoned|fighting)|"
    r"presence|stockpile\w*|population|strong\b)"
)
_PERFECT = re.compile(r"\s+(?:\w+\s+){0,3}?(?:have|has|had)\s+been\b")
_ONE_EVENT = re.compile(
    r"\b(?:strike|strikes|attack|attacks|explosion|blast|shelling|bombing|raid|shooting|airstrike|crash|clash|clashes|"
    r"on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|overnight|when)\b"
)
_FORCES = frozenset(
    [
        "troops",
        "soldiers",
        "personnel",
        "fighters",
        "servicemen",
        "forces",
        "mercenaries",
        "peacekeepers",
    ]
)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number in the text before it is known what it counts."""

    start: int
    end: int
    bounds: Bounds
    unit: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class _Scene:
    """The sentence under work."""

    text: str
    lower: str
    span: Span
    taken: tuple[Span, ...]


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
        found.extend(_in_sentence(_Scene(text, lower, span, here)))
    return tuple(found)


def _lowered(text: str) -> str:
    """Lower case with every offset kept: a few letters grow when lowered."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _in_sentence(scene: _Scene) -> list[Quantity]:
    found: list[Quantity] = []
    limit = scene.span.start
    for match in _CANDIDATE.finditer(scene.lower, scene.span.start, scene.span.end):
        if match.start() < limit or _is_taken(scene, match):
            continue
        number = _number(scene, match, limit)
        quantity = _counted(scene, number, match, found[-1] if found else None) if number else None
        if quantity is not None and quantity.start >= limit:
            found.append(quantity)
        limit = max(limit, number.end) if number else match.end()
    return found


def _is_taken(scene: _Scene, match: re.Match[str]) -> bool:
    span = Span(match.start(), match.end())
    return any(span.overlaps(other) for other in scene.taken)


def _number(scene: _Scene, match: re.Match[str], limit: int) -> _Number | None:
    """The number with its comparator, range and measure; None where it counts nothing."""
    if match["none"]:
        words = re.match(r"no\s+one|\w+", match["none"])
        end = match.start() + (words.end() if words else 0)
        return _Number(match.start(), end, (0.0, 0.0, 0.0, "exact"))
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


def _counts_nothing(scene: _Scene, match: re.Match[str], amount: Amount) -> bool:
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


def _range(scene: _Scene, match: re.Match[str], amount: Amount) -> _Number | None:
    """ "20 to 30", "between 20 and 30", "two or three": the bounds of both ends."""
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
        scene, _Number(start, second.end(), (low, None, high, "between"), _sign(match))
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


def _with_measure(scene: _Scene, number: _Number) -> _Number:
    measure = measure_after(scene.lower, number.end, scene.span.end)
    if measure is None:
        return number
    return replace(number, unit=number.unit or measure[0], end=measure[1])


def _loosened(scene: _Scene, match: re.Match[str], amount: Amount, limit: int) -> _Number:
    """The number with the comparators on its left and right and its measure."""
    number = _with_measure(
        scene, _Number(match.start(), match.end(), bounded(amount, None), _sign(match))
    )
    left, start = comparator_left(scene.lower, limit, match.start())
    right, end = comparator_right(scene.lower, number.end, scene.span.end)
    chosen: Comparator | None = left if left not in (None, "about") else right or left
    return replace(number, start=start, end=end, bounds=bounded(amount, chosen))


def _portion(scene: _Scene, match: re.Match[str], limit: int) -> _Number | None:
    """ "most of", "half of", "two-thirds of the city": per cent of a whole."""
    lower, end = scene.lower, match.end()
    before = lower[max(scene.span.start, match.start() - 20) : match.start()]
    if match["portion"]:
        amount = Amount(51.0, None, 99.0)
    elif _NOT_PORTION.search(before) or not _FRACTION_OF.match(lower, end):
        return None
    else:
        value = fraction_value(match["fraction"])
        amount = Amount(value, value, value)
    whole = _OF_GROUP.match(scene.text, end, scene.span.end)
    if whole and _SPELL.match(whole[1].lower()):
        return None
    name, start = comparator_left(lower, limit, match.start())
    chosen = name if match["fraction"] else None
    bounds = bounded(amount, chosen)
    return _Number(
        start if chosen else match.start(), end, bounds, "%", whole[1] if whole else None
    )


_SPELL = re.compile(
    r"(?:past\s+|last\s+)?(?:time|day|week|month|year|night|hour|century|decade)s?\b"
)
_EFFECTS = frozenset(
    [
        "casualties",
        "killed",
        "wounded",
        "missing",
        "captured",
        "abducted",
        "detained",
        "evacuated",
        "displaced",
    ]
)
_OF_PEOPLE = frozenset(["captured", "abducted", "detained", "evacuated", "displaced", "casualties"])
_PEOPLE = frozenset(
    [
        "people",
        "persons",
        "civilians",
        "soldiers",
        "troops",
        "children",
        "women",
        "men",
        "fighters",
        "militants",
        "rebels",
        "officers",
        "policemen",
        "police",
        "personnel",
        "residents",
        "villagers",
        "workers",
        "journalists",
        "passengers",
        "prisoners",
        "hostages",
        "refugees",
        "migrants",
        "students",
        "teachers",
        "doctors",
        "medics",
        "patients",
        "victims",
        "boys",
        "girls",
        "guards",
        "gunmen",
        "protesters",
        "protestors",
        "servicemen",
        "peacekeepers",
        "families",
        "bystanders",
        "firefighters",
        "rescuers",
        "babies",
        "teenagers",
        "adults",
        "infants",
        "insurgents",
        "mercenaries",
        "members",
        "employees",
        "staff",
        "commanders",
        "sailors",
        "marines",
        "settlers",
        "generals",
        "crew",
        "recruits",
        "conscripts",
        "volunteers",
        "suspects",
        "activists",
    ]
)
_YEAR_CUE = re.compile(
    r"\b(?:in|since|of|by|until|from|the|during|before|after|and|late|early|mid)[\s-]+$"
)
_REST = re.compile(r"(?:\s+(?:others?|more|of\s+(?:them|whom)))*")


def _counted(
    scene: _Scene, number: _Number, match: re.Match[str], previous: Quantity | None
) -> Quantity | None:
    """The quantity when it is known what the number counts."""
    if number.unit is not None:
        return _measured(scene, number)
    if match["words"] == "one" and _ONE_OF.match(scene.lower, match.end()):
        return None
    if _is_bare_year(scene, number, match):
        return None
    limit = scene.span.end
    single = number.bounds[1] == 1 or match["none"] is not None
    nouns = nouns_after(scene.text, number.end, limit, single=single)
    return _of_effect(scene, number, nouns, previous) or _of_nouns(scene, number, nouns)


def _is_bare_year(scene: _Scene, number: _Number, match: re.Match[str]) -> bool:
    return bool(
        match["digits"]
        and number.start == match.start()
        and number.end - number.start == 4
        and excluded.is_year(match["digits"])
        and _YEAR_CUE.search(scene.lower[max(scene.span.start, number.start - 12) : number.start])
    )


def _measured(scene: _Scene, number: _Number) -> Quantity:
    of = number.of
    if number.unit == "%" and of is None and scene.lower.startswith(" of ", number.end):
        group = _OF_GROUP.match(scene.text, number.end, scene.span.end)
        of = group[1] if group else None
    rate = _RATE.match(scene.lower, number.end, scene.span.end)
    unit = f"{number.unit}/{rate[1]}" if rate else number.unit
    return _quantity(number, unit, of, _scope(scene, number.end, unit or ""))


def _of_effect(
    scene: _Scene, number: _Number, nouns: Nouns | None, previous: Quantity | None
) -> Quantity | None:
    """People (or beasts) killed, wounded, missing ...; the group may be the one told before."""
    here = effect_here(scene.lower, number.end, scene.span.end)
    unit = here[0] if here else _effect_around(scene, number, nouns, previous)
    if unit is None or (unit in _OF_PEOPLE and nouns and not here and not _are_people(nouns)):
        return None
    if here:
        nouns = nouns_after(scene.text, here[1], min(scene.span.end, here[1] + 24), single=False)
        nouns = nouns if nouns and _are_people(nouns) and nouns.words else None
    of = nouns.phrase if nouns else previous.of if previous and previous.unit in _EFFECTS else None
    scope = _scope(scene, nouns.end if nouns else number.end, unit)
    if here and previous and previous.unit in _EFFECTS and previous.scope == "cumulative":
        scope = "cumulative"
    return _quantity(number, unit, of, scope)


def _effect_around(
    scene: _Scene, number: _Number, nouns: Nouns | None, previous: Quantity | None
) -> str | None:
    left = effect_left(scene.lower, scene.span.start, number.start)
    if left:
        return left
    after = nouns.end if nouns else _after_rest(scene.lower, number.end, scene.span.end)
    right = effect_right(scene.lower, after, scene.span.end)
    return right or _inherited(scene, number, nouns, previous)


def _after_rest(lower: str, end: int, limit: int) -> int:
    rest = _REST.match(lower, end, limit)
    return rest.end() if rest else end


def _inherited(
    scene: _Scene, number: _Number, nouns: Nouns | None, previous: Quantity | None
) -> str | None:
    """The effect of the number before, for "including three children" and lists of people."""
    if previous is None or previous.unit not in _EFFECTS or nouns is None or not _are_people(nouns):
        return None
    between = scene.lower[previous.end : number.start]
    if len(between) > 60 or previous.end < scene.span.start or ";" in between:
        return None
    return previous.unit if _INHERITED.search(between) else None


def _are_people(nouns: Nouns) -> bool:
    return nouns.head in _PEOPLE or nouns.words[-1][0].isupper() or nouns.head.endswith("men")


def _of_nouns(scene: _Scene, number: _Number, nouns: Nouns | None) -> Quantity | None:
    if nouns is None:
        return None
    rate = _RATE.match(scene.lower, nouns.end, scene.span.end)
    unit = f"{nouns.head}/{rate[1]}" if rate else nouns.head
    of = nouns.phrase if len(nouns.words) > 1 else None
    return _quantity(number, unit, of, _scope(scene, nouns.end, nouns.head))


def _scope(scene: _Scene, end: int, unit: str) -> Scope:
    """Cumulative by a word of sum, by a stock of forces, or for a perfect without one event."""
    sentence = scene.lower[scene.span.start : scene.span.end]
    if _TOTAL.search(sentence) or (unit in _FORCES and _STOCK.search(sentence)):
        return "cumulative"
    perfect = unit in _EFFECTS and _PERFECT.match(scene.lower, end, scene.span.end)
    return "cumulative" if perfect and not _ONE_EVENT.search(sentence) else "event"


def _quantity(number: _Number, unit: str | None, of: str | None, scope: Scope) -> Quantity:
    low, best, high, comparator = number.bounds
    return Quantity(number.start, number.end, low, best, high, comparator, unit, of, scope)
