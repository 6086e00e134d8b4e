"""The lexicon of triggers: which words name a claim, under which conditions, with which roles.

The table itself is package data (``data/triggers.toml``, whose head explains the notation);
this module only gives it a typed form.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from onrecord.errors import DataError
from onrecord.model import ClaimType, RoleName

Category = Literal["verb", "noun", "adjective", "phrase"]
_FIELDS: tuple[tuple[str, Category], ...] = (
    ("verbs", "verb"), ("nouns", "noun"), ("adjectives", "adjective"), ("phrases", "phrase"),
)  # fmt: skip
ANY = "any"
"""Stands for a verb that no other rule knows, where a clause tells of it."""
_INNER_PREPOSITIONS = frozenset("of in on to for with from".split())


@dataclass(frozen=True, slots=True)
class WordClass:
    """A named set of words: by base form, by kind of entity, or any proper noun."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    proper: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One demand on the surroundings of a trigger.

    ``functions`` are functions of arguments (see ``grammar.Argument``), "under" for the verb
    above or "any" for the whole phrase; any of ``classes`` may fit, none means "is there".
    """

    functions: tuple[str, ...]
    classes: tuple[WordClass, ...]
    negated: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What one word or phrase means where its conditions hold; ``type`` None is a veto.

    ``words`` are base forms in text order and ``head`` says which of them governs.
    """

    words: tuple[str, ...]
    head: int
    category: Category
    type: ClaimType | None
    subtype: str | None
    conditions: tuple[Condition, ...]
    roles: Mapping[str, RoleName]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All rules by head word, with the word classes and irregular forms that they rest on."""

    rules: Mapping[tuple[Category, str], tuple[Rule, ...]]
    classes: Mapping[str, WordClass]
    irregular: Mapping[str, tuple[str, ...]]

    def words(self, name: str) -> frozenset[str]:
        """The words of a class; empty for a name that is not one."""
        known = self.classes.get(name)
        return known.words if known else frozenset()


def parse_lexicon(text: str) -> Lexicon:
    """Read the table of triggers; raises DataError where it cannot be understood."""
    try:
        table = tomllib.loads(text)
        classes = {name: _word_class(entry) for name, entry in table["classes"].items()}
        rules = _grouped(_rules(table, classes))
    except (tomllib.TOMLDecodeError, KeyError, ValueError, AttributeError) as error:
        remedy = "reinstall the package, or restore the file from the repository"
        raise DataError(f"the table of triggers is damaged ({error})", remedy) from error
    return Lexicon(rules, classes, _irregular(table.get("irregular", {})))


def _word_class(entry: str | Mapping[str, Any]) -> WordClass:
    if isinstance(entry, str):
        return WordClass(frozenset(entry.split()))
    return WordClass(
        frozenset(str(entry.get("words", "")).split()),
        frozenset(str(entry.get("kinds", "")).split()),
        bool(entry.get("proper", False)),
    )


def _irregular(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = defaultdict(list)
    for base, words in table.items():
        for word in words.split():
            forms[word].append(base)
    return {word: tuple(bases) for word, bases in forms.items()}


def _rules(table: Mapping[str, Any], classes: Mapping[str, WordClass]) -> Iterator[Rule]:
    for entry in table["rules"]:
        kind = None if entry["type"] == "none" else entry["type"]
        if kind is not None and kind not in get_args(ClaimType):
            raise ValueError(f"unknown claim type {kind!r}")
        roles = _frame(table.get("frames", {}), kind, entry.get("roles", ""))
        conditions = tuple(_condition(c, classes) for c in entry.get("when", "").split())
        for name, category in _FIELDS:
            for word in entry.get(name, "").split():
                words, head = _words(word, category)
                yield Rule(words, head, category, kind, entry.get("subtype"), conditions, roles)


def _words(entry: str, category: Category) -> tuple[tuple[str, ...], int]:
    words = entry.split("_")
    marked = [i for i, word in enumerate(words) if word.startswith("*")]
    plain = tuple(word.lstrip("*") for word in words)
    if marked:
        return plain, marked[0]
    if category == "noun" and not _INNER_PREPOSITIONS & set(plain):
        return plain, len(plain) - 1
    return plain, 0


def _frame(frames: Mapping[str, Any], kind: str | None, own: str) -> dict[str, RoleName]:
    merged: dict[str, str] = {**frames.get("default", {}), **frames.get(kind or "", {})}
    for pair in own.split():
        function, _, role = pair.partition(":")
        merged[function] = role
    unknown = set(merged.values()) - {*get_args(RoleName), "-"}
    if unknown:
        raise ValueError(f"unknown roles {sorted(unknown)}")
    return {name: cast("RoleName", role) for name, role in merged.items() if role != "-"}


def _condition(notation: str, classes: Mapping[str, WordClass]) -> Condition:
    functions, _, names = notation.removeprefix("-").partition(":")
    wanted = tuple(
        classes.get(name, WordClass(frozenset({name}))) for name in names.split("|") if name
    )
    written = tuple(f.replace("_", " ") for f in functions.split("|"))
    return Condition(written, wanted, negated=notation.startswith("-"))


def _grouped(rules: Iterable[Rule]) -> dict[tuple[Category, str], tuple[Rule, ...]]:
    """Rules by head word; more words and more conditions first, else in the table's order."""
    groups: dict[tuple[Category, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        groups[rule.category, rule.words[rule.head]].append(rule)
    return {
        key: tuple(sorted(found, key=lambda r: (-len(r.words), -len(r.conditions))))
        for key, found in groups.items()
    }
