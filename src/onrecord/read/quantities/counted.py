"""What a number counts: an effect on people, a measure, money, or the noun after it."""

from __future__ import annotations

import re

from onrecord.model import Quantity, Scope
from onrecord.read.quantities import excluded
from onrecord.read.quantities.effects import EFFECTS, effect_here, effect_left, effect_right
from onrecord.read.quantities.nouns import Nouns, are_people, group_after, nouns_after
from onrecord.read.quantities.scene import Number, Scene
from onrecord.read.quantities.scopes import scope_of

_ONE_OF = re.compile(r"\s+of\b|\s+another\b")
_RATE = re.compile(r"\s+(?:per|an?|each|every)\s+(second|minute|hour|day|night|week|month|year)\b")
_INHERITED = re.compile(
    r"(?:\b(?:including|among\s+(?:them|those\s+killed)|and)|,|and\s+another)\s*$"
)
_OF_PEOPLE = frozenset(["captured", "abducted", "detained", "evacuated", "displaced", "casualties"])
_YEAR_CUE = re.compile(
    r"\b(?:in|since|of|by|until|from|the|during|before|after|and|late|early|mid)[\s-]+$"
)
_REST = re.compile(r"(?:\s+(?:others?|more|of\s+(?:them|whom)))*")


def counted(
    scene: Scene, number: Number, match: re.Match[str], previous: Quantity | None
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


def _is_bare_year(scene: Scene, number: Number, match: re.Match[str]) -> bool:
    return bool(
        match["digits"]
        and number.start == match.start()
        and number.end - number.start == 4
        and excluded.is_year(match["digits"])
        and _YEAR_CUE.search(scene.lower[max(scene.span.start, number.start - 12) : number.start])
    )


def _measured(scene: Scene, number: Number) -> Quantity:
    of = number.of
    if number.unit == "%" and of is None and scene.lower.startswith(" of ", number.end):
        of = group_after(scene.text, number.end, scene.span.end)
    rate = _RATE.match(scene.lower, number.end, scene.span.end)
    unit = f"{number.unit}/{rate[1]}" if rate else number.unit
    return _quantity(number, unit, of, scope_of(scene, number.end, unit or ""))


def _of_effect(
    scene: Scene, number: Number, nouns: Nouns | None, previous: Quantity | None
) -> Quantity | None:
    """People (or beasts) killed, wounded, missing ...; the group may be the one told before."""
    here = effect_here(scene.lower, number.end, scene.span.end)
    unit = here[0] if here else _effect_around(scene, number, nouns, previous)
    if unit is None or (unit in _OF_PEOPLE and nouns and not here and not are_people(nouns)):
        return None
    if here:
        nouns = nouns_after(scene.text, here[1], min(scene.span.end, here[1] + 24), single=False)
        nouns = nouns if nouns and are_people(nouns) and nouns.words else None
    of = nouns.phrase if nouns else previous.of if previous and previous.unit in EFFECTS else None
    scope = scope_of(scene, nouns.end if nouns else number.end, unit)
    if here and previous and previous.unit in EFFECTS and previous.scope == "cumulative":
        scope = "cumulative"
    return _quantity(number, unit, of, scope)


def _effect_around(
    scene: Scene, number: Number, nouns: Nouns | None, previous: Quantity | None
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
    scene: Scene, number: Number, nouns: Nouns | None, previous: Quantity | None
) -> str | None:
    """The effect of the number before, for "including three children" and lists of people."""
    if previous is None or previous.unit not in EFFECTS or nouns is None or not are_people(nouns):
        return None
    between = scene.lower[previous.end : number.start]
    if len(between) > 60 or previous.end < scene.span.start or ";" in between:
        return None
    return previous.unit if _INHERITED.search(between) else None


def _of_nouns(scene: Scene, number: Number, nouns: Nouns | None) -> Quantity | None:
    if nouns is None:
        return None
    rate = _RATE.match(scene.lower, nouns.end, scene.span.end)
    unit = f"{nouns.head}/{rate[1]}" if rate else nouns.head
    of = nouns.phrase if len(nouns.words) > 1 else None
    return _quantity(number, unit, of, scope_of(scene, nouns.end, nouns.head))


def _quantity(number: Number, unit: str | None, of: str | None, scope: Scope) -> Quantity:
    low, best, high, comparator = number.bounds
    return Quantity(number.start, number.end, low, best, high, comparator, unit, of, scope)
