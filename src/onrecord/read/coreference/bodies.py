"""Bodies, places of power and things: phrases that are no person with a title."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.people import described, owner_after
from onrecord.read.coreference.phrase import (
    MODEL_KINDS,
    OWNING,
    Context,
    Mention,
    Phrase,
    Tokens,
    has_body_word,
    means_place,
    names_body,
    person_run,
    span_of,
    state_in,
    texts_of,
    words_of,
)

if TYPE_CHECKING:
    from onrecord.model import EntityKind
    from onrecord.read.coreference.actors import Actor, Found
    from onrecord.syntax import Token


def as_actor(context: Context, plain: Phrase, bare: Tokens) -> Phrase | None:
    """As in "Hamas", "Kyiv", "the Wagner group", "state news agency KCNA"."""
    texts = texts_of(bare)
    for found in context.actors.find(texts):
        if found.manner == "seat" and means_place(plain.mention, plain.head):
            return None
        rest = bare[: found.start], bare[found.end :]
        if found.manner != "adjective" and _is_beside(context, found, *rest):
            return _actor_phrase(context, plain, found, bare)
    return None


def named_actor(context: Context, mention: Mention, head: Token, actor: Actor) -> Phrase:
    """A phrase that is nothing but the name, seat or adjective of an actor."""
    state = actor if actor.kind == "state" else context.actors.by_name.get(actor.owner or "")
    return Phrase(
        mention, head, "actor", actor.kind, actor.name, actor.name, actor=actor, state=state,
        body=actor.body, state_span=mention.span if actor is state else None,
    )  # fmt: skip


def _actor_phrase(context: Context, plain: Phrase, found: Found, bare: Tokens) -> Phrase:
    mention = Mention(span_of(bare[found.start : found.end]), plain.mention.role)
    named = named_actor(context, mention, plain.head, found.actor)
    noun = bare[-1].lower if bare[-1].lower in lexicon.NAMEABLE else ""
    return replace(
        named, mention=plain.mention, noun=noun, label=plain.label, definite=plain.definite
    )


def _is_beside(context: Context, found: Found, before: Tokens, after: Tokens) -> bool:
    """Whether the words around an actor's name only describe the actor.

    Nothing at all, "the ... group", its own state's adjective before, its seat after.
    """
    texts = texts_of([*before, *after])
    owner = found.actor.owner
    states = [one.actor.name for one in context.actors.find(texts) if one.actor.kind == "state"]
    if not texts:
        return True
    if found.manner == "seat" or (found.actor.kind == "state" and before):
        return False
    if after and after[0].lower in lexicon.PREPOSITIONS and not before:
        return all(name == owner for name in states)
    if set(texts) <= {"'", "s"} | _words_of(context, texts, owner) and not after:
        return True
    last = texts[-1].lower()
    return last in lexicon.NAMEABLE and not {"and", "'"} & set(texts) and not (before and after)


def _words_of(context: Context, texts: list[str], owner: str | None) -> set[str]:
    """Those of the words that name the owner."""
    return {
        text
        for found in context.actors.find(texts)
        if found.actor.name == owner
        for text in texts[found.start : found.end]
    }


def as_name(context: Context, plain: Phrase, bare: Tokens) -> Phrase | None:
    """A proper name alone: of a person, or of an organisation that the table lacks."""
    if not bare[0].text[0].isupper():
        return _as_named_noun(context, plain, bare)
    run = person_run(bare, 0)
    rest = bare[len(run) :]
    if not run or (rest and rest[0].lower not in OWNING):
        return _as_named_noun(context, plain, bare)
    title = lexicon.singular(run[-1].lower) in lexicon.TITLES
    if title or (plain.indefinite and len(run) == 1):
        return None
    if _looks_like_person(plain, run) and not (
        rest and has_body_word(bare) and plain.mention.kind != "person"
    ):
        owner = tuple(owner_after(context, rest))
        name = words_of(context, run)
        return replace(plain, sort="name", kind="person", name=name, label=name, owner_words=owner)
    return _as_named_body(context, plain, bare)


def _as_named_noun(context: Context, plain: Phrase, bare: Tokens) -> Phrase | None:
    """As in "broadcaster NRK", "the Greek gas producer Energean", "the group Air Watch"."""
    start = len(bare)
    while start > 0 and (bare[start - 1].text[0].isupper() or bare[start - 1].text == "-"):
        start -= 1
    before, rest = bare[:start], bare[start:]
    if not before or not rest or before[-1].pos != "NOUN" or not before[-1].text.isalpha():
        return None
    if len(before) > 1 and before[-2].text == "-":
        return None
    noun = before[-1].lower
    told = plain.mention.kind or MODEL_KINDS.get(rest[-1].kind)
    kind = lexicon.kind_of(noun) or told or "other"
    name = words_of(context, rest)
    if kind == "other" and plain.mention.role == "source":
        kind = "organisation"
    known = kind in {"organisation", "media", "force", "person"}
    named = replace(plain, sort="name", kind=kind, name=name, label=name, noun=noun)
    return named if known and not lexicon.is_plural(noun) else None


def _looks_like_person(plain: Phrase, run: Tokens) -> bool:
    told = plain.mention.kind or MODEL_KINDS.get(run[-1].kind) or MODEL_KINDS.get(run[0].kind)
    if lexicon.kind_of(run[-1].lower) or any(c.isdigit() for c in run[-1].text):
        return False
    if has_body_word(run) and told != "person":
        return False
    if told:
        proper = run[-1].pos == "PROPN" or plain.mention.kind is not None
        return told == "person" and proper
    names = [token for token in run if token.text[0].isalpha()]
    short = all(token.text.isupper() and len(token.text) < 6 for token in names)
    return bool(names) and not short and run[-1].pos in {"PROPN", "X", ""}


def _as_named_body(context: Context, plain: Phrase, bare: Tokens) -> Phrase | None:
    capitals = [t for t in bare if t.text[0].isalpha() and t.lower not in lexicon.CONNECTORS]
    if not capitals or not all(t.text[0].isupper() for t in capitals):
        return None
    if len(bare) == 1 and bare[0].pos in {"NOUN", "ADJ"} and bare[0].kind == "":
        return None
    name = words_of(context, bare)
    state, span = state_in(context, bare)
    body = _body_at(bare, _base_end(bare) - 1)
    told = plain.mention.kind or MODEL_KINDS.get(plain.head.kind)
    kind = _kind_of_run(bare) or told or ("organisation" if body else "other")
    if not (body or kind != "other" or told):
        return None
    noun = next((t.lower for t in reversed(bare) if t.lower in lexicon.BODIES), "")
    return replace(
        plain, sort="name", kind=kind, name=name, noun=noun, state=state, state_span=span,
        body=body,
    )  # fmt: skip


def _kind_of_run(bare: Tokens) -> EntityKind | None:
    kinds = [lexicon.kind_of(token.lower) for token in bare]
    return next((k for k in kinds if k in {"organisation", "media", "force", "facility"}), None)


def as_noun(context: Context, plain: Phrase, bare: Tokens) -> Phrase:
    """A common noun with what stands around it."""
    noun_at = _noun_position(bare, plain.head)
    word = bare[noun_at].lower
    noun = lexicon.singular(word)
    told = plain.mention.kind or MODEL_KINDS.get(plain.head.kind)
    plural = lexicon.is_plural(word)
    kind = lexicon.kind_of(word) or told or "other"
    if kind == "person" and plural:
        kind = "group"
    if word == "old" and told is None:
        kind = "person"
    if word in lexicon.DETERMINERS:
        kind, plural = "group", True
    phrase = replace(plain, noun=noun, kind=kind, plural=plural)
    persons = kind in {"person", "group", "force"} and (noun in lexicon.TITLES or plural)
    if persons and not (kind == "force" and names_body(bare[: noun_at + 1])):
        return replace(described(context, phrase, bare, noun_at), noun=noun)
    return _as_body(context, phrase, bare, noun_at)


def _as_body(context: Context, phrase: Phrase, bare: Tokens, noun_at: int) -> Phrase:
    named_place = _place_name(context, phrase, bare, noun_at)
    if named_place:
        return replace(phrase, sort="place", kind="place", name=named_place)
    state, span = state_in(context, bare)
    body = _body_at(bare, noun_at)
    if body and phrase.kind in {"other", "place"}:
        phrase = replace(phrase, kind="organisation")
    if (body == "government" or phrase.kind == "state") and state:
        return replace(
            phrase, sort="actor", kind="state", actor=state, name=state.name, state=state,
            state_span=span,
        )  # fmt: skip
    proper = bare[noun_at].text[0].isupper() and noun_at > 0
    name = phrase.label if proper else None
    return replace(
        phrase, state=state, state_span=span, body=body, name=name,
    )  # fmt: skip


def _base_end(bare: Tokens) -> int:
    """Where the first preposition begins, or the end of the phrase."""
    for position, token in enumerate(bare):
        if position and token.lower in lexicon.PREPOSITIONS:
            return position
    return len(bare)


def _body_at(bare: Tokens, noun_at: int) -> str | None:
    """The kind of body that the head noun and the words around it name."""
    found = lexicon.body_of(" ".join(texts_of(bare)).lower())
    upto = len(" ".join(texts_of(bare[: noun_at + 1])))
    return found[0] if found and found[1] < upto <= found[2] else None


def _place_name(context: Context, phrase: Phrase, bare: Tokens, noun_at: int) -> str | None:
    """As in "the mining city of Toretsk"."""
    after = bare[noun_at + 1 :]
    run = person_run(after, 1) if after and after[0].lower == "of" else []
    whole = run and len(run) == len(after) - 1
    return words_of(context, run) if whole and phrase.noun in lexicon.PLACES else None


def _noun_position(bare: Tokens, head: Token) -> int:
    """Where the head noun stands: the last noun before the first preposition."""
    end = _base_end(bare)
    titles = [i for i in range(len(bare)) if bare[i].index == head.index and bare[i].pos == "NOUN"]
    if titles and lexicon.singular(head.lower) in lexicon.TITLES:
        return titles[0]
    if bare[-1].text.islower() and bare[-1].lower in lexicon.TITLES:
        return len(bare) - 1
    nouns = [i for i in range(end) if bare[i].pos in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else end - 1
