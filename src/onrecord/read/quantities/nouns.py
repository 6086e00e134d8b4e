"""The nouns after a number: what is counted where no effect or measure is told."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.read.quantities.effects import is_effect

_STOP = frozenset(
    (
        "a an and are as at because been before but by could did do does during for from had has "
        "have he her his if in into is it its may might near no not of on or over she since so "
        "than that the their them then there these they this those through to under until was we "
        "were when where which while who whom whose will with would against across after amid "
        "around between inside outside about said says told per each every also both including "
        "except"
    ).split()
)
_LEADING = frozenset(
    (
        "of out the its their his her these those other others more additional further new such our"
    ).split()
)
_PLURALS = frozenset(
    (
        "people men women children police personnel troops aircraft crew staff cattle sheep "
        "servicemen policemen gunmen militiamen fishermen lives infantry paramilitary mercenaries"
    ).split()
)
_MODIFIERS = frozenset(
    (
        "police aircraft personnel crew staff women infantry paramilitary sales news arms weapons"
    ).split()
)
_SINGULAR = {
    word: f"{word}s"
    for word in (
        "soldier civilian officer fighter journalist worker drone missile tank helicopter plane "
        "jet building house village ship vessel boat rocket boy girl student teacher doctor medic "
        "driver guard militant rebel hostage prisoner passenger resident villager bomb shell "
        "attacker bomber gunman commander general marine sailor pilot peacekeeper settler "
        "protester Palestinian Israeli Ukrainian Russian American victim town city settlement "
        "bridge hospital school vehicle truck car bus train death injury fatality casualty nurse "
        "firefighter rescuer refugee migrant adult infant baby teenager contractor employee "
        "member"
    ).split()
} | {
    "person": "people", "man": "men", "woman": "women", "child": "children", "city": "cities",
    "policeman": "policemen", "serviceman": "servicemen", "gunman": "gunmen", "baby": "babies",
    "aircraft": "aircraft", "injury": "injuries", "fatality": "fatalities", "bus": "buses",
    "casualty": "casualties",
}  # fmt: skip
_TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\s\w]|[0-9]")
_NOT_PLURAL = re.compile(r"(?:ss|us|is|[’']s)$")
_PEOPLE = frozenset(
    (
        "people persons civilians soldiers troops children women men fighters militants rebels "
        "officers policemen police personnel residents villagers workers journalists passengers "
        "prisoners hostages refugees migrants students teachers doctors medics patients victims "
        "boys girls guards gunmen protesters protestors servicemen peacekeepers families "
        "bystanders firefighters rescuers babies teenagers adults infants insurgents mercenaries "
        "members employees staff commanders sailors marines settlers generals crew recruits "
        "conscripts volunteers suspects activists"
    ).split()
)
_OF_GROUP = re.compile(
    r"\s*(?:of\s+)?(?:the\s+|its\s+|their\s+)?((?:[\w’'-]+\s+){0,3}?[\w’'-]+)"
    r"(?=\s+(?:has|have|had|is|are|was|were|in|on|by|at|as|from|since|to|that|who|and|will|would|"
    r"with|after)\b|[^\w\s’'-]|$)"
)


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
        if not word[0].isalpha() or lower in _STOP or len(words) == 5 or is_effect(lower):
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


def are_people(nouns: Nouns) -> bool:
    """Whether the nouns name people: by their head, or a nationality in capitals."""
    return nouns.head in _PEOPLE or nouns.words[-1][0].isupper() or nouns.head.endswith("men")


def group_after(text: str, end: int, limit: int) -> str | None:
    """The whole that a share is of ("40% of the *city*"): the words up to the next verb."""
    match = _OF_GROUP.match(text, end, limit)
    return match[1] if match else None
