"""Whether two names mean the same person or body."""

from __future__ import annotations

from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.actors import split


def same_person(one: str, other: str) -> bool:
    """A surname or given name after a full name, or a full name spelt almost alike."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    if not shorter or not longer:
        return False
    if len(shorter) == 1:
        return shorter[0] in {longer[0], longer[-1]} or (len(longer) > 2 and shorter[0] in longer)
    if shorter[-1] == longer[-1]:
        return _agree(shorter[0], longer[0]) or set(shorter) <= set(longer)
    if shorter[0] == longer[0]:
        return _spelt_alike(shorter[-1], longer[-1]) or set(shorter) <= set(longer)
    return False


def same_body(one: str, other: str) -> bool:
    """The same name, or the end or beginning of it without what tells the rest."""
    shorter, longer = sorted((_content(one), _content(other)), key=len)
    if not shorter:
        return False
    return shorter == longer or (
        len(shorter) > 1
        and (longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter)
    )


def is_acronym(short: str, name: str) -> bool:
    """Whether capitals spell the initials of a name's words ("WHO")."""
    letters = short.replace(".", "")
    if not (letters.isupper() and 2 <= len(letters) <= 8):
        return False
    capitals = "".join(word[0] for word in split(name) if word[0].isupper())
    every = "".join(word[0].upper() for word in split(name) if word[0].isalpha())
    return letters in {capitals, every}


def _words(name: str) -> list[str]:
    return [word.strip(".'’").lower() for word in name.split() if word.strip(".'’")]


def _content(name: str) -> list[str]:
    skipped = lexicon.DETERMINERS | {"'", "s", "of", "for"}
    return [word.lower() for word in split(name) if word.lower() not in skipped]


def _agree(one: str, other: str) -> bool:
    return one == other or ((len(one) == 1 or len(other) == 1) and one[0] == other[0])


def _spelt_alike(one: str, other: str) -> bool:
    """As in "Zelensky" and "Zelenskyy": one long beginning, up to two letters after it."""
    if "-" in one + other:
        return False
    shared = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        shared += 1
    return shared >= 5 and max(len(one), len(other)) - shared <= 2
