"""Known actors of conflicts: their names, what kind they are and whom they belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from onrecord.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.model import EntityKind

Manner = Literal["name", "adjective", "seat"]
"""How words name an actor: by its name, by an adjective of it, or by where it sits."""

_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")


@dataclass(frozen=True, slots=True)
class Actor:
    """A body that speaks or acts. ``owner`` is the name of the actor that it belongs to.

    ``body`` says what it is for its owner ("parliament", "armed forces"), None if nothing.
    """

    name: str
    kind: EntityKind
    owner: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An actor named by ``words[start:end]``."""

    start: int
    end: int
    actor: Actor
    manner: Manner


Alias = tuple[tuple[str, ...], Actor, Manner]


@dataclass(frozen=True, slots=True)
class Actors:
    """The table of known actors. Names are matched by token and with their case."""

    by_name: Mapping[str, Actor]
    by_first_word: Mapping[str, tuple[Alias, ...]]

    @classmethod
    def parse(cls, actors: str, metonyms: str) -> Actors:
        """Build the table from the text of ``actors.tsv`` and ``metonyms.tsv``.

        An alias of two actors ("RSF") names neither. Raises ``DataError`` on a broken row.
        """
        rows = [_fields(line, 6) for line in actors.splitlines()[1:]]
        by_name = {row[0]: _actor(row) for row in rows}
        aliases: dict[tuple[str, ...], set[tuple[str, Manner]]] = defaultdict(set)
        for name, _, _, _, names, adjectives in rows:
            for alias in (name, *_several(names)):
                aliases[split(alias)].add((name, "name"))
            for adjective in _several(adjectives):
                aliases[split(adjective)].add((name, "adjective"))
        for line in metonyms.splitlines()[1:]:
            seat, name = _fields(line, 2)
            aliases[split(seat)].add((_known(name, by_name), "seat"))
        return cls(by_name, _index(aliases, by_name))

    def at(self, words: Sequence[str], start: int) -> Found | None:
        """The longest name of an actor that begins with ``words[start]``."""
        for alias, actor, manner in self.by_first_word.get(words[start], ()):
            if tuple(words[start : start + len(alias)]) == alias:
                return Found(start, start + len(alias), actor, manner)
        return None

    def find(self, words: Sequence[str]) -> Iterator[Found]:
        """All actors named in the words, from left to right, without overlap."""
        position = 0
        while position < len(words):
            found = self.at(words, position)
            if found:
                yield found
            position = found.end if found else position + 1


def split(text: str) -> tuple[str, ...]:
    """The tokens of a name, with straight apostrophes."""
    return tuple(_TOKEN.findall(text.replace("’", "'")))


def _fields(line: str, count: int) -> list[str]:
    fields = line.split("\t")
    if len(fields) != count:
        raise DataError(f"bad row in the table of actors: {line!r}", "reinstall the package")
    return fields


def _several(cell: str) -> list[str]:
    return [item for item in cell.split("|") if item]


def _actor(row: list[str]) -> Actor:
    return Actor(row[0], cast("EntityKind", row[1]), row[2] or None, row[3] or None)


def _known(name: str, by_name: Mapping[str, Actor]) -> str:
    if name not in by_name:
        raise DataError(f"a seat of an unknown actor: {name}", "reinstall the package")
    return name


def _index(
    aliases: Mapping[tuple[str, ...], set[tuple[str, Manner]]], by_name: Mapping[str, Actor]
) -> dict[str, tuple[Alias, ...]]:
    index: dict[str, list[Alias]] = defaultdict(list)
    for words, meanings in aliases.items():
        if len({name for name, _ in meanings}) == 1:
            name, manner = max(meanings, key=lambda meaning: meaning[1] == "name")
            index[words[0]].append((words, by_name[name], manner))
    return {
        first: tuple(sorted(entries, key=lambda entry: -len(entry[0])))
        for first, entries in index.items()
    }
