"""What the rules of quantities pass to each other: a sentence, and a number found in it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Span
from onrecord.read.quantities.bounds import Bounds


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text before it is known what it counts."""

    start: int
    end: int
    bounds: Bounds
    unit: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """The sentence under work."""

    text: str
    lower: str
    span: Span
    taken: tuple[Span, ...]
