"""Each line's part in the story: marked with a role and the reason, never deleted.

No single sign decides that a line is a teaser headline: it must lack the stop that the
story's paragraphs have, look like a headline, and stand apart from lists and sections.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from onrecord.ingest.credits import credit_reason
from onrecord.ingest.headlines import headline_signs, is_heading
from onrecord.ingest.lines import Unit
from onrecord.ingest.margins import byline_reason, caption_reason, margin_reason, promotion_reason
from onrecord.model import BlockRole

_LONGEST_MARGIN = 400
"""Characters: longer units are paragraphs of the story, whatever they begin with."""
_LONGEST_TITLE = 200
_LAST_TITLE = 8
"""A title is among the first units; further down a line of the kind is something else."""
Verdict = tuple[BlockRole, str]


def assign_roles(units: Sequence[Unit], title: str | None) -> list[Verdict]:
    """The role of each unit and the reason, in order."""
    layout = _Layout(tuple(units), title)
    return [_verdict(layout, index) for index in range(len(units))]


@dataclass(frozen=True)
class _Layout:
    """The units with what is known of the whole text."""

    units: tuple[Unit, ...]
    title: str | None

    @cached_property
    def plain(self) -> list[Verdict | None]:
        """What each unit says of itself, without its neighbours."""
        return [self._own(index) for index in range(len(self.units))]

    @cached_property
    def anchors(self) -> list[int]:
        """Units that are surely story: final punctuation and no other role."""
        return [
            i for i, unit in enumerate(self.units)
            if self.plain[i] is None and unit.is_final and len(unit.text.split()) >= 5
        ]  # fmt: skip

    @cached_property
    def uses_stops(self) -> bool:
        """Whether the story's paragraphs end in stops, so that lacking one is a sign."""
        undecided = [i for i in range(len(self.units)) if self.plain[i] is None]
        long = [i for i in undecided if len(self.units[i].text.split()) >= 12]
        return bool(self.anchors) and 3 * len(self.anchors) >= len(long)

    @cached_property
    def runs(self) -> list[int]:
        """For each unit, how many undecided units without a stop stand together there."""
        lengths = [0] * len(self.units)
        run: list[int] = []
        for index in range(len(self.units) + 1):
            if index < len(self.units) and self.is_open(index):
                run.append(index)
                continue
            for member in run:
                lengths[member] = len(run)
            run = []
        return lengths

    def is_open(self, index: int) -> bool:
        """Whether the unit has no role of its own and does not end like a sentence.

        A question is open beside a line without a stop only: a teaser among teasers, whereas
        the questions of an interview stand between answers.
        """
        if self.plain[index] is None and self.units[index].text.endswith("?"):
            beside = (index - 1, index + 1)
            return any(self._lack_stop[i] for i in beside if 0 <= i < len(self.units))
        return self._lack_stop[index]

    @cached_property
    def _lack_stop(self) -> list[bool]:
        return [self._lacks_stop(index) for index in range(len(self.units))]

    def _lacks_stop(self, index: int) -> bool:
        unit = self.units[index]
        if self.plain[index] is not None or unit.is_final or unit.is_bullet:
            return False
        # Interviews name the speaker in brackets, quotations set apart name him after a dash.
        return not unit.text.startswith(("(", "[", "-", "–", "—"))

    def is_before_story(self, index: int) -> bool:
        """Whether no paragraph of the story comes before the unit."""
        return not self.anchors or index < self.anchors[0]

    def is_after_story(self, index: int) -> bool:
        """Whether no paragraph of the story comes after the unit."""
        return bool(self.anchors) and index > self.anchors[-1]

    def _own(self, index: int) -> Verdict | None:
        text = self.units[index].text
        if self.title is not None and _folded(text) == _folded(self.title):
            return "title", "equals the document's title"
        if len(text) > _LONGEST_MARGIN:
            return None
        early, late = index < 6, index >= len(self.units) - 6
        at_end = late and index > 0 and not _ends_quotation(self.units[index - 1].text)
        checks: tuple[tuple[BlockRole, Callable[[], str | None]], ...] = (
            ("credit", lambda: credit_reason(text, at_end=at_end)),
            ("caption", lambda: caption_reason(text)),
            ("byline", lambda: byline_reason(text, at_edge=(early and index > 0) or late)),
            ("related", lambda: promotion_reason(text)),
            ("other", lambda: margin_reason(text)),
        )
        found = ((role, reason) for role, check in checks if (reason := check()) is not None)
        return next(found, None)


