"""What a number counts: an effect on people, a measure, money, or the noun after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_EFFECT_WORDS: tuple[tuple[str, str], ...] = (
    ("casualties", r"(?:killed|dead)\s+(?:and|or)\s+(?:wounded|injured)|casualties|victims"),
    ("killed", r"killed|dead|died|dies|deaths?|fatalities|slain|murdered|executed|perished|massacred|"
               r"lost\s+(?:their|his|her)\s+li(?:ves|fe)|shot\s+dead|martyred"),
    ("wounded", r"(?:(?:critically|seriously|severely|slightly|lightly|badly)\s+)?(?:wounded|injured|hurt)|injuries|maimed|hospitali[sz]ed"),
    ("missing", r"missing|unaccounted\s+for|disappeared"),
    ("captured", r"captured|taken\s+(?:prisoner|captive|hostage)|(?:held\s+)?captive|prisoners\s+of\s+war|pows"),
    ("abducted", r"kidnapped|abducted"),
    ("detained", r"detained|arrested"),
    ("evacuated", r"evacuated"),
    ("displaced", r"displaced|(?:forced\s+to\s+)?flee|fled|homeless|uprooted"),
)  # fmt: skip
_EFFECT = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _EFFECT_WORDS)
_HERE = re.compile(rf"\s*[,(]?\s*(?:(?:more|others?)\s+)?(?:{_EFFECT})\b")
_LINK = (
    r"(?:(?:were|was|are|is|have|has|had|been|being|be|reportedly|also|confirmed|reported|feared|believed|"
    r"presumed|now|already|later|still|remain|remained|remains|left|get|got|to|who|that|both|either|all|"
    r"known|listed|thought|said|officially|either|themselves)\s+)"
)
_ASIDE = r"(?:,?\s+(?:including|among\s+them)\s+[^.;:]{0,60}?,|,[^,.;:]{0,50},|\s*\([^()]{0,50}\))?"
_OF_THEM = r",[^,.;:]{0,40}\b(?:them|whom)\b[^,.;:]{0,30},\s+"
_RIGHT = re.compile(
    rf"(?:{_ASIDE}\s*,?\s*{_LINK}|{_OF_THEM}|\s+){_LINK}{{0,4}}(?:{_EFFECT})\b"
)
_LEFT = (
    ("casualties", r"kill(?:ed|ing|s)?\s+(?:and|or)\s+(?:wound|injur)\w+"),
    ("killed", r"(?:kill(?:s|ed|ing)?|murder(?:ed|ing|s)?|execut(?:ed|ing|es)|massacr(?:ed|ing)|(?:claim(?:s|ed|ing)?|cost(?:ing)?|taken|took)\s+the\s+lives\s+of|"
               r"deaths?\s+of|(?:death\s+|the\s+)?toll\b[^.;,]{0,40}|number\s+of\s+(?:dead|deaths|fatalities|people\s+killed)\b[^.;,]{0,40}|shot\s+dead|assassinat(?:ed|ing))"),
    ("wounded", r"(?:wound(?:s|ed|ing)|injur(?:es|ed|ing)|number\s+of\s+(?:wounded|injured)\b[^.;,]{0,40}|hurt(?:ing)?)"),
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
            rf"\b(?:{pattern})\s+(?:(?:another|a\s+further|an\s+additional|a\s+total\s+of|the|as|off)\s+)?$"
        ),
    )
    for name, pattern in _LEFT
)
_LEFT_CUE = re.compile(
    r"kill|murder|execut|massacr|lives|death|toll|number of|shot|assass|wound|injur|hurt|captur|abduct|kidnap|"
    r"detain|arrest|evacuat|displac|uproot|forc"
)
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "because",
        "been",
        "before",
        "but",
        "by",
        "could",
        "did",
        "do",
        "does",
        "during",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "his",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "may",
        "might",
        "near",
        "no",
        "not",
        "of",
        "on",
        "or",
        "over",
        "she",
        "since",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "under",
        "until",
        "was",
        "we",
        "were",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "will",
        "with",
        "would",
        "against",
        "across",
        "after",
        "amid",
        "around",
        "between",
        "inside",
        "outside",
        "about",
        "said",
        "says",
        "told",
        "per",
        "each",
        "every",
        "also",
        "both",
        "including",
        "except",
    ]
)
_LEADING = frozenset(
    [
        "of",
        "out",
        "the",
        "its",
        "their",
        "his",
        "her",
        "these",
        "those",
        "other",
        "others",
        "more",
        "additional",
        "further",
        "new",
        "such",
        "our",
    ]
)
_PLURALS = frozenset(
    [
        "people",
        "men",
        "women",
        "children",
        "police",
        "personnel",
        "troops",
        "aircraft",
        "crew",
        "staff",
        "cattle",
        "sheep",
        "servicemen",
        "policemen",
        "gunmen",
        "militiamen",
        "fishermen",
        "lives",
        "infantry",
        "paramilitary",
        "mercenaries",
    ]
)
_MODIFIERS = frozenset(
    [
        "police",
        "aircraft",
        "personnel",
        "crew",
        "staff",
        "women",
        "infantry",
        "paramilitary",
        "sales",
        "news",
        "arms",
        "weapons",
    ]
)
_SINGULAR = {"person": "people", "man": "men", "woman": "women", "child": "children",
             "policeman": "policemen", "serviceman": "servicemen", "aircraft": "aircraft"}  # fmt: skip
_SINGULAR |= {
    word: f"{word}s"
    for word in [
        "soldier",
        "civilian",
        "officer",
        "fighter",
        "journalist",
        "worker",
        "drone",
        "missile",
        "tank",
        "helicopter",
        "plane",
        "jet",
        "building",
        "house",
        "village",
        "ship",
        "vessel",
        "boat",
        "rocket",
        "boy",
        "girl",
        "student",
        "teacher",
        "doctor",
        "medic",
        "driver",
        "guard",
        "militant",
        "rebel",
        "hostage",
        "prisoner",
        "passenger",
        "resident",
        "villager",
        "bomb",
        "shell",
        "attacker",
        "bomber",
        "gunman",
        "commander",
        "general",
        "marine",
        "sailor",
        "pilot",
        "peacekeeper",
        "settler",
        "protester",
        "Palestinian",
        "Israeli",
        "Ukrainian",
        "Russian",
        "American",
        "victim",
        "town",
        "city",
        "settlement",
        "bridge",
        "hospital",
        "school",
        "vehicle",
        "truck",
        "car",
        "bus",
        "train",
        "death",
        "injury",
        "fatality",
        "casualty",
        "nurse",
        "firefighter",
        "rescuer",
        "refugee",
        "migrant",
        "adult",
        "infant",
        "baby",
        "teenager",
        "contractor",
        "employee",
        "member",
    ]
}
_SINGULAR |= {"injury": "injuries", "fatality": "fatalities", "casualty": "casualties", "bus": "buses",
              "city": "cities", "baby": "babies", "gunman": "gunmen"}  # fmt: skip
_TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\s\w]|[0-9]")
_NOT_PLURAL = re.compile(r"(?:ss|us|is|[’']s)$")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The noun phrase after a number: its words and where it ends."""

    words: tuple[str, ...]
    end: int

    @property
    def head(self) -> str:
        """The last word, lower-cased and plural."""
        last = self.words[-1]
        return _SINGULAR.get(last, _SINGULAR.get(last.lower(), last.lower()))

    @property
    def phrase(self) -> str:
        """All words as written."""
        return " ".join(self.words)


