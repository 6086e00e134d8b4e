"""Times and quantities of the markup as the interchange writes them (codebook section 4)."""

from __future__ import annotations

import re
from typing import Any, Final

from onrecord.model import Span
from training.corpus.markup import Label, MarkupError

Json = dict[str, Any]

VALUE: Final = re.compile(r"(>=|<=|>|~|\^|\?)?([\d.]+)(?:-([\d.]+))?$")
COMPARATORS: Final = {
    ">=": "at_least", "<=": "at_most", ">": "more_than", "~": "about", "^": "up_to", "?": "vague",
}  # fmt: skip


def span_json(span: Span) -> Json:
    """A span as the interchange writes it."""
    return {"start": span.start, "end": span.end}


def time_of(label: Label) -> Json:
    """The interval of a ``t`` or ``d`` label, as the interchange writes it."""
    approximate = label.value.endswith("~")
    first, _, last = label.value.rstrip("~").partition("/")
    last = last or first
    for day in (first, last):
        if day != "?" and not re.match(r"\d{4}-\d\d-\d\d$", day):
            raise MarkupError(f"{label.name}{label.number}: not a day: {day!r}")
    if "?" not in (first, last) and first > last:
        raise MarkupError(f"{label.name}{label.number}: {first} is after {last}")
    return {
        **span_json(label.span),
        "from": None if first == "?" else first,
        "to": None if last == "?" else last,
        "granularity": "day" if first == last else "range",
        "approximate": approximate,
        "anchor": "published",
        "relative_to": None,
    }


def quantity_of(label: Label) -> Json:
    """The bounds of an ``n`` label (codebook section 5, "Quantities")."""
    value, _, rest = label.value.partition(":")
    unit, *more = rest.split(":")
    found = VALUE.match(value)
    if label.sign != "=" or not found or not unit:
        raise MarkupError(f"n{label.number}: not a quantity: {label.value!r}")
    low, high = float(found[2]), float(found[3] or found[2])
    how = COMPARATORS.get(found[1] or "", "between" if found[3] else "exact")
    best = low if low == high else None
    bounds = {
        "at_least": (low, low, None),
        "more_than": (low, low, None),
        "at_most": (None, high, high),
        "up_to": (None, high, high),
        "vague": (low, None, high),
    }.get(how, (low, best, high))
    of = next((word.replace("_", " ") for word in more if word not in ("cum", "")), None)
    return {
        **span_json(label.span),
        "low": bounds[0],
        "best": bounds[1],
        "high": bounds[2],
        "comparator": how,
        "unit": unit.replace("_", " "),
        "of": of,
        "scope": "cumulative" if "cum" in more else "event",
    }
