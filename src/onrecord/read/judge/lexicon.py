"""The language of reporting as a table: cue words and phrases with the stance they take.

The table itself is package data (``data/stances.toml``, whose head explains its notation);
this module gives it a type, inflects its lemmas and finds its entries in a sentence.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, cast, get_args

from onrecord.errors import DataError
from onrecord.model import ClaimType, Distance, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from onrecord.syntax import Syntax, Token

WordClass = Literal["verb", "noun", "adjective", "phrase"]
_CLASSES: tuple[tuple[str, WordClass], ...] = (
    ("words", "verb"),
    ("nouns", "noun"),
    ("adjectives", "adjective"),
)
_GAPS = {"~": 3, "~~": 8}
_SHORTEST = 3
"""Words of phrases up to this length are function words ("not", "to") and have one form."""
_LIGHT = frozenset({"ADV", "AUX", "PART"})
"""Parts of speech that may stand between the words of a phrase without being named in it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One element of a phrase: the words that fit and how many may stand before it.

    ``exact`` compares the form as written instead of its lemma.
    """

    words: frozenset[str]
    gap: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """One cue of the lexicon and how it is read (fields as in ``stances.toml``)."""

    name: str
    steps: tuple[Step, ...]
    word_class: WordClass
    stance: Stance
    distance: Distance
    negated: Stance | None
    unable: Stance | None
    sourceless: Stance | None
    ruling: str
    overt: frozenset[str]

    @property
    def negative(self) -> bool:
        """Whether the phrase names its own negation ("did not respond")."""
        return bool({"not", "no", "cannot", "never", "neither", "nobody", "without"} & self.words)

    @property
    def words(self) -> frozenset[str]:
        """Every word that the entry names."""
        return frozenset(word for step in self.steps for word in step.words)


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a sentence, with the tokens that matched its steps."""

    entry: Entry
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Lexicon:
    """All entries, the lemmas of their forms, and the small word lists beside them."""

    words: Mapping[tuple[str, WordClass], Entry]
    phrases: Mapping[str, tuple[Entry, ...]]
    lemmas: Mapping[str, str]
    lists: Mapping[str, frozenset[str]]
    hedges: Mapping[str, frozenset[str]]
    pointing: Mapping[str, frozenset[ClaimType]]
    narrowing: Mapping[str, frozenset[ClaimType]]

    def lemma(self, word: str) -> str:
        """The base form of a lower-case word, the word itself where it is not in the table."""
        return self.lemmas.get(word, word)

    def word(self, token: Token) -> Entry | None:
        """The entry of a single word, read by its part of speech first."""
        lemma = self.lemma(token.lower)
        for word_class in _order(token.pos):
            if (found := self.words.get((lemma, word_class))) is not None:
                return found
            if (found := self.words.get((token.lower, word_class))) is not None:
                return found
        return None

    def phrases_at(self, syntax: Syntax, token: Token, overt: str = "") -> Iterator[Match]:
        """The phrases that start at a token, within its sentence and its punctuation.

        ``overt``: only those that are marked so.
        """
        first = syntax.words[token.index]
        keys = dict.fromkeys((first, self.lemma(first)))
        for entry in (e for key in keys for e in self.phrases.get(key, ())):
            if overt and overt not in entry.overt:
                continue
            if (tokens := self._follow(syntax, token, entry.steps)) is not None:
                yield Match(entry, tokens)

    def _follow(
        self, syntax: Syntax, token: Token, steps: tuple[Step, ...]
    ) -> tuple[Token, ...] | None:
        if not self._fits(syntax, token, steps[0]):
            return None
        matched = [token]
        for step in steps[1:]:
            found = self._next(syntax, matched[-1], step)
            if found is None:
                return None
            matched.append(found)
        return tuple(matched)

    def _next(self, syntax: Syntax, last: Token, step: Step) -> Token | None:
        passed = light = 0
        for token in _following(syntax, last):
            if self._fits(syntax, token, step):
                return token
            if token.pos not in _LIGHT or light == 2:
                passed += 1
            else:
                light += 1
            if passed > step.gap:
                return None
        return None

    def _fits(self, syntax: Syntax, token: Token, step: Step) -> bool:
        word = syntax.words[token.index]
        return word in step.words or (not step.exact and self.lemma(word) in step.words)


