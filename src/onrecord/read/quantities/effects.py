"""Effects on people (killed, wounded, missing ...): the words that tell them around a number."""

from __future__ import annotations

import re

_EFFECT_WORDS: tuple[tuple[str, str], ...] = (
    ("casualties", r"(?:killed|dead)\s+(?:and|or)\s+(?:wounded|injured)|casualties|victims"),
    ("killed", r"killed|dead|died|dies|deaths?|fatalities|slain|murdered|executed|perished|"
               r"massacred|lost\s+(?:their|his|her)\s+li(?:ves|fe)|shot\s+dead|martyred"),
    ("wounded", r"(?:(?:critically|seriously|severely|slightly|lightly|badly)\s+)?"
                r"(?:wounded|injured|hurt)|injuries|maimed|hospitali[sz]ed"),
    ("missing", r"missing|unaccounted\s+for|disappeared"),
    ("captured", r"captured|taken\s+(?:prisoner|captive|hostage)|(?:held\s+)?captive|"
                 r"prisoners\s+of\s+war|pows"),
    ("abducted", r"kidnapped|abducted"),
    ("detained", r"detained|arrested"),
    ("evacuated", r"evacuated"),
    ("displaced", r"displaced|(?:forced\s+to\s+)?flee|fled|homeless|uprooted"),
)  # fmt: skip
_EFFECT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _EFFECT_WORDS)
_HERE = re.compile(rf"\s*[,(]?\s*(?:(?:more|others?)\s+)?(?:{_EFFECT})\b")
_LINK = (
    r"(?:(?:were|was|are|is|have|has|had|been|being|be|reportedly|also|confirmed|reported|"
    r"feared|believed|presumed|now|already|later|still|remain|remained|remains|left|get|got|to|"
    r"who|that|both|either|all|known|listed|thought|said|officially|themselves)\s+)"
)
_ASIDE = r"(?:,?\s+(?:including|among\s+them)\s+[^.;:]{0,60}?,|,[^,.;:]{0,50},|\s*\([^()]{0,50}\))?"
_OF_THEM = r",[^,.;:]{0,40}\b(?:them|whom)\b[^,.;:]{0,30},\s+"
_RIGHT = re.compile(rf"(?:{_ASIDE}\s*,?\s*{_LINK}|{_OF_THEM}|\s+){_LINK}{{0,4}}(?:{_EFFECT})\b")
_LEFT = (
    ("casualties", r"kill(?:ed|ing|s)?\s+(?:and|or)\s+(?:wound|injur)\w+"),
    ("killed", r"(?:kill(?:s|ed|ing)?|murder(?:ed|ing|s)?|execut(?:ed|ing|es)|massacr(?:ed|ing)|"
               r"(?:claim(?:s|ed|ing)?|cost(?:ing)?|taken|took)\s+the\s+lives\s+of|"
               r"deaths?\s+of|(?:death\s+|the\s+)?toll\b[^.;,]{0,40}|"
               r"number\s+of\s+(?:dead|deaths|fatalities|people\s+killed)\b[^.;,]{0,40}|shot\s+dead|assassinat(?:ed|ing))"),
    ("wounded", r"(?:wound(?:s|ed|ing)|injur(?:es|ed|ing)|"
                r"number\s+of\s+(?:wounded|injured)\b[^.;,]{0,40}|hurt(?:ing)?)"),
    ("captured", r"captur(?:ed|ing|es)"),
    ("abducted", r"(?:abduct|kidnap)(?:p?ed|p?ing|s)"),
    ("detained", r"(?:detain|arrest)(?:ed|ing|s)"),
    ("evacuated", r"evacuat(?:ed|ing|es)"),
    ("displaced", r"(?:displac(?:ed|ing|es)|uproot(?:ed|ing)|forc(?:ed|ing))"),
)  # fmt: skip
_LEFT_RULES = tuple(
    (
        name,
        re.compile(
            rf"\b(?:{pattern})\s+"
            r"(?:(?:another|a\s+further|an\s+additional|a\s+total\s+of|the|as|off)\s+)?$"
        ),
    )
    for name, pattern in _LEFT
)
_LEFT_CUE = re.compile(
    r"kill|murder|execut|massacr|lives|death|toll|number of|shot|assass|wound|injur|hurt|captur|"
    r"abduct|kidnap|detain|arrest|evacuat|displac|uproot|forc"
)
_ONE_EFFECT = re.compile("(?:" + "|".join(pattern for _, pattern in _EFFECT_WORDS) + r")$")
EFFECTS = frozenset(name for name, _ in _EFFECT_WORDS)
"""All effects, as units of a quantity."""


def is_effect(lower: str) -> bool:
    """Whether a lower-cased word tells an effect by itself ("killed")."""
    return bool(_ONE_EFFECT.match(lower))


def effect_here(lower: str, end: int, limit: int) -> tuple[str, int] | None:
    """The effect right after a number ("2,700 wounded") and where its words end."""
    match = _HERE.match(lower, end, limit)
    return (_name(match), match.end()) if match else None


def effect_right(lower: str, end: int, limit: int) -> str | None:
    """The effect told of the nouns that end here ("had been killed")."""
    match = _RIGHT.match(lower, end, limit)
    return _name(match) if match else None


def effect_left(lower: str, begin: int, start: int) -> str | None:
    """The effect of the verb or the toll right before a number ("killing at least ...")."""
    window = lower[max(begin, start - 80) : start]
    if not _LEFT_CUE.search(window):
        return None
    return next((name for name, rule in _LEFT_RULES if rule.search(window)), None)


def _name(match: re.Match[str]) -> str:
    return next(name for name, _ in _EFFECT_WORDS if match[name])