def _ends_quotation(text: str) -> bool:
    return text.endswith(('"', "”", "’", "»"))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).casefold().strip()


def _verdict(layout: _Layout, index: int) -> Verdict:
    own = layout.plain[index]
    if own is not None:
        return own
    for rule in (_label_follower, _title, _teaser, _section_heading, _tail):
        if (verdict := rule(layout, index)) is not None:
            return verdict
    unit = layout.units[index]
    if unit.is_bullet:
        return "body", "an item of a list"
    if unit.is_final:
        return "body", "a paragraph with final punctuation"
    return "body", "no sign that it is anything but story"


def _label_follower(layout: _Layout, index: int) -> Verdict | None:
    """Open lines behind a bare label ("RELATED") are what the label announces."""
    if not layout.is_open(index):
        return None
    for before in range(index - 1, max(-1, index - 8), -1):
        own = layout.plain[before]
        if own is not None and own[0] == "related" and len(layout.units[before].text) < 30:
            return "related", f"follows the label {layout.units[before].text[:30]!r}"
        if not layout.is_open(before):
            return None
    return None


def _title(layout: _Layout, index: int) -> Verdict | None:
    if not layout.is_open(index) or not layout.is_before_story(index) or not layout.anchors:
        return None
    text = layout.units[index].text
    if index >= _LAST_TITLE or len(text) > _LONGEST_TITLE:
        return None
    earlier = [i for i in range(index) if layout.is_open(i) or _is_title(layout, i)]
    if len(earlier) > 1 or (earlier and layout.runs[index] > 2) or not _shares_words(layout, index):
        return None
    return "title", "stands under the title" if earlier else "first line, no final punctuation"


def _is_title(layout: _Layout, index: int) -> bool:
    own = layout.plain[index]
    return own is not None and own[0] == "title"


def _shares_words(layout: _Layout, index: int) -> bool:
    """Whether a headline is about the text below it, which a teaser seldom is."""
    story = [layout.units[i].text for i in layout.anchors]
    if sum(len(text) for text in story) < 300:
        return True
    return bool(_stems(layout.units[index].text) & _stems(" ".join(story)))


def _stems(text: str) -> set[str]:
    return {word[:5].lower() for word in re.findall(r"[^\W\d_]{4,}", text)}


def _teaser(layout: _Layout, index: int) -> Verdict | None:
    if not layout.is_open(index) or not layout.uses_stops:
        return None
    if _is_list_after_colon(layout, index):
        return None
    run = layout.runs[index]
    signs = list(headline_signs(layout.units[index].text))
    if run > 1:
        signs.append(f"{run} such lines together")
    if layout.is_before_story(index):
        signs.append("before the story, not its title")
    if len(signs) < 2:
        return None
    return "related", "no final punctuation; " + "; ".join(signs)


def _is_list_after_colon(layout: _Layout, index: int) -> bool:
    """Whether the run of open lines that the unit is in follows a colon."""
    for before in range(index - 1, max(-1, index - 40), -1):
        if layout.is_open(before):
            continue
        return layout.plain[before] is None and layout.units[before].text.endswith((":", ";"))
    return False


def _section_heading(layout: _Layout, index: int) -> Verdict | None:
    if not layout.is_open(index) or not layout.uses_stops or layout.is_after_story(index):
        return None
    if not is_heading(layout.units[index].text) or _is_list_after_colon(layout, index):
        return None
    if layout.runs[index] > 2:
        return "other", f"one of {layout.runs[index]} short lines without a stop"
    return "title", "a section heading: short, no final punctuation, above story"


def _tail(layout: _Layout, index: int) -> Verdict | None:
    if not (layout.is_open(index) and layout.is_after_story(index) and layout.uses_stops):
        return None
    if len(layout.units[index].text.split()) <= 5 and not layout.units[index].text[0].islower():
        return "other", "a short line without a stop behind the story"
    return None
