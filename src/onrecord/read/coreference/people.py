"""Persons and groups of persons: their titles, names and whom they speak for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.read.coreference import words as lexicon
from onrecord.read.coreference.phrase import (
    OWNING,
    Context,
    Gender,
    Phrase,
    Tokens,
    has_body_word,
    names_body,
    person_run,
    state_in,
    texts_of,
    whole_actor,
    words_of,
)

if TYPE_CHECKING:
    from onrecord.read.coreference.actors import Actor
    from onrecord.syntax import Token


def titled(context: Context, plain: Phrase, bare: Tokens) -> Phrase | None:
    """As in "Russian President Vladimir Putin", "Mr Putin", "spokesman Jens Laerke of OCHA"."""
    for position in range(len(bare) - 1, -1, -1):
        if lexicon.singular(bare[position].lower) not in lexicon.TITLES:
            continue
        if _belongs_to_another(plain, bare, position):
            continue
        start = _after_title(context, bare, position)
        run = person_run(bare, start)
        if not run or has_body_word(run) or whole_actor(context, run):
            continue
        person = described(context, plain, bare[:start], position)
        words, state = person.owner_words, person.state
        if not words:
            words = tuple(owner_after(context, bare[start + len(run) :]))
            state = state or state_in(context, words)[0]
        name = words_of(context, run)
        return replace(
            person, sort="name", kind="person", name=name, label=name, plural=False,
            owner_words=words, state=state,
        )  # fmt: skip
    return None


def _belongs_to_another(plain: Phrase, bare: Tokens, position: int) -> bool:
    """Whether the title is not the holder's, as in "a spokesman for President Falk"."""
    before = [i for i in range(1, position) if bare[i].lower in OWNING]
    return bool(before) and plain.head.index < bare[before[-1]].index


def _after_title(context: Context, bare: Tokens, position: int) -> int:
    """Where the name begins after a title, its dot and its "of State" or "to the UN"."""
    start = position + 1
    if start < len(bare) and bare[start].text == ".":
        start += 1
    while start + 1 < len(bare) and bare[start].lower in {"of", "for", "to"}:
        end = start + 1
        while end < len(bare) and bare[end].lower in lexicon.PORTFOLIOS:
            end += 1
        found = context.actors.at(texts_of(bare), end) if end < len(bare) else None
        if found is None and (end == start + 1 or bare[end - 1].lower == "the"):
            return _capitals_at_end(bare, start)
        start = found.end if found else end
    return start


def _capitals_at_end(bare: Tokens, start: int) -> int:
    """Where the name begins after "of the parliament", ``start`` if there is none."""
    first = next((i for i in range(start, len(bare)) if bare[i].text[0].isupper()), start)
    lower = first > start + 1 and bare[first - 1].pos == "NOUN"
    return first if lower and len(person_run(bare, first)) == len(bare) - first else start


def described(context: Context, plain: Phrase, words: Tokens, noun: int) -> Phrase:
    """The plain phrase with what the words before a name tell of the person."""
    lower = [lexicon.singular(token.lower) for token in words]
    titles = frozenset(word for word in lower if word in lexicon.TITLES) | _offices(words, noun)
    state, span = state_in(context, words)
    owner, owner_state = _owner(context, words, noun) if titles & lexicon.OFFICIAL else ((), None)
    return replace(
        plain, noun=lower[noun], titles=titles, state=state, state_span=span, owner_words=owner,
        owner_state=owner_state, gender=_gender(titles),
    )  # fmt: skip


def _offices(words: Tokens, noun: int) -> frozenset[str]:
    """The title with the word that tells it from others ("foreign minister")."""
    if noun == 0 or not words[noun - 1].text.isalpha() or words[noun - 1].lower == "s":
        return frozenset()
    qualifier = words[noun - 1].lower
    own = words[noun - 1].text[0].islower() or qualifier in lexicon.PORTFOLIOS | {"prime", "vice"}
    office = f"{lexicon.topic(qualifier)} {lexicon.singular(words[noun].lower)}"
    return frozenset({office}) if own else frozenset()


def _gender(titles: frozenset[str]) -> Gender | None:
    if titles & lexicon.MALE:
        return "male"
    return "female" if titles & lexicon.FEMALE else None


def _owner(context: Context, words: Tokens, noun: int) -> tuple[tuple[Token, ...], Actor | None]:
    """The words for whom the person or group headed by ``words[noun]`` speaks, and its state."""
    after = owner_after(context, words[noun + 1 :])
    state = state_in(context, after)[0]
    before = list(words[:noun])
    envoy = {lexicon.singular(token.lower) for token in words} & lexicon.ENVOYS
    if envoy and _owner_before(context, before, private=False):
        after = []
    private = lexicon.singular(words[noun].lower) in lexicon.CITIZENS
    if before and names_body(before) and not private:
        return tuple(before), state
    return tuple(after or _owner_before(context, before, private=private)), state


def owner_after(context: Context, after: Tokens) -> list[Token]:
    """The words after "of", "for", "in" ... where they name a body or an actor."""
    for position, token in enumerate(after):
        if token.lower in OWNING:
            rest = list(after[position + 1 :])
            return rest if rest and _tells(context, rest) else []
    return []


def _tells(context: Context, words: Tokens) -> bool:
    if all(token.lower in lexicon.PORTFOLIOS for token in words):
        return False
    known = any(True for _ in context.actors.find(texts_of(words)))
    return (
        known
        or has_body_word(words)
        or lexicon.body_of(" ".join(texts_of(words)).lower()) is not None
    )


def _owner_before(context: Context, before: list[Token], *, private: bool) -> list[Token]:
    texts = texts_of(before)
    found = list(context.actors.find(texts))
    bodies = [one for one in found if one.actor.kind != "state"]
    if private and not bodies:
        found = []
    for one in bodies[-1:] or found[:1]:
        return before[one.start : one.end]
    if private:
        return []
    if len(texts) > 2 and "'" in texts:
        return before[: texts.index("'")]
    run = person_run(before, 0)
    return run if has_body_word(run) else []