def nouns_after(text: str, end: int, limit: int, *, single: bool) -> Nouns | None:
    """The counted nouns after a number, up to five words; None where no plural noun follows.

    ``single``: the number is one, so a known singular noun counts as well.
    """
    words: list[str] = []
    begun = False
    for match in _TOKEN.finditer(text, end, min(limit, end + 80)):
        word = match.group()
        lower = word.lower()
        if not begun and (lower in _LEADING or lower in ("them", "whom") or word[0].isdigit()):
            continue
        begun = True
        if not word[0].isalpha() or lower in _STOP or len(words) == 5 or _is_effect(lower):
            return None
        words.append(word)
        if _is_plural(word) and not _goes_on(text, match.end(), limit, lower):
            return Nouns(tuple(words), match.end())
        if single and (word in _SINGULAR or lower in _SINGULAR):
            return Nouns(tuple(words), match.end())
    return None


def _is_plural(word: str) -> bool:
    lower = word.lower()
    if lower in _PLURALS:
        return True
    return (
        len(word) > 3
        and lower.endswith("s")
        and not _NOT_PLURAL.search(lower)
        and not word.isupper()
    )


def _goes_on(text: str, end: int, limit: int, lower: str) -> bool:
    following = _TOKEN.match(text, end + 1, limit) if lower in _MODIFIERS else None
    return bool(following and _is_plural(following.group()))


