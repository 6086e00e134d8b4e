"""Whether a number is of one event or a sum over time (codebook section 5)."""

from __future__ import annotations

import re

from onrecord.model import Scope
from onrecord.read.quantities.effects import EFFECTS
from onrecord.read.quantities.scene import Scene

_TOTAL = re.compile(
    r"\b(?:so\s+far|(?<!long\s)since|in\s+total|total|toll|altogether|overall|to\s+date|"
    r"all\s+told|cumulative(?:ly)?|in\s+all)\b"
)
_STOCK = re.compile(
    r"\b(?:(?:are|is|were|was|now|currently|already)\s+(?:\w+ly\s+)?(?:stationed|deployed|"
    r"present|based|garrisoned|fighting)|"
    r"presence|stockpile\w*|population|strong\b)"
)
_PERFECT = re.compile(r"\s+(?:\w+\s+){0,3}?(?:have|has|had)\s+been\b")
_ONE_EVENT = re.compile(
    r"\b(?:strike|strikes|attack|attacks|explosion|blast|shelling|bombing|raid|shooting|"
    r"airstrike|crash|clash|clashes|"
    r"on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|overnight|when)\b"
)
_FORCES = frozenset(
    ("troops soldiers personnel fighters servicemen forces mercenaries peacekeepers").split()
)


def scope_of(scene: Scene, end: int, unit: str) -> Scope:
    """Cumulative by a word of sum, by a stock of forces, or for a perfect without one event."""
    sentence = scene.lower[scene.span.start : scene.span.end]
    if _TOTAL.search(sentence) or (unit in _FORCES and _STOCK.search(sentence)):
        return "cumulative"
    perfect = unit in EFFECTS and _PERFECT.match(scene.lower, end, scene.span.end)
    return "cumulative" if perfect and not _ONE_EVENT.search(sentence) else "event"
