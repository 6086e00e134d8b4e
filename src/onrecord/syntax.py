"""The words of an article with their grammar, as the encoder's heads give them.

A token is a run of letters and digits or a single other character, as in BERT's
pre-tokenisation: "Kim Jong-un" is Kim / Jong / - / un. Grammar follows Universal
Dependencies 2 (``pos`` is UPOS, ``rel`` the basic relation with subtype).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from onrecord.model import Span

_APOSTROPHES: Final = ("'", "’")
_CONTRACTED: Final = {"won": "would", "can": "can", "don": "do"}
"""Forms before "n't" that are more than the verb with an "n"."""


@dataclass(frozen=True, slots=True)
class Token:
    """One token.

    ``head`` is the index of the governing token in the article, or its own index for the
    root of a sentence. ``kind`` is the kind of entity that the token heads ("person",
    "organisation", "place", "event", "time", "object", "abstract" ...), "" where it heads none.
    ``antecedent`` is the index of the head token of an earlier mention of the same
    entity, None where the token starts an entity or heads none.
    """

    index: int
    start: int
    end: int
    text: str
    sentence: int
    pos: str
    head: int
    rel: str
    kind: str
    antecedent: int | None = None

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The token in lower case."""
        return self.text.lower()


@dataclass(frozen=True)
class Syntax:
    """The tokens of an article's sentences, and the questions that stages ask of them."""

    text: str
    tokens: tuple[Token, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @cached_property
    def _children(self) -> list[list[int]]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                children[token.head].append(token.index)
        return children

    @cached_property
    def words(self) -> list[str]:
        """The tokens in lower case, contracted negation undone ("didn", "t": "did", "not")."""
        texts = [token.text.lower() for token in self.tokens]
        found = texts[:]
        for i in range(2, len(texts)):
            if texts[i] == "t" and texts[i - 1] in _APOSTROPHES:
                found[i - 2] = _CONTRACTED.get(texts[i - 2], texts[i - 2][:-1])
                found[i] = "not"
        return found

    def children(self, token: Token, *rels: str) -> list[Token]:
        """Direct dependents in text order; with ``rels``, only those relations.

        A relation without a subtype also matches its subtypes ("nsubj" matches "nsubj:pass").
        """
        found = [self.tokens[i] for i in self._children[token.index]]
        return [c for c in found if matches(c.rel, rels)] if rels else found

    def governor(self, token: Token) -> Token | None:
        """The token that governs this one, None for a root."""
        return None if token.head == token.index else self.tokens[token.head]

    def ancestors(self, token: Token) -> Iterator[Token]:
        """Governors from the nearest to the root."""
        seen = {token.index}
        while token.head not in seen:
            token = self.tokens[token.head]
            seen.add(token.index)
            yield token

    def subtree(self, token: Token, skip: tuple[str, ...] = ()) -> list[Token]:
        """The token and all that hangs from it, in text order, without branches in ``skip``."""
        found: dict[int, Token] = {token.index: token}
        stack = [token]
        while stack:
            for child in self.children(stack.pop()):
                if child.index not in found and not (skip and matches(child.rel, skip)):
                    found[child.index] = child
                    stack.append(child)
        return [found[i] for i in sorted(found)]

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that start inside the span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return list(self.tokens[first:last])

    def token_at(self, offset: int) -> Token | None:
        """The token that covers a character, None for white space."""
        i = bisect_right(self._starts, offset) - 1
        return self.tokens[i] if i >= 0 and offset < self.tokens[i].end else None

    def head_of(self, span: Span) -> Token | None:
        """The token of the span whose governor lies outside it (the highest, then the first)."""
        inside = self.tokens_in(span)
        indices = {token.index for token in inside}
        tops = [t for t in inside if t.head == t.index or t.head not in indices]
        content = [t for t in tops if t.pos != "PUNCT"] or tops
        if len(content) < 2:
            return content[0] if content else None
        return min(content, key=lambda t: (sum(1 for _ in self.ancestors(t)), t.index))


def matches(rel: str, wanted: tuple[str, ...]) -> bool:
    """Whether a relation is one of ``wanted``, subtypes included."""
    return rel in wanted or (":" in rel and rel.partition(":")[0] in wanted)