_ONE_EFFECT = re.compile("(?:" + "|".join(pattern for _, pattern in _EFFECT_WORDS) + r")$")


def _is_effect(lower: str) -> bool:
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


CURRENCY_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₴": "UAH", "₽": "RUB",
                  "a$": "AUD", "c$": "CAD", "₪": "ILS", "₹": "INR"}  # fmt: skip
_CURRENCIES = (
    ("USD", r"(?:us\s+|u\.s\.\s+)?dollars?|usd"), ("EUR", "euros?|eur"), ("GBP", "pounds|gbp"),
    ("RUB", "roubles?|rubles?|rub"), ("UAH", "hryvnias?|hryvnia|uah"), ("CNY", "yuan|renminbi"),
    ("JPY", "yen"), ("ILS", "shekels?"), ("INR", "rupees?"),
)  # fmt: skip
_MEASURES = (
    ("%", r"%|per\s?cent\b|percentage\s+points?\b|percent\b"),
    ("km/h", r"km/h\b|kph\b|kilomet(?:re|er)s?\s+(?:an|per)\s+hour\b"),
    ("km2", r"(?:km²|km2|sq\.?\s?km\b|square\s+kilomet(?:re|er)s?\b)"),
    ("square miles", r"(?:square\s+miles?|sq\.?\s?mi)\b"), ("m2", r"(?:square\s+met(?:re|er)s?|sq\.?\s?m)\b"),
    ("km", r"(?:km|kms|kilomet(?:re|er)s?)\b"), ("miles", r"(?:miles?|mi)\b"), ("m", r"(?:met(?:re|er)s?|m)\b"),
    ("feet", r"(?:feet|foot|ft)\b"), ("ha", r"(?:hectares?|ha)\b"), ("acres", r"acres?\b"),
    ("t", r"(?:metric\s+tons?|tonnes?|tons?)\b"), ("kg", r"(?:kg|kilos?|kilograms?|kilogrammes?)\b"), ("kt", r"kilotons?\b"),
    ("litres", r"lit(?:re|er)s?\b"), ("barrels", r"(?:barrels?|bpd)\b"), ("MW", r"(?:mw|megawatts?)\b"),
    ("GW", r"(?:gw|gigawatts?)\b"),
)  # fmt: skip
_MEASURE = tuple((unit, re.compile(rf"[\s-]?(?:{pattern})")) for unit, pattern in _MEASURES)
_MONEY = tuple((unit, re.compile(rf"\s+(?:{pattern})\b")) for unit, pattern in _CURRENCIES)


def measure_after(lower: str, end: int, limit: int) -> tuple[str, int] | None:
    """The unit of measure or currency right after a number and where its word ends."""
    for unit, pattern in _MEASURE + _MONEY:
        match = pattern.match(lower, end, limit)
        if match:
            return unit, match.end()
    return None