def parse_lexicon(text: str) -> Lexicon:
    """The lexicon from the text of ``stances.toml``.

    Raises ``DataError`` when the text is no TOML or names a stance that does not exist.
    """
    try:
        table = tomllib.loads(text)
        entries = [entry for group in table["group"] for entry in _entries(group)]
        lists = table["words"]
        return Lexicon(
            words={
                (e.name, e.word_class): e for e in reversed(entries) if e.word_class != "phrase"
            },
            phrases=_by_first_word(e for e in entries if e.word_class == "phrase"),
            lemmas=_lemmas(entries, table),
            lists={name: frozenset(words.split()) for name, words in lists.items()},
            hedges={name: frozenset(words.split()) for name, words in table["hedges"].items()},
            pointing=_types(table["pointing"]),
            narrowing=_types(table["narrowing"]),
        )
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise DataError(
            f"the stance lexicon cannot be read ({error})", "install the package again"
        ) from error


def _following(syntax: Syntax, last: Token) -> Iterator[Token]:
    for token in syntax.tokens[last.index + 1 : last.index + 12]:
        if token.sentence != last.sentence or token.text in '.,;:!?()“”"–—':
            return
        if token.text not in "'’-":
            yield token


def _order(pos: str) -> tuple[WordClass, ...]:
    if pos in {"NOUN", "PROPN"}:
        return ("noun", "verb", "adjective")
    if pos in {"ADJ", "ADV"}:
        return ("adjective", "verb", "noun")
    return ("verb", "adjective", "noun")


def _entries(group: Mapping[str, Any]) -> Iterator[Entry]:
    for key, word_class in _CLASSES:
        for word in group.get(key, "").split():
            steps = (Step(frozenset({word}), 0, exact=False),)
            yield _entry(group, word, steps, word_class)
    for phrase in group.get("phrases", ()):
        yield _entry(group, phrase, tuple(_steps(phrase)), "phrase")


def _entry(
    group: Mapping[str, Any], name: str, steps: tuple[Step, ...], word_class: WordClass
) -> Entry:
    stances = [
        group["stance"],
        *(group[k] for k in ("negated", "unable", "sourceless") if k in group),
    ]
    if unknown := set(stances) - set(get_args(Stance)):
        raise ValueError(f"no such stance: {', '.join(sorted(unknown))}")
    return Entry(
        name=name,
        steps=steps,
        word_class=word_class,
        stance=group["stance"],
        distance=group["distance"],
        negated=group.get("negated"),
        unable=group.get("unable"),
        sourceless=group.get("sourceless"),
        ruling=group.get("ruling", ""),
        overt=frozenset(group.get("overt", ())),
    )


def _steps(phrase: str) -> Iterator[Step]:
    gap = 0
    for part in phrase.split():
        if part in _GAPS:
            gap = _GAPS[part]
        elif part != "-":
            yield Step(frozenset(part.removeprefix("=").split("|")), gap, part.startswith("="))
            gap = 0


def _by_first_word(entries: Iterable[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        for word in entry.steps[0].words:
            found.setdefault(word, []).append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


def _lemmas(entries: Iterable[Entry], table: Mapping[str, Any]) -> dict[str, str]:
    bases = {
        word for entry in entries for step in entry.steps if not step.exact for word in step.words
    }
    single = {entry.name for entry in entries if entry.word_class != "phrase"}
    inflected = single | set(table["pointing"]) | {word for word in bases if len(word) > _SHORTEST}
    lemmas: dict[str, str] = {}
    for base in sorted(inflected):
        for form in inflections(base):
            lemmas.setdefault(form, base)
    return {
        **lemmas,
        **{base: base for base in single | set(table["pointing"])},
        **table["irregular"],
    }


def _types(table: Mapping[str, str]) -> dict[str, frozenset[ClaimType]]:
    known = set[str](get_args(ClaimType))
    if unknown := {t for types in table.values() for t in types.split()} - known:
        raise ValueError(f"no such claim type: {', '.join(sorted(unknown))}")
    return {
        noun: frozenset(cast("list[ClaimType]", types.split())) for noun, types in table.items()
    }


def inflections(lemma: str) -> Iterator[str]:
    """The regular forms of a verb or noun; some that do not exist, none that is missing."""
    if lemma.endswith("e"):
        yield from (lemma + "s", lemma + "d", lemma[:-1] + "ing")
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        yield from (lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    else:
        yield from (lemma + "s", lemma + "es", lemma + "ed", lemma + "ing")
        yield from (lemma + lemma[-1:] + "ed", lemma + lemma[-1:] + "ing")
    if lemma.endswith("ize"):
        yield from (
            british := lemma[:-2] + "se",
            british + "s",
            british + "d",
            british[:-1] + "ing",
        )
