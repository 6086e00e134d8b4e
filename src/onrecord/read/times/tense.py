"""Whether the clause around a time speaks of what is to come."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?")
_FUTURE = frozenset(
    (
        "will would shall won't won’t wouldn’t wouldn't upcoming forthcoming scheduled slated due "
        "planned plans planning plan expected expects expect anticipated intends intend going "
        "hopes hope begins starts expires preparing prepares prepare vows pledges"
    ).split()
)
_TO_AFTER = frozenset(
    (
        "is are was were set due ready going likely agreed vowed pledged promised decided ordered"
    ).split()
)
"""Words before "to" that make what follows a thing to come."""
_PAST = frozenset(
    (
        "said says told was were had has have did been took came went began met left fell got made "
        "held gave found saw knew became brought wrote rose struck hit fought lost won sent spoke "
        "shot flew ran broke drove led built sank kept put cut died killed says shows according "
        "announced"
    ).split()
)
_NO_ED = frozenset("need indeed exceed speed united red bed armed hundred".split())
_BE = frozenset(["be", "being", "get"])
_REACH = 160
"""Characters looked at on either side: about one clause."""


def is_future(lower: str, start: int, end: int, within: tuple[int, int]) -> bool | None:
    """Whether the nearest verb form left of ``[start, end)``, else right of it, is a future one.

    ``lower`` is the lower-cased text, ``within`` the sentence. None: no verb form tells.
    """
    left = _WORD.findall(lower, max(within[0], start - _REACH), start)
    left.reverse()
    told = _nearest(left, backwards=True)
    if told is not None:
        return told
    return _nearest(_WORD.findall(lower, end, min(within[1], end + _REACH)), backwards=False)


def _nearest(words: list[str], *, backwards: bool) -> bool | None:
    for i, word in enumerate(words):
        before = words[i + 1] if backwards and i + 1 < len(words) else words[i - 1] if i else ""
        if word in _FUTURE or word.endswith(("'ll", "’ll")):
            return True
        if (word in _PAST or _is_past_form(word)) and before not in _BE:
            return False
        if word == "to" and before in _TO_AFTER:
            return True
    return None


def _is_past_form(word: str) -> bool:
    return word.endswith("ed") and len(word) > 4 and word not in _NO_ED
