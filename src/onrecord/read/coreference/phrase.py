"""The nouns of this stage: a mention, and what it says once taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from onrecord.model import EntityKind, Place, Span
from onrecord.read.coreference import words as lexicon
from onrecord.syntax import Syntax, Token

if TYPE_CHECKING:
    from onrecord.read.coreference.actors import Actor, Actors

MentionRole = Literal["source", "argument", "place"]
Sort = Literal["pronoun", "joint", "actor", "name", "noun", "place"]
Gender = Literal["male", "female"]
Tokens = Sequence[Token]

OWNING: Final = frozenset({"of", "for", "at", "from", "with", "in", "inside", "to"})
MODEL_KINDS: Final[dict[str, EntityKind]] = {
    "person": "person", "organisation": "organisation", "organization": "organisation",
    "place": "place", "object": "other", "weapon": "weapon", "facility": "facility",
    "state": "state", "force": "force", "media": "media",
}  # fmt: skip
"""What the encoder's kinds of mentions mean here."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that speaks, takes part or tells where, as other stages found it.

    ``kind`` is what its finder took it for, ``place`` where its name lies; None if unknown.
    """

    span: Span
    role: MentionRole
    kind: EntityKind | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention taken apart.

    ``label`` is the phrase without determiner, appositions and clauses, ``name`` the proper
    name in it, ``noun`` the singular of the common noun that heads it, ``titles`` all nouns
    that describe a person, ``owner`` whom it belongs to or speaks for.
    """

    mention: Mention
    head: Token
    sort: Sort
    kind: EntityKind
    label: str
    name: str | None = None
    noun: str = ""
    titles: frozenset[str] = frozenset()
    actor: Actor | None = None
    state: Actor | None = None
    state_span: Span | None = None
    body: str | None = None
    owner: Phrase | None = None
    owner_words: tuple[Token, ...] = ()
    owner_state: Actor | None = None
    acronym: str | None = None
    gender: Gender | None = None
    plural: bool = False
    definite: bool = False
    indefinite: bool = False
    members: tuple[Phrase, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What taking a phrase apart needs beside the phrase."""

    syntax: Syntax
    actors: Actors


_MODEL_KINDS: Final[dict[str, EntityKind]] = {
    "person": "person", "organisation": "organisation", "organization": "organisation",
    "place": "place", "object": "other", "weapon": "weapon", "facility": "facility",
    "state": "state", "force": "force", "media": "media",
}  # fmt: skip
_BREAKS: Final = frozenset(',();:—–"“”')
_OWNING: Final = frozenset({"of", "for", "at", "from", "with", "in", "inside", "to"})


def plain_text(token: Token) -> str:
    """The token with a straight apostrophe."""
    return "'" if token.text == "’" else token.text


def texts_of(tokens: Tokens) -> list[str]:
    """The texts of tokens, with straight apostrophes."""
    return [plain_text(token) for token in tokens]


def span_of(tokens: Tokens) -> Span:
    """From the first token to the last."""
    return Span(tokens[0].start, tokens[-1].end)


def head_of(context: Context, mention: Mention, tokens: Tokens) -> Token:
    """The token that heads a mention."""
    return context.syntax.head_of(mention.span) or tokens[-1]


def part_of(mention: Mention, tokens: Tokens) -> Mention:
    """A part of a mention as a mention of its own."""
    return Mention(span_of(tokens), mention.role)


def without_determiner(tokens: Tokens) -> list[Token]:
    """The tokens after articles and the like."""
    kept = list(tokens)
    while len(kept) > 1 and kept[0].lower in lexicon.DETERMINERS:
        quantity = kept.pop(0).lower not in {"the", "a", "an"}
        if quantity and kept[0].lower == "of" and len(kept) > 1:
            kept.pop(0)
    return kept


def words_of(context: Context, tokens: Tokens) -> str:
    """The tokens as written."""
    return span_of(tokens).of(context.syntax.text) if tokens else ""


def state_in(context: Context, tokens: Tokens) -> tuple[Actor | None, Span | None]:
    """The first state that the words name, by name, adjective or seat."""
    for found in context.actors.find(texts_of(tokens)):
        span = span_of(tokens[found.start : found.end])
        if found.actor.kind == "state":
            return found.actor, span if found.manner != "seat" else None
    return None, None


def whole_actor(context: Context, tokens: Tokens) -> Actor | None:
    """The known actor that all the words name."""
    bare = texts_of(without_determiner(tokens))
    found = context.actors.at(bare, 0)
    return found.actor if found and found.end == len(bare) else None


def person_run(bare: Tokens, start: int) -> list[Token]:
    """The longest name of a person that begins at a token."""
    run: list[Token] = []
    for token in bare[start:]:
        joins = token.text in {"-", ".", "'", "’"} or token.lower in lexicon.PARTICLES
        if not (token.text[0].isupper() or (run and (joins or run[-1].text == "-"))):
            break
        run.append(token)
    while run and not run[-1].text[0].isalnum():
        run.pop()
    while run and run[-1].lower in {"s", *lexicon.PARTICLES} and not run[-1].text[0].isupper():
        run.pop()
        while run and run[-1].text in {"'", "’"}:
            run.pop()
    return run


def has_body_word(run: Tokens) -> bool:
    """Whether a word of a name tells that it is no person's."""
    words = {token.lower for token in run}
    bodies = lexicon.BODIES | lexicon.MEDIA | lexicon.FORCES | lexicon.NAMEABLE
    return bool(words & bodies) or any(lexicon.singular(word) in lexicon.BODIES for word in words)


def names_body(tokens: Tokens) -> bool:
    """Whether the words end in the name of a body ("defence ministry")."""
    joined = " ".join(texts_of(tokens)).lower()
    found = lexicon.body_of(joined)
    return found is not None and found[2] == len(joined)


def means_place(mention: Mention, head: Token) -> bool:
    """Whether a city's name is meant as the place and not as the government there."""
    if mention.role != "argument" or mention.kind is not None:
        return mention.role == "place" or mention.kind == "place"
    return not head.rel.startswith("nsubj") or head.rel == "nsubj:pass"
