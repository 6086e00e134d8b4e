"""Base forms of English words: candidates by suffix, irregular forms by table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

_VOWELS = frozenset("aeiou")


def base_forms(word: str, irregular: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Possible base forms of a word in lower case, the word itself first.

    Candidates are not checked against a dictionary: the caller keeps those that it knows.
    """
    found = [word, *irregular.get(word, ()), *_regular(word)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16384)
def _regular(word: str) -> tuple[str, ...]:
    return tuple(_by_suffix(word))


def _by_suffix(word: str) -> Iterator[str]:
    if word.endswith("ies") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("ied") and len(word) > 4:
        yield word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 1:
            yield from _stems(word.removesuffix(suffix))


def _stems(stem: str) -> Iterator[str]:
    yield stem + "e"
    yield stem
    if stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
        yield stem[:-1]
